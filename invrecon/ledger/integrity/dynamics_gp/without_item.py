"""Rows of an inventory trial balance without an item: a report that prints the item once for all its rows."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.errors import Problem
from invrecon.ledger.load import Ledger


def rows_without_item(ledger: Ledger) -> Iterable[Problem]:
    """A problem for every file that has such rows; the table has none."""
    rows = ledger.engine.rows(
        """SELECT source_file, min(source_row), count(*) FROM value_entry WHERE item_no = ''
           GROUP BY source_file ORDER BY source_file"""
    )
    title = ledger.profile.roles["value_entries"].columns["item_no"][0]
    for file, row, count in rows:
        yield Problem(
            file=file,
            row=row,
            column=title,
            found="blank",
            expected="the item of the row",
            action=f"Export the report with {title} in every row, not once for all rows of the item.",
            more=count - 1,
        )
