"""Without integration: nothing is posted at cost; suppliers' invoices go to Purchases, stock to a journal a month."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import ZERO
from sample_data.make.sage_pastel.books import INTEGRATION, LAST_PERIOD, YEAR_START, Books, LedgerLine
from sample_data.make.sage_pastel.chart import CHANGE_IN_INVENTORY, GRN_ACCRUAL, INVENTORY, PURCHASES, SUPPLIERS
from sample_data.make.sage_pastel.company import build
from sample_data.make.sage_pastel.desks.accounting import GENERAL_JOURNAL, USER
from sample_data.make.sage_pastel.disturbances.truth import Truth
from sample_data.make.sage_pastel.posting import (
    ENTRY_TYPES,
    SUPPLIER_INVOICE,
    SUPPLIER_RETURN,
    Amounts,
    Document,
    enter,
    per_account,
)

FROM_SUPPLIERS = (SUPPLIER_INVOICE, SUPPLIER_RETURN)


def switch_off(books: Books, periods: Collection[int]) -> None:
    """Integration is off in these periods: no lines at cost, and what suppliers invoice is debited to Purchases."""
    kept: list[LedgerLine] = []
    for line in books.lines:
        if line.period not in periods or not line.kind:
            kept.append(line)
        elif line.entry_type != INTEGRATION:
            line.account_no = PURCHASES if line.account_no == GRN_ACCRUAL else line.account_no
            kept.append(line)
        elif line.kind in FROM_SUPPLIERS and line.account_no in (*INVENTORY, SUPPLIERS):
            line.account_no = PURCHASES if line.account_no in INVENTORY else line.account_no
            line.entry_type = ENTRY_TYPES[line.kind]
            kept.append(line)
    books.lines = kept
    books.switched_off |= {*periods}


def last_day(period: int) -> date:
    """The last day of a period."""
    month = YEAR_START.month + period
    return date(YEAR_START.year, month, 1) - timedelta(1)


def moved_in(books: Books, periods: Collection[int]) -> dict[str, Decimal]:
    """What the movements dated in these periods put on each inventory account."""
    days = [(last_day(period).replace(day=1), last_day(period)) for period in periods]
    return per_account(
        (movement.account_no, movement.value)
        for movement in books.movements
        if any(first <= movement.day <= last for first, last in days)
    )


def stock_journal(books: Books, period: int) -> list[LedgerLine]:
    """The manual journal of a month: closing less opening stock, per inventory account."""
    document = Document("", f"STK{books.next_number('STK', 1):05d}", last_day(period), USER)
    changes = moved_in(books, (period,))
    amounts: Amounts = [*changes.items(), (CHANGE_IN_INVENTORY, -sum(changes.values(), ZERO))]
    return enter(books, document, GENERAL_JOURNAL, "Closing less opening stock", amounts)


def build_without_integration(seed: int = 2026) -> Books:
    """The same company without integration, clean: the stock journals of the months are right."""
    books = build(seed)
    switch_off(books, range(1, LAST_PERIOD + 2))
    for period in range(1, LAST_PERIOD + 1):
        stock_journal(books, period)
    return books


def stock_journal_missing(books: Books, rng: Random) -> list[Truth]:
    """The stock journal of a month was never made."""
    lines = _some_stock_journal(books, rng)
    gone = {id(line) for line in lines}
    books.lines = [line for line in books.lines if id(line) not in gone]
    return [
        Truth("integration-off", line.account_no, -line.amount, line.reference, "no stock journal")
        for line in lines
        if line.account_no in INVENTORY
    ]


def stock_journal_wrong(books: Books, rng: Random) -> list[Truth]:
    """A stock journal has another amount than the stock of its month."""
    lines = _some_stock_journal(books, rng)
    line = rng.choice([line for line in lines if line.account_no in INVENTORY])
    other = next(line for line in lines if line.account_no == CHANGE_IN_INVENTORY)
    change = Decimal(rng.choice((-1, 1)) * rng.randint(10000, 900000)) / 100
    line.amount += change
    other.amount -= change
    return [Truth("amount-differs", line.account_no, change, line.reference, "stock journal of another amount")]


def _some_stock_journal(books: Books, rng: Random) -> list[LedgerLine]:
    period = rng.randint(2, LAST_PERIOD)
    return [line for line in books.lines if line.reference.startswith("STK") and line.period == period]
