"""Receipts that were invoiced in parts, or for less than came in (facts/dynamics-gp.md 4.2: G14)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="receipt-partly-invoiced",
    title="receipt invoiced in parts",
    meaning="""
    Several invoices were matched to one receipt, or an invoice for less than was received, at another cost. Inventory
    revalues the whole layer, the G/L the invoiced quantity only: the new cost less the old one, times what was
    received and not invoiced, is in inventory alone.
    """,
    correction="""
    Post the difference by a journal between inventory and accrued purchases; or take it back in inventory with the
    Adjust Cost utility, and do not post the journal entry that it makes. Match one invoice to a receipt where that is
    possible.
    """,
    action="Post what the layer was revalued too much by a journal, or adjust its cost without the G/L.",
    remedy="journal",
    claims="""
        WITH invoice AS (
            SELECT coalesce(nullif(revalued_receipt_no, ''), nullif(receipt_no, '')) AS receipt, count(*) AS invoices
            FROM projected_entry WHERE item_ledger_entry_type = 'Cost Adjustment, Invoice Match' GROUP BY ALL
        )
        SELECT movement_id,
               concat_ws(', ', 'receipt ' || receipt_no,
                         CASE WHEN invoice.invoices > 1 THEN CAST(invoice.invoices AS VARCHAR) || ' invoices'
                              ELSE 'partly invoiced' END,
                         'G/L ' || shown(gl), 'inventory ' || shown(inventory)) AS note,
               NULL AS doubt
        FROM differing JOIN (SELECT group_id, receipt_no FROM amount_group WHERE of_invoices) AS pair USING (group_id)
        LEFT JOIN invoice ON invoice.receipt = pair.receipt_no
        CROSS JOIN run
        WHERE abs(gl - inventory) > run.cent * least(inventory_lines, 5)
        UNION ALL
        SELECT movement_id, concat_ws(', ', 'receipt ' || invoice.receipt, 'no journal entry'), NULL
        FROM hitb_only AS own JOIN invoice
            ON invoice.receipt = coalesce(nullif(own.revalued_receipt_no, ''), nullif(own.receipt_no, ''))
        WHERE own.item_ledger_entry_type = 'Cost Adjustment, Invoice Match' AND own.voucher = ''
          AND own.never_posted IS NOT TRUE
          AND (invoice.invoices > 1 OR own.audit_trail NOT IN (SELECT audit_trail FROM partly_posted))
    """,
)
