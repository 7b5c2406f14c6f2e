"""Dynamics GP: what a disturbance did to the books is what the reconciliation says, cause by cause, to the cent.

The sample company is disturbed, written as exports, and reconciled, from a folder without an invrecon.toml. Each
cause takes another of the three layouts: what is told must not depend on it. INVRECON_EXAMPLES=50 looks at more seeds.
"""

from __future__ import annotations

import json
import pickle
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import invrecon
from sample_data.make.dynamics_gp import company, demo
from sample_data.make.dynamics_gp import disturbances as disturb
from sample_data.make.dynamics_gp.books import Books
from sample_data.make.dynamics_gp.disturbances import Truth
from sample_data.make.dynamics_gp.exports import LAYOUTS, Layout, write_exports
from tests.truths import EXAMPLES, assert_explained, hold_together, runs, seeds

CLEAN = pickle.dumps(company.build())

Disturbance = Callable[[Books, Random], list[Truth]]
Json = dict[str, Any]


layouts = st.sampled_from(LAYOUTS)


def disturbed(chosen: Iterable[Disturbance], seed: int) -> tuple[Books, list[Truth]]:
    """The clean company with these disturbances, and their truths, which add up to what the balances say."""
    books, rng = pickle.loads(CLEAN), Random(seed)
    truths = [truth for disturbance in chosen for truth in disturbance(books, rng)]
    demo.differences(books, truths)
    return books, truths


def reconciled(books: Books, layout: Layout) -> invrecon.Reconciliation:
    """The reconciliation of the books in this layout."""
    with tempfile.TemporaryDirectory() as folder:
        write_exports(Path(folder), books, layout)
        result = invrecon.reconcile(Path(folder), as_of="2026-10-31")
    hold_together(result)
    return result


@pytest.mark.parametrize("layout", LAYOUTS)
def test_of_the_clean_company_nothing_is_said_in_any_layout(layout: Layout) -> None:
    result = reconciled(pickle.loads(CLEAN), layout)
    assert result.reconciling_items == ()
    assert result.reconciled
    assert [finding.id for finding in result.findings] == ["unposted-inventory-batches"]  # which make no difference


@pytest.mark.parametrize("disturbance", disturb.DISTURBANCES, ids=lambda disturbance: disturbance.__name__)
def test_each_cause_alone_is_told_with_its_amounts(disturbance: Disturbance) -> None:
    turn = disturb.DISTURBANCES.index(disturbance)

    @runs(1)
    @given(seeds)
    def told(seed: int) -> None:
        books, truths = disturbed([disturbance], seed)
        for layout in LAYOUTS if EXAMPLES else (LAYOUTS[turn % len(LAYOUTS)],):
            assert_explained(reconciled(books, layout), truths)

    told()


@pytest.mark.parametrize("disturbance", disturb.WITHOUT_DIFFERENCE, ids=lambda disturbance: disturbance.__name__)
def test_what_makes_no_difference_raises_no_cause(disturbance: Disturbance) -> None:
    @runs(1)
    @given(seeds, layouts)
    def silent(seed: int, layout: Layout) -> None:
        books, _ = disturbed([disturbance], seed)
        result = reconciled(books, layout)
        assert result.reconciling_items == ()
        assert result.reconciled

    silent()


ANY = (*disturb.DISTURBANCES, *disturb.WITHOUT_DIFFERENCE)
several = st.lists(st.sampled_from(ANY), min_size=2, max_size=5, unique=True).map(
    lambda chosen: sorted(chosen, key=ANY.index)
)


@runs(4)
@given(several, seeds, layouts)
def test_several_causes_at_once_are_told_apart(chosen: list[Disturbance], seed: int, layout: Layout) -> None:
    books, truths = disturbed(chosen, seed)
    assert_explained(reconciled(books, layout), truths)


def without_places(told: str) -> Json:
    """What does not depend on the files: everything but the inputs, and the places that evidence cites."""
    content: Json = json.loads(told)
    del content["inputs"]
    for part in (*content["reconciling_items"], *content["findings"]):
        for piece in part["evidence"]:
            del piece["file"], piece["row"]
    return content


def test_the_reconciliation_is_the_same_from_captions_tables_and_printed_reports() -> None:
    books = pickle.loads(CLEAN)
    truths = demo.disturb_books(books, Random(2026))
    usual, *others = (reconciled(books, layout) for layout in LAYOUTS)
    assert_explained(usual, truths)
    for other in others:
        assert without_places(other.to_json()) == without_places(usual.to_json())
