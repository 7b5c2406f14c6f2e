"""How long the close workbook takes to be written, beside what the bare library needs for the same cells.

The bare library, XlsxWriter, is handed the cells of all sheets as it was handed them before, with their formats,
formulas and links, one call behind the other: no charts, and nothing to work out. Both are measured after everything is
reconciled and in order; memory is how much the process grew while it wrote, and should not depend on the number of
entries.
`python -m benchmarks.write_workbook ours|bare FOLDER` measures one of them, `cells FOLDER FILE` notes the cells.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.companies import company
from benchmarks.comparison import Comparison
from benchmarks.measure import PYTHON, by_turns, run, told
from benchmarks.stopwatch import tell

CELLS = ("write_string", "write_number", "write_datetime", "write_blank", "write_formula", "write_url", "merge_range",
         "set_row")  # fmt: skip
Call = tuple[str, str, tuple[Any, ...]]
"""The name of a sheet, the method of it, and its arguments, formats as their number."""


def beside_xlsxwriter(value_entries: int, runs: int) -> Iterable[Comparison]:
    """The workbook of a company of so many value entries; its entries are four times as many."""
    module = (PYTHON, "-m", "benchmarks.write_workbook")
    folder = str(company(value_entries))
    with tempfile.TemporaryDirectory() as kept:
        cells = str(Path(kept, "cells"))
        run([*module, "cells", folder, cells])
        costs = by_turns({"ours": [*module, "ours", folder], "bare": [*module, "bare", cells]}, runs, told)
    size = f"{value_entries:,} value entries"
    beside = "bare XlsxWriter, the same cells"
    yield Comparison("XLSX out: the close workbook", beside, size, costs["ours"], costs["bare"], "1.3")


def measured(kind: str, path: str, *more: str) -> None:
    """Measure the writing of one workbook; or reconcile a folder, and note in a file of which cells its workbook is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if kind == "bare":
            tell(replayed(Path(path), folder), growth=True)
            return
        with _reconciled(path) as writing:
            if kind == "ours":
                tell(lambda: writing(folder / "workbook.xlsx"), growth=True)
            else:
                note_cells(writing, folder / "workbook.xlsx", Path(*more))


@contextmanager
def _reconciled(folder: str) -> Iterator[Callable[[Path], object]]:
    """What writes the workbook of a folder, once all that goes before it is done."""
    # Imported late: the process that starts this one stays small, as the memory of those it starts begins with its own.
    from invrecon.pipeline import reconciled
    from invrecon.reconciliation.drill.lines import number_entries
    from invrecon.reports.workbook import write
    from invrecon.settings import read_settings

    with reconciled(read_settings(folder), lambda *_: None) as run:
        number_entries(run.ledger, run.reconciliation)
        yield lambda path: write(run, path)


def note_cells(writing: Callable[[Path], object], path: Path, cells: Path) -> None:
    """Write a workbook, and into the file `cells` the formats and calls that it took."""
    with recorded() as noted:
        writing(path)
    with cells.open("wb") as file:
        pickle.dump(noted, file)


def replayed(cells: Path, folder: Path) -> Callable[[], object]:
    """What writes noted cells into a workbook in a folder, by the library alone."""
    import xlsxwriter

    with cells.open("rb") as file:
        formats, calls = pickle.load(file)
    book = xlsxwriter.Workbook(folder / "workbook.xlsx", {"constant_memory": True, "tmpdir": str(folder)})
    forms = [book.add_format(properties) for properties in formats]
    sheets = {sheet: book.add_worksheet(sheet) for sheet in dict.fromkeys(sheet for sheet, *_ in calls)}
    ready = [
        (
            getattr(sheets[sheet], method),
            [forms[each.number] if isinstance(each, _Form) else each for each in arguments],
        )
        for sheet, method, arguments in calls
    ]

    def written() -> None:
        for method, arguments in ready:
            method(*arguments)
        book.close()

    return written


@dataclass(frozen=True)
class _Form:
    """A format by its number."""

    number: int


@contextmanager
def recorded() -> Iterator[tuple[list[dict[str, object]], list[Call]]]:
    """The formats that workbooks are given meanwhile, and the calls that fill their cells."""
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

    formats: list[dict[str, object]] = []
    calls: list[Call] = []
    numbers: dict[Format, _Form] = {}
    inside = False
    add_format, cells = Workbook.add_format, {name: getattr(Worksheet, name) for name in CELLS}

    def adding(book: Workbook, properties: dict[str, object] | None = None) -> Format:
        form = add_format(book, properties)
        numbers[form] = _Form(len(formats))
        formats.append({name: value for name, value in (properties or {}).items() if name != "xf_index"})
        return form

    def calling(name: str) -> Callable[..., object]:
        def call(sheet: Worksheet, *arguments: Any, **named: Any) -> object:
            nonlocal inside
            if inside:
                return cells[name](sheet, *arguments, **named)
            inside = True  # what the library calls itself is no call of ours
            try:
                given = (numbers[each] if isinstance(each, Format) else each for each in (*arguments, *named.values()))
                calls.append((sheet.get_name(), name, tuple(given)))
                return cells[name](sheet, *arguments, **named)
            finally:
                inside = False

        return call

    Workbook.add_format = adding
    for name in CELLS:
        setattr(Worksheet, name, calling(name))
    try:
        yield formats, calls
    finally:
        Workbook.add_format = add_format
        for name, method in cells.items():
            setattr(Worksheet, name, method)


if __name__ == "__main__":
    measured(*sys.argv[1:])
