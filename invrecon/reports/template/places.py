"""Where the names that begin with invrecon_ lead: cells, areas and Excel tables; or why a name leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.utils import absolute_coordinate, quote_sheetname
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from invrecon.reports.template.cells import area_of
from invrecon.reports.template.slug import slug

PREFIX = "invrecon_"

_AREAS = re.compile(r"(?:'(?:[^']|'')*'|[^,'])+")
_ON_SHEET = re.compile(r"(?:'(?P<quoted>(?:[^']|'')+)'|(?P<plain>[^'!\[\](),:]+))!(?P<cells>[^!,]+)")
_TABLE = re.compile(r"(?P<name>[^\W\d][\w.\\]*)(?:\[(?:#All|#Data)?\])?", re.IGNORECASE)


@dataclass
class Place:
    """A name of the template, and the cells that it stands for; `table` is the Excel table that the name belongs to.

    A name that cannot be used says why in `wrong`; `sheet` and `area` may be known all the same.
    """

    name: str
    sheet: Worksheet | None = None
    area: CellRange | None = None
    table: Table | None = None
    wrong: str = ""
    defined: DefinedName | None = None

    @property
    def key(self) -> str:
        """What is asked for, without prefix and case."""
        return slug(self.name[len(PREFIX) :])

    @property
    def where(self) -> str:
        """Its cells, to be told; empty where it has none."""
        return f"{self.sheet.title}!{self.area.coord}" if self.sheet and self.area else ""

    def cover(self, area: CellRange) -> None:
        """Let the name stand for these cells from now on: next month they are known to be ours."""
        self.area = area
        if self.defined and self.sheet and not self.table:
            self.defined.attr_text = f"{quote_sheetname(self.sheet.title)}!{absolute_coordinate(area.coord)}"


def places(book: Workbook) -> list[Place]:
    """All names that begin with invrecon_, of the workbook and of its sheets, and all Excel tables that are called so.

    A name with several areas gives a place for each, so that none of them keeps what it holds.
    """
    scopes = (book.defined_names, *(sheet.defined_names for sheet in book.worksheets))
    found = [place for names in scopes for defined in names.values() for place in _of_name(book, defined)]
    named = [place.table for place in found if place.table]
    for sheet, table in tables(book):
        if _is_ours(table.displayName) and table not in named:
            found.append(Place(table.displayName, sheet, CellRange(table.ref), table))
    return found


def tables(book: Workbook) -> Iterator[tuple[Worksheet, Table]]:
    """All Excel tables with their sheets."""
    for sheet in book.worksheets:
        yield from ((sheet, table) for table in sheet.tables.values())


def _is_ours(name: str) -> bool:
    return name.casefold().startswith(PREFIX)


def _of_name(book: Workbook, defined: DefinedName) -> Iterator[Place]:
    text = (defined.attr_text or "").strip().removeprefix("=")
    if _is_ours(defined.name):
        areas = [text] if "(" in text else _AREAS.findall(text) or [text]
        for each in areas:
            place = _found(book, defined.name, each)
            place.defined = defined
            if len(areas) > 1:
                place.wrong = "it refers to several areas; name one of them"
            yield place


def _found(book: Workbook, name: str, text: str) -> Place:
    if "#REF!" in text.upper():
        return Place(name, wrong="its cells were deleted (#REF!)")
    if "!" in text and "[" in text.partition("!")[0]:
        return Place(name, wrong="it refers to another workbook")
    on_sheet = _ON_SHEET.fullmatch(text)
    if on_sheet:
        return _on_sheet(book, name, (on_sheet["quoted"] or on_sheet["plain"]).replace("''", "'"), on_sheet["cells"])
    in_table = _TABLE.fullmatch(text)
    for sheet, table in tables(book):
        if in_table and table.displayName.casefold() == in_table["name"].casefold():
            return Place(name, sheet, CellRange(table.ref), table)
    return Place(name, wrong="it refers to no cell, but to a formula or a constant")


def _on_sheet(book: Workbook, name: str, title: str, cells: str) -> Place:
    sheet = next((each for each in book.worksheets if each.title.casefold() == title.casefold()), None)
    if sheet is None:
        return Place(name, wrong=f'it refers to the sheet "{title}", which has no cells or is not there')
    area = area_of(cells)
    if area is None:
        return Place(name, sheet, wrong="it refers to whole rows or columns; name the cells")
    # Where a table is asked for, the Excel table that begins here is meant, however much of it the name covers.
    corners = {CellRange(table.ref).bounds[:2]: table for table in sheet.tables.values()}
    return Place(name, sheet, area, corners.get(area.bounds[:2]))
