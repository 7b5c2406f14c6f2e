"""Journal entries that reached an inventory account without a value entry (facts 6: R9)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="direct-posting",
    title="direct posting",
    meaning="""
    A G/L entry stands on an account of the posting setup, and its source code is not that of inventory cost posting:
    it was posted from a journal or a document straight to the account. The G/L has moved, the inventory ledger has
    not.
    """,
    correction="""
    Reverse the entry, and correct inventory with an item journal or a revaluation instead. Clear Direct Posting on
    the account's card, so that it does not happen again. On an income account shared with other business the entry
    may be right: then give inventory an account of its own.
    """,
    action="Reverse the entry; correct inventory by an item journal. Clear Direct Posting on the account.",
    remedy="journal",
    undone="with its journal",
    # Without a source code a G/L entry whose document no value entry has is likely to be one.
    claims="""
        SELECT line.movement_id,
               concat_ws(', ', nullif(entry.user_id, ''), nullif(upper(entry.source_code), ''),
                         nullif(entry.batch, ''), nullif(entry.description, '')) AS note,
               CASE WHEN NOT line.elsewhere THEN 'Source Code in the General Ledger Entries export' END AS doubt
        FROM unmatched AS line JOIN numbered_gl_entry AS entry USING (gl_entry_id)
        CROSS JOIN source_codes AS codes
        WHERE line.elsewhere
           OR (entry.in_scope AND NOT entry.from_inventory AND NOT line.compressed
               AND entry.source_code = '' AND entry.system_created IS NULL
               AND line.document_no NOT IN (SELECT document_no FROM projected_entry))
    """,
)
