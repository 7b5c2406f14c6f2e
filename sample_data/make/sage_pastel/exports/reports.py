"""The reports of the inventory module: valuation, movements, items, groups."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from sample_data.make.books import ZERO
from sample_data.make.sage_pastel.books import PRINTED_ON, YEAR_END_BEFORE, YEAR_START, Books, Key
from sample_data.make.sage_pastel.exports.writing import Line, text_of
from sample_data.make.sage_pastel.stock import average_of

COMPANY = "Karoo Timber and Tools"
MASTER_DAY = date(2026, 8, 31)
"""When the items were exported before."""


def slashed(account_no: str) -> str:
    """An account as reports show it: 8400/000."""
    return f"{account_no[:4]}/{account_no[4:]}" if account_no else ""


def titles(report: str, day: date, time: str = "08:14") -> list[Line]:
    """The lines above a report."""
    return [[COMPANY], [report], [f"Run date: {text_of(day)} {time}"], []]


def valuation(books: Books) -> Iterator[Line]:
    """The Inventory Valuation in group sequence: stock as it is when the report is printed."""
    yield from titles("Inventory Valuation - Group Sequence, All Stores", PRINTED_ON)
    yield ["Item Code", "Description", "Store", "Quantity", "Unit Cost", "Value"]
    stock = books.valuation()
    for group in books.groups.values():
        of_group = {key: held for key, held in stock.items() if books.store_items[key].group_no == group.no}
        if not of_group:
            continue
        yield [f"Inventory Group: {group.no:03d} - {group.description}"]
        for (code, store), (quantity, value) in of_group.items():
            record = books.store_items[code, store]
            average = average_of(quantity, value, record.item.cost)
            yield [code, record.item.description, store, quantity, average, value]
        yield _total(f"Total for group {group.no:03d}", of_group)
    yield _total("Grand Total", stock)


def _total(name: str, stock: dict[Key, tuple[int, Decimal]]) -> Line:
    quantity = sum(quantity for quantity, _ in stock.values())
    return [name, "", "", quantity, "", sum((value for _, value in stock.values()), ZERO)]


def opening_valuation(books: Books) -> Iterator[Line]:
    """The valuation of the end of last year, as a list with the group of each line."""
    yield from titles("Inventory Valuation - All Stores", YEAR_END_BEFORE, "17:40")
    yield ["Item Code", "Description", "Store", "Group", "Quantity", "Unit Cost", "Value"]
    for key, (quantity, value) in sorted(books.opening.items()):
        record = books.store_items[key]
        average = average_of(quantity, value)
        yield [*key[:1], record.item.description, record.store, record.group_before, quantity, average, value]


def movements(books: Books) -> Iterator[Line]:
    """The movement listing of the year, in the order of dates."""
    yield from titles(f"Inventory Movements from {text_of(YEAR_START)}", PRINTED_ON, "08:21")
    yield [
        "Item Code", "Store", "Date", "Period", "Document Type", "Reference", "Description", "Quantity", "Unit Cost",
        "Value", "User",
    ]  # fmt: skip
    for one in sorted(books.movements, key=lambda movement: movement.day):
        yield [
            one.item_no, one.store, one.day, one.period, one.kind, one.reference, one.description, one.quantity,
            one.unit_cost, one.value, one.user,
        ]  # fmt: skip


def items(books: Books, day: date | None = None) -> Iterator[Line]:
    """The master records of the items in each store; as of a day, with the groups they had then."""
    yield from titles("Inventory Items", day or PRINTED_ON, "08:25")
    yield [
        "Item Code", "Description", "Store", "Group", "Physical or Service", "Quantity", "Average Cost", "Last Cost",
    ]  # fmt: skip
    stock = books.valuation() if day is None else books.stock_at(day)
    for key, record in sorted(books.store_items.items()):
        quantity, value = stock.get(key, (0, ZERO))
        group = record.group_no if day is None else record.group_before
        kind = "Service" if record.service else "Physical"
        average = average_of(quantity, value, record.item.cost)
        yield [
            record.item.code, record.item.description, record.store, group, kind, quantity, average, record.last_cost,
        ]  # fmt: skip


def groups(books: Books) -> Iterator[Line]:
    """The inventory groups with their accounts."""
    yield [
        "Group", "Description", "Sales", "Inventory", "Cost of Sales", "Count Variance", "Adjustment",
        "Purchase Variance", "Purchases",
    ]  # fmt: skip
    for group in books.groups.values():
        accounts = (
            group.sales, group.inventory, group.cost_of_sales, group.count_variance, group.adjustment,
            group.purchase_variance, group.purchases,
        )  # fmt: skip
        yield [group.no, group.description, *map(slashed, accounts)]
