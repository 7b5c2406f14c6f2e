"""Postings that wait in an unposted G/L batch (facts/dynamics-gp.md 4: G4, G25; the vendor's article)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="gl-batch-unposted",
    title="G/L batch not posted",
    meaning="""
    Inventory was posted to the general ledger, and not through it: the journal entry is in a batch that nobody has
    posted yet. Batches whose name begins with GLTRX hold automatic cost adjustments, and are forgotten most easily.
    """,
    correction="""
    Post the batch under Financial, Transactions, Series Post, with the date that its journal entries carry. Until
    then the amount is a timing difference. If the batch was left because it is in error, its edit list says why.
    """,
    action="Post the G/L batch.",
    remedy="erp",
    claims="""
        WITH wait AS (
            SELECT movement_id, batch, voucher, user_id, status, posting_date
            FROM (
                SELECT own.movement_id, waiting.*
                FROM hitb_only AS own JOIN waiting USING (voucher) WHERE own.voucher <> ''
                UNION ALL
                SELECT own.movement_id, waiting.*
                FROM hitb_only AS own JOIN waiting USING (audit_trail)
                WHERE own.voucher = '' AND own.audit_trail <> '' AND waiting.document_no IN ('', own.document_no)
            )
            QUALIFY row_number() OVER (PARTITION BY movement_id
                                       ORDER BY posting_date, voucher, batch, user_id, status) = 1
        )
        SELECT movement_id,
               concat_ws(', ', 'batch ' || coalesce(wait.batch, '(no name)'), 'JE ' || nullif(wait.voucher, ''),
                         wait.user_id, wait.status,
                         CASE WHEN wait.posting_date <= run.as_of THEN
                             CAST(date_diff('day', wait.posting_date, run.as_of) AS VARCHAR) || ' days old' END)
                   AS note,
               NULL AS doubt
        FROM wait CROSS JOIN run
    """,
)
