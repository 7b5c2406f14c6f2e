"""Lists of items of which it is not known when they were printed (facts 5: S6)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def undated_lists(ledger: Ledger) -> Iterable[Finding]:
    """A warning where two lists of items differ in groups, and one of them has no date: which is older was supposed."""
    rows = ledger.engine.rows("SELECT source_file, latest FROM item_list WHERE day IS NULL ORDER BY source_file")
    lists = ledger.engine.value("SELECT count(*) FROM item_list")
    if rows and lists > 1 and ledger.engine.value("SELECT count(*) FROM regrouped WHERE proven"):
        today = ledger.engine.value("SELECT source_file FROM item_list WHERE latest")
        yield Finding(
            "item-list-undated",
            "warning",
            f"{', '.join(file for file, _ in rows)} does not say when it was printed, and groups of items differ "
            f"between the lists: {today} was taken for the present one. Print the lists with their run dates.",
        )
