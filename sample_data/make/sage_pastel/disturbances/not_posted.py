"""Stock moved and the G/L did not: integration off, lines that are missing, wait, or wash on one account."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from random import Random

from sample_data.make.sage_pastel.books import Books
from sample_data.make.sage_pastel.disturbances.choice import (
    any_of_them,
    of_kind,
    on_one_account,
    postings,
    some,
    take_out,
    told,
)
from sample_data.make.sage_pastel.disturbances.truth import Truth
from sample_data.make.sage_pastel.no_integration import moved_in, switch_off
from sample_data.make.sage_pastel.posting import JOURNAL, TRANSFER


def integration_off_for_a_month(books: Books, rng: Random) -> list[Truth]:
    """Integration was switched off in one month, and on again (S5)."""
    return _integration_off(books, (rng.randint(4, 7),), "off for a month")


def integration_off_at_first(books: Books, rng: Random) -> list[Truth]:
    """Integration was switched on during the year, without a journal for what had moved before (S5)."""
    return _integration_off(books, range(1, rng.randint(2, 3)), "switched on in the year")


def _integration_off(books: Books, periods: Collection[int], note: str) -> list[Truth]:
    books.disturbed |= {posting.reference for posting in postings(books) if posting.period in periods}
    missing = moved_in(books, periods)
    switch_off(books, periods)
    return [Truth("integration-off", no, -amount, "", note) for no, amount in missing.items()]


def transfer_not_posted(books: Books, rng: Random) -> list[Truth]:
    """A transfer between stores in which the item has different groups left the G/L alone (S7)."""
    posting = some(books, rng, of_kind(TRANSFER))
    take_out(books, posting.lines)
    return told("store-transfer-not-posted", posting, posting.stock, "transfer without lines", -1)


def journal_deleted(books: Books, rng: Random) -> list[Truth]:
    """The integration lines of a document are gone."""
    posting = some(books, rng, lambda posting: posting.kind != TRANSFER)
    take_out(books, posting.lines)
    return told("journal-deleted", posting, posting.stock, "no lines of the integration", -1)


def batch_unposted(books: Books, rng: Random) -> list[Truth]:
    """An inventory journal moved stock; its lines wait in a batch that was not updated (S15)."""
    posting = some(books, rng, of_kind(JOURNAL))
    take_out(books, posting.lines)
    books.unposted += posting.lines
    return told("gl-batch-unposted", posting, posting.stock, "batch not updated", -1)


def contra_is_control(books: Books, rng: Random) -> list[Truth]:
    """The contra account of an inventory journal was replaced by the control account: it washes (S19)."""
    posting = some(books, rng, lambda posting: posting.kind == JOURNAL and on_one_account(posting))
    account_no = next(iter(posting.stock))
    for line in posting.lines:
        line.account_no = account_no
    return told("same-account-both-sides", posting, posting.stock, "contra is the control account", -1)


def captured_after_all(books: Books, rng: Random) -> list[Truth]:
    """A document whose lines are gone was made good by hand, under its reference: no difference."""
    posting = some(books, rng, any_of_them)
    take_out(books, posting.lines)
    books.lines += [replace(line, user="ANNELIE") for line in posting.lines]
    return []
