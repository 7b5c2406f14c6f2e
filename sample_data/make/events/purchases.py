"""Purchases: receipts at expected, invoices at actual cost; overhead, variance, item charges, returns, projects."""

from __future__ import annotations

from decimal import Decimal

from sample_data.make.books import Books, Line, ValueEntry

SOURCE = "PURCHASES"


def receive(books: Books, line: Line, expected: Decimal) -> ValueEntry:
    """Goods arrive before the invoice: they are expected to cost this much."""
    entry = books.add_value_entry(
        line,
        "Purchase",
        "Direct Cost",
        SOURCE,
        document_type="Purchase Receipt",
        expected=expected,
        valued_quantity=line.quantity,
        item_ledger_entry_quantity=line.quantity,
    )
    books.post_cost(entry, expected, debit="Inventory (Interim)", credit="Invt. Accrual (Interim)")
    return entry


def undo_receipt(books: Books, line: Line, expected: Decimal) -> ValueEntry:
    """A receipt was wrong and is corrected by a negative quantity."""
    entry = books.add_value_entry(
        line,
        "Purchase",
        "Direct Cost",
        SOURCE,
        document_type="Purchase Receipt",
        expected=-expected,
        valued_quantity=-line.quantity,
        item_ledger_entry_quantity=-line.quantity,
    )
    books.post_cost(entry, expected, debit="Invt. Accrual (Interim)", credit="Inventory (Interim)")
    return entry


def invoice(books: Books, line: Line, cost: Decimal, cleared: Decimal, received_now: bool = False) -> ValueEntry:
    """The invoice sets the actual cost and clears the expected cost (0 when goods and invoice came together)."""
    entry = books.add_value_entry(
        line,
        "Purchase",
        "Direct Cost",
        SOURCE,
        document_type="Purchase Invoice",
        expected=-cleared,
        actual=cost,
        valued_quantity=line.quantity,
        invoiced_quantity=line.quantity,
        item_ledger_entry_quantity=line.quantity if received_now else line.quantity * 0,
    )
    books.post_cost(entry, cleared, debit="Invt. Accrual (Interim)", credit="Inventory (Interim)")
    books.post_cost(entry, cost, debit="Inventory", credit="Direct Cost Applied")
    return entry


def apply_overhead(books: Books, line: Line, overhead: Decimal) -> ValueEntry:
    """Purchase overhead is added to the goods when they are invoiced."""
    entry = books.add_value_entry(
        line,
        "Purchase",
        "Indirect Cost",
        SOURCE,
        document_type="Purchase Invoice",
        actual=overhead,
        valued_quantity=line.quantity,
    )
    books.post_cost(entry, overhead, debit="Inventory", credit="Overhead Applied")
    return entry


def post_variance(books: Books, line: Line, variance: Decimal) -> ValueEntry:
    """What standard cost exceeds the price paid by: positive raises inventory, negative (dearer) lowers it."""
    entry = books.add_value_entry(
        line,
        "Purchase",
        "Variance",
        SOURCE,
        document_type="Purchase Invoice",
        variance_type="Purchase",
        actual=variance,
        valued_quantity=line.quantity,
    )
    books.post_cost(entry, variance, debit="Inventory", credit="Purchase Variance")
    return entry


def assign_item_charge(books: Books, line: Line, charge_no: str, amount: Decimal) -> ValueEntry:
    """Freight or the like is assigned to goods that were received before."""
    entry = books.add_value_entry(
        line,
        "Purchase",
        "Direct Cost",
        SOURCE,
        document_type="Purchase Invoice",
        item_charge_no=charge_no,
        gen_prod_posting_group="SERVICES",
        actual=amount,
        valued_quantity=line.quantity,
    )
    books.post_cost(entry, amount, debit="Inventory", credit="Direct Cost Applied")
    return entry


def ship_return(books: Books, line: Line, expected: Decimal) -> ValueEntry:
    """Goods go back to the vendor; the credit memo has not come yet."""
    entry = books.add_value_entry(
        line,
        "Purchase",
        "Direct Cost",
        SOURCE,
        document_type="Purchase Return Shipment",
        expected=-expected,
        valued_quantity=-line.quantity,
        item_ledger_entry_quantity=-line.quantity,
    )
    books.post_cost(entry, expected, debit="Invt. Accrual (Interim)", credit="Inventory (Interim)")
    return entry


def credit_return(books: Books, line: Line, cost: Decimal, cleared: Decimal) -> ValueEntry:
    """The vendor's credit memo for returned goods."""
    entry = books.add_value_entry(
        line,
        "Purchase",
        "Direct Cost",
        SOURCE,
        document_type="Purchase Credit Memo",
        expected=cleared,
        actual=-cost,
        valued_quantity=-line.quantity,
        invoiced_quantity=-line.quantity,
    )
    books.post_cost(entry, cleared, debit="Inventory (Interim)", credit="Invt. Accrual (Interim)")
    books.post_cost(entry, cost, debit="Direct Cost Applied", credit="Inventory")
    return entry


def revalue_receipt(books: Books, line: Line, change: Decimal) -> ValueEntry:
    """Goods received and not yet invoiced are revalued; a positive change raises their expected cost."""
    entry = books.add_value_entry(
        line, "Purchase", "Revaluation", "REVALJNL", expected=change, valued_quantity=line.quantity
    )
    books.post_cost(entry, change, debit="Inventory (Interim)", credit="Invt. Accrual (Interim)")
    return entry


def use_receipt_on_project(books: Books, line: Line, expected: Decimal) -> ValueEntry:
    """Goods bought for a project are used on it at once, before the vendor's invoice."""
    entry = books.add_value_entry(
        line,
        "Negative Adjmt.",
        "Direct Cost",
        SOURCE,
        document_type="Purchase Receipt",
        expected=-expected,
        valued_quantity=-line.quantity,
        item_ledger_entry_quantity=-line.quantity,
    )
    books.post_cost(entry, expected, debit="COGS (Interim)", credit="Inventory (Interim)")
    return entry


def invoice_project_use(books: Books, line: Line, cost: Decimal, cleared: Decimal) -> ValueEntry:
    """The vendor's invoice for goods that were used on a project sets the actual cost of the usage."""
    entry = books.add_value_entry(
        line,
        "Negative Adjmt.",
        "Direct Cost",
        SOURCE,
        document_type="Purchase Invoice",
        expected=cleared,
        actual=-cost,
        valued_quantity=-line.quantity,
        invoiced_quantity=-line.quantity,
    )
    books.post_cost(entry, cleared, debit="Inventory (Interim)", credit="COGS (Interim)")
    books.post_cost(entry, cost, debit="Inventory Adjmt.", credit="Inventory")
    return entry


def buy_non_inventory(books: Books, line: Line) -> ValueEntry:
    """A non-inventory item is bought: the entry has no inventory cost and nothing is posted from it."""
    return books.add_value_entry(
        line,
        "Purchase",
        "Direct Cost",
        SOURCE,
        document_type="Purchase Invoice",
        valued_quantity=line.quantity,
        invoiced_quantity=line.quantity,
        item_ledger_entry_quantity=line.quantity,
        inventoriable=False,
    )
