"""The days that are written along the edge of a chart."""

from __future__ import annotations

import datetime as dt

_MOST = 7
_MOST_WITH_YEARS = 5
_MONTH = 31


def day_ticks(begin: dt.date, end: dt.date) -> tuple[tuple[dt.date, str], ...]:
    """Some days of a period with their names: beginnings of months, or in a short period days a week or so apart.

    The year is named where it changes, and not at all in a period of one year.
    """
    length = (end - begin).days
    if length < 2 * _MONTH:
        step = max(1, length // _MOST)
        days = [begin + dt.timedelta(days=number) for number in range(0, length + 1, step)]
        return tuple((day, f"{day.day} {day:%b}") for day in days[: _MOST + 1])
    months = [month for month in _months(begin, end) if month >= begin]
    if begin.year == end.year:
        return tuple((month, f"{month:%b}") for month in _some(months, _MOST))
    shown = _some(months, _MOST_WITH_YEARS)
    years = [0, *(month.year for month in shown)]
    return tuple(
        (month, f"{month:%b}" if month.year == before else f"{month:%b %Y}")
        for month, before in zip(shown, years, strict=False)
    )


def _some(months: list[dt.date], most: int) -> list[dt.date]:
    return months[:: -(-len(months) // most)]


def _months(begin: dt.date, end: dt.date) -> list[dt.date]:
    first, last = begin.year * 12 + begin.month - 1, end.year * 12 + end.month - 1
    return [dt.date(number // 12, number % 12 + 1, 1) for number in range(first, last + 1)]
