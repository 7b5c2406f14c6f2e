"""The journal that is proposed for Sage Pastel: in the 18 fields of a batch, balanced, and right once it is updated."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from invrecon.causes.journal import Journal, journal
from invrecon.profiles import load
from tests.gp_books import assert_sums, causes
from tests.sage_books import (
    ACCRUED,
    ADJUSTED,
    AS_OF,
    COST,
    COUNTED,
    EXPENSE,
    GLUE,
    PURCHASES,
    SECOND,
    SUPPLIERS,
    TIMBER,
    Books,
)
from tests.shell import call

LAYOUT = load("sage-pastel").journal
Lines = list[tuple[str, str, str]]


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A goods received note, a supplier's invoice and a sale that both ledgers have."""
    return (
        Books(tmp_path / "exports")
        .posted("GRN", 50, 10, "GRN00001", date="2026-10-01")
        .posted("SI", 10, 5, "SI000001", date="2026-10-02", item="PLANK")
        .posted("INV", -20, 10, "INV00001", date="2026-10-03")
    )


def proposed(books: Books) -> Journal:
    """The journal for the books; each of its documents balances."""
    with books.run() as run:
        made = journal(run.ledger, run.reconciliation, LAYOUT, AS_OF)
        assert_sums(run.reconciliation)
    sums: Counter[str] = Counter()
    for line in made.lines:
        sums[line.document_no] += line.amount  # type: ignore[assignment]
    assert set(sums.values()) <= {Decimal(0)}
    return made


def lines(made: Journal) -> Lines:
    """Account, amount and the document that each line corrects."""
    return sorted((line.account_no, f"{line.amount:.2f}", line.corrects) for line in made.lines)


def update(books: Books, text: str) -> None:
    """Update the batch that was imported: each of its rows is a line of the ledger."""
    for row in csv.reader(io.StringIO(text)):
        period, date, letter, account, reference, description, amount = row[:7]
        assert letter == "G"
        day, month, year = date.split("/")
        books.gl(account, amount, None, reference, date=f"{year}-{month}-{day}", period=period, Description=description)


def deleted_sale(books: Books) -> None:
    books.move("INV", -3, 10, "INV00009")


def deleted_receipt(books: Books) -> None:
    books.move("GRN", 3, 10, "GRN00009")


def deleted_purchase(books: Books) -> None:
    books.move("SI", 3, 10, "SI000009")


def deleted_count(books: Books) -> None:
    books.move("SC", -3, 10, "SC000009")


def typed_contra(books: Books) -> None:
    books.posted("IJ", -5, 10, "IJ000001", contra=EXPENSE, **{"Contra Account": EXPENSE})
    books.move("IJ", -3, 10, "IJ000009", **{"Contra Account": EXPENSE})


def manual(books: Books) -> None:
    books.gl(TIMBER, 77, EXPENSE, "JNL1").gl(TIMBER, 20, EXPENSE, "JNL2")


def manual_as_integration(books: Books) -> None:
    books.gl(TIMBER, 77, EXPENSE, "JNL1", entry_type="IC")


def other_amount(books: Books) -> None:
    books.move("IJ", -3, 10, "IJ000009").gl(TIMBER, -36, EXPENSE, "IJ000009", entry_type="IC")


def twice(books: Books) -> None:
    books.posted("SC", -3, 10, "SC000009").gl(TIMBER, -30, COUNTED, "SC000009", entry_type="IC")


def astray(books: Books) -> None:
    books.move("INV", -3, 10, "INV00009").gl(EXPENSE, -30, COST, "INV00009", entry_type="IC")


def other_inventory_account(books: Books) -> None:
    books.posted("INV", -3, 3, "INV00008", item="GLUE")
    books.posted("INV", -3, 10, "INV00009", account=GLUE)


def regrouped(books: Books) -> None:
    books.posted("INV", -2, 3, "INV00008", item="GLUE", date="2026-09-20")
    books.listed({"GLUE": "3", "BOARD": "1"}, "2026-08-31").listed({"GLUE": "2", "BOARD": "1"}, "2026-10-31")
    books.group_of["GLUE", "001"] = "2"
    books.opening = {TIMBER: Decimal(1200), GLUE: Decimal(90)}


def transferred(books: Books) -> None:
    books.stock("BOARD", "3", store=SECOND).posted("INV", -1, 3, "INV00008", item="GLUE")
    books.move("TRF", -4, 10, "TRF00001").move("TRF", 4, 10, "TRF00001", store=SECOND)


