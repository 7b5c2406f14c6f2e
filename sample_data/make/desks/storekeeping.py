"""The storekeeper: opening stock, counts, transfers between locations, revaluation, and the cents of rounding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sample_data.make.agenda import Company
from sample_data.make.books import Item, money
from sample_data.make.events import warehouse
from sample_data.make.items import Partner
from sample_data.make.setup import LOCATIONS

NOBODY = Partner("", "", "", "")


def plan_month(company: Company, month: int) -> None:
    """Counts and transfers all month, revaluation every other month, rounding at its end."""
    for _ in range(2 * company.scale):
        company.on(company.some_day(month), lambda day: count(company, day))
        company.on(company.some_day(month), lambda day: move(company, day))
    if month % 2:
        company.on(company.some_day(month), lambda day: revalue(company, day))
    if month == 7:
        company.on(date(2026, 7, 1), lambda day: raise_standard_cost(company, day))
    company.on(date(2026, month, 28), lambda day: round_cost(company, day))


def take_opening_stock(company: Company, day: date) -> None:
    """The stock that the founders brought in."""
    books = company.books
    document_no = books.next_document("START")
    number = 0
    for location, share in (("EAST", 6), ("WEST", 4), ("", 1)):
        for item in books.items.values():
            quantity = Decimal(item.reorder_quantity * share * company.scale // 5)
            if quantity:
                number += 1
                line = company.line(
                    day, document_no, item, location=location, quantity=quantity, partner=NOBODY, number=number
                )
                cost = money(quantity * item.unit_cost)
                warehouse.gain(books, line, cost)
                company.stock.add(item, location, quantity, cost)


def some_stock(company: Company) -> tuple[Item, str]:
    """An item and a location where some of it is on hand."""
    held = [
        (item, location)
        for item in company.books.items.values()
        for location in LOCATIONS
        if company.stock.on_hand(item, location) >= 8
    ]
    return company.rng.choice(held)


def count(company: Company, day: date) -> None:
    """A stock count finds a few units too many or too few."""
    books, stock = company.books, company.stock
    item, location = some_stock(company)
    quantity = Decimal(company.rng.randint(1, 4))
    line = company.line(day, books.next_document("CNT"), item, location=location, quantity=quantity, partner=NOBODY)
    if company.rng.random() < 0.4:
        cost = stock.cost_of(item, quantity)
        warehouse.gain(books, line, cost)
        stock.add(item, location, quantity, cost)
    else:
        warehouse.loss(books, line, stock.take(item, location, quantity))


def move(company: Company, day: date) -> None:
    """A transfer order between two locations."""
    books = company.books
    item, location = some_stock(company)
    to_location = company.rng.choice([other for other in ("EAST", "WEST") if other != location])
    quantity = Decimal(company.rng.randint(3, int(min(company.stock.on_hand(item, location), 40))))
    line = company.line(day, books.next_document("DT"), item, location=location, quantity=quantity, partner=NOBODY)
    line = replace(line, order_type="Transfer", order_no=books.next_document("TO"))
    warehouse.transfer(books, line, to_location, company.stock.move(item, location, to_location, quantity))


def revalue(company: Company, day: date) -> None:
    """Stock of an item is written down by a few percent; it was bought, or taken in at the start."""
    books = company.books
    held = [item for item in books.items.values() if not item.has_standard_cost and company.stock.total(item) >= 10]
    item = company.rng.choice(held)
    kind = "Output" if item.no == "S-200" else company.rng.choice(("Purchase", "Positive Adjmt."))
    change = -money(company.stock.cost_of(item, company.stock.total(item)) * Decimal(company.rng.randint(1, 4)) / 100)
    line = company.line(
        day, books.next_document("REV"), item, location="EAST", quantity=company.stock.total(item), partner=NOBODY
    )
    warehouse.revalue(books, line, kind, change)
    company.stock.revalue(item, change)


def raise_standard_cost(company: Company, day: date) -> None:
    """From July a gear cable costs more: the stock on hand is revalued to the new standard cost."""
    books, item = company.books, company.books.items["000777"]
    old, item.unit_cost = item.unit_cost, Decimal("1.95")
    document_no = books.next_document("REV")
    for number, location in enumerate(LOCATIONS, start=1):
        quantity = company.stock.on_hand(item, location)
        if quantity:
            line = company.line(
                day, document_no, item, location=location, quantity=quantity, partner=NOBODY, number=number
            )
            change = money(quantity * (item.unit_cost - old))
            warehouse.revalue(books, line, "Purchase", change)
            company.stock.revalue(item, change)


def round_cost(company: Company, day: date) -> None:
    """The cents that cost adjustment could not spread over an item's entries."""
    books, rng = company.books, company.rng
    for item_no in rng.sample(("1150", "1160", "70001", "S-100", "S-200"), rng.randint(1, 2)):
        item = books.items[item_no]
        residue = Decimal(rng.choice((-3, -2, -1, 1, 2, 4))) / 100
        kind = "Output" if item_no == "S-200" else rng.choice(("Purchase", "Sale"))
        line = company.line(day, books.next_document("ADJ"), item, location="EAST", quantity=Decimal(0), partner=NOBODY)
        warehouse.round_cost(books, line, kind, residue)
        company.stock.revalue(item, residue)
