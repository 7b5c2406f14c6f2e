"""The set-up of inventory groups: accounts that are missing, or that play two roles (facts 5: S7, S8, S17)."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger

_NAMED = 10


def group_findings(ledger: Ledger) -> Iterable[Finding]:
    """Groups without an inventory account, accounts in two roles, and items whose group depends on the store."""
    yield from _stores_not_shown(ledger)
    yield from _without_account(ledger)
    yield from _in_two_roles(ledger)
    yield from _by_store(ledger)


def _stores_not_shown(ledger: Ledger) -> Iterable[Finding]:
    """An error where one export leaves out the stores, and items have another account in each: nothing tells which."""
    if ledger.engine.value("SELECT getvariable('stores') = 'yes'"):
        return
    rows = ledger.engine.rows(
        """SELECT item_no FROM (
               SELECT item_no, inventory_posting_group AS code FROM stock_valuation
               UNION SELECT item_no, inventory_posting_group FROM store_item JOIN item_list USING (source_file)
               WHERE latest
           ) JOIN group_account USING (code) WHERE item_no NOT IN (FROM service_item)
           GROUP BY item_no HAVING count(DISTINCT account_no) > 1 ORDER BY item_no"""
    )
    if rows:
        yield Finding(
            "stores-not-shown",
            "error",
            f"{counted(len(rows), 'item')} in groups with different inventory accounts, by store "
            f"({_some([item for (item,) in rows])}), and not every export shows the store: on which account a movement "
            f"belongs cannot be told. {ledger.profile.unhide['location_code']}.",
        )


def _without_account(ledger: Ledger) -> Iterable[Finding]:
    groups = ledger.engine.rows(
        """SELECT DISTINCT inventory_posting_group FROM posting_setup
           WHERE account_type = 'Inventory' AND account_no = '' AND inventory_posting_group IN (
               SELECT code FROM item_group WHERE item_no NOT IN (FROM service_item))
           ORDER BY ALL"""
    )
    if groups:
        yield Finding(
            "group-without-account",
            "warning",
            f"{counted(len(groups), 'inventory group')} without an inventory account: "
            f"{_some([code for (code,) in groups])}. What moves in them reaches no account; set the account up.",
        )


def _in_two_roles(ledger: Ledger) -> Iterable[Finding]:
    """An inventory account that a group, this one or another, names for something else too."""
    rows = ledger.engine.rows(
        """SELECT account_no, string_agg(DISTINCT account_type, ' and ' ORDER BY account_type),
                  string_agg(DISTINCT inventory_posting_group, ', ' ORDER BY inventory_posting_group)
                      FILTER (account_type <> 'Inventory')
           FROM posting_setup WHERE account_no <> '' GROUP BY account_no
           HAVING count(DISTINCT account_type) > 1 AND bool_or(account_type = 'Inventory') ORDER BY account_no"""
    )
    for account, roles, groups in rows:
        yield Finding(
            "account-in-two-roles",
            "warning",
            f"Account {account} is set up as {roles} (group {groups}): the ledger mixes stock with something else "
            "there. Give each role an account of its own.",
        )


def _by_store(ledger: Ledger) -> Iterable[Finding]:
    rows = ledger.engine.rows(
        """SELECT item_no FROM item_group JOIN group_account USING (code)
           GROUP BY item_no HAVING count(DISTINCT account_no) > 1 ORDER BY item_no"""
    )
    if rows:
        yield Finding(
            "group-by-store",
            "info",
            f"{counted(len(rows), 'item')} in groups with different inventory accounts, by store: "
            f"{_some([item for (item,) in rows])}. Transfers between the stores move value between the accounts.",
        )


def _some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else "")
