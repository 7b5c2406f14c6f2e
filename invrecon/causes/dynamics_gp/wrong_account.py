"""Inventory's journal on another account (facts/dynamics-gp.md 4.2: G10, G11, G22)."""

from dataclasses import replace

from invrecon.causes import wrong_account

CAUSE = replace(
    wrong_account.CAUSE,
    meaning="""
    The movement's journal entry is in the G/L with its amount, on another account than the one where the item keeps
    its inventory: the account was edited in the G/L batch before it was posted, on the document, or it is wrong in
    the item or in the posting setup.
    """,
    correction="""
    Reclassify the amount from the account where it stands to the inventory account. If the item or the posting setup
    names the wrong account, correct it first: it will post there again.
    """,
    # The journal entry is there, and no line of it on an inventory account: it went to several others.
    claims=wrong_account.CAUSE.claims
    + """
        UNION ALL
        SELECT movement_id, 'JE ' || voucher || ' has no line on an inventory account', NULL
        FROM hitb_only
        WHERE voucher IN (SELECT voucher FROM numbered_gl_entry WHERE voucher <> '' AND voided IS NOT TRUE)
          AND voucher NOT IN (SELECT voucher FROM numbered_gl_entry WHERE in_scope)
    """,
)
