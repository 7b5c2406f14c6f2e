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
_SELDOM = 0.7  # of so many new numbers in a hundred rows, a memory costs more than it saves
_END = "\x1e"  # behind each cell of a column that is put into text together
_BETWEEN = _END + TYPED
_FIFTEEN_DIGITS = Context(prec=15)


def cell_text(cell: Any) -> str:
    """A cell as text; numbers and dates behind the TYPED mark."""
    return _TEXT_OF[type(cell)](cell)


class ColumnWriter:
    """Puts a column into text, some cells at a time.

    Dates repeat, and so do the numbers of most columns: each is put into text once. Where numbers seldom repeat, as
    those of entries do, the cells are put into text together.
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._repeats = True
        dates = _Dates()
        self._text_of: Mapping[type, Callable[[Any], str]] = {
            **_TEXT_OF,
            float: self._numbers.__getitem__,
            dt.date: dates.__getitem__,
            dt.datetime: dates.__getitem__,
        }

    def texts(self, cells: Sequence[Any]) -> Sequence[str]:
        """The next cells as text; most columns hold cells of one type."""
        if type(cells[0]) is str and (joined := _joined(cells)) is not None:
            return cells if TYPED not in joined else [_text(cell) for cell in cells]
        kinds = set(map(type, cells))
        if len(kinds) > 1:
            return [self._text_of[type(cell)](cell) for cell in cells]
        kind = kinds.pop()
        if kind is float:
            return self._of_numbers(cells)
        return list(map(self._text_of[kind], cells))

    def _of_numbers(self, cells: Sequence[float]) -> Sequence[str]:
        if not self._repeats:
            return _short_numbers(cells) or list(map(self._numbers.__getitem__, cells))
        known = len(self._numbers)
        texts = list(map(self._numbers.__getitem__, cells))
        self._repeats = len(self._numbers) - known <= len(cells) * _SELDOM
        return texts


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


def _joined(cells: Sequence[Any]) -> str | None:
    """The cells as one text if all of them are texts; quicker than a look at the type of each."""
    try:
        return "".join(cells)
    except TypeError:
        return None


def _short_numbers(cells: Sequence[float]) -> Sequence[str]:
    """The texts of number cells if the shortest text of each is the decimal that was meant; else nothing."""
    shown = list(map(repr, cells))
    text = f"{TYPED}{_BETWEEN.join(shown)}{_END}"
    if "e" in text or max(map(len, shown)) > _SHORT:
        return ()
    # As _Numbers does it, for all of them at once.
    return text.replace(f".0{_END}", _END).replace(f"-0{_END}", f"0{_END}")[: -len(_END)].split(_END)


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
