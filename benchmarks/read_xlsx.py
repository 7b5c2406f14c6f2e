"""How long it takes to read a large workbook, beside what bare python-calamine needs to make lists of the same cells.

Ours is the whole reading: recognise the file, search and copy it, load it into the engine. Both are measured in a fresh
Python after its imports, on one core. `python -m benchmarks.read_xlsx ours|bare FOLDER` measures one of them.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random

from benchmarks.companies import cache
from benchmarks.comparison import Comparison
from benchmarks.measure import PYTHON, by_turns, told
from benchmarks.stopwatch import tell

_FILE = "value-entries.xlsx"
CAPTIONS = (
    "Entry No.", "Posting Date", "Document No.", "Item No.", "Item Ledger Entry Type", "Entry Type", "Location Code",
    "Cost Amount (Actual)", "Cost Amount (Expected)", "Cost Posted to G/L", "Expected Cost Posted to G/L",
    "Item Ledger Entry Quantity", "Valued Quantity", "Gen. Bus. Posting Group", "Gen. Prod. Posting Group",
    "Inventory Posting Group", "User ID", "Description",
)  # fmt: skip


def beside_calamine(rows: int, runs: int) -> Iterable[Comparison]:
    """A workbook of so many value entries, which is written once and kept."""
    folder = cache() / f"{rows}-xlsx"
    if not folder.exists():
        unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
        unfinished.mkdir()
        write_workbook(unfinished / _FILE, rows)
        unfinished.rename(folder)
    module = (PYTHON, "-m", "benchmarks.read_xlsx")
    costs = by_turns({kind: [*module, kind, str(folder)] for kind in ("ours", "bare")}, runs, told)
    size = f"{rows:,} rows, {len(CAPTIONS)} columns"
    yield Comparison(
        "XLSX in: read and load", "bare python-calamine, to lists", size, costs["ours"], costs["bare"], "1.3"
    )


def ours(folder: Path) -> Callable[[], object]:
    """Recognises the exports of the folder and loads their cells into the engine."""
    import duckdb  # noqa: F401 - imported before the watch starts, as for the bare reader
    import python_calamine  # noqa: F401

    from invrecon.engine import Embedded
    from invrecon.exports.find import find_exports
    from invrecon.exports.workbooks import xlsx  # noqa: F401 - imported late where no workbook is read
    from invrecon.settings import read_settings

    def load() -> None:
        settings = read_settings(folder)
        with Embedded() as engine:
            engine.run("SET threads = 1")
            for export in find_exports(engine, settings).exports:
                if export.table.load(engine, "raw", export.header, export.split):
                    raise AssertionError("the workbook is not read as it was written")

    return load


def bare(folder: Path) -> Callable[[], object]:
    """Makes lists of all cells."""
    import python_calamine

    def read() -> object:
        book = python_calamine.CalamineWorkbook.from_path(folder / _FILE)
        return [row for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows()]

    return read


def write_workbook(path: Path, rows: int) -> None:
    """Value entries as a company of 500 items has them."""
    import xlsxwriter  # imported late: a process that measures starts small

    random = Random(2026)
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Value Entries")
    sheet.write_row(0, 0, CAPTIONS)
    first = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - a day in a workbook has no zone
    for number in range(1, rows + 1):
        cost, quantity = round(random.uniform(-9999, 9999), 2), random.randrange(-50, 50)
        texts = f"SI{100000 + number // 3}", f"{1000 + random.randrange(500)}", random.choice(("Purchase", "Sale"))
        place = random.choice(("EAST", "WEST"))
        sheet.write_number(number, 0, number)
        sheet.write_datetime(number, 1, first + dt.timedelta(days=random.randrange(300)), day)
        sheet.write_row(number, 2, (*texts, "Direct Cost", place, cost, 0, cost, 0, quantity, quantity))
        sheet.write_row(number, 13, ("DOMESTIC", "RETAIL", "FINISHED", "ANNA", f"Description {number % 2000}"))
    book.close()


if __name__ == "__main__":
    tell({"ours": ours, "bare": bare}[sys.argv[1]](Path(sys.argv[2])))
