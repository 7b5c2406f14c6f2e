"""What keeps stock at the cut-off from being known (facts/sage-inventory-groups.md 3.2, 4; S13)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger
from invrecon.settings import Settings


def rollback_findings(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """No valuation at all, or one that was printed after the last movement that was exported."""
    if not ledger.has("stock_valuation"):
        yield Finding(
            "no-valuation",
            "warning",
            "There is no Inventory Valuation: what was on hand before the movements is not known, and nothing but what "
            "moved since is compared. Print the valuation in group sequence.",
        )
        return
    rows = ledger.engine.rows(
        """SELECT any_value(valued.last_day) AS printed, max(moved.posting_date) AS last FROM stock_movement AS moved
           CROSS JOIN valuation_day AS valued LEFT JOIN listed_on USING (source_file)
           HAVING last <= coalesce(CAST(? AS DATE), date_trunc('month', printed) - INTERVAL 1 DAY)
              AND printed > coalesce(CAST(? AS DATE), last)
              AND NOT coalesce(bool_or(listed_on.day >= valued.last_day), false)""",
        [settings.as_of, settings.as_of],
    )
    for printed, last in rows:
        yield Finding(
            "movements-end-before-valuation",
            "warning",
            f"The Inventory Valuation was printed on {printed}, and the last movement is of {last}: if stock moved "
            f"between the two, stock before {printed} is wrong by it. Print the movements up to the day of the "
            "valuation, with their run date.",
        )
