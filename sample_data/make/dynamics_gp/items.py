"""What the company buys, assembles and sells, where it keeps it, and with whom it trades."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from sample_data.make.dynamics_gp.chart import DAMAGED, FINISHED, RAW

WAREHOUSE, NORTH = "WAREHOUSE", "NORTH"
SITES = (WAREHOUSE, NORTH)

ON_HAND, RETURNED, IN_USE, IN_SERVICE, DAMAGED_STOCK = 1, 2, 3, 4, 5
NOT_TRACKED, SERIAL, LOT = 1, 2, 3


@dataclass(frozen=True)
class Item:
    """An item, FIFO perpetual. The usual cost is per unit; `monthly` is what is bought in a month.

    Where inventory is not revalued, a price that differs from the receipt goes to Purchase Price Variance. Items of
    type 4 to 6 (charges, services) are sold and never in stock.
    """

    no: str
    description: str
    account_no: str
    cost: Decimal = Decimal("0.00")
    monthly: int = 0
    tracking: int = NOT_TRACKED
    revalued: bool = True
    recipe: dict[str, int] = field(default_factory=dict)
    item_type: int = 1

    def account(self, quantity_type: int) -> str:
        """The inventory account of stock of a quantity type."""
        return DAMAGED if quantity_type in (IN_SERVICE, DAMAGED_STOCK) else self.account_no


_D = Decimal
ITEMS = (
    Item("TENT-2P", "Tent, two persons", FINISHED, _D("84.50"), 26),
    Item("TENT-4P", "Tent, four persons", FINISHED, _D("139.00"), 14),
    Item("00042", "Sleeping bag, down", FINISHED, _D("61.25"), 30),
    Item("BOOT-M", "Hiking boot, men", FINISHED, _D("47.80"), 40, revalued=False),
    Item("GPS-100", "GPS receiver", FINISHED, _D("118.00"), 16, SERIAL),
    Item("GPS-200", "GPS receiver with maps", FINISHED, _D("164.40"), 12, SERIAL),
    Item("BAR-OAT", "Energy bar, oat, box of 24", FINISHED, _D("14.35"), 60, LOT),
    Item("GAS-230", "Gas cartridge 230 g", FINISHED, _D("3.15"), 150, LOT),
    Item("KAYAK-S", "Kayak, special order", FINISHED, _D("412.00")),
    Item("00815", "Nylon cloth, per yard", RAW, _D("4.20"), 420),
    Item("POLE-A", "Aluminium pole", RAW, _D("2.75"), 330),
    Item("STRAP-K", "Strap kit", RAW, _D("1.90"), 260),
    Item("PACK-55", "Backpack 55 l", FINISHED, recipe={"00815": 4, "POLE-A": 2, "STRAP-K": 3}),
    Item("TARP-3", "Tarp 3 x 3 m", FINISHED, recipe={"00815": 7, "POLE-A": 4, "STRAP-K": 1}),
    Item("FREIGHT", "Freight charged to customers", "", item_type=4),
    Item("REPAIR-H", "Repair, per hour", "", item_type=5),
)


@dataclass(frozen=True)
class Partner:
    """A customer or vendor."""

    no: str
    name: str


CUSTOMERS = (
    Partner("ALPINE0001", "Alpine Sports Ltd."),
    Partner("LAKESIDE01", "Lakeside Camping"),
    Partner("NORTHTRAIL", "North Trail Outfitters"),
    Partner("SCHOOL0003", "Mountain School"),
)
VENDORS = (
    Partner("TAILSPIN01", "Tailspin Textiles"),
    Partner("PROSEWARE1", "Proseware Metals"),
    Partner("LITWARE001", "Litware Outdoor Import"),
)
CARRIER = Partner("CARRIER001", "Contoso Freight")
