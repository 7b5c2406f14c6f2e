"""Selling: invoices, returns, and sales of what is not on hand yet (overrides)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sample_data.make.books import money
from sample_data.make.dynamics_gp.books import ADJUSTMENT, RETURN, RIPPLE, SALE, Books, Layer, Outflow, StockRow
from sample_data.make.dynamics_gp.chart import COGS, FREIGHT_INCOME, OFFSET, RECEIVABLE, SALES
from sample_data.make.dynamics_gp.desks.purchasing import receive, transaction_of
from sample_data.make.dynamics_gp.desks.storekeeping import receipt_row
from sample_data.make.dynamics_gp.items import ON_HAND, Item, Partner
from sample_data.make.dynamics_gp.posting import ADJUSTING, RECEIVING, Document, post_batch
from sample_data.make.dynamics_gp.ripple import post_journal
from sample_data.make.dynamics_gp.stock import first_in

MARGIN = Decimal("1.45")


def sale_row(
    no: str,
    day: date,
    customer: Partner,
    item: Item,
    quantity: int,
    unit_cost: Decimal,
    site: str,
    *,
    receipt_no: str = "",
) -> StockRow:
    """The row of units that leave stock for a customer."""
    return StockRow(
        item_no=item.no,
        document_no=no,
        document_type=SALE,
        document_date=day,
        posting_date=day,
        site=site,
        quantity=-quantity,
        unit_cost=unit_cost,
        amount=-unit_cost * quantity,
        account_no=item.account(ON_HAND),
        offset_account_no=COGS,
        receipt_no=receipt_no,
        module="SOP",
        source_no=customer.no,
    )


def sell(
    books: Books,
    day: date,
    customer: Partner,
    lines: list[tuple[Item, int]],
    site: str,
    *,
    posted: date | None = None,
    freight: Decimal = Decimal(0),
) -> Document:
    """An invoice: receivable against sales, and cost of goods sold against inventory, in one journal entry.

    A row per layer that is sold from. `posted` is the GL posting date, when that is another day.
    """
    document = Document(
        books.next_document("STDINV", 5),
        [(RECEIVABLE, freight), (FREIGHT_INCOME, -freight)],
        master_no=customer.no,
        master_name=customer.name,
    )
    for item, quantity in lines:
        for layer, units in first_in(books, item, site, quantity):
            row = sale_row(document.no, day, customer, item, units, layer.unit_cost, site, receipt_no=layer.receipt_no)
            row.posting_date = posted or day
            layer.outflows.append(Outflow(row, units))
            price = money(layer.unit_cost * MARGIN) * units
            document.rows.append(row)
            document.transactions.append(transaction_of(row))
            document.amounts += [(RECEIVABLE, price), (SALES, -price)]
            document.amounts += [(COGS, -row.amount), (row.account_no, row.amount)]
    return document


def take_back(books: Books, day: date, customer: Partner, sold: StockRow, quantity: int) -> Document:
    """A sales return: the units come back as a layer of their own, at the cost they left with."""
    no, item = books.next_document("RTN", 6), books.items[sold.item_no]
    row = replace(
        sale_row(no, day, customer, item, -quantity, sold.unit_cost, sold.site, receipt_no=no), document_type=RETURN
    )
    books.add_layer(Layer(item.no, sold.site, ON_HAND, day, no, 6, quantity, sold.unit_cost, row.account_no))
    price = money(sold.unit_cost * MARGIN) * quantity
    amounts = [(SALES, price), (RECEIVABLE, -price), (row.account_no, row.amount), (COGS, -row.amount)]
    return Document(no, amounts, [row], [transaction_of(row)], master_no=customer.no, master_name=customer.name)


def sell_before_receipt(books: Books, day: date, customer: Partner, item: Item, quantity: int, site: str) -> Document:
    """A sale of what is not on hand, at the item's usual cost: the shortage is overridden."""
    no = books.next_document("STDINV", 5)
    row = sale_row(no, day, customer, item, quantity, item.cost, site)
    row.override = True
    price = money(item.cost * MARGIN) * quantity
    amounts = [(RECEIVABLE, price), (SALES, -price), (COGS, -row.amount), (row.account_no, row.amount)]
    return Document(no, amounts, [row], [transaction_of(row)], master_no=customer.no, master_name=customer.name)


def relieve(books: Books, day: date, sold: StockRow, unit_cost: Decimal, vendor: Partner | None) -> Layer:
    """What was sold before it came now comes, at another cost: the difference is posted by an automatic journal.

    It comes by a shipment, or (without a vendor) by an increase adjustment. Returns the layer, sold out at once.
    """
    item, quantity = books.items[sold.item_no], -sold.quantity
    if vendor:
        document, shipment = receive(books, day, vendor, item, quantity, unit_cost, sold.site)
        origin, layer, suffix = RECEIVING, shipment.layer, document.no
    else:
        no, suffix = books.next_document("ADJ"), ""
        row = receipt_row(no, ADJUSTMENT, day, item, quantity, unit_cost, sold.site, OFFSET)
        layer = books.add_layer(Layer(item.no, sold.site, ON_HAND, day, no, 1, quantity, unit_cost, row.account_no))
        document = Document(no, [(row.account_no, row.amount), (OFFSET, -row.amount)], [row], [transaction_of(row)])
        origin = ADJUSTING
    post_batch(books, origin, day, [document])
    sold.override_relieved, sold.receipt_no = True, layer.receipt_no
    layer.outflows.append(Outflow(sold, quantity))
    change = sold.unit_cost - unit_cost
    variance = replace(
        sold,
        document_type=RIPPLE + SALE,
        quantity=0,
        unit_cost=abs(change),
        amount=change * quantity,
        revalued_receipt_no=layer.receipt_no,
    )
    amounts = [(variance.account_no, variance.amount), (COGS, -variance.amount)]
    post_journal(books, day, "SALES" + suffix, amounts, [variance], posted_on=day)
    return layer
