"""WIP on the account of the posting group that the produced item used to have (facts 2; facts 6: R14)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="group-changed",
    title="posting group changed",
    meaning="""
    Consumption and capacity go to the WIP account of the produced item's inventory posting group, as the item card has
    it today. These entries stand on the WIP account of another group, from the item's first order on: the item's group
    seems to have been changed after they were posted. Account types still agree; the accounts of the two groups do not.
    """,
    correction="""
    Finish the orders that were open at the change, then reclassify what is left between the two WIP accounts. Change an
    item's inventory posting group only when it has neither stock nor open orders.
    """,
    action="Reclassify between the WIP accounts of the two groups.",
    remedy="journal",
    claims="""
        WITH produced AS (
            SELECT value_entry_id, source_no, posting_date FROM projected_entry
            WHERE source_type = 'Item' AND source_no <> item_no
        ), moved AS (
            SELECT pair.group_id, produced.source_no, pair.gl_account, produced.posting_date
            FROM differing AS own
            JOIN differing_group AS pair USING (group_id)
            JOIN produced ON produced.value_entry_id = own.value_entry_id
            JOIN setup_line AS old
                ON old.account_type = 'WIP Inventory' AND old.account_no = pair.gl_account
                AND old.first_key = own.first_key
            WHERE pair.differs = 'account' AND own.side = 'inventory' AND own.account_type = 'WIP Inventory'
        ), stayed AS (
            SELECT produced.source_no, min(produced.posting_date) AS first_day
            FROM posting JOIN produced USING (value_entry_id)
            ANTI JOIN (SELECT value_entry_id FROM movement WHERE account_type = 'WIP Inventory') AS apart
                USING (value_entry_id)
            WHERE posting.account_type = 'WIP Inventory' GROUP BY produced.source_no
        ), changed AS (
            SELECT source_no, gl_account FROM moved LEFT JOIN stayed USING (source_no)
            GROUP BY source_no, gl_account, stayed.first_day
            HAVING count(*) >= 2 AND (stayed.first_day IS NULL OR stayed.first_day >= max(moved.posting_date))
        )
        SELECT line.movement_id, 'on ' || line.gl_account || ', today ' || line.inventory_account AS note,
               'the change log of the item card' AS doubt
        FROM differing AS line
        WHERE line.group_id IN (SELECT group_id FROM moved JOIN changed USING (source_no, gl_account))
    """,
)
