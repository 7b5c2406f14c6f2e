"""Production orders: consumption and capacity fill work in process, output empties it, variances close the order.

Lines carry the produced item as their source (Source Type Item), whose group decides the WIP account.
"""

from __future__ import annotations

from decimal import Decimal

from sample_data.make.books import Books, Line, ValueEntry


def consume(books: Books, line: Line, cost: Decimal) -> ValueEntry:
    """A component goes into the order."""
    entry = books.add_value_entry(
        line,
        "Consumption",
        "Direct Cost",
        "CONSUMPJNL",
        actual=-cost,
        valued_quantity=-line.quantity,
        invoiced_quantity=-line.quantity,
        item_ledger_entry_quantity=-line.quantity,
    )
    books.post_cost(entry, cost, debit="WIP Inventory", credit="Inventory")
    return entry


def work(
    books: Books, line: Line, center_type: str, center: str, minutes: Decimal, *, cost: Decimal, overhead: Decimal
):
    """Work is done on the order, at the center's direct cost and its overhead. The line's item is the one produced."""
    capacity = {
        "item_no": "",
        "location_code": "",
        "gen_prod_posting_group": "SERVICES",
        "item_ledger_entry_no": 0,
        "capacity_ledger_entry_no": books.next_number("capacity ledger entry"),
        "capacity_type": center_type,
        "capacity_no": center,
        "valued_quantity": minutes,
        "description": f"{center} {line.item.description}",
    }
    direct = books.add_value_entry(
        line, "", "Direct Cost", "POINOUTJNL", actual=cost, invoiced_quantity=minutes, **capacity
    )
    books.post_cost(direct, cost, debit="WIP Inventory", credit="Direct Cost Applied")
    if overhead:
        indirect = books.add_value_entry(line, "", "Indirect Cost", "POINOUTJNL", actual=overhead, **capacity)
        books.post_cost(indirect, overhead, debit="WIP Inventory", credit="Overhead Applied")


def output(books: Books, line: Line, expected: Decimal) -> ValueEntry:
    """Units come out of the workshop at expected cost; the order is not finished yet."""
    entry = books.add_value_entry(
        line,
        "Output",
        "Direct Cost",
        "POINOUTJNL",
        expected=expected,
        valued_quantity=line.quantity,
        item_ledger_entry_quantity=line.quantity,
    )
    books.post_cost(entry, expected, debit="Inventory (Interim)", credit="WIP Inventory")
    return entry


def finish(books: Books, line: Line, cost: Decimal, cleared: Decimal) -> ValueEntry:
    """The order is finished: its actual cost leaves work in process and the expected cost is cleared."""
    entry = books.add_value_entry(
        line,
        "Output",
        "Direct Cost",
        "INVTADJMT",
        expected=-cleared,
        actual=cost,
        valued_quantity=line.quantity,
        invoiced_quantity=line.quantity,
    )
    books.post_cost(entry, cleared, debit="WIP Inventory", credit="Inventory (Interim)")
    books.post_cost(entry, cost, debit="Inventory", credit="WIP Inventory")
    return entry


def apply_overhead(books: Books, line: Line, overhead: Decimal) -> ValueEntry:
    """The product's own overhead rate is added to what was made."""
    entry = books.add_value_entry(
        line, "Output", "Indirect Cost", "INVTADJMT", actual=overhead, valued_quantity=line.quantity
    )
    books.post_cost(entry, overhead, debit="Inventory", credit="Overhead Applied")
    return entry


def apply_non_inventory(books: Books, line: Line, cost: Decimal) -> ValueEntry:
    """Non-inventory items used on the order are added to the cost of the product."""
    entry = books.add_value_entry(
        line, "Output", "Direct Cost - Non Inventory", "INVTADJMT", actual=cost, valued_quantity=line.quantity
    )
    books.post_cost(entry, cost, debit="Inventory", credit="Direct Cost Non-Inventory Applied")
    return entry


def _variance(books: Books, line: Line, variance_type: str, amount: Decimal) -> ValueEntry:
    return books.add_value_entry(
        line,
        "Output",
        "Variance",
        "INVTADJMT",
        variance_type=variance_type,
        actual=amount,
        valued_quantity=line.quantity,
    )


# Variances: what standard cost exceeds actual cost by. Positive raises inventory, negative (dearer) lowers it.


def material_variance(books: Books, line: Line, amount: Decimal) -> None:
    """Components used against the recipe."""
    entry = _variance(books, line, "Material", amount)
    books.post_cost(entry, amount, debit="Inventory", credit="Material Variance")


def capacity_variance(books: Books, line: Line, amount: Decimal) -> None:
    """Work done against the recipe."""
    entry = _variance(books, line, "Capacity", amount)
    books.post_cost(entry, amount, debit="Inventory", credit="Capacity Variance")


def capacity_overhead_variance(books: Books, line: Line, amount: Decimal) -> None:
    """Overhead of the work centers against the recipe."""
    entry = _variance(books, line, "Capacity Overhead", amount)
    books.post_cost(entry, amount, debit="Inventory", credit="Capacity Overhead Variance")


def manufacturing_overhead_variance(books: Books, line: Line, amount: Decimal) -> None:
    """Overhead applied against the product's rate."""
    entry = _variance(books, line, "Manufacturing Overhead", amount)
    books.post_cost(entry, amount, debit="Inventory", credit="Mfg. Overhead Variance")


def subcontracted_variance(books: Books, line: Line, amount: Decimal) -> None:
    """The subcontractor's price against the recipe."""
    entry = _variance(books, line, "Subcontracted", amount)
    books.post_cost(entry, amount, debit="Inventory", credit="Subcontracted Variance")


def non_inventory_variance(books: Books, line: Line, amount: Decimal) -> None:
    """Non-inventory items used against the recipe."""
    entry = _variance(books, line, "Material - Non Inventory", amount)
    books.post_cost(entry, amount, debit="Inventory", credit="Material Non-Inventory Variance")
