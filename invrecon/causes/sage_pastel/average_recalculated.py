"""Average costs that were recalculated over negative stock (facts/sage-inventory-groups.md 5: S9, S11)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="average-recalculated",
    title="average recalculated over negative stock",
    meaning="""
    More was issued than was on hand, at the average cost of that moment. The receipt that followed came at another
    cost and recalculated the average over the negative quantity: the valuation changed by the shortage times the
    difference of the two costs, and no movement says so. The cost of sales of the issue was never corrected.
    """,
    correction="""
    Journal the amount between the inventory account and the cost of sales of the item's group. Do not issue what is
    not on hand: receive first, or switch negative quantities off.
    """,
    action="Journal the amount between inventory and cost of sales; do not issue below zero.",
    remedy="journal",
    other_side="Cost of Sales",
    # Proved where shortage times difference of costs comes to the amount; else the item's own ledger would tell.
    claims="""
        SELECT movement_id,
               own_only.item_no || ', ' || shown(-below.lowest) || ' short from ' || day(below.since)
               || coalesce(' to ' || day(below.until), '') AS note,
               CASE WHEN abs(abs(cost_amount_actual) - abs(below.expected)) > 0.05 OR below.expected IS NULL
                    THEN 'the average costs in the item ledger of ' || own_only.item_no END AS doubt
        FROM own_only JOIN below_zero AS below USING (item_no)
        CROSS JOIN (SELECT CAST(0.005 AS DECIMAL(28, 5)) AS half_cent)
        JOIN value_change AS stock ON stock.item_no = own_only.item_no AND stock.store = below.store
        WHERE item_ledger_entry_type = 'Value Change' AND below.store = store(own_only.location_code)
          AND abs(cost_amount_actual) > half_cent * (stock.movements + 1)
    """,
)
