"""What a cause is: its manual page and the query that finds it, in one record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Cause:
    """A reason why G/L and inventory ledger differ, or stand apart without differing.

    `claims` is a query over the tables of the run that gives account_type (NULL: whatever type uses the account),
    account_no (NULL: whatever account the type uses) and amount, the part of (G/L - inventory ledger) that an entry
    stands for. Of a cause that makes no difference (`differs` is False) the amount is that of the entries set aside.
    """

    id: str
    title: str
    meaning: str
    correction: str
    claims: str
    differs: bool = True
