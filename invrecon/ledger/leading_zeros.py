"""Codes that lost their leading zeros."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def unclear_zeros(ledger: Ledger) -> Iterable[Finding]:
    """Nothing yet."""
    return ()
