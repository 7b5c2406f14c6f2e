"""What a reader should hear of, and what makes no difference."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from sample_data.make.books import money
from sample_data.make.sage_pastel.books import INTEGRATION, Books
from sample_data.make.sage_pastel.chart import BANK, RENT, SALES_TOOLS, Group
from sample_data.make.sage_pastel.desks import accounting, selling
from sample_data.make.sage_pastel.disturbances.choice import held, slow_item, some_day
from sample_data.make.sage_pastel.disturbances.truth import Truth
from sample_data.make.sage_pastel.items import CUSTOMER_NAMES


def future_dated(books: Books, rng: Random) -> list[Truth]:
    """An invoice dated 20 November was captured before the reports were printed: it is in the valuation (S13)."""
    key = slow_item(books, rng)
    sold = [(books.store_items[key].item, 1)]
    day = date(2026, 11, 20)
    books.disturbed.add(selling.sell(books, day, rng.choice(CUSTOMER_NAMES), key[1], sold, held(books, key)))
    return []


def shared_entry_type(books: Books, rng: Random) -> list[Truth]:
    """The entry type of the integration is used for other journals, which touch no inventory account (S3)."""
    accounting.typed(
        books,
        some_day(books, rng),
        "Rent of the yard",
        Decimal("2400.00"),
        debit=RENT,
        credit=BANK,
        entry_type=INTEGRATION,
        reference=f"YARD{books.next_number('YARD', 1):03d}",
    )
    return []


def group_without_account(books: Books, rng: Random) -> list[Truth]:  # noqa: ARG001
    """A group that no item has names no inventory account (S8)."""
    books.groups[9] = Group(9, "Consignment", SALES_TOOLS, "")
    return []


def tax_captured_as_cost(books: Books, rng: Random) -> list[Truth]:
    """The last cost of an item is that with VAT (S22)."""
    stock = books.stock_at()
    key = rng.choice([key for key, record in books.store_items.items() if record.item.monthly and stock[key][0] > 0])
    quantity, value = stock[key]
    books.store_items[key].last_cost = money(value / quantity * Decimal("1.15"))
    return []
