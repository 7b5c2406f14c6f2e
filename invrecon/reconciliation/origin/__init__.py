"""Where each G/L entry comes from: from inventory, or from elsewhere, by what the ERP writes into its entries."""

from __future__ import annotations

import re
from typing import Any

from invrecon.ledger.load import Ledger
from invrecon.settings import Settings

_SCRIPTS = {
    "source-codes": ("source_codes.sql",),
    "audit-trails": ("audit_trails.sql", "named_documents.sql"),
    "documents": ("documents.sql", "named_documents.sql"),
}


def number_gl_entries(ledger: Ledger, settings: Settings) -> None:
    """Create `numbered_gl_entry`: every entry, whether its account is in scope, and what posted it."""
    if ledger.profile.origin == "audit-trails":
        _create_audit_trails(ledger, settings)
    ledger.engine.set_variable("cash_books", list(ledger.profile.source_codes.get("cash_books", ())))
    for script in _SCRIPTS[ledger.profile.origin]:
        ledger.engine.script(__package__, script)


def _create_audit_trails(ledger: Ledger, settings: Settings) -> None:
    """The prefixes of audit trail codes, those of the toml before those of the profile, and how ripple entries look."""
    engine, ripple = ledger.engine, ledger.profile.ripple
    kinds = {trail.prefix: trail.kind for trail in ledger.profile.audit_trails} | dict(settings.audit_trails)
    engine.run("CREATE TABLE audit_trail (prefix VARCHAR, kind VARCHAR)")
    engine.insert("audit_trail", sorted(kinds.items()))
    engine.set_variable("ripple_reference", _reference_pattern(ripple.prefixes, ripple.suffixes) if ripple else "^$")
    engine.set_variable("ripple_master", ripple.master_name if ripple else "")


def _reference_pattern(prefixes: tuple[str, ...], suffixes: tuple[str, ...]) -> str:
    """The references of automatic cost adjustments: SALES, IVARCT00012, POPAdjustedCost (facts/dynamics-gp.md 3.3)."""

    def one_of(words: tuple[str, ...], more: str = "") -> Any:
        return "|".join(re.escape(word) + more for word in words)

    # Behind RCT stands the number of the receipt.
    return f"^({one_of(prefixes)})\\s*({one_of(suffixes, '.*')})?$"
