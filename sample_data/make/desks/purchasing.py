"""The purchasing desk: orders what runs low, receives it, checks the invoices, sends back what is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sample_data.make.agenda import Company
from sample_data.make.books import ZERO, Line, money
from sample_data.make.events import ledger, purchases, sales
from sample_data.make.items import CARRIER, VENDORS, Partner

# How full each location is kept, as a share of the item's reorder quantity.
SHARE_OF_STOCK = {"EAST": Decimal("1.2"), "WEST": Decimal("0.7"), "": Decimal("0.2")}


def plan_month(company: Company, month: int) -> None:
    """Orders all month; now and then a return, a project, a mistake."""
    for _ in range(9 * company.scale):
        company.on(company.some_day(month), lambda day: order(company, day))
    if month % 2 == 0:
        company.on(company.some_day(month), lambda day: return_to_vendor(company, day))
        company.on(company.some_day(month), lambda day: buy_for_project(company, day))
    if month in (3, 6, 9):
        company.on(company.some_day(month), lambda day: buy_rags(company, day))
    if month in (4, 8, 10):
        company.on(date(2026, month, company.rng.randint(10, 26)), lambda day: receive_by_mistake(company, day))


def order(company: Company, day: date) -> None:
    """Receive two or three items that run low; the invoice comes the same day, or up to five weeks later."""
    books, rng, stock = company.books, company.rng, company.stock
    vendor = rng.choice(VENDORS)
    location = company.some_location()
    bought = [
        item
        for item in books.items.values()
        if stock.on_hand(item, location) < item.reorder_quantity * company.scale * SHARE_OF_STOCK[location]
    ]
    if not bought:
        return
    rng.shuffle(bought)
    at_once = rng.random() < 0.15
    document_no = books.next_document("PI" if at_once else "PR")
    lines = []
    for number, item in enumerate(bought[: rng.randint(2, 3)], start=1):
        quantity = Decimal(item.reorder_quantity * rng.randint(6, 12) // 10)
        lines.append(
            company.line(day, document_no, item, location=location, quantity=quantity, partner=vendor, number=number)
        )
    if at_once:
        costs = [price(company, line) for line in lines]
        for line, cost in zip(lines, costs, strict=True):
            company.stock.add(line.item, location, line.quantity, money(line.quantity * line.item.unit_cost))
            book_invoice(company, line, cost, ZERO, money(line.quantity * line.item.unit_cost))
        book_payable(company, vendor, lines, costs)
        return
    expected = {}
    for line in lines:
        expected[line.line_no] = money(line.quantity * line.item.unit_cost)
        purchases.receive(books, line, expected[line.line_no])
        stock.add(line.item, location, line.quantity, expected[line.line_no])
    revalued = lines[0]
    if not revalued.item.has_standard_cost and rng.random() < 0.12:
        company.on(day + timedelta(days=1), lambda later: revalue(company, later, revalued, expected))
    company.on(day + timedelta(days=rng.randint(2, 35)), lambda later: invoice(company, later, vendor, lines, expected))


def price(company: Company, line: Line) -> Decimal:
    """What the vendor charges: mostly as ordered, sometimes up to 6 % more or less."""
    return money(line.quantity * line.item.unit_cost * (1 + company.some_deviation(6)))


def revalue(company: Company, day: date, line: Line, expected: dict[int, Decimal]) -> None:
    """The price is renegotiated before the invoice comes."""
    change = money(expected[line.line_no] * Decimal("-0.05"))
    purchases.revalue_receipt(company.books, line.on(day, company.books.next_document("REV")), change)
    company.stock.revalue(line.item, change)
    expected[line.line_no] += change


def invoice(company: Company, day: date, vendor: Partner, lines: list[Line], expected: dict[int, Decimal]) -> None:
    """The invoice of a receipt; one in four is followed by a freight bill."""
    document_no = company.books.next_document("PI")
    invoiced = [line.on(day, document_no) for line in lines]
    costs = [price(company, line) for line in invoiced]
    for line, cost in zip(invoiced, costs, strict=True):
        book_invoice(company, line, cost, expected[line.line_no], expected[line.line_no])
    book_payable(company, vendor, invoiced, costs)
    company.invoiced_receipts.append(invoiced[0])
    if company.rng.random() < 0.25:
        charged = company.rng.choice(invoiced)
        company.on(
            day + timedelta(days=company.rng.randint(1, 12)), lambda later: charge_freight(company, later, charged)
        )


def book_invoice(company: Company, line: Line, cost: Decimal, cleared: Decimal, carried: Decimal) -> None:
    """Actual cost, overhead, and for standard cost items the variance. `carried` is the value in stock so far."""
    books, item = company.books, line.item
    purchases.invoice(books, line, cost, cleared, received_now=not cleared)
    overhead = money(line.quantity * item.overhead_rate)
    if overhead:
        purchases.apply_overhead(books, line, overhead)
    if item.has_standard_cost:
        variance = money(line.quantity * item.unit_cost) - cost - overhead
        if variance:
            purchases.post_variance(books, line, variance)
    else:
        spread(company, line, cost + overhead - carried)


def spread(company: Company, line: Line, change: Decimal) -> None:
    """Goods turn out dearer or cheaper: the part already sold goes to the cost of its last sale, the rest to stock."""
    gone = max(ZERO, line.quantity - company.stock.total(line.item)) / line.quantity
    sale = company.last_sale.get(line.item.no)
    sold = money(change * gone) if sale else ZERO
    if sold:
        sales.adjust_cost(company.books, replace(sale, posting_date=line.posting_date, user_id="CARLA"), sold)
    company.stock.revalue(line.item, change - sold)


def book_payable(company: Company, vendor: Partner, lines: list[Line], costs: list[Decimal]) -> None:
    """The payable for the lines of one invoice."""
    by_group: dict[str, Decimal] = {}
    for line, cost in zip(lines, costs, strict=True):
        group = line.item.gen_prod_posting_group
        by_group[group] = by_group.get(group, ZERO) + cost
    owe(company, lines[0].posting_date, lines[0].document_no, vendor, by_group)


def owe(company: Company, day: date, document_no: str, vendor: Partner, by_group: dict[str, Decimal]) -> None:
    """Book a vendor's invoice and remember to pay it after about thirty days."""
    books = company.books
    ledger.invoice_purchase(books, day, document_no, vendor, by_group)
    amount = sum(by_group.values())
    if amount > 0:
        company.on(
            day + timedelta(days=company.rng.randint(20, 35)),
            lambda later: ledger.pay_vendor(books, later, books.next_document("PAY"), vendor, amount),
        )


