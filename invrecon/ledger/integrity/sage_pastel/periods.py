"""A ledger without periods counts by date (facts 2, 6.4)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def without_periods(ledger: Ledger) -> Iterable[Finding]:
    """A warning where the ledger does not show the period of its lines."""
    if ledger.has("gl_entry") and not ledger.has("gl_entry", "period"):
        yield Finding("column-not-exported", "warning", f"{ledger.profile.unhide['period']}.")
