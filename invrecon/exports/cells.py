"""Cells as text: the decimal that a spreadsheet shows for a double, and a mark before what was a number or a date.

A number cell is a double in the file and fifteen digits on the screen. The text is the decimal that Excel shows, unless
the digits beyond would matter to an amount. Number and date cells are marked, so that a text cell "1.234" is never
mistaken for the number 1.234.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal
from typing import Any

# Before a cell that was a number or a date in the file. XML cannot hold this character, so no text cell starts with it.
TYPED = "\x1f"

SMALLEST_AMOUNT = 0.000005  # half of the fifth decimal
_SHORT = 16  # so many signs hold at most fifteen digits and a point
_REMEMBERED = 1 << 16
_FIFTEEN_DIGITS = Context(prec=15)


def cell_text(cell: Any) -> str:
    """A cell as text; numbers and dates behind the TYPED mark."""
    return _TEXT_OF[type(cell)](cell)


class CellWriter:
    """Puts columns of cells into text. Numbers and dates repeat: each is put into text once."""

    def __init__(self) -> None:
        numbers, dates = _Numbers(), _Dates()
        self._text_of: Mapping[type, Callable[[Any], str]] = {
            **_TEXT_OF,
            float: numbers.__getitem__,
            dt.date: dates.__getitem__,
            dt.datetime: dates.__getitem__,
        }

    def column(self, cells: Sequence[Any]) -> Sequence[str]:
        """The cells of a column as text; most columns hold cells of one type."""
        kinds = set(map(type, cells))
        if kinds == {str}:
            return cells if TYPED not in "".join(cells) else [_text(cell) for cell in cells]
        if len(kinds) == 1:
            return list(map(self._text_of[kinds.pop()], cells))
        return [self._text_of[type(cell)](cell) for cell in cells]


class _Numbers(dict[float, str]):
    """The texts of number cells, for as many different ones as repeat in a sheet."""

    def __missing__(self, value: float) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        shown = repr(value)
        # The shortest text that stands for a double is the decimal that was meant, if a spreadsheet shows it whole.
        if len(shown) > _SHORT or "e" in shown:
            shown = _long_number(value)
        elif not value:
            shown = "0"  # never -0: the two are one key
        elif shown.endswith(".0"):
            shown = shown[:-2]
        text = self[value] = TYPED + shown
        return text


class _Dates(dict[dt.date, str]):
    """The texts of date cells."""

    def __missing__(self, date: dt.date) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        text = self[date] = cell_text(date)
        return text


def _long_number(value: float) -> str:
    shown = format(value, ".15g")
    # Beyond fifteen digits a double carries noise, unless another program stored an amount that long.
    if abs(float(shown) - value) >= SMALLEST_AMOUNT:
        shown = repr(value).removesuffix(".0")
    # A long code stays digits: 1e+15 is 1000000000000000.
    return format(Decimal(shown), "f") if "e" in shown else shown


def _decimal(value: Decimal) -> str:
    """As of a double, for files that hold decimals: their programs write noise beyond fifteen digits, too."""
    shown = _FIFTEEN_DIGITS.plus(value)
    text = format(shown if abs(shown - value) < Decimal(str(SMALLEST_AMOUNT)) else value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return TYPED + ("0" if text in ("-0", "") else text)


def _text(value: str) -> str:
    return value.replace(TYPED, "")


_TEXT_OF: dict[type, Callable[[Any], str]] = {
    str: _text,
    float: lambda value: _Numbers()[value],
    Decimal: _decimal,
    int: lambda value: f"{TYPED}{value}",
    bool: lambda value: "Yes" if value else "No",
    dt.date: lambda value: TYPED + value.isoformat(),
    dt.datetime: lambda value: TYPED + value.isoformat(" "),
    dt.time: lambda value: value.isoformat(),
    dt.timedelta: str,
}
