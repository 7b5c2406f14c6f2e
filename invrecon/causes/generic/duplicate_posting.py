"""A document that is in the G/L twice."""

from dataclasses import replace

from invrecon.causes import duplicate_posting

CAUSE = replace(
    duplicate_posting.CAUSE,
    meaning="""
    The G/L holds the lines of a document a second time: same account, same document, same amount. Stock has it once.
    """,
    correction="""
    Compare the two, and reverse the second one. Find out how it came about before the next close: a batch that was
    posted again, a restored backup, an import.
    """,
)
