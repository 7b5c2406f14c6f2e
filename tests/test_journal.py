"""The proposed journal: balanced, right once it is posted, and silent about what no journal corrects."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tempfile
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invrecon.causes import CAUSES
from invrecon.causes.journal import Journal, journal
from invrecon.pipeline import reconciled
from invrecon.profiles import load
from invrecon.reconciliation.result import Reconciliation
from invrecon.reconciliation.run import Run
from invrecon.reports.journal import import_listing, journal_listing
from invrecon.reports.listing import render
from invrecon.settings import read_settings
from sample_data.make import company, exports
from sample_data.make import disturbances as disturb
from tests.bookkeeping import ACCOUNTS, Books
from tests.shell import call, is_as_seen, width
from tests.test_explained import ALL_FORMS, Disturbance, Form, disturbed, several
from tests.truths import runs, seeds

AS_OF = dt.date(2026, 10, 31)
LAYOUT = load("business-central").journal


@pytest.fixture
def books(books: Books) -> Books:
    """Books with one purchase in order, so that there is an inventory ledger to compare with."""
    fields = {"date": "2026-10-31", "document": "P0"}
    return books.value_entry("Purchase / Direct Cost", actual=500, **fields).pair(
        "Inventory", "Direct Cost Applied", 500, **fields
    )


def proposed(books: Books, **options: object) -> tuple[Journal, Reconciliation]:
    """The journal that is proposed for the books, and the reconciliation it is made for."""
    with reconciled(read_settings(books.write(), **({"as_of": AS_OF} | options)), lambda _: None) as run:
        return journal(run.ledger, run.reconciliation, LAYOUT, AS_OF), run.reconciliation


def lines(made: Journal) -> list[tuple[str, str, str]]:
    """Account, amount and description of each line."""
    return [(line.account_no, f"{line.amount:.2f}", line.description) for line in made.lines]


def differences(r: Reconciliation) -> dict[str, Decimal]:
    return {line.account_no: line.difference for line in r.account_lines if line.difference}


def post(books: Books, made: Journal) -> None:
    """Post the journal by hand, as the user would."""
    for line in made.lines:
        books.gl(
            line.account_no,
            line.amount,
            date=line.posting_date.isoformat(),
            document=line.document_no,
            source_code="GENJNL",
            Description=line.description,
        )


def a_purchase(books: Books, document: str = "P1", cost: int = 100, **fields: object) -> Books:
    return books.value_entry("Purchase / Direct Cost", actual=cost, document=document, **fields)


def direct_posting(books: Books) -> None:
    books.pair("Inventory", "8450", 1250, document="GJ1", source_code="GENJNL")


def direct_posting_between_inventory_accounts(books: Books) -> None:
    books.pair("Inventory", "COGS", 70, document="GJ1", source_code="GENJNL")
    books.pair("8450", "8720", 5, document="GJ1", source_code="GENJNL")  # no business of ours


def wrong_account(books: Books) -> None:
    for document, account in (("P1", "Inventory"), ("P2", "COGS"), ("P3", "Inventory")):
        a_purchase(books, document).pair(account, "Direct Cost Applied", 100, document=document)


def duplicate_posting(books: Books) -> None:
    a_purchase(books).pair("Inventory", "Direct Cost Applied", 100, document="P1")
    books.pair("Inventory", "Direct Cost Applied", 100, document="P1")


def amount_differs(books: Books) -> None:
    a_purchase(books).pair("Inventory", "Direct Cost Applied", 130, document="P1")


def rounding(books: Books) -> None:
    a_purchase(books).pair("Inventory", "Direct Cost Applied", "100.01", document="P1")


def account_replaced(books: Books) -> None:
    for number, account in enumerate(("2119", "2119", "2119", "Inventory")):
        fields = {"date": f"2026-10-{number + 10}", "document": f"P{number}"}
        books.value_entry("Purchase / Direct Cost", actual=100 + number, **fields)
        books.pair(account, "Direct Cost Applied", 100 + number, **fields)


def journal_deleted(books: Books) -> None:
    a_purchase(books)
    books.extra["gl-item-relation.csv"] = [
        {"G/L Entry No.": gl_entry, "Value Entry No.": value_entry}
        for gl_entry, value_entry in ((1, 1), (2, 1), (71, 2), (72, 2))
    ]
    balances = (("Inventory", 500), ("Direct Cost Applied", -500))
    books.trial_balance = [
        {"G/L Account No.": ACCOUNTS[name], "Name": "", "Balance at Date": b} for name, b in balances
    ]


CORRECTED = (
    direct_posting,
    direct_posting_between_inventory_accounts,
    wrong_account,
    duplicate_posting,
    amount_differs,
    rounding,
    account_replaced,
    journal_deleted,
)


@pytest.mark.parametrize("disturb", CORRECTED, ids=lambda disturb: disturb.__name__)
def test_a_posted_journal_takes_away_exactly_what_it_corrects(disturb: Callable[[Books], None], books: Books) -> None:
    disturb(books)
    made, before = proposed(books)
    assert made.lines
    sums: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for line in made.lines:
        sums[line.account_no] += line.amount
        documents[line.document_no] += line.amount
    assert set(documents.values()) == {0}
    items: Counter[str] = Counter()
    for item in before.reconciling_items:
        items[item.account_no] += item.amount
    inside = {line.account_no for line in before.account_lines}
    assert {no: -amount for no, amount in sums.items() if no in inside and amount} == dict(items)

    post(books, made)
    for balance in books.trial_balance:
        balance["Balance at Date"] += sums[balance["G/L Account No."]]
    again, after = proposed(books)
    expected = {no: amount + sums[no] for no, amount in differences(before).items()}
    assert differences(after) == {no: amount for no, amount in expected.items() if amount} == {}
    assert again.lines == (), "once posted, nothing is proposed a second time"


def proposed_for_company(books: company.Books, form: Form) -> tuple[Journal, Reconciliation]:
    """The journal that is proposed for the sample company in this state."""
    with tempfile.TemporaryDirectory() as folder:
        exports.write_exports(Path(folder), books, relation=form.relation, gl_as_csv=True)
        with reconciled(read_settings(folder), lambda _: None) as run:
            return journal(run.ledger, run.reconciliation, LAYOUT, AS_OF), run.reconciliation


@runs(1)
@given(several, seeds, st.sampled_from(ALL_FORMS))
def test_whatever_happened_a_journal_balances_and_takes_away_what_it_says(
    chosen: list[Disturbance], seed: int, form: Form
) -> None:
    books, _ = disturbed([*chosen, disturb.direct_posting, disturb.mystery], seed)
    if form.post:
        form.post(books)
    made, before = proposed_for_company(books, form)
    sums: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for line in made.lines:
        sums[line.account_no] += line.amount
        documents[line.document_no] += line.amount
        common = {"posting_date": line.posting_date, "document_no": line.document_no, "source_code": "GENJNL"}
        common |= {"description": line.description, "user_id": "CARLA"}
        books.post(account_no=line.account_no, amount=line.amount, **common)
    assert set(documents.values()) <= {0}
    again, after = proposed_for_company(books, form)
    gaps = {line.account_no: line.difference for line in after.account_lines}
    assert gaps == {line.account_no: line.difference + sums[line.account_no] for line in before.account_lines}
    assert again.lines == ()


def test_every_cause_that_a_journal_corrects_has_its_proof_here() -> None:
    names = {cause.id.replace("-", "_") for cause in CAUSES if cause.remedy == "journal"}
    names -= {"group_changed"}  # never proved by exports, so never journaled
    assert names == {disturb.__name__ for disturb in CORRECTED} & names


def test_a_direct_posting_is_reversed_with_its_balancing_account(books: Books) -> None:
    direct_posting(books)
    made, _ = proposed(books)
    assert lines(made) == [
        ("2110", "-1250.00", "Reverse GJ1: direct posting"),
        ("8450", "1250.00", "Reverse GJ1: direct posting"),
    ]
    assert {(line.posting_date, line.document_no, line.corrects) for line in made.lines} == {
        (AS_OF, "IR-2026-10-001", "GJ1")
    }


def test_of_a_journal_that_balances_within_inventory_nothing_else_is_reversed(books: Books) -> None:
    direct_posting_between_inventory_accounts(books)
    assert [line[:2] for line in lines(proposed(books)[0])] == [("2110", "-70.00"), ("7190", "70.00")]


def test_an_account_that_was_replaced_is_cleared_once(books: Books) -> None:
    account_replaced(books)
    assert lines(proposed(books)[0]) == [
        ("2110", "303.00", "Correct: posting setup changed"),
        ("2119", "-303.00", "Correct: posting setup changed"),
    ]


def test_registers_tell_journals_of_one_number_apart(books: Books) -> None:
    for register, amount, other in (("1", 10, "8450"), ("2", 30, "8720")):
        fields = {"document": "GJ1", "source_code": "GENJNL", "G/L Register No.": register}
        books.pair("Inventory", other, amount, **fields)
    books.gl("8110", 5, document="GJ1", source_code="GENJNL", **{"G/L Register No.": "3"})
    made, _ = proposed(books)
    assert [(line.document_no[-3:], line.account_no, line.amount) for line in made.lines] == [
        ("001", "2110", -10), ("001", "8450", 10), ("002", "2110", -30), ("002", "8720", 30),
    ]  # fmt: skip


NOT_JOURNALED = [
    (
        "a reversal that balances elsewhere",
        lambda b: b.gl("Inventory", 50, document="GJ1", source_code="GENJNL"),
        "Direct posting, not in the journal: GJ1: 2110 50.00. Reverse it in the ERP: the balancing account is not in "
        "the export.",
    ),
    (
        "a posted document",
        lambda b: b.pair("Inventory", "5410", 50, document="PI1", source_code="PURCHASES"),
        "Direct posting, not in the journal: PI1: 2110 50.00. It is a posted document: correct it by another one, such "
        "as a credit memo.",
    ),
    (
        "cost that the batch will post",
        lambda b: b.value_entry("Purchase / Direct Cost", actual=40, posted=0),
        "Cost not posted, not in the journal: 2110 -40.00, 7291 40.00. Run Post Inventory Cost to G/L.",
    ),
    (
        "timing",
        lambda b: a_purchase(b, date="2026-10-30").pair(
            "Inventory", "Direct Cost Applied", 100, document="P1", date="2026-11-02"
        ),
        "Posting date differs, not in the journal: 2110 -100.00, 7291 100.00. Timing: nothing to post; it disappears "
        "when both dates lie in the period.",
    ),
    (
        "another amount on the other side of the cut-off",
        lambda b: a_purchase(b, date="2026-10-30").pair(
            "Inventory", "Direct Cost Applied", 130, document="P1", date="2026-11-02"
        ),
        "Amount differs, not in the journal: P1: 2110 -100.00, 7291 100.00. Its entries lie on both sides of the "
        "cut-off: timing is never journaled.",
    ),
    (
        "what no export explains",
        lambda b: (
            a_purchase(b).pair("Inventory", "Direct Cost Applied", 100, document="P1").gl("COGS", 12, document="X")
        ),
        "Unexplained, and left as it is: 7190 12.00. No journal forces it to zero.",
    ),
]


@pytest.mark.parametrize(("disturb", "said"), [case[1:] for case in NOT_JOURNALED], ids=[c[0] for c in NOT_JOURNALED])
def test_what_no_journal_corrects_is_said_in_words(books: Books, disturb: Callable[[Books], None], said: str) -> None:
    disturb(books)
    made, _ = proposed(books)
    assert made.lines == ()
    assert made.remarks == (said,)


def test_what_is_not_proved_is_not_journaled(books: Books) -> None:
    a_purchase(books).pair("Inventory", "Direct Cost Applied", 100, document="P1")
    books.pair("Inventory", "8450", 50, document="GJ1", source_code="")
    books.gl_hidden = {"Source Code"}
    made, r = proposed(books)
    assert [item.doubt for item in r.reconciling_items] == ["Source Code in the General Ledger Entries export"]
    assert made.lines == ()
    assert made.remarks[0].endswith(
        "It is not proved; Source Code in the General Ledger Entries export would prove it."
    )


def test_an_account_of_another_ledger_is_left_to_that_ledger(books: Books) -> None:
    books.pair("Inventory", "5410", 50, document="GJ1", source_code="GENJNL")
    books.chart = [
        {"No.": no, "Name": "", "Income/Balance": "Balance Sheet", "Account Type": "Posting", "Direct Posting": allowed}
        for no, allowed in (("2110", "No"), ("5410", "No"), ("8450", "Yes"))
    ]
    made, _ = proposed(books)
    assert made.lines == ()
    assert "account 5410 takes no journal lines" in made.remarks[0]
    books.gl_entries[-1]["G/L Account No."] = "8450"
    made, _ = proposed(books)
    assert len(made.lines) == 2
    assert "Direct Posting is off, or the account is blocked: 2110. Allow it for this journal only." in made.remarks


def test_what_was_reversed_by_hand_is_not_reversed_again(books: Books) -> None:
    direct_posting(books)
    books.pair("8450", "Inventory", 1250, document="GJ2", date="2026-10-20", source_code="GENJNL")
    made, r = proposed(books)
    assert (made.lines, made.remarks, differences(r)) == ((), (), {})


def test_what_settles_an_unexplained_rest_is_left_alone(books: Books) -> None:
    books.pair("Inventory", "COGS", 12, document="X")  # from inventory, they say
    books.pair("COGS", "Inventory", 12, document="GJ1", source_code="GENJNL")
    made, _ = proposed(books)
    assert made.lines == ()
    assert made.remarks[0].endswith("It settles what is unexplained on its accounts: find out about that first.")


def test_a_period_is_corrected_by_what_lies_in_it(books: Books) -> None:
    direct_posting(books)
    books.pair("Inventory", "8450", 7, document="GJ0", date="2026-09-30", source_code="GENJNL")
    made, _ = proposed(books, from_date=dt.date(2026, 10, 1))
    assert {line.corrects for line in made.lines} == {"GJ1"}


def test_the_csv_is_what_the_erp_imports_and_words_go_elsewhere(
    books: Books, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    books.value_entry("Purchase / Direct Cost", actual=40, posted=0)
    books.pair("Inventory", "=1+1", 1250, document="=GJ1", source_code="GENJNL")
    file = tmp_path / "journal.csv"
    arguments = ("journal", books.write(), "--as-of", "2026-10-31", "--posting-date", "2026-11-02")
    end = call(capsys, *arguments, "--format", "csv", "-o", file)
    assert end.status == 0
    assert end.out == file.read_text(encoding="utf-8")
    assert "Cost not posted, not in the journal" in end.err
    assert list(csv.reader(io.StringIO(end.out))) == [
        ["Posting Date", "Document Type", "Document No.", "Account Type", "Account No.", "Description", "Amount"],
        ["2026-11-02", "", "IR-2026-11-001", "G/L Account", "2110", "Reverse =GJ1: direct posting", "-1250.00"],
        ["2026-11-02", "", "IR-2026-11-001", "G/L Account", "'=1+1", "Reverse =GJ1: direct posting", "1250.00"],
    ]
    quiet = call(capsys, *arguments, "-q", "-o", file)
    assert (quiet.status, quiet.out, quiet.err) == (0, "", "")
    document = json.loads(call(capsys, *arguments, "--format", "json").out)
    first = document["rows"][0]
    assert (first["account_no"], first["cause"], first["corrects"]) == ("2110", "direct-posting", "=GJ1")
    assert document["totals"][0]["amount"] == "0.00"
    assert "| **2 lines in 1 document** |" in call(capsys, *arguments, "--format", "markdown").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["-o", "journal.doc"], "No report is written as journal.doc"), (["--posting-date", "soon"], "soon")],
)
def test_bad_usage_ends_with_2(
    books: Books, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    direct_posting(books)
    end = call(capsys, "journal", books.write(), *arguments)
    assert (end.status, end.out) == (2, "")
    assert said in end.err


def test_a_description_fits_the_erp_s_field(books: Books) -> None:
    books.pair("Inventory", "8450", 1, document="G" * 200, source_code="GENJNL")
    assert {len(line.description) for line in proposed(books)[0].lines} == {100}


@pytest.fixture(scope="module")
def demo_journal(demo: Run) -> Journal:
    return journal(demo.ledger, demo.reconciliation, LAYOUT, AS_OF)


@pytest.mark.parametrize("columns", [80, 120])
def test_what_people_see_of_the_journal(demo: Run, demo_journal: Journal, columns: int) -> None:
    with width(columns):
        shown = render(journal_listing(demo_journal, demo.reconciliation), "table")
    assert is_as_seen(f"journal-{columns}.txt", shown)
    assert max(map(len, shown.splitlines())) <= columns


def test_what_the_erp_imports_of_the_sample_company(demo: Run, demo_journal: Journal) -> None:
    assert is_as_seen("journal.csv", render(import_listing(demo_journal, demo.reconciliation, LAYOUT), "csv"))
