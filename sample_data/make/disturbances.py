"""Ways in which the G/L comes to differ from the inventory ledger, each done to the books and told exactly.

Every function changes the books in place and returns the truth: how much of (G/L - inventory ledger) at AS_OF it put
on which account, debit positive. What is not chosen by the caller is drawn from `rng`. No two disturbances touch the
same value entry or G/L entry: what one has used is marked in the books and is never drawn again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import AS_OF, ZERO, Books, GLEntry, ValueEntry, money
from sample_data.make.events.ledger import journal


@dataclass(frozen=True)
class Truth:
    """What a disturbance did to one account: its part of (G/L - inventory ledger) at AS_OF, and where to see it."""

    cause: str
    account_no: str
    amount: Decimal
    document_no: str
    value_entry_no: int | None
    gl_entry_no: int | None
    note: str


def _truths(cause: str, note: str, changes: Iterable[tuple[str, Decimal, GLEntry]]) -> list[Truth]:
    """One record per changed amount: account, change of its balance at AS_OF, and the G/L entry that shows it."""
    return [
        Truth(cause, account_no, amount, entry.document_no, entry.value_entry_no, entry.entry_no, note)
        for account_no, amount, entry in changes
        if amount
    ]


def gl_entries_of(books: Books, entry: ValueEntry) -> list[GLEntry]:
    """The G/L entries of a value entry, in pairs: an expected pair, an actual pair, or both."""
    return [line for line in books.gl_entries if line.value_entry_no == entry.entry_no]


def undisturbed(books: Books, where: Callable[[ValueEntry], bool] | None = None) -> list[ValueEntry]:
    """Value entries with cost, posted to the G/L and used by no disturbance, for which `where` holds."""
    return [
        entry
        for entry in books.value_entries
        if entry.entry_no not in books.disturbed_value_entries
        and entry.inventoriable
        and (entry.cost_amount_expected or entry.cost_amount_actual)
        and (where is None or where(entry))
    ]


def _claim(books: Books, entry: ValueEntry) -> list[GLEntry]:
    """Mark a value entry and its G/L entries as used; returns the G/L entries."""
    if entry.entry_no in books.disturbed_value_entries:
        raise ValueError(f"value entry {entry.entry_no} is already disturbed")
    lines = gl_entries_of(books, entry)
    books.disturbed_value_entries.add(entry.entry_no)
    books.disturbed_gl_entries.update(line.entry_no for line in lines)
    return lines


def _until(day: date, amount: Decimal) -> Decimal:
    """The amount as far as it is in the balance at AS_OF."""
    return amount if day <= AS_OF else ZERO


def _some(books: Books, rng: Random, entry: ValueEntry | None, where=None) -> ValueEntry:
    return entry or rng.choice(undisturbed(books, where))


def cost_not_posted(books: Books, rng: Random, value_entry: ValueEntry | None = None) -> list[Truth]:
    """A value entry has not been posted to the G/L: stamps are 0, there are no G/L entries and no relation."""
    entry = _some(books, rng, value_entry)
    lines = _claim(books, entry)
    gone = {line.entry_no for line in lines}
    books.gl_entries = [line for line in books.gl_entries if line.entry_no not in gone]
    entry.cost_posted_to_gl = entry.expected_cost_posted_to_gl = ZERO
    missing = _truths("cost-not-posted", "not posted", ((line.account_no, -line.amount, line) for line in lines))
    return [replace(truth, gl_entry_no=None) for truth in missing]


def cost_partly_posted(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, posted: Decimal | None = None
) -> list[Truth]:
    """The cost of an entry was raised after posting: stamp and G/L hold only `posted` of the cost (same sign).

    The entry needs actual cost; its expected cost, if any, stays posted.
    """
    entry = _some(books, rng, value_entry, lambda entry: abs(entry.cost_amount_actual) > 1)
    lines = _claim(books, entry)[-2:]
    cost = entry.cost_amount_actual
    posted = money(cost * rng.randint(30, 90) / 100) if posted is None else posted
    changes = []
    for line in lines:
        before, line.amount = line.amount, posted if line.amount == cost else -posted
        changes.append((line.account_no, line.amount - before, line))
    entry.cost_posted_to_gl = posted
    return _truths("cost-not-posted", f"partly posted: {posted} of {cost}", changes)


def direct_posting(
    books: Books,
    rng: Random,
    account_no: str | None = None,
    amount: Decimal | None = None,
    day: date | None = None,
    *,
    balancing_account_no: str = "8450",
    user: str = "ANNA",
    description: str = "Manual inventory correction",
) -> list[Truth]:
    """Someone posts a journal by hand on an account that belongs to the inventory ledger (amount: debit positive)."""
    account_no = account_no or rng.choice(sorted(books.setup_accounts()))
    amount = amount or Decimal(rng.choice((-1, 1)) * rng.randint(100, 250000)) / 100
    day = day or date(2026, rng.randint(1, 10), rng.randint(1, 28))
    entries = journal(
        books,
        day,
        books.next_document("GJ"),
        description,
        amount,
        debit=account_no,
        credit=balancing_account_no,
        user=user,
    )
    books.disturbed_gl_entries.update(entry.entry_no for entry in entries)
    inside = books.setup_accounts()
    changes = ((e.account_no, _until(day, e.amount), e) for e in entries if e.account_no in inside)
    return _truths("direct-posting", f"journal by {user}", changes)


def posting_date_differs(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, day: date | None = None
) -> list[Truth]:
    """The G/L entries of a value entry carry another date, by default one to nine days after AS_OF."""
    entry = _some(books, rng, value_entry)
    day = day or AS_OF + timedelta(days=rng.randint(1, 9))
    changes = []
    for line in _claim(books, entry):
        before, line.posting_date = line.posting_date, day
        changes.append((line.account_no, _until(day, line.amount) - _until(before, line.amount), line))
    return _truths("posting-date-differs", f"G/L dated {day}, value entry {entry.posting_date}", changes)


def wrong_account(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, side: int | None = None, to: str | None = None
) -> list[Truth]:
    """One side of a value entry's last pair stands on another account (`side` 0 debit entry, 1 credit entry)."""
    entry = _some(books, rng, value_entry)
    line = _claim(books, entry)[-2:][rng.randint(0, 1) if side is None else side]
    right = line.account_no
    inventory = sorted({setup["Inventory"] for setup in books.inventory_posting_setup.values()} - {right})
    line.account_no = to or rng.choice(inventory)
    changes = ((right, -line.amount, line), (line.account_no, line.amount, line))
    return _truths("wrong-account", f"posted on {line.account_no} instead of {right}", changes)


