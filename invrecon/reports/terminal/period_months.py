"""Periods beside calendar months on a terminal: a cross table for each ledger, as many months at a time as fit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from invrecon.reconciliation.period_table import PeriodTable, period_tables
from invrecon.reports import period_months as periods
from invrecon.reports import wording
from invrecon.reports.terminal.amounts import UNBOUNDED, amount_text, plain_table, print_table

if TYPE_CHECKING:
    from invrecon.reconciliation.record import PeriodMonth
    from invrecon.reconciliation.result import Reconciliation

_NARROWEST = 14


def print_period_months(r: Reconciliation, console: Console) -> None:
    """Print what disagrees, or that nothing does. Nothing at all where entries have no periods."""
    if periods.agreed(r):
        console.print()
        console.print(Text(periods.agreed(r)))
    if not r.period_months:
        return
    console.print()
    console.print(Text(periods.TITLE, style="bold"))
    console.print(Text(periods.NOTE, style="dim"))
    for number, table in enumerate(period_tables(r.period_months)):
        if number:
            console.print()
        months = list(table.months)
        while months:
            fitting = _fitting(r, console, table, months)
            print_table(console, _table(r, table, months[:fitting]))
            months = months[fitting:]


def _fitting(r: Reconciliation, console: Console, table: PeriodTable, months: Sequence[dt.date]) -> int:
    """How many of the months stand beside each other in the width of the terminal: one at least."""
    unbounded = console.options.update_width(UNBOUNDED)
    for number in range(len(months), 1, -1):
        if console.measure(_table(r, table, months[:number]), options=unbounded).minimum <= console.width:
            return number
    return 1


def _table(r: Reconciliation, table: PeriodTable, months: Sequence[dt.date]) -> Table:
    shown = plain_table()
    longest = max(len(periods.period(*period)) for period in table.periods)
    shown.add_column(wording.LEDGER[table.ledger], no_wrap=True, min_width=longest)
    for month in months:
        shown.add_column(periods.month(month), justify="right", no_wrap=True, min_width=_NARROWEST)
    for period in table.periods:
        cells = [table.cell(period, month) for month in months]
        if any(cells):
            shown.add_row(Text(periods.period(*period)), *(_text(r, cell) for cell in cells))
    return shown


def _text(r: Reconciliation, cell: PeriodMonth | None) -> Text:
    """The amount, and below it how many entries stand behind it."""
    return Text("") if cell is None else amount_text(r, cell.amount) + Text(f"\n{periods.entries(cell)}", "dim")
