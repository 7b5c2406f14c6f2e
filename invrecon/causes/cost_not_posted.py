"""Cost that stands in the inventory ledger and not yet in the G/L (facts 6: R1, R4)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="cost-not-posted",
    title="cost not posted",
    meaning="""
    The value entry's cost amount is not, or only partly, posted to the G/L: Cost Posted to G/L differs from Cost
    Amount (Actual), or Expected Cost Posted to G/L from Cost Amount (Expected). The inventory ledger has moved, the
    G/L has not. Nothing in the exports keeps the entries back: the batch has not run since, or Automatic Cost Posting
    is off.
    """,
    correction="""
    Run Post Inventory Cost to G/L. Entries that the batch skips are listed at its end with the reason; run Post Invt.
    Cost to G/L - Test to see them beforehand. With a job queue, let Adjust Cost - Item Entries run first, so that its
    adjustments are posted too.
    """,
    action="Run Post Inventory Cost to G/L.",
    remedy="erp",
    # The difference between cost and stamp, entry by entry: a partly posted entry counts with the missing part. Where
    # the stamp is not exported, an entry that the G/L does not show is likely to be unposted.
    claims="""
        SELECT movement_id,
               CASE WHEN stamped.cost IS NOT NULL AND stamped.posted <> 0
                    THEN 'partly posted: ' || shown(stamped.posted) || ' of ' || shown(stamped.cost)
                    WHEN run.automatic_cost_posting THEN 'not posted, automatic posting is on'
                    WHEN NOT run.automatic_cost_posting THEN 'not posted, automatic posting is off'
                    ELSE 'not posted' END AS note,
               NULL AS doubt
        FROM unposted CROSS JOIN run
        LEFT JOIN (
            SELECT value_entry_id,
                   CASE basis WHEN 'actual' THEN cost_amount_actual ELSE cost_amount_expected END AS cost,
                   CASE basis WHEN 'actual' THEN cost_posted_to_gl ELSE expected_cost_posted_to_gl END AS posted, basis
            FROM projected_entry CROSS JOIN (SELECT unnest(['actual', 'expected']) AS basis)
        ) AS stamped USING (value_entry_id, basis)
        UNION ALL
        SELECT movement_id, 'no G/L entry found', 'Cost Posted to G/L in the Value Entries export'
        FROM unmatched WHERE side = 'inventory' AND stamp_unknown
    """,
)
