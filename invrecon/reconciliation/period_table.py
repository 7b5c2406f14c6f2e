"""The cross table of periods and calendar months: one for each ledger, from the sums of what disagrees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from invrecon.reconciliation.record import PeriodMonth


@dataclass(frozen=True)
class PeriodTable:
    """Periods down, each with its month; calendar months across; in the cells what was posted so. Empty cells are none.

    A 13th period has a row of its own, in the month of the 12th.
    """

    ledger: str
    periods: tuple[tuple[int, dt.date], ...]
    months: tuple[dt.date, ...]
    cells: Mapping[tuple[int, dt.date, dt.date], PeriodMonth]

    def cell(self, period: tuple[int, dt.date], month: dt.date) -> PeriodMonth | None:
        """What was posted into the period and dated in the month."""
        return self.cells.get((*period, month))


def period_tables(lines: Iterable[PeriodMonth]) -> tuple[PeriodTable, ...]:
    """A table for each ledger that has entries whose period and date disagree, in the order of the lines."""
    listed = list(lines)
    return tuple(_table(ledger, [line for line in listed if line.ledger == ledger])
                 for ledger in dict.fromkeys(line.ledger for line in listed))  # fmt: skip


def _table(ledger: str, lines: list[PeriodMonth]) -> PeriodTable:
    return PeriodTable(
        ledger,
        tuple(sorted({(line.period, line.period_month) for line in lines}, key=lambda period: period[::-1])),
        tuple(sorted({line.dated_month for line in lines})),
        {(line.period, line.period_month, line.dated_month): line for line in lines},
    )
