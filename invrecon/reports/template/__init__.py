"""A company's own workbook, filled: cells and tables are found by the names that begin with invrecon_.

The template itself is never changed. Whatever we do not write to is copied byte for byte: formulas, formats, charts,
pictures, macros. No number of last month stays where a name asks for one: what cannot be filled gets a word that says
so. `docs/template.md` lists the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from invrecon.errors import InputError, Problem
from invrecon.money import decimals_of
from invrecon.reconciliation.run import Run
from invrecon.reports.listing import Cell
from invrecon.reports.template.area import Area
from invrecon.reports.template.book import Book
from invrecon.reports.template.grid import Grid, grid, obstacle
from invrecon.reports.template.grid import fill as fill_grid
from invrecon.reports.template.markup import UnreadableError
from invrecon.reports.template.opening import EXPECTED, template_has_macros
from invrecon.reports.template.pen import Pen
from invrecon.reports.template.places import PREFIX, Place, places
from invrecon.reports.template.reach import grow, too_short
from invrecon.reports.template.saving import save
from invrecon.reports.template.sheet import Sheet
from invrecon.reports.template.tables import TABLES, Table
from invrecon.reports.template.vocabulary import NOT_COMPARED, Known, known_values, nearest

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
    try:
        return _filled(run, template, path)
    except UnreadableError as error:
        found = f"the workbook cannot be read ({error})"
        action = "Open it in Excel, save it, and try again."
        raise InputError(Problem(file=str(template), found=found, expected=EXPECTED, action=action)) from error


def _filled(run: Run, template: Path, path: Path) -> tuple[str, ...]:
    with Book(template, decimals_of(run.reconciliation.currency)) as book:
        pen = Pen(book)
        found = places(book)
        if not found:
            raise book.refused(
                f"no name in it begins with {PREFIX}",
                expected=f"names such as {PREFIX}result or {PREFIX}items",
                action="Select a cell in Excel, and give it a name (Formulas, Define Name).",
            )
        usable = [place for place in found if not place.wrong]
        remarks = [*_fill_tables(run, book, [p for p in usable if p.key in _TABLES], found, pen)]
        remarks += _fill_values(run, [p for p in usable if p.key not in _TABLES], pen)
        remarks += _tell_unusable([place for place in found if place.wrong], pen)
        remarks += [f"{each} has more digits than a number in Excel keeps: written as text" for each in pen.too_long]
        if book.pivot_caches:
            remarks.append("pivot tables are refreshed when Excel opens the workbook, and show old rows until then")
        save(book, path)
    return tuple(remarks)


def _fill_tables(run: Run, book: Book, asked: Iterable[Place], all_places: list[Place], pen: Pen) -> Iterator[str]:
    """Every table; nothing is written before all are known to have room."""
    grids: list[Grid] = []
    problems = []
    for place in asked:
        made = grid(place, _TABLES[place.key])
        if isinstance(made, Grid):
            grids.append(made)
        else:
            problems.append(made)
    rows: dict[str, list[tuple[Cell, ...]]] = {}
    for made in grids:
        if made.table.name not in rows:
            rows[made.table.name] = _rows(run, made.table)
        others = [(p.name, p.sheet, p.area) for p in all_places if p.sheet and p.area and p is not made.place]
        others += [(t.name, t.sheet, t.area) for t in book.tables if t.area and t is not made.place.table]
        problem = obstacle(made, len(rows[made.table.name]), others)
        problems += [problem] if problem else []
    if problems:
        from dataclasses import replace

        raise InputError([replace(problem, file=book.name) for problem in problems])
    absent = _NOTHING if run.reconciliation.compared else NOT_COMPARED
    for made in grids:
        own = rows[made.table.name]
        last = made.captions + max(len(own), 1)
        grow(book, made, last)
        yield from fill_grid(made, own, absent, pen)
    yield from too_short(book, [(made, made.captions + max(len(rows[made.table.name]), 1)) for made in grids])


def _rows(run: Run, table: Table) -> list[tuple[Cell, ...]]:
    if table.compares and not run.reconciliation.compared:
        return []
    return list(table.rows(run))


def _fill_values(run: Run, asked: Iterable[Place], pen: Pen) -> Iterator[str]:
    known = known_values(run.reconciliation)
    suggested = 0
    for place in asked:
        values = known.get(place.key, [])
        if len(values) == 1:
            yield from _fill_value(place, values[0], pen)
        elif values:
            said = f"stands for several things: {' and '.join(value.about for value in values)}"
            yield from _write_instead(place, said, pen)
        else:
            near = nearest(place.key, (*known, *_TABLES)) if suggested < _SUGGESTED else ""
            suggested += 1
            hint = f"; the nearest known name is {PREFIX}{near}" if near else ""
            yield from _write_instead(place, f"is not known in this reconciliation{hint}", pen)


def _fill_value(place: Place, known: Known, pen: Pen) -> Iterator[str]:
    sheet, area = place.sheet, place.area
    if sheet is None or area is None:
        return
    if not area.is_cell and area not in sheet.merged:
        yield from _write_instead(place, f"is for one value, and refers to {area}", pen)
        return
    value = known.absent if known.value is None or known.value == "" else known.value
    pen.put(sheet, sheet.top_left(area.top, area.left), value, known.kind)


def _tell_unusable(asked: Iterable[Place], pen: Pen) -> Iterator[str]:
    for place in asked:
        yield from _write_instead(place, f"cannot be used: {place.wrong}", pen)


def _write_instead(place: Place, said: str, pen: Pen) -> Iterator[str]:
    """What stands where a value or a table should: a word about it, and no number of last month."""
    if place.sheet is not None and place.area is not None:
        first = _empty(place.sheet, place.area)
        pen.put(place.sheet, place.sheet.top_left(*first), f"{place.name} {said}", "text")
    where = f" ({place.where})" if place.where else ""
    yield f"{place.name}{where} {said}"


def _empty(sheet: Sheet, area: Area) -> tuple[int, int]:
    """Clear an area of what stands there from last month, but for formulas and captions; the first cell left free."""
    captions = area.bottom > area.top and not any(_is_number(sheet.text(area.top, column)) for column in area.columns)
    body = Area(area.top + captions, area.left, area.bottom, area.right)
    for row, column in list(sheet.filled(body)):
        if sheet.formula(row, column) is None:
            sheet.clear(row, column)
    return body.top, body.left


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
