"""Costs that were changed without a journal (facts/dynamics-gp.md 4.1: G5; 4.2: G28; the vendor's article)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="adjust-cost-not-journaled",
    title="cost adjustment not journaled",
    meaning="""
    The cost of stock was changed, by the Inventory Adjust Cost utility or by a new standard cost, and the change of
    value has no journal entry. Release 8.0 left the journal to the user; later releases make it, unless the account
    or the posting setup kept it back.
    """,
    correction="""
    Post a journal between inventory and cost of goods sold for what had been sold of the layer, or the revaluation
    account for a standard cost, with the amount of the item.
    """,
    action="Post the change of cost by a journal, inventory against cost of goods sold.",
    remedy="journal",
    claims="""
        SELECT movement_id,
               concat_ws(', ', item_no, 'receipt ' || coalesce(nullif(revalued_receipt_no, ''), nullif(receipt_no, '')),
                         nullif(location_code, ''), nullif(user_id, '')) AS note,
               CASE WHEN NOT shows.journals THEN 'Journal Entry in the inventory trial balance' END AS doubt
        FROM hitb_only CROSS JOIN shows
        WHERE of_cost_alone AND voucher = '' AND never_posted IS NOT TRUE
          AND audit_trail NOT IN (SELECT audit_trail FROM partly_posted)
    """,
)
