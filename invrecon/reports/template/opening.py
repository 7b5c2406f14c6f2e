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
from openpyxl.worksheet.worksheet import Worksheet

from invrecon.errors import InputError, Problem
from invrecon.exports.archive import ZIP
from invrecon.exports.package import Package
from invrecon.exports.workbooks import xlsx
from invrecon.exports.workbooks.compound import MAGIC
from invrecon.exports.workbooks.xml_parts import has_plain_head
from invrecon.reports.template.cells import area_of, cells, filled, is_formula
from invrecon.reports.template.parts import LARGEST, elements_of, links_of

EXPECTED = "a workbook saved as .xlsx or .xlsm, without a password"
_MACROS, _OLD_SHEETS = "vbaproject.bin", ("/macrosheets/", "/dialogsheets/")
_MOST_CELLS = 2_000_000
_READ = ("xl/", "docprops/", "_rels/", "[content_types]")
# What openpyxl raises at parts that are damaged, or that it did not foresee.
UNFORESEEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, NotImplementedError, RecursionError)
_DAMAGE = (EOFError, OSError, ParseError, zlib.error, zipfile.BadZipFile, InvalidFileException)


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
        except (*UNFORESEEN, *_DAMAGE) as error:
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
    spans = [area_of(ref) for link in links_of(package, book) for ref in _spans(package, link)]
    if sum(span.size["rows"] * span.size["columns"] for span in spans if span) > _MOST_CELLS:
        raise refused(template, "its merged cells or links span more cells than any table", "Clear them.")


def _spans(package: Package, link: xlsx.Link) -> list[str]:
    """The ranges that openpyxl makes cells of, whatever is in them."""
    elements = elements_of(package, link.part) if link.kind == "worksheet" else ()
    return [each.attributes.get("ref", "") for each in elements if each.name in ("mergeCell", "hyperlink")]


def refused(template: Path, found: str, action: str = "", expected: str = EXPECTED) -> InputError:
    """The template cannot be used."""
    return InputError(Problem(file=str(template), found=found, expected=expected, action=action))


def _has_macros(package: Package) -> bool:
    return any(posixpath.basename(member).lower() == _MACROS for member in package.members)


def _forget_results(sheet: Worksheet) -> None:
    """Clear what array formulas and data tables have filled besides their first cells: they calculate anew."""
    formulas = [cell.value for cell in cells(sheet) if is_formula(cell)]
    for span in [area_of(formula.ref) for formula in formulas if not isinstance(formula, str)]:
        for cell in filled(sheet, span) if span else ():
            if not is_formula(cell):
                cell.value = None
