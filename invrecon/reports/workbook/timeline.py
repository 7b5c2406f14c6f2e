"""Timeline: the running difference of the accounts with the widest gaps as a chart, and every day that changed one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from invrecon.money import ZERO
from invrecon.reconciliation.running import Curve, running
from invrecon.reports import palette
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Key, Span, added
from invrecon.reports.workbook.layout import Place, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_ACCOUNTS = 7
_CHART_ROWS = 21
_WIDTHS = (13, 15, 15, 15, 15, 15, 15, 15, 15, 17, 60)


def lay_out(binder: Binder) -> Sheet:
    """The sheet: the chart with the figures that it draws, then each account's days."""
    r = binder.r
    sheet = Sheet("Timeline", _WIDTHS)
    sheet.heading("Since when the ledgers differ", binder.subtitle)
    beginning = "the beginning of the period" if r.from_date else "the first entry"
    sheet.note(f"G/L less inventory ledger at the end of each day on which it changed, counted from {beginning}.")
    if not r.timeline:
        sheet.note("The running balances never part." if r.matching else "Without G/L entries no day can be told.")
        return sheet
    days, curves = running(r.timeline, _ACCOUNTS)
    sheet.charts.append((("timeline", "chart"), _draw(len(days), curves)))
    sheet.row(Cell("", name=("timeline", "chart")))
    for _ in range(_CHART_ROWS):
        sheet.blank()
    sheet.captions("Date", *(curve.account_no or "Others" for curve in curves), "All", freeze=False)
    for number, day in enumerate(days):
        sums = sum((curve.differences[number] for curve in curves), ZERO)
        ends = Span(("running", number, 0), ("running", number, len(curves) - 1))
        sheet.row(
            Cell(day, name=("running day", number)),
            *(
                Cell(curve.differences[number], name=("running", number, column), to=("timeline", curve.account_no))
                for column, curve in enumerate(curves)
            ),
            Cell(sums, "total", name=("running", number, len(curves)), formula=added(ends)),
        )
    _days(sheet, binder)
    return sheet


def _days(sheet: Sheet, binder: Binder) -> None:
    """Every day of every account: what it added, what the gap was then, and by which documents."""
    sheet.section("Each account's days")
    sheet.captions("Account", "Date", "Change", "Difference", "Documents", "", "", "", "", "", "", freeze=False)
    before: Key = None
    account_no = None
    for number, day in enumerate(binder.r.timeline):
        first = day.account_no != account_no
        account_no = day.account_no
        change: Key = ("day", number, "change")
        difference: Key = ("day", number, "difference")
        sheet.row(
            Cell(
                day.account_no, name=("timeline", day.account_no) if first else None, to=("statement", day.account_no)
            ),
            day.date,
            Cell(day.change, name=change),
            Cell(day.difference, name=difference, formula=added(change) if first else added(before, change)),
            Cell(", ".join(day.documents), across=7),
        )
        before = difference


def _draw(days: int, curves: Sequence[Curve]) -> Callable[[Workbook, Callable[[Key], Place]], Chart]:
    """A line for each account, stepping from day to day."""

    def draw(book: Workbook, place: Callable[[Key], Place]) -> Chart:
        chart = book.add_chart({"type": "line"})
        first, last = place(("running day", 0)), place(("running day", days - 1))
        dates = [first.sheet, first.row, first.column, last.row, last.column]
        for column, curve in enumerate(curves):
            top = place(("running", 0, column))
            chart.add_series(
                {
                    "name": f"{curve.account_no}" if curve.account_no else "Others",
                    "categories": dates,
                    "values": [top.sheet, top.row, top.column, last.row, top.column],
                    "line": {"color": palette.CURVES[column % len(palette.CURVES)], "width": 1.75},
                    "marker": {"type": "automatic", "size": 4} if days == 1 else {"type": "none"},
                }
            )
        chart.set_title({"name": "Running difference, G/L less inventory ledger", "name_font": {"size": 12}})
        chart.set_x_axis({"date_axis": True, "num_format": "d mmm yy", "label_position": "low"})
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": palette.RULE}}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 1180, "height": 400})
        return chart

    return draw
