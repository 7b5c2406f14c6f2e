"""The inventory ledger moved and the G/L lacks it: cost not posted for one reason or another, or posted and deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from sample_data.make.books import AS_OF, INVENTORY_SETUP_ACCOUNTS, ZERO, Books, GLEntry, ValueEntry, money
from sample_data.make.disturbances.choice import claim, gl_entries_by_value_entry, some, unposted
from sample_data.make.disturbances.truth import Truth, truths_in_sum, truths_of


def _remove(books: Books, lines: Collection[GLEntry]) -> None:
    """Take entries out of the G/L."""
    gone = {line.entry_no for line in lines}
    books.gl_entries = [line for line in books.gl_entries if line.entry_no not in gone]


def _not_posted(books: Books, entry: ValueEntry, cause: str, note: str) -> list[Truth]:
    """Undo the posting of a value entry: stamps are 0, there are no G/L entries and no relation."""
    lines = claim(books, entry)
    _remove(books, lines)
    entry.cost_posted_to_gl = entry.expected_cost_posted_to_gl = ZERO
    missing = truths_of(cause, note, ((line.account_no, -line.amount, line) for line in lines))
    return [replace(truth, gl_entry_no=None) for truth in missing]


def cost_not_posted(books: Books, rng: Random, value_entry: ValueEntry | None = None) -> list[Truth]:
    """A value entry has not been posted to the G/L, and nothing keeps the batch from doing it (facts 6: R1)."""
    return _not_posted(books, some(books, rng, value_entry), "cost-not-posted", "not posted")


def cost_partly_posted(
    books: Books, rng: Random, value_entry: ValueEntry | None = None, posted: Decimal | None = None
) -> list[Truth]:
    """The cost of an entry was raised after posting: stamp and G/L hold only `posted` of the cost (same sign).

    The entry needs actual cost; its expected cost, if any, stays posted.
    """
    entry = some(books, rng, value_entry, lambda entry: abs(entry.cost_amount_actual) > 1)
    lines = claim(books, entry)[-2:]
    cost = entry.cost_amount_actual
    posted = money(cost * rng.randint(30, 90) / 100) if posted is None else posted
    changes = []
    for line in lines:
        before, line.amount = line.amount, posted if line.amount == cost else -posted
        changes.append((line.account_no, line.amount - before, line))
    entry.cost_posted_to_gl = posted
    return truths_of("cost-not-posted", f"partly posted: {posted} of {cost}", changes)


def period_closed(books: Books, rng: Random, value_entry: ValueEntry | None = None) -> list[Truth]:
    """A value entry was not posted, and its accounting period has been closed since (facts 6: R6).

    Whatever else were unposted in that month would be so for the same reason: a month without is drawn.
    """
    waiting = {entry.posting_date.replace(day=1) for entry in unposted(books)} | {AS_OF.replace(day=1)}
    entry = some(books, rng, value_entry, lambda entry: entry.posting_date.replace(day=1) not in waiting)
    truths = _not_posted(books, entry, "period-closed", f"not posted, {entry.posting_date:%B} is closed")
    books.closed_periods.add(entry.posting_date.replace(day=1))
    return truths


def setup_missing(books: Books, rng: Random, value_entry: ValueEntry | None = None) -> list[Truth]:
    """A value entry was not posted, and its line of the general posting setup is blocked (facts 1, gates; 6: R16).

    Other entries of the line were posted before it was blocked. Cost that moves between accounts of the inventory
    posting setup only, such as consumption, does not meet the line and is not drawn.
    """
    stuck = {(entry.gen_bus_posting_group, entry.gen_prod_posting_group) for entry in unposted(books)}
    meets_line = {
        number
        for number, lines in gl_entries_by_value_entry(books).items()
        if any(line.posting_key and line.posting_key.account_type not in INVENTORY_SETUP_ACCOUNTS for line in lines)
    }
    entry = some(
        books,
        rng,
        value_entry,
        lambda e: e.entry_no in meets_line and (e.gen_bus_posting_group, e.gen_prod_posting_group) not in stuck,
    )
    key = entry.gen_bus_posting_group, entry.gen_prod_posting_group
    truths = _not_posted(books, entry, "setup-missing", f"not posted, setup line {' / '.join(key)} is blocked")
    books.blocked_general_posting_setup.add(key)
    return truths


def account_blocked(books: Books, rng: Random, value_entry: ValueEntry | None = None) -> list[Truth]:
    """A value entry was not posted, and one of the G/L accounts that it needs is blocked (facts 1, gates; 6: R16).

    The batch leaves out the whole entry, also its pair on other accounts. Earlier entries on the account are posted.
    """
    waiting = {entry.entry_no for entry in unposted(books)}
    needed = {due.account_no for due in books.due if due.value_entry_no in waiting}
    accounts: dict[int, set[str]] = {}
    for due in books.due:
        accounts.setdefault(due.value_entry_no, set()).add(due.account_no)
    entry = some(books, rng, value_entry, lambda e: bool(accounts[e.entry_no] - needed))
    account_no = rng.choice(sorted(accounts[entry.entry_no] - needed))
    books.accounts = [replace(line, blocked=True) if line.no == account_no else line for line in books.accounts]
    return _not_posted(books, entry, "setup-missing", f"not posted, account {account_no} is blocked")


def _leave_expected_cost_unposted(books: Books, first: date | None, last: date | None, note: str) -> list[Truth]:
    """Undo the posting of expected cost from `first` to `last`, both inclusive; actual cost stays posted.

    Every entry with expected cost counts as used, posted or not: one that another disturbance left unposted would
    blur since when the setting was off. So this one has to be the first.
    """
    lines = gl_entries_by_value_entry(books)
    missing: Counter[str] = Counter()
    gone = []
    for entry in books.value_entries:
        if not entry.cost_amount_expected:
            continue
        if entry.entry_no in books.disturbed_value_entries:
            raise ValueError(f"value entry {entry.entry_no} is already disturbed")
        books.disturbed_value_entries.add(entry.entry_no)
        books.disturbed_gl_entries.update(line.entry_no for line in lines[entry.entry_no])
        if (first and entry.posting_date < first) or (last and entry.posting_date > last):
            continue
        entry.expected_cost_posted_to_gl = ZERO
        for line in lines[entry.entry_no]:
            if line.posting_key and line.posting_key.is_expected:
                gone.append(line)
                missing[line.account_no] -= line.amount
    _remove(books, gone)
    return truths_in_sum("expected-cost-posting-off", note, missing)


def expected_cost_posting_off(books: Books, rng: Random) -> list[Truth]:  # noqa: ARG001  (nothing to draw)
    """Expected Cost Posting to G/L was never on: no stamp and no G/L entry of expected cost (facts 6: R2)."""
    return _leave_expected_cost_unposted(books, None, None, "expected cost was never posted")


def _some_day(rng: Random) -> date:
    """A day in the middle half of the year: April to September."""
    return date(2026, 4, 1) + timedelta(days=rng.randrange(183))


def expected_cost_switched_on(books: Books, rng: Random, day: date | None = None) -> list[Truth]:
    """Expected Cost Posting to G/L was switched on: what is dated before the day was never posted (facts 6: R3)."""
    day = day or _some_day(rng)
    return _leave_expected_cost_unposted(books, None, day - timedelta(days=1), f"expected cost is posted from {day}")


def expected_cost_switched_off(books: Books, rng: Random, day: date | None = None) -> list[Truth]:
    """Expected Cost Posting to G/L was switched off: what is dated from the day on is not posted (facts 6: R3)."""
    day = day or _some_day(rng)
    return _leave_expected_cost_unposted(books, day, None, f"expected cost is not posted from {day}")


def journal_deleted(books: Books, rng: Random, value_entry: ValueEntry | None = None) -> list[Truth]:
    """The G/L entries of a value entry were deleted; its stamps, and the relation, still name them (facts 6: R34)."""
    lines = claim(books, some(books, rng, value_entry))
    _remove(books, lines)
    books.deleted_gl_entries += lines
    return truths_of(
        "journal-deleted", "G/L entries deleted", ((line.account_no, -line.amount, line) for line in lines)
    )
