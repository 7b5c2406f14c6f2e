"""Whether a table has room for its rows: nothing is written over what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from invrecon.errors import Problem
from invrecon.findings import counted
from invrecon.reports.excel import ROWS
from invrecon.reports.template.cells import area, filled
from invrecon.reports.template.grid import Grid

Neighbour = tuple[str, Worksheet, CellRange]  # another name or Excel table, and where it stands


def no_room(grid: Grid, rows: int, neighbours: Sequence[Neighbour]) -> Problem | None:
    """What stands in the way of so many rows; None if there is room."""
    last = grid.captions + max(rows, 1)
    if last + grid.totals > ROWS:
        return grid.problem(f"it needs {rows:,} rows, more than a sheet has", "Leave this table out.")
    whole = grid.whole(max(last, grid.last))
    body = area(grid.pattern, whole.min_col, whole.max_row, whole.max_col)
    merged = next((each for each in grid.sheet.merged_cells.ranges if not each.isdisjoint(body)), None)
    if merged:
        return grid.problem(f"the cells {merged.coord} in it are merged", "Unmerge them.")
    taken = min(_taken(grid, last, neighbours), default=None)
    if taken is None:
        return None
    row, what = taken
    free = max(0, row - grid.pattern - grid.totals)
    return grid.problem(
        f"it needs {counted(rows, 'row')} below row {grid.captions}, and {free:,} are free: {what}",
        "Leave more blank rows below it, or move what stands there; old rows are cleared if the name covers them.",
    )


def _taken(grid: Grid, last: int, neighbours: Sequence[Neighbour]) -> Iterator[tuple[int, str]]:
    """The rows that are not free, each with what stands there: below the table, and beside a single named cell."""
    below = grid.rows(grid.last + grid.totals + 1, last + grid.totals)
    beside = grid.rows(grid.captions, grid.captions) if grid.writes_captions else None
    for room in (below, beside):
        for cell in filled(grid.sheet, room) if room else ():
            if room is below or not grid.place.area or cell.coordinate not in grid.place.area:
                yield cell.row, f"{cell.coordinate} is not blank"
    for name, sheet, theirs in neighbours:
        if below and sheet is grid.sheet and not theirs.isdisjoint(below):
            yield theirs.min_row, f"{name} stands in {theirs.coord}"
