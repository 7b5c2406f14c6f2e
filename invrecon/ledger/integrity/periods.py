"""Account summaries of several periods: their balances are of several dates, and add up to nothing."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.errors import Problem
from invrecon.ledger.load import Ledger


def several_periods(ledger: Ledger) -> Iterable[Problem]:
    """A problem for every trial balance that shows an account in more than one period."""
    rows = ledger.engine.rows(
        """SELECT source_file, account_no, max(source_row),
                  count(DISTINCT (fiscal_year, period)), count(*) OVER (PARTITION BY source_file)
           FROM trial_balance GROUP BY source_file, account_no HAVING count(DISTINCT (fiscal_year, period)) > 1
           QUALIFY row_number() OVER (PARTITION BY source_file ORDER BY account_no) = 1 ORDER BY ALL"""
    )
    for file, account, row, periods, accounts in rows:
        yield Problem(
            file=file,
            row=row,
            found=f"account {account} stands here with {periods:,} periods, whose balances are of different dates",
            expected="the balances of one date",
            action="Export the trial balance for one date, or restrict the account summary to one period.",
            more=accounts - 1,
        )
