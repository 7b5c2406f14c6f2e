"""The causes of any ledger: what movements with a document and a value, and lines with a document, can tell.

Each is found by what both ledgers name, the document. What such exports cannot prove says what would prove it.
"""

from invrecon.causes.generic import (
    amount_differs,
    cost_not_posted,
    direct_posting,
    duplicate_posting,
    gl_batch_unposted,
    non_item_document,
    opening_balance,
    posting_date_differs,
    rounding,
    summary_differs,
    wrong_account,
)

CAUSES = (
    summary_differs.CAUSE,
    opening_balance.CAUSE,
    gl_batch_unposted.CAUSE,
    duplicate_posting.CAUSE,
    rounding.CAUSE,
    wrong_account.CAUSE,
    amount_differs.CAUSE,
    cost_not_posted.CAUSE,
    non_item_document.CAUSE,
    direct_posting.CAUSE,
    posting_date_differs.CAUSE,
)
