"""What reaches the G/L without passing through inventory: invoices, payments, wages, rent, share capital."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sample_data.make.books import Books
from sample_data.make.items import Partner


def invoice_purchase(books: Books, day: date, document_no: str, vendor: Partner, cost_by_group: dict[str, Decimal]):
    """A vendor's invoice (negative amounts: a credit memo): purchases by gen. prod. posting group against payables."""
    total = sum(cost_by_group.values())
    common = {"posting_date": day, "document_no": document_no, "source_code": "PURCHASES", "user_id": "CARLA"}
    common["document_type"] = "Invoice" if total > 0 else "Credit Memo"
    common["description"] = f"{common['document_type']} {document_no}"
    for group, amount in cost_by_group.items():
        books.post(
            account_no=books.general_posting_setup[vendor.gen_bus_posting_group, group]["Purchases"],
            amount=amount,
            gen_posting_type="Purchase",
            gen_bus_posting_group=vendor.gen_bus_posting_group,
            gen_prod_posting_group=group,
            department="PROD" if group == "RAW MAT" else "",
            **common,
        )
    books.post(account_no=vendor.account_no, amount=-total, **common)


def invoice_sale(books: Books, day: date, document_no: str, customer: Partner, price_by_group: dict[str, Decimal]):
    """An invoice to a customer (negative amounts: a credit memo): receivables against revenue."""
    total = sum(price_by_group.values())
    common = {"posting_date": day, "document_no": document_no, "source_code": "SALES", "user_id": "BEN"}
    common["document_type"] = "Invoice" if total > 0 else "Credit Memo"
    common["description"] = f"{common['document_type']} {document_no}"
    books.post(account_no=customer.account_no, amount=total, **common)
    for group, amount in price_by_group.items():
        books.post(
            account_no=books.general_posting_setup[customer.gen_bus_posting_group, group]["Sales"],
            amount=-amount,
            gen_posting_type="Sale",
            gen_bus_posting_group=customer.gen_bus_posting_group,
            gen_prod_posting_group=group,
            department=customer.department,
            **common,
        )


def pay_vendor(books: Books, day: date, document_no: str, vendor: Partner, amount: Decimal) -> None:
    """Pay a vendor from the bank."""
    common = {"posting_date": day, "document_no": document_no, "source_code": "PAYMENTJNL", "user_id": "CARLA"}
    common |= {"document_type": "Payment", "description": f"Vendor {vendor.no}", "journal_batch": "BANK"}
    books.post(account_no=vendor.account_no, amount=amount, balancing_account_no="2910", **common)
    books.post(account_no="2910", amount=-amount, balancing_account_no=vendor.account_no, **common)


def receive_payment(books: Books, day: date, document_no: str, customer: Partner, amount: Decimal) -> None:
    """A customer pays into the bank."""
    common = {"posting_date": day, "document_no": document_no, "source_code": "CASHRECJNL", "user_id": "CARLA"}
    common |= {"document_type": "Payment", "description": f"Customer {customer.no}", "journal_batch": "BANK"}
    books.post(account_no="2910", amount=amount, balancing_account_no=customer.account_no, **common)
    books.post(account_no=customer.account_no, amount=-amount, balancing_account_no="2910", **common)


def journal(
    books: Books,
    day: date,
    document_no: str,
    description: str,
    amount: Decimal,
    *,
    debit: str,
    credit: str,
    user: str = "CARLA",
    department: str = "",
):
    """A general journal line between two G/L accounts; returns its two entries."""
    common = {"posting_date": day, "document_no": document_no, "source_code": "GENJNL", "user_id": user}
    common |= {"description": description, "journal_batch": "DEFAULT", "department": department}
    return (
        books.post(account_no=debit, amount=amount, balancing_account_no=credit, **common),
        books.post(account_no=credit, amount=-amount, balancing_account_no=debit, **common),
    )
