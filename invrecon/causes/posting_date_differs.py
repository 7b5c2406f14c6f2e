"""The same cost on both sides, in different periods (facts 6: R7; weakness W3)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="posting-date-differs",
    title="posting date differs",
    meaning="""
    Over all dates the document's G/L entries on the account agree with its value entries; in the period asked for they
    do not. The G/L entry carries another posting date than its value entry, on the other side of the cut-off.
    """,
    correction="""
    Nothing is missing. Note the items as timing differences; they disappear once both dates lie in the period. If the
    value entry's date is wrong, look for adjustments dated by Allow Posting From or by an inventory period.
    """,
    # Document by document, where both sides name it; what is posted in sum per posting group is taken together. Entries
    # from journals are left out: one that is reversed next month is no timing of inventory.
    claims="""
        WITH inventory AS (
            SELECT posting.account_no, value.document_no, posting.posting_date, posting.amount
            FROM posting JOIN projected_entry AS value ON value.value_entry_id = posting.value_entry_id
            WHERE posting.account_no IS NOT NULL
        ), gl AS (
            SELECT account_no, document_no, posting_date, amount FROM numbered_gl_entry
            WHERE in_scope AND NOT set_aside AND NOT from_elsewhere
        ), on_both_sides AS (
            SELECT account_no, document_no FROM inventory INTERSECT SELECT account_no, document_no FROM gl
        ), movement AS (
            SELECT account_no, document_no, posting_date, -amount AS amount FROM inventory
            UNION ALL SELECT account_no, document_no, posting_date, amount FROM gl
        ), shifted AS (
            SELECT movement.account_no, shared.document_no,
                   sum(amount) FILTER (posting_date BETWEEN run.from_date AND run.as_of) AS amount
            FROM movement
            CROSS JOIN run
            LEFT JOIN on_both_sides AS shared
                ON shared.account_no = movement.account_no AND shared.document_no = movement.document_no
            GROUP BY movement.account_no, shared.document_no
            HAVING sum(amount) = 0
        )
        SELECT NULL AS account_type, account_no, amount FROM shifted
        WHERE amount <> 0 AND account_no NOT IN (SELECT account_no FROM undecided_account)
    """,
)
