"""Assembly orders: components and resources pass through the adjustment account; there is no work in process."""

from __future__ import annotations

from decimal import Decimal

from sample_data.make.books import Books, Line, ValueEntry

SOURCE = "ASSEMBLY"
POSTED = "Posted Assembly"


def consume(books: Books, line: Line, cost: Decimal) -> ValueEntry:
    """A component goes into the assembly."""
    entry = books.add_value_entry(
        line,
        "Assembly Consumption",
        "Direct Cost",
        SOURCE,
        document_type=POSTED,
        actual=-cost,
        valued_quantity=-line.quantity,
        invoiced_quantity=-line.quantity,
        item_ledger_entry_quantity=-line.quantity,
    )
    books.post_cost(entry, cost, debit="Inventory Adjmt.", credit="Inventory")
    return entry


def work(books: Books, line: Line, resource: str, minutes: Decimal, *, cost: Decimal, overhead: Decimal) -> None:
    """A resource works on the assembly, at its direct cost and overhead. The line's item is the one assembled."""
    capacity = {
        "item_no": "",
        "location_code": "",
        "inventory_posting_group": "",
        "gen_prod_posting_group": "SERVICES",
        "item_ledger_entry_no": 0,
        "document_type": POSTED,
        "capacity_ledger_entry_no": books.next_number("capacity ledger entry"),
        "capacity_type": "Resource",
        "capacity_no": resource,
        "valued_quantity": minutes,
        "description": f"{resource} {line.item.description}",
    }
    direct = books.add_value_entry(line, "", "Direct Cost", SOURCE, actual=cost, invoiced_quantity=minutes, **capacity)
    books.post_cost(direct, cost, debit="Inventory Adjmt.", credit="Direct Cost Applied")
    indirect = books.add_value_entry(line, "", "Indirect Cost", SOURCE, actual=overhead, **capacity)
    books.post_cost(indirect, overhead, debit="Inventory Adjmt.", credit="Overhead Applied")


def output(books: Books, line: Line, cost: Decimal) -> ValueEntry:
    """The assembled units, at the cost of their components and resources."""
    entry = books.add_value_entry(
        line,
        "Assembly Output",
        "Direct Cost",
        SOURCE,
        document_type=POSTED,
        actual=cost,
        valued_quantity=line.quantity,
        invoiced_quantity=line.quantity,
        item_ledger_entry_quantity=line.quantity,
    )
    books.post_cost(entry, cost, debit="Inventory", credit="Inventory Adjmt.")
    return entry


def apply_overhead(books: Books, line: Line, overhead: Decimal) -> ValueEntry:
    """The assembled item's own overhead rate."""
    entry = books.add_value_entry(
        line,
        "Assembly Output",
        "Indirect Cost",
        SOURCE,
        document_type=POSTED,
        actual=overhead,
        valued_quantity=line.quantity,
    )
    books.post_cost(entry, overhead, debit="Inventory", credit="Overhead Applied")
    return entry


def material_variance(books: Books, line: Line, amount: Decimal) -> ValueEntry:
    """What standard cost exceeds actual cost by: positive raises inventory."""
    entry = books.add_value_entry(
        line,
        "Assembly Output",
        "Variance",
        "INVTADJMT",
        document_type=POSTED,
        variance_type="Material",
        actual=amount,
        valued_quantity=line.quantity,
    )
    books.post_cost(entry, amount, debit="Inventory", credit="Material Variance")
    return entry
