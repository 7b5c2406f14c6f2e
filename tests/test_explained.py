"""Every difference is explained to the cent: what a disturbance did to the books is what the reconciliation says.

The sample company is disturbed, written as exports, and reconciled. The disturbances tell exactly what they did to
which account, and that is held against the reconciling items. INVRECON_EXAMPLES=50 looks at more seeds.
"""

from __future__ import annotations

import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import invrecon
from invrecon.reports import wording
from sample_data.make import company, demo, exports, gl_forms
from sample_data.make import disturbances as disturb
from sample_data.make.books import Books
from sample_data.make.disturbances import Truth
from tests.truths import EXAMPLES, assert_explained, by_cause, hold_together, runs, seeds

CLEAN = pickle.dumps(company.build())
OCTOBER = "2026-10-01"

Disturbance = Callable[[Books, Random], list[Truth]]


@dataclass(frozen=True)
class Form:
    """How cost posting wrote the G/L, and whether its relation to the value entries was exported."""

    name: str
    post: Callable[[Books], None] | None
    relation: bool = True


PER_ENTRY = Form("per entry", None)
PER_ENTRY_ALONE = Form("per entry, without relation", None, relation=False)
PER_DOCUMENT = Form("per document", gl_forms.per_document)
PER_DOCUMENT_ALONE = Form("per document, without relation", gl_forms.per_document, relation=False)
PER_GROUP = Form("per posting group", gl_forms.per_posting_group)
PER_GROUP_ALONE = Form("per posting group, without relation", gl_forms.per_posting_group, relation=False)
FORMS = (PER_ENTRY, PER_ENTRY_ALONE, PER_DOCUMENT, PER_GROUP)
ALL_FORMS = (*FORMS, PER_DOCUMENT_ALONE, PER_GROUP_ALONE)

CANNOT_BE_TOLD = {
    # Without the relation nothing shows that the G/L ever had the entries; and from a line that is a sum, the entries
    # of one value entry cannot be deleted.
    *((disturb.journal_deleted, form) for form in ALL_FORMS if form != PER_ENTRY),
    # A transfer between two locations nets to 0.00 on the account that served both, and leaves no line per document.
    *((disturb.account_split, form) for form in (PER_DOCUMENT, PER_DOCUMENT_ALONE)),
}

# What concerns every entry of a kind comes first, before others have used some of them.
ANY = tuple(dict.fromkeys((*disturb.WHOLE_LEDGER, *disturb.DISTURBANCES, *disturb.WITHOUT_DIFFERENCE)))


def disturbed(chosen: Iterable[Disturbance], seed: int) -> tuple[Books, list[Truth]]:
    """The clean company with these disturbances, and their truths, which add up to what the balances say."""
    books, rng = pickle.loads(CLEAN), Random(seed)
    truths = [truth for disturbance in chosen for truth in disturbance(books, rng)]
    demo.differences(books, truths)
    return books, truths


def reconciled(books: Books, form: Form, chosen: Iterable[Disturbance] = (), **options: str) -> invrecon.Reconciliation:
    """The reconciliation of the books, exported in this form.

    A company that does not post expected cost does not say so in its toml: that it can be seen is the point.
    """
    if form.post:
        form.post(books)
    stated = [
        line for line in exports.SETTINGS if not (set(disturb.EXPECTED_COST) & set(chosen) and "expected" in line)
    ]
    with tempfile.TemporaryDirectory() as folder:
        exports.write_exports(Path(folder), books, settings=stated, relation=form.relation, gl_as_csv=True)
        result = invrecon.reconcile(Path(folder), **options)
    hold_together(result)
    return result


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.name)
def test_of_the_clean_company_nothing_is_said_in_any_form_of_its_ledger(form: Form) -> None:
    result = reconciled(pickle.loads(CLEAN), form)
    assert result.reconciled
    assert result.reconciling_items == ()
    assert result.findings == ()


# What inventory did not post looks alike in every form.
OF_JOURNALS = {disturb.direct_posting, disturb.non_item_document, disturb.opening_balance}
EACH_ALONE = [
    pytest.param(disturbance, form, id=f"{disturbance.__name__}, {form.name}")
    for number, disturbance in enumerate(disturb.DISTURBANCES)
    # Per entry always; of the other forms each takes its turn, and all of them at length.
    for form in (
        (PER_ENTRY,)
        if disturbance in OF_JOURNALS
        else FORMS
        if EXAMPLES
        else (PER_ENTRY, (PER_GROUP, PER_DOCUMENT)[number % 2])
    )
    if (disturbance, form) not in CANNOT_BE_TOLD
]


