"""Cells as text: the decimal that a spreadsheet shows for a double, and a mark before what was a number or a date.

A number cell is a double in the file and fifteen digits on the screen. The text is the decimal that Excel shows, unless
the digits beyond would matter to an amount. Number and date cells are marked, so that a text cell "1.234" is never
mistaken for the number 1.234.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

# Before a cell that was a number or a date in the file. XML cannot hold this character, so no text cell starts with it.
TYPED = "\x1f"

SMALLEST_AMOUNT = 0.000005  # half of the fifth decimal
_SHORT = 16  # so many signs hold at most fifteen digits and a point
_REMEMBERED = 1 << 16


def cell_text(cell: Any) -> str:
    """A cell as text; numbers and dates behind the TYPED mark."""
    return _TEXT_OF[type(cell)](cell)


def row_writer() -> Callable[[Iterable[Any]], list[str]]:
    """What puts rows of cells into text. Numbers and dates repeat: each is put into text once."""
    numbers, dates = _Remembered(_number), _Remembered(cell_text)
    texts: dict[type, Callable[[Any], str]] = {
        **_TEXT_OF,
        float: numbers.__getitem__,
        dt.date: dates.__getitem__,
        dt.datetime: dates.__getitem__,
    }

    def written(row: Iterable[Any]) -> list[str]:
        return [texts[type(cell)](cell) for cell in row]

    return written


class _Remembered(dict[Any, str]):
    """The texts of cells of one type, for as many different ones as a sheet usually holds."""

    def __init__(self, text_of: Callable[[Any], str]) -> None:
        super().__init__()
        self._text_of = text_of

    def __missing__(self, cell: Any) -> str:
        if len(self) >= _REMEMBERED:
            self.clear()
        text = self[cell] = self._text_of(cell)
        return text


def _number(value: float) -> str:
    shown = repr(value)
    # The shortest text that stands for a double is the decimal that was meant, as long as a spreadsheet shows it whole.
    if len(shown) <= _SHORT and "e" not in shown:
        return TYPED + (shown[:-2] if shown.endswith(".0") else shown)
    shown = format(value, ".15g")
    # Beyond fifteen digits a double carries noise, unless another program stored an amount that long.
    if abs(float(shown) - value) >= SMALLEST_AMOUNT:
        shown = repr(value).removesuffix(".0")
    # A long code stays digits: 1e+15 is 1000000000000000.
    return TYPED + (format(Decimal(shown), "f") if "e" in shown else shown)


def _text(value: str) -> str:
    return value.replace(TYPED, "")


_TEXT_OF: dict[type, Callable[[Any], str]] = {
    str: _text,
    float: _number,
    int: lambda value: f"{TYPED}{value}",
    bool: lambda value: "Yes" if value else "No",
    dt.date: lambda value: TYPED + value.isoformat(),
    dt.datetime: lambda value: TYPED + value.isoformat(" "),
    dt.time: lambda value: value.isoformat(),
    dt.timedelta: str,
}
