"""Opening a template within bounds: what is no workbook, or none that can be filled, is refused before it is read."""

from __future__ import annotations

import posixpath
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from invrecon.errors import InputError, Problem
from invrecon.exports.archive import ZIP
from invrecon.exports.package import Package
from invrecon.exports.workbooks import xlsx
from invrecon.exports.workbooks.compound import MAGIC
from invrecon.exports.workbooks.xml_parts import has_plain_head

EXPECTED = "a workbook saved as .xlsx or .xlsm, without a password"
LARGEST = 256 << 20
_MACROS, _OLD_SHEETS = "vbaproject.bin", ("/macrosheets/", "/dialogsheets/")
_READ = ("xl/", "docprops/", "_rels/", "[content_types]")
# What openpyxl raises at parts that are damaged, or that it did not foresee.
_DAMAGE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, NotImplementedError, RecursionError,
           EOFError, OSError, ParseError, zlib.error, zipfile.BadZipFile, InvalidFileException)  # fmt: skip


def template_has_macros(template: Path) -> bool:
    """Whether the template has macros, found out before any work is done.

    Raises:
        InputError: it cannot be used at all.
    """
    with checked(template) as package:
        return _has_macros(package)


def open_template(template: Path) -> Workbook:
    """The template as openpyxl reads it, without the results that its formulas had last month.

    Raises:
        InputError: it is not there, or no workbook, or not one that can be filled.
    """
    with checked(template) as package, template.open("rb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # `losses` finds what is not kept
        try:
            book = load_workbook(stream, keep_vba=_has_macros(package), rich_text=True, keep_links=True)
        except _DAMAGE as error:
            found = f"the workbook cannot be read ({type(error).__name__}: {error})"
            raise refused(template, found, "Open it in Excel, save it, and try again.") from error
    for sheet in book.worksheets:
        _forget_results(sheet)
        for chart in sheet._charts:
            chart.roundedCorners = False  # openpyxl does not read it, and Excel rounds them where nothing is said
    return book


@contextmanager
def checked(template: Path) -> Iterator[Package]:
    """The container of a workbook that openpyxl may read.

    Raises:
        InputError: as for `open_template`.
    """
    try:
        with template.open("rb") as stream:
            head = stream.read(len(MAGIC))
    except OSError as error:
        found = f"the template cannot be read ({error.strerror})"
        raise refused(template, found, "Give the workbook after --template.") from error
    if head == MAGIC:
        found = "this is a workbook with a password, or one of Excel 97-2003"
        raise refused(template, found, "Open it in Excel, save it as .xlsx without a password, and try again.")
    if not head.startswith(ZIP):
        raise refused(template, "this is no workbook")
    with Package(template, str(template)) as package:
        _check(package, template)
        yield package


def _check(package: Package, template: Path) -> None:
    members = package.members
    if "mimetype" in members:
        raise refused(template, "this is an OpenDocument file", "Save it as .xlsx and try again.")
    if package.has_twins or any(package.is_encrypted(member) for member in members):
        raise refused(template, "its parts are packed as no program does")
    if sum(member.file_size for member in members.values()) > LARGEST:
        found = f"it expands to more than {LARGEST >> 20} MiB"
        raise refused(template, found, "Leave last month's entries out of the template.")
    book = xlsx.workbook_part(package) if package.find(xlsx.CONTENT_TYPES) else ""
    if not book or book.endswith(".bin"):
        raise refused(template, "this is no workbook that can be filled, but another kind of document")
    for member in members:
        if any(old in member.lower() for old in _OLD_SHEETS):
            raise refused(template, "it has a sheet of Excel 4.0 macros or dialogs", "Delete that sheet.")
        is_read = member.lower().startswith(_READ) and member.lower().endswith((".xml", ".rels"))
        if is_read and not has_plain_head(next(package.pieces(member), b"")):
            raise xlsx.unsafe(package, member, "it declares a document type, which no office program does")


def refused(template: Path, found: str, action: str = "", expected: str = EXPECTED) -> InputError:
    """The template cannot be used."""
    return InputError(Problem(file=str(template), found=found, expected=expected, action=action))


def _has_macros(package: Package) -> bool:
    return any(posixpath.basename(member).lower() == _MACROS for member in package.members)


def _forget_results(sheet: Worksheet) -> None:
    """Clear what array formulas and data tables have filled besides their first cells: they calculate anew."""
    formulas = [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
    for ref in [formula.ref for formula in formulas if not isinstance(formula, str)]:
        for row, column in CellRange(ref).cells:
            member = sheet.cell(row, column)
            if member.value is not None and member.data_type != "f":
                member.value = None
