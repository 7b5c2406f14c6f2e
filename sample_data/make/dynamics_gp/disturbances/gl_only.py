"""The G/L moved and the inventory ledger did not: typed entries, documents without items, rows that are missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from sample_data.make.books import ZERO
from sample_data.make.dynamics_gp.books import PO_CLOSED, Books
from sample_data.make.dynamics_gp.chart import COGS, EQUITY, INVENTORY, RECEIVABLE, REPAIRS, SALES
from sample_data.make.dynamics_gp.desks import accounting
from sample_data.make.dynamics_gp.desks.purchasing import transaction_of
from sample_data.make.dynamics_gp.desks.selling import MARGIN, sale_row
from sample_data.make.dynamics_gp.disturbances.choice import Posting, alone, among_others, some, told
from sample_data.make.dynamics_gp.disturbances.not_posted import back_out
from sample_data.make.dynamics_gp.disturbances.truth import Truth
from sample_data.make.dynamics_gp.items import CUSTOMERS, LOT, NOT_TRACKED, SERIAL, WAREHOUSE
from sample_data.make.dynamics_gp.posting import INVOICING, PAYABLES, SELLING, Document, post_batch


def _some_day(rng: Random) -> date:
    return date(2026, rng.randint(1, 10), rng.randint(2, 28))


def _some_amount(rng: Random) -> Decimal:
    return Decimal(rng.randint(2500, 250000)) / 100


def _some_account(books: Books, rng: Random) -> str:
    return rng.choice([no for no in INVENTORY if no not in books.unlisted])


def _inventory_lines(books: Books, code: str, cause: str, note: str) -> list[Truth]:
    """One truth per line of a new batch on an inventory account."""
    books.disturbed.add(code)
    return [
        Truth(cause, line.account_no, line.amount, line.document_no, line.journal_no, note)
        for line in books.lines
        if line.audit_trail == code and line.account_no in INVENTORY
    ]


def direct_posting(books: Books, rng: Random) -> list[Truth]:
    """Someone types an entry on an inventory account (G1). Its audit trail code is that of the G/L, or blank."""
    account_no, amount = _some_account(books, rng), _some_amount(rng) * rng.choice((-1, 1))
    sides = (account_no, REPAIRS) if amount > 0 else (REPAIRS, account_no)
    reference = rng.choice(("Inventory correction", "Per count sheets", "Damaged goods written off"))
    lines = accounting.journal(
        books, _some_day(rng), reference, abs(amount), debit=sides[0], credit=sides[1], code=rng.random() < 0.5
    )
    return [Truth("direct-posting", account_no, amount, "", lines[0].journal_no, f"typed by {lines[0].user_id}")]


def voided_pair(books: Books, rng: Random) -> list[Truth]:
    """Someone types an entry on an inventory account, and voids it: no difference (G38)."""
    lines = accounting.journal(
        books,
        _some_day(rng),
        "Inventory correction",
        _some_amount(rng),
        debit=_some_account(books, rng),
        credit=REPAIRS,
    )
    back_out(books, lines, voided=True)
    return []


def freight_on_inventory(books: Books, rng: Random) -> list[Truth]:
    """Freight was charged to a customer on the inventory account: an invoice that moves no item (G12)."""
    customer, amount = rng.choice(CUSTOMERS), _some_amount(rng)
    document = Document(
        books.next_document("STDINV", 5),
        [(RECEIVABLE, amount), (_some_account(books, rng), -amount)],
        master_no=customer.no,
        master_name=customer.name,
    )
    code = post_batch(books, SELLING, _some_day(rng), [document])
    return _inventory_lines(books, code, "non-item-document", "freight charged")


def voucher_on_inventory(books: Books, rng: Random) -> list[Truth]:
    """A payables voucher for freight in was coded to the inventory account (G12)."""
    document = accounting.voucher(books.next_document("VCHR", 7), _some_amount(rng), _some_account(books, rng))
    code = post_batch(books, PAYABLES, _some_day(rng), [document])
    return _inventory_lines(books, code, "non-item-document", "voucher")


def serial_override(books: Books, rng: Random) -> list[Truth]:
    """A serial number was made up while selling: its cost left the G/L, and no layer was there to leave (G7)."""
    return _made_up(books, rng, SERIAL, "serial-override")


def lot_override(books: Books, rng: Random) -> list[Truth]:
    """A lot number was made up while selling (G8)."""
    return _made_up(books, rng, LOT, "lot-override")


def _made_up(books: Books, rng: Random, tracking: int, cause: str) -> list[Truth]:
    item = rng.choice([item for item in books.items.values() if item.tracking == tracking])
    customer, day = rng.choice(CUSTOMERS), _some_day(rng)
    origin = rng.choice((SELLING, INVOICING))
    no = books.next_document("STDINV" if origin is SELLING else "IVC", 5)
    row = sale_row(no, day, customer, item, rng.randint(1, 3), item.cost, WAREHOUSE)
    row.module = "SOP" if origin is SELLING else "IVC"
    price = round(-row.amount * MARGIN, 2)
    amounts = [(RECEIVABLE, price), (SALES, -price), (COGS, -row.amount), (row.account_no, row.amount)]
    document = Document(no, amounts, [], [transaction_of(row)], master_no=customer.no, master_name=customer.name)
    return _inventory_lines(books, post_batch(books, origin, day, [document]), cause, f"item {item.no}")


def hitb_row_missing(books: Books, rng: Random) -> list[Truth]:
    """A document has its layer and its journal, and no row in the inventory trial balance (G17)."""
    by_itself = alone(books)

    def fits(posting: Posting) -> bool:
        tracked = any(books.items[row.item_no].tracking != NOT_TRACKED for row in posting.rows)
        return by_itself(posting) and not tracked and len(posting.stock) == 1

    posting = some(books, rng, fits)
    _remove_rows(books, posting)
    return told("hitb-row-missing", posting, posting.stock, "row missing")


def hitb_line_missing(books: Books, rng: Random) -> list[Truth]:
    """A document has rows for one of its items and none for another (G17)."""
    by_itself = alone(books)

    def fits(posting: Posting) -> bool:
        items = {row.item_no for row in posting.rows}
        tracked = any(books.items[no].tracking != NOT_TRACKED for no in items)
        return by_itself(posting) and posting.prefix == "SLSTE" and len(items) > 1 and not tracked

    posting = some(books, rng, fits)
    item_no = rng.choice(sorted({row.item_no for row in posting.rows}))
    missing = replace(posting, rows=[row for row in posting.rows if row.item_no == item_no])
    _remove_rows(books, missing)
    return told("hitb-row-missing", missing, missing.stock, f"row of item {item_no} missing")


def hitb_row_without_account(books: Books, rng: Random) -> list[Truth]:
    """A row has account index 0: the table has it, the report of the account has not (G18)."""
    posting = some(books, rng, alone(books))
    truths = told("hitb-row-missing", posting, posting.stock, "row without account")
    for row in posting.rows:
        row.account_no = ""
    return truths


def interrupted_without_row(books: Books, rng: Random) -> list[Truth]:
    """Posting stopped half-way through a batch: one of its documents is in the G/L alone (G16)."""
    fits = among_others(books)
    posting = some(books, rng, lambda posting: fits(posting) and posting.prefix == "SLSTE")
    _remove_rows(books, posting)
    books.transactions[:] = [moved for moved in books.transactions if moved.document_no != posting.document_no]
    gone = {id(row) for row in posting.rows}
    for layer in books.layers:
        layer.outflows = [flow for flow in layer.outflows if id(flow.row) not in gone]
    return told("posting-interrupted", posting, posting.stock, "no row, others of the batch have one")


def order_closed_without_row(books: Books, rng: Random) -> list[Truth]:
    """A purchase order was closed in Edit PO Status: the G/L has an entry, the inventory ledger no row (G15)."""
    posting = some(books, rng, lambda posting: posting.rows[0].document_type == PO_CLOSED)
    _remove_rows(books, posting)
    return told("purchase-order-closed", posting, posting.stock, "closed without row")


def _remove_rows(books: Books, posting: Posting) -> None:
    gone = {id(row) for row in posting.rows}
    books.rows[:] = [row for row in books.rows if id(row) not in gone]


def opening_balance(books: Books, rng: Random) -> list[Truth]:
    """The balance that was brought forward is not what the inventory ledger began with (G20, G37)."""
    opening = [line for line in books.lines if line.source_document == "BBF" and line.account_no not in books.unlisted]
    line = rng.choice([line for line in opening if line.account_no in INVENTORY])
    equity = next(line for line in opening if line.account_no == EQUITY)
    amount = _some_amount(rng) * rng.choice((-1, 1))
    line.amount += amount
    equity.amount -= amount
    if ZERO in (line.amount, equity.amount):
        raise ValueError("a balance brought forward of nothing is no line")
    return [Truth("opening-balance", line.account_no, amount, "", line.journal_no, "brought forward")]
