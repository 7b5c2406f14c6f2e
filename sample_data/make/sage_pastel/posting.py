"""Documents: the movements they make, and the lines that they and the integration write to the G/L."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample_data.make.books import ZERO, money
from sample_data.make.sage_pastel.books import INTEGRATION, Books, LedgerLine, Movement, period_of
from sample_data.make.sage_pastel.items import Item

GRN = "Goods Received Note"
SUPPLIER_INVOICE = "Supplier Invoice"
SUPPLIER_RETURN = "Supplier Return"
CUSTOMER_INVOICE = "Customer Invoice"
CREDIT_NOTE = "Credit Note"
JOURNAL = "Inventory Journal"
COUNT = "Stock Count"
TRANSFER = "Store Transfer"

ENTRY_TYPES = {SUPPLIER_INVOICE: "SI", SUPPLIER_RETURN: "RTN", CUSTOMER_INVOICE: "INV", CREDIT_NOTE: "CRN"}
"""The entry type of the customer's or supplier's side of a document. The others have no such side."""

VAT_RATE = Decimal("0.15")

Amounts = list[tuple[str, Decimal]]


@dataclass(frozen=True)
class Document:
    """A document: when, of which kind, under which reference, and who captured it."""

    kind: str
    reference: str
    day: date
    user: str
    period: int = 0

    @property
    def posted_in(self) -> int:
        """The period that was chosen; usually that of the date."""
        return self.period or period_of(self.day)


def vat_on(amount: Decimal) -> Decimal:
    """VAT on an exclusive amount."""
    return money(amount * VAT_RATE)


def move(
    books: Books, document: Document, item: Item, store: str, quantity: int, value: Decimal, unit_cost: Decimal
) -> Movement:
    """Record a movement; quantity and value are positive when stock rises."""
    movement = Movement(
        item_no=item.code,
        store=store,
        day=document.day,
        period=document.posted_in,
        kind=document.kind,
        reference=document.reference,
        description=item.description,
        quantity=quantity,
        unit_cost=unit_cost,
        value=value,
        user=document.user,
        account_no=books.group((item.code, store)).inventory,
    )
    books.movements.append(movement)
    return movement


def enter(
    books: Books,
    document: Document,
    entry_type: str,
    description: str,
    amounts: Amounts,
    *,
    netted: bool = True,
) -> list[LedgerLine]:
    """Write lines to the G/L that sum to zero; netted, one line per account, and none where nothing is left."""
    if sum((amount for _, amount in amounts), ZERO):
        raise ValueError(f"{document.reference} does not balance: {amounts}")
    lines = [
        LedgerLine(
            account_no=account_no,
            period=document.posted_in,
            day=document.day,
            entry_type=entry_type,
            reference=document.reference,
            description=description,
            amount=amount,
            user=document.user,
            kind=document.kind,
        )
        for account_no, amount in (per_account(amounts).items() if netted else amounts)
        if amount
    ]
    books.lines += lines
    return lines


def per_account(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """Sums per account, in the order of the accounts, without those that are zero."""
    sums: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for account_no, amount in amounts:
        sums[account_no] += amount
    return {no: amount for no, amount in sorted(sums.items()) if amount}


def integrate(books: Books, document: Document, movements: list[Movement], contra: str) -> list[LedgerLine]:
    """What the integration writes: the movements of a document at cost, on the inventory accounts and a contra."""
    amounts = [(movement.account_no, movement.value) for movement in movements]
    amounts += [(contra, -movement.value) for movement in movements]
    return enter(books, document, INTEGRATION, document.kind, amounts)
