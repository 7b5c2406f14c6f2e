"""The inventory accounts where entries name their own: which there are, and on which each entry belongs.

The accounts of the toml are the list, else those of the items and of the account category, else those that the entries
name (facts/dynamics-gp.md 4.2, G11 and G46). An entry on an account outside of the list belongs on its item's account.
Of a ledger that nobody knows, what an entry names counts, then what its item does; the rest is for the groups to tell.
"""

from __future__ import annotations

from invrecon.ledger.load import Ledger
from invrecon.settings import Settings


def settle_inventory_accounts(ledger: Ledger, settings: Settings) -> None:
    """Create `inventory_account`, and fill in where each entry belongs; blank where nothing tells."""
    engine = ledger.engine
    engine.run("CREATE TABLE inventory_account (account_type VARCHAR, account_no VARCHAR, listed BOOLEAN)")
    if not ledger.profile.entries_name_accounts:
        return
    engine.run("CREATE TABLE listed_account (account_no VARCHAR)")
    engine.insert("listed_account", [(account,) for account in settings.accounts.get("Inventory", ())])
    by_type = ledger.profile.origin == "audit-trails"
    engine.script(__package__, "inventory_accounts.sql" if by_type else "named_accounts.sql")
