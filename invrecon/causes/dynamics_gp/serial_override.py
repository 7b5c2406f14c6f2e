"""Sales of serial numbers that inventory never received (facts/dynamics-gp.md 4.1: G7; the vendor's article)."""

from invrecon.causes.cause import Cause
from invrecon.causes.dynamics_gp.tracked import claims_of

CAUSE = Cause(
    id="serial-override",
    title="serial number made up by an override",
    meaning="""
    A serial-numbered item was sold without stock, and the serial number was added while the sale was entered. The
    sale reached the G/L, but no receipt layer was made: the inventory trial balance does not know the document.
    """,
    correction="""
    Enter an inventory adjustment that makes the layer with the serial number, in a batch with Post to GL off, and let
    the sale relieve it; or reverse the cost of the sale in the G/L until the receipt is entered.
    """,
    action="Adjust inventory for the serial number with Post to GL off.",
    remedy="erp",
    claims=claims_of("serial", "Serial Numbers"),
)
