"""Goods received and not invoiced, and price differences after a goods received note (facts 5: S16, S24)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger
from invrecon.money import signed


def purchasing_findings(ledger: Ledger) -> Iterable[Finding]:
    """Notes on the accrual of goods received notes and on purchase variances: neither is a difference."""
    yield from _accrual(ledger)
    yield from _variance(ledger)


def _accrual(ledger: Ledger) -> Iterable[Finding]:
    """The account is the one that the ledger lines of goods received notes have in common."""
    rows = ledger.engine.rows(
        """WITH received AS (
               SELECT DISTINCT voucher FROM value_entry
               WHERE item_ledger_entry_type = 'Goods Received Note' AND voucher <> ''
           ), accrual AS (
               SELECT account_no FROM gl_entry SEMI JOIN received USING (voucher)
               WHERE account_no NOT IN (SELECT account_no FROM posting_setup)
               GROUP BY account_no ORDER BY count(*) DESC, account_no LIMIT 1
           )
           SELECT account_no, sum(amount) FROM gl_entry JOIN accrual USING (account_no)
           GROUP BY account_no HAVING sum(amount) <> 0"""
    )
    for account, amount in rows:
        yield Finding(
            "goods-received-not-invoiced",
            "info",
            f"Account {account} holds {signed(amount)} of goods received and not invoiced, or invoiced and not "
            "received. Stock and the inventory accounts are not touched by it.",
        )


def _variance(ledger: Ledger) -> Iterable[Finding]:
    rows = ledger.engine.rows(
        """SELECT account_no, sum(amount) FROM gl_entry
           WHERE account_no IN (SELECT account_no FROM posting_setup
                                WHERE account_type = 'Purchase Variance' AND account_no <> '')
             AND account_no NOT IN (SELECT account_no FROM posting_setup WHERE account_type <> 'Purchase Variance')
           GROUP BY account_no HAVING sum(amount) <> 0 ORDER BY account_no"""
    )
    for account, amount in rows:
        yield Finding(
            "purchase-variance",
            "info",
            f"Account {account} holds {signed(amount)} of purchase variance: prices and exchange rates of invoices "
            "after goods received notes. They never corrected the average cost, so the margin is off by as much.",
        )
