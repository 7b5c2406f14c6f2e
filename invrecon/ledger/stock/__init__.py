"""Stock by item and store where the ERP shows its value as of now, and the group of each item (Sage Pastel).

The valuation is what is on hand on the day it is printed; the movements lead back from there to any earlier day.
"""

from __future__ import annotations

from invrecon.ledger.load import Ledger
from invrecon.ledger.stock.groups import settle_groups
from invrecon.ledger.stock.regrouped import settle_regrouped
from invrecon.ledger.stock.values import settle_stock_values
from invrecon.settings import Settings


def settle_stock(ledger: Ledger, settings: Settings) -> None:
    """Complete the value entries with opening stock, changes of value without movement, groups and changes of group.

    Raises:
        InputError: a valuation without a run date.
    """
    if not ledger.profile.valued_now:
        return
    shown = [ledger.has(table, "location_code") for table in ("value_entry", "stock_valuation") if ledger.has(table)]
    # Accounts that no group has are not used, as without integration.
    ledger.engine.run("UPDATE posting_setup SET account_no = '' WHERE NOT regexp_matches(account_no, '[1-9]')")
    ledger.engine.run(
        """DELETE FROM posting_setup WHERE account_type NOT IN (
               SELECT account_type FROM posting_setup WHERE account_no <> '')"""
    )
    ledger.engine.set_variable("stores", "yes" if all(shown) else "no")
    ledger.engine.run("CREATE MACRO store(code) AS CASE getvariable('stores') WHEN 'yes' THEN code ELSE '' END")
    settle_stock_values(ledger, settings)
    settle_groups(ledger)
    settle_regrouped(ledger)
