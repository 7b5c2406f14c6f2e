"""The sales desk: ships, invoices, takes goods back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from sample_data.make.agenda import Company
from sample_data.make.books import ZERO, Line, money
from sample_data.make.events import ledger, sales
from sample_data.make.items import CUSTOMERS, Partner

MARKUP = Decimal("1.65")


def plan_month(company: Company, month: int) -> None:
    """Orders all month, and one return."""
    for _ in range(9 * company.scale):
        company.on(company.some_day(month), lambda day: order(company, day))
    if month > 1:
        company.on(company.some_day(month), lambda day: take_back(company, day))


def order(company: Company, day: date) -> None:
    """Sell one to three items that are on hand; over the counter, or shipped and invoiced up to three weeks later."""
    books, rng, stock = company.books, company.rng, company.stock
    customer, location = rng.choice(CUSTOMERS), company.some_location()
    on_offer = [item for item in books.items.values() if stock.on_hand(item, location) >= 4]
    if not on_offer:
        return
    # Bicycles, bundles and wheels are what the shop is for; raw material is sold now and then.
    on_offer.sort(key=lambda item: (rng.random() + (item.inventory_posting_group == "RAW MAT") * 0.5, item.no))
    chosen = on_offer[: rng.randint(1, 3)]
    chosen.sort(key=lambda item: item.no)
    over_the_counter = rng.random() < 0.2
    document_no = books.next_document("SI" if over_the_counter else "SS")
    lines, costs = [], []
    for number, item in enumerate(chosen, start=1):
        quantity = Decimal(rng.randint(3, int(min(stock.on_hand(item, location), 30))))
        lines.append(
            company.line(day, document_no, item, location=location, quantity=quantity, partner=customer, number=number)
        )
        costs.append(stock.take(item, location, quantity))
    if over_the_counter:
        invoice(company, lines, costs, customer, [ZERO] * len(lines))
        return
    for line, cost in zip(lines, costs, strict=True):
        sales.ship(books, line, cost)

    def invoice_later(later: date) -> None:
        number = books.next_document("SI")
        invoice(company, [line.on(later, number) for line in lines], costs, customer, costs)

    company.on(day + timedelta(days=rng.randint(1, 20)), invoice_later)


def invoice(company: Company, lines: list[Line], costs, customer: Partner, cleared) -> None:
    """Invoice lines at their cost, clearing the expected cost of lines shipped before."""
    books = company.books
    price_by_group: dict[str, Decimal] = {}
    for line, cost, interim in zip(lines, costs, cleared, strict=True):
        sales.invoice(books, line, cost, interim, shipped_now=not interim)
        company.last_sale[line.item.no] = line
        group = line.item.gen_prod_posting_group
        price_by_group[group] = price_by_group.get(group, ZERO) + price(line)
    bill(company, lines[0].posting_date, lines[0].document_no, customer, price_by_group)


def price(line: Line) -> Decimal:
    """What the customer pays for a line."""
    return money(line.quantity * line.item.unit_cost * MARKUP)


def bill(company: Company, day: date, document_no: str, customer: Partner, price_by_group: dict[str, Decimal]) -> None:
    """Book the receivable, and the customer's payment after two to six weeks."""
    books = company.books
    ledger.invoice_sale(books, day, document_no, customer, price_by_group)
    amount = sum(price_by_group.values())
    if amount > 0:
        company.on(
            day + timedelta(days=company.rng.randint(14, 42)),
            lambda later: ledger.receive_payment(books, later, books.next_document("RCT"), customer, amount),
        )


def take_back(company: Company, day: date) -> None:
    """A customer returns a unit of something sold before; the credit memo follows within ten days."""
    books = company.books
    if not company.last_sale:
        return
    sold = company.last_sale[company.rng.choice(sorted(company.last_sale))]
    customer = next(customer for customer in CUSTOMERS if customer.no == sold.source_no)
    returned = replace(
        sold,
        posting_date=day,
        document_no=books.next_document("RR"),
        quantity=Decimal(1),
        item_ledger_entry_no=books.next_number("item ledger entry"),
    )
    cost = company.stock.cost_of(returned.item, returned.quantity)
    sales.receive_return(books, returned, cost)
    company.stock.add(returned.item, returned.location_code, returned.quantity, cost)

    def credit(later: date) -> None:
        memo = returned.on(later, books.next_document("SCM"))
        sales.credit_return(books, memo, cost, cost)
        bill(company, later, memo.document_no, customer, {memo.item.gen_prod_posting_group: -price(memo)})

    company.on(day + timedelta(days=company.rng.randint(1, 10)), credit)
