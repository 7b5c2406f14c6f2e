"""Selling: customer invoices and credit notes, of stock and of services."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sample_data.make.books import money
from sample_data.make.sage_pastel.books import Books
from sample_data.make.sage_pastel.chart import COST_OF_SALES, CUSTOMERS, VAT
from sample_data.make.sage_pastel.items import Item
from sample_data.make.sage_pastel.posting import (
    CREDIT_NOTE,
    CUSTOMER_INVOICE,
    ENTRY_TYPES,
    Amounts,
    Document,
    enter,
    integrate,
    move,
    vat_on,
)
from sample_data.make.sage_pastel.stock import OnHand

MARKUP = Decimal("1.42")
USERS = {"001": "PIETER", "002": "LERATO"}


def sell(
    books: Books,
    day: date,
    customer: str,
    store: str,
    order: list[tuple[Item, int]],
    stock: dict[tuple[str, str], OnHand],
    *,
    period: int = 0,
) -> str:
    """A customer invoice: stock leaves at average cost, services at none. Returns its reference."""
    document = Document(CUSTOMER_INVOICE, f"INV{books.next_number('INV', 10201):05d}", day, USERS[store], period)
    movements, sales = [], []
    for item, quantity in order:
        group = books.group((item.code, store))
        sales.append((group.sales, -money(quantity * item.cost * MARKUP)))
        if not item.service:
            on_hand = stock[item.code, store]
            cost = on_hand.average
            value = on_hand.take_out(quantity)
            movements.append(move(books, document, item, store, -quantity, -value, cost))
    integrate(books, document, movements, COST_OF_SALES)
    _charge(books, document, customer, sales)
    return document.reference


def credit(books: Books, day: date, customer: str, store: str, item: Item, quantity: int, on_hand: OnHand) -> None:
    """A credit note: the customer brings units back, which return at average cost."""
    document = Document(CREDIT_NOTE, f"CRN{books.next_number('CRN', 801):05d}", day, USERS[store])
    cost = on_hand.average
    movement = move(books, document, item, store, quantity, on_hand.take_in(quantity, cost), cost)
    integrate(books, document, [movement], COST_OF_SALES)
    _charge(books, document, customer, [(books.group(movement.key).sales, money(quantity * item.cost * MARKUP))])


def _charge(books: Books, document: Document, customer: str, sales: Amounts) -> None:
    """Charge sales (credit negative) to a customer, with VAT on each line."""
    vat: Amounts = [(VAT, vat_on(amount)) for _, amount in sales]
    total = sum(amount for _, amount in (*sales, *vat))
    enter(books, document, ENTRY_TYPES[document.kind], customer, [*sales, *vat, (CUSTOMERS, -total)])
