"""Audit trail codes that no table knows: what posted such an entry can only be guessed (facts/dynamics-gp.md 3.2)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed
from invrecon.settings import Settings


def unknown_audit_trails(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """A warning for each unknown prefix of the inventory trial balance, or of G/L entries on inventory accounts."""
    known = {trail.prefix for trail in ledger.profile.audit_trails} | settings.audit_trails.keys()
    rows = ledger.engine.rows(
        """SELECT prefix, count(*) FILTER (inventory), coalesce(sum(amount) FILTER (inventory), 0),
                  count(*) FILTER (NOT inventory), coalesce(sum(amount) FILTER (NOT inventory), 0)
           FROM (
               SELECT regexp_extract(upper(audit_trail), '^[A-Z]+') AS prefix, true AS inventory,
                      cost_amount_actual AS amount
               FROM value_entry
               UNION ALL
               SELECT regexp_extract(upper(audit_trail), '^[A-Z]+'), false, amount
               FROM gl_entry SEMI JOIN inventory_account USING (account_no))
           WHERE prefix <> '' AND NOT list_contains(?::VARCHAR[], prefix) GROUP BY prefix ORDER BY prefix""",
        [sorted(known)],
    )
    for prefix, entries, cost, lines, amount in rows:
        parts = [f"{counted(entries, 'row')} of the inventory trial balance with {signed(cost)}"] if entries else []
        parts += [f"{counted(lines, 'G/L entry')} on inventory accounts with {signed(amount)}"] if lines else []
        yield Finding(
            "unknown-audit-trail",
            "warning",
            f"Audit trail codes that begin with {prefix} are not known: {' and '.join(parts)}. Say in invrecon.toml "
            f'what posts them: [audit_trails] {prefix} = "item" (or sale, purchase, document, journal, opening).',
        )
