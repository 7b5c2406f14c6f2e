"""Work in process of an order that was finished without output (facts 1.1; facts 6: R26)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="wip-write-off",
    title="WIP written off",
    meaning="""
    A production order was finished without output. The ERP then writes its WIP off to Inventory Adjmt. in the G/L, and
    makes no value entry for it. The item appears when the exports do not tell about the order, so that the write-off is
    not projected, or when they do and the G/L lacks it.
    """,
    correction="""
    Export the Production Order Lines with Status, Finished Qty. and Finished Date, and state
    finish_order_without_output = true under [settings] of invrecon.toml: then the write-off is projected. If the G/L
    lacks it, run Post Inventory Cost to G/L. If the order had output, report it.
    """,
    action="Add the Production Order Lines export; check that the order really had no output.",
    remedy="erp",
    # In the G/L alone: equal and opposite amounts on WIP and on Inventory Adjmt., with the document of the order's
    # entries or with the batch's description of that pair. In summary by document WIP has nothing left, and the cost
    # seems to have gone to Inventory Adjmt. at once.
    claims="""
        WITH unfinished AS (
            SELECT document_no FROM projected_entry AS entry
            WHERE item_ledger_entry_type IN ('Consumption', '') AND order_type IN ('Production', '')
              AND (order_no = '' OR order_no NOT IN (
                  SELECT order_no FROM projected_entry WHERE item_ledger_entry_type = 'Output'))
        ), side AS (
            SELECT line.movement_id, line.document_no, line.posting_date, line.amount,
                   coalesce(line.account_type, use.account_type) AS account_type
            FROM (SELECT movement_id, side, document_no, posting_date, amount, account_type, account_no, elsewhere,
                         compressed FROM unmatched
                  UNION ALL
                  SELECT movement_id, side, document_no, posting_date, amount, account_type, account_no, elsewhere,
                         compressed FROM differing WHERE differs = 'account') AS line
            LEFT JOIN described USING (movement_id)
            LEFT JOIN account_use AS use ON line.side = 'gl' AND use.account_no = line.account_no
            WHERE NOT line.elsewhere AND NOT line.compressed
              AND (line.document_no IN (SELECT document_no FROM unfinished)
                   OR described.pair IN ('WIP Inventory - Inventory Adjmt.', 'Inventory Adjmt. - WIP Inventory'))
              AND (coalesce(line.account_type, use.account_type) = 'WIP Inventory'
                   OR (line.side = 'gl' AND use.account_type = 'Inventory Adjmt.'))
        ), written_off AS (
            SELECT document_no, posting_date FROM side GROUP BY ALL
            HAVING sum(amount) = 0 AND count(DISTINCT account_type) = 2
        )
        SELECT movement_id, 'written off in the G/L' AS note, NULL AS doubt
        FROM side JOIN written_off USING (document_no, posting_date)
        UNION ALL
        SELECT movement_id, 'not written off in the G/L', NULL
        FROM unmatched
        WHERE side = 'inventory'
          AND rule IN (SELECT rule FROM posting_rule WHERE starts_with(condition, 'finished-without-output'))
    """,
)
