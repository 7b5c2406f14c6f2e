"""A stock status among the exports: on hand only, and of today, so that it is no inventory ledger (facts 1.1, 1.4)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding
from invrecon.ledger.load import Ledger


def stock_status_used(ledger: Ledger) -> Iterable[Finding]:
    """A warning that it was not used, and that rows of all sites repeat those of each site."""
    files = dict.fromkeys(file.file for file in ledger.inputs if file.role == "item_quantities")
    if not files:
        return
    overall, sites = ledger.engine.rows(
        """SELECT count(*) FILTER (lower(record_type) IN ('overall', '1')),
                  count(*) FILTER (lower(record_type) IN ('site', '2')) FROM stock_status"""
    )[0]
    twice = " Its rows of record type Overall repeat those of the sites: never add both." if overall and sites else ""
    yield Finding(
        "stock-status-used",
        "warning",
        f"{', '.join(files)} was not used: a stock status shows what is on hand today, leaves out what is returned, in "
        "use, in service or damaged, and does not tie to the G/L. The Historical Inventory Trial Balance is what was "
        f"compared.{twice}",
    )
