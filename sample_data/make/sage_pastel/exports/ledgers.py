"""What the G/L prints: the detailed ledger, the trial balance, the details of an entry type, batches not updated."""

from __future__ import annotations

from collections.abc import Iterator

from sample_data.make.books import ZERO
from sample_data.make.sage_pastel.books import INTEGRATION, PRINTED_ON, Books, LedgerLine
from sample_data.make.sage_pastel.chart import ACCOUNTS
from sample_data.make.sage_pastel.exports.reports import slashed, titles
from sample_data.make.sage_pastel.exports.writing import Line

REFERENCE_LENGTH = 8


def reference_of(line: LedgerLine) -> str:
    """The reference as the G/L keeps it: eight characters, in capitals."""
    return line.reference[:REFERENCE_LENGTH].upper()


def in_order(lines: list[LedgerLine]) -> list[LedgerLine]:
    """By account, period and date."""
    return sorted(lines, key=lambda line: (line.account_no, line.period, line.day))


def detailed_ledger(books: Books) -> Iterator[Line]:
    """The lines of all accounts as one table."""
    yield ["Account", "Period", "Date", "Entry Type", "Reference", "Description", "Debit", "Credit", "User"]
    for line in in_order(books.lines):
        debit, credit = max(line.amount, ZERO), max(-line.amount, ZERO)
        yield [
            line.account_no, line.period, line.day, line.entry_type, reference_of(line), line.description,
            debit or None, credit or None, line.user,
        ]  # fmt: skip


def trial_balance(books: Books) -> Iterator[Line]:
    """The balances at the end of the period of the cut-off."""
    yield ["Account", "Description", "Debit", "Credit"]
    for account_no, balance in books.ledger_balances().items():
        yield [slashed(account_no), ACCOUNTS[account_no], max(balance, ZERO), max(-balance, ZERO)]


def entry_type_details(books: Books) -> Iterator[Line]:
    """What the integration sent, and what else was typed under its entry type."""
    yield from titles(f"Entry Type Details: {INTEGRATION} Inventory Integration", PRINTED_ON, "08:31")
    yield ["Entry Type", "Period", "Date", "Account", "Reference", "Description", "Amount"]
    for line in sorted(books.lines, key=lambda line: (line.period, line.day)):
        if line.entry_type == INTEGRATION:
            yield [
                line.entry_type, line.period, line.day, slashed(line.account_no), reference_of(line), line.description,
                line.amount,
            ]  # fmt: skip


def unposted_batches(books: Books) -> Iterator[Line]:
    """Batches that were captured and not updated."""
    yield from titles("Unposted Batches", PRINTED_ON, "08:33")
    yield ["Entry Type", "User", "Period", "Date", "Account", "Reference", "Description", "Amount"]
    for line in books.unposted:
        yield [
            line.entry_type, line.user, line.period, line.day, slashed(line.account_no), reference_of(line),
            line.description, line.amount,
        ]  # fmt: skip
