"""Both ledgers moved, and not alike: another account, amount or period, or twice."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from random import Random

from sample_data.make.sage_pastel.books import LAST_PERIOD, Books
from sample_data.make.sage_pastel.chart import ELECTRICITY, INVENTORY
from sample_data.make.sage_pastel.disturbances.choice import (
    Condition,
    Posting,
    any_of_them,
    of_kind,
    on_one_account,
    some,
    told,
)
from sample_data.make.sage_pastel.disturbances.truth import Truth
from sample_data.make.sage_pastel.posting import COUNT, CUSTOMER_INVOICE, GRN, SUPPLIER_INVOICE


def wrong_inventory_account(books: Books, rng: Random) -> list[Truth]:
    """The line of a document is on the control account of another group."""
    posting = some(books, rng, on_one_account)
    return _moved(posting, rng.choice([no for no in INVENTORY if no not in posting.stock]))


def wrong_account_outside(books: Books, rng: Random) -> list[Truth]:
    """The line of a document is on an account of no group: both accounts are off."""
    return _moved(some(books, rng, on_one_account), ELECTRICITY)


def _moved(posting: Posting, wrong: str) -> list[Truth]:
    right, amount = next(iter(posting.stock.items()))
    for line in posting.lines:
        line.account_no = wrong if line.account_no == right else line.account_no
    return told("wrong-account", posting, {right: -amount, wrong: amount}, f"{wrong} instead of {right}")


def amount_differs(books: Books, rng: Random) -> list[Truth]:
    """The amount of a document is another in the G/L."""
    posting = some(books, rng, on_one_account)
    change = Decimal(rng.choice((-1, 1)) * rng.randint(150, 900)) / 100
    account_no = next(iter(posting.stock))
    for line in posting.lines:
        line.amount += change if line.account_no == account_no else -change
    return told("amount-differs", posting, {account_no: change}, "changed in the G/L")


def document_posted_twice(books: Books, rng: Random) -> list[Truth]:
    """The integration lines of a document are in the G/L twice."""
    return _twice(books, rng, of_kind(GRN, CUSTOMER_INVOICE, SUPPLIER_INVOICE))


def count_posted_twice(books: Books, rng: Random) -> list[Truth]:
    """A stock count was updated once in stock and twice in the G/L (S18)."""
    return _twice(books, rng, of_kind(COUNT))


def _twice(books: Books, rng: Random, where: Condition) -> list[Truth]:
    posting = some(books, rng, where)
    books.lines += [replace(line) for line in posting.lines]
    return told("duplicate-posting", posting, posting.stock, "in the G/L twice")


def posted_in_the_next_period(books: Books, rng: Random) -> list[Truth]:
    """A document dated at the end of October is in period 9 (S12)."""
    posting = some(books, rng, lambda posting: posting.period == LAST_PERIOD and posting.day.day >= 20)
    _post_in(books, posting, LAST_PERIOD + 1)
    return told("period-date-mismatch", posting, posting.stock, "dated October, in period 9", -1)


def posted_in_the_period_before(books: Books, rng: Random) -> list[Truth]:
    """A document dated November is in period 8 (S12)."""
    posting = some(books, rng, any_of_them, after=True)
    _post_in(books, posting, LAST_PERIOD)
    return told("period-date-mismatch", posting, posting.stock, "dated November, in period 8")


def period_unlike_date(books: Books, rng: Random) -> list[Truth]:
    """A document dated in one month is in the period of the next, both before the cut-off: no difference (S12)."""
    open_periods = {period for period in range(1, LAST_PERIOD) if not {period, period + 1} & books.switched_off}
    posting = some(books, rng, lambda posting: posting.period in open_periods)
    _post_in(books, posting, posting.period + 1)
    return []


def _post_in(books: Books, posting: Posting, period: int) -> None:
    for line in books.lines:
        line.period = period if line.reference == posting.reference else line.period
    for movement in posting.movements:
        movement.period = period
