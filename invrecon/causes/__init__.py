"""Why inventory and G/L differ: one file per cause, in the order in which they claim entries.

Cost that was not posted comes first, then what both ledgers have differently, then what the G/L has alone, then timing;
last what makes no difference by itself. What no cause claims stays unexplained. The profile of an ERP lists the causes
that apply to it; one that it finds or corrects in its own way has a file of its own in the folder of the ERP.
"""

from collections.abc import Mapping
from functools import cache

from invrecon import profiles
from invrecon.causes import (
    account_replaced,
    amount_differs,
    closing_entries,
    cost_not_posted,
    date_compression,
    deleted_account,
    direct_posting,
    duplicate_posting,
    expected_cost_posting_off,
    group_changed,
    journal_deleted,
    non_item_document,
    opening_balance,
    period_closed,
    posting_date_differs,
    rounding,
    setup_missing,
    shared_accounts,
    wip_write_off,
    wrong_account,
)
from invrecon.causes.cause import Cause
from invrecon.causes.dynamics_gp import CAUSES as DYNAMICS_GP
from invrecon.causes.generic import CAUSES as GENERIC
from invrecon.causes.sage_pastel import CAUSES as SAGE_PASTEL

CAUSES = (
    setup_missing.CAUSE,
    period_closed.CAUSE,
    opening_balance.CAUSE,
    expected_cost_posting_off.CAUSE,
    cost_not_posted.CAUSE,
    wip_write_off.CAUSE,
    deleted_account.CAUSE,
    account_replaced.CAUSE,
    group_changed.CAUSE,
    wrong_account.CAUSE,
    duplicate_posting.CAUSE,
    rounding.CAUSE,
    amount_differs.CAUSE,
    journal_deleted.CAUSE,
    non_item_document.CAUSE,
    direct_posting.CAUSE,
    posting_date_differs.CAUSE,
    date_compression.CAUSE,
    closing_entries.CAUSE,
    shared_accounts.CAUSE,
)

_OWN: Mapping[str, tuple[Cause, ...]] = {
    "dynamics-gp": DYNAMICS_GP,
    "sage-pastel": SAGE_PASTEL,
    "generic": GENERIC,
}


@cache
def causes_of(profile_id: str) -> tuple[Cause, ...]:
    """The causes that apply to an ERP, in the order of its profile: its own where it has one, else the common one."""
    known = {cause.id: cause for cause in (*CAUSES, *_OWN.get(profile_id, ()))}
    return tuple(known[cause] for cause in profiles.load(profile_id).causes)
