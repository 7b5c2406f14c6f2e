"""An inventory trial balance without GL posting dates: it ties by these, not by document dates (facts 1.1, 1.2)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def without_gl_dates(ledger: Ledger) -> Iterable[Finding]:
    """A warning where the export shows document dates alone, which serve in their place."""
    if ledger.has("value_entry") and not ledger.has("value_entry", "posting_date"):
        yield Finding(
            "no-gl-date",
            "warning",
            f"{ledger.profile.unhide['posting_date']}. Document dates serve in its place: documents that were posted "
            "to another date than their own count in the wrong period.",
        )
