"""When a report was printed: a valuation shows stock as it is on that day (facts/sage-inventory-groups.md 3.2, 6.7)."""

from __future__ import annotations

import datetime as dt
import re

from invrecon.ledger.load import InputFile
from invrecon.profiles import Profile

_NUMBERS = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{2,4})")
_WORDS = re.compile(r"(\d{1,2})\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def printed_on(file: InputFile, profile: Profile) -> dt.date | None:
    """The run date that the lines above a report say, or None; day before month, unless the file's own dates differ."""
    order = "mdy" if "mdy" in file.formats.dates.values() else "dmy"
    for pattern in profile.titles.get("run_date", ()):
        for title in file.titles:
            said = re.search(pattern, title, re.IGNORECASE)
            date = _date(said[1], order) if said else None
            if date:
                return date
    return None


def _date(text: str, order: str) -> dt.date | None:
    words = _WORDS.search(text)
    if words and words[2].lower() in _MONTHS:
        return _valid(int(words[3]), _MONTHS.index(words[2].lower()) + 1, int(words[1]))
    numbers = _NUMBERS.search(text)
    if not numbers:
        return None
    first, second, third = (int(number) for number in numbers.groups())
    if len(numbers[1]) == 4:
        return _valid(first, second, third)
    year = third if third >= 100 else 2000 + third
    return _valid(year, first, second) if order == "mdy" else _valid(year, second, first)


def _valid(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
