"""Any ledger: the profile that a toml maps. Each cause on books as small as they can be, and what books may lack."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from invrecon.causes import causes_of
from invrecon.errors import InputError
from tests.generic_books import AS_OF, COST, EXPENSE, PAINT, PAYABLE, STOCK, Books
from tests.gp_books import causes, notes
from tests.shell import call


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A receipt of two lines and a delivery that both ledgers have."""
    books = Books(tmp_path / "exports")
    books.move(700, "GR0", date="2026-10-01").move(300, "GR0", date="2026-10-01").gl(
        STOCK, 1000, "GR0", PAYABLE, date="2026-10-01"
    )
    return books.posted(-100, "DN0", date="2026-10-02")


def findings(r: invrecon.Reconciliation) -> dict[str, str]:
    """The findings but for notes, by their id."""
    return {finding.id: finding.message for finding in r.findings if finding.severity != "info"}


# What is in order.


def test_clean_books_are_reconciled_and_nothing_is_said(books: Books) -> None:
    r = books.reconcile()
    assert r.reconciled
    assert causes(r) == {}
    assert r.findings == ()
    assert f"{r.account_lines[0].subledger} {r.account_lines[0].gl}" == "900.00000 900.00000"


def test_another_day_of_the_same_month_is_no_difference(books: Books) -> None:
    books.move(50, "GR1", date="2026-10-30").gl(STOCK, 50, "GR1", PAYABLE, date="2026-10-20")
    assert books.reconcile().reconciled
    # On the other side of the cut-off it is one.
    assert causes(books.reconcile(as_of="2026-10-25")) == {"posting-date-differs": "50.00"}


def test_value_in_and_value_out_are_one_amount(books: Books) -> None:
    for row in books.movements:
        value = int(str(row.pop("Value")))
        row |= {"Value In": max(value, 0), "Value Out": max(-value, 0)}
    assert books.reconcile().reconciled
    books.hidden = {"Value Out"}
    with pytest.raises(InputError, match='no column "Value Out"'):
        books.reconcile()


# The causes.

Change = Callable[[Books], object]

ALONE: dict[str, tuple[Change, dict[str, str]]] = {
    "gl-batch-unposted": (lambda b: b.move(60, "GR1").wait(STOCK, 60, "GR1"), {"gl-batch-unposted": "-60.00"}),
    "duplicate-posting": (
        lambda b: b.gl(STOCK, -100, "DN0", COST, date="2026-10-02"),
        {"duplicate-posting": "-100.00"},
    ),
    "rounding": (lambda b: b.move(60, "GR1").gl(STOCK, "60.01", "GR1", PAYABLE), {"rounding": "0.01"}),
    "wrong-account": (lambda b: b.move(60, "GR1").gl(EXPENSE, 60, "GR1", PAYABLE), {"wrong-account": "0.00"}),
    "amount-differs": (lambda b: b.move(60, "GR1").gl(STOCK, 66, "GR1", PAYABLE), {"amount-differs": "6.00"}),
    "a line left out": (
        lambda b: b.move(60, "GR1").move(40, "GR1").gl(STOCK, 60, "GR1", PAYABLE),
        {"amount-differs": "-40.00"},
    ),
    "cost-not-posted": (lambda b: b.move(-60, "DN1"), {"cost-not-posted": "60.00"}),
    "an invoice without its cost": (
        lambda b: b.move(-60, "DN1").gl("1200", 90, "DN1", "4000"),
        {"cost-not-posted": "60.00"},
    ),
    "direct-posting": (lambda b: b.gl(STOCK, 25, "JV1", EXPENSE, User="ANNA"), {"direct-posting": "25.00"}),
    "non-item-document": (
        lambda b: b.gl(STOCK, 25, "SI1", PAYABLE, Source="Supplier Invoice"),
        {"non-item-document": "25.00"},
    ),
    "posting-date-differs": (
        lambda b: b.move(60, "GR1", date="2026-10-31").gl(STOCK, 60, "GR1", PAYABLE, date="2026-11-02"),
        {"posting-date-differs": "-60.00"},
    ),
    "opening-balance": (
        lambda b: b.move(500, "OPENING", date="2026-10-01").gl(
            STOCK, 480, "JV0", "3000", date="2026-10-01", Description="Opening balance"
        ),
        {"opening-balance": "-20.00"},
    ),
}


