"""Beginnings that differ: a year-end close, or the reset of the trial balance (facts/dynamics-gp.md 4.2: G20, G37)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="opening-balance",
    title="opening balance",
    meaning="""
    The balance with which the account begins is not the value with which inventory begins: the year-end close brought
    another balance forward, or twice, or none; or the Inventory Reset, which starts the inventory trial balance with
    one line per item, was not brought into the G/L, or twice. The difference stays the same from month to month.
    """,
    correction="""
    Compare the balance brought forward with the closing balance of the year before. If the year-end close failed,
    have the year reopened or its entry corrected. If the reset was never agreed with the G/L, post the difference
    once, with the auditor's consent.
    """,
    action="Compare with the closing balance of the year before, and correct the beginning once.",
    remedy="erp",
    claims="""
        SELECT movement_id, 'G/L begins with ' || shown(gl) || ', inventory with ' || shown(inventory) AS note,
               NULL AS doubt
        FROM differing WHERE tier = 'brought forward'
        UNION ALL
        SELECT movement_id, concat_ws(', ', item_no, 'brought forward in inventory alone'), NULL
        FROM hitb_only WHERE brought_forward
        UNION ALL
        SELECT movement_id, concat_ws(', ', item_no, 'before the first G/L entry'),
               'the G/L entries before ' || day(beginning.first_month)
        FROM hitb_only JOIN (SELECT CAST(date_trunc('month', min(posting_date)) AS DATE) AS first_month
                             FROM numbered_gl_entry WHERE of_summary IS NOT TRUE) AS beginning
            ON hitb_only.posting_date < beginning.first_month
        WHERE hitb_only.brought_forward IS NOT TRUE
        UNION ALL
        SELECT movement_id, 'brought forward in the G/L alone', NULL FROM gl_only WHERE brought_forward
        UNION ALL
        SELECT movement_id,
               'the year of ' || day(gap.posting_date) || ' begins with another balance than the last one ended', NULL
        FROM gl_only JOIN year_end_gap AS gap USING (account_no, amount) WHERE of_summary
    """,
)
