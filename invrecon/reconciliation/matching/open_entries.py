"""Entries that do not match: those without a counterpart, and those whose counterpart differs in one key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from invrecon.ledger.load import Ledger
from invrecon.reconciliation.vocabulary import STATUSES

UNMATCHED = ("not posted", "inventory only", "G/L only")
"""Statuses without a counterpart."""

DIFFERENT = tuple(status for status in STATUSES if status not in ("matched", *UNMATCHED))
"""Statuses whose counterpart differs in one key: potentially matched."""

_AT_ONCE = 20_000


@dataclass(frozen=True)
class OpenEntry:
    """One entry that does not match; `amount` is debit positive.

    Entries that were held against each other have one `group_no`, without a counterpart there is none. `in_period` is
    False of an entry that the period leaves out, but not its counterpart. `line` is its place in the list of entries.
    """

    status: str
    group_no: int | None
    account_no: str
    ledger: Literal["inventory", "gl"]
    in_period: bool
    posting_date: dt.date
    document_no: str
    amount: Decimal
    entry_no: str
    description: str
    cause: str
    file: str
    row: int
    line: int | None


def open_counts(ledger: Ledger) -> dict[str, int]:
    """Create the table `open_entry`, and tell how many entries each status has in it, in the order of the statuses."""
    engine = ledger.engine
    engine.set_variable("statuses", [*UNMATCHED, *DIFFERENT])
    engine.script(__package__, "open_entries.sql")
    counts = dict(engine.rows("SELECT status, count(*) FROM open_entry GROUP BY status"))
    return {status: counts[status] for status in (*UNMATCHED, *DIFFERENT) if status in counts}


def open_entries(ledger: Ledger, first: int, last: int) -> Iterator[OpenEntry]:
    """The entries `first` to `last`, by status and group. Runs after `open_counts` and `number_entries`."""
    for start in range(first, last + 1, _AT_ONCE):
        rows = ledger.engine.rows(
            """SELECT open.status, group_no, open.account_no, open.ledger, in_period, open.posting_date,
                      open.document_no, open.amount, open.entry_no, open.description, open.cause,
                      open.source_file, open.source_row, line.position
               FROM open_entry AS open LEFT JOIN entry_line AS line USING (movement_id)
               WHERE listed_as BETWEEN ? AND ? ORDER BY listed_as""",
            [start, min(start + _AT_ONCE - 1, last)],
        )
        for row in rows:
            yield OpenEntry(*row)
