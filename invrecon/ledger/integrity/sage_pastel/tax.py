"""Costs that look as if they held tax (facts 5: S22)."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from invrecon.findings import Evidence, Finding, counted
from invrecon.ledger.load import Ledger

_EVIDENCE = 20


def tax_in_cost(ledger: Ledger) -> Iterable[Finding]:
    """A suspicion where an item's last cost is its average with tax on top."""
    rates = ledger.profile.tax_rates
    rows = ledger.engine.rows(
        f"""SELECT item_no, location_code, unit_cost, last_cost, source_file, source_row, count(*) OVER ()
            FROM store_item JOIN item_list USING (source_file)
            WHERE latest AND unit_cost > 0 AND EXISTS (
                FROM (SELECT unnest(?::DECIMAL(4, 2)[]) AS rate)
                WHERE abs(last_cost - CAST(unit_cost AS DECIMAL(18, 4)) * rate)
                      <= CAST(unit_cost AS DECIMAL(18, 4)) * 0.001)
            ORDER BY source_file, source_row LIMIT {_EVIDENCE}""",
        [list(rates)],
    )
    if rows:
        per_cent = " or ".join(f"{(Decimal(rate) - 1) * 100:.0f}" for rate in rates)
        yield Finding(
            "tax-in-cost",
            "warning",
            f"{counted(rows[0][6], 'item')} whose last cost is the average cost with {per_cent} per cent on top, such "
            f"as {rows[0][0]}: an inclusive price may have been captured as exclusive cost. Reverse the receipt and "
            "enter it again at the exclusive cost.",
            tuple(
                Evidence(file=file, row=row, note=f"{item}: average {average:f}, last {last:f}")
                for item, _, average, last, file, row, _ in rows
            ),
        )
