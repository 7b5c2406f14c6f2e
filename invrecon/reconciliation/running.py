"""The running difference: what lies between the two ledgers at the end of each day on which anything changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from invrecon.money import ZERO
from invrecon.reconciliation.record import TimelineDay


@dataclass(frozen=True)
class Curve:
    """An account's running difference, G/L less inventory ledger, at the end of each of the days; "" stands for others.

    It is counted from the beginning of the period.
    """

    account_no: str
    differences: tuple[Decimal, ...]


def running(timeline: Sequence[TimelineDay], accounts: int) -> tuple[tuple[dt.date, ...], tuple[Curve, ...]]:
    """The days on which any gap changed, and the curves of so many accounts, widest gap first.

    All others are added up in one last curve, so that the curves together are the whole gap on every day.
    """
    days = tuple(sorted({day.date for day in timeline}))
    at: dict[str, dict[dt.date, Decimal]] = {}
    for day in timeline:
        at.setdefault(day.account_no, {})[day.date] = day.difference
    widest = sorted(at, key=lambda account: (-max(map(abs, at[account].values())), account))
    curves = [Curve(account, _filled(at[account], days)) for account in widest]
    shown, others = curves[:accounts], curves[accounts:]
    if others:
        shown.append(Curve("", whole(others)))
    return days, tuple(shown)


def whole(curves: Sequence[Curve]) -> tuple[Decimal, ...]:
    """The gap of all accounts together at the end of each day."""
    return tuple(sum(each, ZERO) for each in zip(*(curve.differences for curve in curves), strict=True))


def _filled(differences: dict[dt.date, Decimal], days: Sequence[dt.date]) -> tuple[Decimal, ...]:
    """The difference of every day: that of the last day on which it changed."""
    filled, difference = [], ZERO
    for day in days:
        difference = differences.get(day, difference)
        filled.append(difference)
    return tuple(filled)