def charge_freight(company: Company, day: date, line: Line) -> None:
    """A carrier invoices freight for goods received; for standard cost items it ends as a purchase variance."""
    books = company.books
    document_no = books.next_document("PI")
    amount = Decimal(company.rng.randint(1500, 9500)) / 100
    charged = replace(line, posting_date=day, document_no=document_no, source_no=CARRIER.no)
    purchases.assign_item_charge(books, charged, company.rng.choice(("P-FREIGHT", "JB-FREIGHT")), amount)
    if line.item.has_standard_cost:
        purchases.post_variance(books, charged, -amount)
    else:
        spread(company, charged, amount)
    owe(company, day, document_no, CARRIER, {"SERVICES": amount})


def return_to_vendor(company: Company, day: date) -> None:
    """A few units of the last delivery go back; the credit memo follows within two weeks."""
    books, stock = company.books, company.stock
    candidates = [line for line in company.invoiced_receipts if stock.on_hand(line.item, line.location_code) >= 6]
    if not candidates:
        return
    bought = candidates[-1]
    vendor = next(vendor for vendor in VENDORS if vendor.no == bought.source_no)
    returned = replace(
        bought,
        posting_date=day,
        document_no=books.next_document("RS"),
        quantity=Decimal(company.rng.randint(2, 6)),
        item_ledger_entry_no=books.next_number("item ledger entry"),
    )
    cost = stock.take(returned.item, returned.location_code, returned.quantity)
    purchases.ship_return(books, returned, cost)

    def credit(later: date) -> None:
        memo = returned.on(later, books.next_document("PCM"))
        purchases.credit_return(books, memo, cost, cost)
        owe(company, later, memo.document_no, vendor, {memo.item.gen_prod_posting_group: -cost})

    company.on(day + timedelta(days=company.rng.randint(3, 14)), credit)


def receive_by_mistake(company: Company, day: date) -> None:
    """A receipt of a standard cost item is booked with a wrong quantity and undone the same day."""
    books, item = company.books, company.books.items["000124"]
    line = company.line(day, books.next_document("PR"), item, location="EAST", quantity=Decimal(30), partner=VENDORS[0])
    expected = money(line.quantity * item.unit_cost)
    purchases.receive(books, line, expected)
    correction = replace(line, line_no=15000, item_ledger_entry_no=books.next_number("item ledger entry"))
    purchases.undo_receipt(books, correction, expected)


def buy_for_project(company: Company, day: date) -> None:
    """Spare parts bought for a project and used on it at once; the invoice follows, in October it does not."""
    books, vendor = company.books, VENDORS[1]
    item = books.items[company.rng.choice(("S-100", "S-110"))]
    quantity = Decimal(company.rng.randint(8, 20))
    receipt = company.line(day, books.next_document("PR"), item, location="EAST", quantity=quantity, partner=vendor)
    use = replace(receipt, line_no=20000, item_ledger_entry_no=books.next_number("item ledger entry"))
    expected = money(quantity * item.unit_cost)
    purchases.receive(books, receipt, expected)
    purchases.use_receipt_on_project(books, use, expected)

    def invoice_later(later: date) -> None:
        document_no = books.next_document("PI")
        cost = price(company, receipt)
        purchases.invoice(books, receipt.on(later, document_no), cost, expected)
        purchases.invoice_project_use(books, use.on(later, document_no), cost, expected)
        owe(company, later, document_no, vendor, {item.gen_prod_posting_group: cost})

    company.on(day + timedelta(days=40), invoice_later)


def buy_rags(company: Company, day: date) -> None:
    """A non-inventory item: it is in the value entries, but has no inventory cost."""
    books, item, vendor = company.books, company.books.items["NI-010"], VENDORS[0]
    line = company.line(day, books.next_document("PI"), item, location="EAST", quantity=Decimal(200), partner=vendor)
    purchases.buy_non_inventory(books, line)
    owe(company, day, line.document_no, vendor, {"SERVICES": money(line.quantity * item.unit_cost)})
