"""Cash books and documents that were posted straight to an inventory account (facts/sage-inventory-groups.md 5: S4)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="non-item-document",
    title="not an item's document",
    meaning="""
    A payment, a receipt, or a line of type account on a customer's or supplier's document was posted to the inventory
    account. No item moved.
    """,
    correction="""
    Capture the document again with the item on its line, and reverse the first; or journal the amount to the account
    where it belongs, if no item was bought.
    """,
    action="Capture it again as a line of an item, or journal it off the inventory account.",
    remedy="erp",
    # A line of an item on the same document is in the ledger by integration, and this one is left.
    claims="""
        SELECT line.movement_id,
               concat_ws(', ', nullif(line.user_id, ''), nullif(line.source_code, ''), nullif(line.description, ''))
                   AS note,
               NULL AS doubt
        FROM gl_only AS line
        WHERE (line.elsewhere OR (line.of_value_entry AND line.in_scope)) AND line.brought_forward IS NOT TRUE
          AND (list_contains(getvariable('cash_books_codes'), upper(line.source_code))
               OR list_contains(getvariable('documents_codes'), upper(line.source_code)))
    """,
)
