"""A table of the run in a table of the template: by captions, in the company's order, no row of last month left.

The first row below the captions is the pattern: its formats, and the formulas of the company's own columns, are
repeated in every row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from invrecon.errors import Problem
from invrecon.exports.captions import normal
from invrecon.findings import counted
from invrecon.reports.listing import Cell
from invrecon.reports.template.area import LAST_ROW, Area, cell_name
from invrecon.reports.template.pen import Pen
from invrecon.reports.template.places import Place
from invrecon.reports.template.sheet import Formula, Sheet
from invrecon.reports.template.tables import Table
from invrecon.reports.template.vocabulary import nearest


@dataclass
class Grid:
    """Where a table stands in the template.

    `captions` is the row of captions; the rows below it down to `last` are the table's own, last month's that is (none
    where `last` is the captions themselves), and `totals` more hold totals. `fields` tells by column what is filled
    into it. With `writes_captions` there are no captions yet.
    """

    place: Place
    sheet: Sheet
    table: Table
    captions: int
    left: int
    right: int
    last: int
    fields: dict[int, int]
    writes_captions: bool
    totals: int = 0

    @property
    def columns(self) -> range:
        """The numbers of its columns."""
        return range(self.left, self.right + 1)

    @property
    def pattern(self) -> int:
        """The first row below the captions."""
        return self.captions + 1

    def area(self, last: int) -> Area:
        """The whole table when its body ends in this row."""
        return Area(self.captions, self.left, last + self.totals, self.right)


def grid(place: Place, table: Table) -> Grid | Problem:
    """Where the table stands, or why it cannot be filled."""
    sheet, area = place.sheet, place.table.area if place.table else place.area
    if sheet is None or area is None:
        return _problem(place, "its range cannot be read", "Save the workbook in Excel, and try again.")
    if place.table:
        if not place.table.has_captions:
            return _problem(place, "the table has no row of captions", "Show its header row (Table Design).")
        last = area.bottom - place.table.totals
        fields = _fields(sheet, area, table)
        made = Grid(place, sheet, table, area.top, area.left, area.right, last, fields, False, place.table.totals)
        return made if fields else _no_captions(place, table)
    if not any(sheet.text(area.top, column) for column in area.columns) or _is_placeholder(sheet, area, table):
        right = max(area.right, area.left + len(table.columns) - 1)
        fields = {area.left + number: number for number in range(len(table.columns))}
        return Grid(place, sheet, table, area.top, area.left, right, area.bottom, fields, True)
    if area.is_cell:
        area = Area(area.top, area.left, area.bottom, _end_of_captions(sheet, area))
    fields = _fields(sheet, area, table)
    last = area.bottom if area.bottom > area.top else _end_of_rows(sheet, area, fields)
    return Grid(place, sheet, table, area.top, area.left, area.right, last, fields, False) if fields else _no_captions(
        place, table
    )  # fmt: skip


def _is_placeholder(sheet: Sheet, area: Area, table: Table) -> bool:
    """Whether the one cell holds a word of its own, such as "items come here", and no caption."""
    return area.is_cell and _field(sheet.text(area.top, area.left), table) is None


def _fields(sheet: Sheet, area: Area, table: Table) -> dict[int, int]:
    found = {column: _field(sheet.text(area.top, column), table) for column in area.columns}
    return {column: number for column, number in found.items() if number is not None}


def _field(caption: str, table: Table) -> int | None:
    """The column of the run's table that a caption means, by caption or key."""
    given = normal(caption)
    matches = (n for n, column in enumerate(table.columns) if given in (normal(column.caption), normal(column.key)))
    return next(matches, None) if given else None


def _end_of_captions(sheet: Sheet, area: Area) -> int:
    right = area.right
    while sheet.text(area.top, right + 1):
        right += 1
    return right


def _end_of_rows(sheet: Sheet, area: Area, fields: dict[int, int]) -> int:
    """Below captions alone: the rows up to a blank one, or up to one that calculates where the run writes values."""
    last = area.top
    while any(not sheet.is_blank(last + 1, column) for column in area.columns):
        is_pattern = last == area.top
        if not is_pattern and any(sheet.formula(last + 1, column) for column in fields):
            break
        last += 1
    return last


