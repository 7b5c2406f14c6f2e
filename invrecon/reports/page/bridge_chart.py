"""The bridge as a chart: a bar for either balance, and between them a bar for every step, one below the other.

Bars lie across the whole width at shares of a hundred, while heights and texts are in pixels: so the chart is as wide
as its place, and its words stay readable on a telephone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from invrecon.money import EVERY_DIGIT, ZERO
from invrecon.reconciliation.bridge import Bridge, Step
from invrecon.reconciliation.vocabulary import UNEXPLAINED
from invrecon.reports import explaining, wording
from invrecon.reports.page.scale import Scale

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

_ROW, _ROW_OF_TWO_LINES = 38, 54
_ONE_LINE = 46
_THINNEST = Decimal("0.5")
_ROOM = Decimal("0.2")


@dataclass(frozen=True)
class Bar:
    """A line of the chart. `left` and `width` are shares of a hundred; `level` is where the next bar joins.

    `kind` is balance, added, deducted or rest. `top` is in pixels. `step` is None of the two balances.
    """

    label: str
    shown: str
    kind: str
    left: Decimal
    width: Decimal
    level: Decimal
    top: int
    step: Step | None = None


@dataclass(frozen=True)
class BridgeChart:
    """A bridge and its bars; `height` and `row` in pixels.

    `zero` is a share of a hundred, None beyond the chart: then the balances' bars are broken at `broken`.
    """

    bridge: Bridge
    bars: tuple[Bar, ...]
    name: str
    description: str
    height: int
    row: int
    zero: Decimal | None
    broken: int
    two_lines: bool


def bridge_chart(r: Reconciliation, bridge: Bridge) -> BridgeChart:
    """The chart of one bridge."""
    scale = _scale(bridge)
    show = wording.money(r)
    parts = [
        (explaining.balance(r, "inventory ledger"), bridge.subledger, None),
        *((explaining.signed_title(step), step.amount, step) for step in bridge.steps),
        (explaining.balance(r, "G/L"), bridge.gl, None),
    ]
    longest = max(len(label) for label, _, _ in parts) + max(len(show(amount)) for _, amount, _ in parts)
    row = _ROW if longest <= _ONE_LINE else _ROW_OF_TWO_LINES
    bars = tuple(
        _bar(scale, label, show(amount), amount, step, position * row)
        for position, (label, amount, step) in enumerate(parts)
    )
    name = explaining.types(r, bridge)
    return BridgeChart(
        bridge=bridge,
        bars=bars,
        name=name,
        description="; ".join(_told(bars)) + ("; the bars do not begin at zero." if scale.cut else "."),
        height=len(bars) * row,
        row=row,
        zero=None if scale.cut else scale.base,
        broken=3 if scale.low > 0 else 97,
        two_lines=row == _ROW_OF_TWO_LINES,
    )


def _scale(bridge: Bridge) -> Scale:
    """From zero where the steps can be seen so; else only as far as the balances lie apart, and some room."""
    low, high = min(bridge.levels), max(bridge.levels)
    with localcontext(EVERY_DIGIT):
        if bridge.seen_from_zero:
            low, high = min(low, ZERO), max(high, ZERO)
            return Scale(low, high if high > low else low + 1)
        room = (high - low) * _ROOM
        return Scale(low - room, high + room / 4) if low > 0 else Scale(low - room / 4, high + room)


def _bar(scale: Scale, label: str, shown: str, amount: Decimal, step: Step | None, top: int) -> Bar:
    """A balance from the base to its level, a step from the level before it to the one after."""
    begin, level = (scale.at(step.before), scale.at(step.after)) if step else (scale.base, scale.at(amount))
    width = max(abs(level - begin), _THINNEST)
    left = min(begin, level, 100 - _THINNEST)
    return Bar(label, shown, _kind(step), left, width, level, top, step)


def _kind(step: Step | None) -> str:
    if step is None:
        return "balance"
    if step.cause == UNEXPLAINED:
        return "rest"
    return "added" if step.amount > 0 else "deducted"


def _told(bars: Iterable[Bar]) -> Iterable[str]:
    """The bars in words, for readers who listen; a dash would not be heard."""
    labels = (bar.label.removeprefix("+ ").removeprefix("- ") for bar in bars)
    return (f"{label} {'0.00' if bar.shown == '-' else bar.shown}" for label, bar in zip(labels, bars, strict=True))
