"""Moving average: the quantity and value of an item in a store, as they stand when a document is captured."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sample_data.make.books import ZERO, money

FOUR_DECIMALS = Decimal("0.0001")


def average_of(quantity: int, value: Decimal, otherwise: Decimal = ZERO) -> Decimal:
    """Average cost of a unit, at four decimals; without stock, the given one."""
    if quantity <= 0:
        return otherwise
    return (value / quantity).quantize(FOUR_DECIMALS, rounding=ROUND_HALF_UP)


@dataclass
class OnHand:
    """Stock of an item in a store."""

    quantity: int = 0
    value: Decimal = ZERO
    usual_cost: Decimal = ZERO

    @property
    def average(self) -> Decimal:
        """What a unit costs now."""
        return average_of(self.quantity, self.value, self.usual_cost)

    def take_in(self, quantity: int, unit_cost: Decimal) -> Decimal:
        """Units come in at a cost; returns the value by which stock rises."""
        value = money(quantity * unit_cost)
        self.quantity += quantity
        self.value += value
        return value

    def take_out(self, quantity: int) -> Decimal:
        """Units go out at average cost, the last of them with all the value that is left; returns the value."""
        value = self.value if quantity == self.quantity else money(quantity * self.average)
        self.quantity -= quantity
        self.value -= value
        return value
