"""Entries without numbers that stand in two files: a SmartList beside the table, or two exports of the same months.

Without a number nothing names an entry; but on the days that two files both cover, exports of different things (by
account, by item) have next to no rows in common, and exports that overlap have most.
"""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.engine import quoted
from invrecon.errors import Problem
from invrecon.ledger.load import Ledger

_FEWEST = 3
_KEYS = {
    "value_entry": ("posting_date", "document_no", "item_no", "journal_no", "account_no", "quantity"),
    "gl_entry": ("posting_date", "journal_no", "account_no", "document_no"),
}
_AMOUNT = {"value_entry": "cost_amount_actual", "gl_entry": "amount"}


def overlapping_files(ledger: Ledger) -> Iterable[Problem]:
    """A problem for every file most of whose rows, on the days that an earlier file covers too, stand there already."""
    for table, keys in _KEYS.items():
        if ledger.has(table) and not ledger.has(table, "entry_no"):
            shown = [key for key in keys if key == "posting_date" or ledger.has(table, key)]
            yield from _overlapping(ledger, table, [*shown, _AMOUNT[table]])


def _overlapping(ledger: Ledger, table: str, key: list[str]) -> Iterable[Problem]:
    columns = ", ".join(quoted(column) for column in key)
    # As many copies of a row as both files hold: a line that one file repeats by itself says nothing.
    rows = ledger.engine.rows(
        f"""WITH line AS (
                SELECT {columns}, source_file AS file, count(*) AS copies, min(source_row) AS row
                FROM {quoted(table)} WHERE posting_date IS NOT NULL GROUP BY ALL
            ), covered AS (
                SELECT file, min(posting_date) AS first, max(posting_date) AS last FROM line GROUP BY file
            ), pair AS (
                SELECT one.file AS one, other.file AS other, greatest(one.first, other.first) AS first,
                       least(one.last, other.last) AS last
                FROM covered AS one JOIN covered AS other ON one.file < other.file
            ), both_have AS (
                SELECT one, other, sum(least(first_line.copies, line.copies)) AS shared, min(line.row) AS row,
                       arg_min(first_line.row, line.row) AS first_row
                FROM pair JOIN line ON line.file = other
                JOIN line AS first_line USING ({columns})
                WHERE first_line.file = one AND line.posting_date BETWEEN first AND last
                GROUP BY one, other
            )
            SELECT one, first_row, other, both_have.row, shared
            FROM pair JOIN both_have USING (one, other)
            JOIN line ON line.file IN (one, other) AND line.posting_date BETWEEN first AND last
            GROUP BY ALL
            HAVING shared >= {_FEWEST}
               AND 2 * shared > least(sum(copies) FILTER (line.file = one), sum(copies) FILTER (line.file = other))
            ORDER BY other, one"""
    )
    for first_file, first_row, file, row, shared in rows:
        yield Problem(
            file=file,
            row=row,
            found=f"this row stands in {first_file}, row {first_row}, already, and so do {shared - 1:,} others",
            expected="each entry in one file",
            action="Two exports of the same entries are there, or two that overlap: remove one, or export each for its "
            "own dates.",
        )
