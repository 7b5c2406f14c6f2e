"""The exports of a company as tables of typed cells, from which every layout is written."""

from __future__ import annotations

import csv
import re
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from sample_data.make import exports
from sample_data.make.books import AS_OF, ZERO, Books
from sample_data.make.workbooks import gl_columns

Cell = str | int | Decimal | date | bool
"""A blank cell is an empty text."""

# What the text of a cell must look like for its column to be of a kind, and how the kind is read. Codes such as
# 000123 or 2110 are text, however much they look like numbers: they stand in no column named here.
_KINDS: tuple[tuple[str, Callable[[str], Cell]], ...] = (
    (r"\d{4}-\d\d-\d\d", date.fromisoformat),
    (r"Yes|No", lambda text: text == "Yes"),
    (r"-?\d+\.\d\d", Decimal),
)
_RUNNING_NUMBERS = ("Entry No.", "Register No.", "Line No.", "Transaction No.")


@dataclass(frozen=True)
class Table:
    """One export: the page it comes from, its English captions, and its rows."""

    name: str
    captions: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, caption: str) -> int:
        """Where a caption stands."""
        return self.captions.index(caption)

    def keep(self, rows: Iterable[tuple[Cell, ...]]) -> Table:
        """The same export with other rows."""
        return Table(self.name, self.captions, tuple(rows))


def tables(books: Books, as_of: date = AS_OF) -> dict[str, Table]:
    """All exports by name, each with the columns that `exports` writes; the trial balance is of the day `as_of`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        exports.write_value_entries(folder / "value-entries.csv", books.value_entries)
        lines = [gl_columns(entry) for entry in books.gl_entries]
        exports.write_csv(folder / "gl-entries.csv", lines[0], (line.values() for line in lines))
        exports.write_chart_of_accounts(folder / "chart-of-accounts.csv", books)
        exports.write_setups(folder, books)
        exports.write_items(folder / "items.csv", books)
        exports.write_accounting_periods(folder / "accounting-periods.csv", books)
        exports.write_relation(folder / "relation.csv", books)
        read = [_read(path) for path in sorted(folder.iterdir())]
    return {table.name: table for table in (*read, trial_balance(books, as_of))}


def trial_balance(books: Books, as_of: date) -> Table:
    """Balances at the end of a month, and what the month changed."""
    opening, balance = books.balances(as_of.replace(day=1) - timedelta(days=1)), books.balances(as_of)
    rows = []
    for account in books.accounts:
        if account.no in balance:
            before, now = opening.get(account.no, ZERO), balance[account.no]
            rows.append((account.no, account.name, before, now - before, now))
    captions = ("G/L Account No.", "Name", "Starting Balance", "Net Change", "Balance")
    return Table("trial-balance", captions, tuple(rows))


def _read(path: Path) -> Table:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        captions, *rows = csv.reader(stream)
    columns = [_typed(caption, texts) for caption, texts in zip(captions, zip(*rows, strict=True), strict=True)]
    return Table(path.stem, tuple(captions), tuple(zip(*columns, strict=True)))


def _typed(caption: str, texts: tuple[str, ...]) -> list[Cell]:
    filled = [text for text in texts if text]
    if caption.endswith(_RUNNING_NUMBERS):
        return [int(text) for text in texts]
    for pattern, read in _KINDS:
        if filled and all(re.fullmatch(pattern, text) for text in filled):
            return [read(text) if text else "" for text in texts]
    return list(texts)
