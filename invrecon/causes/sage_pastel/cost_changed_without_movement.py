"""Costs that were edited in the item file (facts/sage-inventory-groups.md 5: S20, S22)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="cost-changed-without-movement",
    title="value changed without movement",
    meaning="""
    The valuation of the item changed by more than its movements: its cost was edited in the item file, it was taken on
    with a wrong cost, or a movement is missing from the listing. The ledger did not follow.
    """,
    correction="""
    Find out which value is right. If the new cost is, journal the amount between the inventory account and the
    adjustment account; if not, correct the cost by a pair of inventory journals, out at the present average and in at
    the right cost.
    """,
    action="Find out which value is right; journal the amount, or correct the cost.",
    remedy="journal",
    claims="""
        SELECT movement_id, concat_ws(', ', item_no, 'store ' || nullif(location_code, '')) AS note,
               CASE WHEN NOT (SELECT first_day < last_day FROM valuation_day)
                    THEN 'the item ledger of ' || item_no END AS doubt
        FROM own_only WHERE item_ledger_entry_type = 'Value Change'
    """,
)
