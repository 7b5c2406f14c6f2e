"""Accounting: the balances brought forward, and everything that has nothing to do with inventory."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from random import Random

from sample_data.make.books import ZERO
from sample_data.make.dynamics_gp.books import FINANCIAL, Books, LedgerLine
from sample_data.make.dynamics_gp.chart import (
    ACCRUED_PURCHASES,
    CASH,
    EQUITY,
    FREIGHT_OUT,
    PAYABLE,
    RECEIVABLE,
    RENT,
    REPAIRS,
    SALES,
    TOOLS,
    WAGES,
)
from sample_data.make.dynamics_gp.items import CARRIER, CUSTOMERS
from sample_data.make.dynamics_gp.posting import (
    CASH_RECEIPT,
    GENERAL_ENTRY,
    PAY_RUN,
    PAYABLES,
    PAYMENT,
    RECEIVABLES,
    Document,
    enter,
    post_batch,
)

OTHERS = {CASH: "182400.00", RECEIVABLE: "43110.20", TOOLS: "12800.00", PAYABLE: "-28455.60", ACCRUED_PURCHASES: "0.00"}


def carry_forward(books: Books, day: date) -> None:
    """The balances that year-end closing brought into the new year: inventory as the inventory ledger has it."""
    balances: dict[str, Decimal] = defaultdict(lambda: ZERO)
    balances |= {no: Decimal(amount) for no, amount in OTHERS.items()}
    for row in books.rows:
        balances[row.account_no] += row.amount
    balances[EQUITY] = -sum(balances.values(), ZERO)
    journal_no = books.next_number("journal")
    posting_journal = books.next_audit_trail("GLTRX")
    for number, (account_no, amount) in enumerate(sorted(balances.items()), start=1):
        if amount:
            books.lines.append(
                LedgerLine(
                    journal_no=journal_no,
                    posting_date=day,
                    account_no=account_no,
                    amount=amount,
                    source_document="BBF",
                    series=FINANCIAL,
                    audit_trail="",
                    reference="Balance Brought Forward",
                    batch="",
                    user_id="ANNA",
                    posting_journal=posting_journal,
                    posted_on=day,
                    sequence=number * 500,
                )
            )


def journal(
    books: Books, day: date, reference: str, amount: Decimal, *, debit: str, credit: str, code: bool = True
) -> list[LedgerLine]:
    """An entry typed in the G/L. Its originating audit trail code is that of the G/L, or blank."""
    audit_trail = books.next_audit_trail("GLTRX") if code else ""
    batch = f"GL{day:%m%d}"
    amounts = [(debit, amount), (credit, -amount)]
    return enter(books, GENERAL_ENTRY, day, amounts, audit_trail=audit_trail, batch=batch, reference=reference)


def voucher(no: str, amount: Decimal, account_no: str) -> Document:
    """A vendor's invoice for something that is no item."""
    return Document(
        no,
        [(account_no, amount), (PAYABLE, -amount)],
        originating_no=f"INV-{no[-4:]}",
        master_no=CARRIER.no,
        master_name=CARRIER.name,
    )


def month(books: Books, rng: Random, year: int, number: int) -> None:
    """Rent, wages, vouchers, checks and cash receipts of a month."""
    journal(books, date(year, number, 1), "Rent", Decimal("3200.00"), debit=RENT, credit=CASH)
    repairs = Decimal(rng.randint(4000, 60000)) / 100
    journal(books, date(year, number, 12), "Repairs, accrued", repairs, debit=REPAIRS, credit=PAYABLE, code=False)
    wages = Decimal("14850.00")
    post_batch(books, PAY_RUN, date(year, number, 26), [Document("", [(WAGES, wages), (CASH, -wages)])], summary=True)
    carried = voucher(books.next_document("VCHR", 7), Decimal(rng.randint(20000, 90000)) / 100, FREIGHT_OUT)
    post_batch(books, PAYABLES, date(year, number, 8), [carried])
    paid = Decimal(rng.randint(800000, 1400000)) / 100
    post_batch(books, PAYMENT, date(year, number, 20), [Document("", [(PAYABLE, paid), (CASH, -paid)])], summary=True)
    customer = rng.choice(CUSTOMERS)
    charged = Decimal(rng.randint(5000, 40000)) / 100
    repair = Document(
        books.next_document("SVC", 6),
        [(RECEIVABLE, charged), (SALES, -charged)],
        master_no=customer.no,
        master_name=customer.name,
    )
    post_batch(books, RECEIVABLES, date(year, number, 15), [repair])
    received = Decimal(rng.randint(1500000, 2500000)) / 100
    receipt = Document(
        books.next_document("PYMNT", 6),
        [(CASH, received), (RECEIVABLE, -received)],
        master_no=customer.no,
        master_name=customer.name,
    )
    post_batch(books, CASH_RECEIPT, date(year, number, 22), [receipt])
