"""Dates that were never set, and entries that have a document's date only (facts/dynamics-gp.md 1.1, 1.2)."""

from __future__ import annotations

from invrecon.engine import quoted
from invrecon.errors import InputError, Problem
from invrecon.exports.formats import DATES
from invrecon.ledger.load import Ledger
from invrecon.ledger.tables import table_columns

_LISTED = 20


def settle_dates(ledger: Ledger) -> None:
    """Blank the dates that stand for none. A value entry that was never dated in the G/L counts on its document's date.

    Raises:
        InputError: value entries without any date: no period would ever count them.
    """
    engine = ledger.engine
    if ledger.profile.no_date is None:
        return
    for table in ("value_entry", "gl_entry", "unposted_gl_entry", "receipt_layer", "inventory_transaction"):
        for column, kind in table_columns(table).items():
            if kind in DATES:
                name = quoted(column)
                engine.run(f"UPDATE {quoted(table)} SET {name} = NULL WHERE {name} = ?", [ledger.profile.no_date])
    engine.run("UPDATE value_entry SET never_posted = posting_date IS NULL")
    engine.run("UPDATE value_entry SET posting_date = document_date WHERE posting_date IS NULL")
    if not ledger.has("value_entry", "posting_date"):
        engine.run("UPDATE value_entry SET never_posted = false")
    rows = engine.rows(
        """SELECT source_file, source_row, count(*) OVER (PARTITION BY source_file) FROM value_entry
           WHERE posting_date IS NULL
           QUALIFY row_number() OVER (PARTITION BY source_file ORDER BY source_row) = 1 ORDER BY ALL"""
    )
    if rows:
        raise InputError([_undated(*row) for row in rows[:_LISTED]])


def _undated(file: str, row: int, count: int) -> Problem:
    return Problem(
        file=file,
        row=row,
        found="neither a GL posting date nor a document date",
        expected="the date on which the entry counts",
        action="Add both dates to the export, or correct the row.",
        more=count - 1,
    )
