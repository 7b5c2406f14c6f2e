"""The days on which the two ledgers of an account parted, as a list."""

from __future__ import annotations

from invrecon.money import decimals_of
from invrecon.reconciliation.record import AccountLine
from invrecon.reconciliation.result import Reconciliation
from invrecon.reports import explaining, wording
from invrecon.reports.listing import Column, Listing

COLUMNS = (
    Column("account_no", "Account"),
    Column("date", "Date", "date"),
    Column("change", "Change", "amount"),
    Column("difference", "Difference", "amount"),
    Column("documents", "Documents"),
)


def timeline_listing(r: Reconciliation, account: AccountLine | None = None) -> Listing:
    """Every account's first day out of balance and each later day on which its gap changed; or one account's."""
    days = [day for day in r.timeline if account is None or day.account_no == account.account_no]
    title = "First day out of balance"
    if account is not None:
        title += f": {' '.join(part for part in (account.account_no, account.name) if part)}"
    return Listing(
        title=title,
        subtitle=", ".join(part for part in (r.company, wording.period(r)) if part),
        columns=COLUMNS,
        rows=tuple((day.account_no, day.date, day.change, day.difference, ", ".join(day.documents)) for day in days),
        remarks=(
            f"Difference is G/L less inventory ledger at the end of the day, counted from {explaining.counted_from(r)}."
            if days
            else "The running balances never part.",
        ),
        decimals=decimals_of(r.currency),
    )
