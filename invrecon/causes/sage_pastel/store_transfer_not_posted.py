"""Transfers between stores whose groups have different accounts (facts/sage-inventory-groups.md 5: S7)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="store-transfer-not-posted",
    title="store transfer not in the ledger",
    meaning="""
    The item is in different groups in the two stores, so that its transfer moves value from one inventory account to
    another. Stock was transferred, and the ledger has no lines of the document.
    """,
    correction="""
    Journal the value of the transfer from the account of the store that gave it to that of the store that took it. Keep
    an item in the same group in all stores, unless the stores are to be told apart in the ledger.
    """,
    action="Journal the transfer between the accounts of the two stores.",
    remedy="journal",
    claims="""
        SELECT movement_id, concat_ws(', ', item_no, 'store ' || nullif(location_code, ''),
                                      'group ' || nullif(inventory_posting_group, '')) AS note,
               NULL AS doubt
        FROM own_only
        WHERE item_ledger_entry_type = 'Store Transfer'
          AND voucher NOT IN (SELECT voucher FROM numbered_gl_entry WHERE in_scope)
    """,
)
