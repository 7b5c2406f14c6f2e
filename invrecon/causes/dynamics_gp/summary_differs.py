"""Account balances that are not the sum of their entries (facts/dynamics-gp.md 4.2: G45)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="summary-differs",
    title="trial balance differs from the entries",
    meaning="""
    The trial balance shows another balance than the account's entries add up to. Dynamics GP stores period balances
    apart from the entries, so that both can be wrong on their own; or one of the two exports is incomplete, filtered,
    or of another date.
    """,
    correction="""
    Export both again, for the same date and without restrictions. If they still disagree, run Reconcile on the
    financial series for the year, after a backup: it builds the balances anew from the entries.
    """,
    action="Export both again; then run Reconcile on the financial series.",
    remedy="erp",
    claims="""
        SELECT movement_id, 'the trial balance less the entries' AS note,
               'a detailed trial balance of the same date' AS doubt
        FROM gl_only AS line
        WHERE of_summary AND (account_no, amount) NOT IN (SELECT (account_no, amount) FROM year_end_gap)
    """,
)
