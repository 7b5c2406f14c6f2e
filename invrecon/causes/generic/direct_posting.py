"""Lines on an inventory account whose document moved no stock."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="direct-posting",
    title="direct posting",
    meaning="""
    A line stands on an inventory account, and no movement has its document: a journal was typed, or a document without
    an item used the account. The G/L has moved, stock has not.
    """,
    correction="""
    If stock is really different, enter a stock adjustment for the amount that does not post to the G/L. If not, reverse
    the journal. Close the inventory accounts to typed journals, if the ledger can.
    """,
    action="Adjust stock for the amount without posting it, or reverse the journal.",
    remedy="journal",
    undone="with its journal",
    # Without a number nothing tells it from a posting of inventory that lost its number.
    claims="""
        SELECT movement_id,
               concat_ws(', ', nullif(user_id, ''), nullif(source_code, ''), nullif(batch, ''), nullif(description, ''))
                   AS note,
               CASE WHEN voucher = '' THEN 'the document number of the line' END AS doubt
        FROM gl_only
        WHERE elsewhere AND brought_forward IS NOT TRUE AND of_summary IS NOT TRUE
        UNION ALL
        SELECT movement_id, concat_ws(', ', source_code, 'no movement has the document'),
               'a complete export of the movements'
        FROM gl_only
        WHERE NOT elsewhere AND NOT of_value_entry AND brought_forward IS NOT TRUE AND of_summary IS NOT TRUE
    """,
)
