"""Ways in which the G/L comes to differ from the inventory ledger, each done to the books and told exactly.

Every function changes the books in place and returns the truth: how much of (G/L - inventory ledger) at AS_OF it put
on which inventory account, debit positive. What is chosen is drawn from `rng`. No two disturbances touch the same
batch: what one has used is marked in the books and is never drawn again.
"""

from sample_data.make.dynamics_gp.disturbances.gl_only import (
    direct_posting,
    freight_on_inventory,
    hitb_line_missing,
    hitb_row_missing,
    hitb_row_without_account,
    interrupted_without_row,
    lot_override,
    opening_balance,
    order_closed_without_row,
    serial_override,
    voided_pair,
    voucher_on_inventory,
)
from sample_data.make.dynamics_gp.disturbances.moved_differently import (
    account_not_listed,
    amount_differs,
    duplicate_in_detail,
    duplicate_in_summary,
    posted_after_cut_off,
    posted_before_cut_off,
    rounding,
    summary_differs,
    wrong_account_outside,
    wrong_inventory_account,
)
from sample_data.make.dynamics_gp.disturbances.not_posted import (
    adjust_cost_not_journaled,
    batch_unposted,
    interrupted_without_date,
    interrupted_without_journal,
    journal_backed_out,
    journal_deleted,
    order_closed_without_journal,
    override_variance_not_posted,
    post_to_gl_off_decrease,
    post_to_gl_off_increase,
    receipt_invoiced_twice,
    receipt_partly_invoiced,
    ripple_unposted,
    same_account_both_sides,
)
from sample_data.make.dynamics_gp.disturbances.truth import Truth

OF_THE_ARTICLE = (
    direct_posting,
    post_to_gl_off_increase,
    post_to_gl_off_decrease,
    batch_unposted,
    adjust_cost_not_journaled,
    override_variance_not_posted,
    serial_override,
    lot_override,
)
"""The eight of the vendor's article, in its order (G1 to G8)."""

NOT_POSTED = (
    ripple_unposted,
    interrupted_without_journal,
    interrupted_without_date,
    order_closed_without_journal,
    same_account_both_sides,
    journal_deleted,
    journal_backed_out,
    receipt_partly_invoiced,
    receipt_invoiced_twice,
)
GL_ONLY = (
    freight_on_inventory,
    voucher_on_inventory,
    hitb_line_missing,
    hitb_row_missing,
    hitb_row_without_account,
    interrupted_without_row,
    order_closed_without_row,
    opening_balance,
)
MOVED_DIFFERENTLY = (
    wrong_inventory_account,
    wrong_account_outside,
    duplicate_in_detail,
    duplicate_in_summary,
    rounding,
    amount_differs,
    posted_after_cut_off,
    posted_before_cut_off,
    summary_differs,
)
WHOLE_LEDGER = (account_not_listed,)
"""Done before others, which leave the account alone."""

DISTURBANCES = (*WHOLE_LEDGER, *OF_THE_ARTICLE, *NOT_POSTED, *GL_ONLY, *MOVED_DIFFERENTLY)
WITHOUT_DIFFERENCE = (voided_pair,)

__all__ = [
    "DISTURBANCES",
    "GL_ONLY",
    "MOVED_DIFFERENTLY",
    "NOT_POSTED",
    "OF_THE_ARTICLE",
    "WHOLE_LEDGER",
    "WITHOUT_DIFFERENCE",
    "Truth",
    "account_not_listed",
    "adjust_cost_not_journaled",
    "amount_differs",
    "batch_unposted",
    "direct_posting",
    "duplicate_in_detail",
    "duplicate_in_summary",
    "freight_on_inventory",
    "hitb_line_missing",
    "hitb_row_missing",
    "hitb_row_without_account",
    "interrupted_without_date",
    "interrupted_without_journal",
    "interrupted_without_row",
    "journal_backed_out",
    "journal_deleted",
    "lot_override",
    "opening_balance",
    "order_closed_without_journal",
    "order_closed_without_row",
    "override_variance_not_posted",
    "post_to_gl_off_decrease",
    "post_to_gl_off_increase",
    "posted_after_cut_off",
    "posted_before_cut_off",
    "receipt_invoiced_twice",
    "receipt_partly_invoiced",
    "ripple_unposted",
    "rounding",
    "same_account_both_sides",
    "serial_override",
    "summary_differs",
    "voided_pair",
    "voucher_on_inventory",
    "wrong_account_outside",
    "wrong_inventory_account",
]
