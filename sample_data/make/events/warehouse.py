"""Stock counts, transfers between locations, revaluation of invoiced stock, rounding."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from sample_data.make.books import Books, Line, ValueEntry


def gain(books: Books, line: Line, cost: Decimal) -> ValueEntry:
    """More is found than the ledger says, or stock is taken in at the start."""
    entry = books.add_value_entry(
        line,
        "Positive Adjmt.",
        "Direct Cost",
        "ITEMJNL",
        actual=cost,
        valued_quantity=line.quantity,
        invoiced_quantity=line.quantity,
        item_ledger_entry_quantity=line.quantity,
    )
    books.post_cost(entry, cost, debit="Inventory", credit="Inventory Adjmt.")
    return entry


def loss(books: Books, line: Line, cost: Decimal) -> ValueEntry:
    """Less is found than the ledger says, or stock is scrapped."""
    entry = books.add_value_entry(
        line,
        "Negative Adjmt.",
        "Direct Cost",
        "ITEMJNL",
        actual=-cost,
        valued_quantity=-line.quantity,
        invoiced_quantity=-line.quantity,
        item_ledger_entry_quantity=-line.quantity,
    )
    books.post_cost(entry, cost, debit="Inventory Adjmt.", credit="Inventory")
    return entry


def transfer(books: Books, line: Line, to_location: str, cost: Decimal) -> tuple[ValueEntry, ValueEntry]:
    """Goods move to another location: out of inventory at the one, into inventory at the other."""
    out = books.add_value_entry(
        line,
        "Transfer",
        "Direct Cost",
        "TRANSFER",
        document_type="Direct Transfer",
        actual=-cost,
        valued_quantity=-line.quantity,
        invoiced_quantity=-line.quantity,
        item_ledger_entry_quantity=-line.quantity,
    )
    books.post_cost(out, cost, debit="Inventory Adjmt.", credit="Inventory")
    arrival = replace(line, location_code=to_location, item_ledger_entry_no=books.next_number("item ledger entry"))
    into = books.add_value_entry(
        arrival,
        "Transfer",
        "Direct Cost",
        "TRANSFER",
        document_type="Direct Transfer",
        actual=cost,
        valued_quantity=line.quantity,
        invoiced_quantity=line.quantity,
        item_ledger_entry_quantity=line.quantity,
    )
    books.post_cost(into, cost, debit="Inventory", credit="Inventory Adjmt.")
    return out, into


def revalue(books: Books, line: Line, item_ledger_entry_type: str, change: Decimal) -> ValueEntry:
    """Invoiced stock is revalued; a positive change raises inventory. The entry keeps the type of the goods."""
    entry = books.add_value_entry(
        line, item_ledger_entry_type, "Revaluation", "REVALJNL", actual=change, valued_quantity=line.quantity
    )
    books.post_cost(entry, change, debit="Inventory", credit="Inventory Adjmt.")
    return entry


def round_cost(books: Books, line: Line, item_ledger_entry_type: str, residue: Decimal) -> ValueEntry:
    """A few cents that cost adjustment could not spread; a positive residue raises inventory."""
    entry = books.add_value_entry(
        line, item_ledger_entry_type, "Rounding", "INVTADJMT", actual=residue, adjustment=True
    )
    books.post_cost(entry, residue, debit="Inventory", credit="Inventory Adjmt.")
    return entry
