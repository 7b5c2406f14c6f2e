"""The inventory ledger moved and the G/L did not, or not for all of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import AS_OF
from sample_data.make.dynamics_gp.books import INVOICE_MATCH, PO_CLOSED, Books, InventoryBatch, LedgerLine, StockRow
from sample_data.make.dynamics_gp.chart import ACCRUED_PURCHASES, PAYABLE
from sample_data.make.dynamics_gp.desks.purchasing import cost_row
from sample_data.make.dynamics_gp.disturbances.choice import (
    Posting,
    among_others,
    batches,
    claim,
    in_detail,
    is_ripple,
    per_account,
    some,
    take_out,
    told,
    undisturbed,
)
from sample_data.make.dynamics_gp.disturbances.truth import Truth
from sample_data.make.dynamics_gp.posting import GENERAL_ENTRY, INVOICE_MATCHING, Document, enter, post_batch
from sample_data.make.dynamics_gp.ripple import post_adjustments, revalue


def _without_journal(books: Books, posting: Posting, *, code: bool) -> None:
    """The rows stay, without a journal entry, with or without their audit trail code."""
    take_out(books, posting)
    for row in posting.rows:
        row.journal_no = 0
        row.audit_trail = row.audit_trail if code else ""


def post_to_gl_off_increase(books: Books, rng: Random) -> list[Truth]:
    """A batch of increase adjustments was posted with Post to GL unmarked (G2)."""
    return _post_to_gl_off(books, rng, 1, "increase")


def post_to_gl_off_decrease(books: Books, rng: Random) -> list[Truth]:
    """A batch of decrease adjustments was posted with Post to GL unmarked (G3)."""
    return _post_to_gl_off(books, rng, -1, "decrease")


def _post_to_gl_off(books: Books, rng: Random, sign: int, note: str) -> list[Truth]:
    def fits(posting: Posting) -> bool:
        return posting.prefix == "IVADJ" and all(row.amount * sign > 0 for row in posting.rows)

    batch = rng.choice(batches(books, fits))
    claim(books, batch[0])
    truths = []
    for posting in batch:
        truths += told("post-to-gl-off", posting, posting.stock, note, -1)
        _without_journal(books, posting, code=True)
    return truths


def batch_unposted(books: Books, rng: Random) -> list[Truth]:
    """A batch was posted to the G/L and not through it: its entries are in work (G4)."""
    batch = rng.choice(batches(books, lambda posting: posting.prefix not in ("GLTRX", "IVTFR")))
    return _into_work(books, batch, "batch in work")


def ripple_unposted(books: Books, rng: Random) -> list[Truth]:
    """A journal of automatic cost adjustments waits for being posted (G25)."""
    return _into_work(books, [rng.choice(undisturbed(books, is_ripple))], "automatic cost adjustment in work")


def _into_work(books: Books, batch: list[Posting], note: str) -> list[Truth]:
    claim(books, batch[0])
    truths = []
    for posting in batch:
        truths += told("gl-batch-unposted", posting, posting.stock, note, -1)
        take_out(books, posting)
        books.unposted += posting.lines
        for line in posting.lines:
            line.posting_journal, line.posted_on = "", None
    return truths


def interrupted_without_journal(books: Books, rng: Random) -> list[Truth]:
    """Posting stopped half-way through a batch: one of its documents got no journal entry (G16)."""
    posting = some(books, rng, among_others(books))
    truths = told("posting-interrupted", posting, posting.stock, "no journal entry, others of the batch have one", -1)
    _without_journal(books, posting, code=True)
    return truths


def interrupted_without_date(books: Books, rng: Random) -> list[Truth]:
    """Posting stopped before the document had a GL posting date; the batch is stuck (G16)."""
    posting = some(books, rng, in_detail)
    truths = told("posting-interrupted", posting, posting.stock, "no GL posting date", -1)
    line = posting.lines[0]
    total = sum((abs(row.amount) for row in posting.rows), Decimal("0.00"))
    books.inventory_batches.append(
        InventoryBatch(line.batch, line.reference, "Busy", True, 1, total, line.posting_date, line.user_id)
    )
    _without_journal(books, posting, code=True)
    for row in posting.rows:
        row.posting_date = None
    return truths


def order_closed_without_journal(books: Books, rng: Random) -> list[Truth]:
    """A purchase order was closed in Edit PO Status, and the entry for it is missing (G15)."""
    posting = some(books, rng, lambda posting: posting.rows[0].document_type == PO_CLOSED)
    _without_journal(books, posting, code=False)
    return told("purchase-order-closed", posting, posting.stock, "closed without journal entry", -1)


def override_variance_not_posted(books: Books, rng: Random) -> list[Truth]:
    """What was sold before it came, came at another cost, and nobody posted the variance (G6)."""
    posting = some(books, rng, lambda posting: posting.prefix == "GLTRX" and posting.rows[0].override)
    _without_journal(books, posting, code=False)
    return told("override-variance-not-posted", posting, posting.stock, "variance of an override", -1)


def adjust_cost_not_journaled(books: Books, rng: Random) -> list[Truth]:
    """The Adjust Cost utility changed the cost of a layer; the journal was left to be made by hand (G5)."""
    posting = some(books, rng, lambda posting: posting.lines[0].reference.endswith("AdjustedCost"))
    _without_journal(books, posting, code=False)
    return told("adjust-cost-not-journaled", posting, posting.stock, "cost adjusted", -1)


def same_account_both_sides(books: Books, rng: Random) -> list[Truth]:
    """The offset account of an adjustment is the inventory account itself: the entry washes to zero (G13)."""
    posting = some(books, rng, lambda posting: posting.prefix == "IVADJ" and len(posting.rows) == 1)
    row = posting.rows[0]
    for line in posting.lines:
        line.account_no = row.account_no
    row.offset_account_no = row.account_no
    return told("same-account-both-sides", posting, posting.stock, "offset is the inventory account", -1)


def journal_deleted(books: Books, rng: Random) -> list[Truth]:
    """The batch was posted to the G/L, and deleted there (G9)."""
    posting = some(books, rng, lambda posting: posting.prefix not in ("GLTRX", "IVTFR"))
    take_out(books, posting)
    return told("journal-deleted", posting, posting.stock, "deleted in the G/L", -1)


def journal_backed_out(books: Books, rng: Random) -> list[Truth]:
    """A journal entry from inventory was posted, and backed out in the G/L (G38)."""
    posting = some(books, rng, in_detail)
    back_out(books, posting.lines, voided=rng.random() < 0.5)
    return told("journal-deleted", posting, posting.stock, "backed out in the G/L", -1)


def back_out(books: Books, lines: list[LedgerLine], *, voided: bool) -> None:
    """Reverse a journal entry by another, each naming the other; some companies see both as voided."""
    number = lines[0].journal_no
    day = min(lines[0].posting_date + timedelta(3), AS_OF)
    reversal = enter(
        books,
        GENERAL_ENTRY,
        day,
        [(line.account_no, -line.amount) for line in lines],
        audit_trail=books.next_audit_trail("GLTRX"),
        batch=f"BACKOUT {number}",
        reference=f"Backed Out Journal Entry {number}",
    )
    for line in reversal:
        line.original_journal, line.voided = number, voided
    for line in lines:
        line.backed_out_by, line.voided = reversal[0].journal_no, voided


def _revalued(posting: Posting) -> bool:
    """Whether an invoice revalued a layer of several units, nothing of which went into another layer."""
    row = posting.rows[0]
    return row.document_type == INVOICE_MATCH and abs(row.amount) > row.unit_cost * 2


def _invoice_part(posting: Posting, part: int, whole: int) -> None:
    """Cut the invoice down to a part of the units; the layer stays revalued as a whole."""
    for line in posting.lines:
        line.amount = line.amount / whole * part


def _units(row: StockRow) -> int:
    return int(abs(row.amount) / row.unit_cost)


def receipt_partly_invoiced(books: Books, rng: Random) -> list[Truth]:
    """The invoice is for a part of the shipment; the whole layer gets its price (G14)."""
    posting = some(books, rng, _revalued)
    row, whole = posting.rows[0], _units(posting.rows[0])
    part = rng.randint(1, whole - 1)
    _invoice_part(posting, part, whole)
    gap = row.amount - row.amount / whole * part
    return told("receipt-partly-invoiced", posting, {row.account_no: gap}, f"{part} of {whole} units invoiced", -1)


def receipt_invoiced_twice(books: Books, rng: Random, day: date = date(2026, 10, 30)) -> list[Truth]:
    """Two invoices at different prices for one shipment: each revalues the whole layer (G14)."""
    layers = {layer.receipt_no: layer for layer in books.layers if layer.receipt_type == 5}

    def untouched(posting: Posting) -> bool:
        if not _revalued(posting):
            return False
        outflows = layers[posting.rows[0].receipt_no].outflows
        return all(not flow.into and flow.row.audit_trail not in books.disturbed for flow in outflows)

    posting = some(books, rng, untouched)
    first = posting.rows[0]
    layer, whole = layers[first.receipt_no], _units(first)
    part = rng.randint(1, whole - 1)
    shipped = next(line.amount for line in posting.lines if line.account_no == ACCRUED_PURCHASES) / whole
    _invoice_part(posting, part, whole)
    change = Decimal(rng.choice((-1, 1)) * rng.randint(5, 90)) / 100
    rest, revalued = whole - part, first.amount / whole + change
    no = books.next_document("RCT", 8)
    second = cost_row(layer, INVOICE_MATCH, day, no, change, ACCRUED_PURCHASES)
    amounts = [
        (ACCRUED_PURCHASES, shipped * rest),
        (layer.account_no, revalued * rest),
        (PAYABLE, -(shipped + revalued) * rest),
    ]
    line = posting.lines[0]
    document = Document(
        no, amounts, [second], originating_no=no, master_no=line.master_no, master_name=line.master_name
    )
    ripples = revalue(layer, change)
    books.disturbed.add(post_batch(books, INVOICE_MATCHING, day, [document]))
    post_adjustments(books, day, ripples, no)
    gap = per_account([(layer.account_no, -change * part)])
    return told("receipt-partly-invoiced", posting, gap, "invoiced twice")
