"""The demo company: the clean company with every cause of the vendor's article and the common ones of the others."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random

from sample_data.make.dynamics_gp import disturbances as disturb
from sample_data.make.dynamics_gp.books import Books
from sample_data.make.dynamics_gp.disturbances import Truth
from sample_data.make.held_together import held_together

CHOSEN = (
    *disturb.OF_THE_ARTICLE,
    disturb.ripple_unposted,
    disturb.interrupted_without_journal,
    disturb.order_closed_without_journal,
    disturb.receipt_partly_invoiced,
    disturb.same_account_both_sides,
    disturb.journal_deleted,
    disturb.freight_on_inventory,
    disturb.voucher_on_inventory,
    disturb.hitb_row_missing,
    disturb.wrong_inventory_account,
    disturb.duplicate_in_detail,
    disturb.rounding,
    disturb.amount_differs,
    disturb.posted_after_cut_off,
    disturb.voided_pair,
)


def disturb_books(books: Books, rng: Random) -> list[Truth]:
    """Disturb the clean company; returns the truth."""
    return [truth for disturbance in CHOSEN for truth in disturbance(books, rng)]


def differences(books: Books, truths: Iterable[Truth]) -> dict[str, Decimal]:
    """(G/L - inventory ledger) per account at AS_OF. Asserts that the truths add up to exactly this."""
    return held_together(books.inventory_differences(), truths)
