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
)
