"""Cells and files: delimited text as a South African Windows writes it, and workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

Cell = str | int | Decimal | date | None
Line = Sequence[Cell]


def text_of(cell: Cell) -> str:
    """A cell as text: 31/10/2026, amounts with a point."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return "" if cell is None else str(cell)


def write_text(
    path: Path,
    lines: Iterable[Line],
    *,
    text: Callable[[Cell], str] = text_of,
    delimiter: str = ",",
) -> None:
    """Windows-1252, CRLF."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([text(cell) for cell in line] for line in lines)
    path.write_bytes(file.getvalue().encode("cp1252"))


def write_workbook(path: Path, name: str, lines: Iterable[Line]) -> None:
    """One sheet, dates and amounts as such, codes as text; the same bytes every time."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as workbook:
        workbook.set_properties({"created": datetime(2026, 11, 2, tzinfo=UTC), "author": ""})
        sheet = workbook.add_worksheet(name)
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        amount = workbook.add_format({"num_format": "#,##0.00"})
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, date):
                    sheet.write_datetime(number, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                elif isinstance(cell, Decimal):
                    sheet.write_number(number, column, float(cell), amount)
                elif isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, cell)
