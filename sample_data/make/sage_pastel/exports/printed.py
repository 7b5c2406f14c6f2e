"""The longest reports as they are printed to a file: a heading above the rows, and totals below them.

Amounts have a decimal comma and blanks between the thousands, as South African Windows writes them; then fields are
separated by semicolons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from sample_data.make.books import ZERO
from sample_data.make.sage_pastel.books import PRINTED_ON, Books, LedgerLine, Movement
from sample_data.make.sage_pastel.chart import ACCOUNTS
from sample_data.make.sage_pastel.desks.accounting import OPENING
from sample_data.make.sage_pastel.exports.ledgers import in_order, reference_of
from sample_data.make.sage_pastel.exports.reports import slashed, titles
from sample_data.make.sage_pastel.exports.writing import Cell, Line, text_of


def south_african(cell: Cell) -> str:
    """A cell as text: 1 234,56 and 31/10/2026."""
    return f"{cell:,}".replace(",", " ").replace(".", ",") if isinstance(cell, Decimal) else text_of(cell)


def movements(books: Books) -> Iterator[Line]:
    """The movements item by item."""
    yield from titles("Inventory Movements by Item", PRINTED_ON, "08:21")
    yield ["Store", "Date", "Period", "Document Type", "Reference", "Quantity", "Unit Cost", "Value", "User"]
    items: dict[str, list[Movement]] = defaultdict(list)
    for movement in sorted(books.movements, key=lambda movement: (movement.item_no, movement.day)):
        items[movement.item_no].append(movement)
    for code, moved in items.items():
        yield [f"Item: {code}"]
        for one in moved:
            yield [
                one.store, one.day, one.period, one.kind, one.reference, one.quantity, one.unit_cost, one.value,
                one.user,
            ]  # fmt: skip
        yield [f"Total for {code}", *[""] * 6, sum((one.value for one in moved), ZERO)]
    yield ["Grand Total", *[""] * 6, sum((one.value for one in books.movements), ZERO)]


def detailed_ledger(books: Books) -> Iterator[Line]:
    """The ledger account by account, each between its opening and its closing balance."""
    yield from titles("Detailed Ledger - All Accounts", PRINTED_ON, "08:40")
    yield ["Period", "Date", "Entry Type", "Reference", "Description", "Debit", "Credit", "User"]
    accounts: dict[str, list[LedgerLine]] = defaultdict(list)
    for line in in_order(books.lines):
        accounts[line.account_no].append(line)
    for account_no, lines in accounts.items():
        yield [f"Account: {slashed(account_no)} {ACCOUNTS[account_no]}"]
        opening = sum((line.amount for line in lines if line.entry_type == OPENING), ZERO)
        yield ["", "", "", "", "Opening Balance", *_sides(opening)]
        for line in lines:
            if line.entry_type != OPENING:
                yield [
                    line.period, line.day, line.entry_type, reference_of(line), line.description, *_sides(line.amount),
                    line.user,
                ]  # fmt: skip
        yield ["", "", "", "", "Closing Balance", *_sides(sum((line.amount for line in lines), ZERO))]


def unposted_batches(books: Books) -> Iterator[Line]:
    """Batches that were not updated, in the eighteen fields without captions in which batches are imported."""
    for line in books.unposted:
        yield [
            line.period, line.day, "G", line.account_no, reference_of(line), line.description[:36], line.amount, 0,
            ZERO, "", "", "0000000", 1, 1, 1, 0, ZERO, line.amount,
        ]  # fmt: skip


def _sides(amount: Decimal) -> tuple[Decimal, Decimal]:
    return max(amount, ZERO), max(-amount, ZERO)
