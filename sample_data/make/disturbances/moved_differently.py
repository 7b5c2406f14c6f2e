"""Both ledgers moved, but not alike: on another day, on another account, by another amount, or twice."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import AS_OF, ZERO, Books, GLEntry, ValueEntry
from sample_data.make.disturbances.choice import claim, gl_entries_of, some, undisturbed
from sample_data.make.disturbances.truth import Truth, truths_in_sum, truths_of, until_as_of

CENT = Decimal("0.01")


def posting_date_differs(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, day: date | None = None
) -> list[Truth]:
    """The G/L entries of a value entry carry another date, by default one to nine days after AS_OF (facts 6: R7)."""
    entry = some(books, rng, value_entry)
    day = day or AS_OF + timedelta(days=rng.randint(1, 9))
    changes = []
    for line in claim(books, entry):
        before, line.posting_date = line.posting_date, day
        changes.append((line.account_no, until_as_of(day, line.amount) - until_as_of(before, line.amount), line))
    return truths_of("posting-date-differs", f"G/L dated {day}, value entry {entry.posting_date}", changes)


def wrong_account(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, side: int | None = None, to: str | None = None
) -> list[Truth]:
    """One side of a value entry's last pair stands on another account (facts 6: R12).

    `side` is 0 for the debit entry, 1 for the credit entry. An inventory account that the document does not use is
    drawn: were it the other side's, the two would cancel out when posted per document, and nothing would show that the
    document was posted at all.
    """
    inventory = {setup["Inventory"] for setup in books.inventory_posting_setup.values()}
    used: dict[str, set[str]] = defaultdict(set)
    for line in books.gl_entries:
        if line.posting_key:
            used[line.document_no].add(line.account_no)
    entry = some(books, rng, value_entry, lambda entry: bool(inventory - used[entry.document_no]))
    line = claim(books, entry)[-2:][rng.randint(0, 1) if side is None else side]
    right = line.account_no
    line.account_no = to or rng.choice(sorted(inventory - used[entry.document_no]))
    changes = ((right, -line.amount, line), (line.account_no, line.amount, line))
    return truths_of("wrong-account", f"posted on {line.account_no} instead of {right}", changes)


def amount_differs(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, change: Decimal | None = None
) -> list[Truth]:
    """Both sides of the last pair have another amount than cost and stamp: `change` more on the debit entry.

    At least 0.10 either way; what is less may be rounding (facts 6: R34).
    """
    change = change or Decimal(rng.choice((-1, 1)) * rng.randint(10, 99999)) / 100
    entry = some(books, rng, value_entry)
    if gl_entries_of(books, entry)[-2].amount + change == 0:
        change += CENT
    return _change_last_pair(books, entry, change, "amount-differs")


def rounding(books: Books, rng: Random, value_entry: ValueEntry | None = None) -> list[Truth]:
    """Both sides of the last pair are one cent higher or lower than cost and stamp, as a conversion may leave them."""
    entry = some(books, rng, value_entry, lambda e: abs(e.cost_amount_actual or e.cost_amount_expected) >= 1)
    return _change_last_pair(books, entry, rng.choice((-CENT, CENT)), "rounding")


def _change_last_pair(books: Books, entry: ValueEntry, change: Decimal, cause: str) -> list[Truth]:
    debit, credit = claim(books, entry)[-2:]
    debit.amount += change
    credit.amount -= change
    changes = ((debit.account_no, change, debit), (credit.account_no, -change, credit))
    return truths_of(cause, f"G/L {debit.amount} instead of {debit.amount - change}", changes)


def duplicate_posting(books: Books, rng: Random, document_no: str | None = None) -> list[Truth]:
    """All inventory G/L entries of a document are there twice; the second ones have no relation (facts 6: R34)."""
    if document_no is None:
        entry = some(books, rng, None, lambda entry: not entry.order_no)
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
            claim(books, entry)
    changes, register = [], books.next_number("register")
    for original in originals:
        number = books.next_number("G/L entry")
        copy = replace(original, entry_no=number, register_no=register, value_entry_nos=())
        books.gl_entries.append(copy)
        books.disturbed_gl_entries.add(copy.entry_no)
        changes.append((copy.account_no, until_as_of(copy.posting_date, copy.amount), copy))
    return truths_of("duplicate-posting", "second posting of the document", changes)


def account_replaced(
    books: Books,
    rng: Random,
    inventory_posting_group: str | None = None,
    *,
    until: date | None = None,
    old_account_no: str = "2119",
) -> list[Truth]:
    """Until a day an Inventory Account was another one; what was posted there was never moved (facts 6: R12).

    Of a group that is given all locations were set up to the old account; else those of one present account are drawn.
    """
    setups = books.inventory_posting_setup.items()
    if inventory_posting_group is None:
        uses = sorted({(group, accounts["Inventory"]) for (_, group), accounts in setups})
        group, account_no = rng.choice(uses)
        keys = {key for key, accounts in setups if key[1] == group and accounts["Inventory"] == account_no}
    else:
        group, keys = inventory_posting_group, {key for key, _ in setups if key[1] == inventory_posting_group}
    until = until or date(2026, rng.randint(1, 9), 28)
    moved: dict[str, Decimal] = {}
    for entry in undisturbed(books, lambda e: (e.location_code, e.inventory_posting_group) in keys):
        if entry.posting_date > until:
            continue
        new_account_no = books.inventory_posting_setup[entry.location_code, group]["Inventory"]
        for line in _lines_on(books, entry, new_account_no):
            line.account_no = old_account_no
            moved[new_account_no] = moved.get(new_account_no, ZERO) + line.amount
    note = f"{group} was set up to {old_account_no} until {until}"
    changes = {no: -amount for no, amount in moved.items()} | {old_account_no: sum(moved.values(), ZERO)}
    return truths_in_sum("account-replaced", note, changes)


def account_split(books: Books, rng: Random) -> list[Truth]:
    """Until a day one account served all locations, of which some have their own today (facts 6: R12)."""
    return account_replaced(books, rng, "RESALE")


def _lines_on(books: Books, entry: ValueEntry, account_no: str) -> list[GLEntry]:
    """The G/L entries of a value entry on one account, marked as used together with the value entry."""
    if not any(line.account_no == account_no for line in gl_entries_of(books, entry)):
        return []
    return [line for line in claim(books, entry) if line.account_no == account_no]


def deleted_account(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, side: int | None = None
) -> list[Truth]:
    """The account of one side was deleted: its G/L entry has a blank G/L Account No. (facts 6: R23)."""
    entry = some(books, rng, value_entry)
    line = claim(books, entry)[-2:][rng.randint(0, 1) if side is None else side]
    before, line.account_no = line.account_no, ""
    changes = ((before, -line.amount, line), ("", line.amount, line))
    return truths_of("deleted-account", f"account deleted, today {before}", changes)
