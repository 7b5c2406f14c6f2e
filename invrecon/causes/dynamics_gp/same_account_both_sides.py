"""Movements whose journal debits and credits one account (facts/dynamics-gp.md 4.2: G13)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="same-account-both-sides",
    title="same account on both sides",
    meaning="""
    The movement has its inventory account as its offset account too: the journal debits and credits the same account,
    and washes out. Stock moved, the G/L did not.
    """,
    correction="""
    Post a journal from the inventory account to the account where the other side belongs, and correct the offset
    account of the item, or of the posting setup, so that it does not happen again.
    """,
    action="Post the other side by a journal; correct the offset account of the item.",
    remedy="journal",
    undone="by hand",
    # Where the journal shows both lines, one of them may have met the value entry: the other is what is left.
    claims="""
        WITH washed AS (
            SELECT value_entry_id, voucher, item_no, account_no FROM projected_entry
            WHERE account_no <> '' AND account_no = offset_account_no AND item_ledger_entry_type NOT LIKE '%Transfer'
        )
        SELECT movement_id, item_no || ', ' || washed.account_no || ' on both sides' AS note, NULL AS doubt
        FROM unmatched JOIN washed USING (value_entry_id)
        UNION ALL
        SELECT line.movement_id, line.account_no || ' on both sides', NULL
        FROM gl_only AS line
        WHERE (line.voucher, line.account_no) IN (SELECT (voucher, account_no) FROM washed WHERE voucher <> '')
        UNION ALL
        SELECT line.movement_id, line.account_no || ' on both sides', NULL
        FROM differing AS line
        WHERE line.differs = 'amount'
          AND line.group_id IN (SELECT group_id FROM differing JOIN washed USING (value_entry_id))
    """,
)
