"""The same document under two journal entries (facts/dynamics-gp.md 4.2: G41)."""

from dataclasses import replace

from invrecon.causes import duplicate_posting

CAUSE = replace(
    duplicate_posting.CAUSE,
    meaning="""
    The G/L holds the same document, from the same posting, with the same account and amount, under a second journal
    entry. Inventory has it once: a batch was posted again after it had been interrupted, or restored from a backup.
    """,
    correction="""
    Compare the two journal entries, and reverse the one that the inventory trial balance does not name.
    """,
    action="Reverse the journal entry that inventory does not name.",
    undone="with its journal",
)
