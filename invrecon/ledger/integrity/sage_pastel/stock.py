"""Stock that cannot be right: less than nothing, or a value without quantity (facts 5: S9, S10)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed

_EVIDENCE = 50


def stock_findings(ledger: Ledger) -> Iterable[Finding]:
    """Warnings on negative quantities, now or on the way, and on values that their quantity does not bear."""
    yield from _below_zero(ledger)
    yield from _value_without_quantity(ledger)


def _below_zero(ledger: Ledger) -> Iterable[Finding]:
    rows = ledger.engine.rows(
        f"""SELECT below.item_no, below.store, below.lowest, below.since, below.until, line.source_file,
                   line.source_row, count(*) OVER ()
            FROM below_zero AS below JOIN value_change AS line USING (item_no, store)
            ORDER BY below.lowest, below.item_no, below.store LIMIT {_EVIDENCE}"""
    )
    if rows:
        item, _, lowest, since, *_, count = rows[0]
        yield Finding(
            "negative-quantity",
            "warning",
            f"{counted(count, 'item')} issued below zero, by item and store; the lowest is {item} with "
            f"{_quantity(lowest)} on {since}. The receipt that follows recalculates the average cost, and the "
            "valuation moves away from the ledger. Receive before you issue.",
            tuple(
                Evidence(
                    posting_date=since,
                    file=file,
                    row=row,
                    ledger="inventory",
                    note=f"{item}{f', store {store}' if store else ''}: {_quantity(lowest)}"
                    + (f", above zero from {until}" if until else ", still below zero"),
                )
                for item, store, lowest, since, until, file, row, _ in rows
            ),
        )


def _value_without_quantity(ledger: Ledger) -> Iterable[Finding]:
    rows = ledger.engine.rows(
        f"""SELECT item_no, location_code, quantity, cost_amount, source_file, source_row,
                   count(*) OVER (), sum(cost_amount) OVER ()
            FROM stock_valuation JOIN valued_on USING (source_file)
            WHERE day = (SELECT last_day FROM valuation_day) AND cost_amount <> 0
              AND sign(cost_amount) <> sign(quantity)
            ORDER BY abs(cost_amount) DESC, source_file, source_row LIMIT {_EVIDENCE}"""
    )
    if rows:
        *_, count, total = rows[0]
        yield Finding(
            "value-without-quantity",
            "warning",
            f"{counted(count, 'line')} of the valuation with a value that the quantity does not bear, {signed(total)} "
            "in all: nothing on hand, or the other sign. Clear them by inventory journals, out and in at another cost.",
            tuple(
                Evidence(
                    amount=value,
                    file=file,
                    row=row,
                    ledger="inventory",
                    note=f"{item}{f', store {store}' if store else ''}: {_quantity(quantity)} on hand",
                )
                for item, store, quantity, value, file, row, *_ in rows
            ),
        )


def _quantity(quantity: object) -> str:
    text = f"{quantity:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
