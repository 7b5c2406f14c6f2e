"""Invoices and credit notes that reach an inventory account without an item."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="non-item-document",
    title="not an item's document",
    meaning="""
    A customer's or supplier's document has a line on an inventory account, by what the column Source calls it, and
    moved no item: freight, a service, or goods that are bought without being stocked.
    """,
    correction="""
    Reclassify the amount to the account where it belongs, and correct the default account of the supplier or of the
    line that put it there.
    """,
    action="Reclassify the amount; correct the default account of the document.",
    remedy="journal",
    undone="by hand",
    claims="""
        SELECT movement_id,
               concat_ws(', ', nullif(user_id, ''), nullif(source_code, ''), nullif(description, '')) AS note,
               NULL AS doubt
        FROM gl_only CROSS JOIN source_codes AS codes
        WHERE elsewhere AND list_contains(codes.documents, upper(source_code))
    """,
)
