"""Sales of stock that was not there, and came in at another cost (facts/dynamics-gp.md 4.1: G6; the article)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="override-variance-not-posted",
    title="override variance not posted",
    meaning="""
    More was sold than was on hand, at an assumed cost. When the goods came in at another cost, the sale was revalued
    in inventory, and the variance never reached the G/L.
    """,
    correction="""
    Post the GLTRX batch if it still waits. Otherwise post the variance by a journal between inventory and the
    variances account, or cost of goods sold if your company carries it there.
    """,
    action="Post the variance by a journal, inventory against variances.",
    remedy="journal",
    claims="""
        SELECT movement_id,
               concat_ws(', ', item_no, nullif(location_code, ''),
                         'receipt ' || coalesce(nullif(revalued_receipt_no, ''), nullif(receipt_no, ''))) AS note,
               NULL AS doubt
        FROM hitb_only WHERE override AND override_relieved AND of_cost_alone
        UNION ALL
        SELECT movement_id, 'sold at ' || shown(abs(gl)) || ', came in at ' || shown(abs(inventory)),
               CASE WHEN NOT of_overrides_alone THEN 'posting in detail' END
        FROM differing
        JOIN (SELECT group_id, of_overrides_alone FROM amount_group WHERE of_override) AS pair USING (group_id)
        CROSS JOIN run
        WHERE abs(gl - inventory) > run.cent * least(inventory_lines, 5)
    """,
)
