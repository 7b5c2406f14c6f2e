"""Storekeeping: inventory journals, stock counts, transfers between the stores."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sample_data.make.sage_pastel.books import Books
from sample_data.make.sage_pastel.items import BRANCH, MAIN, Item
from sample_data.make.sage_pastel.posting import COUNT, JOURNAL, TRANSFER, Document, integrate, move
from sample_data.make.sage_pastel.stock import OnHand

USER = "SIPHO"

Stock = dict[tuple[str, str], OnHand]
Changes = list[tuple[Item, int]]
"""Items with the units found (positive) or lost."""


def journal(books: Books, day: date, store: str, changes: Changes, stock: Stock, contra: str = "") -> Document:
    """An inventory journal against the adjustment account, or the one that was typed. Some type in small letters."""
    letters = "ij" if store == BRANCH else "IJ"
    document = Document(JOURNAL, f"{letters}{books.next_number('IJ', 21):05d}-{USER[0]}D", day, USER)
    _change(books, document, store, changes, stock, contra or books.group((changes[0][0].code, store)).adjustment)
    return document


def count(books: Books, day: date, store: str, changes: Changes, stock: Stock) -> None:
    """A stock count, of which only the items that differ are in the listing."""
    document = Document(COUNT, f"SC{day:%m%d}-{store}", day, USER)
    _change(books, document, store, changes, stock, books.group((changes[0][0].code, store)).count_variance)


def transfer(books: Books, day: date, orders: Changes, stock: Stock) -> None:
    """Units go from the main store to the branch, at average cost; accounts meet where the groups differ."""
    document = Document(TRANSFER, f"TRF{books.next_number('TRF', 71):04d}", day, USER)
    movements = []
    for item, quantity in orders:
        cost = stock[item.code, MAIN].average
        value = stock[item.code, MAIN].take_out(quantity)
        movements.append(move(books, document, item, MAIN, -quantity, -value, cost))
        there = stock[item.code, BRANCH]
        there.quantity += quantity
        there.value += value
        movements.append(move(books, document, item, BRANCH, quantity, value, cost))
    integrate(books, document, movements, movements[0].account_no)


def _change(books: Books, document: Document, store: str, changes: Changes, stock: Stock, contra: str) -> None:
    movements = []
    for item, quantity in changes:
        on_hand = stock[item.code, store]
        cost: Decimal = on_hand.average
        value = on_hand.take_in(quantity, cost) if quantity > 0 else -on_hand.take_out(-quantity)
        movements.append(move(books, document, item, store, quantity, value, cost))
    integrate(books, document, movements, contra)
