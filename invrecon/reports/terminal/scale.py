"""The common scale of a bridge: where a balance or a step stands between the lowest and the highest level."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from invrecon.money import EVERY_DIGIT, ZERO
from invrecon.reports.terminal.drawing import Bar

# What a scale that does not begin at zero leaves beyond the steps, for the balances to be seen at all.
_MARGIN = Decimal("0.15")


class Scale:
    """A scale over so many characters, in halves of them; `levels` are balances, not all of them the same.

    It begins at zero, or where the levels lie. Where it has zero and amounts below it, one of the
    characters is the line at zero.
    """

    def __init__(self, levels: Sequence[Decimal], width: int, *, from_zero: bool) -> None:
        with localcontext(EVERY_DIGIT):
            lowest, highest = min(levels), max(levels)
            span = highest - lowest
            if from_zero:
                lowest, highest = min(lowest, ZERO), max(highest, ZERO)
            elif lowest > 0:
                lowest -= span * _MARGIN
            else:
                highest += span * _MARGIN
            self.floor = ZERO if from_zero else lowest if lowest > 0 else highest
            self._line = from_zero and lowest < 0
            self._halves = 2 * (width - self._line)
            self._unit = (highest - lowest) / self._halves
            self._base = ZERO if from_zero else lowest
            self._origin = 2 * round((self._base - lowest) / self._unit / 2)

    def _place(self, level: Decimal) -> int:
        with localcontext(EVERY_DIGIT):
            place = self._origin + round((level - self._base) / self._unit)
        return min(max(place, 0), self._halves)

    def drawn(self, before: Decimal, after: Decimal, bar: Bar, zero: str) -> str:
        """The bar between two levels, seen however small it is; nothing where they are the same. `zero` is the line."""
        start, end = sorted((self._place(before), self._place(after)))
        if start == end and before != after:
            below = end == self._halves or (end == self._origin and self._line and min(before, after) < 0)
            start, end = (start - 1, end) if below else (start, end + 1)
        cells = [_cell(start <= half < end, start <= half + 1 < end, bar) for half in range(0, self._halves, 2)]
        if self._line:
            cells.insert(self._origin // 2, bar.full if start < self._origin < end else zero)
        return "".join(cells)


def _cell(left: bool, right: bool, bar: Bar) -> str:
    if left and right:
        return bar.full
    return bar.left if left else bar.right if right else " "
