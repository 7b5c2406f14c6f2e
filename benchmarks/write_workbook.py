"""How long the close workbook takes to be written, beside what the bare library needs for its longest sheet.

The bare library, XlsxWriter in constant memory, writes the same rows of the sheet Entries and nothing else. Both are
measured after everything is reconciled and in order; memory is how much the process grew while it wrote, and should not
depend on the number of entries. `python -m benchmarks.write_workbook ours|bare FOLDER` measures one of them.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.companies import company
from benchmarks.comparison import Comparison
from benchmarks.measure import PYTHON, by_turns, told
from benchmarks.stopwatch import tell

if TYPE_CHECKING:
    from invrecon.reconciliation.run import Run

COLUMNS = """account_no, coalesce(shown_type, ''), coalesce(balancing_account_type, ''), ledger, posting_date,
             document_no, entry_no, item_no, description, CASE WHEN ledger = 'inventory' THEN amount END,
             CASE WHEN ledger = 'gl' THEN amount END, status, cause, note, source_file, source_row"""
AT_ONCE = 20_000


def beside_xlsxwriter(value_entries: int, runs: int) -> Iterable[Comparison]:
    """The workbook of a company of so many value entries; its entries are four times as many."""
    module = (PYTHON, "-m", "benchmarks.write_workbook")
    folder = str(company(value_entries))
    costs = by_turns({kind: [*module, kind, folder] for kind in ("ours", "bare")}, runs, told)
    size = f"{value_entries:,} value entries"
    beside = "bare XlsxWriter, sheet Entries only"
    yield Comparison("XLSX out: the close workbook", beside, size, costs["ours"], costs["bare"], "1.3")


def measured(kind: str, folder: str) -> None:
    """Reconcile, then measure the writing of one workbook."""
    # Imported late: the process that starts this one stays small, as the memory of those it starts begins with its own.
    from invrecon.pipeline import reconciled
    from invrecon.reconciliation.drill.lines import number_entries
    from invrecon.reports.workbook import write
    from invrecon.settings import read_settings

    writing = {"ours": write, "bare": write_bare}[kind]
    with reconciled(read_settings(folder), lambda _: None) as run, tempfile.TemporaryDirectory() as out:
        number_entries(run.ledger, run.reconciliation)
        tell(lambda: writing(run, Path(out, "workbook.xlsx")), growth=True)


def write_bare(run: Run, path: Path) -> None:
    """The rows of Entries by the library alone: values with their formats, no links, nothing else."""
    import xlsxwriter

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
    measured(*sys.argv[1:])
