"""What is on hand, and what it costs: standard cost, or a running average kept in exact cents."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from sample_data.make.books import ZERO, Item, money


class Stock:
    """Quantity per item and location; value per item (expected and actual together), in company currency."""

    def __init__(self) -> None:
        self._quantity: dict[tuple[str, str], Decimal] = defaultdict(lambda: ZERO)
        self._total: dict[str, Decimal] = defaultdict(lambda: ZERO)
        self._value: dict[str, Decimal] = defaultdict(lambda: ZERO)

    def on_hand(self, item: Item, location_code: str) -> Decimal:
        """Units at a location."""
        return self._quantity[item.no, location_code]

    def total(self, item: Item) -> Decimal:
        """Units at all locations."""
        return self._total[item.no]

    def add(self, item: Item, location_code: str, quantity: Decimal, value: Decimal) -> None:
        """Put units into stock at a value (both negative: take out)."""
        self._quantity[item.no, location_code] += quantity
        self._total[item.no] += quantity
        self._value[item.no] += value

    def revalue(self, item: Item, change: Decimal) -> None:
        """Change the value of what is in stock."""
        self._value[item.no] += change

    def cost_of(self, item: Item, quantity: Decimal) -> Decimal:
        """The cost, in cents, that so many units would leave stock at."""
        if item.has_standard_cost or not self._total[item.no]:
            return money(quantity * item.unit_cost)
        return money(self._value[item.no] * quantity / self._total[item.no])

    def take(self, item: Item, location_code: str, quantity: Decimal) -> Decimal:
        """Take units out of stock; returns their cost."""
        cost = self.cost_of(item, quantity)
        self.add(item, location_code, -quantity, -cost)
        return cost

    def move(self, item: Item, from_location: str, to_location: str, quantity: Decimal) -> Decimal:
        """Move units between locations; returns their cost."""
        cost = self.take(item, from_location, quantity)
        self.add(item, to_location, quantity, cost)
        return cost
