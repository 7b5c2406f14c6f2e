"""Which postings a disturbance may use: no two touch the same batch, nor an account that is not exported."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from sample_data.make.books import AS_OF
from sample_data.make.dynamics_gp.books import Books, LedgerLine, StockRow
from sample_data.make.dynamics_gp.chart import INVENTORY
from sample_data.make.dynamics_gp.disturbances.truth import Truth


@dataclass(frozen=True)
class Posting:
    """A journal entry that both ledgers know: its rows and its lines, under one audit trail code."""

    journal_no: int
    audit_trail: str
    rows: list[StockRow]
    lines: list[LedgerLine]

    @property
    def prefix(self) -> str:
        """The letters of the audit trail code."""
        return self.audit_trail[:5]

    @property
    def document_no(self) -> str:
        """The document it was posted from; blank when posted in summary."""
        return self.lines[0].document_no

    @property
    def stock(self) -> dict[str, Decimal]:
        """What it moves in the inventory ledger, per account."""
        return per_account((row.account_no, row.amount) for row in self.rows)

    @property
    def ledger(self) -> dict[str, Decimal]:
        """What it moves on the inventory accounts of the G/L."""
        return per_account((line.account_no, line.amount) for line in self.lines if line.account_no in INVENTORY)


Condition = Callable[[Posting], bool]


def per_account(amounts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    """Sums per account, without those that are zero."""
    sums: Counter[str] = Counter()
    for account_no, amount in amounts:
        sums[account_no] += amount
    return {no: amount for no, amount in sums.items() if amount}


def postings(books: Books) -> list[Posting]:
    """All journal entries that have rows in the inventory ledger and lines in the G/L."""
    rows: dict[int, list[StockRow]] = defaultdict(list)
    lines: dict[int, list[LedgerLine]] = defaultdict(list)
    for row in books.rows:
        rows[row.journal_no].append(row)
    for line in books.lines:
        lines[line.journal_no].append(line)
    return [
        Posting(number, rows[number][0].audit_trail, rows[number], lines[number])
        for number in sorted(rows)
        if number and lines[number]
    ]


def undisturbed(books: Books, where: Condition | None = None) -> list[Posting]:
    """Postings that move the value of inventory, used by no disturbance, for which `where` holds."""
    return [
        posting
        for posting in postings(books)
        if posting.audit_trail not in books.disturbed
        and posting.stock
        and books.unlisted.isdisjoint(row.account_no for row in posting.rows)
        and all(row.posting_date and row.posting_date <= AS_OF for row in posting.rows)
        and (where is None or where(posting))
    ]


def batches(books: Books, where: Condition | None = None) -> list[list[Posting]]:
    """Undisturbed batches, each with all its postings, of which `where` holds for every one."""
    usable = {posting.journal_no for posting in undisturbed(books, where)}
    codes: dict[str, list[Posting]] = defaultdict(list)
    for posting in postings(books):
        codes[posting.audit_trail].append(posting)
    return [batch for batch in codes.values() if all(posting.journal_no in usable for posting in batch)]


def some(books: Books, rng: Random, where: Condition | None = None) -> Posting:
    """A posting, drawn and marked as used with its whole batch."""
    return claim(books, rng.choice(undisturbed(books, where)))


def claim(books: Books, posting: Posting) -> Posting:
    """Mark a posting as used, with its whole batch."""
    if posting.audit_trail in books.disturbed:
        raise ValueError(f"{posting.audit_trail} is already disturbed")
    books.disturbed.add(posting.audit_trail)
    return posting


def in_detail(posting: Posting) -> bool:
    """Whether it was posted per document by a module, and does not adjust the cost of something else."""
    return bool(posting.document_no) and posting.prefix not in ("GLTRX", "POIVC")


def in_summary(posting: Posting) -> bool:
    """Whether it was posted for a whole batch of a module."""
    return not posting.document_no and posting.prefix != "GLTRX"


def is_ripple(posting: Posting) -> bool:
    """Whether it is an automatic cost adjustment of the kind that follows a purchase invoice or landed cost."""
    return posting.prefix == "GLTRX" and "RCT" in posting.lines[0].reference


def alone(books: Books) -> Condition:
    """Condition: it has a batch of its own, and no other posting concerns its document, not even an adjustment."""
    documents, codes = _how_many(books)

    def holds(posting: Posting) -> bool:
        return in_detail(posting) and codes[posting.audit_trail] == documents[posting.document_no] == 1

    return holds


def among_others(books: Books) -> Condition:
    """Condition: its batch has other documents, and no other posting concerns its own."""
    documents, codes = _how_many(books)

    def holds(posting: Posting) -> bool:
        return in_detail(posting) and codes[posting.audit_trail] > 1 and documents[posting.document_no] == 1

    return holds


def _how_many(books: Books) -> tuple[Counter[str], Counter[str]]:
    """Journal entries per document and per audit trail code, by the rows of the inventory ledger."""
    pairs = {(row.document_no, row.audit_trail, row.journal_no) for row in books.rows}
    return Counter(no for no, _, _ in pairs), Counter(code for code, _ in {(code, no) for _, code, no in pairs})


def take_out(books: Books, posting: Posting) -> None:
    """Remove the lines of a posting from the G/L."""
    gone = {id(line) for line in posting.lines}
    books.lines[:] = [line for line in books.lines if id(line) not in gone]


def told(cause: str, posting: Posting, amounts: Mapping[str, Decimal], note: str, sign: int = 1) -> list[Truth]:
    """One truth per account: its part of (G/L - inventory ledger)."""
    document_no = posting.document_no or posting.rows[0].document_no
    return [
        Truth(cause, account_no, sign * amount, document_no, posting.journal_no, note)
        for account_no, amount in sorted(amounts.items())
        if amount
    ]
