"""A document whose amount is on another account."""

from dataclasses import replace

from invrecon.causes import wrong_account

CAUSE = replace(
    wrong_account.CAUSE,
    meaning="""
    The document is in the G/L with the movement's amount, on another account than the movement, its item or its group
    names: the account was typed over, the item was given another one since, or the mapping names a wrong one.
    """,
    correction="""
    Reclassify the amount from the account where it stands to the inventory account. If the item or the group names the
    wrong account, correct it first: it will post there again.
    """,
)
