"""What kind of movement a value entry is, where its type does not say (facts/dynamics-gp.md 3.1, 3.2)."""

from __future__ import annotations

from invrecon.ledger.load import Ledger


def settle_movement_types(ledger: Ledger) -> None:
    """Without a document type the audit trail code tells the movement; a return of purchasing goes to the vendor."""
    engine, trails = ledger.engine, ledger.profile.audit_trails
    if not trails:
        return
    engine.run("CREATE TABLE trail_movement (prefix VARCHAR, kind VARCHAR, movement VARCHAR)")
    engine.insert("trail_movement", [(trail.prefix, trail.kind, trail.movement) for trail in trails])
    engine.run(
        """UPDATE value_entry SET item_ledger_entry_type = trail.movement FROM trail_movement AS trail
           WHERE item_ledger_entry_type = '' AND trail.prefix = regexp_extract(upper(audit_trail), '^[A-Z]+')"""
    )
    engine.run(
        """UPDATE value_entry SET item_ledger_entry_type = 'Return to Vendor'
           WHERE item_ledger_entry_type = 'Return' AND (upper(module) = 'POP' OR EXISTS (
               FROM trail_movement AS trail
               WHERE trail.kind = 'purchase' AND trail.prefix = regexp_extract(upper(audit_trail), '^[A-Z]+')))"""
    )
