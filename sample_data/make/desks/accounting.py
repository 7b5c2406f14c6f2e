"""The accounting desk: share capital, wages, rent and the other G/L entries that have nothing to do with inventory."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sample_data.make.agenda import Company
from sample_data.make.events.ledger import journal


def found(company: Company, day: date) -> None:
    """The founders pay in the share capital."""
    books = company.books
    capital = Decimal("150000.00") * company.scale
    journal(books, day, books.next_document("GJ"), "Share capital", capital, debit="2910", credit="3110", user="ANNA")


def plan_month(company: Company, month: int) -> None:
    """Rent, electricity, small tools, wages."""
    company.on(date(2026, month, 2), lambda day: pay(company, day, "Rent", "8110", "1800.00"))
    company.on(date(2026, month, 12), lambda day: pay(company, day, "Electricity", "8120", some_bill(company, 250)))
    company.on(date(2026, month, 18), lambda day: pay(company, day, "Small tools", "8450", some_bill(company, 140)))
    company.on(date(2026, month, 27), lambda day: pay_wages(company, day))


def some_bill(company: Company, about: int) -> str:
    """An amount somewhere around the usual one."""
    return str(Decimal(company.rng.randint(about * 80, about * 130)) / 100)


def pay(company: Company, day: date, what: str, account_no: str, amount: str, *, department: str = "ADM") -> None:
    """Pay an expense from the bank."""
    books = company.books
    text = f"{what} {day:%B %Y}"
    document_no = books.next_document("GJ")
    journal(books, day, document_no, text, Decimal(amount), debit=account_no, credit="2910", department=department)


def pay_wages(company: Company, day: date) -> None:
    """Wages by department."""
    pay(company, day, "Wages workshop", "8710", some_bill(company, 2900), department="PROD")
    pay(company, day, "Salaries", "8720", some_bill(company, 1500), department="SALES")
    pay(company, day, "Salaries", "8720", some_bill(company, 1200))
