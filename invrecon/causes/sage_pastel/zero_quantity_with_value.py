"""Items without quantity that keep a value (facts/sage-inventory-groups.md 5: S10)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="zero-quantity-with-value",
    title="value without quantity",
    meaning="""
    Nothing of the item is on hand, and the valuation shows a value that no movement gave it. The ledger never had it.
    """,
    correction="""
    Take the value out by a pair of inventory journals: a quantity in, and the same quantity out at a corrected cost.
    The net goes to the contra account; leave it out of the ledger, which is right already.
    """,
    action="Clear the value by an inventory journal in and out at the right cost.",
    remedy="erp",
    claims="""
        SELECT movement_id,
               concat_ws(', ', own_only.item_no, 'store ' || nullif(own_only.location_code, ''), '0 on hand') AS note,
               NULL AS doubt
        FROM own_only JOIN value_change AS stock USING (item_no)
        WHERE item_ledger_entry_type = 'Value Change' AND stock.store = store(own_only.location_code)
          AND stock.closing_quantity = 0 AND stock.closing_value = cost_amount_actual
    """,
)
