"""Cost that the batch skipped because its period takes no postings (facts 6: R6, R18)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="period-closed",
    title="period closed",
    meaning="""
    The cost is not posted to the G/L, and its posting date lies in a closed accounting or inventory period, or before
    Allow Posting From. The posting batch takes the date of the value entry and skips what it may not post.
    """,
    correction="""
    Reopen the period for the posting user, or move Allow Posting From back, run Post Inventory Cost to G/L, and close
    again. If the period has been reported, post an adjustment in the open period with whoever signs it instead, and
    note the item as one of an earlier period.
    """,
    action="Reopen the period for posting, then run Post Inventory Cost to G/L.",
    remedy="erp",
    claims="""
        SELECT movement_id, reason AS note, NULL AS doubt
        FROM unposted JOIN held_back USING (value_entry_id)
        WHERE by_what = 'period'
    """,
)
