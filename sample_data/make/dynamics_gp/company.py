"""Ten months of business at Fabrikam Outdoor."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import AS_OF, money
from sample_data.make.dynamics_gp.books import SALE, Books, InventoryBatch, Layer
from sample_data.make.dynamics_gp.chart import COGS, FINISHED, RENT
from sample_data.make.dynamics_gp.chart import PAYABLE as AP
from sample_data.make.dynamics_gp.desks import accounting, purchasing, selling, storekeeping, workshop
from sample_data.make.dynamics_gp.desks.purchasing import Shipment
from sample_data.make.dynamics_gp.items import (
    CUSTOMERS,
    DAMAGED_STOCK,
    IN_SERVICE,
    NORTH,
    SITES,
    VENDORS,
    WAREHOUSE,
    Item,
)
from sample_data.make.dynamics_gp.posting import (
    ADJUSTING,
    ASSEMBLING,
    RECEIVING,
    SELLING,
    TRANSFERRING,
    Document,
    post_batch,
)
from sample_data.make.dynamics_gp.stock import layers_of, on_hand

FIRST_DAY = date(2026, 1, 1)
MONTHS = range(1, AS_OF.month + 1)


class Company:
    """The books, and an agenda that brings the plans of the desks into date order."""

    def __init__(self, books: Books, rng: Random) -> None:
        self.books, self.rng = books, rng
        self.bought = [item for item in books.items.values() if item.monthly]
        self.made = [item for item in books.items.values() if item.recipe]
        self.agenda: list[tuple[date, int, Callable[[date], None]]] = []

    def on(self, day: date, happening: Callable[[date], None]) -> None:
        """Put something on the agenda. What falls after the end is left: not invoiced, not closed."""
        self.agenda.append((day, self.books.next_number("agenda"), happening))

    def run(self) -> None:
        """Do what is on the agenda, in date order, up to AS_OF."""
        while self.agenda:
            self.agenda.sort(key=lambda entry: entry[:2], reverse=True)
            day, _, happening = self.agenda.pop()
            if day <= AS_OF:
                happening(day)

    def some_day(self, month: int, first: int = 2, last: int = 28) -> date:
        """A day of a month."""
        return date(2026, month, self.rng.randint(first, last))

    def around(self, amount: Decimal, percent: int) -> Decimal:
        """An amount, or something near it, in cents."""
        return money(amount * (100 + self.rng.randint(-percent, percent)) / 100)

    def available(self, site: str, at_least: int = 3) -> list[Item]:
        """Items with stock at a site."""
        return [item for item in self.books.items.values() if on_hand(self.books, item, site) >= at_least]

    def receive(self, day: date, items: list[Item]) -> None:
        """Shipments of one day, each from one vendor; their invoices come one to four weeks later."""
        documents: list[Document] = []
        for item in items:
            vendor, quantity = self.rng.choice(VENDORS), max(4, item.monthly // 3 + self.rng.randint(-2, 3))
            cost = self.around(item.cost, 4)
            document, shipment = purchasing.receive(self.books, day, vendor, item, quantity, cost, WAREHOUSE)
            documents.append(document)
            price = cost if self.rng.random() < 0.5 else self.around(cost, 5)
            self.on(day + timedelta(self.rng.randint(6, 27)), lambda on, s=shipment, p=price: self.invoice(on, s, p))
        post_batch(self.books, RECEIVING, day, documents)

    def invoice(self, day: date, shipment: Shipment, price: Decimal) -> None:
        """The vendor's invoice comes."""
        purchasing.post_invoice(self.books, day, shipment, price)

    def land(self, day: date) -> None:
        """Freight in is charged on a layer with stock."""
        layers = [
            one for item in self.bought for one in layers_of(self.books, item, WAREHOUSE) if one.receipt_type == 5
        ]
        purchasing.landed_cost(self.books, day, self.rng.choice(layers), Decimal(self.rng.randint(5, 60)) / 100)

    def order_cut_short(self, day: date) -> None:
        """A shipment of which a fifth is never invoiced: the purchase order is closed."""
        item = self.books.items["TENT-2P"]
        document, shipment = purchasing.receive(self.books, day, VENDORS[2], item, 10, item.cost, WAREHOUSE)
        post_batch(self.books, RECEIVING, day, [document])
        self.on(day + timedelta(12), lambda on: purchasing.close_order(self.books, on, shipment, 8))

    def sell(self, day: date, site: str) -> None:
        """A batch of invoices: the counter in the north posts in summary, the warehouse in detail."""
        posted = day
        if day.day >= 27 and day.month < AS_OF.month and self.rng.random() < 0.4:
            posted = (day.replace(day=1) + timedelta(32)).replace(day=1)
        documents = []
        for _ in range(self.rng.randint(1, 3)):
            items = self.rng.sample(self.available(site), k=self.rng.randint(1, 2))
            lines = [(item, self.rng.randint(1, min(on_hand(self.books, item, site), 9))) for item in items]
            freight = Decimal(self.rng.choice((0, 0, 1250, 1895))) / 100
            customer = self.rng.choice(CUSTOMERS)
            documents.append(selling.sell(self.books, day, customer, lines, site, posted=posted, freight=freight))
        post_batch(self.books, SELLING, posted, documents, summary=site == NORTH)

    def sell_gadget(self, day: date) -> None:
        """A document of its own for one serial or lot tracked item."""
        tracked = [item for item in self.available(WAREHOUSE) if item.tracking != 1]
        if tracked:
            lines = [(self.rng.choice(tracked), self.rng.randint(1, 3))]
            document = selling.sell(self.books, day, self.rng.choice(CUSTOMERS), lines, WAREHOUSE)
            post_batch(self.books, SELLING, day, [document])

    def take_back(self, day: date) -> None:
        """A customer returns a unit."""
        sold = self.rng.choice([row for row in self.books.rows if row.document_type == SALE and not row.override])
        document = selling.take_back(self.books, day, self.rng.choice(CUSTOMERS), sold, 1)
        post_batch(self.books, SELLING, day, [document])

    def sell_kayak(self, day: date, vendor_ships: bool) -> None:
        """Sold before it is there; it comes some days later, by shipment or found by an adjustment."""
        kayak = self.books.items["KAYAK-S"]
        quantity, customer = self.rng.randint(1, 3), self.rng.choice(CUSTOMERS)
        document = selling.sell_before_receipt(self.books, day, customer, kayak, quantity, WAREHOUSE)
        post_batch(self.books, SELLING, day, [document])
        cost = kayak.cost + Decimal(self.rng.choice((-1, 1)) * self.rng.randint(300, 2900)) / 100
        vendor = VENDORS[2] if vendor_ships else None
        self.on(
            day + timedelta(6),
            lambda on: self.invoice_later(on, selling.relieve(self.books, on, document.rows[0], cost, vendor)),
        )

    def invoice_later(self, day: date, layer: Layer) -> None:
        """A shipment that relieved an override is invoiced at its cost."""
        if layer.vendor_no:
            shipment = Shipment(layer, VENDORS[2], "LIT-K")
            self.on(day + timedelta(9), lambda on: self.invoice(on, shipment, layer.unit_cost))

    def adjust(self, day: date, sign: int) -> None:
        """A batch of one or two adjustments, all of them found or all of them lost."""
        documents = []
        for item in self.rng.sample(self.available(WAREHOUSE), k=self.rng.randint(1, 2)):
            cost = self.around(item.cost, 6) if sign > 0 and item.cost else None
            if sign < 0 or item.cost:
                quantity = sign * self.rng.randint(1, 3)
                documents.append(storekeeping.adjust(self.books, day, item, quantity, WAREHOUSE, unit_cost=cost))
        if documents:
            post_batch(self.books, ADJUSTING, day, documents)

    def count(self, day: date, site: str) -> None:
        """A count finds a unit too many here, one too few there."""
        items = [item for item in self.available(site) if item.cost]
        documents = [
            storekeeping.count(self.books, day, item, sign * self.rng.randint(1, 2), site)
            for item, sign in zip(self.rng.sample(items, k=2), (1, -1), strict=True)
        ]
        post_batch(self.books, ADJUSTING, day, documents)

    def supply_north(self, day: date) -> None:
        """Transfers to the north, posted in summary."""
        items = [item for item in self.available(WAREHOUSE, 8) if item.account(1) == FINISHED]
        chosen = self.rng.sample(items, k=min(4, len(items)))
        documents = [
            storekeeping.transfer(self.books, day, item, on_hand(self.books, item, WAREHOUSE) // 3, WAREHOUSE, NORTH)
            for item in chosen
        ]
        post_batch(self.books, TRANSFERRING, day, documents, summary=True)

    def break_some(self, day: date, to_type: int) -> None:
        """Stock turns out to be damaged, or goes into service: its value moves to another account."""
        item = self.rng.choice(self.available(WAREHOUSE))
        document = storekeeping.transfer(self.books, day, item, self.rng.randint(1, 2), WAREHOUSE, WAREHOUSE, to_type)
        post_batch(self.books, TRANSFERRING, day, [document])

    def assemble(self, day: date) -> None:
        """A finished item is assembled, as far as there are components."""
        item = self.rng.choice(self.made)
        most = min(on_hand(self.books, self.books.items[no], WAREHOUSE) // used for no, used in item.recipe.items())
        quantity = min(most, self.rng.randint(6, 14))
        if quantity > 0:
            document = workshop.assemble(self.books, day, item, quantity, WAREHOUSE)
            post_batch(self.books, ASSEMBLING, day, [document])

    def adjust_cost(self, day: date) -> None:
        """The cost of a layer with stock is corrected by the utility."""
        layers = [
            one for item in self.bought for one in layers_of(self.books, item, WAREHOUSE) if one.receipt_type == 5
        ]
        change = Decimal(self.rng.choice((-1, 1)) * self.rng.randint(8, 75)) / 100
        storekeeping.adjust_cost(self.books, day, self.rng.choice(layers), change)

    def plan_month(self, month: int) -> None:
        """What happens in a month."""
        half = self.rng.sample(self.bought, k=len(self.bought) // 2)
        other = [item for item in self.bought if item not in half]
        for chosen, first, last in ((half, 2, 6), (other, 7, 11), (self.bought[:4] + self.bought[-3:], 17, 21)):
            for batch in (chosen[0::2], chosen[1::2]):
                self.on(self.some_day(month, first, last), lambda day, items=batch: self.receive(day, items))
        self.on(self.some_day(month, 7, 9), self.supply_north)
        for _ in range(7):
            self.on(self.some_day(month), lambda day: self.sell(day, WAREHOUSE))
        for _ in range(4):
            self.on(self.some_day(month, 10), lambda day: self.sell(day, NORTH))
        for _ in range(3):
            self.on(self.some_day(month, 4), self.sell_gadget)
            self.on(self.some_day(month, 8), self.assemble)
        self.on(self.some_day(month, 12), self.take_back)
        for sign in (1, -1, 1, -1):
            self.on(self.some_day(month, 5), lambda day, s=sign: self.adjust(day, s))
        self.on(self.some_day(month, 20), lambda day: self.count(day, self.rng.choice(SITES)))
        for to_type in (DAMAGED_STOCK, IN_SERVICE):
            self.on(self.some_day(month, 9), lambda day, t=to_type: self.break_some(day, t))
        self.on(self.some_day(month, 14), self.land)
        self.on(self.some_day(month, 15), self.adjust_cost)
        ships = month % 2 == 0
        self.on(self.some_day(month, 8, 20), lambda day: self.sell_kayak(day, vendor_ships=ships))
        if month % 2 == 0:
            self.on(self.some_day(month, 3, 14), self.order_cut_short)
        self.on(date(2026, month, 28), lambda _: accounting.month(self.books, self.rng, 2026, month))


def build(seed: int = 2026) -> Books:
    """The clean company: every inventory account agrees with the inventory ledger to 0.00."""
    books = Books()
    company = Company(books, Random(seed))
    for item in books.items.values():
        if item.monthly:
            for site, share in ((WAREHOUSE, 4), (NORTH, 6)):
                storekeeping.bring_forward(books, FIRST_DAY, item, max(3, item.monthly // share), site)
    accounting.carry_forward(books, FIRST_DAY)
    for month in MONTHS:
        company.plan_month(month)
    company.run()
    leave_unposted(books)
    return books


def leave_unposted(books: Books) -> None:
    """What is in work at the end, and makes no difference: typed entries, and batches of the storekeeper."""
    posted = len(books.lines)
    accounting.journal(books, AS_OF, "Rent, to be approved", Decimal("410.00"), debit=RENT, credit=AP)
    accounting.journal(books, date(2026, 10, 30), "Draft", Decimal("95.10"), debit=COGS, credit=FINISHED, code=False)
    books.unposted += books.lines[posted:]
    del books.lines[posted:]
    for line in books.unposted:
        line.audit_trail, line.posting_journal, line.posted_on = "", "", None
    for number, (source, transactions) in enumerate((("IV_Trans", 3), ("IV_Trxent", 1)), start=1):
        books.inventory_batches.append(
            InventoryBatch(
                f"STOCK {number}", source, "Available", True, transactions, Decimal("120.40") * number, AS_OF, "DORA"
            )
        )
