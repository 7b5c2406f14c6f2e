"""JSON: the contract itself, schema invrecon/1."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation


def render(reconciliation: Reconciliation) -> str:
    """The whole reconciliation as JSON text."""
    return reconciliation.to_json()
