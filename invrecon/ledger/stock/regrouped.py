"""Items whose group was changed: the valuation moves to the new group's account, the ledger does not (facts 5: S6)."""

from __future__ import annotations

from invrecon.ledger.load import Ledger


def settle_regrouped(ledger: Ledger) -> None:
    """Put movements from before the change into the old group, and what the change moved between the two beside them.

    Lists of items and valuations of different days prove changes, each between two of the days. Without an older one a
    change is supposed where the ledger has several documents of an item on the account of another group, and none on
    its own before them; or where two accounts begin equally and oppositely wrong, by the value of one item. Creates the
    tables `regrouped` and `regrouped_on`.
    """
    ledger.engine.script(__package__, "regrouped.sql")
