"""Journal entries that reached an inventory account without a value entry (facts 6: R9, R10)."""

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
    # Closing and compressed entries have causes of their own.
    claims="""
        SELECT NULL AS account_type, account_no, amount FROM gl_entry_in_period
        WHERE in_scope AND from_elsewhere AND NOT set_aside AND NOT compressed AND amount <> 0
    """,
)
