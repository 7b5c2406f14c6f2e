"""Items that the inventory trial balance seems to leave off because nothing of them is on hand (facts 1.1).

The box for items of zero quantity leaves all of them off or none: a trial balance that lists one item of zero quantity
lists all. What is told as a suspicion are items whose receipts are all sold, all received while the report runs.
"""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger

_NAMED = 5


def zero_items_left_off(ledger: Ledger) -> Iterable[Finding]:
    """A warning where sold-out items are absent, and no item of zero quantity is there."""
    if not ledger.has("value_entry", "quantity") or not ledger.has("receipt_layer", "received_on"):
        return
    rows = ledger.engine.rows(
        """WITH reported AS (SELECT item_no, sum(quantity) AS quantity FROM value_entry GROUP BY item_no)
           SELECT item_no FROM receipt_layer ANTI JOIN reported USING (item_no)
           WHERE NOT EXISTS (FROM reported WHERE quantity = 0) AND EXISTS (FROM reported)
           GROUP BY item_no
           HAVING sum(quantity_received) = sum(quantity_sold) AND sum(quantity_received) <> 0
              AND min(received_on) >= (SELECT min(coalesce(document_date, posting_date)) FROM value_entry)
              AND max(received_on) <= (SELECT max(coalesce(document_date, posting_date)) FROM value_entry)
           ORDER BY item_no"""
    )
    if rows:
        named = ", ".join(item for (item,) in rows[:_NAMED]) + (", ..." if len(rows) > _NAMED else "")
        yield Finding(
            "zero-boxes-unmarked",
            "warning",
            f"{counted(len(rows), 'item')} that {'was' if len(rows) == 1 else 'were'} received and sold out ({named}) "
            f"{'is' if len(rows) == 1 else 'are'} not in the inventory trial balance, and no item in it has a quantity "
            "of zero: it was probably printed without items of zero quantity, and value left on them is missing. Print "
            "it again with both boxes marked, items with zero quantity and with zero value.",
        )
