"""Bridge: from the inventory ledger to the G/L, cause by cause, as figures and as charts."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any

from invrecon.account_types import COLUMNS
from invrecon.money import ZERO, exact
from invrecon.reconciliation.bridge import Bridge, bridges
from invrecon.reconciliation.vocabulary import UNEXPLAINED
from invrecon.reports import explaining, palette
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Formula, Key, added, same
from invrecon.reports.workbook.layout import Draw, Plot, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_WIDTHS = (38, 18, 18, 3, 15, 15, 15, 15, 15, 15, 15)
_CHARTED = 12
_CHART_ROWS = 19
_PARTS = ("Balances", "Hidden above", "Added above", "Deducted above", "Hidden below", "Added below", "Deducted below")
_COLOURS = {"Balances": palette.BALANCE, "Added": palette.ADDED, "Deducted": palette.DEDUCTED}


def lay_out(binder: Binder) -> Sheet:
    """The sheet: per account type that has anything between its ledgers a chart and the figures that it draws."""
    r = binder.r
    sheet = Sheet("Bridge", _WIDTHS)
    sheet.heading("From the inventory ledger to the G/L", binder.subtitle)
    found = bridges(r)
    if not found:
        sheet.note("Nothing was compared." if not r.compared else "Nothing lies between the two ledgers.")
        return sheet
    sheet.note(
        "Each bar stands from the balance before a cause to the balance after it. The figures at the right are what "
        "the charts draw: a bar in two parts where it crosses zero, on a hidden one that lifts it to its place."
    )
    for number, bridge in enumerate(found):
        _bridge(sheet, binder, bridge, first=number == 0)
    return sheet


def _bridge(sheet: Sheet, binder: Binder, bridge: Bridge, *, first: bool) -> None:
    """The figures of an account type; a chart of them for the first, and for the balance sheet's."""
    r = binder.r
    name = explaining.types(r, bridge)
    key: Key = ("bridge", bridge.account_types)
    stated: Key = ("statement type", bridge.account_types)
    charted = len(bridge.steps) <= _CHARTED and (first or not set(COLUMNS).isdisjoint(bridge.account_types))
    if charted and not first:
        sheet.breaks.append(len(sheet.rows) + 1)
    sheet.section(name, name=key)
    if charted:
        sheet.charts.append(((key, "chart"), _draw(bridge, key, name)))
        sheet.row(Cell("", name=(key, "chart")))
        for _ in range(_CHART_ROWS):
            sheet.blank()
    sheet.captions(name, "Amount", "Balance", "", *_PARTS, right=range(1, 11), freeze=False)
    start: Key = (key, "after", 0)
    sheet.row(
        Cell(explaining.balance(r, "inventory ledger"), "total", name=(key, "label", 0)), Cell("", "total"),
        Cell(bridge.subledger, "total", name=start, to=stated, formula=same((stated, "ledger"))), None,
        *_balance_bar(bridge.subledger, (key, 0), start),
    )  # fmt: skip
    for number, step in enumerate(bridge.steps, start=1):
        amount, before, after = (key, "amount", number), (key, "after", number - 1), (key, "after", number)
        source: Key = (stated, "rest") if step.cause == UNEXPLAINED else (stated, number - 1)
        sheet.row(
            Cell(explaining.capital(step.title), name=(key, "label", number)),
            Cell(step.amount, name=amount, to=stated, formula=same(source)),
            Cell(step.after, name=after, formula=added(before, amount)),
            None,
            *_step_bar(step.before, step.after, (key, number), before, after),
        )
    end: Key = (key, "after", len(bridge.steps) + 1)
    sheet.row(
        Cell(explaining.balance(r, "G/L"), "total", name=(key, "label", len(bridge.steps) + 1)), Cell("", "total"),
        Cell(bridge.gl, "total", name=end, to=stated, formula=same((stated, "gl"))), None,
        *_balance_bar(bridge.gl, (key, len(bridge.steps) + 1), end),
    )  # fmt: skip


