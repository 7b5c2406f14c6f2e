"""The laws of DESIGN section 5, on any input: both sides balance, the matrix foots, form never changes a cent."""

from __future__ import annotations

import csv
import datetime as dt
import random
import shutil
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import invrecon
from invrecon.account_types import COLUMNS
from tests.bookkeeping import ACCOUNTS, Books

# Every combination that the ERP posts, with whether it may carry expected cost (facts section 1).
KINDS = [
    ("Purchase / Direct Cost", True),
    ("Purchase / Indirect Cost", False),
    ("Purchase / Variance / Purchase", False),
    ("Purchase / Revaluation", True),
    ("Purchase / Rounding", False),
    ("Sale / Direct Cost", True),
    ("Sale / Revaluation", True),
    ("Positive Adjmt. / Direct Cost", True),
    ("Negative Adjmt. / Direct Cost", True),
    ("Transfer / Revaluation", False),
    ("Consumption / Direct Cost", False),
    ("Consumption / Rounding", False),
    ("Output / Direct Cost", True),
    ("Output / Direct Cost - Non Inventory", False),
    ("Output / Indirect Cost", False),
    ("Output / Variance / Material", False),
    ("Output / Variance / Material - Non Inventory", False),
    ("Output / Variance / Subcontracted", False),
    ("Output / Revaluation", True),
    ("Capacity / Direct Cost", False),
    ("Capacity / Indirect Cost", False),
    ("Assembly Consumption / Direct Cost", False),
    ("Assembly Output / Direct Cost", False),
    ("Assembly Output / Variance / Capacity Overhead", False),
]
RUNS = settings(
    max_examples=5,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # making a failing example smaller takes minutes
    suppress_health_check=[HealthCheck.too_slow],
)

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=2) | st.decimals(
    min_value=-1000, max_value=1000, places=5
)
dates = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)).map(dt.date.isoformat)


@st.composite
def value_entries(draw: st.DrawFn) -> dict[str, Any]:
    kind, may_be_expected = draw(st.sampled_from(KINDS))
    capacity = kind.startswith("Capacity")
    return {
        "kind": kind,
        "actual": draw(amounts),
        "expected": draw(amounts) if may_be_expected else 0,
        "date": draw(dates),
        "posted": draw(amounts),
        "order": draw(st.sampled_from(["Production", "Assembly"])) if capacity else "",
    }


gl_entries = st.fixed_dictionaries(
    {
        "account": st.sampled_from([*ACCOUNTS, "2119", ""]),
        "amount": amounts,
        "date": dates,
        "source_code": st.sampled_from(["INVTPCOST", "GENJNL", "CLSINCOME"]),
    }
)
ledgers = st.tuples(st.lists(value_entries(), min_size=1, max_size=12), st.lists(gl_entries, min_size=1, max_size=12))


def written(folder: Path, ledger: tuple[list[dict[str, Any]], list[dict[str, Any]]]) -> Books:
    books = Books(folder)
    for entry in ledger[0]:
        books.value_entry(**entry)
    for entry in ledger[1]:
        books.gl(**entry)
    return books


def without_inputs(result: invrecon.Reconciliation) -> dict[str, Any]:
    return {key: value for key, value in result.to_dict().items() if key != "inputs"}


