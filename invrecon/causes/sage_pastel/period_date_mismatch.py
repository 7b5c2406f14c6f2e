"""Documents whose date and period disagree (facts/sage-inventory-groups.md 2, 5: S12)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="period-date-mismatch",
    title="period and date disagree",
    meaning="""
    The document was posted into one period and dated in another. The ledger counts it by its period, stock by its
    date: at the end of a period between the two, one of them has it and the other not.
    """,
    correction="""
    Nothing is missing: list it as timing. Post it again in the right period if the period is still open; it disappears
    once both lie before the cut-off.
    """,
    action="Timing: list it, or post it again in the right period.",
    remedy="time",
    claims="""
        SELECT line.movement_id,
               CASE WHEN entry.period <> '' THEN 'period ' || entry.period || ', dated ' || day(entry.dated_on)
                    WHEN line.side = 'gl' THEN 'stock moved on ' || day(line.inventory_date)
                    ELSE 'in the ledger on ' || day(line.gl_date) END AS note,
               NULL AS doubt
        FROM differing AS line
        LEFT JOIN (
            SELECT DISTINCT ON (group_id) group_id, gl.period, gl.dated_on
            FROM matched JOIN movement USING (movement_id) JOIN numbered_gl_entry AS gl USING (gl_entry_id)
            ORDER BY group_id, gl.gl_entry_id
        ) AS entry USING (group_id)
        WHERE line.differs = 'date'
    """,
)
