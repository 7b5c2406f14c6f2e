"""Accounting: the balances brought forward, and everything that has nothing to do with inventory."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from sample_data.make.books import ZERO, money
from sample_data.make.sage_pastel.books import YEAR_START, Books, LedgerLine
from sample_data.make.sage_pastel.chart import (
    BANK,
    BANK_CHARGES,
    COST_OF_SERVICES,
    CUSTOMERS,
    ELECTRICITY,
    RENT,
    RETAINED_INCOME,
    SALARIES,
    SUPPLIERS,
    VAT,
    VEHICLES,
)
from sample_data.make.sage_pastel.posting import Document, enter, vat_on

USER = "ANNELIE"
GENERAL_JOURNAL, CASH_BOOK, OPENING, SUPPLIER_DOCUMENT = "GJ", "CB", "OB", "SI"

OTHERS = {BANK: "614350.75", CUSTOMERS: "186420.10", VEHICLES: "240000.00", SUPPLIERS: "-143275.40", VAT: "-18240.65"}


def carry_forward(books: Books) -> None:
    """One opening line per balance-sheet account: inventory as the opening valuation has it."""
    balances = {no: Decimal(amount) for no, amount in OTHERS.items()}
    for key, (_, value) in books.opening.items():
        account_no = books.group(key).inventory
        balances[account_no] = balances.get(account_no, ZERO) + value
    balances[RETAINED_INCOME] = -sum(balances.values(), ZERO)
    for account_no, amount in sorted(balances.items()):
        line = LedgerLine(account_no, 1, YEAR_START, OPENING, "OPENING", "Opening Balance", amount, USER)
        books.lines.append(line)


def typed(
    books: Books,
    day: date,
    description: str,
    amount: Decimal,
    *,
    debit: str,
    credit: str,
    entry_type: str = GENERAL_JOURNAL,
    reference: str = "",
    user: str = USER,
    period: int = 0,
) -> list[LedgerLine]:
    """A pair of lines that a person captured in a journal or a cash book."""
    reference = reference or f"{entry_type}{books.next_number(entry_type, 1101):05d}"
    document = Document("", reference, day, user, period)
    return enter(books, document, entry_type, description, [(debit, amount), (credit, -amount)])


def bill(books: Books, day: date, description: str, amount: Decimal, account_no: str) -> list[LedgerLine]:
    """A supplier invoice with a line of type account: an expense, and no item."""
    document = Document("", f"EXP{books.next_number('EXP', 2201):05d}", day, USER)
    vat = vat_on(amount)
    amounts = [(account_no, amount), (VAT, vat), (SUPPLIERS, -amount - vat)]
    return enter(books, document, SUPPLIER_DOCUMENT, description, amounts)


def month(books: Books, rng: Random, days: list[date]) -> None:
    """Rent, salaries, electricity, bank charges, sub-contractors, and money from customers and to suppliers."""
    first, middle, last = days
    typed(books, first, "Rent", Decimal("18500.00"), debit=RENT, credit=BANK, entry_type=CASH_BOOK)
    typed(books, last, "Salaries", Decimal("64200.00"), debit=SALARIES, credit=BANK, entry_type=CASH_BOOK)
    bill(books, middle, "Municipality", Decimal(rng.randint(310000, 520000)) / 100, ELECTRICITY)
    bill(books, middle, "Karoo Transport", Decimal(rng.randint(90000, 280000)) / 100, COST_OF_SERVICES)
    charges = Decimal(rng.randint(18000, 32000)) / 100
    typed(books, last, "Bank charges", charges, debit=BANK_CHARGES, credit=BANK, entry_type=CASH_BOOK)
    for _ in range(3):
        amount = Decimal(rng.randint(4000000, 9500000)) / 100
        typed(books, middle, "Receipt", amount, debit=BANK, credit=CUSTOMERS, entry_type=CASH_BOOK)
        paid = money(amount * Decimal("0.85"))
        typed(books, last, "Payment", paid, debit=SUPPLIERS, credit=BANK, entry_type=CASH_BOOK)
