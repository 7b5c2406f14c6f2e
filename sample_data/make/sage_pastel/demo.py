"""The demo company: the clean company with the causes that exports of Sage Pastel can tell."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from random import Random

from sample_data.make.held_together import held_together
from sample_data.make.sage_pastel import disturbances as disturb
from sample_data.make.sage_pastel.books import Books
from sample_data.make.sage_pastel.disturbances import Truth

CHOSEN = (
    disturb.integration_off_for_a_month,
    disturb.purchase_variance_on_inventory,
    disturb.group_changed,
    disturb.service_in_physical_group,
    *disturb.NOT_POSTED,
    disturb.wrong_inventory_account,
    disturb.amount_differs,
    disturb.document_posted_twice,
    disturb.count_posted_twice,
    disturb.posted_in_the_next_period,
    disturb.posted_in_the_period_before,
    *disturb.REVALUED,
    *disturb.TYPED,
    disturb.future_dated,
    disturb.tax_captured_as_cost,
)


def disturb_books(books: Books, rng: Random) -> list[Truth]:
    """Disturb the clean company; returns the truth."""
    return [truth for disturbance in CHOSEN for truth in disturbance(books, rng)]


def differences(books: Books, truths: Iterable[Truth]) -> dict[str, Decimal]:
    """(G/L - inventory) per account at the cut-off. Asserts that the truths add up to exactly this."""
    return held_together(books.inventory_differences(), truths)
