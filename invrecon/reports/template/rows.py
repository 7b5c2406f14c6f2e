"""Writing the rows of a table: by caption, in the company's order, with no row of last month left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl.cell import Cell
from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula

from invrecon.errors import InputError
from invrecon.exports.captions import normal
from invrecon.findings import counted
from invrecon.reports.listing import Cell as Value
from invrecon.reports.template.cells import area, filled, is_formula, style_of, text
from invrecon.reports.template.grid import Grid
from invrecon.reports.template.pen import Pen
from invrecon.reports.template.vocabulary import nearest


def fill(grid: Grid, rows: Sequence[Sequence[Value]], absent: str, pen: Pen) -> Iterator[str]:
    """Write the rows, and tell what else had to be cleared or cannot be matched.

    Without rows `absent` stands in the first of them.
    """
    sheet, columns = grid.sheet, grid.table.columns
    if grid.writes_captions:
        for column, field in grid.fields.items():
            pen.put(sheet.cell(grid.captions, column), columns[field].caption, "text")
    styles = {column: style_of(sheet.cell(grid.pattern, column)) for column in grid.columns}
    formulas = {column: formula for column in grid.columns if (formula := _formula(grid, column))}
    yield from _own_columns(grid, formulas)
    last = grid.captions + max(len(rows), 1)
    _move_totals(grid, last)
    for row, values in enumerate(rows or [()], start=grid.pattern):
        for column, style in styles.items():
            cell, number = sheet.cell(row, column), grid.fields.get(column)
            if column in formulas:
                cell.value, cell._style = formulas[column].seen_from(cell), style
            elif number is None or not values:
                pen.put(cell, None, "text", style)
            else:
                pen.put(cell, values[number], columns[number].kind, style)
    if not rows:
        texts = [column for column, field in grid.fields.items() if columns[field].kind == "text"]
        pen.put(sheet.cell(grid.pattern, min(texts or grid.fields)), absent, "text")
    left = grid.rows(last + grid.totals + 1, grid.last + grid.totals)
    for cell in filled(sheet, left) if left else ():
        cell.value = None
    yield from _show(grid, max(last, grid.last) + grid.totals)
    _resize(grid, last)


class _Formula:
    """The formula that the company has in a column of its own, or instead of our value."""

    def __init__(self, grid: Grid, formula: str, origin: Cell, *, is_array: bool) -> None:
        self._grid = grid
        self._is_array = is_array
        try:
            self._translator = Translator(formula, origin.coordinate)
        except TokenizerError as error:
            raise self._refused(origin) from error

    def seen_from(self, cell: Cell) -> str | ArrayFormula:
        """The formula as it reads after being copied to a cell."""
        try:
            formula: str = self._translator.translate_formula(cell.coordinate)
        except (TranslatorError, ValueError) as error:
            raise self._refused(cell) from error
        return ArrayFormula(cell.coordinate, formula) if self._is_array else formula

    def _refused(self, cell: Cell) -> InputError:
        found = f"its formula cannot be copied to {cell.coordinate}"
        return InputError(self._grid.problem(found, "Write the formula in another way."))


def _formula(grid: Grid, column: int) -> _Formula | None:
    """The formula in the first row of a column, or the one that an Excel table keeps for it."""
    cell, table = grid.sheet.cell(grid.pattern, column), grid.place.table
    if is_formula(cell) and grid.pattern <= grid.last and not isinstance(cell.value, DataTableFormula):
        is_array = isinstance(cell.value, ArrayFormula)
        return _Formula(grid, str(cell.value.text if is_array else cell.value), cell, is_array=is_array)
    if table and column not in grid.fields:
        kept = table.tableColumns[grid.columns.index(column)].calculatedColumnFormula
        if kept and kept.attr_text:
            return _Formula(grid, f"={kept.attr_text}", cell, is_array=bool(kept.array))
    return None


def _own_columns(grid: Grid, formulas: dict[int, _Formula]) -> Iterator[str]:
    """What happens to columns that we do not fill: those without a formula are cleared, for their rows are new."""
    known = {normal(column.caption): column.caption for column in grid.table.columns}
    for column in grid.columns:
        if column in grid.fields or column in formulas:
            continue
        caption = text(grid.sheet.cell(grid.captions, column))
        near = nearest(normal(caption), known) if caption else ""
        if near:
            yield f'{grid.place.name}: the caption "{caption}" is not known; did you mean "{known[near]}"?'
        body = grid.rows(grid.pattern, grid.last)
        cleared = sum(cell.column == column for cell in filled(grid.sheet, body)) if body else 0
        if cleared:
            yield f'{grid.place.name}: {counted(cleared, "cell")} of your column "{caption}" cleared: the rows are new'


def _move_totals(grid: Grid, last: int) -> None:
    """Let the row of totals follow the last row; what is left of it above is a row like the others."""
    totals = grid.rows(grid.last + 1, grid.last + grid.totals)
    if totals and last != grid.last:
        grid.sheet.move_range(totals, rows=last - grid.last)


def _show(grid: Grid, last: int) -> Iterator[str]:
    """Rows that a filter has hidden are shown: the new ones are others."""
    hidden = [each for row, each in grid.sheet.row_dimensions.items() if grid.captions <= row <= last and each.hidden]
    for each in hidden:
        each.hidden = False
    if hidden:
        yield f"{grid.place.name}: rows that were hidden are shown"


def _resize(grid: Grid, last: int) -> None:
    """Let the name and the Excel table end where the rows end. What a filter has hidden is shown again."""
    table = grid.place.table
    grid.place.cover(grid.whole(last))
    if table:
        table.ref, table.sortState = grid.whole(last).coord, None
        if table.autoFilter:
            table.autoFilter.ref = area(grid.captions, grid.columns[0], last, grid.columns[-1]).coord
            table.autoFilter.filterColumn, table.autoFilter.sortState = [], None