@RUNS
@given(ledgers)
def test_both_sides_balance_and_the_matrix_foots(ledger: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        result = written(Path(folder), ledger).reconcile()
    assert sum(line.subledger for line in result.account_lines) == 0
    matrix = result.difference_matrix
    for column in COLUMNS:
        rows = sum(row.cells[column] for row in matrix.rows)
        assert rows + matrix.columns[column].total == 0, column
    for row in matrix.rows:
        if row.total is not None:
            assert sum(row.cells.values()) == row.total, row.account_type
    for line in result.account_lines:
        assert line.explained + line.unexplained == line.difference


@settings(RUNS, max_examples=3)
@given(ledgers, st.integers())
def test_order_splitting_and_file_format_change_nothing(ledger: Any, seed: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        books = written(folder / "csv", ledger)
        as_csv = without_inputs(books.reconcile())

        shuffled = shutil.copytree(books.folder, folder / "shuffled")
        _shuffle(shuffled / "value-entries.csv", seed)
        _shuffle(shuffled / "gl-entries.csv", seed)
        assert _totals(invrecon.reconcile(shuffled, as_of="2026-10-31")) == _totals_of(as_csv)

        split = shutil.copytree(books.folder, folder / "split")
        _split(split / "value-entries.csv")
        assert _totals(invrecon.reconcile(split, as_of="2026-10-31")) == _totals_of(as_csv)

        for suffix, convert in ((".xlsx", _to_xlsx), (".parquet", _to_parquet)):
            other = shutil.copytree(books.folder, folder / suffix[1:])
            for path in sorted(other.glob("*-entries.csv")):
                convert(path, path.with_suffix(suffix))
                path.unlink()
            toml = other / "invrecon.toml"
            toml.write_text(toml.read_text().replace('-entries.csv"', f'-entries{suffix}"'))
            assert _totals(invrecon.reconcile(other, as_of="2026-10-31")) == _totals_of(as_csv)


@RUNS
@given(ledgers, st.sampled_from(sorted(ACCOUNTS.values())), amounts)
def test_a_further_gl_entry_changes_its_accounts_difference_by_its_amount(
    ledger: Any, account_no: str, amount: Decimal
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        books = written(Path(folder), ledger)
        before = {line.account_no: line.difference for line in books.reconcile().account_lines}
        books.gl(account_no, amount, source_code="GENJNL")
        after = {line.account_no: line.difference for line in books.reconcile().account_lines}
    assert after[account_no] - before[account_no] == amount
    assert {k: v for k, v in after.items() if k != account_no} == {k: v for k, v in before.items() if k != account_no}


@RUNS
@given(ledgers)
def test_the_net_changes_of_two_periods_add_up_to_the_balance(ledger: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        books = written(Path(folder), ledger)
        whole = {line.account_no: line for line in books.reconcile(as_of="2026-10-31").account_lines}
        early = {line.account_no: line for line in books.reconcile(as_of="2026-06-30").account_lines}
        late = books.reconcile(from_date="2026-07-01", as_of="2026-10-31").account_lines
    for line in late:
        if line.account_no in early:
            for fact in ("subledger", "gl", "difference"):
                parts = getattr(early[line.account_no], fact) + getattr(line, fact)
                assert parts == getattr(whole[line.account_no], fact)


def _totals(result: invrecon.Reconciliation) -> dict[str, Any]:
    return _totals_of(without_inputs(result))


def _totals_of(document: dict[str, Any]) -> dict[str, Any]:
    """Everything but the places that findings and evidence cite, which move with the files."""
    findings = [finding["id"] for finding in document["findings"]]
    items = [{key: value for key, value in item.items() if key != "evidence"} for item in document["reconciling_items"]]
    return document | {"findings": findings, "reconciling_items": items}


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)


def _shuffle(path: Path, seed: int) -> None:
    header, *rows = _read(path)
    random.Random(seed).shuffle(rows)
    _write(path, [header, *rows])


def _split(path: Path) -> None:
    header, *rows = _read(path)
    middle = len(rows) // 2
    _write(path.with_stem("value-entries-1"), [header, *rows[:middle]])
    _write(path.with_stem("value-entries-2"), [header, *rows[middle:]])
    path.unlink()
    toml = path.parent / "invrecon.toml"
    toml.write_text(toml.read_text().replace('"value-entries.csv"', '"value-entries-*.csv"'))


def _to_xlsx(source: Path, target: Path) -> None:
    """Codes as text, dates as dates; amounts as numbers where Excel's fifteen digits hold them, else as text."""
    header, *rows = _read(source)
    with xlsxwriter.Workbook(str(target)) as book:
        sheet = book.add_worksheet()
        date = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, caption in enumerate(header):
            sheet.write_string(0, column, caption)
            for number, row in enumerate(rows, start=1):
                value = row[column]
                digits = len(value.strip("-0").replace(".", ""))
                if caption == "Posting Date":
                    sheet.write_datetime(number, column, dt.datetime.fromisoformat(value), date)
                elif ("Amount" in caption or "Posted" in caption) and digits <= 15:
                    sheet.write_number(number, column, float(value))
                else:
                    sheet.write_string(number, column, value)


def _to_parquet(source: Path, target: Path) -> None:
    header = _read(source)[0]
    typed = {
        caption: "DATE" if caption == "Posting Date" else "DECIMAL(28,5)"
        for caption in header
        if caption == "Posting Date" or "Amount" in caption or "Posted to" in caption
    }
    columns = ", ".join(f"""'{caption}': '{typed.get(caption, "VARCHAR")}'""" for caption in header)
    rows = f"SELECT * FROM read_csv('{source}', header = true, columns = {{{columns}}})"
    duckdb.connect().execute(f"COPY ({rows}) TO '{target}' (FORMAT parquet)")
