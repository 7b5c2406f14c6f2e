"""Opening a template within bounds: what is no workbook, or none that can be filled, is refused before it is read."""

from __future__ import annotations

import posixpath
from pathlib import Path

from invrecon.errors import InputError, Problem
from invrecon.exports.archive import ZIP
from invrecon.exports.package import Package
from invrecon.exports.workbooks import xlsx
from invrecon.exports.workbooks.compound import MAGIC

EXPECTED = "a workbook saved as .xlsx or .xlsm, without a password"
LARGEST = 256 << 20


def has_macros(package: Package) -> bool:
    """Whether a workbook has a macro project, or a sheet of old macros."""
    return any(
        posixpath.basename(member).lower() == "vbaproject.bin" or "/macrosheets/" in member.lower()
        for member in package.members
    )


def template_has_macros(template: Path) -> bool:
    """Whether the template has macros, found out before any work is done.

    Raises:
        InputError: it cannot be used at all.
    """
    with open_template(template) as package:
        return has_macros(package)


def open_template(template: Path) -> Package:
    """The container of a workbook.

    Raises:
        InputError: it is not there, or no workbook, or not one that can be filled.
    """

    def refused(found: str, action: str = "") -> InputError:
        return InputError(Problem(file=str(template), found=found, expected=EXPECTED, action=action))

    try:
        with template.open("rb") as stream:
            head = stream.read(len(MAGIC))
    except OSError as error:
        raise refused(
            f"the template cannot be read ({error.strerror})", "Give the workbook after --template."
        ) from error
    if head == MAGIC:
        raise refused(
            "this is a workbook with a password, or one of Excel 97-2003",
            "Open it in Excel, save it as .xlsx without a password, and try again.",
        )
    if not head.startswith(ZIP):
        raise refused("this is no workbook")
    package = Package(template, str(template))
    if "mimetype" in package.members:
        raise refused("this is an OpenDocument file", "Save it as .xlsx and try again.")
    if package.has_twins or any(package.is_encrypted(member) for member in package.members):
        raise refused("its parts are packed as no program does")
    if sum(member.file_size for member in package.members.values()) > LARGEST:
        raise refused(f"it expands to more than {LARGEST >> 20} MiB", "Leave last month's entries out of the template.")
    if not package.find(xlsx.CONTENT_TYPES) or not xlsx.workbook_part(package):
        raise refused("this is no workbook, but another kind of document")
    return package
