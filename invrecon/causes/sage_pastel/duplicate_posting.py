"""Documents that are in the ledger twice (facts/sage-inventory-groups.md 5: S18)."""

from dataclasses import replace

from invrecon.causes import duplicate_posting

CAUSE = replace(
    duplicate_posting.CAUSE,
    meaning="""
    The ledger has a document's line a second time: the same account, reference and amount. Stock moved once. A count
    variance that was updated twice looks like this.
    """,
    correction="""
    Reverse the second posting by a journal, in the same period. Find out how it came about: a batch that was updated
    twice, a restored backup, an import.
    """,
    # Without integration a stock journal has no document that stock knows.
    claims="""
        SELECT movement_id, 'second posting of the same '
                            || CASE tier WHEN 'day' THEN 'amount' ELSE 'document' END AS note,
               CASE tier WHEN 'day' THEN 'the batch of the journal' END AS doubt
        FROM differing WHERE differs = 'copy'
    """,
)
