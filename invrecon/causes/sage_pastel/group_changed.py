"""Items that were put into another inventory group (facts/sage-inventory-groups.md 5: S6)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="group-changed",
    title="inventory group changed",
    meaning="""
    The item was put into another inventory group, whose inventory account is another one. Its stock is valued in the
    new group at once, while the ledger keeps what was posted before on the old group's account: one account is too
    high by the value of the item on that day, the other too low by the same.
    """,
    correction="""
    Journal the value from the old group's inventory account to the new one; or take the item out of stock and put it
    in again by an inventory journal in each group. Change a group only while the item has no stock.
    """,
    action="Journal the value from the old group's account to the new one.",
    remedy="journal",
    claims="""
        SELECT movement_id,
               own_only.item_no || ', group ' || changed.old_code || ' to ' || changed.new_code
               || CASE WHEN changed.proven THEN '' ELSE ', by its ' || changed.told_by END AS note,
               CASE WHEN NOT changed.proven THEN 'the Inventory Items as they were before ' || day(changed.day) END
                   AS doubt
        FROM own_only
        JOIN regrouped_on AS changed
            ON changed.item_no = own_only.item_no AND changed.store = store(own_only.location_code)
            AND changed.day = own_only.posting_date
            AND own_only.inventory_posting_group IN (changed.old_code, changed.new_code)
        WHERE item_ledger_entry_type = 'Group Change'
    """,
)
