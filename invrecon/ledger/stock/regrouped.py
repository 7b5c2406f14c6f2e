"""Items whose group was changed: the valuation moves to the new group's account, the ledger does not (facts 5: S6)."""

from __future__ import annotations

from invrecon.ledger.load import Ledger


def settle_regrouped(ledger: Ledger) -> None:
    """Put movements from before the change into the old group, and what the change moved between the two beside them.

    Two lists of items prove a change. Without an older one it is supposed where the ledger has several documents of an
    item on the account of another group, and none on its own before them. Creates the table `regrouped`.
    """
    ledger.engine.script(__package__, "regrouped.sql")
