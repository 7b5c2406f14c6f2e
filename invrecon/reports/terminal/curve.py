"""The curve of an account's running difference, small enough to stand in a line of text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from invrecon.money import ZERO
from invrecon.reports import wording

if TYPE_CHECKING:
    from invrecon.reconciliation.record import TimelineDay
    from invrecon.reconciliation.result import Reconciliation
    from invrecon.reconciliation.statement import Statement

_WIDTH = 24


def drawn(r: Reconciliation, statement: Statement, heights: str) -> str:
    """The account's difference over the period by date; empty where one change says all.

    Where it stays on one side of zero, the curve is its size, and zero the lowest of the `heights`, which nothing else
    has. Where it crosses zero the curve runs from the lowest amount to the highest, and both are named.
    """
    days = _days(r, statement)
    if len(days) <= 1:
        return ""
    levels = _levels(days, *_period(r))
    lowest, highest = min(*levels, ZERO), max(*levels, ZERO)
    if lowest < 0 < highest:
        show = wording.money(r)
        curve = [_nth(level - lowest, highest - lowest, heights) for level in levels]
        return f"{''.join(curve)} {show(lowest)} to {show(highest)}"
    size = max(highest, -lowest)
    return "".join(_nth(abs(level), size, heights[1:]) if level else heights[0] for level in levels)


def legend(r: Reconciliation, stated: Sequence[Statement]) -> str:
    """What the curves show; empty where there is none."""
    if not any(len(_days(r, statement)) > 1 for statement in stated):
        return ""
    begin, end = map(wording.day, _period(r))
    return f"Curves: how far an account is out of balance, from {begin} to {end}."


def _days(r: Reconciliation, statement: Statement) -> list[TimelineDay]:
    return [day for day in r.timeline if statement.account_no and day.account_no == statement.account_no]


def _period(r: Reconciliation) -> tuple[dt.date, dt.date]:
    """The same for all accounts: from the beginning of the period, else from the first change of any gap."""
    return r.from_date or min(day.date for day in r.timeline), r.as_of


def _levels(days: Sequence[TimelineDay], begin: dt.date, end: dt.date) -> list[Decimal]:
    """The difference in each part of the period: the widest at the end of any of its days, and in the last its end."""
    length = (end - begin).days + 1
    width = min(_WIDTH, length)
    changes = {(day.date - begin).days: day.difference for day in days}
    levels, level = [], ZERO
    for part in range(width):
        part_days = range(part * length // width, (part + 1) * length // width)
        held = [] if part_days[0] in changes else [level]
        held += [changes[day] for day in part_days if day in changes]
        level = held[-1]
        levels.append(level if part == width - 1 else max(held, key=abs))
    return levels


def _nth(amount: Decimal, of: Decimal, heights: str) -> str:
    """The height of an amount between zero and the whole."""
    return heights[int((amount / of * (len(heights) - 1)).to_integral_value())]
