"""Lines that wait in a batch, a draft or a parked journal."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="gl-batch-unposted",
    title="G/L batch not posted",
    meaning="""
    The document of the movement is in the general ledger, and not posted: its lines wait in a batch, a draft or a
    parked journal. Stock has moved, the G/L will.
    """,
    correction="""
    Post the lines, with the date that they carry. Until then the amount is a timing difference. If they were left
    because they are in error, correct them first.
    """,
    action="Post the lines that wait.",
    remedy="erp",
    # What waits explains the movement if it is the whole amount of its document on the account.
    claims="""
        SELECT own.movement_id,
               concat_ws(', ', 'batch ' || waiting.batch, waiting.user_id,
                         CASE WHEN waiting.amount <> own.amount
                              THEN shown(waiting.amount) || ' waits for ' || shown(own.amount) END) AS note,
               CASE WHEN waiting.amount <> own.amount THEN 'the document itself' END AS doubt
        FROM (SELECT movement_id, line.voucher, line.account_no,
                     sum(line.facing) OVER (PARTITION BY line.voucher, line.account_no) AS amount
              FROM unmatched AS line WHERE line.side = 'inventory') AS own
        JOIN waiting USING (voucher, account_no)
    """,
)
