"""Movements whose document is not on the inventory accounts of the G/L."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="cost-not-posted",
    title="cost not posted",
    meaning="""
    Stock has moved, and no line of the movement's document is on an inventory account: its cost was never posted, its
    posting was deleted, or it was posted under another number. Where the document itself is in the G/L, as an invoice
    that charges a customer, only its cost is missing.
    """,
    correction="""
    Look the document up in the ledger. If it was not posted, post it where documents are posted; if its lines were
    deleted, find out by whom, and post them again under the same number. What was posted under another number shows as
    a direct posting of the same amount.
    """,
    action="Post the document, or find the number under which it was posted.",
    remedy="erp",
    claims="""
        SELECT movement_id,
               CASE WHEN voucher = '' THEN 'the movement has no document number'
                    WHEN voucher IN (SELECT voucher FROM numbered_gl_entry WHERE voucher <> '')
                    THEN 'the document is in the G/L, without an inventory account'
                    ELSE 'the document is not in the G/L' END AS note,
               CASE WHEN voucher = '' THEN 'the document number of the movement'
                    WHEN NOT shows.all_accounts THEN 'a G/L export of all accounts' END AS doubt
        FROM movement_only CROSS JOIN shows
    """,
)
