"""Each inventory account beside the groups that point to it, and its ledger by where it comes from.

The strongest single test there is (facts/sage-inventory-groups.md 4): the ledger of a control account is its opening,
what integration posted, and everything else; everything else is not from the inventory module.
"""

from __future__ import annotations

from decimal import Decimal

from invrecon.ledger.load import Ledger
from invrecon.money import ZERO
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


def _exact(amount: Decimal | None) -> Decimal:
    return ZERO if amount is None else amount
