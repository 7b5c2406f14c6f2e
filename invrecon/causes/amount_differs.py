"""The same document on both sides, with different amounts (facts 6: R33, R34)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="amount-differs",
    title="amount differs",
    meaning="""
    The document's cost stands on the right account and day in the G/L, with another amount than its value entries have
    and say that was posted: the G/L entry or the value entry was changed afterwards, by an import, a repair of data, or
    another application. A reversed sign is such a difference too, of twice the amount.
    """,
    correction="""
    Find out which of the two amounts is right: the value entry by its document, the G/L entry by its register. If the
    value entry is right, correct the G/L by the amount that the item shows; if not, correct the cost by a revaluation.
    """,
    action="Find out which amount is right, and correct the other.",
    remedy="journal",
    claims="""
        SELECT movement_id,
               CASE WHEN gl = -inventory THEN 'reversed sign: ' ELSE '' END
               || 'G/L ' || shown(gl) || ', inventory ledger ' || shown(inventory)
               || CASE WHEN gl_date <> inventory_date THEN ', on another day' ELSE '' END AS note,
               CASE WHEN tier IN ('posting group codes', 'month', 'day')
                    THEN 'the G/L - Item Ledger Relation export' END AS doubt
        FROM differing WHERE differs = 'amount'
    """,
)
