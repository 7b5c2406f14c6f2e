"""The same journal in different periods (facts/dynamics-gp.md 4.2: G19, G26)."""

from dataclasses import replace

from invrecon.causes import posting_date_differs

CAUSE = replace(
    posting_date_differs.CAUSE,
    meaning="""
    The journal entry carries another date than the inventory trial balance has for the movement, on the other side of
    the cut-off: the date of the G/L batch was changed, or an automatic cost adjustment went back to the last day of
    an earlier period.
    """,
    correction="""
    Nothing is missing: list it as timing. It disappears when both dates lie in the period. What went back into a
    period that was already reported is told to those who signed that report.
    """,
)
