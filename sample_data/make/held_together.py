"""Differences of a disturbed company, held against what the disturbances say they did: to the cent, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Protocol


class Told(Protocol):
    """What a disturbance did to one account."""

    @property
    def account_no(self) -> str:
        """The account."""

    @property
    def amount(self) -> Decimal:
        """Its part of (G/L - inventory ledger)."""


def held_together(found: Mapping[str, Decimal], truths: Iterable[Told]) -> dict[str, Decimal]:
    """The differences that are not zero. Asserts that the truths of each account in `found` add up to exactly this."""
    told: Counter[str] = Counter()
    for truth in truths:
        told[truth.account_no] += truth.amount
    for account_no, difference in found.items():
        assert difference == told[account_no], (account_no, difference, told[account_no])
    return {account_no: difference for account_no, difference in found.items() if difference}
