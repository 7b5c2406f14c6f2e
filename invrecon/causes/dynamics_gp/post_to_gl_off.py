"""Inventory adjustments that were posted without the G/L (facts/dynamics-gp.md 4.1: G2, G3; the vendor's article)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="post-to-gl-off",
    title="Post to GL off",
    meaning="""
    An adjustment or a variance was posted in Inventory from a batch in which Post to GL was not marked. It has no
    journal entry: the value of stock rose (an increase) or fell (a decrease), and the G/L knows nothing of it.
    """,
    correction="""
    Post a journal entry between the inventory account and the offset account of the document, with its amount and
    date. If the adjustment corrected a journal entry that had been typed into the G/L, the two belong together, and
    nothing is to be posted. Mark Post to GL in the batch before the next adjustment.
    """,
    action="Post the document's amount by a journal, inventory against its offset account.",
    remedy="journal",
    claims="""
        SELECT movement_id,
               concat_ws(', ', CASE WHEN gap < 0 THEN 'increase' ELSE 'decrease' END || ' of ' || item_no,
                         nullif(location_code, ''), 'batch ' || nullif(batch, ''), nullif(user_id, '')) AS note,
               CASE WHEN NOT shows.journals THEN 'Journal Entry in the inventory trial balance' END AS doubt
        FROM hitb_only CROSS JOIN shows
        WHERE item_ledger_entry_type IN ('Adjustment', 'Variance') AND voucher = ''
          AND never_posted IS NOT TRUE AND NOT of_cost_alone
    """,
)
