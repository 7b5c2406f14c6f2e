"""The books: movements of the inventory module, lines of the G/L, and the setup that connects them.

Money is Decimal, in rand. In the G/L debit is positive, credit negative; a movement is positive when it raises stock.
The G/L counts by period, stock by date. Stock is valued as it is when it is printed: what the opening valuation
showed, and every movement captured since.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sample_data.make.books import AS_OF, ZERO
from sample_data.make.sage_pastel.chart import ELECTRICITY, GROUPS, INVENTORY, Group
from sample_data.make.sage_pastel.items import ITEMS, Item

YEAR_START = date(2026, 3, 1)
YEAR_END_BEFORE = date(2026, 2, 28)
PRINTED_ON = date(2026, 11, 2)
LAST_PERIOD = 8
"""The period of the cut-off: October."""

INTEGRATION = "IC"

Key = tuple[str, str]
"""An item in a store."""


def period_of(day: date) -> int:
    """The period of the financial year that a day belongs to: March is 1."""
    return (day.month - YEAR_START.month) % 12 + 1


@dataclass
class Movement:
    """A line of the movement listing. `account_no` is the inventory account of the group that the item had then."""

    item_no: str
    store: str
    day: date
    period: int
    kind: str
    reference: str
    description: str
    quantity: int
    unit_cost: Decimal
    value: Decimal
    user: str
    account_no: str

    @property
    def key(self) -> Key:
        """The item in its store."""
        return self.item_no, self.store


@dataclass
class LedgerLine:
    """A line of the G/L, debit positive. `kind` is that of the document that it belongs to."""

    account_no: str
    period: int
    day: date
    entry_type: str
    reference: str
    description: str
    amount: Decimal
    user: str
    kind: str = ""


@dataclass(frozen=True)
class Variance:
    """What a supplier invoice after a GRN has above its price, for the items of a group."""

    reference: str
    group_no: int
    amount: Decimal


@dataclass
class StoreItem:
    """The master record of an item in a store. `group_before` is the group it had until it was changed."""

    item: Item
    store: str
    group_no: int
    group_before: int
    service: bool
    last_cost: Decimal


@dataclass
class Books:
    """Everything that is exported, and what the disturbances have used."""

    groups: dict[int, Group] = field(default_factory=lambda: {group.no: group for group in GROUPS})
    store_items: dict[Key, StoreItem] = field(default_factory=dict)
    opening: dict[Key, tuple[int, Decimal]] = field(default_factory=dict)
    movements: list[Movement] = field(default_factory=list)
    lines: list[LedgerLine] = field(default_factory=list)
    variances: list[Variance] = field(default_factory=list)
    unposted: list[LedgerLine] = field(default_factory=list)
    value_changes: dict[Key, Decimal] = field(default_factory=dict)
    disturbed: set[str] = field(default_factory=set)
    disturbed_items: set[Key] = field(default_factory=set)
    switched_off: set[int] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for item in ITEMS:
            for store in ("001", "002"):
                group = item.group(store)
                self.store_items[item.code, store] = StoreItem(item, store, group, group, item.service, item.cost)

    def next_number(self, kind: str, first: int = 1) -> int:
        """The next number of a series."""
        self.numbers[kind] = self.numbers.get(kind, first - 1) + 1
        return self.numbers[kind]

    def group(self, key: Key) -> Group:
        """The group of an item in a store."""
        return self.groups[self.store_items[key].group_no]

    def stock_at(self, day: date | None = None) -> dict[Key, tuple[int, Decimal]]:
        """Quantity and value of each item in each store by opening and movements; without a day, of all captured."""
        quantities: dict[Key, int] = defaultdict(int)
        values: dict[Key, Decimal] = defaultdict(lambda: ZERO)
        for key, (quantity, value) in self.opening.items():
            quantities[key] += quantity
            values[key] += value
        for movement in self.movements:
            if (day is None or movement.day <= day) and not self.store_items[movement.key].service:
                quantities[movement.key] += movement.quantity
                values[movement.key] += movement.value
        return {key: (quantities[key], values[key]) for key in sorted(values)}

    def valuation(self) -> dict[Key, tuple[int, Decimal]]:
        """Quantity and value as the valuation shows them: with what changed the value without a movement."""
        return {
            key: (quantity, value + self.value_changes.get(key, ZERO))
            for key, (quantity, value) in self.stock_at().items()
        }

    def ledger_balances(self) -> dict[str, Decimal]:
        """Balance per account at the end of the period of the cut-off."""
        balances: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for line in self.lines:
            if line.period <= LAST_PERIOD:
                balances[line.account_no] += line.amount
        return dict(sorted(balances.items()))

    def stock_balances(self) -> dict[str, Decimal]:
        """Value per inventory account at the cut-off: the valuation, less the movements after it."""
        balances: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for key, (_, value) in self.stock_at(AS_OF).items():
            balances[self.group(key).inventory] += value + self.value_changes.get(key, ZERO)
        return dict(balances)

    def inventory_differences(self) -> dict[str, Decimal]:
        """(G/L - inventory) per inventory account at the cut-off.

        Electricity is no inventory: whatever the integration posted there is astray.
        """
        ledger, stock = self.ledger_balances(), self.stock_balances()
        differences = {no: ledger.get(no, ZERO) - stock.get(no, ZERO) for no in INVENTORY}
        astray = [line.amount for line in self.lines if line.account_no == ELECTRICITY and line.kind]
        return differences | {ELECTRICITY: sum(astray, ZERO)}
