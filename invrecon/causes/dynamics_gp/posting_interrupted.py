"""Postings that broke off halfway (facts/dynamics-gp.md 4.2: G16)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="posting-interrupted",
    title="posting interrupted",
    meaning="""
    A batch was cut off while it was posted: of the documents that carry one audit trail code, or one batch, some are
    in both ledgers and others in one only; or inventory was updated and the posting to the G/L has no date.
    """,
    correction="""
    Look for the batch under Batch Recovery, and let it finish. What it does not finish is entered in the ledger that
    lacks it: by a journal, or by an adjustment with Post to GL off.
    """,
    action="Recover the batch; enter what it left out in the ledger that lacks it.",
    remedy="erp",
    claims="""
        SELECT movement_id,
               concat_ws(', ', CASE WHEN never_posted THEN 'no GL posting date'
                                    ELSE 'others of ' || audit_trail || ' are in the G/L' END,
                         item_no, (SELECT 'batch ' || min(stuck.batch) || ' is ' || min(stuck.status)
                                   FROM inventory_batch AS stuck
                                   WHERE stuck.batch = hitb_only.batch AND stuck.batch <> '')) AS note,
               NULL AS doubt
        FROM hitb_only
        WHERE never_posted OR (voucher = '' AND audit_trail IN (SELECT audit_trail FROM partly_posted))
        UNION ALL
        SELECT movement_id, concat_ws(', ', item_no, 'no journal entry'), 'the posting journals of ' || document_no
        FROM hitb_only
        WHERE voucher = '' AND never_posted IS NOT TRUE AND item_ledger_entry_type NOT IN ('Adjustment', 'Variance')
          AND audit_trail NOT IN (SELECT audit_trail FROM partly_posted)
        UNION ALL
        SELECT line.movement_id, 'others of ' || line.audit_trail || ' are in the inventory trial balance',
               CASE line.kind WHEN 'purchase' THEN 'the Purchase Receipts export'
                              WHEN 'sale' THEN 'the sales posting journal' END
        FROM gl_only AS line CROSS JOIN shows
        WHERE line.apart
          AND (line.kind = 'item' OR (line.kind = 'purchase' AND NOT shows.receipts)
               OR (line.kind = 'sale' AND line.voucher IN (SELECT voucher FROM cost_of_goods)))
          AND line.audit_trail IN (SELECT audit_trail FROM partly_posted)
    """,
)
