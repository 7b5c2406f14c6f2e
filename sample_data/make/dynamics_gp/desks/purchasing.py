"""Purchasing: shipments, invoices matched to them, landed cost, and purchase orders closed before all is invoiced."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample_data.make.dynamics_gp.books import (
    INVOICE_MATCH,
    LANDED_COST,
    PO_CLOSED,
    RECEIPT,
    Books,
    Layer,
    StockRow,
    Transaction,
)
from sample_data.make.dynamics_gp.chart import ACCRUED_FREIGHT, ACCRUED_PURCHASES, PAYABLE, PRICE_VARIANCE
from sample_data.make.dynamics_gp.items import CARRIER, ON_HAND, Item, Partner
from sample_data.make.dynamics_gp.posting import (
    EDIT_PO_STATUS,
    INVOICE_MATCHING,
    Document,
    enter,
    post_batch,
)
from sample_data.make.dynamics_gp.ripple import Adjustment, post_adjustments, revalue


@dataclass
class Shipment:
    """A receipt that waits for its invoice: one item from one vendor."""

    layer: Layer
    vendor: Partner
    vendor_document_no: str


def receive(
    books: Books, day: date, vendor: Partner, item: Item, quantity: int, unit_cost: Decimal, site: str
) -> tuple[Document, Shipment]:
    """A shipment: Inventory against Accrued Purchases. The layer exists as soon as the document does."""
    no, order_no = books.next_document("RCT", 8), books.next_document("PO", 6)
    account_no, amount = item.account(ON_HAND), unit_cost * quantity
    row = StockRow(
        item_no=item.no,
        document_no=no,
        document_type=RECEIPT,
        document_date=day,
        posting_date=day,
        site=site,
        quantity=quantity,
        unit_cost=unit_cost,
        amount=amount,
        account_no=account_no,
        offset_account_no=ACCRUED_PURCHASES,
        receipt_no=no,
        module="POP",
        source_no=vendor.no,
        order_no=order_no,
    )
    layer = books.add_layer(
        Layer(item.no, site, ON_HAND, day, no, 5, quantity, unit_cost, account_no, vendor.no, order_no)
    )
    document = Document(
        no,
        [(account_no, amount), (ACCRUED_PURCHASES, -amount)],
        [row],
        [transaction_of(row)],
        originating_no=order_no,
        master_no=vendor.no,
        master_name=vendor.name,
    )
    return document, Shipment(layer, vendor, f"{vendor.no[:3]}-{books.next_number('vendor invoice')}")


def transaction_of(row: StockRow) -> Transaction:
    """The line of Inventory Transactions that a movement leaves."""
    return Transaction(
        document_no=row.document_no,
        document_type=row.document_type,
        document_date=row.document_date,
        posting_date=row.posting_date or row.document_date,
        item_no=row.item_no,
        quantity=row.quantity,
        unit_cost=row.unit_cost,
        amount=row.amount,
        site=row.site,
        account_no=row.account_no,
        offset_account_no=row.offset_account_no,
        module=row.module,
        partner_no=row.source_no,
    )


def cost_row(layer: Layer, kind: int, day: date, no: str, change: Decimal, offset: str) -> StockRow:
    """A cost adjustment of a whole layer: no quantity, and the change of its unit cost times all that came in."""
    return StockRow(
        item_no=layer.item_no,
        document_no=no,
        document_type=kind,
        document_date=day,
        posting_date=day,
        site=layer.site,
        quantity=0,
        unit_cost=abs(change),
        amount=change * layer.quantity,
        account_no=layer.account_no,
        offset_account_no=offset,
        receipt_no=layer.receipt_no,
        revalued_receipt_no=layer.receipt_no,
        module="POP",
        source_no=layer.vendor_no,
        order_no=layer.order_no,
    )


def invoice(books: Books, day: date, shipment: Shipment, price: Decimal) -> tuple[Document, list[Adjustment]]:
    """The vendor's invoice for all that was shipped. Another price revalues the layer, or is a price variance."""
    layer, vendor = shipment.layer, shipment.vendor
    item, no = books.items[layer.item_no], books.next_document("RCT", 8)
    change = price - layer.unit_cost
    amounts = [(ACCRUED_PURCHASES, layer.unit_cost * layer.quantity), (PAYABLE, -price * layer.quantity)]
    rows: list[StockRow] = []
    ripples: list[Adjustment] = []
    if change and item.revalued:
        row = cost_row(layer, INVOICE_MATCH, day, no, change, ACCRUED_PURCHASES)
        rows.append(row)
        amounts.append((layer.account_no, row.amount))
        ripples = revalue(layer, change)
    elif change:
        amounts.append((PRICE_VARIANCE, change * layer.quantity))
    document = Document(
        no,
        amounts,
        rows,
        originating_no=shipment.vendor_document_no,
        master_no=vendor.no,
        master_name=vendor.name,
    )
    return document, ripples


def post_invoice(books: Books, day: date, shipment: Shipment, price: Decimal) -> str:
    """Post the invoice, and the automatic cost adjustments that it causes."""
    document, ripples = invoice(books, day, shipment, price)
    code = post_batch(books, INVOICE_MATCHING, day, [document])
    post_adjustments(books, day, ripples, document.no)
    return code


def landed_cost(books: Books, day: date, layer: Layer, per_unit: Decimal) -> None:
    """Freight in, matched to the whole layer against what was accrued for it."""
    no = books.next_document("RCT", 8)
    row = cost_row(layer, LANDED_COST, day, no, per_unit, ACCRUED_FREIGHT)
    document = Document(
        no,
        [(layer.account_no, row.amount), (ACCRUED_FREIGHT, -row.amount)],
        [row],
        originating_no=f"FR-{no[-4:]}",
        master_no=CARRIER.no,
        master_name=CARRIER.name,
    )
    ripples = revalue(layer, per_unit)
    post_batch(books, INVOICE_MATCHING, day, [document])
    post_adjustments(books, day, ripples, no)


def close_order(books: Books, day: date, shipment: Shipment, invoiced: int) -> None:
    """Close a purchase order of which only so many units were invoiced: the layer costs what was invoiced (G15).

    The invoice itself is of the receipt's price and moves no inventory.
    """
    layer, vendor = shipment.layer, shipment.vendor
    paid = Document(
        books.next_document("RCT", 8),
        [(ACCRUED_PURCHASES, layer.unit_cost * invoiced), (PAYABLE, -layer.unit_cost * invoiced)],
        originating_no=shipment.vendor_document_no,
        master_no=vendor.no,
        master_name=vendor.name,
    )
    post_batch(books, INVOICE_MATCHING, day, [paid])
    change = -layer.unit_cost * (layer.quantity - invoiced) / layer.quantity
    if change != round(change, 2):
        raise ValueError(f"the unit cost of {layer.receipt_no} would not be in cents")
    change = round(change, 2)
    row = cost_row(layer, PO_CLOSED, day, layer.receipt_no, change, ACCRUED_PURCHASES)
    code = books.next_audit_trail("GLTRX")
    closed = Document(
        layer.receipt_no,
        [(layer.account_no, row.amount), (ACCRUED_PURCHASES, -row.amount)],
        originating_no=layer.order_no,
        master_no=vendor.no,
        master_name=vendor.name,
    )
    lines = enter(books, EDIT_PO_STATUS, day, closed.amounts, audit_trail=code, batch=code, document=closed)
    row.journal_no, row.audit_trail = lines[0].journal_no, code
    books.add_row(row)
    post_adjustments(books, day, revalue(layer, change), "PO")
