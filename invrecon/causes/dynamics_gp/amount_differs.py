"""The same journal with another amount (facts/dynamics-gp.md 4.2: G10)."""

from dataclasses import replace

from invrecon.causes import amount_differs

CAUSE = replace(
    amount_differs.CAUSE,
    meaning="""
    The journal entry of the movement stands on the right account, with another amount than the inventory trial
    balance has for it: the amount was edited in the G/L batch before it was posted, or one of the two was changed
    afterwards.
    """,
    correction="""
    Compare the journal entry with the posting journal of the document. If the document is right, post the difference;
    if the G/L is right, adjust the cost of the layer without posting it to the G/L.
    """,
)
