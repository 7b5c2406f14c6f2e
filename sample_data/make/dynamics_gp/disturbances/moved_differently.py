"""Both ledgers moved, and not alike: another account, amount, date, or twice; a summary unlike its detail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from sample_data.make.books import AS_OF
from sample_data.make.dynamics_gp.books import Books
from sample_data.make.dynamics_gp.chart import DAMAGED, FINISHED, INVENTORY, RAW, TOOLS
from sample_data.make.dynamics_gp.disturbances.choice import (
    Condition,
    Posting,
    in_detail,
    in_summary,
    per_account,
    some,
    told,
)
from sample_data.make.dynamics_gp.disturbances.truth import Truth


def _of_one_account(posting: Posting) -> bool:
    """Whether it is on one inventory account, by one line. Of an override another amount would be its variance."""
    lines = [line for line in posting.lines if line.account_no in INVENTORY]
    return in_detail(posting) and len(lines) == 1 and not any(row.override for row in posting.rows)


def wrong_inventory_account(books: Books, rng: Random) -> list[Truth]:
    """The account was changed in the G/L batch, to another inventory account (G10)."""
    others = [no for no in INVENTORY if no not in books.unlisted]
    posting = some(books, rng, _of_one_account)
    right = next(iter(posting.stock))
    return _moved(posting, right, rng.choice([no for no in others if no != right]))


def wrong_account_outside(books: Books, rng: Random) -> list[Truth]:
    """The account was changed in the G/L batch, to one that is no inventory account (G11): both accounts are off."""
    posting = some(books, rng, _of_one_account)
    return _moved(posting, next(iter(posting.stock)), TOOLS)


def _moved(posting: Posting, right: str, wrong: str) -> list[Truth]:
    amounts = [line.amount for line in posting.lines if line.account_no == right]
    for line in posting.lines:
        line.account_no = wrong if line.account_no == right else line.account_no
    changes = per_account((no, amount * sign) for amount in amounts for no, sign in ((wrong, 1), (right, -1)))
    return told("wrong-account", posting, changes, f"{wrong} instead of {right}")


def duplicate_in_detail(books: Books, rng: Random) -> list[Truth]:
    """The journal entry of a document is posted twice (G41)."""
    return _twice(books, rng, in_detail)


def duplicate_in_summary(books: Books, rng: Random) -> list[Truth]:
    """The journal entry of a whole batch is posted twice (G41)."""
    return _twice(books, rng, in_summary)


def _twice(books: Books, rng: Random, where: Condition) -> list[Truth]:
    posting = some(books, rng, where)
    number, posting_journal = books.next_number("journal"), books.next_audit_trail("GLTRX")
    books.lines += [replace(line, journal_no=number, posting_journal=posting_journal) for line in posting.lines]
    return told("duplicate-posting", posting, posting.stock, f"again as {number}")


def rounding(books: Books, rng: Random) -> list[Truth]:
    """The G/L has a cent more or less (G23)."""
    posting = some(books, rng, _of_one_account)
    return _edited(posting, Decimal(rng.choice((-1, 1))) / 100, "rounding")


def amount_differs(books: Books, rng: Random) -> list[Truth]:
    """The amount was changed in the G/L batch before it was posted (G10)."""
    posting = some(books, rng, lambda posting: (_of_one_account(posting) or in_summary(posting)) and _is_large(posting))
    return _edited(posting, Decimal(rng.choice((-1, 1)) * rng.randint(150, 900)) / 100, "amount-differs")


def _is_large(posting: Posting) -> bool:
    return all(abs(amount) > 20 for amount in posting.stock.values())


def _edited(posting: Posting, change: Decimal, cause: str) -> list[Truth]:
    """Change a line on an inventory account, and one of the other side."""
    line = next(line for line in posting.lines if line.account_no in posting.stock)
    other = max((other for other in posting.lines if other.account_no not in INVENTORY), key=lambda e: abs(e.amount))
    line.amount += change
    other.amount -= change
    return told(cause, posting, {line.account_no: change}, "changed in the G/L")


def _in_october(posting: Posting) -> bool:
    days = {line.posting_date for line in posting.lines}
    return in_detail(posting) and all((day.year, day.month) == (AS_OF.year, AS_OF.month) for day in days)


def posted_after_cut_off(books: Books, rng: Random) -> list[Truth]:
    """Inventory has it in October, the G/L in November (G19)."""
    posting, day = some(books, rng, _in_october), date(2026, 11, rng.randint(2, 6))
    for line in posting.lines:
        line.posting_date = day
    return told("posting-date-differs", posting, posting.stock, f"in the G/L on {day}", -1)


def posted_before_cut_off(books: Books, rng: Random) -> list[Truth]:
    """The G/L has it in October, inventory in November (G19)."""
    posting, day = some(books, rng, _in_october), date(2026, 11, rng.randint(2, 6))
    for row in posting.rows:
        row.posting_date = day
    return told("posting-date-differs", posting, posting.stock, f"in inventory on {day}")


def summary_differs(books: Books, rng: Random) -> list[Truth]:
    """The account summary, from which the trial balance is printed, disagrees with the detail (G45)."""
    account_no = rng.choice((FINISHED, RAW))
    amount = Decimal(rng.choice((-1, 1)) * rng.randint(1000, 90000)) / 100
    books.summary_errors[account_no] = amount
    return [Truth("summary-differs", account_no, amount, "", 0, "trial balance unlike its detail")]


def account_not_listed(books: Books, rng: Random) -> list[Truth]:
    """An inventory account was forgotten in the selection of the G/L export (G46)."""
    forgotten = DAMAGED
    books.unlisted.add(forgotten)
    value = books.stock_balances()[forgotten]
    note = f"not among the accounts of the export, {rng.choice(('restricted', 'forgotten'))}"
    return [Truth("account-not-listed", forgotten, -value, "", 0, note)]
