"""Beginnings that differ: what is brought forward in either ledger, or lies before the first line of one."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="opening-balance",
    title="opening balance",
    meaning="""
    The balance with which the account begins is not the value with which stock begins: another balance was brought
    forward, or twice, or none; or the movements begin earlier than the G/L does. The difference stays the same from
    month to month.
    """,
    correction="""
    Compare the opening balance with the stock that was counted or carried over on that day. If the exports begin on
    different days, export both from the same one, with the opening of each. If not, post the difference once, with the
    auditor's consent.
    """,
    action="Compare the two beginnings, and correct the wrong one once.",
    remedy="erp",
    claims="""
        SELECT movement_id, 'G/L begins with ' || shown(gl) || ', stock with ' || shown(inventory) AS note,
               NULL AS doubt
        FROM differing WHERE tier = 'brought forward'
        UNION ALL
        SELECT movement_id, concat_ws(', ', nullif(item_no, ''), 'brought forward in stock alone'), NULL
        FROM movement_only WHERE brought_forward
        UNION ALL
        SELECT movement_id, concat_ws(', ', nullif(item_no, ''), 'before the first G/L line'),
               'the G/L lines before ' || day(beginning.first_month)
        FROM movement_only JOIN (SELECT CAST(date_trunc('month', min(posting_date)) AS DATE) AS first_month
                                 FROM numbered_gl_entry WHERE of_summary IS NOT TRUE) AS beginning
            ON movement_only.posting_date < beginning.first_month
        WHERE movement_only.brought_forward IS NOT TRUE
        UNION ALL
        SELECT movement_id, 'brought forward in the G/L alone', NULL FROM gl_only WHERE brought_forward
    """,
)
