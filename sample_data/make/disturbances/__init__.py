"""Ways in which the G/L comes to differ from the inventory ledger, each done to the books and told exactly.

Every function changes the books in place and returns the truth: how much of (G/L - inventory ledger) at AS_OF it put
on which account, debit positive. What is not chosen by the caller is drawn from `rng`. No two disturbances touch the
same value entry or G/L entry: what one has used is marked in the books and is never drawn again.
"""

from sample_data.make.disturbances.choice import undisturbed
from sample_data.make.disturbances.gl_only import (
    direct_posting,
    mystery,
    non_item_document,
    opening_balance,
    wip_write_off,
)
from sample_data.make.disturbances.moved_differently import (
    account_replaced,
    account_split,
    amount_differs,
    deleted_account,
    duplicate_posting,
    posting_date_differs,
    rounding,
    wrong_account,
)
from sample_data.make.disturbances.not_posted import (
    account_blocked,
    cost_not_posted,
    cost_partly_posted,
    expected_cost_posting_off,
    expected_cost_switched_off,
    expected_cost_switched_on,
    journal_deleted,
    period_closed,
    setup_missing,
)
from sample_data.make.disturbances.truth import Truth
from sample_data.make.disturbances.without_difference import account_reclassified, closing_entries, date_compression

EXPECTED_COST = (expected_cost_posting_off, expected_cost_switched_on, expected_cost_switched_off)
NOT_POSTED = (
    *EXPECTED_COST,
    cost_not_posted,
    cost_partly_posted,
    period_closed,
    setup_missing,
    account_blocked,
    journal_deleted,
)
MOVED_DIFFERENTLY = (
    posting_date_differs,
    wrong_account,
    amount_differs,
    rounding,
    duplicate_posting,
    account_replaced,
    account_split,
    deleted_account,
)
GL_ONLY = (direct_posting, non_item_document, opening_balance, wip_write_off)
WITHOUT_DIFFERENCE = (closing_entries, date_compression, account_reclassified)

REPLACED = (account_replaced, account_split, account_reclassified)
WHOLE_LEDGER = (*EXPECTED_COST, *REPLACED)
"""Those that concern every entry of a kind. Done before others, they leave none out."""

DISTURBANCES = (*NOT_POSTED, *MOVED_DIFFERENTLY, *GL_ONLY)
"""Those that make a difference with a cause. `mystery` has none, and is not among them."""

__all__ = [
    "DISTURBANCES",
    "EXPECTED_COST",
    "GL_ONLY",
    "MOVED_DIFFERENTLY",
    "NOT_POSTED",
    "REPLACED",
    "WHOLE_LEDGER",
    "WITHOUT_DIFFERENCE",
    "Truth",
    "account_blocked",
    "account_reclassified",
    "account_replaced",
    "account_split",
    "amount_differs",
    "closing_entries",
    "cost_not_posted",
    "cost_partly_posted",
    "date_compression",
    "deleted_account",
    "direct_posting",
    "duplicate_posting",
    "expected_cost_posting_off",
    "expected_cost_switched_off",
    "expected_cost_switched_on",
    "journal_deleted",
    "mystery",
    "non_item_document",
    "opening_balance",
    "period_closed",
    "posting_date_differs",
    "rounding",
    "setup_missing",
    "undisturbed",
    "wip_write_off",
    "wrong_account",
]