def recosted(books: Books) -> None:
    books.opening_valuation, books.run_date = "2026-02-28", "2026-10-31"
    books.revalued = {("PLANK", "001"): Decimal(12)}


def fraction_of_a_cent(books: Books) -> None:
    books.opening_valuation = "2026-02-28"
    books.revalued = {("PLANK", "001"): Decimal("12.3456")}


def switched_off(books: Books) -> None:
    """September is not integrated: what was bought is on Purchases, and no cost of sales was posted."""
    books.group("1", TIMBER, Purchases=PURCHASES).group("3", GLUE, Purchases=PURCHASES)
    books.posted("INV", -2, 10, "INV00003", date="2026-08-05").posted("INV", -1, 3, "INV00004", item="GLUE")
    books.move("GRN", 9, 10, "GRN00007", date="2026-09-02").gl(
        PURCHASES, 90, SUPPLIERS, "SI000007", date="2026-09-03", entry_type="SI"
    )
    books.move("INV", -3, 10, "INV00006", date="2026-09-03").move("IJ", -1, 10, "IJ000007", date="2026-09-04")
    books.move("INV", -2, 3, "INV00007", date="2026-09-05", item="GLUE")


def below_zero(books: Books) -> None:
    """Five more boards are sold than there are; the next receipt costs 2 more for each of them."""
    books.stock("NAIL", "1").posted("GRN", 10, 4, "GRN00008", item="NAIL", date="2026-09-01")
    books.posted("INV", -15, 4, "INV00008", item="NAIL", date="2026-09-02")
    books.posted("GRN", 20, 6, "GRN00009", item="NAIL", date="2026-09-03")
    books.opening_valuation = "2026-02-28"
    books.revalued = {("NAIL", "001"): Decimal(-10)}


JOURNALED: list[tuple[Callable[[Books], None], Lines]] = [
    (deleted_sale, [(TIMBER, "-30.00", "INV00009"), (COST, "30.00", "INV00009")]),
    (deleted_receipt, [(TIMBER, "30.00", "GRN00009"), (ACCRUED, "-30.00", "GRN00009")]),
    (deleted_purchase, [(TIMBER, "30.00", "SI000009"), (SUPPLIERS, "-30.00", "SI000009")]),
    (deleted_count, [(TIMBER, "-30.00", "SC000009"), (COUNTED, "30.00", "SC000009")]),
    (typed_contra, [(TIMBER, "-30.00", "IJ000009"), (EXPENSE, "30.00", "IJ000009")]),
    (manual, [(TIMBER, "-77.00", "JNL1"), (EXPENSE, "77.00", "JNL1"), (TIMBER, "-20.00", "JNL2"),
              (EXPENSE, "20.00", "JNL2")]),
    (manual_as_integration, [(TIMBER, "-77.00", "JNL1"), (EXPENSE, "77.00", "JNL1")]),
    (other_amount, [(TIMBER, "6.00", "IJ000009"), (EXPENSE, "-6.00", "IJ000009")]),
    (twice, [(TIMBER, "30.00", "SC000009"), (COUNTED, "-30.00", "SC000009")]),
    (astray, [(TIMBER, "-30.00", "INV00009"), (EXPENSE, "30.00", "INV00009")]),
    (other_inventory_account, [(TIMBER, "-30.00", "INV00009"), (GLUE, "30.00", "INV00009")]),
    (regrouped, [(TIMBER, "84.00", "group of GLUE"), (GLUE, "-84.00", "group of GLUE")]),
    (transferred, [(TIMBER, "-40.00", "TRF00001"), (GLUE, "40.00", "TRF00001")]),
    (switched_off, [(TIMBER, "50.00", ""), (GLUE, "-6.00", ""), (PURCHASES, "-90.00", ""), (COST, "36.00", ""),
                    (ADJUSTED, "10.00", "")]),
    (below_zero, [(TIMBER, "-10.00", "value of NAIL"), (COST, "10.00", "value of NAIL")]),
    (recosted, [(TIMBER, "12.00", "value of PLANK"), (ADJUSTED, "-12.00", "value of PLANK")]),
]  # fmt: skip


