"""Storekeeping: opening stock, adjustments, counts, transfers, and the Adjust Cost utility."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sample_data.make.dynamics_gp.books import (
    ADJUSTMENT,
    COUNT,
    OF_RECEIPT,
    TRANSFER,
    Books,
    Layer,
    Outflow,
    StockRow,
)
from sample_data.make.dynamics_gp.chart import COGS, OFFSET, VARIANCE
from sample_data.make.dynamics_gp.desks.purchasing import cost_row, transaction_of
from sample_data.make.dynamics_gp.items import ON_HAND, Item
from sample_data.make.dynamics_gp.posting import Document
from sample_data.make.dynamics_gp.ripple import post_journal, revalue
from sample_data.make.dynamics_gp.stock import first_in

BROUGHT_FORWARD = "IVRESET"


def receipt_row(
    no: str, kind: int, day: date, item: Item, quantity: int, unit_cost: Decimal, site: str, offset: str
) -> StockRow:
    """The row of units that come into stock."""
    return StockRow(
        item_no=item.no,
        document_no=no,
        document_type=kind,
        document_date=day,
        posting_date=day,
        site=site,
        quantity=quantity,
        unit_cost=unit_cost,
        amount=unit_cost * quantity,
        account_no=item.account(ON_HAND),
        offset_account_no=offset,
        receipt_no=no,
    )


def bring_forward(books: Books, day: date, item: Item, quantity: int, site: str) -> StockRow:
    """Opening stock, as the reset of the inventory trial balance wrote it: without a journal."""
    row = receipt_row(BROUGHT_FORWARD, ADJUSTMENT, day, item, quantity, item.cost, site, OFFSET)
    row.module = "IV"
    books.add_layer(Layer(item.no, site, ON_HAND, day, BROUGHT_FORWARD, 1, quantity, item.cost, row.account_no))
    return books.add_row(row)


def adjust(
    books: Books, day: date, item: Item, quantity: int, site: str, *, unit_cost: Decimal | None = None
) -> Document:
    """An adjustment: found (positive) at the usual cost or the cost given, or lost (negative) from the layers."""
    return _adjusted(books, day, ADJUSTMENT, item, quantity, site, OFFSET, unit_cost)


def count(books: Books, day: date, item: Item, quantity: int, site: str) -> Document:
    """A variance found by counting."""
    return _adjusted(books, day, COUNT, item, quantity, site, VARIANCE, None)


def _adjusted(
    books: Books,
    day: date,
    kind: int,
    item: Item,
    quantity: int,
    site: str,
    offset: str,
    unit_cost: Decimal | None,
) -> Document:
    no = books.next_document("ADJ" if kind == ADJUSTMENT else "VAR")
    document = Document(no, [])
    if quantity > 0:
        row = receipt_row(no, kind, day, item, quantity, unit_cost or item.cost, site, offset)
        books.add_layer(Layer(item.no, site, ON_HAND, day, no, kind, quantity, row.unit_cost, row.account_no))
        document.rows.append(row)
    else:
        for layer, units in first_in(books, item, site, -quantity):
            row = receipt_row(no, kind, day, item, -units, layer.unit_cost, site, offset)
            row.receipt_no = layer.receipt_no
            layer.outflows.append(Outflow(row, units))
            document.rows.append(row)
    for row in document.rows:
        document.amounts += [(row.account_no, row.amount), (offset, -row.amount)]
    document.transactions = [transaction_of(row) for row in document.rows]
    return document


def transfer(
    books: Books, day: date, item: Item, quantity: int, site: str, to_site: str, to_type: int = ON_HAND
) -> Document:
    """A transfer between sites or quantity types: two rows per layer, on one account or from one to another."""
    document = Document(books.next_document("TRF", 6), [])
    for layer, units in first_in(books, item, site, quantity):
        arrived = item.account(to_type)
        out = receipt_row(document.no, TRANSFER, day, item, -units, layer.unit_cost, site, arrived)
        out.receipt_no = layer.receipt_no
        into = replace(out, quantity=units, amount=-out.amount, site=to_site, quantity_type=to_type)
        into.account_no, into.offset_account_no, into.receipt_no = arrived, out.account_no, document.no
        new = books.add_layer(Layer(item.no, to_site, to_type, day, document.no, 3, units, layer.unit_cost, arrived))
        layer.outflows.append(Outflow(out, units, new, into))
        document.rows += [out, into]
        document.amounts += [(row.account_no, row.amount) for row in (out, into)]
        moved = transaction_of(out)
        moved.quantity, moved.amount, moved.to_site = units, into.amount, to_site
        document.transactions.append(moved)
    return document


def adjust_cost(books: Books, day: date, layer: Layer, change: Decimal) -> None:
    """The Adjust Cost utility: the layer at its new cost, and what left it, all against cost of goods sold."""
    row = cost_row(layer, OF_RECEIPT, day, layer.receipt_no, change, COGS)
    row.module = "IV"
    amounts, rows = [(layer.account_no, row.amount), (COGS, -row.amount)], [row]
    for adjustment in revalue(layer, change):
        amounts += adjustment.amounts
        rows += [left for left in adjustment.rows if left.amount]
    post_journal(books, day, "POPAdjustedCost", amounts, rows, posted_on=day)
