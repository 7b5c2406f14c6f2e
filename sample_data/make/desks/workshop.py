"""The workshop: builds bicycles and wheels on production orders, and packs bundles on assembly orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sample_data.make.agenda import Company
from sample_data.make.books import ZERO, Item, Line, money
from sample_data.make.desks.purchasing import owe
from sample_data.make.events import assembly, production
from sample_data.make.items import (
    BUNDLE,
    CAPACITY_OVERHEAD,
    MINUTE_RATE,
    RECIPES,
    SUBCONTRACTOR,
    Partner,
    Recipe,
    standard_capacity,
    standard_material,
)


def plan_month(company: Company, month: int) -> None:
    """Two production orders and one assembly order."""
    for _ in range(2 * company.scale):
        company.on(company.some_day(month), lambda day: build(company, day))
    for _ in range(company.scale):
        company.on(company.some_day(month), lambda day: pack_bundles(company, day))


def affordable(company: Company, recipe: Recipe, location: str, wanted: int) -> int:
    """How many units can be made from the components at a location."""
    stock, items = company.stock, company.books.items
    return min(wanted, *(int(stock.on_hand(items[no], location)) // count for no, count in recipe.components.items()))


def build(company: Company, day: date) -> None:
    """Release a production order and consume its components; work, output and finishing follow in the next weeks."""
    books, rng = company.books, company.rng
    item, location = (
        books.items[rng.choice(("1000", "1000", "1001", "1001", "000900", "S-200"))],
        company.some_location(),
    )
    recipe = RECIPES[item.no]
    # One unit in hand, so that a few components can be wasted.
    quantity = Decimal(affordable(company, recipe, location, rng.randint(9, 22)) - 1)
    if quantity < 3:
        return
    order_no = books.next_document("PO")
    maker = Partner("Item", item.no, "", "", "PROD")
    order = company.line(day, order_no, item, location=location, quantity=quantity, partner=maker)
    order = replace(order, order_type="Production", order_no=order_no)
    material = ZERO
    for component_no, count in recipe.components.items():
        component = books.items[component_no]
        used = quantity * count + (rng.randint(0, count) if rng.random() < 0.5 else 0)
        cost = company.stock.take(component, location, used)
        entry_no = books.next_number("item ledger entry")
        production.consume(books, replace(order, item=component, quantity=used, item_ledger_entry_no=entry_no), cost)
        material += cost
    work_day = day + timedelta(days=rng.randint(1, 6))
    company.on(work_day, lambda later: work(company, later, order, recipe, material))


def work(company: Company, day: date, order: Line, recipe: Recipe, material: Decimal) -> None:
    """Work at the work center and a machine, subcontract the coating, and take the units into stock."""
    books, rng = company.books, company.rng
    here = replace(order, posting_date=day)
    minutes = order.quantity * recipe.minutes + rng.randint(-20, 30)
    machine = minutes // 3
    capacity = overhead = ZERO
    for center_type, center, time in (("Work Center", "100", minutes - machine), ("Machine Center", "120", machine)):
        cost = money(time * MINUTE_RATE)
        share = money(cost * CAPACITY_OVERHEAD)
        production.work(books, here, center_type, center, time, cost=cost, overhead=share)
        capacity, overhead = capacity + cost, overhead + share
    subcontracted = money(order.quantity * recipe.subcontracted * (1 + company.some_deviation(8)))
    if subcontracted:
        document_no = books.next_document("PI")
        coating = replace(here, document_no=document_no, gen_bus_posting_group="DOMESTIC")
        production.work(books, coating, "Work Center", "400", order.quantity, cost=subcontracted, overhead=ZERO)
        owe(company, day, document_no, SUBCONTRACTOR, {"SERVICES": subcontracted})
    expected = money(order.quantity * order.item.unit_cost)
    production.output(books, here, expected)
    company.stock.add(order.item, order.location_code, order.quantity, expected)
    actual = {"material": material, "capacity": capacity, "overhead": overhead, "subcontracted": subcontracted}
    finish_day = day + timedelta(days=rng.randint(2, 20))
    company.on(finish_day, lambda later: finish(company, later, order, recipe, expected=expected, actual=actual))


def finish(company: Company, day: date, order: Line, recipe: Recipe, *, expected: Decimal, actual: dict[str, Decimal]):
    """Finish the order: actual cost, overhead, non-inventory cost, and what standard cost leaves over."""
    books, item, quantity = company.books, order.item, order.quantity
    line = replace(order, posting_date=day, user_id="DORA")
    cost = sum(actual.values())
    production.finish(books, line, cost, expected)
    if not item.has_standard_cost:
        company.stock.revalue(item, cost - expected)
        return
    # Now and then the overhead rate of the order differs from the standard one.
    overhead = money(quantity * item.overhead_rate * (1 + company.some_deviation(5)))
    production.apply_overhead(books, line, overhead)
    non_inventory = money(quantity * recipe.non_inventory * (1 + company.some_deviation(10)))
    if non_inventory:
        production.apply_non_inventory(books, line, non_inventory)
    capacity = quantity * standard_capacity(recipe)
    capacity_overhead = quantity * money(standard_capacity(recipe) * CAPACITY_OVERHEAD)
    variances = (
        (production.material_variance, quantity * standard_material(recipe, books.items) - actual["material"]),
        (production.capacity_variance, capacity - actual["capacity"]),
        (production.capacity_overhead_variance, capacity_overhead - actual["overhead"]),
        (production.manufacturing_overhead_variance, quantity * item.overhead_rate - overhead),
        (production.subcontracted_variance, quantity * recipe.subcontracted - actual["subcontracted"]),
        (production.non_inventory_variance, quantity * recipe.non_inventory - non_inventory),
    )
    for post_variance, amount in variances:
        if amount:
            post_variance(books, line, money(amount))


def pack_bundles(company: Company, day: date) -> None:
    """An assembly order, posted in one go: components, a packer's time, the bundles, overhead and material variance."""
    books, rng, stock = company.books, company.rng, company.stock
    location = company.some_location()
    quantity = Decimal(affordable(company, BUNDLE, location, rng.randint(4, 10)))
    if quantity < 2:
        return
    bundle: Item = books.items["70010"]
    order_no, document_no = books.next_document("A"), books.next_document("AS")
    packer = Partner("Item", bundle.no, "", "", "PROD")
    line = company.line(day, document_no, bundle, location=location, quantity=quantity, partner=packer)
    line = replace(line, order_type="Assembly", order_no=order_no)
    cost = ZERO
    for component_no, count in BUNDLE.components.items():
        component, used = books.items[component_no], quantity * count
        component_cost = stock.take(component, location, used)
        entry_no = books.next_number("item ledger entry")
        assembly.consume(
            books, replace(line, item=component, quantity=used, item_ledger_entry_no=entry_no), component_cost
        )
        cost += component_cost
    minutes = quantity * BUNDLE.minutes + rng.randint(0, 5)
    direct = money(minutes * MINUTE_RATE)
    overhead = money(direct * CAPACITY_OVERHEAD)
    assembly.work(books, line, "PACKER", minutes, cost=direct, overhead=overhead)
    cost += direct + overhead
    assembly.output(books, line, cost)
    own_overhead = money(quantity * bundle.overhead_rate)
    assembly.apply_overhead(books, line, own_overhead)
    variance = money(quantity * bundle.unit_cost) - cost - own_overhead
    if variance:
        assembly.material_variance(books, line, variance)
    stock.add(bundle, location, quantity, money(quantity * bundle.unit_cost))
