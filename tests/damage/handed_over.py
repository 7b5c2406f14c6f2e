"""Sound exports of five weeks of business, in memory: what the damages work on."""

from __future__ import annotations

import csv
import io
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import xlsxwriter

from sample_data.make import company, disturbances
from sample_data.make.books import Books
from sample_data.make.layouts.tables import Cell, Table, tables
from sample_data.make.layouts.writing import Habits, us_date, with_points

AS_OF = date(2026, 1, 31)
LAST_DAY = date(2026, 2, 5)
"""The ledgers go on for some days behind the cut-off."""

ISO = Habits()
CONTINENTAL = Habits(day="{:%d.%m.%Y}".format, amount=with_points)
AMERICAN = Habits(day=us_date, amount="{:,.2f}".format)

ERRORS = ("#REF!", "#DIV/0!", "#N/A", "#VALUE!")


@dataclass(frozen=True)
class Place:
    """Where the harm was done: a message must name one of these files and, where it is one row's harm, the row."""

    files: tuple[str, ...]
    row: int | None = None


@dataclass
class Export:
    """One export file: rows of typed cells, header first, and how they are to be written.

    A text in a column of amounts or dates is written as it stands. `raw` are the bytes, once they no longer follow
    from the rows.
    """

    file: str
    rows: list[list[Cell]]
    habits: Habits = ISO
    workbook: bool = False
    delimiter: str = ","
    encoding: str = "utf-8"
    line_end: str = "\r\n"
    quoting: int = csv.QUOTE_MINIMAL
    hidden: set[int] = field(default_factory=set)
    raw: bytes | None = None

    @property
    def captions(self) -> list[str]:
        """The header row."""
        return [str(cell) for cell in self.rows[0]]

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        if self.raw is not None:
            return self.raw
        return self._as_workbook() if self.workbook else self._as_text()

    @property
    def text(self) -> str:
        """What stands in the file, were it a text file in UTF-8."""
        return replace(self, workbook=False, encoding="utf-8", raw=None).data.decode()

    def place(self, row: int | None = None) -> Place:
        """This file; `row` counts from 0, the header's."""
        return Place((self.file,), None if row is None else row + 1)

    def column(self, caption: str) -> int:
        """Where a caption stands."""
        return self.captions.index(caption)

    def cells(self, wanted: Callable[[Cell], bool]) -> list[tuple[int, int]]:
        """Row and column of every cell below the header that is wanted."""
        return [
            (row, column)
            for row in range(1, len(self.rows))
            for column, cell in enumerate(self.rows[row])
            if wanted(cell)
        ]

    def as_text_file(self) -> Export:
        """The same as a text file, for what cannot happen to a workbook."""
        self.workbook = False
        if self.file.endswith(".xlsx"):
            self.file = self.file.removesuffix("xlsx") + "csv"
        return self

    def as_workbook(self) -> Export:
        """The same as a workbook."""
        self.workbook = True
        self.file = self.file.removesuffix("csv").removesuffix("xlsx") + "xlsx"
        return self

    def _texts(self) -> Iterator[list[str]]:
        captions = self.captions
        for row in self.rows:
            known = [*captions, *[""] * (len(row) - len(captions))]
            yield [self.habits.text(caption, cell) for caption, cell in zip(known, row, strict=False)]

    def _as_text(self) -> bytes:
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self.delimiter, lineterminator=self.line_end, quoting=self.quoting)
        writer.writerows(self._texts())
        return text.getvalue().encode(self.encoding)

    def _as_workbook(self) -> bytes:
        content = io.BytesIO()
        with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
            sheet = workbook.add_worksheet()
            days = workbook.add_format({"num_format": "dd/mm/yyyy"})
            for number, row in enumerate(self.rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, bool):
                        sheet.write_string(number, column, self.habits.text("", cell))
                    elif isinstance(cell, date):
                        sheet.write_datetime(number, column, cell, days)
                    elif isinstance(cell, Decimal | int):
                        sheet.write_number(number, column, float(cell))
                    elif cell in ERRORS:
                        sheet.write_formula(number, column, "=1/0", None, cell)
                    elif cell:
                        sheet.write_string(number, column, cell)
                if number in self.hidden:
                    sheet.set_row(number, None, None, {"hidden": True})
        return content.getvalue()


