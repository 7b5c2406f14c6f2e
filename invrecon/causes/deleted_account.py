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
    Ask whoever deleted the account which one it was. The entry cannot be posted a second time, and no journal balances
    an amount that has no account: have the account restored, or the entry's account number corrected, by your partner.
    """,
    action="Have the deleted account restored.",
    remedy="erp",
    claims="""
        SELECT movement_id,
               'G/L entry without account no.' || CASE WHEN gl_account = '' THEN '' ELSE ' (' || gl_account || ')' END
                   AS note,
               NULL AS doubt
        FROM differing WHERE differs = 'account' AND gl_account = ''
    """,
)
