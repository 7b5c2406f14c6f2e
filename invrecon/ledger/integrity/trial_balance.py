"""What a trial balance says about itself: its accounts sum to zero, and each line adds up."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_LISTED = 20


def trial_balance_findings(ledger: Ledger) -> Iterable[Finding]:
    """Where the trial balance, without its heading and total lines, contradicts itself."""
    if ledger.has("trial_balance"):
        yield from _not_zero(ledger)
        yield from _not_added_up(ledger)


def _not_zero(ledger: Ledger) -> Iterable[Finding]:
    # Balances tell more than net changes; a balance that no file shows is unknown, not zero.
    balance, net_change, balances = ledger.engine.rows(
        "SELECT coalesce(sum(balance), 0), coalesce(sum(net_change), 0), count(balance) FROM trial_balance"
    )[0]
    total = balance if balances else net_change
    if total != 0:
        yield Finding(
            "trial-balance-does-not-balance",
            "warning" if ledger.has("gl_entry") else "error",
            f"The trial balance does not balance: its accounts sum to {signed(total)} instead of 0.00. "
            "Accounts may be missing from the export.",
        )


def _not_added_up(ledger: Ledger) -> Iterable[Finding]:
    """Accounts whose balance is not opening and net change, or whose net change is not debit less credit."""
    rows = ledger.engine.rows(
        """WITH account AS (
               SELECT account_no, sum(opening) AS opening, sum(net_change) AS net_change, sum(balance) AS balance,
                      sum(debit) - sum(credit) AS moved
               FROM trial_balance GROUP BY account_no)
           SELECT account_no, 'opening and net change make', opening + net_change, 'the balance is', balance
           FROM account WHERE opening + net_change <> balance
           UNION ALL
           -- In some reports debit and credit are the two sides of the balance.
           SELECT account_no, 'debit less credit makes', moved, 'the net change is', net_change
           FROM account WHERE moved <> net_change AND moved IS DISTINCT FROM balance
           ORDER BY ALL"""
    )
    if not rows:
        return
    accounts = list(dict.fromkeys(account for account, *_ in rows))
    account, parts, made, whole, stated = rows[0]
    others = ", ".join(accounts[1:_LISTED]) + (", ..." if len(accounts) > _LISTED else "")
    yield Finding(
        "trial-balance-does-not-add-up",
        "error",
        f"The trial balance does not add up on {counted(len(accounts), 'account')}: on {account} {parts} "
        f"{signed(made)}, and {whole} {signed(stated)}{f'; the others are {others}' if others else ''}. "
        "Export it again, all its columns for the same period.",
    )
