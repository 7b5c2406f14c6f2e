"""The running difference as a chart: a stepped line for each of the accounts with the widest gaps, and one for others.

Lines are drawn in a square of 1000 that is stretched over its place; texts are in pixels beside them. Each line is told
by its account at its end and by its dashes, not by its colour alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from invrecon.money import ZERO, accounting
from invrecon.reconciliation.running import Curve, running
from invrecon.reports import wording
from invrecon.reports.page.days import day_ticks
from invrecon.reports.page.scale import Scale
from invrecon.reports.palette import CURVES

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

_OTHERS = "others"
_HEIGHT = 300
_LABEL = 15
_LONGEST_LABEL = 9
_DAYS_LISTED = 400


@dataclass(frozen=True)
class Line:
    """A curve as it is drawn: `path` in the square of 1000, `label_at` in pixels from the top of the plot."""

    curve: Curve
    account: str
    label: str
    path: str
    label_at: int


@dataclass(frozen=True)
class TimelineChart:
    """The lines, the amounts and days along the edges (shares of a hundred), and the same figures by day."""

    lines: tuple[Line, ...]
    amounts: tuple[tuple[Decimal, str], ...]
    days: tuple[tuple[Decimal, str], ...]
    zero: Decimal
    height: int
    description: str
    table: tuple[tuple[dt.date, tuple[Decimal, ...]], ...]
    left_out: int


def timeline_chart(r: Reconciliation) -> TimelineChart | None:
    """The chart of all days on which a gap changed; None where there is none, or no day can be told."""
    if not r.timeline:
        return None
    days, curves = running(r.timeline, len(CURVES) - 1)
    begin = r.from_date or days[0].replace(day=1)
    end = max(r.as_of, days[-1], begin + dt.timedelta(days=1))
    amounts = _scale(curves)
    dates = Scale(Decimal(begin.toordinal()), Decimal(end.toordinal()))
    table = tuple(zip(days, zip(*(curve.differences for curve in curves), strict=True), strict=True))
    ticks = amounts.ticks(5)
    return TimelineChart(
        lines=_lines(curves, days, amounts, dates),
        amounts=tuple((100 - amounts.at(tick), _axis(tick)) for tick in ticks),
        days=tuple((dates.at(Decimal(day.toordinal())), label) for day, label in day_ticks(begin, end)),
        zero=100 - amounts.at(ZERO),
        height=_HEIGHT,
        description=_description(r, days, curves),
        table=table[-_DAYS_LISTED:],
        left_out=max(0, len(table) - _DAYS_LISTED),
    )


def _scale(curves: Sequence[Curve]) -> Scale:
    gaps = [gap for curve in curves for gap in curve.differences]
    low, high = min(ZERO, *gaps), max(ZERO, *gaps)
    room = (high - low) / 20 or Decimal(1)
    return Scale(low - room, high + room)


def _lines(curves: Sequence[Curve], days: Sequence[dt.date], amounts: Scale, dates: Scale) -> tuple[Line, ...]:
    places = _apart([int((100 - amounts.at(curve.differences[-1])) * _HEIGHT / 100) for curve in curves])
    across = [dates.at(Decimal(day.toordinal())) for day in days]
    return tuple(
        Line(
            curve,
            _name(curve),
            _short(_name(curve)),
            _path(curve, across, amounts),
            place,
        )
        for curve, place in zip(curves, places, strict=True)
    )


def _path(curve: Curve, across: Sequence[Decimal], amounts: Scale) -> str:
    """From zero at the beginning, level until a day changes it, to the end."""
    drawn, level = [f"M0 {_in_square(100 - amounts.at(ZERO))}"], ZERO
    for place, gap in zip(across, curve.differences, strict=True):
        if gap != level:
            drawn.append(f"H{_in_square(place)}V{_in_square(100 - amounts.at(gap))}")
            level = gap
    return "".join([*drawn, "H1000"])


def _in_square(share: Decimal) -> str:
    return f"{share * 10:.1f}".removesuffix(".0")


def _apart(places: Sequence[int]) -> list[int]:
    """The places of labels, moved apart where they would cover each other, and kept within the plot."""
    order = sorted(range(len(places)), key=lambda position: places[position])
    moved = list(places)
    lowest = -_LABEL
    for position in order:
        lowest = moved[position] = max(moved[position], lowest + _LABEL)
    highest = _HEIGHT + _LABEL
    for position in reversed(order):
        highest = moved[position] = min(moved[position], highest - _LABEL)
    return moved


def _name(curve: Curve) -> str:
    return wording.printable(curve.account_no) or _OTHERS


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_LABEL else f"{name[: _LONGEST_LABEL - 1]}\N{HORIZONTAL ELLIPSIS}"


def _axis(amount: Decimal) -> str:
    """An amount at the edge: without decimals where it has none, zero as 0."""
    return accounting(amount).removesuffix(".00").replace(".00)", ")") if amount else "0"


def _description(r: Reconciliation, days: Sequence[dt.date], curves: Sequence[Curve]) -> str:
    show = wording.money(r)
    ends = "; ".join(f"{_name(curve)} {show(curve.differences[-1])}" for curve in curves)
    return f"{wording.day(days[0])} to {wording.day(days[-1])}. At the end: {ends}."
