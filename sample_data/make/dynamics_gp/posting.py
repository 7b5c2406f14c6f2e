"""Documents, and the batches by which they are posted: a journal entry per document, or one for the whole batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sample_data.make.books import ZERO
from sample_data.make.dynamics_gp.books import (
    FINANCIAL,
    INVENTORY_SERIES,
    PAYROLL,
    PURCHASING,
    SALES_SERIES,
    Books,
    LedgerLine,
    StockRow,
    Transaction,
)

Amounts = list[tuple[str, Decimal]]


@dataclass(frozen=True)
class Origin:
    """How a kind of transaction reaches the G/L: the letters of its audit trail code, source document and series."""

    prefix: str
    source_document: str
    series: int
    reference: str
    user_id: str


RECEIVING = Origin("RECVG", "RECVG", PURCHASING, "Receivings Transaction Entry", "CARLA")
INVOICE_MATCHING = Origin("POIVC", "POIVC", PURCHASING, "Purchasing Invoice Entry", "CARLA")
SELLING = Origin("SLSTE", "SJ", SALES_SERIES, "Sales Transaction Entry", "BEN")
INVOICING = Origin("INVCE", "INV", SALES_SERIES, "Invoicing", "BEN")
ADJUSTING = Origin("IVADJ", "IVADJ", INVENTORY_SERIES, "Inventory Transaction Entry", "DORA")
TRANSFERRING = Origin("IVTFR", "IVTFR", INVENTORY_SERIES, "Inventory Transfer Entry", "DORA")
ASSEMBLING = Origin("ASMTR", "ASM", INVENTORY_SERIES, "Assembly Entry", "EMIL")
EDIT_PO_STATUS = Origin("GLTRX", "EDTPO", PURCHASING, "Edit Purchase Orders", "CARLA")
COST_ADJUSTMENT = Origin("GLTRX", "GJ", FINANCIAL, "", "sa")
GENERAL_ENTRY = Origin("GLTRX", "GJ", FINANCIAL, "General Entry", "ANNA")
PAYABLES = Origin("PMTRX", "PMTRX", PURCHASING, "Payables Trx Entry", "ANNA")
PAYMENT = Origin("PMCHQ", "PMCHK", PURCHASING, "Computer Checks", "ANNA")
RECEIVABLES = Origin("RMSLS", "RMJ", SALES_SERIES, "Receivables Sales Entry", "ANNA")
CASH_RECEIPT = Origin("CRJNL", "CRJ", SALES_SERIES, "Receivables Cash Receipts", "ANNA")
PAY_RUN = Origin("UPRCC", "UPRCC", PAYROLL, "Payroll Computer Checks", "HUGO")


@dataclass
class Document:
    """A document: the rows it writes to the inventory ledger, and the amounts it writes to the G/L, debit positive."""

    no: str
    amounts: Amounts
    rows: list[StockRow] = field(default_factory=list)
    transactions: list[Transaction] = field(default_factory=list)
    originating_no: str = ""
    master_no: str = ""
    master_name: str = ""


def by_account_and_side(amounts: Iterable[tuple[str, Decimal]]) -> Amounts:
    """One amount per account and side, debits first: a journal entry does not net what it debits and credits."""
    sums: dict[tuple[bool, str], Decimal] = defaultdict(lambda: ZERO)
    for account_no, amount in amounts:
        if amount:
            sums[amount < 0, account_no] += amount
    return [(account_no, amount) for (_, account_no), amount in sorted(sums.items())]


def enter(
    books: Books,
    origin: Origin,
    day: date,
    amounts: Amounts,
    *,
    audit_trail: str,
    batch: str,
    document: Document | None = None,
    reference: str = "",
    posted_on: date | None = None,
) -> list[LedgerLine]:
    """A posted journal entry. Without a document it is a summary: nothing tells what it stands for but the code."""
    if sum((amount for _, amount in amounts), ZERO):
        raise ValueError(f"{origin.prefix} of {day} does not balance: {amounts}")
    journal_no = books.next_number("journal")
    posting_journal = audit_trail if audit_trail.startswith("GLTRX") else books.next_audit_trail("GLTRX")
    lines = [
        LedgerLine(
            journal_no=journal_no,
            posting_date=day,
            account_no=account_no,
            amount=amount,
            source_document=origin.source_document,
            series=origin.series,
            audit_trail=audit_trail,
            reference=reference or origin.reference,
            batch=batch,
            user_id=origin.user_id,
            document_no=document.no if document else "",
            originating_document_no=(document.originating_no or document.no) if document else "",
            master_no=document.master_no if document else "",
            master_name=document.master_name if document else "",
            posting_journal=posting_journal,
            posted_on=posted_on or day,
            sequence=number * 500,
        )
        for number, (account_no, amount) in enumerate(by_account_and_side(amounts), start=1)
    ]
    books.lines += lines
    return lines


def post_batch(books: Books, origin: Origin, day: date, documents: Sequence[Document], *, summary: bool = False) -> str:
    """Post documents as one batch, which gets an audit trail code; returns the code."""
    audit_trail = books.next_audit_trail(origin.prefix)
    batch = f"{origin.prefix[:2]} {day:%m%d}-{audit_trail[-3:]}"
    if summary:
        total = [amount for document in documents for amount in document.amounts]
        lines = enter(books, origin, day, total, audit_trail=audit_trail, batch=batch)
        journals = [lines[0].journal_no] * len(documents)
    else:
        journals = [
            enter(books, origin, day, document.amounts, audit_trail=audit_trail, batch=batch, document=document)[
                0
            ].journal_no
            for document in documents
        ]
    for document, journal_no in zip(documents, journals, strict=True):
        for row in document.rows:
            row.journal_no, row.audit_trail = journal_no, audit_trail
            books.add_row(row)
        for number, transaction in enumerate(document.transactions, start=1):
            transaction.audit_trail, transaction.batch = audit_trail, batch
            transaction.user_id, transaction.line = origin.user_id, number * 16384
            books.transactions.append(transaction)
    return audit_trail
