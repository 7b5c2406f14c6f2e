"""Balances that were brought in by a journal when the system started (facts 6: R11)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="opening-balance",
    title="opening balance",
    meaning="""
    The account's opening balance was posted by a journal when the company started in this ERP, beside the opening
    entries of the inventory ledger or without any. Where the opening value entries were never posted to the G/L, and
    add up to the journal, both are shown together: what they leave on the inventory account is nothing, what they leave
    on the adjustment account is the item.
    """,
    correction="""
    Compare the opening entry with the opening stock that was counted. If both were entered, reverse the journal and run
    Post Inventory Cost to G/L for the opening value entries; if the journal is right and the value entries are not to
    be posted, agree that with the auditor once and carry the item.
    """,
    action="Compare with the opening stock; the item stays until the opening is posted once.",
    remedy="erp",
    # Unposted value entries of one document or one day that add up to the journal on the account belong to it.
    claims="""
        WITH opening AS (
            SELECT line.movement_id, line.unit, line.amount, entry.user_id, entry.description
            FROM from_elsewhere AS line JOIN numbered_gl_entry AS entry USING (gl_entry_id)
            CROSS JOIN source_codes AS codes
            WHERE list_contains(codes.opening, upper(entry.source_code))
               OR starts_with(lower(entry.description), lower(codes.opening_text))
        ), total AS (
            SELECT unit, sum(amount) AS amount FROM opening GROUP BY unit
        ), counted AS (
            SELECT unit, 'document' AS by_what, document_no AS value, sum(amount) AS amount FROM unposted
            GROUP BY ALL
            UNION ALL
            SELECT unit, 'day', CAST(posting_date AS VARCHAR), sum(amount) FROM unposted GROUP BY ALL
        ), stock AS (
            SELECT counted.by_what, counted.value FROM counted JOIN total USING (unit)
            WHERE counted.amount = -total.amount
        )
        SELECT movement_id, description AS note, NULL AS doubt FROM opening
        UNION
        SELECT movement_id, 'opening stock, not posted', NULL FROM unposted JOIN stock
            ON stock.value = CASE by_what WHEN 'document' THEN document_no ELSE CAST(posting_date AS VARCHAR) END
    """,
)
