"""What the settings and the exports tell, and what they leave open."""

from __future__ import annotations

from invrecon.ledger.load import Ledger
from invrecon.settings import Settings

# The two keys of the inventory posting setup, then the two of the general posting setup.
KEY_COLUMNS = ("location_code", "inventory_posting_group", "gen_bus_posting_group", "gen_prod_posting_group")


def expected_cost_is_posted(settings: Settings) -> bool:
    """Whether expected cost is projected. Unless the toml says that the ERP does not post it, it is.

    Projecting it when in doubt shows a difference that a warning explains; leaving it out could hide one.
    """
    return bool(settings.erp.get("expected_cost_posting", True))


def key_is_known(ledger: Ledger, key_column: str) -> bool:
    """Whether the exports give this part of the setup's key: the posting group can come from the items."""
    from_items = key_column == "inventory_posting_group" and ledger.has("item", "inventory_posting_group")
    return ledger.has("value_entry", key_column) or from_items
