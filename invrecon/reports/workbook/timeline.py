"""Timeline: the running difference of the accounts with the widest gaps as a chart, and every day that changed one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from invrecon.money import ZERO
from invrecon.reconciliation.running import Curve, running, whole
from invrecon.reports import explaining, palette
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Key, Span, added, same
from invrecon.reports.workbook.layout import Draw, Plot, Sheet

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

_ACCOUNTS = 7
_CHART_ROWS = 21
_FEW_MONTHS = 2
_LABELS = 18
"""Dates that the axis has room for."""

_WIDTHS = (13, 15, 15, 15, 15, 15, 15, 15, 15, 17, 60)


def lay_out(binder: Binder) -> Sheet:
    """The sheet: the chart with the figures behind it, then each account's days."""
    r = binder.r
    sheet = Sheet("Timeline", _WIDTHS)
    sheet.heading("Since when the ledgers differ", binder.subtitle)
    sheet.note(
        "G/L less inventory ledger at the end of each day on which it changed, counted from "
        f"{explaining.counted_from(r)}."
    )
    if not r.timeline:
        sheet.note("The running balances never part." if r.matching else "Without G/L entries no day can be told.")
        return sheet
    days, curves = running(r.timeline, _ACCOUNTS)
    points = _points(days, r.as_of)
    sheet.charts.append((("timeline", "chart"), _draw(points, curves)))
    sheet.row(Cell("", name=("timeline", "chart")))
    for _ in range(_CHART_ROWS):
        sheet.blank()
    top = len(sheet.rows)
    _table(sheet, days, curves)
    _days(sheet, binder)
    names = [curve.account_no or "Others" for curve in curves]
    drawn = [_point(point, number, curves) for number, point in enumerate(points)]
    captions = [Cell(caption, "head-right") for caption in ("Chart", *names)]
    # What the chart draws stands beyond what is printed.
    sheet.beside(top, len(_WIDTHS) + 1, [captions, *drawn])
    return sheet


def _points(days: Sequence[dt.date], end: dt.date) -> list[tuple[dt.date, int | None]]:
    """What the chart draws so that a line steps: each day that changed, and its eve with the gap of the day before.

    The number is that of the day whose gap holds; None is no gap yet.
    """
    points: list[tuple[dt.date, int | None]] = []
    for number, day in enumerate(days):
        eve = day - dt.timedelta(days=1)
        if not number or days[number - 1] < eve:
            points.append((eve, number - 1 if number else None))
        points.append((day, number))
    return [*points, (end, len(days) - 1)] if end > days[-1] else points


def _table(sheet: Sheet, days: Sequence[dt.date], curves: Sequence[Curve]) -> None:
    """The running difference of each day, of the accounts and of all."""
    names = [curve.account_no or "Others" for curve in curves]
    sheet.captions("Date", *names, "All", right=range(1, len(names) + 2), freeze=False)
    for number, (day, together) in enumerate(zip(days, whole(curves), strict=True)):
        cells = [
            Cell(curve.differences[number], name=("running", number, column), to=("timeline", curve.account_no))
            for column, curve in enumerate(curves)
        ]
        ends = Span(("running", number, 0), ("running", number, len(curves) - 1))
        sheet.row(day, *cells, Cell(together, "total", formula=added(ends)))


def _point(point: tuple[dt.date, int | None], number: int, curves: Sequence[Curve]) -> list[Cell]:
    date, day = point
    return [
        Cell(date, "detail", name=("point", number)),
        *(
            Cell(
                ZERO if day is None else curve.differences[day],
                "detail",
                name=("point", number, column),
                formula=None if day is None else same(("running", day, column)),
            )
            for column, curve in enumerate(curves)
        ),
    ]


def _days(sheet: Sheet, binder: Binder) -> None:
    """Every day of every account: what it added, what the gap was then, and by which documents."""
    sheet.section("Each account's days")
    sheet.captions("Account", "Date", "Change", "Difference", "Documents", *[""] * 6, right=(2, 3), freeze=False)
    before: Key = ()
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


def _draw(points: Sequence[tuple[dt.date, int | None]], curves: Sequence[Curve]) -> Draw:
    """A line for each account, stepping from day to day; where there are many, the months are named."""
    months = (points[-1][0] - points[0][0]).days // 30

    def draw(book: Workbook, plot: Plot) -> Chart:
        chart = book.add_chart({"type": "line"})
        categories, dates = plot(("point", 0), ("point", len(points) - 1))
        for column, curve in enumerate(curves):
            values, gaps = plot(("point", 0, column), ("point", len(points) - 1, column))
            chart.add_series(
                {
                    "name": f"Account {curve.account_no}" if curve.account_no else "Others",
                    "categories": categories,
                    "categories_data": dates,
                    "values": values,
                    "values_data": gaps,
                    "line": {"color": palette.CURVES[column % len(palette.CURVES)], "width": 1.75},
                    "marker": {"type": "none"},
                }
            )
        chart.set_title({"name": "Running difference, G/L less inventory ledger", "name_font": {"size": 12}})
        axis: dict[str, Any] = {"date_axis": True, "num_format": "d mmm yy", "label_position": "low"}
        if months > _FEW_MONTHS:
            axis |= {"num_format": "mmm yy", "major_unit": ceil(months / _LABELS), "major_unit_type": "months"}
        chart.set_x_axis(axis | {"major_tick_mark": "none", "minor_tick_mark": "none"})
        chart.set_y_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": palette.RULE}}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 1180, "height": 400})
        return chart

    return draw
