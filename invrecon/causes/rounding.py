"""Differences of a cent an entry (facts 6: R31)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="rounding",
    title="rounding",
    meaning="""
    The G/L entries of a document or a posting group differ from its value entries by no more than a cent for each
    entry, and five cents in all: amounts were rounded before they were added up, or after.
    """,
    correction="""
    Write the cents off to the account that your company uses for rounding, once a year. Look for the reason if the
    item grows from month to month: an integration that rounds unit costs, or an import.
    """,
    action="Write the cents off when they are settled.",
    remedy="journal",
    claims="""
        SELECT movement_id, 'G/L ' || shown(gl) || ', inventory ledger ' || shown(inventory) AS note, NULL AS doubt
        FROM differing CROSS JOIN run
        WHERE differs = 'amount' AND abs(gl - inventory) <= run.cent * least(inventory_lines, 5)
    """,
)