def amount_differs(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, change: Decimal | None = None
) -> list[Truth]:
    """Both sides of the last pair have another amount than cost and stamp: `change` more on the debit entry."""
    entry = _some(books, rng, value_entry)
    debit, credit = _claim(books, entry)[-2:]
    change = change or Decimal(rng.choice((-1, 1)) * rng.randint(1, 99999)) / 100
    if debit.amount + change == 0:
        change += Decimal("0.01")
    debit.amount += change
    credit.amount -= change
    changes = ((debit.account_no, change, debit), (credit.account_no, -change, credit))
    return _truths("amount-differs", f"G/L {debit.amount} instead of {debit.amount - change}", changes)


def duplicate_posting(books: Books, rng: Random, document_no: str | None = None) -> list[Truth]:
    """All inventory G/L entries of a document are there twice; the second ones have no relation to a value entry."""
    if document_no is None:
        entry = _some(books, rng, None, lambda entry: not entry.order_no)
        document_no = entry.document_no
    originals = [
        line
        for line in books.gl_entries
        if line.document_no == document_no
        and line.source_code == "INVTPCOST"
        and line.entry_no not in books.disturbed_gl_entries
    ]
    for entry in books.value_entries:
        if entry.document_no == document_no and entry.entry_no not in books.disturbed_value_entries:
            _claim(books, entry)
    changes, register = [], books.next_number("register")
    for original in originals:
        number = books.next_number("G/L entry")
        copy = replace(original, entry_no=number, register_no=register, value_entry_no=None)
        books.gl_entries.append(copy)
        books.disturbed_gl_entries.add(copy.entry_no)
        changes.append((copy.account_no, _until(copy.posting_date, copy.amount), copy))
    return _truths("duplicate-posting", "second posting of the document", changes)


def account_replaced(
    books: Books,
    rng: Random,
    inventory_posting_group: str | None = None,
    *,
    location_codes: tuple[str, ...] | None = None,
    until: date | None = None,
    old_account_no: str = "2119",
) -> list[Truth]:
    """Until a day the group's Inventory Account was another one; what was posted there was never moved."""
    groups = sorted({group for _, group in books.inventory_posting_setup})
    group = inventory_posting_group or rng.choice(groups)
    codes = sorted({code for code, _ in books.inventory_posting_setup}) if location_codes is None else location_codes
    until = until or date(2026, rng.randint(1, 9), 28)
    moved: dict[str, Decimal] = {}
    entries = undisturbed(books, lambda e: e.inventory_posting_group == group and e.location_code in codes)
    for entry in entries:
        new_account_no = books.inventory_posting_setup[entry.location_code, group]["Inventory"]
        if entry.posting_date > until:
            continue
        for line in _lines_on(books, entry, new_account_no):
            line.account_no = old_account_no
            moved[new_account_no] = moved.get(new_account_no, ZERO) + line.amount
    note = f"{group} was set up to {old_account_no} until {until}"
    truths = [Truth("account-replaced", no, -amount, "", None, None, note) for no, amount in moved.items()]
    total = sum(moved.values(), ZERO)
    truths.append(Truth("account-replaced", old_account_no, total, "", None, None, note))
    return [truth for truth in truths if truth.amount]


def _lines_on(books: Books, entry: ValueEntry, account_no: str) -> list[GLEntry]:
    """The G/L entries of a value entry on one account, marked as used together with the value entry."""
    if not any(line.account_no == account_no for line in gl_entries_of(books, entry)):
        return []
    return [line for line in _claim(books, entry) if line.account_no == account_no]


def deleted_account(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, side: int | None = None
) -> list[Truth]:
    """The account of one side was deleted: its G/L entry has a blank G/L Account No."""
    entry = _some(books, rng, value_entry)
    line = _claim(books, entry)[-2:][rng.randint(0, 1) if side is None else side]
    before, line.account_no = line.account_no, ""
    changes = ((before, -line.amount, line), ("", line.amount, line))
    return _truths("deleted-account", f"account deleted, today {before}", changes)


DISTURBANCES = (
    cost_not_posted,
    cost_partly_posted,
    direct_posting,
    posting_date_differs,
    wrong_account,
    amount_differs,
    duplicate_posting,
    account_replaced,
    deleted_account,
)
