"""Tables to files: delimited text in the habits of a country, workbooks, Parquet."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from sample_data.make.layouts.languages import ENGLISH, Language
from sample_data.make.layouts.tables import Cell, Table


@dataclass(frozen=True)
class Habits:
    """How a country writes: its language, dates, and amounts."""

    language: Language = ENGLISH
    day: Callable[[date], str] = date.isoformat
    amount: Callable[[Decimal], str] = "{:.2f}".format

    def captions(self, table: Table) -> list[str]:
        """The header row."""
        return [self.language.caption(caption) for caption in table.captions]

    def value(self, caption: str, cell: Cell) -> Cell:
        """A cell with its option value or its Yes and No in words; other cells as they are."""
        if isinstance(cell, bool):
            return self.language.yes if cell else self.language.no
        return self.language.option(caption, cell) if isinstance(cell, str) else cell

    def text(self, caption: str, cell: Cell) -> str:
        """A cell as text."""
        value = self.value(caption, cell)
        if isinstance(value, date):
            return self.day(value)
        return self.amount(value) if isinstance(value, Decimal) else str(value)

    def texts(self, table: Table, row: Sequence[Cell]) -> list[str]:
        """A row as texts."""
        return [self.text(caption, cell) for caption, cell in zip(table.captions, row, strict=True)]


def with_points(amount: Decimal) -> str:
    """1.234,56, as in Germany."""
    return f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))


def in_parentheses(amount: Decimal) -> str:
    """1,234.56, and (1,234.56) when negative."""
    return f"({-amount:,.2f})" if amount < 0 else f"{amount:,.2f}"


def us_date(day: date) -> str:
    """10/31/2026, without leading zeros."""
    return f"{day.month}/{day.day}/{day.year}"


def write_delimited(path: Path, lines: Iterable[Sequence[str]], *, delimiter: str = ",", encoding: str) -> None:
    """Delimited text with CRLF, quotes where they are needed."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
    path.write_bytes(text.getvalue().encode(encoding))


def write_workbook(path: Path, lines: Iterable[Sequence[Cell]], *, days: str = "yyyy-mm-dd") -> None:
    """A workbook with one sheet: dates and numbers in cells of their own kind, codes as text, blanks empty."""
    with xlsxwriter.Workbook(str(path)) as workbook:
        sheet = workbook.add_worksheet()
        date_format = workbook.add_format({"num_format": days})
        amount_format = workbook.add_format({"num_format": "#,##0.00"})
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, cell, date_format)
                elif isinstance(cell, Decimal):
                    sheet.write_number(number, column, float(cell), amount_format)
                elif isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, cell)


def write_parquet(path: Path, table: Table) -> None:
    """Typed columns, as a data lake keeps them: DECIMAL, DATE, BOOLEAN, INTEGER, VARCHAR; blank is NULL."""
    import duckdb

    types = {Decimal: "DECIMAL(18, 2)", date: "DATE", bool: "BOOLEAN", int: "INTEGER", str: "VARCHAR"}
    kinds = [next((type(row[at]) for row in table.rows if row[at] != ""), str) for at in range(len(table.captions))]
    columns = ", ".join(f"'{caption}': '{types[kind]}'" for caption, kind in zip(table.captions, kinds, strict=True))
    interim = path.with_suffix(".csv")
    write_delimited(interim, [Habits().captions(table), *map(_plain, table.rows)], encoding="utf-8")
    with duckdb.connect() as engine:
        engine.execute(
            f"COPY (SELECT * FROM read_csv('{interim}', header = true, auto_detect = false, quote = '\"', "
            f"escape = '\"', delim = ',', nullstr = '', columns = {{{columns}}})) TO '{path}' (FORMAT parquet)"
        )
    interim.unlink()


def _plain(row: Sequence[Cell]) -> list[str]:
    return [str(cell) for cell in row]
