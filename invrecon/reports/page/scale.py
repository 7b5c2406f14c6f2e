"""Where an amount or a day stands between two ends of a chart: exact decimals in, shares of a hundred out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import cached_property

from invrecon.money import EVERY_DIGIT, ZERO

_HUNDREDTH = Decimal("0.01")
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))


@dataclass(frozen=True)
class Scale:
    """From the amount at 0 to the amount at 100; `low` is less than `high`."""

    low: Decimal
    high: Decimal

    def at(self, amount: Decimal) -> Decimal:
        """The place of an amount, 0 to 100 within the ends, to the hundredth."""
        with localcontext(EVERY_DIGIT):
            return ((amount - self.low) / (self.high - self.low) * 100).quantize(_HUNDREDTH)

    def ticks(self, wanted: int) -> tuple[Decimal, ...]:
        """About so many round amounts within the ends, lowest first."""
        rough = (self.high - self.low) / wanted
        unit = Decimal(1).scaleb(rough.adjusted())
        step = next(factor * unit for factor in _STEPS if factor * unit >= rough)
        first = (self.low / step).to_integral_value(rounding="ROUND_CEILING")
        last = (self.high / step).to_integral_value(rounding="ROUND_FLOOR")
        return tuple(step * number for number in range(int(first), int(last) + 1))

    @cached_property
    def base(self) -> Decimal:
        """Where bars begin: at zero, or at the end that is nearest to it."""
        return self.at(min(max(ZERO, self.low), self.high))

    @property
    def cut(self) -> bool:
        """Whether zero lies beyond the ends, so that bars which begin there are only shown in part."""
        return not self.low <= 0 <= self.high
