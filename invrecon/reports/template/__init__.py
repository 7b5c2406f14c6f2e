"""A company's own workbook, filled: cells and tables are found by the names that begin with invrecon_.

openpyxl reads and writes the workbook; what it does not keep is told. The template itself is never changed. No number
of last month stays where a name asks for one: what cannot be filled gets a word that says so. `docs/template.md` lists
the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl.workbook import Workbook
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.worksheet import Worksheet

from invrecon.errors import InputError
from invrecon.money import decimals_of
from invrecon.reconciliation.run import Run
from invrecon.reports.listing import Cell
from invrecon.reports.template import rows as table_rows
from invrecon.reports.template.cells import area, filled, is_formula, shown_in, text
from invrecon.reports.template.grid import Grid, grid
from invrecon.reports.template.losses import losses
from invrecon.reports.template.opening import checked, open_template, refused, template_has_macros
from invrecon.reports.template.pen import Pen
from invrecon.reports.template.places import PREFIX, Place, places, tables
from invrecon.reports.template.reach import grow, too_short
from invrecon.reports.template.room import Neighbour, no_room
from invrecon.reports.template.saving import save
from invrecon.reports.template.tables import TABLES, Table
from invrecon.reports.template.vocabulary import NOT_COMPARED, known_values, nearest

__all__ = ["fill", "template_has_macros"]

_SUGGESTED = 50
_TABLES = {table.name: table for table in TABLES}
_NOTHING = "none"


def fill(run: Run, template: Path, path: Path) -> tuple[str, ...]:
    """Write the template to `path`, filled from the run; what must be said about it.

    Raises:
        InputError: the template cannot be used, or a table has no room for its rows; all such problems at once.
        OSError: the file cannot be written.
    """
    book = open_template(template)
    found = places(book)
    if not found:
        raise refused(
            template,
            f"no name in it begins with {PREFIX}",
            "Select a cell in Excel, and give it a name (Formulas, Define Name).",
            expected=f"names such as {PREFIX}result or {PREFIX}items",
        )
    pen = Pen(book, decimals_of(run.reconciliation.currency))
    usable = [place for place in found if not place.wrong]
    try:
        remarks = list(_fill_tables(run, book, [place for place in usable if place.key in _TABLES], found, pen))
    except InputError as error:
        raise InputError([replace(problem, file=str(template)) for problem in error.problems]) from error
    remarks += _fill_values(run, [place for place in usable if place.key not in _TABLES], pen)
    for place in found:
        if place.wrong:
            remarks += _write_instead(place, f"cannot be used: {place.wrong}", pen)
    remarks += [f"{each} has more digits than a number in Excel keeps: written as text" for each in pen.too_long]
    remarks += _refresh_pivot_tables(book)
    save(book, path, template, run.ledger.engine.folder)
    with checked(template) as package:
        remarks += losses(package, path)
    return tuple(remarks)


def _fill_tables(run: Run, book: Workbook, asked: Iterable[Place], found: list[Place], pen: Pen) -> Iterator[str]:
    """Every table; nothing is written before all are known to have room."""
    made = [grid(place, _TABLES[place.key]) for place in asked]
    grids = [each for each in made if isinstance(each, Grid)]
    rows = {each.table.name: _rows(run, each.table) for each in grids}
    obstacles = (no_room(each, len(rows[each.table.name]), _neighbours(book, each, found)) for each in grids)
    problems = [each for each in (*made, *obstacles) if each is not None and not isinstance(each, Grid)]
    if problems:
        raise InputError(problems)
    ends = [(each, each.captions + max(len(rows[each.table.name]), 1)) for each in grids]
    absent = _NOTHING if run.reconciliation.compared else NOT_COMPARED
    for each, last in ends:
        grow(each, last)
        yield from table_rows.fill(each, rows[each.table.name], absent, pen)
    yield from too_short(book, ends)


def _rows(run: Run, table: Table) -> Sequence[tuple[Cell, ...]]:
    return list(table.rows(run)) if run.reconciliation.compared or not table.compares else ()


def _neighbours(book: Workbook, own: Grid, found: Iterable[Place]) -> list[Neighbour]:
    """What else may stand in the way: the cells of other names, and other Excel tables."""
    named = [(each.name, each.sheet, each.area) for each in found if each.sheet and each.area and each is not own.place]
    others = [(table, sheet) for sheet, table in tables(book) if table is not own.place.table]
    return [*named, *((table.displayName, sheet, CellRange(table.ref)) for table, sheet in others)]


def _fill_values(run: Run, asked: Iterable[Place], pen: Pen) -> Iterator[str]:
    known = known_values(run.reconciliation)
    suggested = 0
    for place in asked:
        values = known.get(place.key, [])
        if not values:
            near = nearest(place.key, (*known, *_TABLES)) if suggested < _SUGGESTED else ""
            suggested += 1
            hint = f"; the nearest known name is {PREFIX}{near}" if near else ""
            yield from _write_instead(place, f"is not known in this reconciliation{hint}", pen)
        elif len(values) > 1:
            said = f"stands for several things: {' and '.join(value.about for value in values)}"
            yield from _write_instead(place, said, pen)
        elif place.area and place.area.size["rows"] * place.area.size["columns"] > 1 and not _is_merged(place):
            yield from _write_instead(place, f"is for one value, and refers to {place.area.coord}", pen)
        elif place.sheet and place.area:
            value = values[0].absent if values[0].value in (None, "") else values[0].value
            pen.put(shown_in(place.sheet, place.area.min_row, place.area.min_col), value, values[0].kind)


def _is_merged(place: Place) -> bool:
    return place.sheet is not None and place.area in place.sheet.merged_cells.ranges


def _write_instead(place: Place, said: str, pen: Pen) -> Iterator[str]:
    """What stands where a value or a table should: a word about it, and no number of last month."""
    if place.sheet and place.area:
        row, column = _empty(place.sheet, place.area)
        pen.put(shown_in(place.sheet, row, column), f"{place.name} {said}", "text")
    where = f" ({place.where})" if place.where else ""
    yield f"{place.name}{where} {said}"


def _empty(sheet: Worksheet, named: CellRange) -> tuple[int, int]:
    """Clear an area of what stands there from last month, but for formulas and captions; the first cell left free."""
    captions = [text(sheet.cell(named.min_row, column)) for column in range(named.min_col, named.max_col + 1)]
    top = named.min_row + (named.max_row > named.min_row and not any(_is_number(caption) for caption in captions))
    for cell in filled(sheet, area(top, named.min_col, named.max_row, named.max_col)):
        if not is_formula(cell):
            cell.value = None
    return top, named.min_col


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _refresh_pivot_tables(book: Workbook) -> Iterator[str]:
    """Let Excel read the rows anew for every pivot table."""
    caches = [pivot.cache for sheet in book.worksheets for pivot in sheet._pivots]
    for cache in caches:
        cache.refreshOnLoad = True
    if caches:
        yield "pivot tables are refreshed when Excel opens the workbook, and show old rows until then"
