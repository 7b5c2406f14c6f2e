"""Movements that the inventory trial balance lost (facts/dynamics-gp.md 4.2: G17, G18)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="hitb-row-missing",
    title="missing in the inventory trial balance",
    meaning="""
    The movement was posted, and is in the G/L and in the inventory transactions or purchase receipts, but the
    Historical Inventory Trial Balance has no row for it: a process that was cut off, a third-party import, or a
    workstation without the trial balance wrote none.
    """,
    correction="""
    The G/L is right. Have the row inserted by support, or run the Inventory Reset for the item; until then carry the
    amount as a reconciling item. Nothing is to be posted.
    """,
    action="Have the row restored by the Inventory Reset or by support; nothing to post.",
    remedy="erp",
    # Without an export that knows the document: an automatic cost adjustment, or a posting of inventory, of which the
    # trial balance has no part at all.
    claims="""
        SELECT movement_id, concat_ws(', ', items, 'documents ' || documents, 'in ' || export) AS note, NULL AS doubt
        FROM missing_row
        UNION ALL
        SELECT line.movement_id, concat_ws(', ', off.item_no, 'in the table without an account, so not on the report'),
               NULL
        FROM gl_only AS line JOIN off_the_report AS off
            ON off.voucher = line.voucher AND off.document_no = coalesce(nullif(line.document_no, ''), off.document_no)
        UNION ALL
        SELECT line.movement_id, concat_ws(', ', off.item_no, 'in the table without an account, so not on the report'),
               NULL
        FROM differing AS line JOIN amount_group AS pair USING (group_id)
        JOIN (SELECT voucher, sum(amount) AS amount, string_agg(item_no, ', ' ORDER BY item_no) AS item_no
              FROM off_the_report GROUP BY voucher) AS off ON off.voucher = line.voucher AND off.amount = pair.gap
        UNION ALL
        SELECT line.movement_id,
               CASE WHEN line.ripple THEN 'automatic cost adjustment ' || line.reference
                    ELSE 'JE ' || line.journal_no END,
               CASE WHEN line.ripple THEN 'the inventory trial balance as a table (SEE30303)'
                    WHEN shows.transactions THEN 'the posting journal of inventory'
                    ELSE 'the Inventory Transactions export' END
        FROM gl_only AS line CROSS JOIN shows
        WHERE NOT line.elsewhere AND line.apart
          AND (line.ripple
               OR (line.kind = 'item' AND line.audit_trail NOT IN (SELECT audit_trail FROM partly_posted))
               OR (line.kind = 'sale' AND NOT shows.transactions
                   AND line.voucher IN (SELECT voucher FROM cost_of_goods)
                   AND line.audit_trail NOT IN (SELECT audit_trail FROM partly_posted)))
    """,
)
