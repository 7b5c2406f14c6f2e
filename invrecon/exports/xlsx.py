"""Excel workbooks (.xlsx, .xlsm): checked, and copied for calamine to read.

Calamine never sees the file itself. What it needs is unpacked piece by piece into a copy in the run's own folder, and
searched on the way: so what was checked is what is read, whatever the file says of itself, and links to other files,
pictures and programs stay behind.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from invrecon.errors import InputError
from invrecon.exports.lost_cells import BY_HAND, STALE, Loss, Notes, letters, too_sparse
from invrecon.exports.package import PIECE, Package
from invrecon.exports.worksheet_xml import SheetSearch, extent
from invrecon.exports.xml_parts import PART_LIMIT, Element, UnsafeXmlError, elements, has_plain_head

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TRUE = ("1", "true", "on")
_ALSO_NEEDED = ("styles", "sharedStrings")
_RESAVE = "Open it in Excel, save it as .xlsx, and try again."


@dataclass(frozen=True)
class CheckedSheet:
    """A worksheet of a copied workbook: its name and what was noticed in it."""

    name: str
    notes: Notes


def copy_xlsx(package: Package, target: Path) -> list[CheckedSheet]:
    """Copy what calamine needs of a workbook, and tell its worksheets, hidden ones too.

    Raises:
        InputError: the workbook is damaged, counts dates from 1904, or holds what no spreadsheet program writes.
    """
    book, links = (_elements(package, part) for part in (BOOK, LINKS))
    refuse_1904(package, any(e.name == "workbookPr" and e.attributes.get("date1904") in _TRUE for e in book))
    formulas = _wrong_with_formulas(book)
    targets = {e.attributes.get("Id"): e.attributes for e in links if e.name == "Relationship"}
    sheets: dict[str, CheckedSheet] = {}
    for element in book:
        link = targets.get(element.attributes.get("id")) if element.name == "sheet" else None
        if link and posixpath.basename(link.get("Type", "")) == "worksheet":
            sheets[part_named(link.get("Target", ""))] = CheckedSheet(element.attributes.get("name", ""), Notes())
    others = [part_named(link.get("Target", "")) for link in targets.values()
              if posixpath.basename(link.get("Type", "")) in _ALSO_NEEDED]  # fmt: skip
    with zipfile.ZipFile(target, "w") as copy:
        for part in ("[Content_Types].xml", "_rels/.rels", BOOK, LINKS, *others):
            if part in package.members:
                copy_part(package, part, copy, _plain_pieces(package, part))
        for part, sheet in sheets.items():
            if part not in package.members:
                raise package.damaged(f'the sheet "{sheet.name}" is not where the workbook says')
            search = SheetSearch(sheet.notes, formulas)
            copy_part(package, part, copy, _plain_pieces(package, part), search.feed)
            search.finish()
            if search.may_be_too_sparse:
                refuse_sparse(package, sheet.name, *extent(package.pieces(part)))
    return list(sheets.values())


def copy_part(
    package: Package,
    part: str,
    copy: zipfile.ZipFile,
    pieces: Iterator[bytes],
    look: Callable[[bytes], None] | None = None,
) -> None:
    """Copy a part unpacked, looking at each piece on the way."""
    with copy.open(part, "w", force_zip64=package.members[part].file_size > 1 << 31) as out:
        for piece in pieces:
            out.write(piece)
            if look:
                look(piece)


def part_named(target: str) -> str:
    """The part that a link of the workbook leads to, relative to the workbook or to the whole package."""
    return posixpath.normpath(target.lstrip("/") if target.startswith(("/", "xl/")) else f"xl/{target}")


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


def _elements(package: Package, part: str) -> list[Element]:
    try:
        return elements(package.read(part, PART_LIMIT))
    except UnsafeXmlError as error:
        raise unsafe(package, part, str(error)) from error


def _plain_pieces(package: Package, part: str) -> Iterator[bytes]:
    begun = False
    for piece in package.pieces(part):
        if not begun and not has_plain_head(piece[:PIECE]):
            raise unsafe(package, part, "it declares a document type or an encoding, which no office program does")
        begun = True
        yield piece


def unsafe(package: Package, part: str, detail: str) -> InputError:
    """A part of the workbook that no spreadsheet program wrote."""
    found = f"this is not a readable Excel workbook ({part}: {detail})"
    return package.refusal(found, "an .xlsx file as Excel or the ERP writes it", _RESAVE)