@pytest.mark.parametrize("name", ALONE)
def test_each_cause_alone_is_found_and_leaves_nothing(name: str, books: Books) -> None:
    change, expected = ALONE[name]
    change(books)
    r = books.reconcile()
    assert causes(r) == expected
    assert not r.reconciled
    assert not [item for item in r.reconciling_items if item.doubt]


def test_all_causes_at_once_are_told_apart(books: Books) -> None:
    for number, (change, _) in enumerate(ALONE.values()):
        if number not in (4, 5, 7):  # the same document with another fault
            other = Books(books.folder)
            change(other)
            for row in (*other.movements, *other.lines, *other.waiting):
                row["Document"] = str(row["Document"]).replace("1", f"{number}X")
            books.movements += other.movements
            books.lines += other.lines
            books.waiting += other.waiting
    r = books.reconcile()
    assert set(causes(r)) == {cause.id for cause in causes_of("generic")} - {"amount-differs", "summary-differs"}


def test_the_trial_balance_disagrees_with_the_lines(books: Books) -> None:
    books.balance(STOCK, 950).balance(PAYABLE, -1000).balance(COST, 100)
    r = books.reconcile()
    assert not r.reconciled
    assert "the trial balance says 950.00, a gap of -50.00" in findings(r)["gl-entries-disagree-with-trial-balance"]
    assert causes(r) == {"summary-differs": "50.00"}


def test_what_waits_with_another_amount_is_only_probable(books: Books) -> None:
    books.move(60, "GR1").wait(STOCK, 55, "GR1")
    r = books.reconcile()
    assert causes(r) == {"gl-batch-unposted": "-60.00"}
    assert notes(r, "gl-batch-unposted") == "batch B1, ANNA, 55.00 waits for 60.00"
    assert r.reconciling_items[0].doubt == "the document itself"


def test_an_entry_type_of_inventory_tells_a_journal_with_the_number_of_a_document(books: Books) -> None:
    for row in books.lines:
        row["Source"] = "STK"
    books.gl(STOCK, 25, "DN0", EXPENSE, date="2026-10-02", Source="JNL")
    assert causes(books.reconcile()) == {"amount-differs": "25.00"}
    books.settings = ['inventory_source_codes = ["STK"]']
    assert causes(books.reconcile()) == {"direct-posting": "25.00"}
    # What inventory posted itself, and no movement shows, is one for all that the exports tell.
    books.gl(STOCK, 30, "DN8", COST, Source="STK")
    r = books.reconcile()
    assert causes(r) == {"direct-posting": "55.00"}
    assert r.reconciling_items[0].doubt == "a complete export of the movements"


# On which account a movement belongs.


def test_the_account_is_that_of_the_movement_then_of_the_item_then_of_the_group(books: Books) -> None:
    books.accounts = ()
    for row in books.movements:
        row["Account"] = STOCK
    books.posted(10, "GR1", item="PAINT", account=PAINT, Account="", Group="")
    books.posted(20, "GR2", item="OIL", account="1330", Account="", Group="OILS")
    books.items = [{"Item": "BIKE", "Account": "1399"}, {"Item": "PAINT", "Account": PAINT}]
    books.groups = [{"Group": "OILS", "Account": "1330"}]
    r = books.reconcile()
    assert r.reconciled
    assert {line.account_no: int(line.subledger or 0) for line in r.account_lines if line.subledger} == {
        STOCK: 900,
        PAINT: 10,
        "1330": 20,
    }


def test_an_unknown_group_is_an_error(books: Books) -> None:
    books.accounts = ()
    for row in books.movements:
        row["Group"] = "BIKES"
    books.groups = [{"Group": "BIKES", "Account": STOCK}]
    assert books.reconcile().reconciled
    books.move(60, "GR1", Group="BOATS").gl(STOCK, 60, "GR1", PAYABLE)
    r = books.reconcile()
    assert not r.reconciled
    assert "BOATS" in findings(r)["setup-missing"]


