"""Inventory cost on an account that the posting setup no longer names (facts 6: R12; matrix defect D14)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="account-replaced",
    title="posting setup changed",
    meaning="""
    The G/L entry comes from inventory cost posting, and its account is in no line of the posting setup: the setup was
    changed after the entry was posted. The old account keeps its balance, and the present one lacks it.
    """,
    correction="""
    Reclassify the old account's balance to the account that the setup names now.
    """,
    # The type that lacks the amount is the one whose posting has the entry's document, date and amount.
    claims="""
        SELECT account_type, missing_from AS account_no, -amount AS amount FROM stray_entry
        WHERE account_no <> '' AND account_type IS NOT NULL
    """,
)
