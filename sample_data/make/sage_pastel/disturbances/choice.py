"""Which documents and items a disturbance may use: no two touch the same one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from random import Random

from sample_data.make.books import ZERO
from sample_data.make.sage_pastel.books import INTEGRATION, LAST_PERIOD, YEAR_START, Books, Key, LedgerLine, Movement
from sample_data.make.sage_pastel.disturbances.truth import Truth
from sample_data.make.sage_pastel.posting import per_account
from sample_data.make.sage_pastel.stock import OnHand


@dataclass(frozen=True)
class Posting:
    """A document with its movements, and the lines that the integration wrote for it."""

    reference: str
    movements: list[Movement]
    lines: list[LedgerLine]

    @property
    def kind(self) -> str:
        """The document type."""
        return self.movements[0].kind

    @property
    def period(self) -> int:
        """The period it was posted in."""
        return self.movements[0].period

    @property
    def day(self) -> date:
        """Its date."""
        return self.movements[0].day

    @property
    def stock(self) -> dict[str, Decimal]:
        """What it moves in stock, per inventory account."""
        return per_account((movement.account_no, movement.value) for movement in self.movements)


Condition = Callable[[Posting], bool]


def postings(books: Books) -> list[Posting]:
    """All documents that have movements, and lines of the integration on an inventory account."""
    movements: dict[str, list[Movement]] = defaultdict(list)
    lines: dict[str, list[LedgerLine]] = defaultdict(list)
    for movement in books.movements:
        movements[movement.reference].append(movement)
    for line in books.lines:
        if line.entry_type == INTEGRATION:
            lines[line.reference].append(line)
    return [Posting(no, movements[no], lines[no]) for no in sorted(movements) if lines[no]]


def undisturbed(books: Books, where: Condition, *, after: bool = False) -> list[Posting]:
    """Documents of the year to the cut-off (or after it), used by no disturbance, for which `where` holds."""
    return [
        posting
        for posting in postings(books)
        if posting.reference not in books.disturbed
        and posting.stock
        and (posting.period > LAST_PERIOD) == after
        and books.disturbed_items.isdisjoint(movement.key for movement in posting.movements)
        and where(posting)
    ]


def some(books: Books, rng: Random, where: Condition, *, after: bool = False) -> Posting:
    """A document, drawn and marked as used."""
    posting = rng.choice(undisturbed(books, where, after=after))
    books.disturbed.add(posting.reference)
    return posting


def any_of_them(posting: Posting) -> bool:  # noqa: ARG001
    """Condition: none."""
    return True


def of_kind(*kinds: str) -> Condition:
    """Condition: it is a document of one of these types."""
    return lambda posting: posting.kind in kinds


def on_one_account(posting: Posting) -> bool:
    """Condition: it is on one inventory account, with an amount worth looking at."""
    return len(posting.stock) == 1 and len(posting.lines) == 2 and all(abs(no) > 40 for no in posting.stock.values())


def slow_item(books: Books, rng: Random) -> Key:
    """An item in a store that the company does not trade in, drawn and marked as used."""
    keys = [key for key, record in books.store_items.items() if key in books.opening and not record.item.monthly]
    return claim_item(books, rng.choice([key for key in keys if key not in books.disturbed_items]))


def claim_item(books: Books, key: Key) -> Key:
    """Mark an item in a store as used."""
    books.disturbed_items.add(key)
    return key


def held(books: Books, key: Key) -> dict[Key, OnHand]:
    """The stock of an item in a store, for the desks."""
    quantity, value = books.stock_at()[key]
    return {key: OnHand(quantity, value, books.store_items[key].item.cost)}


def some_period(books: Books, rng: Random, last: int = LAST_PERIOD) -> int:
    """A period in which integration is on."""
    return rng.choice([period for period in range(1, last + 1) if period not in books.switched_off])


def some_day(books: Books, rng: Random, first: int = 2, last: int = 27) -> date:
    """A day of a period in which integration is on."""
    return date(YEAR_START.year, YEAR_START.month + some_period(books, rng) - 1, rng.randint(first, last))


def some_amount(rng: Random) -> Decimal:
    """An amount between 25.00 and 9,500.00."""
    return Decimal(rng.randint(2500, 950000)) / 100


def take_out(books: Books, lines: list[LedgerLine]) -> None:
    """Remove lines from the G/L."""
    gone = {id(line) for line in lines}
    books.lines = [line for line in books.lines if id(line) not in gone]


def shift(books: Books, reference: str, account_no: str, to: str, amount: Decimal) -> None:
    """Move an amount of a document's integration lines from one account to another, where it has such lines."""
    lines = [line for line in books.lines if line.reference == reference and line.entry_type == INTEGRATION]
    model = lines[0]
    changes = {account_no: -amount, to: amount}
    for no, change in changes.items():
        line = next((line for line in lines if line.account_no == no), None)
        if line is None:
            books.lines.append(replace(model, account_no=no, amount=change))
        else:
            line.amount += change
    take_out(books, [line for line in lines if line.amount == ZERO])


def told(cause: str, posting: Posting, amounts: Mapping[str, Decimal], note: str, sign: int = 1) -> list[Truth]:
    """One truth per account: its part of (G/L - inventory)."""
    return [
        Truth(cause, account_no, sign * amount, posting.reference, note)
        for account_no, amount in sorted(amounts.items())
        if amount
    ]
