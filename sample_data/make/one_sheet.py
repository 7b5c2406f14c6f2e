"""A workbook of one sheet, as an ERP hands a report to Excel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import xlsxwriter

_FIRST_DAY = 1  # that Excel knows


def write_one_sheet(
    path: Path,
    name: str,
    lines: Iterable[Sequence[str | int | Decimal | date | None]],
    *,
    days: str,
    made_on: date,
    never: date | None = None,
) -> None:
    """Dates in the form `days`, amounts as such, codes as text, `never` as the first day; always the same bytes."""
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as workbook:
        workbook.set_properties({"created": _midnight(made_on).replace(tzinfo=UTC), "author": ""})
        sheet = workbook.add_worksheet(name)
        day = workbook.add_format({"num_format": days})
        amount = workbook.add_format({"num_format": "#,##0.00"})
        for number, line in enumerate(lines):
            for column, cell in enumerate(line):
                if cell == never is not None:
                    sheet.write_number(number, column, _FIRST_DAY, day)
                elif isinstance(cell, date):
                    sheet.write_datetime(number, column, _midnight(cell), day)
                elif isinstance(cell, Decimal):
                    sheet.write_number(number, column, float(cell), amount)
                elif isinstance(cell, int):
                    sheet.write_number(number, column, cell)
                elif cell:
                    sheet.write_string(number, column, cell)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001