@pytest.mark.parametrize(("happens", "expected"), JOURNALED, ids=lambda value: getattr(value, "__name__", ""))
def test_what_a_journal_corrects_is_settled_once_the_batch_is_updated(
    books: Books, happens: Callable[[Books], None], expected: Lines, capsys: pytest.CaptureFixture[str]
) -> None:
    happens(books)
    made = proposed(books)
    assert lines(made) == sorted(expected), made.remarks
    said = call(capsys, "journal", books.folder, "-q", "--format", "csv", "--as-of", AS_OF)
    assert said.err == ""
    update(books, said.out)
    r = books.reconcile()
    assert causes(r) == {}
    # A month in which nothing was integrated is an error for ever: facts/sage-inventory-groups.md 6.6.
    assert r.reconciled != (happens is switched_off)
    assert proposed(books).lines == ()


def test_the_journal_of_several_at_once_settles_all_and_takes_no_number_twice(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    for happens in (deleted_receipt, manual, twice):
        happens(books)
    books.gl(EXPENSE, 1, SUPPLIERS, "IR100002")
    said = call(capsys, "journal", books.write(), "-q", "--format", "csv", "--as-of", AS_OF)
    numbers = list(dict.fromkeys(row[4] for row in csv.reader(io.StringIO(said.out))))
    assert numbers == ["IR100001", "IR100003", "IR100004", "IR100005"]
    update(books, said.out)
    assert books.reconcile().reconciled


def test_the_months_without_integration_are_one_journal_and_the_remark_dates_it(books: Books) -> None:
    switched_off(books)
    made = proposed(books)
    assert {line.document_no for line in made.lines} == {"IR100001"}
    (remark,) = made.remarks
    assert remark.startswith("Inventory not integrated: the balance in the journal.")
    assert remark.endswith("Post it on 1 Oct 2026, the first day with integration again.")


def test_a_missing_stock_journal_goes_where_the_others_went(books: Books) -> None:
    books.integration, books.opening_valuation = {}, "2026-02-28"
    books.settings = ['integration = "none"', "financial_year_start = 2026-03-01"]
    books.move("SI", 7, 10, "SI000005", date="2026-09-05").gl(TIMBER, 70, COST, "SJ09", date="2026-09-30")
    made = proposed(books)
    assert lines(made) == [(COST, "-350.00", ""), (TIMBER, "350.00", "")]


def test_the_import_is_a_batch_of_18_fields_without_header_and_quotes(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.gl("8400/000", 1250, EXPENSE, 'J,"é=1', Description="by hand")
    file = books.folder.parent / "batch.csv"
    call(capsys, "journal", books.write(), "-q", "-o", file, "--as-of", AS_OF, "--posting-date", "2026-11-02")
    rest = "0,0.00,,,0000000,1,1,1,0,0.00"
    head = "IR110001,Reverse J  e=1: direct posting"
    assert file.read_bytes().decode("ascii").splitlines() == [
        f"9,02/11/2026,G,8400000,{head},-1250.00,{rest},-1250.00",
        f"9,02/11/2026,G,4500000,{head},1250.00,{rest},1250.00",
    ]


def test_people_see_the_journal_with_captions_and_periods(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    manual(books)
    shown = call(capsys, "journal", books.write(), "--as-of", AS_OF).out
    assert "Document  Date        Period  Account  Description" in shown
    assert "IR100001  2026-10-31       8  8400000  Reverse JNL1: direct posting" in shown


def without_example(books: Books) -> None:
    books.move("RTN", -3, 10, "RTN00009")


def waiting(books: Books) -> None:
    books.move("IJ", -3, 10, "IJ000009").waits(TIMBER, -30, "IJ000009")


def opening(books: Books) -> None:
    books.opening = {TIMBER: Decimal(1190)}
    books.opening_valuation = "2026-02-28"


def contra_is_inventory(books: Books) -> None:
    books.move("IJ", -3, 10, "IJ000009").gl(TIMBER, -30, TIMBER, "IJ000009", entry_type="IC")


def other_period(books: Books) -> None:
    books.posted("INV", -3, 10, "INV00009", date="2026-10-30", period=9)


@pytest.mark.parametrize(
    ("happens", "words"),
    [
        (without_example, "RTN00009: 8400000 30.00. Post it by hand: on which account the other side belongs"),
        (waiting, "8400000 30.00. Update the batch."),
        (opening, "8400000 -10.00. Compare with the closing balance and valuation of the year before."),
        (contra_is_inventory, "IJ000009: 8400000 30.00. Post it by hand"),
        (other_period, "Timing: list it"),
        (fraction_of_a_cent, "It has fractions of a cent"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_no_journal_corrects_is_said_in_words(books: Books, happens: Callable[[Books], None], words: str) -> None:
    happens(books)
    made = proposed(books)
    assert made.lines == ()
    (remark,) = made.remarks
    assert "not in the journal" in remark
    assert words in remark
