"""Documents with another amount in the ledger (facts/sage-inventory-groups.md 5)."""

from dataclasses import replace

from invrecon.causes import amount_differs

CAUSE = replace(
    amount_differs.CAUSE,
    meaning="""
    The reference is in both ledgers, on the same account, with different amounts: a line was changed in its batch, the
    listing shows another cost than was posted, or a stock journal is not what the valuation moved by.
    """,
    correction="""
    Find out which of the two amounts is right. If stock is right, journal the difference between the inventory account
    and the account of the other side; if the ledger is, correct stock by an inventory journal.
    """,
    # Beginnings that differ have a cause of their own. What stock has without any value differs by all of it.
    claims=f"""
        SELECT claimed.* FROM ({amount_differs.CAUSE.claims}) AS claimed
        WHERE movement_id NOT IN (SELECT movement_id FROM differing WHERE tier = 'brought forward')
        UNION ALL
        SELECT line.movement_id, 'G/L ' || shown(line.amount) || ', inventory ledger 0.00', NULL
        FROM gl_only AS line
        WHERE line.in_scope AND line.from_inventory AND line.of_value_entry AND NOT EXISTS (
            FROM value_entry AS entry WHERE entry.voucher = line.voucher AND entry.cost_amount_actual <> 0)
    """,
)
