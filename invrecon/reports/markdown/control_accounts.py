"""Control accounts, and periods beside calendar months, in Markdown; for ERPs with inventory groups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from invrecon.reconciliation.control_lines import control_lines
from invrecon.reconciliation.period_table import period_tables
from invrecon.reports import control_accounts as control
from invrecon.reports import period_months as periods
from invrecon.reports import wording
from invrecon.reports.markdown.text import table, text

if TYPE_CHECKING:
    from decimal import Decimal

    from invrecon.reconciliation.result import Reconciliation


def control_account_lines(r: Reconciliation) -> Iterable[str]:
    """A table of all control accounts; nothing where there are none."""
    if not r.control_accounts:
        return
    rows: list[tuple[str, ...]] = []
    for account in r.control_accounts:
        rows.append((f"**{control.heading(account)}**", "", "", "", ""))
        for line in control_lines(account):
            label = f"- {control.label(r, line)}" if control.level(line) > 1 else control.label(r, line)
            count = "" if line.lines is None else f"{line.lines:,}"
            rows.append((label, count, *(_shown(r, each) for each in (line.subledger, line.gl, line.difference))))
    yield "## Control accounts"
    yield ""
    yield text(control.test(r))
    yield ""
    yield from table(("", "Lines", "Inventory", "G/L", "Difference"), 1, rows)
    yield control.HINT
    yield ""


def period_lines(r: Reconciliation) -> Iterable[str]:
    """A cross table for each ledger, or the sentence that all agree."""
    if periods.agreed(r):
        yield periods.agreed(r)
        yield ""
    if not r.period_months:
        return
    yield f"## {periods.TITLE}"
    yield ""
    yield periods.NOTE
    yield ""
    for each in period_tables(r.period_months):
        rows = []
        for period in each.periods:
            cells = [each.cell(period, month) for month in each.months]
            texts = ["" if cell is None else f"{_shown(r, cell.amount)}, {periods.entries(cell)}" for cell in cells]
            rows.append((periods.period(*period), *texts))
        yield from table((wording.LEDGER[each.ledger], *map(periods.month, each.months)), 1, rows)


def _shown(r: Reconciliation, amount: Decimal | None) -> str:
    """The amount; nothing where there is nothing to compare."""
    return "" if amount is None else wording.money(r)(amount)
