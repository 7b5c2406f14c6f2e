"""Sales: shipments at expected cost, invoices at actual cost, returns, later adjustments of cost."""

from __future__ import annotations

from decimal import Decimal

from sample_data.make.books import Books, Line, ValueEntry

SOURCE = "SALES"


def ship(books: Books, line: Line, expected: Decimal) -> ValueEntry:
    """Goods leave before the invoice is written."""
    entry = books.add_value_entry(
        line,
        "Sale",
        "Direct Cost",
        SOURCE,
        document_type="Sales Shipment",
        expected=-expected,
        valued_quantity=-line.quantity,
        item_ledger_entry_quantity=-line.quantity,
    )
    books.post_cost(entry, expected, debit="COGS (Interim)", credit="Inventory (Interim)")
    return entry


def invoice(books: Books, line: Line, cost: Decimal, cleared: Decimal, shipped_now: bool = False) -> ValueEntry:
    """The invoice turns the goods shipped into cost of goods sold (cleared is 0 when shipped with the invoice)."""
    entry = books.add_value_entry(
        line,
        "Sale",
        "Direct Cost",
        SOURCE,
        document_type="Sales Invoice",
        expected=cleared,
        actual=-cost,
        valued_quantity=-line.quantity,
        invoiced_quantity=-line.quantity,
        item_ledger_entry_quantity=-line.quantity if shipped_now else line.quantity * 0,
    )
    books.post_cost(entry, cleared, debit="Inventory (Interim)", credit="COGS (Interim)")
    books.post_cost(entry, cost, debit="COGS", credit="Inventory")
    return entry


def receive_return(books: Books, line: Line, expected: Decimal) -> ValueEntry:
    """A customer sends goods back."""
    entry = books.add_value_entry(
        line,
        "Sale",
        "Direct Cost",
        SOURCE,
        document_type="Sales Return Receipt",
        expected=expected,
        valued_quantity=line.quantity,
        item_ledger_entry_quantity=line.quantity,
    )
    books.post_cost(entry, expected, debit="Inventory (Interim)", credit="COGS (Interim)")
    return entry


def credit_return(books: Books, line: Line, cost: Decimal, cleared: Decimal) -> ValueEntry:
    """The credit memo for returned goods takes their cost out of the cost of goods sold."""
    entry = books.add_value_entry(
        line,
        "Sale",
        "Direct Cost",
        SOURCE,
        document_type="Sales Credit Memo",
        expected=-cleared,
        actual=cost,
        valued_quantity=line.quantity,
        invoiced_quantity=line.quantity,
    )
    books.post_cost(entry, cleared, debit="COGS (Interim)", credit="Inventory (Interim)")
    books.post_cost(entry, cost, debit="Inventory", credit="COGS")
    return entry


def adjust_cost(books: Books, line: Line, increase: Decimal) -> ValueEntry:
    """Goods already sold turn out to have cost more (positive) or less (negative) when their purchase is invoiced."""
    entry = books.add_value_entry(
        line,
        "Sale",
        "Direct Cost",
        "INVTADJMT",
        document_type="Sales Invoice",
        actual=-increase,
        valued_quantity=-line.quantity,
        adjustment=True,
    )
    books.post_cost(entry, increase, debit="COGS", credit="Inventory")
    return entry