def obstacle(made: Grid, rows: int, others: Sequence[tuple[str, Sheet, Area]]) -> Problem | None:
    """What stands in the way of so many rows; None if there is room."""
    last = made.captions + max(rows, 1)
    sheet = made.sheet
    if last + made.totals > LAST_ROW:
        return _problem(made.place, f"it needs {rows:,} rows, more than a sheet has", "Leave this table out.")
    inside = Area(made.pattern, made.left, max(last, made.last) + made.totals, made.right)
    merged = next((area for area in sheet.merged if area.meets(inside)), None)
    if merged:
        return _problem(made.place, f"the cells {merged} in it are merged", "Unmerge them.")
    below = Area(made.last + made.totals + 1, made.left, last + made.totals, made.right)
    taken = _taken(made, below, others) if below.top <= below.bottom else None
    if taken is None and made.writes_captions:
        beside = Area(made.captions, made.left, made.captions, made.right)
        taken = next(
            (
                (row, f"{cell_name(row, column)} is not blank")
                for row, column in sheet.filled(beside)
                if column not in (made.place.area.columns if made.place.area else ())
            ),
            None,
        )
    if taken is None:
        return None
    row, what = taken
    free = max(0, row - made.pattern - made.totals)
    return _problem(
        made.place,
        f"it needs {counted(rows, 'row')} below row {made.captions}, and {free:,} are free: {what}",
        "Leave more blank rows below it, or move what stands there; old rows are cleared if the name covers them.",
    )


def _taken(made: Grid, below: Area, others: Sequence[tuple[str, Sheet, Area]]) -> tuple[int, str] | None:
    """The first row below the table that is not free, and what stands there."""
    found = [(row, f"{cell_name(row, column)} is not blank") for row, column in made.sheet.filled(below)][:1]
    for name, sheet, area in others:
        if sheet is made.sheet and area.meets(below):
            found.append((area.top, f"{name} stands in {area}"))
    return min(found, default=None)


def fill(made: Grid, rows: Sequence[Sequence[Cell]], absent: str, pen: Pen) -> Iterator[str]:
    """Write the rows, and tell what else had to be cleared or cannot be matched.

    Without rows `absent` stands in the first of them.
    """
    sheet, table = made.sheet, made.table
    if made.writes_captions:
        for column, number in made.fields.items():
            pen.put(sheet, (made.captions, column), table.columns[number].caption, "text")
    styles = {column: sheet.style(made.pattern, column) for column in made.columns}
    formulas = {column: formula for column in made.columns if (formula := _formula(made, column))}
    yield from _own_columns(made, formulas)
    last = made.captions + max(len(rows), 1)
    if made.totals and last != made.last:
        sheet.move_row(Area(made.last + 1, made.left, made.last + 1, made.right), last + 1)
    for offset in range(max(len(rows), 1)):
        row = made.pattern + offset
        values = rows[offset] if rows else ()
        for column in made.columns:
            origin = (made.pattern, column)
            if column in formulas:
                sheet.put_formula(row, column, formulas[column].seen_from(origin, (row, column)), styles[column])
            elif column in made.fields and values:
                number = made.fields[column]
                pen.put(sheet, (row, column), values[number], table.columns[number].kind, styles[column])
            else:
                pen.put(sheet, (row, column), None, "text", styles[column])
    if not rows and absent:
        pen.put(sheet, (made.pattern, _first_text(made)), absent, "text")
    for row, column in list(sheet.filled(Area(last + made.totals + 1, made.left, made.last + made.totals, made.right))):
        sheet.clear(row, column)
    if sheet.show_rows(range(made.captions, max(last, made.last) + made.totals + 1)):
        yield f"{made.place.name}: rows that were hidden are shown"
    if made.place.table:
        made.place.table.resize(made.area(last))
    made.place.cover(made.area(last))


def _formula(made: Grid, column: int) -> Formula | None:
    """The formula that the company has in a column of its own, or instead of our value."""
    found = made.sheet.formula(made.pattern, column) if made.pattern <= made.last else None
    if found is None and made.place.table and column not in made.fields:
        kept = made.place.table.formula(column - made.left)
        found = Formula(kept) if kept else None
    return found


def _own_columns(made: Grid, formulas: dict[int, Formula]) -> Iterator[str]:
    """What happens to columns that we do not fill: those without a formula are cleared, for their rows are new."""
    own = [column for column in made.columns if column not in made.fields and column not in formulas]
    keys = {normal(column.caption): column.caption for column in made.table.columns}
    for column in own:
        caption = made.sheet.text(made.captions, column)
        near = nearest(normal(caption), keys) if caption else ""
        if near:
            yield f'{made.place.name}: the caption "{caption}" is not known; did you mean "{keys[near]}"?'
        body = Area(made.pattern, column, made.last, column)
        cleared = sum(1 for _ in made.sheet.filled(body)) if body.top <= body.bottom else 0
        if cleared:
            yield f'{made.place.name}: {counted(cleared, "cell")} of your column "{caption}" cleared: the rows are new'


def _first_text(made: Grid) -> int:
    """The first column that is filled with text."""
    texts = [column for column, number in made.fields.items() if made.table.columns[number].kind == "text"]
    return min(texts or made.fields)


def _no_captions(place: Place, table: Table) -> Problem:
    known = ", ".join(column.caption for column in table.columns)
    return _problem(place, "none of its captions is known", f"Use some of these: {known}.")


def _problem(place: Place, found: str, action: str) -> Problem:
    return Problem(sheet=place.sheet.name if place.sheet else "", found=f"{place.name}: {found}", action=action)
