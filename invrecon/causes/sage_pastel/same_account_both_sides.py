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
    # The line that takes back is there by itself, or in one sum with other items of the journal; or both sides are one
    # line of nothing, and only the contra account of the movement tells.
    claims="""
        SELECT line.movement_id, 'both sides on ' || washed.accounts AS note, NULL AS doubt
        FROM gl_only AS line JOIN washed_line AS washed USING (gl_entry_id)
        UNION ALL
        SELECT line.movement_id, 'both sides on '
               || array_to_string(list_sort(list_distinct([line.account_no, journal.account_no])), ' and '), NULL
        FROM differing AS line JOIN inventory_journal AS journal USING (voucher)
        WHERE line.differs = 'amount' AND line.gl - line.inventory = -journal.amount
        UNION ALL
        SELECT own_only.movement_id, 'both sides on '
               || array_to_string(list_sort(list_distinct([journal.account_no, journal.contra])), ' and '), NULL
        FROM own_only JOIN inventory_journal AS journal
            ON journal.voucher = own_only.voucher AND journal.account_no = own_only.ledger_account
            AND journal.contra = own_only.offset_account_no
    """,
)
