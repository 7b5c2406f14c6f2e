"""Groups of items: changed in the year, naming one account in two roles, or holding what is no stock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import ZERO
from sample_data.make.sage_pastel.books import LAST_PERIOD, Books, Key
from sample_data.make.sage_pastel.chart import SUPPLIERS
from sample_data.make.sage_pastel.desks.purchasing import invoice_number
from sample_data.make.sage_pastel.disturbances.choice import claim_item, shift, some_day
from sample_data.make.sage_pastel.disturbances.truth import Truth
from sample_data.make.sage_pastel.items import MAIN, SUPPLIER_LIST
from sample_data.make.sage_pastel.posting import SUPPLIER_INVOICE, Document, integrate, move

CHANGED_ON = date(2026, 9, 15)
OF_GOODS = range(1, 7)
"""Groups of ordinary stock."""


def group_changed(books: Books, rng: Random) -> list[Truth]:
    """An item was given another group on 15 September: its value moves, what the G/L has stays (S6)."""
    return change_group(books, rng.choice([key for key in books.opening if may_change(books, key)]), rng)


def change_group(books: Books, key: Key, rng: Random) -> list[Truth]:
    """Give an item in a store a group with another inventory account, and its later documents that account."""
    record, old = books.store_items[claim_item(books, key)], books.group(key)
    new = rng.choice([books.groups[no] for no in OF_GOODS if books.groups[no].inventory != old.inventory])
    before = books.stock_at(CHANGED_ON - timedelta(1))[key][1]
    record.group_no = new.no
    for movement in books.movements:
        if movement.key == key and movement.day >= CHANGED_ON:
            movement.account_no = new.inventory
            _repoint(books, movement.reference, old.inventory, new.inventory, movement.value)
    note = f"{record.item.code} in store {record.store}: group {old.no} until 15 September, then {new.no}"
    return [
        Truth("group-changed", old.inventory, before, "", note),
        Truth("group-changed", new.inventory, -before, "", note),
    ]


def may_change(books: Books, key: Key) -> bool:
    """Whether the item is in an ordinary group, undisturbed itself and in all its documents."""
    references = {movement.reference for movement in books.movements if movement.key == key}
    record = books.store_items[key]
    return (
        record.group_no in OF_GOODS
        and record.item.monthly > 0
        and key not in books.disturbed_items
        and references.isdisjoint(books.disturbed)
    )


def _repoint(books: Books, reference: str, old: str, new: str, amount: Decimal) -> None:
    """Post a movement to the new account. A transfer on one account alone has no lines yet: it gets them."""
    if any(line.reference == reference and line.kind for line in books.lines):
        shift(books, reference, old, new, amount)
        return
    movement = next(one for one in books.movements if one.reference == reference)
    document = Document(movement.kind, reference, movement.day, movement.user)
    moved = [one for one in books.movements if one.reference == reference]
    integrate(books, document, moved, movement.account_no)


def purchase_variance_on_inventory(books: Books, rng: Random) -> list[Truth]:
    """A group names its inventory account for purchase variances too (S17)."""
    integrated = {line.reference for line in books.lines if line.account_no == books.groups[1].purchase_variance}
    periods = {line.reference: line.period for line in books.lines}
    group = books.groups[rng.choice(OF_GOODS)]
    books.groups[group.no] = replace(group, purchase_variance=group.inventory)
    total = ZERO
    for variance in books.variances:
        if variance.group_no == group.no and variance.reference in integrated:
            shift(books, variance.reference, group.purchase_variance, group.inventory, variance.amount)
            total += variance.amount if periods[variance.reference] <= LAST_PERIOD else ZERO
    note = f"group {group.no}: Purchase Variance is the inventory account"
    return [Truth("purchase-variance-on-inventory", group.inventory, total, "", note)]


def service_in_physical_group(books: Books, rng: Random) -> list[Truth]:
    """A service is in a group of goods: what it costs is debited to the control account, and is no stock (S14)."""
    services = [key for key, record in books.store_items.items() if record.service and record.store == MAIN]
    key = claim_item(books, rng.choice([key for key in services if key not in books.disturbed_items]))
    record = books.store_items[key]
    record.group_no = record.group_before = rng.choice(OF_GOODS)
    truths = []
    for _ in range(rng.randint(1, 3)):
        supplier = rng.choice(SUPPLIER_LIST)
        document = Document(SUPPLIER_INVOICE, invoice_number(books, supplier), some_day(books, rng), "THANDI")
        quantity = rng.randint(3, 20)
        value = quantity * record.item.cost
        movement = move(books, document, record.item, record.store, quantity, value, record.item.cost)
        integrate(books, document, [movement], SUPPLIERS)
        books.disturbed.add(document.reference)
        note = f"service {record.item.code} in group {record.group_no}"
        truths.append(Truth("service-in-physical-group", movement.account_no, value, document.reference, note))
    return truths