@pytest.mark.parametrize(("disturbance", "form"), EACH_ALONE)
def test_each_cause_alone_is_told_with_its_amounts(disturbance: Disturbance, form: Form) -> None:
    @runs(1)
    @given(seeds)
    def told(seed: int) -> None:
        books, truths = disturbed([disturbance], seed)
        assert_explained(reconciled(books, form, [disturbance]), truths)

    told()


@pytest.mark.parametrize("disturbance", disturb.WITHOUT_DIFFERENCE, ids=lambda disturbance: disturbance.__name__)
def test_what_makes_no_difference_raises_no_cause(disturbance: Disturbance) -> None:
    @runs(2)
    @given(seeds, st.sampled_from(FORMS))
    def silent(seed: int, form: Form) -> None:
        books, _ = disturbed([disturbance], seed)
        result = reconciled(books, form)
        assert result.reconciling_items == ()
        assert result.reconciled

    silent()


def go_together(chosen: list[Disturbance]) -> bool:
    """Whether each of them keeps its own reason, and its own traces.

    Expected cost is switched once. While it is off, an unposted entry in a closed month has two reasons, and an account
    cannot be replaced: that concerns every entry of a group, and those with expected cost are used. Two accounts that
    were replaced would share the old one.
    """
    switched = len(set(disturb.EXPECTED_COST).intersection(chosen))
    replaced = len(set(disturb.REPLACED).intersection(chosen))
    return switched + replaced <= 1 and not (switched and disturb.period_closed in chosen)


several = (
    st.lists(st.sampled_from(ANY), min_size=2, max_size=6, unique=True)
    .filter(go_together)
    .map(lambda chosen: sorted(chosen, key=ANY.index))
)


def apart(chosen: list[Disturbance], seed: int) -> bool:
    """Whether no two of them touch entries of one document: without the relation, its lines cannot be told apart.

    What touches entries of half the documents does not count: it is told by more than a document.
    """
    books, rng = pickle.loads(CLEAN), Random(seed)
    documents: Counter[str] = Counter()
    for disturbance in chosen:
        before = set(books.disturbed_value_entries)
        disturbance(books, rng)
        touched = books.disturbed_value_entries - before
        if disturbance not in (*disturb.WHOLE_LEDGER, disturb.date_compression):
            documents.update({entry.document_no for entry in books.value_entries if entry.entry_no in touched})
    return max(documents.values(), default=0) <= 1


@runs(2)
@given(several, seeds)
def test_several_causes_at_once_are_told_apart_by_the_relation(chosen: list[Disturbance], seed: int) -> None:
    books, truths = disturbed(chosen, seed)
    assert_explained(reconciled(books, PER_ENTRY, chosen), truths)


@runs(2)
@given(several.filter(lambda chosen: disturb.journal_deleted not in chosen), seeds)
def test_several_causes_at_once_are_told_apart_without_the_relation(chosen: list[Disturbance], seed: int) -> None:
    assume(apart(chosen, seed))
    books, truths = disturbed(chosen, seed)
    assert_explained(reconciled(books, PER_ENTRY_ALONE, chosen), truths)


@runs(2)
@given(several, seeds, st.sampled_from(ALL_FORMS), st.booleans())
def test_whatever_happened_the_parts_add_up_to_the_difference(
    chosen: list[Disturbance], seed: int, form: Form, period: bool
) -> None:
    books, _ = disturbed([*chosen, disturb.mystery], seed)
    reconciled(books, form, chosen, **({"from_date": OCTOBER} if period else {}))  # holds the laws


@runs(2)
@given(seeds, st.sampled_from(FORMS), st.sampled_from((disturb.cost_not_posted, disturb.direct_posting)))
def test_what_no_export_explains_stays_unexplained_with_its_amount(seed: int, form: Form, known: Disturbance) -> None:
    books, truths = disturbed([known, disturb.mystery], seed)
    result = reconciled(books, form)
    unknown = {account_no: amount for (account_no, cause), amount in by_cause(truths).items() if not cause}
    assert by_cause(result.reconciling_items) == by_cause(truth for truth in truths if truth.cause)
    assert {line.account_no: line.unexplained for line in result.account_lines if line.unexplained} == unknown
    assert result.unexplained
    assert f"unexplained {sum(map(abs, unknown.values())):,.2f}" in wording.result(result)
