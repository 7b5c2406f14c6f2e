"""How long the close workbook takes to be written: `python -m benchmarks.write_workbook --entries 200000`.

The sample company is copied until the two ledgers have so many entries. Beside our workbook stands what the bare
library, XlsxWriter in constant memory, needs to write the same rows of the sheet Entries and nothing else, so that the
figure means something on another machine. Memory is how much the process grew while it wrote: it should not depend on
the number of entries. What the engine needs to put them into order is told apart.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.explain import write_copies
from invrecon.pipeline import reconciled
from invrecon.reconciliation.drill.lines import number_entries
from invrecon.reconciliation.run import Run
from invrecon.reports.workbook import write
from invrecon.settings import read_settings

ENTRIES_PER_COPY = 5_508
COLUMNS = """account_no, coalesce(shown_type, ''), coalesce(balancing_account_type, ''), ledger, posting_date,
             document_no, entry_no, item_no, description, CASE WHEN ledger = 'inventory' THEN amount END,
             CASE WHEN ledger = 'gl' THEN amount END, status, cause, note, source_file, source_row"""
AT_ONCE = 20_000


def main() -> None:
    """Write the copies, time both on each size, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--entries", type=int, nargs="+", default=[50_000, 100_000, 200_000])
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--measure", nargs=2, metavar=("KIND", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measured(*options.measure)))
        return
    versions = f"Python {sys.version.split()[0]}, XlsxWriter {xlsxwriter.__version__}"
    print(f"{versions}, best of {options.runs}, processor time\n")
    print(
        "| entries | bare XlsxWriter, Entries only | whole workbook | ratio | memory bare | memory | engine before it |"
    )
    print("|--:|--:|--:|--:|--:|--:|--:|")
    for wanted in options.entries:
        with tempfile.TemporaryDirectory() as name:
            write_copies(Path(name), -(-wanted // ENTRIES_PER_COPY))
            bare, ours = (best(kind, name, options.runs) for kind in ("bare", "ours"))
        ratio = ours["seconds"] / bare["seconds"]
        times = f"{bare['seconds']:.1f} s | {ours['seconds']:.1f} s | {ratio:.2f}"
        memory = " | ".join(f"{each} MB" for each in (bare["memory"], ours["memory"], ours["engine"]))
        print(f"| {ours['entries']:,} | {times} | {memory} |", flush=True)


def best(kind: str, folder: str, runs: int) -> dict[str, Any]:
    """The quickest of some runs, each in a fresh Python."""
    command = [sys.executable, "-m", "benchmarks.write_workbook", "--measure", kind, folder]
    results = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(runs)]
    return min(results, key=lambda result: result["seconds"])


def measured(kind: str, folder: str) -> dict[str, Any]:
    """Processor seconds and growth in MB of writing one workbook, after everything is reconciled."""
    writing: Callable[[Run, Path], object] = write if kind == "ours" else write_bare
    with reconciled(read_settings(folder), lambda _: None) as run:
        begin = peak(reset=True)
        blocks = number_entries(run.ledger, run.reconciliation)
        engine = peak() - begin
        begin, start = peak(reset=True), time.process_time()
        writing(run, Path(folder, "workbook.xlsx"))
        return {
            "entries": blocks[-1].last,
            "seconds": time.process_time() - start,
            "memory": peak() - begin,
            "engine": engine,
        }


def peak(*, reset: bool = False) -> int:
    """The most memory that the process has had since the last reset, in MB (Linux)."""
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024


def write_bare(run: Run, path: Path) -> None:
    """The rows of Entries by the library alone: values with their formats, no links, nothing else."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": str(run.ledger.engine.folder)})
    sheet = book.add_worksheet("Entries")
    text = book.add_format({"num_format": "@", "text_wrap": True})
    amount, date = book.add_format({"num_format": "#,##0.00"}), book.add_format({"num_format": "yyyy-mm-dd"})
    for number, row in enumerate(rows(run)):
        for column, value in enumerate(row):
            if value == "":
                continue
            if isinstance(value, str):
                sheet.write_string(number, column, value, text)
            elif isinstance(value, dt.date):
                sheet.write_datetime(number, column, value, date)
            elif isinstance(value, int | Decimal):
                sheet.write_number(number, column, value, amount)
    book.close()


def rows(run: Run) -> Iterable[tuple[Any, ...]]:
    """Every entry as the workbook lists them."""
    engine = run.ledger.engine
    count = engine.value("SELECT count(*) FROM entry_line")
    for first in range(1, count + 1, AT_ONCE):
        yield from engine.rows(
            f"SELECT {COLUMNS} FROM entry_line WHERE position BETWEEN ? AND ? ORDER BY position",
            [first, first + AT_ONCE - 1],
        )


if __name__ == "__main__":
    main()
