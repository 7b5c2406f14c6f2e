"""What kind of movement a value entry is, where its type does not say (facts/dynamics-gp.md 3.1, 3.2)."""

from __future__ import annotations

from invrecon.ledger.load import Ledger
from invrecon.ledger.remark import FileRemark


def settle_movement_types(ledger: Ledger) -> list[FileRemark]:
    """Without a document type the audit trail code tells the movement; a return of purchasing goes to the vendor.

    Of an ERP whose types may be any, those that no rule knows are none; a remark for each file that has such.
    """
    if ledger.profile.movements_of_any_type:
        return _without_unknown_types(ledger)
    engine, trails = ledger.engine, ledger.profile.audit_trails
    if not trails:
        return []
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
    return []


def _without_unknown_types(ledger: Ledger) -> list[FileRemark]:
    """Blank the types that no rule knows; opening stock stands for the history before it."""
    ledger.engine.run("UPDATE value_entry SET brought_forward = true WHERE item_ledger_entry_type = 'Opening Stock'")
    known = list(ledger.profile.options["item_ledger_entry_type"])
    rows = ledger.engine.rows(
        """SELECT source_file, string_agg(DISTINCT item_ledger_entry_type, ', ' ORDER BY item_ledger_entry_type)
           FROM value_entry
           WHERE item_ledger_entry_type <> '' AND NOT list_contains(?::VARCHAR[], item_ledger_entry_type)
           GROUP BY source_file ORDER BY source_file""",
        [known],
    )
    ledger.engine.run(
        """UPDATE value_entry SET item_ledger_entry_type = ''
           WHERE NOT list_contains(?::VARCHAR[], item_ledger_entry_type)""",
        [known],
    )
    return [
        FileRemark("value_entry", file, f"types that say nothing of the other side, which is not compared: {types}")
        for file, types in rows
    ]
