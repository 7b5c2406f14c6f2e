"""What looks unusual in the G/L and makes no difference: nothing may be said to be wrong. No truths are returned."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from random import Random

from sample_data.make.books import AS_OF, ZERO, Books, GLEntry
from sample_data.make.disturbances.gl_only import EQUITY
from sample_data.make.disturbances.moved_differently import account_replaced
from sample_data.make.disturbances.truth import Truth


def closing_entries(books: Books, rng: Random, day: date | None = None) -> list[Truth]:
    """The income statement is closed at a month's end: every income account is emptied into equity (facts 6: R22)."""
    day = day or date(2026, rng.randint(2, 9), 1) - timedelta(days=1)
    income = {account.no for account in books.accounts if account.income_balance == "Income Statement"}
    balances = {no: amount for no, amount in sorted(books.balances(day).items()) if no in income and amount}
    common = {"posting_date": day, "document_no": books.next_document("CLOSE"), "source_code": "CLSINCOME"}
    common |= {"closing": True, "description": f"Closing {day:%B %Y}", "user_id": "ANNA"}
    closing = [books.post(account_no=no, amount=-amount, **common) for no, amount in balances.items()]
    closing.append(books.post(account_no=EQUITY, amount=sum(balances.values(), ZERO), **common))
    books.disturbed_gl_entries.update(entry.entry_no for entry in closing)
    return []


def date_compression(books: Books, rng: Random) -> list[Truth]:
    """The inventory entries of an account in a month are replaced by one with their total (facts 6: R21).

    The relation still names the entries that are gone.
    """
    months: dict[tuple[str, date], list[GLEntry]] = defaultdict(list)
    for line in books.gl_entries:
        if line.posting_key:
            months[line.account_no, line.posting_date.replace(day=1)].append(line)
    untouched = {
        month: lines
        for month, lines in sorted(months.items())
        if len(lines) > 1 and books.disturbed_gl_entries.isdisjoint(line.entry_no for line in lines)
    }
    account_no, first = rng.choice(list(untouched))
    lines = untouched[account_no, first]
    gone = {line.entry_no for line in lines}
    books.disturbed_value_entries.update(number for line in lines for number in line.value_entry_nos)
    books.gl_entries = [line for line in books.gl_entries if line.entry_no not in gone]
    books.deleted_gl_entries += lines
    total = books.post(
        posting_date=first,
        account_no=account_no,
        amount=sum((line.amount for line in lines), ZERO),
        document_no=books.next_document("COMPR"),
        description="Date Compressed",
        source_code="COMPRGL",
        user_id="ANNA",
    )
    books.disturbed_gl_entries.add(total.entry_no)
    return []


def account_reclassified(books: Books, rng: Random) -> list[Truth]:
    """A group's Inventory Account was replaced, and a journal has moved the old balance since (facts 6: R12)."""
    until = date(2026, rng.randint(1, 9), 28)
    moved = account_replaced(books, rng, until=until)
    day = until + timedelta(days=rng.randint(1, (AS_OF - until).days))
    common = {"posting_date": day, "document_no": books.next_document("GJ"), "source_code": "GENJNL"}
    common |= {"user_id": "ANNA", "journal_batch": "DEFAULT", "description": "Old inventory account cleared"}
    for truth in moved:
        entry = books.post(account_no=truth.account_no, amount=-truth.amount, **common)
        books.disturbed_gl_entries.add(entry.entry_no)
    return []
