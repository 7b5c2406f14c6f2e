"""One account for several account types (facts 6: R13; matrix defect D13)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="shared-accounts",
    title="account shared",
    meaning="""
    The posting setup names the same G/L account for several account types. The G/L cannot tell their amounts apart,
    so these types are compared as one group, and the account is counted once.
    """,
    correction="Give each account type an account of its own, if the types are to be compared one by one.",
    action="Give each account type an account of its own.",
    remedy="nothing",
    marks="""
        SELECT account_type, account_no, NULL AS amount FROM account_use
        WHERE account_no IN (SELECT account_no FROM account_use GROUP BY account_no HAVING count(*) > 1)
    """,
)
