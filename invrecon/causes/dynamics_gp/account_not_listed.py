"""Inventory on an account that the G/L export leaves out (facts/dynamics-gp.md 4.2: G46)."""

from invrecon.causes.cause import Cause

CAUSE = Cause(
    id="account-not-listed",
    title="inventory account left out",
    meaning="""
    The inventory trial balance carries value on an account of which the G/L export has no entry at all: the list of
    accounts that was exported lacks it. All inventory accounts belong into the comparison, also those of stock that
    is damaged, in use, in service or returned.
    """,
    correction="""
    Export the G/L and the trial balance again, with this account. If the account is no inventory account, the items
    or classes that name it are set up wrongly: correct them, and reclassify what was posted.
    """,
    action="Export the G/L again with this account.",
    remedy="nothing",
    claims="""
        SELECT movement_id, 'no G/L entry on ' || inventory_account_no AS note, NULL AS doubt
        FROM hitb_only
        WHERE inventory_account_no <> '' AND inventory_account_no NOT IN (SELECT account_no FROM gl_entry)
          AND inventory_account_no NOT IN (SELECT account_no FROM unposted_gl_entry)
          AND inventory_account_no NOT IN
              (SELECT account_no FROM trial_balance_line WHERE coalesce(balance, net_change, 0) = 0)
    """,
)
