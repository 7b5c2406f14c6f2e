"""Which entries a disturbance may use: no two touch the same value entry or G/L entry, nor take each other's reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from random import Random

from sample_data.make.books import Books, GLEntry, ValueEntry

Condition = Callable[[ValueEntry], bool]


def gl_entries_of(books: Books, entry: ValueEntry) -> list[GLEntry]:
    """The G/L entries of a value entry, in pairs: an expected pair, an actual pair, or both."""
    return [line for line in books.gl_entries if entry.entry_no in line.value_entry_nos]


def gl_entries_by_value_entry(books: Books) -> dict[int, list[GLEntry]]:
    """Value entry no. -> its G/L entries, for looking at all value entries in turn."""
    lines: dict[int, list[GLEntry]] = defaultdict(list)
    for line in books.gl_entries:
        for number in line.value_entry_nos:
            lines[number].append(line)
    return lines


def undisturbed(books: Books, where: Condition | None = None) -> list[ValueEntry]:
    """Value entries with cost, posted to the G/L and used by no disturbance, for which `where` holds.

    What the setup blocks, or lies in a closed period, is used: unposted, it would be so for a second reason.
    """
    blocked = {account.no for account in books.accounts if account.blocked}
    stuck = {due.value_entry_no for due in books.due if due.account_no in blocked} if blocked else set()
    return [
        entry
        for entry in books.value_entries
        if entry.entry_no not in books.disturbed_value_entries
        and entry.inventoriable
        and (entry.cost_amount_expected or entry.cost_amount_actual)
        and entry.entry_no not in stuck
        and (entry.gen_bus_posting_group, entry.gen_prod_posting_group) not in books.blocked_general_posting_setup
        and entry.posting_date.replace(day=1) not in books.closed_periods
        and (where is None or where(entry))
    ]


def unposted(books: Books) -> list[ValueEntry]:
    """Value entries with an amount that is not, or not in full, posted to the G/L by their stamps."""
    return [
        entry
        for entry in books.value_entries
        if entry.inventoriable
        and (entry.cost_amount_actual, entry.cost_amount_expected)
        != (entry.cost_posted_to_gl, entry.expected_cost_posted_to_gl)
    ]


def claim(books: Books, entry: ValueEntry) -> list[GLEntry]:
    """Mark a value entry and its G/L entries as used; returns the G/L entries."""
    if entry.entry_no in books.disturbed_value_entries:
        raise ValueError(f"value entry {entry.entry_no} is already disturbed")
    lines = gl_entries_of(books, entry)
    books.disturbed_value_entries.add(entry.entry_no)
    books.disturbed_gl_entries.update(line.entry_no for line in lines)
    return lines


def some(books: Books, rng: Random, entry: ValueEntry | None, where: Condition | None = None) -> ValueEntry:
    """The entry given, or one drawn from the undisturbed ones."""
    return entry or rng.choice(undisturbed(books, where))
