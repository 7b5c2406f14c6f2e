"""Where a table of the run stands in the template: its captions in the company's order, and last month's rows."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from invrecon.errors import Problem
from invrecon.exports.captions import normal
from invrecon.reports.template.cells import area, is_blank, is_formula, text
from invrecon.reports.template.places import Place
from invrecon.reports.template.tables import Table


@dataclass
class Grid:
    """Where a table stands in the template.

    `captions` is the row of captions; the rows below it down to `last` are the table's own, last month's that is (none
    where `last` is the captions themselves), and `totals` more hold totals. `fields` tells by column what is filled
    into it. With `writes_captions` there are no captions yet.
    """

    place: Place
    sheet: Worksheet
    table: Table
    captions: int
    columns: range
    last: int
    fields: dict[int, int]
    writes_captions: bool = False
    totals: int = 0

    @property
    def pattern(self) -> int:
        """The first row below the captions: its formats and formulas are repeated in every row."""
        return self.captions + 1

    def rows(self, first: int, last: int) -> CellRange | None:
        """The cells of the table's columns in these rows; None where there are none."""
        return area(first, self.columns[0], last, self.columns[-1]) if first <= last else None

    def whole(self, last: int) -> CellRange:
        """The whole table when its body ends in this row."""
        return area(self.captions, self.columns[0], last + self.totals, self.columns[-1])

    def problem(self, found: str, action: str) -> Problem:
        """Why the table cannot be filled."""
        return problem(self.place, found, action)


def problem(place: Place, found: str, action: str) -> Problem:
    """Why a place cannot be filled."""
    return Problem(sheet=place.sheet.title if place.sheet else "", found=f"{place.name}: {found}", action=action)


def grid(place: Place, table: Table) -> Grid | Problem:
    """Where the table stands, or why it cannot be filled."""
    sheet = place.sheet
    named = CellRange(place.table.ref) if place.table else place.area
    if sheet is None or named is None:
        return problem(place, "its range cannot be read", "Save the workbook in Excel, and try again.")
    top, columns = named.min_row, range(named.min_col, named.max_col + 1)
    if place.table:
        if place.table.headerRowCount == 0:
            return problem(place, "the table has no row of captions", "Show its header row (Table Design).")
        totals = place.table.totalsRowCount or 0
        found = Grid(place, sheet, table, top, columns, named.max_row - totals, {}, totals=totals)
    elif _has_no_captions(sheet, top, columns, table):
        columns = range(columns.start, max(columns.stop, columns.start + len(table.columns)))
        fields = dict(zip(columns, range(len(table.columns)), strict=False))
        return Grid(place, sheet, table, top, columns, named.max_row, fields, writes_captions=True)
    else:
        right = columns.stop if len(columns) > 1 or named.max_row > top else _end_of_captions(sheet, top, columns.start)
        found = Grid(place, sheet, table, top, range(columns.start, right), named.max_row, {})
    captions = {column: _field(text(sheet.cell(top, column)), table) for column in found.columns}
    found.fields = {column: number for column, number in captions.items() if number is not None}
    if not found.fields:
        known = ", ".join(column.caption for column in table.columns)
        return problem(place, "none of its captions is known", f"Use some of these: {known}.")
    if not place.table and named.max_row == top:
        found.last = _end_of_rows(found)
    return found


def _has_no_captions(sheet: Worksheet, top: int, columns: range, table: Table) -> bool:
    """Whether the cells are blank, or one cell with a word of its own such as "items come here"."""
    captions = [text(sheet.cell(top, column)) for column in columns]
    return not any(captions) or (len(captions) == 1 and _field(captions[0], table) is None)


def _field(caption: str, table: Table) -> int | None:
    """The column of the run's table that a caption means, by caption or key."""
    given = normal(caption)
    matches = (n for n, column in enumerate(table.columns) if given in (normal(column.caption), normal(column.key)))
    return next(matches, None) if given else None


def _end_of_captions(sheet: Worksheet, row: int, column: int) -> int:
    while text(sheet.cell(row, column)):
        column += 1
    return column


def _end_of_rows(found: Grid) -> int:
    """Below captions alone: the rows up to a blank one, or up to one that calculates where the run writes values."""
    row = found.captions
    while not all(is_blank(found.sheet.cell(row + 1, column)) for column in found.columns):
        if row > found.captions and any(is_formula(found.sheet.cell(row + 1, column)) for column in found.fields):
            break
        row += 1
    return row
