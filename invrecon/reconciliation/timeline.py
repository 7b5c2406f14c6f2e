"""First day out of balance: per account, the days on which the running balances of the two ledgers part or meet."""

from __future__ import annotations

from invrecon.ledger.load import Ledger
from invrecon.reconciliation.record import TimelineDay

DOCUMENTS_NAMED = 5


def timeline(ledger: Ledger) -> tuple[TimelineDay, ...]:
    """Every day on which an account's gap changed, by account and date; the last one ends at its difference.

    A gap is G/L less inventory ledger, counted from the beginning of the period. Accounts that could only be compared
    in sum have no gap of their own. Without G/L entries no day can be told, and there is no timeline. Runs after the
    matching.
    """
    if not ledger.has("gl_entry"):
        return ()
    ledger.engine.script(__package__, "timeline.sql")
    rows = ledger.engine.rows("SELECT account_no, posting_date, change, difference, documents FROM gap_day")
    return tuple(
        TimelineDay(account_no, date, change, difference, _named(documents or []))
        for account_no, date, change, difference, documents in rows
    )


def _named(documents: list[str]) -> tuple[str, ...]:
    """The largest documents, and how many more there are."""
    more = len(documents) - DOCUMENTS_NAMED
    return (*documents[:DOCUMENTS_NAMED], *([f"and {more:,} more"] if more > 0 else []))