@dataclass
class HandedOver:
    """All exports by the page they come from, and further files by their names."""

    exports: dict[str, Export]
    others: dict[str, bytes] = field(default_factory=dict)

    def any(self, rng: Random, *names: str) -> Export:
        """One of the exports, or of those named."""
        return self.exports[rng.choice(names or tuple(self.exports))]

    def ledger(self, rng: Random) -> Export:
        """Value entries or G/L entries."""
        return self.any(rng, *LEDGERS)

    def write(self, folder: Path) -> None:
        """Write all files."""
        folder.mkdir()
        for export in self.exports.values():
            (folder / export.file).write_bytes(export.data)
        for name, content in self.others.items():
            (folder / name).write_bytes(content)


VALUE_ENTRIES = ("value-entries-1", "value-entries-2")
LEDGERS = (*VALUE_ENTRIES, "gl-entries")
BALANCES = ("trial-balance", "chart-of-accounts")
SETUPS = ("inventory-posting-setup", "general-posting-setup")


DRESSES = ((ISO, False, ","), (CONTINENTAL, False, ";"), (AMERICAN, False, ","), (ISO, True, ","))
"""Habits, whether workbooks, and the delimiter."""


def handed_over(dress: tuple[Habits, bool, str], *, in_agreement: bool) -> HandedOver:
    """Sound exports in one of the dresses, of books in agreement or of books with a difference of 1,250.00."""
    habits, workbook, delimiter = dress
    suffix = "xlsx" if workbook else "csv"
    exports = {}
    for table in _sound(in_agreement):
        rows = [[*table.captions], *([*row] for row in table.rows)]
        exports[table.name] = Export(f"{table.name}.{suffix}", rows, habits, workbook, delimiter)
    return HandedOver(exports)


@cache
def _sound(in_agreement: bool) -> tuple[Table, ...]:
    books = _five_weeks(pickle.loads(_company()))
    if not in_agreement:
        disturbances.direct_posting(
            books, Random(1), "02110", Decimal("1250.00"), date(2026, 1, 20), balancing_account_no="08450"
        )
    written = tables(books, AS_OF)
    entries, chart = written.pop("value-entries"), written["chart-of-accounts"]
    half = len(entries.rows) // 2
    # A chart with balances would be a second trial balance.
    kept = [
        at for at, caption in enumerate(chart.captions) if caption not in ("Net Change", "Balance at Date", "Balance")
    ]
    written["chart-of-accounts"] = Table(
        chart.name, tuple(chart.captions[at] for at in kept), tuple(tuple(row[at] for at in kept) for row in chart.rows)
    )
    return (
        replace(entries, name="value-entries-1", rows=entries.rows[:half]),
        replace(entries, name="value-entries-2", rows=entries.rows[half:]),
        *written.values(),
    )


@cache
def _company() -> bytes:
    return pickle.dumps(company.build())


def _five_weeks(books: Books) -> Books:
    """The first weeks of the clean company, with account numbers that begin with a zero."""
    books.value_entries = [entry for entry in books.value_entries if entry.posting_date <= LAST_DAY]
    books.gl_entries = [entry for entry in books.gl_entries if entry.posting_date <= LAST_DAY]
    for entry in books.gl_entries:
        entry.account_no = entry.account_no and f"0{entry.account_no}"
        entry.balancing_account_no = entry.balancing_account_no and f"0{entry.balancing_account_no}"
    for setup in (*books.inventory_posting_setup.values(), *books.general_posting_setup.values()):
        setup.update({kind: no and f"0{no}" for kind, no in setup.items()})
    books.accounts = [
        replace(
            account,
            no=f"0{account.no}",
            totaling="..".join(f"0{no}" for no in account.totaling.split("..")) if account.totaling else "",
        )
        for account in books.accounts
    ]
    return books
