"""Purchase variances on an inventory account (facts/sage-inventory-groups.md 5: S17)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="purchase-variance-on-inventory",
    title="purchase variance on the inventory account",
    meaning="""
    The inventory account is the purchase variance account of a group too. When a supplier's invoice differs from its
    goods received note, the difference goes to that account, and moves no stock.
    """,
    correction="""
    Give the group a purchase variance account of its own, and journal what was posted to the inventory account there.
    """,
    action="Set up a purchase variance account; journal the variances there.",
    remedy="journal",
    undone="by hand",
    # The invoice clears what its goods received note accrued, on the account that such notes are posted against. In a
    # ledger without that account, any document without a movement may be such an invoice.
    claims="""
        WITH received AS (
            SELECT DISTINCT voucher FROM projected_entry
            WHERE item_ledger_entry_type = 'Goods Received Note' AND voucher <> ''
        ), accrual AS (
            SELECT account_no FROM numbered_gl_entry SEMI JOIN received USING (voucher)
            WHERE account_no NOT IN (SELECT account_no FROM account_use WHERE account_type = 'Inventory')
            GROUP BY account_no ORDER BY count(*) DESC, account_no LIMIT 1
        ), clearing AS (
            SELECT DISTINCT voucher FROM numbered_gl_entry SEMI JOIN accrual USING (account_no)
        )
        SELECT line.movement_id, 'also purchase variance of group ' || variance.groups AS note, NULL AS doubt
        FROM gl_only AS line JOIN variance_on_inventory AS variance USING (account_no)
        WHERE (line.from_inventory OR line.of_document_type) AND line.voucher <> ''
          AND (line.voucher IN (SELECT voucher FROM clearing) OR NOT EXISTS (FROM accrual))
          AND NOT EXISTS (
            FROM projected_entry AS entry WHERE entry.voucher = line.voucher AND entry.cost_amount_actual <> 0)
    """,
)
