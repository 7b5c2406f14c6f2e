"""The sub-ledger against itself: the inventory trial balance and the open receipts, item by item (facts 4.2: G44).

Compared where both reach as far: the trial balance goes back to the oldest open receipt, or begins with a balance
brought forward, and forward to the latest receipt. The tolerance is the practitioners': 1.00, or a cent per receipt.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import exact, signed

_EVIDENCE = 20
_NEEDS = {"value_entry": ("quantity",), "receipt_layer": ("quantity_received", "quantity_sold", "unit_cost")}


def layers_that_disagree(ledger: Ledger) -> Iterable[Finding]:
    """A warning with the items whose quantity or value differs. Needs the tables of `valuation.sql`."""
    if not all(ledger.has(table, column) for table, columns in _NEEDS.items() for column in columns):
        return
    engine, trails = ledger.engine, ledger.profile.audit_trails
    engine.set_variable("item_prefixes", [t.prefix for t in trails if t.kind in ("item", "sale", "purchase")])
    engine.set_variable("cannot_tie", list(ledger.profile.cannot_tie))
    engine.script(__package__, "receipt_layers.sql")
    rows = engine.rows(
        f"""SELECT item_no, quantity, cost, layer_quantity, layer_cost, count(*) OVER (), sum(cost - layer_cost) OVER ()
            FROM layer_disagreement ORDER BY abs(cost - layer_cost) DESC, item_no LIMIT {_EVIDENCE}"""
    )
    if not rows:
        return
    item, quantity, cost, layer_quantity, layer_cost, count, total = rows[0]
    yield Finding(
        "sub-ledger-disagrees",
        "warning",
        f"{counted(count, 'item')} {'differs' if count == 1 else 'differ'} between the inventory trial balance and the "
        f"open purchase receipts, by {signed(total)} in all: {item} has {_number(quantity)} of {signed(cost)} in the "
        f"trial balance and {_number(layer_quantity)} of {signed(layer_cost)} in the receipts. If the receipts were "
        "not exported later, run Reconcile in Inventory; what remains is corrected by an inventory reset.",
        tuple(
            Evidence(
                amount=cost - layer_cost,
                ledger="inventory",
                note=f"{item}: trial balance {_number(quantity)} of {signed(cost)}, "
                f"receipts {_number(layer_quantity)} of {signed(layer_cost)}",
            )
            for item, quantity, cost, layer_quantity, layer_cost, *_ in rows
        ),
    )


def _number(quantity: Decimal) -> str:
    return exact(quantity.normalize(), 0) if quantity else "0"
