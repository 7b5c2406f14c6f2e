"""The truth about a disturbance: how much of the difference it makes, on which account."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sample_data.make.books import AS_OF, ZERO, GLEntry


@dataclass(frozen=True)
class Truth:
    """What a disturbance did to one account: its part of (G/L - inventory ledger) at AS_OF, and where to see it.

    Of a difference that no export explains the cause is blank.
    """

    cause: str
    account_no: str
    amount: Decimal
    document_no: str
    value_entry_no: int | None
    gl_entry_no: int | None
    note: str


def truths_of(cause: str, note: str, changes: Iterable[tuple[str, Decimal, GLEntry]]) -> list[Truth]:
    """One record per changed amount: account, change of its balance at AS_OF, and the G/L entry that shows it."""
    return [
        Truth(
            cause, account_no, amount, entry.document_no, next(iter(entry.value_entry_nos), None), entry.entry_no, note
        )
        for account_no, amount, entry in changes
        if amount
    ]


def truths_in_sum(cause: str, note: str, amounts: Mapping[str, Decimal]) -> list[Truth]:
    """One record per account, of a disturbance that changed many entries: account -> change of its balance."""
    return [Truth(cause, account_no, amount, "", None, None, note) for account_no, amount in amounts.items() if amount]


def until_as_of(day: date, amount: Decimal) -> Decimal:
    """The amount as far as it is in the balance at AS_OF."""
    return amount if day <= AS_OF else ZERO
