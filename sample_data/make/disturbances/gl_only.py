"""The G/L moved and the inventory ledger did not: journals, invoices, openings, write-offs, and the unexplainable."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import AS_OF, Books, Line, ValueEntry, money
from sample_data.make.disturbances.truth import Truth, truths_of, until_as_of
from sample_data.make.events import production
from sample_data.make.events.ledger import journal
from sample_data.make.items import CAPACITY_OVERHEAD, MINUTE_RATE, RECIPES, VENDORS
from sample_data.make.setup import LOCATIONS

EQUITY = "3110"


def _some_day(rng: Random) -> date:
    return date(2026, rng.randint(1, 10), rng.randint(1, 28))


def direct_posting(
    books: Books,
    rng: Random,
    account_no: str | None = None,
    amount: Decimal | None = None,
    day: date | None = None,
    *,
    balancing_account_no: str = "8450",
    user: str = "ANNA",
    description: str = "Manual inventory correction",
) -> list[Truth]:
    """Someone posts a journal by hand on an account that belongs to the inventory ledger (facts 6: R9).

    The amount is debit positive.
    """
    account_no = account_no or rng.choice(sorted(books.setup_accounts()))
    amount = amount or Decimal(rng.choice((-1, 1)) * rng.randint(100, 250000)) / 100
    day = day or _some_day(rng)
    entries = journal(
        books,
        day,
        books.next_document("GJ"),
        description,
        amount,
        debit=account_no,
        credit=balancing_account_no,
        user=user,
    )
    books.disturbed_gl_entries.update(entry.entry_no for entry in entries)
    inside = books.setup_accounts()
    changes = ((e.account_no, until_as_of(day, e.amount), e) for e in entries if e.account_no in inside)
    return truths_of("direct-posting", f"journal by {user}", changes)


def non_item_document(books: Books, rng: Random) -> list[Truth]:
    """A vendor invoices something that is no item, on an income account that inventory uses too (facts 6: R10)."""
    chart = {account.no: account for account in books.accounts}
    income = [no for no in sorted(books.setup_accounts()) if chart[no].income_balance == "Income Statement"]
    vendor, amount = rng.choice(VENDORS), Decimal(rng.randint(500, 90000)) / 100
    document_no = books.next_document("PI")
    common = {"posting_date": _some_day(rng), "document_no": document_no, "source_code": "PURCHASES"}
    common |= {"user_id": "CARLA", "document_type": "Invoice", "description": f"Invoice {document_no}"}
    line = books.post(
        account_no=rng.choice(income),
        amount=amount,
        gen_posting_type="Purchase",
        gen_bus_posting_group=vendor.gen_bus_posting_group,
        gen_prod_posting_group="SERVICES",
        **common,
    )
    payable = books.post(account_no=vendor.account_no, amount=-amount, **common)
    books.disturbed_gl_entries.update((line.entry_no, payable.entry_no))
    return truths_of("non-item-document", "invoice for something that is no item", [(line.account_no, amount, line)])


def opening_balance(books: Books, rng: Random) -> list[Truth]:
    """A balance was brought forward by journal when the company started, without value entries (facts 6: R11)."""
    inventory = sorted({setup["Inventory"] for setup in books.inventory_posting_setup.values()})
    amount = Decimal(rng.randint(10000, 2000000)) / 100
    common = {"posting_date": date(2026, 1, 2) - timedelta(days=rng.randint(0, 2))}
    common |= {"document_no": books.next_document("START"), "description": "Opening balance"}
    common |= {"source_code": "START", "user_id": "ANNA", "journal_batch": "START"}
    line = books.post(account_no=rng.choice(inventory), amount=amount, balancing_account_no=EQUITY, **common)
    other = books.post(account_no=EQUITY, amount=-amount, balancing_account_no=line.account_no, **common)
    books.disturbed_gl_entries.update((line.entry_no, other.entry_no))
    return truths_of("opening-balance", "brought forward", [(line.account_no, amount, line)])


def wip_write_off(books: Books, rng: Random) -> list[Truth]:
    """A production order was finished without output: its WIP went to Inventory Adjmt. (facts 1.1 case b; 6: R26).

    Every entry of the order gets a second pair, dated the day of the status change; the value entries stay as they
    are, and nothing but the Production Order Lines, which are not exported, says that the order is finished.
    """
    entries = _order_without_output(books, rng)
    finished = min(AS_OF, entries[0].posting_date + timedelta(days=rng.choice((0, 0, *range(1, 20)))))
    changes = []
    for entry in entries:
        books.disturbed_value_entries.add(entry.entry_no)
        # Consumption left inventory (negative) and raised WIP; work (positive) raised WIP.
        into_wip = -entry.cost_posted_to_gl if entry.item_ledger_entry_type else entry.cost_posted_to_gl
        pair = (("WIP Inventory", "Inventory Adjmt.", -into_wip), ("Inventory Adjmt.", "WIP Inventory", into_wip))
        for account_type, balancing, amount in pair:
            fields = books.cost_line(entry, account_type, balancing) | {"posting_date": finished}
            line = books.post(**fields, amount=amount)
            changes.append((line.account_no, amount, line))
    books.disturbed_gl_entries.update(line.entry_no for *_, line in changes)
    return truths_of("wip-write-off", f"order finished without output on {finished}", changes)


def _order_without_output(books: Books, rng: Random) -> list[ValueEntry]:
    """A production order of which only components and work are posted, correctly; returns its value entries."""
    item = books.items[rng.choice(sorted(RECIPES))]
    recipe, order_no, quantity = RECIPES[item.no], books.next_document("PO"), Decimal(rng.randint(2, 9))
    order = Line(
        posting_date=_some_day(rng),
        document_no=order_no,
        item=item,
        location_code=rng.choice(LOCATIONS),
        quantity=quantity,
        source_type="Item",
        source_no=item.no,
        user_id="DORA",
        department="PROD",
        order_type="Production",
        order_no=order_no,
    )
    before = len(books.value_entries)
    for component_no, count in recipe.components.items():
        component, used = books.items[component_no], quantity * count
        entry_no = books.next_number("item ledger entry")
        line = replace(order, item=component, quantity=used, item_ledger_entry_no=entry_no)
        production.consume(books, line, money(used * component.unit_cost))
    minutes = quantity * recipe.minutes + rng.randint(-5, 5)
    cost = money(minutes * MINUTE_RATE)
    production.work(books, order, "Work Center", "100", minutes, cost=cost, overhead=money(cost * CAPACITY_OVERHEAD))
    return books.value_entries[before:]


def mystery(books: Books, rng: Random) -> list[Truth]:
    """Inventory cost on two setup accounts, of a document that no value entry has: no export says where it is from."""
    document_no = f"X{rng.randint(100000, 999999)}"
    amount = Decimal(rng.choice((-1, 1)) * rng.randint(1000, 99999)) / 100
    common = {"posting_date": _some_day(rng), "document_no": document_no, "description": "Direct Cost"}
    common |= {"source_code": "INVTPCOST", "user_id": "DORA", "system_created": True}
    accounts = rng.sample(sorted(books.setup_accounts()), 2)
    lines = [
        books.post(account_no=no, amount=signed, **common)
        for no, signed in zip(accounts, (amount, -amount), strict=True)
    ]
    books.disturbed_gl_entries.update(line.entry_no for line in lines)
    return truths_of("", "nobody knows", ((line.account_no, line.amount, line) for line in lines))
