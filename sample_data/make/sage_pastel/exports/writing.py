"""Cells and files: delimited text as a South African Windows writes it, and workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from sample_data.make.one_sheet import write_one_sheet

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
    """One sheet, printed on 2 November."""
    write_one_sheet(path, name, lines, days="dd/mm/yyyy", made_on=date(2026, 11, 2))
