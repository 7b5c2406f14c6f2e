"""The same cost on both sides, in different periods (facts 6: R7; weakness W3)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="posting-date-differs",
    title="posting date differs",
    meaning="""
    Over all dates the document's G/L entries on the account agree with its value entries; in the period asked for they
    do not. The G/L entry carries another posting date than its value entry, on the other side of the cut-off.
    """,
    correction="""
    Nothing is missing. Note the items as timing differences; they disappear once both dates lie in the period. If the
    value entry's date is wrong, look for adjustments dated by Allow Posting From or by an inventory period.
    """,
    action="Timing: nothing to post; it disappears when both dates lie in the period.",
    remedy="time",
    claims="""
        SELECT movement_id,
               CASE side WHEN 'gl' THEN 'value entry of ' || day(inventory_date)
                         ELSE 'G/L entry of ' || day(gl_date) END AS note,
               CASE WHEN tier IN ('posting group codes', 'month', 'day')
                    THEN 'the G/L - Item Ledger Relation export' END AS doubt
        FROM differing WHERE differs = 'date'
    """,
)
