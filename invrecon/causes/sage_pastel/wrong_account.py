"""Documents on another account than their group's (facts/sage-inventory-groups.md 5: S6, S7)."""

from dataclasses import replace

from invrecon.causes import wrong_account

CAUSE = replace(
    wrong_account.CAUSE,
    meaning="""
    The document is in the ledger with its amount, on another account than the inventory account of the item's group,
    while other documents of the item, before and after, are on the right one.
    """,
    correction="""
    Journal the amount from the account where it stands to the inventory account of the group.
    """,
)