def test_without_any_account_it_is_said_what_to_add(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.accounts = ()
    said = call(capsys, "reconcile", books.write(), "--as-of", "2026-10-31")
    assert said.status != 0
    assert '"Inventory" under [accounts]' in said.out + said.err


def test_two_accounts_that_nothing_tells_apart_are_compared_in_sum(books: Books) -> None:
    books.accounts = (STOCK, PAINT)
    books.posted(10, "GR1", account=PAINT)
    r = invrecon.reconcile(books.write(), as_of=AS_OF)
    assert r.reconciled
    assert "add the account to the movements or the items" in findings(r)["account-undecided"]
    books.gl(PAINT, 5, "JV1", EXPENSE)
    assert not invrecon.reconcile(books.write(), as_of=AS_OF).reconciled


# What exports may lack.


def test_a_column_less_is_refused_or_told_and_never_reconciles_what_is_not(books: Books) -> None:
    books.gl(STOCK, 25, "JV1", EXPENSE, User="ANNA", Source="JNL").move(-60, "DN1", Type="Sale", User="ANNA")
    books.items = [{"Item": "BIKE", "Description": "Bike", "Account": STOCK}]
    rows = (*books.movements, *books.lines, *books.items)
    outcomes = {}
    for caption in dict.fromkeys(caption for row in rows for caption in row):
        books.hidden = {caption}
        shutil.rmtree(books.folder, ignore_errors=True)
        try:
            outcomes[caption] = "reconciled" if books.reconcile().reconciled else "told"
        except InputError:
            outcomes[caption] = "refused"
    assert {caption for caption, outcome in outcomes.items() if outcome == "refused"} == {
        "Date", "Item", "Value", "Account", "Debit", "Credit",
    }  # fmt: skip
    assert "reconciled" not in outcomes.values()


def test_no_document_in_common_is_told(books: Books) -> None:
    for row in books.lines:
        row["Document"] = f"X-{row['Document']}"
    assert (
        "numbers such as DN0, the G/L lines have numbers such as X-DN0"
        in findings(books.reconcile())["no-common-document"]
    )
    for row in books.lines:
        row["Document"] = ""
    assert "the G/L lines have none" in findings(books.reconcile())["no-common-document"]


def test_types_of_any_name_are_taken(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    for row in books.movements:
        row["Type"] = "WE \x1b[31m"
    said = call(capsys, "reconcile", books.write(), "--as-of", "2026-10-31")
    assert said.status == 0
    assert "types that say nothing of the other side" in said.err
    assert "\x1b[31m" not in said.out + said.err


def test_init_names_the_profile_and_its_toml_gives_the_same_result(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.accounts = ()
    for row in books.movements:
        row["Account"] = STOCK
    (books.write() / "invrecon.toml").unlink()
    said = call(capsys, "init", books.folder, "--profile", "generic")
    assert said.status == 0, said.err
    assert 'profile = "generic"' in (books.folder / "invrecon.toml").read_text(encoding="utf-8")
    assert call(capsys, "reconcile", books.folder).status == 0


# Many documents at once.

FAULTS: dict[str, Change] = {
    "right": lambda b: b.posted(60, "N"),
    "right, of two items": lambda b: b.move(-20, "N").move(-30, "N", item="PAINT").gl(STOCK, -50, "N", COST),
    "right, on another day": lambda b: b.move(50, "N", date="2026-10-30").gl(
        STOCK, 50, "N", PAYABLE, date="2026-10-02"
    ),
    **{name: change for name, (change, _) in ALONE.items() if name not in ("opening-balance", "duplicate-posting")},
    "duplicate-posting": lambda b: b.posted(-100, "N").gl(STOCK, -100, "N", COST),
}


@pytest.mark.parametrize("seed", range(3))
def test_many_documents_with_a_fault_each_are_all_explained(seed: int, books: Books) -> None:
    chance = random.Random(seed)
    expected: set[str] = set()
    for number in range(60):
        name = chance.choice(list(FAULTS))
        one = Books(books.folder)
        FAULTS[name](one)
        scale = chance.randint(1, 9)
        for row in (*one.movements, *one.lines, *one.waiting):
            row["Document"] = f"D{number:03}"
            if name != "rounding":
                row |= {key: Decimal(str(row[key])) * scale for key in ("Value", "Debit", "Credit") if key in row}
        books.movements += one.movements
        books.lines += one.lines
        books.waiting += one.waiting
        expected |= ALONE[name][1].keys() if name in ALONE else set()

    chance.shuffle(books.movements)
    chance.shuffle(books.lines)
    r = books.reconcile()
    assert {item.cause for item in r.reconciling_items} == expected
    assert all(line.unexplained == 0 for line in r.account_lines)
