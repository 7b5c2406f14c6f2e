"""Documents that use an income account of inventory for something else (facts 6: R10)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="non-item-document",
    title="not an item's document",
    meaning="""
    A purchase, sales or service document has a line without an item on an account that the posting setup also names for
    inventory cost, such as Direct Cost Applied that is the Purchase Account too. The line may well be right; its amount
    is not from inventory.
    """,
    correction="""
    Nothing has to be corrected if the line belongs on the account. Give inventory an account of its own in the General
    Posting Setup if the two should be told apart by account.
    """,
    action="Nothing to correct if the line belongs there; an account of its own tells them apart.",
    remedy="nothing",
    claims="""
        SELECT line.movement_id,
               concat_ws(', ', nullif(entry.user_id, ''), upper(entry.source_code), nullif(entry.description, ''))
                   AS note,
               NULL AS doubt
        FROM from_elsewhere AS line JOIN numbered_gl_entry AS entry USING (gl_entry_id)
        JOIN scope_account AS account ON account.account_no = entry.account_no
        CROSS JOIN source_codes AS codes
        WHERE NOT account.balance_sheet
          AND list_contains(codes.documents, upper(entry.source_code))
    """,
)