def _balance_bar(balance: Decimal, key: tuple[Key, int], source: Key) -> list[Cell]:
    """The bar of a balance, from zero."""
    rest = [Cell(ZERO, "detail", name=(*key, part)) for part in _PARTS[1:]]
    return [Cell(balance, "detail", name=(*key, "Balances"), formula=same(source)), *rest]


def _step_bar(before: Decimal, after: Decimal, key: tuple[Key, int], first: Key, last: Key) -> list[Cell]:
    """The bar of a step in the parts that stacked columns need: above and below zero, each on what is hidden."""
    low, high = min(before, after), max(before, after)
    added_up = after >= before
    above, below = max(high, ZERO) - max(low, ZERO), min(low, ZERO) - min(high, ZERO)
    values = {
        "Balances": (ZERO, None),
        "Hidden above": (max(low, ZERO), "MAX(0,MIN({0},{1}))"),
        "Added above": (above if added_up else ZERO, "MAX(0,MAX(0,{1})-MAX(0,{0}))"),
        "Deducted above": (ZERO if added_up else above, "MAX(0,MAX(0,{0})-MAX(0,{1}))"),
        "Hidden below": (min(high, ZERO), "MIN(0,MAX({0},{1}))"),
        "Added below": (below if added_up else ZERO, "MIN(0,MIN(0,{0})-MIN(0,{1}))"),
        "Deducted below": (ZERO if added_up else below, "MIN(0,MIN(0,{1})-MIN(0,{0}))"),
    }
    return [
        Cell(value, "detail", name=(*key, part), formula=Formula(text, (first, last)) if text else None)
        for part, (value, text) in values.items()
    ]


def _draw(bridge: Bridge, key: Key, title: str) -> Draw:
    """Stacked columns, the hidden parts without colour."""

    def draw(book: Workbook, plot: Plot) -> Chart:
        chart = book.add_chart({"type": "column", "subtype": "stacked"})
        end = len(bridge.steps) + 1
        categories, labels = plot((key, "label", 0), (key, "label", end))
        for part in _PARTS:
            values, bars = plot((key, 0, part), (key, end, part))
            word = part.split()[0]
            colour = _COLOURS.get(word)
            chart.add_series(
                {
                    "name": word,
                    "categories": categories,
                    "categories_data": labels,
                    "values": values,
                    "values_data": bars,
                    "fill": {"color": colour} if colour else {"none": True},
                    "border": {"none": True},
                    "gap": 40,
                }
            )
        chart.set_title({"name": title, "name_font": {"size": 12}})
        axis: dict[str, Any] = {
            "num_format": "#,##0",
            "major_gridlines": {"visible": True, "line": {"color": palette.RULE}},
        }
        lowest = _axis(bridge)
        if lowest is not None:
            axis |= {"min": exact(lowest[0]), "max": exact(lowest[1]), "name": "The axis does not begin at zero"}
        chart.set_y_axis(axis)
        chart.set_x_axis({"label_position": "low", "num_font": {"size": 9}})
        hidden = [position for position, part in enumerate(_PARTS) if part != "Balances" and not part.endswith("above")]
        chart.set_legend({"position": "bottom", "delete_series": [1, *hidden]})
        chart.set_size({"width": 1080, "height": 370})
        return chart

    return draw


def _axis(bridge: Bridge) -> tuple[Decimal, Decimal] | None:
    """Where the axis begins and ends when the steps would be too small to be seen on one from zero; else None."""
    if bridge.seen_from_zero:
        return None
    low, high = min(bridge.levels), max(bridge.levels)
    reach = high - low
    step = Decimal(1).scaleb(reach.adjusted())
    begin = ((low - reach / 2) / step).to_integral_value(ROUND_FLOOR) * step
    return begin, ((high + reach / 2) / step).to_integral_value(ROUND_CEILING) * step
