"""Documents that use an inventory account for something that is no item (facts/dynamics-gp.md 4.2: G12)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="non-item-document",
    title="not an item's document",
    meaning="""
    A document of another module reached the inventory account without moving an item: a payables voucher, freight on
    a sales invoice, a purchase order line that is not inventoried, a drop shipment, a kit or a service.
    """,
    correction="""
    Reclassify the amount to the account where it belongs, and correct the default account that put it there: that of
    the vendor, of the freight, or of the item that is not inventoried.
    """,
    action="Reclassify the amount; correct the default account of the document.",
    remedy="journal",
    undone="by hand",
    claims="""
        SELECT line.movement_id,
               concat_ws(', ', nullif(line.user_id, ''), nullif(line.series, ''), nullif(line.master_no, ''),
                         nullif(line.reference, ''), nullif(line.description, ''),
                         CASE WHEN NOT line.apart THEN 'beside items in JE ' || line.voucher END) AS note,
               CASE WHEN line.kind = 'sale' AND NOT shows.transactions THEN 'the Inventory Transactions export'
                    WHEN line.kind = 'purchase' AND NOT shows.receipts THEN 'the Purchase Receipts export' END AS doubt
        FROM gl_only AS line CROSS JOIN shows
        WHERE line.brought_forward IS NOT TRUE AND line.of_summary IS NOT TRUE
          AND (line.kind IN ('document', 'sale', 'purchase')
               OR (coalesce(line.kind, '') NOT IN ('item', 'opening', 'journal')
                   AND line.apart AND line.series IN ('Sales', 'Purchasing', 'Payroll', 'Project')))
    """,
)
