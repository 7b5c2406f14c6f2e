"""Purchase orders that were closed by hand (facts/dynamics-gp.md 4.2: G15)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="purchase-order-closed",
    title="purchase order closed by hand",
    meaning="""
    A purchase order was closed in Edit Purchase Order Status although not all that was received had been invoiced.
    The layer takes the cost of what was invoiced. If nothing was invoiced no journal entry is made at all, and
    accrued purchases keep the amount.
    """,
    correction="""
    Post a journal between accrued purchases and inventory for what the closing left, after asking the vendor whether
    an invoice is still to come.
    """,
    action="Post what the closing left by a journal, inventory against accrued purchases.",
    remedy="journal",
    claims="""
        SELECT movement_id,
               concat_ws(', ', 'PO ' || nullif(order_no, ''), item_no,
                         CASE voucher WHEN '' THEN 'no journal entry'
                                      ELSE 'JE ' || voucher || ' is not in the G/L' END) AS note,
               NULL AS doubt
        FROM hitb_only WHERE item_ledger_entry_type = 'Cost Adjustment, PO Edit Status'
        UNION ALL
        SELECT movement_id,
               concat_ws(', ', 'closed in Edit PO Status', nullif(master_no, ''), nullif(user_id, '')), NULL
        FROM gl_only CROSS JOIN source_codes AS codes WHERE list_contains(codes.inventory, upper(source_code))
        UNION ALL
        SELECT movement_id, 'G/L ' || shown(gl) || ', inventory ' || shown(inventory), NULL
        FROM differing JOIN (SELECT group_id FROM amount_group WHERE of_closed_orders) AS pair USING (group_id)
    """,
)
