"""G/L entries that have lost their account (facts 6: R23; weakness W4)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="deleted-account",
    title="account deleted",
    meaning="""
    A G/L entry of inventory cost posting has no account number: its account was deleted. The amount is in the G/L, and
    in no account's balance.
    """,
    correction="""
    Ask whoever deleted the account which one it was, and post the amount to the account that the setup names now.
    """,
    claims="""
        SELECT account_type, missing_from AS account_no, -amount AS amount FROM stray_entry
        WHERE account_no = '' AND account_type IS NOT NULL
    """,
)
