"""What grows with a table: formats that depend on values, lists to choose from, filters, the print area.

Excel lets them grow with a table that someone types into. References in formulas and charts are left as they are, and
told where they end too early.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from openpyxl.formatting.formatting import ConditionalFormatting, ConditionalFormattingList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange, MultiCellRange

from invrecon.reports.template.cells import area_of, cells, is_formula
from invrecon.reports.template.grid import Grid

_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!)?(\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?\d+)(?![\w(\[])"
)
_TEXT = re.compile(r'"[^"]*"')
_MOST = 10


def grow(grid: Grid, last: int) -> None:
    """Let what covered the table to its end cover it to its new end."""
    sheet = grid.sheet
    formats = ConditionalFormattingList()
    for each in sheet.conditional_formatting:
        for rule in each.rules:
            formats.add(ConditionalFormatting(_grown(each.sqref, grid, last), each.pivot), rule)
    sheet.conditional_formatting = formats
    for choice in sheet.data_validations.dataValidation:
        choice.sqref = _grown(choice.sqref, grid, last)
    filtered = area_of(sheet.auto_filter.ref or "")
    if filtered and filtered.min_row == grid.captions and not filtered.isdisjoint(grid.whole(last)):
        sheet.auto_filter.ref = _down(filtered, last).coord
        sheet.auto_filter.filterColumn, sheet.auto_filter.sortState = [], None
    printed = area_of(sheet.print_area or "")
    if printed and printed.max_row < last + grid.totals and not printed.isdisjoint(grid.whole(last)):
        sheet.print_area = _down(printed, last + grid.totals).coord


def _grown(ranges: MultiCellRange, grid: Grid, last: int) -> MultiCellRange:
    """The ranges, those that end with the table's old rows now ending with the new ones, if these are more."""
    old = max(grid.last, grid.pattern)
    inside = grid.whole(old)
    return MultiCellRange(
        [_down(each, last) if each.max_row == old < last and each.issubset(inside) else each for each in ranges.ranges]
    )


def _down(area: CellRange, last: int) -> CellRange:
    return CellRange(min_row=area.min_row, min_col=area.min_col, max_row=last, max_col=area.max_col)


def too_short(book: Workbook, written: Sequence[tuple[Grid, int]]) -> Iterator[str]:
    """References to the beginning of a table that end before its last row: what they add up is not all."""
    found = [said for title, where, formula in _formulas(book) for said in _short(title, where, formula, written)]
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield f"and {len(found) - _MOST:,} more references that end before the last row of a table"


def _formulas(book: Workbook) -> Iterator[tuple[str, str, str]]:
    """Every formula, and every reference of a chart: its sheet, where it stands, and how it reads."""
    for sheet in book.worksheets:
        for cell in filter(is_formula, cells(sheet)):
            yield sheet.title, f"{sheet.title}!{cell.coordinate}", str(getattr(cell.value, "text", cell.value))
    for sheet in (*book.worksheets, *book.chartsheets):
        for chart in sheet._charts:
            for each in chart._write().iter():
                if each.tag.rpartition("}")[2] == "f":
                    yield "", f"a chart on the sheet {sheet.title}", each.text or ""


def _short(title: str, where: str, formula: str, written: Sequence[tuple[Grid, int]]) -> Iterator[str]:
    for quoted, plain, text in _REFERENCE.findall(_TEXT.sub('""', formula)) if ":" in formula else ():
        area, sheet = area_of(text), (quoted.replace("''", "'") or plain or title).casefold()
        for grid, last in written:
            if area and sheet == grid.sheet.title.casefold() and _misses(area, grid, last):
                yield f"{where} refers to {text} and misses rows: {grid.place.name} now ends in row {last:,}"


def _misses(area: CellRange, grid: Grid, last: int) -> bool:
    begins = area.min_row <= grid.pattern <= area.max_row < last
    return bool(begins and not area.isdisjoint(grid.whole(last)))
