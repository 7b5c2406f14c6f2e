"""Cost that stands in the inventory ledger and not yet in the G/L (facts 6: R1, R4)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="cost-not-posted",
    title="cost not posted",
    meaning="""
    The value entry's cost amount is not, or only partly, posted to the G/L: Cost Posted to G/L differs from Cost
    Amount (Actual), or Expected Cost Posted to G/L from Cost Amount (Expected). The inventory ledger has moved, the
    G/L has not.
    """,
    correction="""
    Run Post Inventory Cost to G/L. Entries that the batch skips are listed at its end with the reason; run Post Invt.
    Cost to G/L - Test to see them beforehand.
    """,
    # The difference between cost and stamp, entry by entry: a partly posted entry counts with the missing part.
    claims="""
        SELECT account_type, account_no, -unposted AS amount FROM posting_in_period
        WHERE unposted <> 0
          AND (basis = 'actual' OR NOT EXISTS (SELECT 1 FROM condition_met WHERE condition = 'expected-never-posted'))
    """,
)
