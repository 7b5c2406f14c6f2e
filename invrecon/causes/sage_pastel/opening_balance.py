"""Beginnings that differ (facts/sage-inventory-groups.md 5: S25)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="opening-balance",
    title="opening balance",
    meaning="""
    The inventory account begins with another balance than the stock that was on hand on that day: the year-end was not
    carried, the 13th period was posted to afterwards, or the difference is from earlier years. It stays the same from
    month to month.
    """,
    correction="""
    Compare the opening balance with the closing balance and the closing valuation of the year before. If the year-end
    did not carry it, run it again; if the difference is older, explain it with the reports of that year, and post it
    once with the auditor's consent.
    """,
    action="Compare with the closing balance and valuation of the year before.",
    remedy="erp",
    # Without an earlier valuation the beginning is what the last one comes to without its movements; without any it is
    # not known.
    claims="""
        WITH proof AS (
            SELECT CASE WHEN valued.first_day > opening_day.day OR valued.first_day IS NULL
                        THEN 'an Inventory Valuation of ' || day(opening_day.day) END AS doubt
            FROM valuation_day AS valued CROSS JOIN opening_day
        )
        SELECT movement_id, 'ledger begins with ' || shown(gl) || ', stock with ' || shown(inventory) AS note,
               proof.doubt
        FROM differing CROSS JOIN proof CROSS JOIN listing
        WHERE tier = 'brought forward' AND listing.movements > 0
        UNION ALL
        SELECT movement_id, concat_ws(', ', item_no, 'no opening balance in the ledger'), proof.doubt
        FROM own_only CROSS JOIN proof CROSS JOIN listing WHERE brought_forward AND listing.movements > 0
        UNION ALL
        SELECT movement_id, 'no opening stock', proof.doubt
        FROM gl_only CROSS JOIN proof CROSS JOIN listing
        WHERE brought_forward AND listing.movements > 0
          AND (EXISTS (FROM valuation_day WHERE last_day IS NOT NULL)
               OR EXISTS (FROM projected_entry WHERE brought_forward))
    """,
)
