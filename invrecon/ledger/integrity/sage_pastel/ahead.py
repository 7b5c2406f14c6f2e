"""Movements dated after the valuation was printed (facts 5: S13)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_EVIDENCE = 50


def movements_ahead(ledger: Ledger) -> Iterable[Finding]:
    """A warning on those that the valuation holds; a note on those that it seems not to hold."""
    rows = _later(ledger, "ahead")
    if rows:
        *_, count, total, day = rows[0]
        yield Finding(
            "future-dated-movements",
            "warning",
            f"{counted(count, 'inventory movement')} dated after {day}, {signed(total)} in all, and captured before: "
            "the valuation of that day holds them, and they were taken out of it again. Look at their dates.",
            tuple(
                Evidence(document, date, amount, file, row, "inventory", note=item)
                for document, date, amount, file, row, item, *_ in rows
            ),
        )
    rows = _later(ledger, "NOT in_last AND listed_on.day IS NULL")
    if rows:
        *_, count, total, day = rows[0]
        yield Finding(
            "movements-after-valuation",
            "info",
            f"{counted(count, 'inventory movement')} dated after {day}, the day of the valuation, {signed(total)} in "
            "all: they were taken to be captured after it was printed. If they were captured before, print the "
            "movements with their run date.",
        )


def _later(ledger: Ledger, which: str) -> list[tuple[Any, ...]]:
    return ledger.engine.rows(
        f"""SELECT entry.document_no, entry.posting_date, entry.cost_amount_actual, entry.source_file, entry.source_row,
                   entry.item_no, count(*) OVER (), sum(entry.cost_amount_actual) OVER (), valued.last_day
            FROM stock_movement AS moved
            JOIN value_entry AS entry USING (source_file, source_row)
            CROSS JOIN valuation_day AS valued
            LEFT JOIN listed_on USING (source_file)
            WHERE ({which}) AND entry.voucher <> ''
            ORDER BY entry.posting_date, entry.source_file, entry.source_row LIMIT {_EVIDENCE}"""
    )
