"""Expected cost that was never posted, by setup (facts 6: R2)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="expected-cost-posting-off",
    title="expected cost not posted",
    meaning="""
    No value entry was ever posted to the G/L with its expected cost: Expected Cost Posting to G/L seems to be off in
    Inventory Setup. The interim accounts, and the expected part of WIP, stay empty in the G/L.
    """,
    correction="""
    If the setting is off on purpose, state expected_cost_posting = false under [settings] in invrecon.toml, and
    expected cost is left out of the comparison. If it should be on, switch it on and run Post Inventory Cost to G/L.
    """,
    claims="""
        SELECT account_type, account_no, -amount AS amount FROM posting_in_period
        WHERE basis = 'expected'
          AND EXISTS (SELECT 1 FROM condition_met WHERE condition = 'expected-never-posted')
    """,
)
