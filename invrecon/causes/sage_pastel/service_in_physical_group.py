"""Service items in a group of physical stock (facts/sage-inventory-groups.md 5: S14)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="service-in-physical-group",
    title="service item in a physical group",
    meaning="""
    A service item belongs to a group of physical items: what is bought of it goes to the inventory account, and a
    service is never in stock. The account keeps the cost, the valuation never shows it.
    """,
    correction="""
    Give services groups of their own, with a cost account in the place of the inventory account, and journal what
    stands on the inventory account to that cost account.
    """,
    action="Put the service into a group of its own; journal its cost off the inventory account.",
    remedy="journal",
    undone="by hand",
    # Without movements of services, the text of the ledger line may still name one.
    claims="""
        SELECT line.movement_id, 'service ' || service.items AS note, NULL AS doubt
        FROM gl_only AS line JOIN service_document AS service USING (voucher, account_no)
        WHERE abs(line.amount) = abs(service.amount)
        UNION ALL
        SELECT line.movement_id, 'service ' || service.items, NULL
        FROM differing AS line JOIN service_document AS service USING (voucher, account_no)
        WHERE line.differs = 'amount' AND line.gl - line.inventory = service.amount
        UNION ALL
        SELECT line.movement_id, 'service ' || min(item.item_no), NULL
        FROM gl_only AS line CROSS JOIN service_item AS item
        WHERE line.from_inventory AND NOT line.of_value_entry AND line.in_scope
          AND regexp_matches(line.description, '(^|[^A-Za-z0-9])' || regexp_escape(item.item_no) || '($|[^A-Za-z0-9])')
        GROUP BY line.movement_id
    """,
)
