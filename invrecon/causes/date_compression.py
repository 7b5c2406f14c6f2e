"""Compressed entries: the documents are gone, the totals should still be there (facts 6: R21)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="date-compression",
    title="date compression",
    meaning="""
    Entries of the account were compressed: many entries were replaced by one total, so the documents behind the
    amount cannot be shown. Compression keeps totals; a difference arises when only one of the two ledgers was
    compressed across the period's edge, or when what was compressed had differed before.
    """,
    correction="""
    Compare balances as of a date after the compression, not net changes that cut through a compressed period. What
    remains can be explained from an export or a backup that was made before the compression only.
    """,
    action="Compare balances as of a date after the compression.",
    remedy="nothing",
    claims="""
        SELECT movement_id, 'compressed' AS note, 'an export from before the compression' AS doubt
        FROM differing WHERE differs = 'compression'
    """,
    marks="SELECT NULL AS account_type, account_no, amount FROM gl_entry_in_period WHERE in_scope AND compressed",
)
