"""The row at which Excel stops: an export that ends there was cut off, and nothing in it says so."""

from __future__ import annotations

from invrecon.errors import Problem

EXCEL_ROWS = 1 << 20
EXCEL_2003_ROWS = 1 << 16


def cut_off_at_sheet_limit(rows: int, limit: int = EXCEL_ROWS) -> Problem | None:
    """What is wrong with a table whose last row is number `rows`; None where it ends before or goes on after.

    `limit` is the last row that the program which wrote the table can hold.
    """
    if rows != limit:
        return None
    return Problem(
        row=rows,
        found=f"row {limit:,} is the last that {_PROGRAMS[limit]} can hold: the export seems cut off there",
        expected="all rows",
        action="Export the data as CSV, or in several files of a shorter period each.",
    )


_PROGRAMS = {EXCEL_ROWS: "Excel", EXCEL_2003_ROWS: "an .xls workbook"}
