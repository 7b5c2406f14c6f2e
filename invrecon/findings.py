"""Findings: what the input, the setup or the books have to say besides amounts.

A finding of severity error means that the input is known to be incomplete or partly unmapped. Such a run is never
called reconciled, whatever the differences are.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Severity = Literal["error", "warning", "info"]


def counted(number: int, noun: str) -> str:
    """A number of things in words: 1 value entry, 1,142 value entries, 3 accounts."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


@dataclass(frozen=True)
class Evidence:
    """One entry that proves a finding or a reconciling item: the document, its amount, and the row it stands in.

    Of a reconciling item the amount is the entry's part of (G/L - inventory ledger). `ledger` says which of the two
    holds the entry; `note` what is particular about it.
    """

    document_no: str | None = None
    posting_date: dt.date | None = None
    amount: Decimal | None = None
    file: str | None = None
    row: int | None = None
    ledger: Literal["inventory", "gl"] | None = None
    entry_no: str | None = None
    user_id: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Finding:
    """A condition that the reader must know: id, severity, the accountant's words, and the entries behind it."""

    id: str
    severity: Severity
    message: str
    evidence: tuple[Evidence, ...] = ()
