"""Purchasing: goods received, supplier invoices after them or without them, returns to suppliers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample_data.make.books import ZERO, money
from sample_data.make.sage_pastel.books import INTEGRATION, Books, Movement, Variance
from sample_data.make.sage_pastel.chart import GRN_ACCRUAL, SUPPLIERS, VAT
from sample_data.make.sage_pastel.items import Item, Supplier
from sample_data.make.sage_pastel.posting import (
    ENTRY_TYPES,
    GRN,
    SUPPLIER_INVOICE,
    SUPPLIER_RETURN,
    Document,
    enter,
    integrate,
    move,
    vat_on,
)
from sample_data.make.sage_pastel.stock import OnHand

USER = "THANDI"

Order = list[tuple[Item, int, Decimal]]
"""Items with their quantity and price."""


@dataclass(frozen=True)
class Received:
    """Goods that a supplier delivered and has not invoiced yet."""

    supplier: Supplier
    movements: list[Movement]


def invoice_number(books: Books, supplier: Supplier) -> str:
    """The supplier's own number, longer than a reference of the G/L may be: KS20417/26."""
    return f"{supplier.letters}{books.next_number(supplier.letters, 20401)}/26"


def receive(
    books: Books, day: date, supplier: Supplier, store: str, order: Order, stock: dict[tuple[str, str], OnHand]
) -> Received:
    """A goods received note: stock rises at the ordered price, against what is owed for goods not invoiced."""
    document = Document(GRN, f"GRN{books.next_number('GRN', 4001):05d}", day, USER)
    movements = _come_in(books, document, store, order, stock)
    integrate(books, document, movements, GRN_ACCRUAL)
    return Received(supplier, movements)


def invoice_received(books: Books, day: date, received: Received, prices: list[Decimal]) -> None:
    """The supplier's invoice after a GRN: stock stays, the difference in price is a purchase variance."""
    document = Document(SUPPLIER_INVOICE, invoice_number(books, received.supplier), day, USER)
    total, variances = ZERO, []
    for movement, price in zip(received.movements, prices, strict=True):
        invoiced = money(movement.quantity * price)
        variance, group = invoiced - movement.value, books.group(movement.key)
        variances += [(group.purchase_variance, variance), (GRN_ACCRUAL, -variance)]
        books.variances.append(Variance(document.reference, group.no, variance))
        total += invoiced
    enter(books, document, INTEGRATION, document.kind, variances)
    amounts = [(GRN_ACCRUAL, total), (VAT, vat_on(total)), (SUPPLIERS, -total - vat_on(total))]
    enter(books, document, ENTRY_TYPES[document.kind], received.supplier.name, amounts)


def invoice_directly(
    books: Books, day: date, supplier: Supplier, store: str, order: Order, stock: dict[tuple[str, str], OnHand]
) -> None:
    """A supplier invoice without GRN: stock rises at its exclusive cost, against the supplier."""
    document = Document(SUPPLIER_INVOICE, invoice_number(books, supplier), day, USER)
    movements = _come_in(books, document, store, order, stock)
    integrate(books, document, movements, SUPPLIERS)
    vat = vat_on(sum((movement.value for movement in movements), ZERO))
    enter(books, document, ENTRY_TYPES[document.kind], supplier.name, [(VAT, vat), (SUPPLIERS, -vat)])


def send_back(books: Books, day: date, supplier: Supplier, item: Item, store: str, quantity: int, on: OnHand) -> None:
    """A return to the supplier, at average cost."""
    document = Document(SUPPLIER_RETURN, f"RTN{books.next_number('RTN', 301):05d}", day, USER)
    cost = on.average
    movement = move(books, document, item, store, -quantity, -on.take_out(quantity), cost)
    integrate(books, document, [movement], SUPPLIERS)
    vat = vat_on(movement.value)
    enter(books, document, ENTRY_TYPES[document.kind], supplier.name, [(VAT, vat), (SUPPLIERS, -vat)])


def _come_in(
    books: Books, document: Document, store: str, order: Order, stock: dict[tuple[str, str], OnHand]
) -> list[Movement]:
    movements = []
    for item, quantity, price in order:
        value = stock[item.code, store].take_in(quantity, price)
        movements.append(move(books, document, item, store, quantity, value, price))
        books.store_items[item.code, store].last_cost = price
    return movements
