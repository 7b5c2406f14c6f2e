"""Eight months of business at Karoo Timber and Tools, and the first two days of the ninth."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import AS_OF, money
from sample_data.make.sage_pastel.books import PRINTED_ON, Books, Key
from sample_data.make.sage_pastel.chart import BANK, RENT, REPAIRS
from sample_data.make.sage_pastel.desks import accounting, purchasing, selling, storekeeping
from sample_data.make.sage_pastel.desks.purchasing import Order, Received
from sample_data.make.sage_pastel.items import BRANCH, CUSTOMER_NAMES, MAIN, STORES, SUPPLIER_LIST, Item
from sample_data.make.sage_pastel.stock import OnHand

MONTHS = range(3, AS_OF.month + 1)


class Company:
    """The books, the stock as documents find it, and an agenda that brings them into date order."""

    def __init__(self, books: Books, rng: Random) -> None:
        self.books, self.rng = books, rng
        self.stock: dict[Key, OnHand] = {}
        self.agenda: list[tuple[date, int, Callable[[date], None]]] = []
        records = [record.item for (_, store), record in books.store_items.items() if store == MAIN]
        self.traded = [item for item in records if item.monthly]
        self.services = [item for item in records if item.service]

    def on(self, day: date, happening: Callable[[date], None]) -> None:
        """Put something on the agenda. What falls after the printing of the reports is left."""
        self.agenda.append((day, self.books.next_number("agenda"), happening))

    def run(self) -> None:
        """Do what is on the agenda, in date order."""
        while self.agenda:
            self.agenda.sort(key=lambda entry: entry[:2], reverse=True)
            day, _, happening = self.agenda.pop()
            if day <= PRINTED_ON:
                happening(day)

    def begin(self) -> None:
        """Stock at the end of last year, at four decimals of average cost, in every store."""
        for (code, store), record in self.books.store_items.items():
            if record.item.service:
                continue
            usual = record.item.monthly // (2 if store == MAIN else 4) or 11
            quantity = usual + self.rng.randint(0, 3)
            value = money(quantity * self.around(record.item.cost, 3))
            self.books.opening[code, store] = quantity, value
            self.stock[code, store] = OnHand(quantity, value, record.item.cost)
        accounting.carry_forward(self.books)

    def some_day(self, month: int, first: int = 2, last: int = 28) -> date:
        """A day of a month."""
        return date(2026, month, self.rng.randint(first, last))

    def around(self, amount: Decimal, percent: int) -> Decimal:
        """An amount, or something near it, in cents."""
        return money(amount * (100 + self.rng.randint(-percent, percent)) / 100)

    def order(self, items: list[Item], share: int) -> Order:
        """Items with a part of what is bought in a month, and today's price."""
        return [(item, max(2, item.monthly // share), self.around(item.cost, 6)) for item in items]

    def in_store(self, store: str, at_least: int = 4) -> list[Item]:
        """Traded items of which there are so many units."""
        return [item for item in self.traded if self.stock[item.code, store].quantity >= at_least]

    def receive(self, day: date, items: list[Item]) -> None:
        """A delivery to the main store; its invoice comes one to four weeks later."""
        supplier = self.rng.choice(SUPPLIER_LIST)
        received = purchasing.receive(self.books, day, supplier, MAIN, self.order(items, 1), self.stock)
        self.on(day + timedelta(self.rng.randint(6, 27)), lambda on: self.invoice(on, received))

    def invoice(self, day: date, received: Received) -> None:
        """The supplier's invoice, in every third line at another price."""
        prices = [
            self.around(one.unit_cost, 4) if self.rng.random() < 0.35 else one.unit_cost for one in received.movements
        ]
        purchasing.invoice_received(self.books, day, received, prices)

    def buy(self, day: date) -> None:
        """A supplier invoice without GRN, of goods fetched for the branch."""
        items = self.rng.sample(self.traded, k=3)
        supplier = self.rng.choice(SUPPLIER_LIST)
        purchasing.invoice_directly(self.books, day, supplier, BRANCH, self.order(items, 4), self.stock)

    def send_back(self, day: date) -> None:
        """A unit or two go back to the supplier."""
        item = self.rng.choice(self.in_store(MAIN))
        on_hand, supplier = self.stock[item.code, MAIN], self.rng.choice(SUPPLIER_LIST)
        purchasing.send_back(self.books, day, supplier, item, MAIN, self.rng.randint(1, 2), on_hand)

    def sell(self, day: date, store: str) -> None:
        """An invoice of one to four items, now and then with a service."""
        items = self.rng.sample(self.in_store(store), k=self.rng.randint(1, 4))
        order = [(item, self._some_of(item, store)) for item in items]
        if self.rng.random() < 0.3:
            order.append((self.rng.choice(self.services), self.rng.randint(1, 4)))
        selling.sell(self.books, day, self.rng.choice(CUSTOMER_NAMES), store, order, self.stock)

    def _some_of(self, item: Item, store: str) -> int:
        most = max(1, self.stock[item.code, store].quantity // 3)
        return self.rng.randint(max(1, most // 2), most)

    def credit(self, day: date, store: str) -> None:
        """A customer brings something back."""
        item = self.rng.choice(self.in_store(store))
        on_hand = self.stock[item.code, store]
        selling.credit(self.books, day, self.rng.choice(CUSTOMER_NAMES), store, item, self.rng.randint(1, 2), on_hand)

    def found_or_lost(self, store: str, many: int) -> list[tuple[Item, int]]:
        """Items with a unit or two too many or too few."""
        return [(one, self.rng.choice((-2, -1, 1, 2))) for one in self.rng.sample(self.in_store(store), k=many)]

    def adjust(self, day: date, store: str) -> None:
        """An inventory journal: damaged, used in the workshop, found."""
        storekeeping.journal(self.books, day, store, self.found_or_lost(store, self.rng.randint(1, 2)), self.stock)

    def count(self, day: date, store: str) -> None:
        """A stock count of a part of the store."""
        storekeeping.count(self.books, day, store, self.found_or_lost(store, 4), self.stock)

    def supply_branch(self, day: date) -> None:
        """A transfer to the branch: some power tools, and what else it is short of."""
        items = self.in_store(MAIN)
        hired = [item for item in items if item.groups[0] != item.groups[1]]
        chosen = [item for item in self.rng.sample(items, k=3) if item not in hired] + hired[:1]
        orders = [(item, max(1, self.stock[item.code, MAIN].quantity // 4)) for item in chosen]
        storekeeping.transfer(self.books, day, orders, self.stock)

    def move_one(self, day: date) -> None:
        """A transfer of a single item whose group in the branch is another."""
        items = [item for item in self.in_store(MAIN, 2) if item.groups[0] != item.groups[1]]
        storekeeping.transfer(self.books, day, [(self.rng.choice(items), 1)], self.stock)

    def plan_month(self, month: int) -> None:
        """What happens in a month."""
        shuffled = self.rng.sample(self.traded, k=len(self.traded) // 2)
        for start in range(0, len(shuffled), 4):
            self.on(self.some_day(month, 2, 24), lambda day, s=start: self.receive(day, shuffled[s : s + 4]))
        for store, invoices in ((MAIN, 18), (BRANCH, 11)):
            for _ in range(invoices):
                self.on(self.some_day(month), lambda day, s=store: self.sell(day, s))
            self.on(self.some_day(month, 8), lambda day, s=store: self.credit(day, s))
            for _ in range(2):
                self.on(self.some_day(month, 5), lambda day, s=store: self.adjust(day, s))
        for _ in range(2):
            self.on(self.some_day(month, 3), self.buy)
        self.on(self.some_day(month, 12), self.send_back)
        self.on(self.some_day(month, 6, 14), self.supply_branch)
        self.on(self.some_day(month, 15, 22), self.move_one)
        self.on(self.some_day(month, 23, 25), lambda day: self.count(day, MAIN))
        self.on(self.some_day(month, 26, 28), lambda day: self.count(day, BRANCH))
        days = [date(2026, month, 1), date(2026, month, 15), date(2026, month, 28)]
        self.on(days[-1], lambda _: accounting.month(self.books, self.rng, days))

    def plan_november(self) -> None:
        """What is captured after the cut-off and before the reports are printed."""
        for store in STORES:
            for day in (AS_OF + timedelta(1), PRINTED_ON):
                self.on(day, lambda on, s=store: self.sell(on, s))
        self.on(PRINTED_ON, self.buy)


def build(seed: int = 2026) -> Books:
    """The clean company: every inventory account agrees with the valuation, rolled back to the cut-off, to 0.00."""
    books = Books()
    company = Company(books, Random(seed))
    company.begin()
    for month in MONTHS:
        company.plan_month(month)
    company.plan_november()
    company.run()
    leave_unposted(books)
    return books


def leave_unposted(books: Books) -> None:
    """Batches that were not updated, and make no difference."""
    posted = len(books.lines)
    accounting.typed(books, AS_OF, "Rent, to be approved", Decimal("18500.00"), debit=RENT, credit=BANK)
    accounting.typed(books, AS_OF, "Forklift service", Decimal("2140.00"), debit=REPAIRS, credit=BANK)
    books.unposted += books.lines[posted:]
    del books.lines[posted:]
