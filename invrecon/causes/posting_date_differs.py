"""The same cost on both sides, in different periods (facts 6: R7; weakness W3)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="posting-date-differs",
    title="posting date differs",
    meaning="""
    Over all dates the account agrees with the inventory ledger; in the period asked for it does not. The G/L entry
    carries another posting date than its value entry, on the other side of the cut-off.
    """,
    correction="""
    Nothing is missing. Note the items as timing differences; they disappear once both dates lie in the period. If the
    value entry's date is wrong, look for adjustments dated by Allow Posting From or by an inventory period.
    """,
    claims="""
        WITH ledgers AS (
            SELECT account_no, amount AS gl, 0 AS inventory, posting_date FROM numbered_gl_entry
            WHERE in_scope AND NOT set_aside
            UNION ALL
            SELECT account_no, 0, amount, posting_date FROM posting WHERE account_no IS NOT NULL
        )
        SELECT NULL AS account_type, account_no,
               sum(gl - inventory) FILTER (posting_date BETWEEN run.from_date AND run.as_of) AS amount
        FROM ledgers, run
        WHERE account_no NOT IN (SELECT account_no FROM undecided_account)
          AND EXISTS (SELECT 1 FROM gl_entry)
        GROUP BY account_no
        HAVING sum(gl - inventory) = 0
           AND sum(gl - inventory) FILTER (posting_date BETWEEN run.from_date AND run.as_of) <> 0
    """,
)
