"""What the company buys, makes and sells, and with whom it trades."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sample_data.make.books import ZERO, Item, money


@dataclass(frozen=True)
class Recipe:
    """How one unit is made: components, minutes of work, and its other cost per unit, at standard."""

    components: dict[str, int]
    minutes: int
    subcontracted: Decimal = ZERO
    non_inventory: Decimal = ZERO


@dataclass(frozen=True)
class Partner:
    """A customer, a vendor, or an item that is made. The department is the one whose income and cost it is."""

    source_type: str
    no: str
    gen_bus_posting_group: str
    account_no: str
    department: str = ""


MINUTE_RATE = Decimal("0.80")
CAPACITY_OVERHEAD = Decimal("0.10")

_D = Decimal
_ITEMS = (
    Item("000123", "Steel tube, cut", "RAW MAT", "RAW MAT", "Standard", _D("4.20"), _D("0.30"), 400),
    Item("000124", 'Wheel rim 28"', "RAW MAT", "RAW MAT", "Standard", _D("11.50"), ZERO, 200),
    Item("1150", "Front hub", "RAW MAT", "RAW MAT", "FIFO", _D("8.75"), ZERO, 160),
    Item("1160", "Sattelstütze Ø 27.2 mm", "RAW MAT", "RAW MAT", "Average", _D("6.40"), ZERO, 90),
    Item("1170", "Chain", "RAW MAT", "RAW MAT", "Average", _D("5.10"), ZERO, 90),
    Item("1180", "Paint, 1 l", "RAW MAT", "RAW MAT", "FIFO", _D("9.90"), _D("0.25"), 90),
    Item("1000", "City bicycle", "FINISHED", "MANUFACT", "Standard", ZERO, _D("8.00"), tracking="SNALL"),
    Item("1001", "Touring bicycle", "FINISHED", "MANUFACT", "Standard", ZERO, _D("9.50"), tracking="SNALL"),
    Item("000900", "Children's bicycle", "FINISHED", "MANUFACT", "Standard", ZERO, _D("6.25")),
    Item("70000", "Helmet", "RESALE", "RETAIL", "FIFO", _D("18.00"), ZERO, 50),
    Item("70001", 'Lamp, front, "Lumen" 40 lx', "RESALE", "RETAIL", "Average", _D("9.35"), ZERO, 60),
    Item("70002", "Pannier bag", "RESALE", "RETAIL", "Standard", _D("22.00"), _D("1.10"), 40),
    Item("70010", "-10% bundle", "RESALE", "RETAIL", "Standard", _D("53.25"), _D("0.50")),
    Item("S-100", "Brake pads", "SPARES", "RETAIL", "Average", _D("3.15"), ZERO, 120, tracking="LOTALL"),
    Item("S-110", "Inner tube", "SPARES", "RETAIL", "FIFO", _D("2.20"), _D("0.05"), 150),
    Item("000777", "Gear cable", "SPARES", "RETAIL", "Standard", _D("1.85"), ZERO, 150),
    Item("S-200", "Wheel, built", "SPARES", "RETAIL", "Average", _D("29.05")),
    Item("NI-010", "Workshop rags", "", "SERVICES", "FIFO", _D("0.40"), item_type="Non-Inventory"),
)

RECIPES = {
    "1000": Recipe({"000123": 6, "000124": 2, "1150": 2, "1160": 1, "1170": 1, "1180": 1}, 42, _D("12.00")),
    "1001": Recipe({"000123": 7, "000124": 2, "1150": 2, "1160": 1, "1170": 1, "1180": 1}, 55, _D("14.00"), _D("2.50")),
    "000900": Recipe({"000123": 4, "000124": 2, "1150": 1, "1160": 1, "1170": 1}, 30),
    "S-200": Recipe({"000124": 1, "1150": 1}, 10),
}
BUNDLE = Recipe({"70000": 1, "70001": 1, "70002": 1}, 3)

CUSTOMERS = (
    Partner("Customer", "10000", "DOMESTIC", "2310", "SALES"),
    Partner("Customer", "20000", "DOMESTIC", "2310", "SALES"),
    Partner("Customer", "30000", "DOMESTIC", "2310", "ONLINE"),
    Partner("Customer", "40000", "DOMESTIC", "2310", "ONLINE"),
    Partner("Customer", "49525252", "EXPORT", "2320", "SALES"),
)
VENDORS = (
    Partner("Vendor", "V10000", "DOMESTIC", "5410"),
    Partner("Vendor", "V20000", "DOMESTIC", "5410"),
    Partner("Vendor", "V30000", "EXPORT", "5420"),
)
SUBCONTRACTOR = Partner("Vendor", "V40000", "DOMESTIC", "5410")
CARRIER = Partner("Vendor", "V50000", "DOMESTIC", "5410")


def standard_material(recipe: Recipe, items: dict[str, Item]) -> Decimal:
    """Material cost of one unit at the components' unit cost."""
    return money(sum(items[no].unit_cost * count for no, count in recipe.components.items()))


def standard_capacity(recipe: Recipe) -> Decimal:
    """Cost of the minutes that one unit takes."""
    return money(MINUTE_RATE * recipe.minutes)


def item_master() -> dict[str, Item]:
    """Items by number; the standard cost of bicycles is rolled up from their recipes."""
    items = {item.no: Item(**vars(item)) for item in _ITEMS}
    for no, recipe in RECIPES.items():
        if items[no].has_standard_cost:
            capacity = standard_capacity(recipe)
            items[no].unit_cost = (
                standard_material(recipe, items)
                + capacity
                + money(capacity * CAPACITY_OVERHEAD)
                + recipe.subcontracted
                + recipe.non_inventory
                + items[no].overhead_rate
            )
    return items
