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
            SELECT movement_id, first(line ORDER BY line.posting_date, line.voucher) AS line
            FROM (
                SELECT own.movement_id, waiting AS line
                FROM hitb_only AS own JOIN waiting USING (voucher) WHERE own.voucher <> ''
                UNION ALL
                SELECT own.movement_id, waiting
                FROM hitb_only AS own JOIN waiting USING (audit_trail)
                WHERE own.voucher = '' AND own.audit_trail <> '' AND waiting.document_no IN ('', own.document_no)
            )
            GROUP BY movement_id
        )
        SELECT movement_id,
               concat_ws(', ', 'batch ' || coalesce(line.batch, '(no name)'), 'JE ' || nullif(line.voucher, ''),
                         line.user_id, line.status,
                         CASE WHEN line.posting_date <= run.as_of THEN
                             CAST(date_diff('day', line.posting_date, run.as_of) AS VARCHAR) || ' days old' END)
                   AS note,
               NULL AS doubt
        FROM wait CROSS JOIN run
    """,
)
