"""What grows with a table: formats that depend on values, lists to choose from, the print area. And what does not.

Excel lets them grow with a table that someone types into. References in formulas and charts are left as they are, and
told where they end too early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from invrecon.exports.workbooks.xml_parts import bare
from invrecon.reports.template.area import Area, area_of, cell_name, sheet_prefix
from invrecon.reports.template.book import Book
from invrecon.reports.template.grid import Grid
from invrecon.reports.template.markup import every, without

_PRINT_AREA, _FILTER = "_xlnm.Print_Area", "_xlnm._FilterDatabase"
_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!)?(\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)(?![\w(\[])"
)
_TEXT = re.compile(r'"[^"]*"')
_MOST = 10


def grow(book: Book, made: Grid, last: int) -> None:
    """Let what covered the table to its end cover it to its new end."""
    old = max(made.last, made.pattern)
    inside = made.area(old)
    if last > old:
        for each in made.sheet.root:
            if bare(each.tag) != "sheetData":
                for element in each.iter():
                    if bare(element.tag) in ("conditionalFormatting", "dataValidation") and "sqref" in element.attrib:
                        element.set("sqref", _grown(element.get("sqref", ""), inside, old, last))
                    elif bare(element.tag) == "sqref":
                        element.text = _grown(element.text or "", inside, old, last)
    _sheet_filter(book, made, last)
    _print_area(book, made, last + made.totals)


def _grown(ranges: str, inside: Area, old: int, last: int) -> str:
    areas = []
    for text in ranges.split():
        area = area_of(text)
        own = area and area.meets(inside) and area.bottom == old and area.top >= inside.top
        if area and own and inside.left <= area.left and area.right <= inside.right:
            area = area.down_to(last)
        areas.append(str(area or text))
    return " ".join(areas)


def _sheet_filter(book: Book, made: Grid, last: int) -> None:
    """A filter of the sheet that begins at the captions ends with the table, and hides nothing of the new rows."""
    for each in every(made.sheet.root, "autoFilter"):
        area = area_of(each.get("ref", ""))
        if area and area.top == made.captions and area.meets(made.area(last)):
            each.set("ref", str(area.down_to(last)))
            without(each, "filterColumn", "sortState")
            _change_name(book, made, _FILTER, area.down_to(last))


def _print_area(book: Book, made: Grid, end: int) -> None:
    """Rows that are new are printed too."""
    for each in _names(book, made, _PRINT_AREA):
        area = area_of((each.text or "").rpartition("!")[2]) if "," not in (each.text or "") else None
        if area and area.bottom < end and area.meets(made.area(end)):
            each.text = f"{sheet_prefix(made.sheet.name)}{area.down_to(end).absolute}"


def _change_name(book: Book, made: Grid, name: str, area: Area) -> None:
    for each in _names(book, made, name):
        each.text = f"{sheet_prefix(made.sheet.name)}{area.absolute}"


def _names(book: Book, made: Grid, name: str) -> Iterator[Element]:
    number = str(book.sheets.index(made.sheet))
    return (each for each in book.names if each.get("name") == name and each.get("localSheetId") == number)


def too_short(book: Book, filled: list[tuple[Grid, int]]) -> Iterator[str]:
    """References to the beginning of a table that end before its last row: what they add up is not all."""
    found: list[str] = []
    for sheet in book.worksheets:
        for row, column, formula in sheet.formulas():
            found += _short(sheet.name, formula, filled, f"{sheet_prefix(sheet.name)}{cell_name(row, column)}")
    for chart, reference in book.chart_references():
        found += _short("", reference, filled, f"the chart {chart}")
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield f"and {len(found) - _MOST:,} more references that end before the last row of a table"


def _short(sheet: str, formula: str, filled: list[tuple[Grid, int]], where: str) -> Iterator[str]:
    for quoted, plain, text in _REFERENCE.findall(_TEXT.sub('""', formula)):
        area, on = area_of(text), (quoted.replace("''", "'") or plain or sheet).casefold()
        for made, last in filled:
            body = Area(made.pattern, made.left, last, made.right)
            if (
                area
                and on == made.sheet.name.casefold()
                and area.meets(body)
                and area.top <= made.pattern
                and made.pattern <= area.bottom < last
            ):
                yield f"{where} refers to {text} and misses rows: {made.place.name} now ends in row {last:,}"
