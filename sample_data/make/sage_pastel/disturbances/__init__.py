"""Ways in which the G/L comes to differ from inventory, each done to the books and told exactly.

Every function changes the books in place and returns the truth: how much of (G/L - inventory) at the cut-off it put on
which inventory account, debit positive. What is chosen is drawn from `rng`. No two disturbances touch the same document
or item: what one has used is marked in the books and is never drawn again.
"""

from sample_data.make.sage_pastel.disturbances.groups import (
    group_changed,
    purchase_variance_on_inventory,
    service_in_physical_group,
)
from sample_data.make.sage_pastel.disturbances.not_posted import (
    batch_unposted,
    captured_after_all,
    contra_is_control,
    integration_off_at_first,
    integration_off_for_a_month,
    journal_deleted,
    transfer_not_posted,
)
from sample_data.make.sage_pastel.disturbances.posted_differently import (
    amount_differs,
    count_posted_twice,
    document_posted_twice,
    period_unlike_date,
    posted_in_the_next_period,
    posted_in_the_period_before,
    wrong_account_outside,
    wrong_inventory_account,
)
from sample_data.make.sage_pastel.disturbances.revalued import (
    average_recalculated,
    cost_edited,
    rounding,
    zero_quantity_with_value,
)
from sample_data.make.sage_pastel.disturbances.truth import Truth
from sample_data.make.sage_pastel.disturbances.typed import (
    bill_on_inventory,
    cash_book_payment,
    direct_posting,
    opening_balance,
    typed_under_integration,
)
from sample_data.make.sage_pastel.disturbances.without_difference import (
    future_dated,
    group_without_account,
    shared_entry_type,
    tax_captured_as_cost,
)

WHOLE_LEDGER = (
    integration_off_for_a_month,
    integration_off_at_first,
    purchase_variance_on_inventory,
    group_changed,
)
"""Done before others, which leave the months, the groups and the item alone."""

TYPED = (direct_posting, typed_under_integration, cash_book_payment, bill_on_inventory, opening_balance)
NOT_POSTED = (transfer_not_posted, journal_deleted, batch_unposted, contra_is_control)
POSTED_DIFFERENTLY = (
    wrong_inventory_account,
    wrong_account_outside,
    amount_differs,
    document_posted_twice,
    count_posted_twice,
    posted_in_the_next_period,
    posted_in_the_period_before,
)
REVALUED = (average_recalculated, zero_quantity_with_value, cost_edited, rounding)

DISTURBANCES = (
    *WHOLE_LEDGER,
    service_in_physical_group,
    *NOT_POSTED,
    *POSTED_DIFFERENTLY,
    *REVALUED,
    *TYPED,
)
WITHOUT_DIFFERENCE = (
    captured_after_all,
    period_unlike_date,
    future_dated,
    shared_entry_type,
    group_without_account,
    tax_captured_as_cost,
)

__all__ = [
    "DISTURBANCES",
    "NOT_POSTED",
    "POSTED_DIFFERENTLY",
    "REVALUED",
    "TYPED",
    "WHOLE_LEDGER",
    "WITHOUT_DIFFERENCE",
    "Truth",
    "amount_differs",
    "average_recalculated",
    "batch_unposted",
    "bill_on_inventory",
    "captured_after_all",
    "cash_book_payment",
    "contra_is_control",
    "cost_edited",
    "count_posted_twice",
    "direct_posting",
    "document_posted_twice",
    "future_dated",
    "group_changed",
    "group_without_account",
    "integration_off_at_first",
    "integration_off_for_a_month",
    "journal_deleted",
    "opening_balance",
    "period_unlike_date",
    "posted_in_the_next_period",
    "posted_in_the_period_before",
    "purchase_variance_on_inventory",
    "rounding",
    "service_in_physical_group",
    "shared_entry_type",
    "tax_captured_as_cost",
    "transfer_not_posted",
    "typed_under_integration",
    "wrong_account_outside",
    "wrong_inventory_account",
    "zero_quantity_with_value",
]
