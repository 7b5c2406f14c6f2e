"""Year-end closing of income accounts (facts 6: R22; matrix defect D18; weakness W4)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="closing-entries",
    title="closed fiscal year",
    meaning="""
    The period holds year-end closing entries on this income account. They move its balance to equity and move no
    cost, so they are left out of the G/L Total; the amount is theirs.
    """,
    correction="Nothing to correct.",
    action="Nothing to correct.",
    remedy="nothing",
    marks="SELECT NULL AS account_type, account_no, amount FROM gl_entry_in_period WHERE set_aside",
)
