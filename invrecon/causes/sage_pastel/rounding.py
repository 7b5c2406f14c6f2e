"""Cents between an average with four decimals and a ledger with two (facts/sage-inventory-groups.md 5: S23)."""

from dataclasses import replace

from invrecon.causes import rounding

CAUSE = replace(
    rounding.CAUSE,
    meaning="""
    The average cost has four or five decimals, the ledger two: quantity times average differs from the sum of what was
    posted by no more than half a cent for each movement. Or a document's line differs from its movements by as little.
    """,
    correction="""
    Accept it within a tolerance, and write the cents off to the adjustment account once a year. Look for the reason if
    the item grows from month to month.
    """,
    claims=f"""
        SELECT claimed.* FROM ({rounding.CAUSE.claims}) AS claimed
        WHERE movement_id NOT IN (SELECT movement_id FROM differing WHERE gl = inventory)
        UNION ALL
        SELECT movement_id, 'the valuation less opening and movements', NULL
        FROM own_only JOIN value_change AS stock USING (item_no)
        CROSS JOIN (SELECT CAST(0.005 AS DECIMAL(28, 5)) AS half_cent)
        WHERE item_ledger_entry_type = 'Value Change' AND stock.store = store(own_only.location_code)
          AND abs(cost_amount_actual) <= half_cent * (stock.movements + 1)
    """,
)
