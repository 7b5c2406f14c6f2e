"""Reconcile inventory with the general ledger, and show every difference to the cent.

from invrecon import reconcile

r = reconcile("month-end-exports", as_of="2026-10-31")
r.reconciled        # True only when every difference is within tolerance and the input is complete
r.matrix()          # pandas DataFrame of exact decimals
r.to_json()         # the whole reconciliation, schema invrecon/1
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from invrecon.errors import InputError
    from invrecon.pipeline import reconcile
    from invrecon.reconciliation.result import Reconciliation

__version__ = "0.1.0"
__all__ = ["InputError", "Reconciliation", "reconcile"]

_HOME = {
    "InputError": "invrecon.errors",
    "Reconciliation": "invrecon.reconciliation.result",
    "reconcile": "invrecon.pipeline",
}


def __getattr__(name: str) -> Any:
    """Import the public names when they are first used, so that `invrecon --help` stays instant."""
    if name not in _HOME:
        raise AttributeError(f"module 'invrecon' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
