"""The truth about a disturbance: how much of the difference it makes, on which account."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Truth:
    """What a disturbance did to one inventory account: its part of (G/L - inventory) at the cut-off, and where."""

    cause: str
    account_no: str
    amount: Decimal
    reference: str
    note: str
