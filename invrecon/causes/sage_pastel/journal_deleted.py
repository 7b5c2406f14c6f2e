"""Movements whose integration lines are not in the ledger (facts/sage-inventory-groups.md 5: S18)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="journal-deleted",
    title="integration line missing",
    meaning="""
    Stock moved, other documents of the month are integrated, and the ledger has no line with the reference of this one
    on the inventory account: the lines were deleted, a data repair lost them, or an inventory count changed stock
    alone.
    """,
    correction="""
    Print the Entry Type Details of integration for the period to be sure that they are not there, then journal the
    amount between the inventory account and the account of the other side.
    """,
    action="Journal what integration did not post.",
    remedy="journal",
    claims="""
        SELECT movement_id,
               concat_ws(', ', lower(nullif(item_ledger_entry_type, '')), item_no,
                         CASE WHEN voucher IN (SELECT voucher FROM numbered_gl_entry)
                              THEN 'its other lines are in the ledger' END) AS note,
               NULL AS doubt
        FROM own_only CROSS JOIN run WHERE is_movement AND run.integration = 'full'
    """,
)
