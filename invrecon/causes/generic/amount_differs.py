"""The same document with another amount."""

from dataclasses import replace

from invrecon.causes import amount_differs

CAUSE = replace(
    amount_differs.CAUSE,
    meaning="""
    The document stands on the right account in the G/L, with another amount than its movements have: one of the two
    was changed afterwards, a line was left out or added, or the cost was recalculated in one ledger alone. A reversed
    sign is such a difference too, of twice the amount.
    """,
    correction="""
    Find out which of the two amounts is right, by the document. If the movement is right, correct the G/L by the amount
    that the item shows; if not, correct the value of the stock without posting it to the G/L.
    """,
    # A line that only one ledger has, of a document that both know on the account.
    claims=amount_differs.CAUSE.claims
    + """
        UNION ALL
        SELECT own.movement_id, 'document ' || own.document_no || ' is in the G/L without it', NULL
        FROM movement_only AS own
        WHERE voucher IN (SELECT voucher FROM numbered_gl_entry WHERE in_scope AND from_inventory AND voucher <> '')
        UNION ALL
        SELECT movement_id, 'document ' || document_no || ' has it in the G/L alone', NULL
        FROM gl_only WHERE of_value_entry AND NOT elsewhere
    """,
)
