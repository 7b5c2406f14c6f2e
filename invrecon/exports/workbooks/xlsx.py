"""Excel workbooks (.xlsx, .xlsm): checked, and copied for calamine to read.

Calamine never sees the file itself. What it needs is unpacked piece by piece into a copy in the run's own folder, and
searched on the way: so what was checked is what is read, whatever the file says of itself, and links to other files,
pictures and programs stay behind.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from invrecon.errors import InputError
from invrecon.exports.package import Package
from invrecon.exports.workbooks.lost_cells import BY_HAND, STALE, Loss, Notes, letters, too_sparse
from invrecon.exports.workbooks.worksheet_xml import SheetSearch, extent, without_second_pass
from invrecon.exports.workbooks.xml_parts import PART_LIMIT, Element, UnsafeXmlError, elements, has_plain_head

ROOT, CONTENT_TYPES = "_rels/.rels", "[Content_Types].xml"
_TRUE = ("1", "true", "on")
_RESAVE = "Open it in Excel, save it as .xlsx, and try again."


@dataclass(frozen=True)
class CheckedSheet:
    """A worksheet of a copied workbook: its name and what was noticed in it."""

    name: str
    notes: Notes


def workbook_part(package: Package) -> str:
    """The part that is the workbook, as the package says; empty where it is another kind of document.

    Raises:
        InputError: the package is damaged.
    """
    root = package.find(ROOT)
    links = read_elements(package, root) if root else []
    targets = [e.attributes.get("Target", "") for e in links if _kind(e.attributes) == "officeDocument"]
    part = targets[0].lstrip("/") if targets else "xl/workbook.xml"
    if part.endswith(".bin"):
        return part if package.find(part) else ""
    found = package.find(part)
    return part if found and read_elements(package, found)[0].name == "workbook" else ""


def copy_xlsx(package: Package, book_part: str, target: Path) -> list[CheckedSheet]:
    """Copy what calamine needs of a workbook, and tell its worksheets, hidden ones too.

    Raises:
        InputError: the workbook is damaged, counts dates from 1904, or holds what no spreadsheet program writes.
    """
    book = read_elements(package, package.find(book_part) or book_part)
    refuse_1904(package, any(e.name == "workbookPr" and e.attributes.get("date1904") in _TRUE for e in book))
    formulas = _wrong_with_formulas(book)
    links = links_of(package, book_part)
    sheets: dict[str, CheckedSheet] = {}
    for element in book:
        link = links.get(element.attributes.get("id", "")) if element.name == "sheet" else None
        if link and link.kind == "worksheet":
            sheets[link.part] = CheckedSheet(element.attributes.get("name", ""), Notes())
    with zipfile.ZipFile(target, "w") as copy:
        for part in (*parts_besides(book_part), *(link.part for link in links.values() if link.is_needed)):
            if member := package.find(part):
                copy_part(copy, part, _plain_pieces(package, member))
        for part, sheet in sheets.items():
            member = sheet_member(package, part, sheet.name)
            search = SheetSearch(sheet.notes, formulas)
            copy_part(copy, part, without_second_pass(search.fed(_plain_pieces(package, member))))
            search.finish()
            if search.may_be_too_sparse:
                refuse_sparse(package, sheet.name, *extent(package.pieces(member)))
    return list(sheets.values())


@dataclass(frozen=True)
class Link:
    """A link of the workbook to another part: of what kind it is, and the part."""

    kind: str
    part: str

    @property
    def is_needed(self) -> bool:
        """Whether the cells cannot be read without it."""
        return self.kind in ("styles", "sharedStrings")


def links_of(package: Package, book_part: str) -> dict[str, Link]:
    """The links of the workbook by their id.

    Raises:
        InputError: the list of them is missing or damaged.
    """
    part = _links_part(book_part)
    member = package.find(part)
    if not member:
        raise package.damaged("the list of its parts is missing")
    folder = posixpath.dirname(book_part)
    links: dict[str, Link] = {}
    for element in read_elements(package, member):
        if element.name == "Relationship":
            target = element.attributes.get("Target", "").replace("\\", "/")
            found = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            if target.startswith("xl/") and not package.find(found):
                found = target
            links[element.attributes.get("Id", "")] = Link(_kind(element.attributes), posixpath.normpath(found))
    return links


def parts_besides(book_part: str) -> tuple[str, ...]:
    """The parts that calamine needs to find the sheets."""
    return CONTENT_TYPES, ROOT, book_part, _links_part(book_part)


def sheet_member(package: Package, part: str, sheet: str) -> str:
    """The member that holds a sheet.

    Raises:
        InputError: there is none.
    """
    member = package.find(part)
    if not member:
        raise package.damaged(f'the sheet "{sheet}" is not where the workbook says')
    return member


def _links_part(book_part: str) -> str:
    folder, name = posixpath.split(book_part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _kind(link: Mapping[str, str]) -> str:
    return posixpath.basename(link.get("Type", ""))


def copy_part(
    copy: zipfile.ZipFile, part: str, pieces: Iterator[bytes], look: Callable[[bytes], None] | None = None
) -> None:
    """Copy a part unpacked, looking at each piece on the way."""
    with copy.open(part, "w", force_zip64=True) as out:
        for piece in pieces:
            out.write(piece)
            if look:
                look(piece)


def refuse_1904(package: Package, counts_from_1904: bool) -> None:
    """A date cell without a date format would be four years off.

    Raises:
        InputError: the workbook counts from 1904.
    """
    if counts_from_1904:
        raise package.refusal(
            "the workbook counts its dates from 1904",
            "dates that count from 1900",
            'Clear "Use 1904 date system" in the options of Excel and check the dates, or save as CSV.',
        )


def refuse_sparse(package: Package, sheet: str, rows: int, columns: int, filled: int) -> None:
    """Refuse a sheet whose few cells lie so far apart that no memory holds what is between them.

    Raises:
        InputError: they do.
    """
    if too_sparse(rows, columns, filled):
        raise package.refusal(
            f'the cells of the sheet "{sheet}" reach to {letters(columns - 1)}{rows}, and nearly all of them are blank',
            "a table without far-off cells",
            "Delete the rows below and the columns beside the table, save, and try again.",
        )


def _wrong_with_formulas(book: list[Element]) -> Loss | None:
    for element in book:
        if element.name == "calcPr":
            values = element.attributes
            if values.get("fullCalcOnLoad") in _TRUE or values.get("calcCompleted") in ("0", "false"):
                return STALE
            if values.get("calcMode") == "manual":
                return BY_HAND
    return None


def read_elements(package: Package, part: str) -> list[Element]:
    """The start tags of a small part.

    Raises:
        InputError: it is damaged, or declares what no office program declares.
    """
    try:
        return elements(package.read(part, PART_LIMIT))
    except UnsafeXmlError as error:
        raise unsafe(package, part, str(error)) from error


def _plain_pieces(package: Package, part: str) -> Iterator[bytes]:
    begun = False
    for piece in package.pieces(part):
        if not begun and piece.strip():  # blanks alone declare nothing
            if not has_plain_head(piece):
                raise unsafe(package, part, "it declares a document type or an encoding, which no office program does")
            begun = True
        yield piece


def unsafe(package: Package, part: str, detail: str) -> InputError:
    """A part of the workbook that no spreadsheet program wrote."""
    found = f"this is not a readable Excel workbook ({part}: {detail})"
    return package.refusal(found, "an .xlsx file as Excel or the ERP writes it", _RESAVE)
