"""Periods and calendar months in words: what was posted into one month and dated in another.

The commonest false difference there is, so that the table is always made (facts/sage-inventory-groups.md 2, 6.4; S12).
"""

from __future__ import annotations

import datetime as dt

from invrecon.findings import counted
from invrecon.money import decimals_of
from invrecon.reconciliation.record import PeriodMonth
from invrecon.reconciliation.result import Reconciliation
from invrecon.reports import wording
from invrecon.reports.listing import Column, Listing

TITLE = "Periods and dates that disagree"
NOTE = "The G/L counts an entry by its period, stock by its date. Periods down, months of the dates across."
AGREED = "Period and date agree on every entry of the inventory accounts."
_COLUMNS = (
    Column("ledger", "Ledger"),
    Column("period", "Period", "count"),
    Column("period_month", "Its month"),
    Column("dated_month", "Dated in"),
    Column("entries", "Entries", "count"),
    Column("amount", "Amount", "amount"),
)


def agreed(r: Reconciliation) -> str:
    """The sentence that all agree; empty where something disagrees, or no entry shows a period."""
    return AGREED if r.with_periods and not r.period_months else ""


def month(date: dt.date) -> str:
    """A month as people write it: Oct 2026."""
    return f"{date:%b %Y}"


def period(number: int, its_month: dt.date) -> str:
    """A period with its month: Period 8, Oct 2026."""
    return f"Period {number}, {month(its_month)}"


def entries(cell: PeriodMonth) -> str:
    """How many entries a cell stands for."""
    return counted(cell.entries, "entry")


def period_listing(r: Reconciliation) -> Listing:
    """What disagrees as a list, a line for each ledger, period and month."""
    rows = tuple(
        (wording.LEDGER[line.ledger], line.period, f"{line.period_month:%Y-%m}", f"{line.dated_month:%Y-%m}",
         line.entries, line.amount)
        for line in r.period_months
    )  # fmt: skip
    said = NOTE.partition(". ")[0] + "." if rows else agreed(r) or "The exports show no periods."
    return Listing(
        title=TITLE,
        subtitle=", ".join(part for part in (r.company, wording.period(r)) if part),
        columns=_COLUMNS,
        rows=rows,
        remarks=(said,),
        decimals=decimals_of(r.currency),
    )
