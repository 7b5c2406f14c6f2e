"""The workshop: components become a finished item, at a unit cost in whole cents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sample_data.make.books import ZERO, money
from sample_data.make.dynamics_gp.books import ASSEMBLY, Books, Layer, Outflow
from sample_data.make.dynamics_gp.chart import ASSEMBLY_VARIANCE
from sample_data.make.dynamics_gp.desks.purchasing import transaction_of
from sample_data.make.dynamics_gp.desks.storekeeping import receipt_row
from sample_data.make.dynamics_gp.items import ON_HAND, Item
from sample_data.make.dynamics_gp.posting import Document
from sample_data.make.dynamics_gp.stock import first_in


def assemble(books: Books, day: date, item: Item, quantity: int, site: str) -> Document:
    """Assemble: finished goods against components, what the cents do not divide into Assembly Variance."""
    document = Document(books.next_document("ASM", 6), [], master_no=item.no, master_name=item.description)
    used = []
    for component_no, count in item.recipe.items():
        component = books.items[component_no]
        for layer, units in first_in(books, component, site, count * quantity):
            row = receipt_row(
                document.no, ASSEMBLY, day, component, -units, layer.unit_cost, site, item.account(ON_HAND)
            )
            row.receipt_no, row.module = layer.receipt_no, "BOM"
            document.rows.append(row)
            used.append(Outflow(row, units))
            layer.outflows.append(used[-1])
    cost = -sum((row.amount for row in document.rows), ZERO)
    unit_cost = money(cost / quantity)
    made = replace(
        document.rows[0],
        item_no=item.no,
        quantity=quantity,
        unit_cost=unit_cost,
        amount=unit_cost * quantity,
        account_no=item.account(ON_HAND),
        offset_account_no=document.rows[0].account_no,
        receipt_no=document.no,
    )
    layer = books.add_layer(Layer(item.no, site, ON_HAND, day, document.no, 7, quantity, unit_cost, made.account_no))
    for outflow in used:
        outflow.into, outflow.arrival = layer, made
    document.rows.append(made)
    document.amounts = [(row.account_no, row.amount) for row in document.rows]
    document.amounts.append((ASSEMBLY_VARIANCE, cost - made.amount))
    document.transactions = [transaction_of(row) for row in document.rows]
    return document
