"""Asking the cells of a sheet: what they hold, and how they look."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet


def is_formula(cell: Cell) -> bool:
    """Whether a cell calculates."""
    return bool(cell.data_type == "f")


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds neither value nor formula."""
    return cell.value is None or cell.value == ""


def text(cell: Cell) -> str:
    """What a cell holds, as text: of a formula nothing, for its result is not known."""
    return "" if is_blank(cell) or is_formula(cell) else str(cell.value)


def cells(sheet: Worksheet) -> list[Cell]:
    """The cells that there are, from the top; to ask openpyxl for rows would make those between them too."""
    return [cell for _, cell in sorted(sheet._cells.items())]


def filled(sheet: Worksheet, area: CellRange) -> list[Cell]:
    """The cells of an area that are not blank, from the top."""
    left, top, right, bottom = area.bounds
    inside = (cell for cell in cells(sheet) if top <= cell.row <= bottom and left <= cell.column <= right)
    return [cell for cell in inside if not is_blank(cell)]


def shown_in(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell that shows what is written here: of merged cells the first."""
    cell = sheet.cell(row, column)
    merged = next((area for area in sheet.merged_cells.ranges if cell.coordinate in area), None)
    return sheet.cell(merged.min_row, merged.min_col) if merged else cell


def style_of(cell: Cell) -> StyleArray:
    """How a cell looks: a cell that was never touched looks like its row or column."""
    sheet = cell.parent
    columns = (each for each in sheet.column_dimensions.values() if each.min and each.min <= cell.column <= each.max)
    rows = (sheet.row_dimensions[number] for number in (cell.row,) if number in sheet.row_dimensions)
    for each in (cell, *rows, *columns):
        if each.has_style or (each is cell and not is_blank(cell)):
            return each._style or StyleArray()
    return StyleArray()


def area(top: int, left: int, bottom: int, right: int) -> CellRange:
    """The cells from one corner to the other, both included."""
    return CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right)


def area_of(text: str) -> CellRange | None:
    """The area that is written like A1 or $A$1:B2; None for whole rows and columns, or anything else."""
    try:
        return CellRange(text)
    except (ValueError, TypeError):
        return None
