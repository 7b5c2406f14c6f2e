"""Sales of lots that inventory never received (facts/dynamics-gp.md 4.1: G8; the vendor's article)."""

from invrecon.causes.cause import Cause
from invrecon.causes.dynamics_gp.tracked import claims_of

CAUSE = Cause(
    id="lot-override",
    title="lot made up by an override",
    meaning="""
    An item with lots was sold without stock, and the lot number was added while the sale was entered. The sale
    reached the G/L, but no receipt layer was made: the inventory trial balance does not know the document.
    """,
    correction="""
    Enter an inventory adjustment that makes the layer with the lot, in a batch with Post to GL off, and let the sale
    relieve it; or reverse the cost of the sale in the G/L until the receipt is entered.
    """,
    action="Adjust inventory for the lot with Post to GL off.",
    remedy="erp",
    claims=claims_of("lot", "Lot Numbers"),
)
