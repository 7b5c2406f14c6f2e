"""Each inventory account beside the groups that point to it, and its ledger by where it comes from.

The strongest single test there is (facts/sage-inventory-groups.md 4): the ledger of a control account is its opening,
what integration posted, and everything else; everything else is not from the inventory module.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from itertools import groupby

from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import ZERO, signed
from invrecon.reconciliation.record import ControlAccount, GroupValue, LedgerPart


def control_accounts(ledger: Ledger) -> tuple[ControlAccount, ...]:
    """The inventory accounts in the order of their numbers; none where the ERP has no inventory groups."""
    if not ledger.profile.valued_now or not ledger.has("gl_entry"):
        return ()
    engine = ledger.engine
    engine.script(__package__, "control_accounts.sql")
    groups: dict[str, list[GroupValue]] = {}
    for account, *group in engine.rows("SELECT account_no, code, description, amount FROM group_value ORDER BY ALL"):
        groups.setdefault(account, []).append(GroupValue(*group))
    parts: dict[str, list[LedgerPart]] = {}
    for account, *part in engine.rows(
        """SELECT account_no, entry_type, from_inventory, lines, amount FROM ledger_part
           ORDER BY account_no, from_inventory DESC, entry_type"""
    ):
        parts.setdefault(account, []).append(LedgerPart(*part))
    return tuple(
        ControlAccount(
            account_no=account,
            name=name or "",
            groups=tuple(sorted(groups.get(account, ()), key=lambda group: (len(group.group), group.group))),
            stock_opening=_exact(stock_opening),
            stock_moved=_exact(stock_moved),
            gl_opening=_exact(gl_opening),
            parts=tuple(parts.get(account, ())),
        )
        for account, name, stock_opening, stock_moved, gl_opening in engine.rows(
            "SELECT account_no, name, stock_opening, stock_moved, gl_opening FROM control_account ORDER BY account_no"
        )
    )


def silent_months(ledger: Ledger) -> Iterable[Finding]:
    """An error for every month in which a control account moved, and integration posted nothing to it (facts 6.6).

    Also where stock and ledger happen to agree: the books are not kept by the method that they claim.
    """
    if not ledger.profile.valued_now or not ledger.has("gl_entry"):
        return
    rows = ledger.engine.rows(
        """SELECT CAST(date_trunc('month', posting.posting_date) AS DATE) AS month, posting.account_no,
                  count(DISTINCT entry.voucher), sum(posting.amount)
           FROM posting_in_period AS posting JOIN projected_entry AS entry USING (value_entry_id) CROSS JOIN run
           WHERE run.integration = 'full' AND posting.account_type = 'Inventory' AND entry.voucher <> ''
             AND posting.account_no IS NOT NULL
             AND (posting.account_no, month) NOT IN (
                 SELECT (account_no, CAST(date_trunc('month', posting_date) AS DATE))
                 FROM numbered_gl_entry WHERE in_scope AND from_inventory)
           GROUP BY ALL ORDER BY ALL"""
    )
    for month, lines in groupby(rows, key=lambda row: row[0]):
        named = ", ".join(
            f"{account} ({counted(number, 'document')}, {signed(value)})" for _, account, number, value in lines
        )
        yield Finding(
            "control-account-silent",
            "error",
            f"In {month:%B %Y} stock moved, and integration posted nothing, on {named}. Integration was off, or the "
            "ledger export lacks its lines; such a month is never reconciled. What came after can be compared by "
            f"itself: --from {_next(month)}.",
        )


def _next(month: dt.date) -> dt.date:
    return (month + dt.timedelta(days=31)).replace(day=1)


def _exact(amount: Decimal | None) -> Decimal:
    return ZERO if amount is None else amount
