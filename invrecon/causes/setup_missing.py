"""Cost that the ERP cannot post, because the posting setup or an account does not allow it (facts 6: R15, R16)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="setup-missing",
    title="setup missing or blocked",
    meaning="""
    The cost is not posted to the G/L, and the posting batch cannot post it: a line of the posting setup is missing or
    blocked, it names no account, or the account is blocked, is no posting account, or is not in the chart of accounts.
    The ERP then skips the value entry as a whole, so that both accounts of the pair lack the amount.
    """,
    correction="""
    Complete or unblock the setup line or the account that is named, then run Post Inventory Cost to G/L. The test
    report Post Invt. Cost to G/L - Test lists the same errors. Never journal the amount: the batch would post it again.
    """,
    action="Complete the posting setup, then run Post Inventory Cost to G/L.",
    remedy="erp",
    claims="""
        SELECT movement_id, reason AS note, NULL AS doubt
        FROM unposted JOIN held_back USING (value_entry_id)
        WHERE by_what = 'setup'
    """,
)
