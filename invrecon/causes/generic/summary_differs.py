"""Account balances that are not the sum of their lines."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="summary-differs",
    title="trial balance differs from the lines",
    meaning="""
    The trial balance shows another balance than the account's lines add up to: one of the two exports is incomplete,
    filtered, or of another date; or the ledger stores balances apart from its lines, and one of them is wrong.
    """,
    correction="""
    Export both again, for the same date and without restrictions. If they still disagree, it is for those who keep the
    ledger: no journal corrects it.
    """,
    action="Export both again, for the same date and without restrictions.",
    remedy="erp",
    claims="""
        SELECT movement_id, 'the trial balance less the lines' AS note, 'a ledger listing of the same date' AS doubt
        FROM gl_only WHERE of_summary
    """,
)
