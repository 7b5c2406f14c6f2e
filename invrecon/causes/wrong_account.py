"""The same cost on both sides, on different accounts (facts 6: R12, R30)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="wrong-account",
    title="wrong account",
    meaning="""
    The value entry's cost is in the G/L with its document and amount, on another account than the posting setup gives
    for it, while other entries of the same setup line, before and after, stand on the right one. One account is too
    high by the amount, the other too low.
    """,
    correction="""
    Post a reclassification from the account where the amount stands to the one where it belongs. If the setup line
    itself is wrong, correct it first; what was posted by it does not move by itself.
    """,
    action="Reclassify between the two accounts.",
    remedy="journal",
    claims="""
        SELECT movement_id, 'on ' || gl_account || ' instead of ' || coalesce(inventory_account, 'no account') AS note,
               CASE WHEN tier IN ('posting group codes', 'month', 'day')
                    THEN 'the G/L - Item Ledger Relation export' END AS doubt
        FROM differing WHERE differs = 'account'
    """,
)
