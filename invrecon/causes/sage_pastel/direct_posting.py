"""Journals on an inventory account (facts/sage-inventory-groups.md 5: S1, S2)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="direct-posting",
    title="direct posting",
    meaning="""
    A journal was entered on the inventory account: under an entry type other than that of integration, or under that of
    integration with a reference that no movement has. The ledger has moved, stock has not.
    """,
    correction="""
    Reverse the journal. If stock is really different, enter an inventory journal: it moves both. Use the entry type of
    integration for nothing else, and do not journal to control accounts.
    """,
    action="Reverse the journal; correct stock by an inventory journal.",
    remedy="journal",
    undone="with its journal",
    # A line of integration from before or after the listing may have a movement that was not exported.
    claims="""
        SELECT line.movement_id,
               concat_ws(', ', nullif(line.user_id, ''), 'entry type ' || nullif(upper(line.source_code), ''),
                         CASE WHEN line.elsewhere AND line.source_code <> '' THEN NULL
                              WHEN line.of_value_entry THEN 'the movements of this reference are in the ledger already'
                              ELSE 'no movement has this reference' END,
                         nullif(line.description, '')) AS note,
               CASE WHEN NOT line.elsewhere AND (line.posting_date < date_trunc('month', listing.first_day)
                                                 OR line.posting_date > last_day(listing.last_day))
                          AND NOT line.of_value_entry
                    THEN 'the Inventory Movements of ' || strftime(line.posting_date, '%b %Y')
                    WHEN line.source_code = '' AND NOT told.entry_types
                    THEN 'Entry Type in the Detailed Ledger export' END AS doubt
        FROM gl_only AS line CROSS JOIN listing
        CROSS JOIN (SELECT count(*) > 0 AS entry_types FROM numbered_gl_entry WHERE source_code <> '') AS told
        WHERE line.brought_forward IS NOT TRUE AND line.of_summary IS NOT TRUE
          AND (line.elsewhere OR (listing.movements > 0 AND line.in_scope))
    """,
)
