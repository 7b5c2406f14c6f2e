"""Journals typed into the G/L on an inventory account (facts/dynamics-gp.md 4.1: G1; the vendor's article)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="direct-posting",
    title="direct posting",
    meaning="""
    A journal entry was typed into the general ledger on an inventory account. The G/L has moved, inventory has not.
    Automatic cost adjustments look much the same, but their reference names what was consumed and what changed its
    cost; they are never taken for typed entries.
    """,
    correction="""
    If stock is really different, enter an inventory adjustment for the same amount in a batch with Post to GL off. If
    not, reverse the journal entry. Do not allow account entry on inventory accounts in the general ledger.
    """,
    action="Adjust inventory for the amount with Post to GL off, or reverse the journal.",
    remedy="journal",
    undone="with its journal",
    # Without audit trail codes or references, a typed entry cannot be told from an automatic one for certain.
    claims="""
        SELECT line.movement_id,
               concat_ws(', ', nullif(line.user_id, ''), 'JE ' || nullif(line.journal_no, ''), nullif(line.batch, ''),
                         nullif(line.reference, ''), nullif(line.description, ''),
                         'from company ' || nullif(nullif(line.intercompany, ''), shows.company)) AS note,
               CASE WHEN line.kind IS NULL AND line.audit_trail <> ''
                    THEN 'the meaning of audit trail code ' || line.audit_trail
                    WHEN NOT shows."references" THEN 'Reference in the Account Transactions export'
                    WHEN NOT shows.audit_trails AND line.series NOT IN ('Financial', '')
                    THEN 'Originating Transaction Source in the Account Transactions export' END AS doubt
        FROM gl_only AS line CROSS JOIN shows
        WHERE line.elsewhere AND line.brought_forward IS NOT TRUE AND line.of_summary IS NOT TRUE
    """,
)
