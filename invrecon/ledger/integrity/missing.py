"""Value entries whose numbers the export lacks."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def missing_value_entries(ledger: Ledger) -> Iterable[Finding]:
    """Nothing yet."""
    return ()
