"""The same journal with another amount (facts/dynamics-gp.md 4.2: G10)."""

from dataclasses import replace

from invrecon.causes import amount_differs

CAUSE = replace(
    amount_differs.CAUSE,
    meaning="""
    The journal entry of the movement stands on the right account, with another amount than the inventory trial
    balance has for it: the amount was edited in the G/L batch before it was posted, or one of the two was changed
    afterwards.
    """,
    correction="""
    Compare the journal entry with the posting journal of the document. If the document is right, post the difference;
    if the G/L is right, adjust the cost of the layer without posting it to the G/L.
    """,
    # A line that only one ledger has, of a journal entry that both know. What it is of a sale or a purchase, the items
    # tell: that is left to other causes.
    claims=amount_differs.CAUSE.claims
    + """
        UNION ALL
        SELECT movement_id, 'JE ' || voucher || ' is in the G/L without it', NULL
        FROM hitb_only
        WHERE voucher IN (SELECT voucher FROM numbered_gl_entry WHERE in_scope AND voucher <> '' AND voided IS NOT TRUE)
        UNION ALL
        SELECT movement_id, 'JE ' || voucher || ' has it in the G/L alone', NULL
        FROM gl_only
        WHERE NOT apart AND voucher = journal_no AND coalesce(kind, '') NOT IN ('sale', 'purchase', 'document')
    """,
)
