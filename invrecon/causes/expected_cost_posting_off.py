"""Expected cost that was not posted, by setup: never, or before or after a day (facts 6: R2, R3)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="expected-cost-posting-off",
    title="expected cost not posted",
    meaning="""
    Expected Cost Posting to G/L is, or was for a time, off in Inventory Setup. If no value entry was ever posted with
    its expected cost, the interim accounts, and the expected part of WIP, stay empty in the G/L. If the setting was
    switched on later, what came before stays unposted; if it was switched off, what was posted before stays on the
    interim accounts, and no posting will ever clear it.
    """,
    correction="""
    If the setting is off on purpose, state expected_cost_posting = false under [settings] in invrecon.toml, and
    expected cost is left out of the comparison. If it should be on, switch it on and run Post Inventory Cost to G/L. A
    balance that the interim accounts kept when the setting was switched off is cleared by a journal, once.
    """,
    action="Set Expected Cost Posting to G/L as it should be; clear a frozen interim balance once.",
    remedy="erp",
    claims="""
        SELECT movement_id,
               CASE WHEN EXISTS (SELECT 1 FROM condition_met WHERE condition = 'expected-never-posted')
                    THEN 'expected cost was never posted'
                    WHEN line.posting_date < switched.switched_on
                    THEN 'before expected cost posting was switched on, about ' || day(switched.switched_on)
                    ELSE 'after expected cost posting was switched off, about ' || day(switched.switched_off)
               END AS note,
               NULL AS doubt
        FROM unposted AS line CROSS JOIN expected_cost_switch AS switched
        WHERE basis = 'expected'
          AND (EXISTS (SELECT 1 FROM condition_met WHERE condition = 'expected-never-posted')
               -- An entry whose actual cost is unposted too waits for the batch.
               OR (value_entry_id NOT IN (SELECT value_entry_id FROM unposted WHERE basis = 'actual')
                   AND (line.posting_date < switched.switched_on
                        OR line.posting_date >= switched.switched_off)))
        UNION ALL
        -- Off by the toml: what was posted before stays in the G/L, and no value entry is projected against it.
        SELECT movement_id, 'posted before expected cost posting was switched off', NULL
        FROM unmatched
        WHERE side = 'gl' AND NOT elsewhere AND NOT compressed
          AND NOT EXISTS (SELECT 1 FROM condition_met WHERE condition = 'expected-cost-posting')
          AND EXISTS (SELECT 1 FROM projected_entry AS entry
                      WHERE entry.expected_cost_posted_to_gl <> 0
                        AND entry.document_no = unmatched.document_no AND entry.posting_date = unmatched.posting_date
                        AND abs(entry.expected_cost_posted_to_gl) = abs(unmatched.amount))
    """,
)
