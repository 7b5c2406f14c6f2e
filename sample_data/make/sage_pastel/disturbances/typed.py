"""The G/L moved and stock did not: what people typed, and a balance that was not carried forward."""

from __future__ import annotations

from random import Random

from sample_data.make.sage_pastel.books import INTEGRATION, Books, LedgerLine
from sample_data.make.sage_pastel.chart import BANK, INVENTORY, REPAIRS, RETAINED_INCOME
from sample_data.make.sage_pastel.desks import accounting
from sample_data.make.sage_pastel.disturbances.choice import some_amount, some_day
from sample_data.make.sage_pastel.disturbances.truth import Truth


def _on_inventory(cause: str, lines: list[LedgerLine], note: str) -> list[Truth]:
    return [
        Truth(cause, line.account_no, line.amount, line.reference, note)
        for line in lines
        if line.account_no in INVENTORY
    ]


def direct_posting(books: Books, rng: Random) -> list[Truth]:
    """Someone types a journal on a control account (S1)."""
    account_no = rng.choice(INVENTORY)
    debit, credit = rng.choice(((account_no, REPAIRS), (REPAIRS, account_no)))
    text = rng.choice(("Stock correction per manager", "Write-off of damaged stock", "Correction"))
    lines = accounting.typed(books, some_day(books, rng), text, some_amount(rng), debit=debit, credit=credit)
    return _on_inventory("direct-posting", lines, "typed in a general journal")


def typed_under_integration(books: Books, rng: Random) -> list[Truth]:
    """Someone types a journal under the entry type of the integration (S2)."""
    account_no, reference = rng.choice(INVENTORY), f"ADJ{books.next_number('ADJ', 41):05d}"
    debit, credit = rng.choice(((account_no, REPAIRS), (REPAIRS, account_no)))
    lines = accounting.typed(
        books,
        some_day(books, rng),
        "Stock correction",
        some_amount(rng),
        debit=debit,
        credit=credit,
        entry_type=INTEGRATION,
        reference=reference,
        user="LERATO",
    )
    return _on_inventory("direct-posting", lines, "typed under the integration entry type")


def cash_book_payment(books: Books, rng: Random) -> list[Truth]:
    """A payment from the cash book is coded to a control account (S4)."""
    lines = accounting.typed(
        books,
        some_day(books, rng),
        "Timber bought for cash",
        some_amount(rng),
        debit=rng.choice(INVENTORY),
        credit=BANK,
        entry_type=accounting.CASH_BOOK,
    )
    return _on_inventory("non-item-document", lines, "cash book")


def bill_on_inventory(books: Books, rng: Random) -> list[Truth]:
    """A supplier invoice has a line of type account on a control account, no item (S4)."""
    lines = accounting.bill(books, some_day(books, rng), "Railage inwards", some_amount(rng), rng.choice(INVENTORY))
    return _on_inventory("non-item-document", lines, "supplier invoice without item")


def opening_balance(books: Books, rng: Random) -> list[Truth]:
    """The balance of a control account was not carried as last year closed (S25)."""
    opening = {line.account_no: line for line in books.lines if line.entry_type == accounting.OPENING}
    account_no, amount = rng.choice(INVENTORY), -some_amount(rng)
    opening[account_no].amount += amount
    opening[RETAINED_INCOME].amount -= amount
    return [Truth("opening-balance", account_no, amount, opening[account_no].reference, "not carried in full")]
