"""Months in which inventory was not integrated (facts/sage-inventory-groups.md 5: S5; the vendor's article)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="integration-off",
    title="inventory not integrated",
    meaning="""
    Stock moved in a month, and no document of that month has a line on an inventory account: integration was off, or
    was switched on later. What was bought then is on Purchases, and no cost of sales was posted. Without integration
    at all, the stock journal of the month is missing.
    """,
    correction="""
    Journal the value of the missing months to each group's inventory account, at the date of the switch, so that the
    account begins with the valuation of that day; the other side is what the months did on Purchases and Cost of
    Sales. Without integration, enter the stock journal of the month: closing less opening valuation. Change the
    method at the beginning of a financial year only.
    """,
    action="Journal the value of the months without integration; keep to one method.",
    remedy="journal",
    undone="once",
    claims="""
        SELECT movement_id, strftime(own_only.month, '%b %Y') || ': no ledger line of any of '
                            || coalesce(integrated.documents, 1) || ' documents' AS note,
               NULL AS doubt
        FROM own_only CROSS JOIN run LEFT JOIN integrated_month AS integrated USING (month)
        WHERE is_movement AND run.integration = 'full'
          AND (integrated.off OR own_only.posting_date < run.integration_since)
          AND own_only.voucher NOT IN (SELECT voucher FROM numbered_gl_entry WHERE in_scope)
        UNION ALL
        SELECT movement_id,
               CASE WHEN month IN (SELECT date_trunc('month', posting_date) FROM numbered_gl_entry WHERE stock_journal)
                    THEN 'not in the stock journal of ' ELSE 'no stock journal in ' END || strftime(month, '%b %Y'),
               NULL
        FROM own_only CROSS JOIN run
        WHERE run.integration = 'none' AND brought_forward IS NOT TRUE
    """,
)
