"""What the settings and the exports tell, and what they leave open."""

from __future__ import annotations

from invrecon.account_types import UNTYPED_VARIANCE, AccountType
from invrecon.ledger.load import Ledger
from invrecon.profiles import Profile
from invrecon.settings import Settings

_GROUPED = ("item", "store_item", "stock_valuation")  # what else gives the posting group of an item

# The two keys of the inventory posting setup, then the two of the general posting setup.
KEY_COLUMNS = ("location_code", "inventory_posting_group", "gen_bus_posting_group", "gen_prod_posting_group")


def expected_cost_is_posted(settings: Settings) -> bool:
    """Whether expected cost is projected. Unless the toml says that the ERP does not post it, it is.

    Projecting it when in doubt shows a difference that a warning explains; leaving it out could hide one.
    """
    return bool(settings.erp.get("expected_cost_posting", True))


def compared_types(ledger: Ledger, settings: Settings) -> tuple[str, ...]:
    """The account types that are held against the G/L: those of the profile, and those that [accounts] names.

    Without integration the accounts of purchases too, where an invoice is all that is bought by: goods received notes
    are not, and are invoiced at other prices (facts/sage-inventory-groups.md 1). The G/L must show these accounts.
    """
    profile = ledger.profile
    purchases: tuple[str, ...] = ()
    if settings.erp.get("integration") == "none" and ledger.engine.value(
        """SELECT EXISTS (FROM posting_setup SEMI JOIN gl_entry USING (account_no)
                          WHERE list_contains(?::VARCHAR[], account_type))
              AND NOT EXISTS (FROM value_entry WHERE item_ledger_entry_type = 'Goods Received Note')""",
        [list(profile.compared_without_integration)],
    ):
        purchases = profile.compared_without_integration
    return tuple(dict.fromkeys((*profile.compared, *purchases, *settings.accounts, UNTYPED_VARIANCE)))


def setup_kind(profile: Profile, account_type: AccountType) -> str:
    """Which kind of setup names the accounts of a type: that of the export with a column for it, else the usual one."""
    for kind, role in profile.setup_exports.items():
        if account_type.name in profile.roles[role].accounts:
            return kind
    return account_type.setup


def setup_keys(profile: Profile, setup: str) -> tuple[str, ...]:
    """The parts of the key by which a kind of setup names accounts. One that its export lacks tells nothing apart."""
    columns = KEY_COLUMNS[:2] if setup == "inventory" else KEY_COLUMNS[2:]
    role = profile.roles[profile.setup_exports[setup]]
    return tuple(column for column in columns if column in role.columns) if role.accounts else columns


def key_is_known(ledger: Ledger, key_column: str) -> bool:
    """Whether the exports give this part of the setup's key: the posting group can come from the items."""
    setup = "inventory" if key_column in KEY_COLUMNS[:2] else "general"
    if key_column not in setup_keys(ledger.profile, setup):
        return False
    from_items = key_column == "inventory_posting_group" and any(ledger.has(table, key_column) for table in _GROUPED)
    return ledger.has("value_entry", key_column) or from_items
