"""The company at work: its books, its stock, and an agenda that brings the plans of the desks into date order."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sample_data.make.books import AS_OF, Books, Item, Line
from sample_data.make.items import Partner
from sample_data.make.stock import Stock

CLERKS = {"Vendor": "ELIF", "Customer": "BEN", "Item": "DORA", "": "DORA"}


class Company:
    """The books, the stock, and an agenda of what is to happen on which day."""

    def __init__(self, books: Books, rng: random.Random, scale: int) -> None:
        self.books, self.rng, self.scale = books, rng, scale
        self.stock = Stock()
        self.last_sale: dict[str, Line] = {}
        self.invoiced_receipts: list[Line] = []
        self._agenda: list[tuple[date, int, Callable[[date], None]]] = []

    def on(self, day: date, happening: Callable[[date], None]) -> None:
        """Put something on the agenda. What falls after the end is left to happen: not invoiced, not paid."""
        heapq.heappush(self._agenda, (day, self.books.next_number("agenda"), happening))

    def run(self) -> None:
        """Do what is on the agenda, in date order, up to AS_OF."""
        while self._agenda and self._agenda[0][0] <= AS_OF:
            day, _, happening = heapq.heappop(self._agenda)
            happening(day)

    def some_day(self, month: int) -> date:
        """A day of a month, from the 3rd to the 30th (28th in February)."""
        return date(2026, month, self.rng.randint(3, 30 if month != 2 else 28))

    def some_location(self) -> str:
        """A location code: mostly East, sometimes West, seldom blank."""
        return self.rng.choices(("EAST", "WEST", ""), (6, 3, 1))[0]

    def some_deviation(self, percent: int) -> Decimal:
        """Mostly nothing, otherwise a share between -percent and +percent."""
        if self.rng.random() < 0.5:
            return Decimal(0)
        return Decimal(self.rng.randint(-percent * 100, percent * 100)) / 10000

    def line(
        self,
        day: date,
        document_no: str,
        item: Item,
        *,
        location: str,
        quantity: Decimal,
        partner: Partner,
        number: int = 1,
    ) -> Line:
        """The number-th line of a document, with an item ledger entry of its own."""
        return Line(
            posting_date=day,
            document_no=document_no,
            item=item,
            location_code=location,
            quantity=quantity,
            source_type=partner.source_type,
            source_no=partner.no,
            gen_bus_posting_group=partner.gen_bus_posting_group,
            user_id=CLERKS[partner.source_type],
            department=partner.department,
            line_no=number * 10000,
            item_ledger_entry_no=self.books.next_number("item ledger entry"),
        )
