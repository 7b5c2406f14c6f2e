"""Sage Pastel: what a disturbance did to the books is what the reconciliation says, cause by cause, to the cent.

The sample company is disturbed, written as exports, and reconciled, from a folder without an invrecon.toml. Each
cause takes another of the two layouts: what is told must not depend on it. INVRECON_EXAMPLES=50 looks at more seeds.
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
from sample_data.make.books import AS_OF
from sample_data.make.sage_pastel import company, demo, no_integration
from sample_data.make.sage_pastel import disturbances as disturb
from sample_data.make.sage_pastel.books import Books
from sample_data.make.sage_pastel.disturbances import Truth
from sample_data.make.sage_pastel.disturbances.groups import CHANGED_ON, change_group, may_change
from sample_data.make.sage_pastel.exports import LAYOUTS, Layout, write_exports
from tests.truths import EXAMPLES, assert_explained, hold_together, runs, seeds

CLEAN = pickle.dumps(company.build())
WITHOUT_INTEGRATION = pickle.dumps(no_integration.build_without_integration())

Disturbance = Callable[[Books, Random], list[Truth]]
Json = dict[str, Any]


layouts = st.sampled_from(LAYOUTS)


def disturbed(chosen: Iterable[Disturbance], seed: int, company: bytes = CLEAN) -> tuple[Books, list[Truth]]:
    """The clean company with these disturbances, and their truths, which add up to what the balances say."""
    books, rng = pickle.loads(company), Random(seed)
    truths = [truth for disturbance in chosen for truth in disturbance(books, rng)]
    demo.differences(books, truths)
    return books, truths


def reconciled(books: Books, layout: Layout = "tables") -> invrecon.Reconciliation:
    """The reconciliation of the books in this layout."""
    with tempfile.TemporaryDirectory() as folder:
        write_exports(Path(folder), books, layout)
        result = invrecon.reconcile(Path(folder), as_of="2026-10-31")
    hold_together(result)
    return result


def assert_silent(result: invrecon.Reconciliation) -> None:
    """No cause, and nothing that keeps anyone from saying reconciled."""
    assert result.reconciling_items == ()
    assert result.reconciled


@pytest.mark.parametrize("layout", LAYOUTS)
def test_of_the_clean_company_nothing_is_said_in_any_layout(layout: Layout) -> None:
    result = reconciled(pickle.loads(CLEAN), layout)
    assert_silent(result)
    assert [finding for finding in result.findings if finding.severity != "info"] == []


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


@runs(1)
@given(seeds, layouts)
def test_what_makes_no_difference_raises_no_cause_and_is_told_where_it_should_be(seed: int, layout: Layout) -> None:
    books, _ = disturbed(disturb.WITHOUT_DIFFERENCE, seed)
    result = reconciled(books, layout)
    assert_silent(result)
    warnings = {finding.id for finding in result.findings if finding.severity == "warning"}
    assert warnings == {"future-dated-movements", "integration-entry-type-shared", "tax-in-cost"}


ANY = (*disturb.DISTURBANCES, *disturb.WITHOUT_DIFFERENCE)
several = st.lists(st.sampled_from(ANY), min_size=2, max_size=5, unique=True).map(
    lambda chosen: sorted(chosen, key=ANY.index)
)


@runs(4)
@given(several, seeds, layouts)
def test_several_causes_at_once_are_told_apart(chosen: list[Disturbance], seed: int, layout: Layout) -> None:
    books, truths = disturbed(chosen, seed)
    assert_explained(reconciled(books, layout), truths)


def test_a_group_changed_before_the_first_movement_after_the_cut_off_is_told() -> None:
    """The ledger shows the new account in November only: nothing proves that October ended on the old one."""
    books, rng = pickle.loads(CLEAN), Random(1)
    late = {movement.key for movement in books.movements if movement.day > AS_OF}
    since = {movement.key for movement in books.movements if CHANGED_ON <= movement.day <= AS_OF}
    truths = change_group(books, sorted(key for key in late - since if may_change(books, key))[0], rng)
    assert_explained(reconciled(books), truths)


def told_by_any_layout(told: str) -> Json:
    """What does not depend on the layout: a printed batch names no entry type, a printed opening no reference."""
    content: Json = json.loads(told)
    for item in content["reconciling_items"]:
        item["evidence"] = [(piece["posting_date"], piece["amount"]) for piece in item["evidence"]]
        del item["summary"]
    content["findings"] = [(finding["id"], finding["severity"], finding["message"]) for finding in content["findings"]]
    del content["inputs"], content["timeline"]
    return content


def test_the_reconciliation_is_the_same_from_tables_and_printed_reports() -> None:
    books = pickle.loads(CLEAN)
    truths = demo.disturb_books(books, Random(2026))
    tables, printed = (reconciled(books, layout) for layout in LAYOUTS)
    assert_explained(tables, truths)
    assert told_by_any_layout(printed.to_json()) == told_by_any_layout(tables.to_json())


def test_of_the_company_without_integration_nothing_is_said() -> None:
    assert_silent(reconciled(pickle.loads(WITHOUT_INTEGRATION)))


@pytest.mark.parametrize(
    "disturbance",
    [no_integration.stock_journal_missing, no_integration.stock_journal_wrong],
    ids=lambda disturbance: disturbance.__name__,
)
def test_without_integration_a_stock_journal_is_told(disturbance: Disturbance) -> None:
    @runs(1)
    @given(seeds)
    def told(seed: int) -> None:
        books, truths = disturbed([disturbance], seed, WITHOUT_INTEGRATION)
        assert_explained(reconciled(books), truths)

    told()
