"""What exports with inventory groups say about themselves (facts/sage-inventory-groups.md 5)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.integrity.sage_pastel.ahead import movements_ahead
from invrecon.ledger.integrity.sage_pastel.batches import unposted_batches
from invrecon.ledger.integrity.sage_pastel.entry_types import shared_entry_types
from invrecon.ledger.integrity.sage_pastel.groups import group_findings
from invrecon.ledger.integrity.sage_pastel.lists import undated_lists
from invrecon.ledger.integrity.sage_pastel.periods import without_periods
from invrecon.ledger.integrity.sage_pastel.purchasing import purchasing_findings
from invrecon.ledger.integrity.sage_pastel.rollback import rollback_findings
from invrecon.ledger.integrity.sage_pastel.stock import stock_findings
from invrecon.ledger.integrity.sage_pastel.tax import tax_in_cost
from invrecon.ledger.load import Ledger
from invrecon.settings import Settings


def sage_pastel_findings(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """The set-up first, then stock, then the documents."""
    yield from group_findings(ledger)
    yield from without_periods(ledger)
    yield from undated_lists(ledger)
    yield from rollback_findings(ledger, settings)
    yield from stock_findings(ledger)
    yield from tax_in_cost(ledger)
    yield from movements_ahead(ledger)
    yield from shared_entry_types(ledger, settings)
    yield from purchasing_findings(ledger)
    yield from unposted_batches(ledger)
