"""Where the names that begin with invrecon_ lead: cells, areas and Excel tables; or why a name leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from invrecon.reports.template.area import Area, area_of, sheet_prefix
from invrecon.reports.template.book import Book, ListObject
from invrecon.reports.template.sheet import Sheet
from invrecon.reports.template.slug import slug

PREFIX = "invrecon_"

_ON_SHEET = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\](),:]+))!([^!,]+)")
_TABLE = re.compile(r"(?P<name>[^\W\d][\w.\\]*)(?:\[(?:#All|#Data)?\])?", re.IGNORECASE)


@dataclass
class Place:
    """A name of the template, and the cells that it stands for.

    `key` is what is asked for, without prefix and case. `table` is the Excel table that the name belongs to. A name
    that cannot be used says why in `wrong`; `sheet` and `area` may be known all the same.
    """

    name: str
    key: str
    sheet: Sheet | None = None
    area: Area | None = None
    table: ListObject | None = None
    element: Element | None = None
    wrong: str = ""

    @property
    def where(self) -> str:
        """Its cells as formulas write them; empty where it has none."""
        return f"{sheet_prefix(self.sheet.name)}{self.area}" if self.sheet and self.area else ""

    def cover(self, area: Area) -> None:
        """Let the name stand for these cells from now on: next month they are known to be ours."""
        self.area = area
        if self.element is not None and self.sheet and not self.table:
            self.element.text = f"{sheet_prefix(self.sheet.name)}{area.absolute}"


def places(book: Book) -> list[Place]:
    """All names that begin with invrecon_, in the order of the workbook, and all Excel tables that are called so.

    A name with several areas gives a place for each, so that none of them keeps what it holds.
    """
    found = [place for element in book.names for place in _of_name(book, element)]
    taken = {place.table.part for place in found if place.table}
    for table in book.tables:
        if table.name.casefold().startswith(PREFIX) and table.part not in taken:
            found.append(Place(table.name, _key(table.name), table.sheet, table.area, table))
    return found


def _key(name: str) -> str:
    return slug(name[len(PREFIX) :])


def _of_name(book: Book, element: Element) -> Iterator[Place]:
    name, text = element.get("name", ""), (element.text or "").strip().removeprefix("=")
    if not name.casefold().startswith(PREFIX):
        return
    areas = [text] if "(" in text else re.findall(r"(?:'(?:[^']|'')*'|[^,'])+", text)
    parts = [_Part(book, area) for area in areas] or [_Part(book, "")]
    several = "it refers to several areas; name one of them" if len(parts) > 1 else ""
    for part in parts:
        yield Place(name, _key(name), part.sheet, part.area, part.table, element, several or part.wrong)


class _Part:
    """One area of a name."""

    def __init__(self, book: Book, text: str) -> None:
        self.sheet: Sheet | None = None
        self.area: Area | None = None
        self.table: ListObject | None = None
        self.wrong = self._find(book, text)

    def _find(self, book: Book, text: str) -> str:
        """Find the cells; why there are none, or nothing."""
        if "#REF!" in text.upper():
            return "its cells were deleted (#REF!)"
        if "[" in text.partition("!")[0] and "!" in text:
            return "it refers to another workbook"
        on_sheet = _ON_SHEET.fullmatch(text)
        return self._find_on_sheet(book, on_sheet) if on_sheet else self._find_table(book, text)

    def _find_table(self, book: Book, text: str) -> str:
        named = _TABLE.fullmatch(text)
        for table in book.tables:
            if named and table.name.casefold() == named["name"].casefold():
                self.table, self.sheet, self.area = table, table.sheet, table.area
                return ""
        return "it refers to no cell, but to a formula or a constant"

    def _find_on_sheet(self, book: Book, on_sheet: re.Match[str]) -> str:
        sheet_name = (on_sheet[1] or on_sheet[2]).replace("''", "'")
        self.sheet = book.sheet(sheet_name)
        if self.sheet is None:
            return f'it refers to the sheet "{sheet_name}", which has no cells or is not there'
        self.area = area_of(on_sheet[3])
        if self.area is None:
            return "it refers to whole rows or columns; name the cells"
        # Where a table is asked for, the Excel table that begins here is meant, however much of it the name covers.
        for table in book.tables:
            area = table.area
            if table.sheet is self.sheet and area and (area.top, area.left) == (self.area.top, self.area.left):
                self.table = table
        return ""
