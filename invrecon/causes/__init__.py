"""Why inventory and G/L differ: one file per cause, and the order in which they are shown."""

from invrecon.causes import (
    account_replaced,
    closing_entries,
    cost_not_posted,
    date_compression,
    deleted_account,
    direct_posting,
    expected_cost_posting_off,
    posting_date_differs,
    shared_accounts,
)

CAUSES = (
    cost_not_posted.CAUSE,
    expected_cost_posting_off.CAUSE,
    account_replaced.CAUSE,
    deleted_account.CAUSE,
    direct_posting.CAUSE,
    posting_date_differs.CAUSE,
    closing_entries.CAUSE,
    date_compression.CAUSE,
    shared_accounts.CAUSE,
)
