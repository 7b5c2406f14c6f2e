"""A document's cost that is in the G/L twice (facts 6: R34)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="duplicate-posting",
    title="posted twice",
    meaning="""
    The G/L holds an entry of inventory cost posting a second time: same account, same document, same amount as one
    that belongs to a value entry, or as several of them together. The inventory ledger has the cost once.
    """,
    correction="""
    Compare the two G/L registers, and reverse the second one. Find out how it came about before the next close: a
    batch that was interrupted, a restored backup, an import.
    """,
    action="Reverse the second posting.",
    remedy="journal",
    undone="as it stands",
    claims="""
        SELECT movement_id, 'second posting of the same document' AS note,
               CASE WHEN tier IN ('posting group codes', 'month', 'day')
                    THEN 'the G/L - Item Ledger Relation export' END AS doubt
        FROM differing WHERE differs = 'copy'
    """,
)
