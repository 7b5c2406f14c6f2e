"""Whether exports of Dynamics GP can be tied to the G/L at all, by what they say about themselves (facts 1.1, 4, 6)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.errors import Problem
from invrecon.findings import Finding
from invrecon.ledger.integrity.dynamics_gp.accounts import account_findings
from invrecon.ledger.integrity.dynamics_gp.audit_trails import unknown_audit_trails
from invrecon.ledger.integrity.dynamics_gp.batches import unposted_batches
from invrecon.ledger.integrity.dynamics_gp.dates import without_gl_dates
from invrecon.ledger.integrity.dynamics_gp.document_status import may_be_unposted, without_status
from invrecon.ledger.integrity.dynamics_gp.quantity_types import quantity_types_missing
from invrecon.ledger.integrity.dynamics_gp.receipt_layers import layers_that_disagree
from invrecon.ledger.integrity.dynamics_gp.stock_status import stock_status_used
from invrecon.ledger.integrity.dynamics_gp.titles import titles_that_warn
from invrecon.ledger.integrity.dynamics_gp.valuation import methods_that_cannot_tie
from invrecon.ledger.integrity.dynamics_gp.without_item import rows_without_item
from invrecon.ledger.integrity.dynamics_gp.zero_items import zero_items_left_off
from invrecon.ledger.load import Ledger
from invrecon.settings import Settings


def dynamics_gp_problems(ledger: Ledger) -> Iterable[Problem]:
    """What makes an inventory trial balance unusable, or a G/L that may count what is not posted."""
    yield from rows_without_item(ledger)
    yield from may_be_unposted(ledger)


def dynamics_gp_findings(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """The form of the inventory trial balance first, then what it holds, then what other exports say of it."""
    yield from titles_that_warn(ledger)
    yield from without_gl_dates(ledger)
    yield from without_status(ledger)
    yield from quantity_types_missing(ledger)
    yield from zero_items_left_off(ledger)
    yield from account_findings(ledger)
    yield from unknown_audit_trails(ledger, settings)
    yield from methods_that_cannot_tie(ledger)
    yield from stock_status_used(ledger)
    yield from layers_that_disagree(ledger)
    yield from unposted_batches(ledger)
