"""Items whose valuation method lets only the inventory trial balance tie (facts/dynamics-gp.md 1.1, 4.1)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_NAMED = 5


def methods_that_cannot_tie(ledger: Ledger) -> Iterable[Finding]:
    """A warning with the items of these methods, and their value in the inventory trial balance."""
    ledger.engine.script(__package__, "valuation.sql")
    rows = ledger.engine.rows(
        f"""SELECT method, count(*), sum(cost), list(item_no ORDER BY abs(cost) DESC, item_no)[:{_NAMED}]
            FROM item_method JOIN item_value USING (item_no)
            WHERE list_contains(?::VARCHAR[], method) GROUP BY method ORDER BY method""",
        [list(ledger.profile.cannot_tie)],
    )
    for method, count, value, items in rows:
        more = ", ..." if count > len(items) else ""
        yield Finding(
            "valuation-cannot-tie",
            "warning",
            f"{counted(count, 'item')} with {signed(value)} of inventory {'is' if count == 1 else 'are'} valued by "
            f"{method} ({', '.join(items)}{more}): {'its' if count == 1 else 'their'} purchase receipts and stock "
            "status cannot tie to the G/L. The inventory trial balance was compared; hold no other report against the "
            f"G/L for {'this item' if count == 1 else 'these items'}.",
        )
