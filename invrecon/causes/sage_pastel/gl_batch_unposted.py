"""Journals that wait in a batch (facts/sage-inventory-groups.md 5: S15)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="gl-batch-unposted",
    title="batch not updated",
    meaning="""
    Stock moved, and the ledger lines of the document are in a batch that nobody has updated yet. Batches are kept per
    entry type and per user, and change nothing until they are updated; the lines of customer and supplier documents
    never wait.
    """,
    correction="""
    Update the batch in its own period. Until then the amount is a timing difference. If the batch was left because it
    is wrong, correct it first.
    """,
    action="Update the batch.",
    remedy="erp",
    claims="""
        SELECT movement_id,
               concat_ws(', ', 'batch ' || waiting.batch, 'entry type ' || waiting.entry_type, waiting.user_id) AS note,
               NULL AS doubt
        FROM own_only JOIN waiting ON waiting.voucher = own_only.voucher AND waiting.account_no = ledger_account
        WHERE is_movement
        UNION ALL
        SELECT movement_id, concat_ws(', ', 'batch ' || waiting.batch, 'entry type ' || waiting.entry_type,
                                      waiting.user_id), NULL
        FROM differing AS line JOIN waiting USING (voucher, account_no)
        WHERE differs = 'amount' AND waiting.amount = inventory - gl
    """,
)
