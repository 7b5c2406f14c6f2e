"""The inventory group of each item in each store: it carries the accounts (facts/sage-inventory-groups.md 1, 6.1)."""

from __future__ import annotations

from invrecon.ledger.load import Ledger


def settle_groups(ledger: Ledger) -> None:
    """Give every value entry the group that its item has in its store today.

    The last valuation says it, as it is printed by group; else the items, else the movement. A store that none of them
    knows takes the item's group where it is the same in all.
    """
    ledger.engine.script(__package__, "groups.sql")
