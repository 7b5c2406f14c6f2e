"""Inventory journals whose contra account is an inventory account (facts/sage-inventory-groups.md 5: S19)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="same-account-both-sides",
    title="contra is the control account",
    meaning="""
    On a line of an inventory journal the contra account, which is the adjustment account of the group unless somebody
    types another, was replaced by an inventory account: the ledger takes back what it has posted, stock has moved.
    """,
    correction="""
    Journal the amount between the inventory account and the account where the other side belongs. Leave the contra
    account of inventory journals as it is proposed, or use an expense account.
    """,
    action="Journal the other side to the account where it belongs.",
    remedy="journal",
    undone="by hand",
    claims="""
        SELECT line.movement_id, 'both sides on ' || washed.accounts AS note, NULL AS doubt
        FROM gl_only AS line JOIN washed_document AS washed USING (voucher)
        WHERE line.in_scope
        UNION ALL
        SELECT line.movement_id, 'both sides on ' || washed.accounts, NULL
        FROM differing AS line JOIN washed_document AS washed USING (voucher)
        WHERE line.differs = 'amount'
        UNION ALL
        SELECT movement_id, 'both sides on ' || washed.accounts, NULL
        FROM own_only JOIN washed_document AS washed USING (voucher)
        WHERE item_ledger_entry_type <> 'Group Change'
    """,
)
