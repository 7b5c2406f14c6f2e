"""Each cause of Sage Pastel on books as small as they can be: what it claims, and the neighbour that it leaves alone.

The sum law (explained and unexplained make the difference) is asserted whenever books are reconciled, and nothing may
be left unexplained unless the test says so. S1 to S25 are those of facts/sage-inventory-groups.md 5.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from invrecon.causes import causes_of
from tests.gp_books import causes, item, notes
from tests.sage_books import (
    ACCRUED,
    ADJUSTED,
    BANK,
    COST,
    COUNTED,
    EXPENSE,
    GLUE,
    MAIN,
    SECOND,
    SUPPLIERS,
    TIMBER,
    TOOLS,
    Books,
)
from tests.shell import call


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """Documents of several months that both ledgers have."""
    books = Books(tmp_path / "exports")
    books.posted("GRN", 50, 10, "GRN00001", date="2026-03-05").posted("INV", -20, 10, "INV00001", date="2026-03-12")
    books.posted("SI", 10, 5, "SI000001", date="2026-04-15", item="PLANK")
    books.posted("IJ", -2, 3, "IJ000001", date="2026-09-20", item="GLUE")
    books.posted("INV", -1, 3, "INV00009", date="2026-10-01", item="GLUE")
    return books.posted("INV", -5, 10, "INV00010", date="2026-10-03")


def by_account(r: invrecon.Reconciliation, cause: str) -> dict[str, str]:
    """What a cause explains, account by account."""
    return {item.account_no: f"{item.amount:.2f}" for item in r.reconciling_items if item.cause == cause}


def doubts(r: invrecon.Reconciliation, cause: str) -> set[str]:
    """What would prove a cause."""
    return {item.doubt for item in r.reconciling_items if item.cause == cause}


def test_every_cause_tells_what_it_means_and_how_to_correct_it() -> None:
    for cause in causes_of("sage-pastel"):
        assert cause.meaning.strip(), cause.id
        assert cause.correction.strip(), cause.id
        assert cause.action, cause.id


# What is in order.


def test_clean_books_whatever_a_document_looks_like(books: Books) -> None:
    for store_item, cost in (("BOARD", 10), ("PLANK", 5), ("GLUE", 3)):  # two accounts, and groups that share one
        books.posted("SI", 3, cost, "SI000088", item=store_item)
    books.posted("GRN", 3, 10, "PURCHASE-0001").posted("GRN", 5, 10, "PURCHASE-0002", date="2026-10-16")
    books.posted("GRN", 2, 10, "grn-ab1").posted("INV", -3, 10, "00000088").posted("CRN", 1, 10, "00000088")
    books.move("GRN", 3, 0, "GRN00099")  # free of charge
    books.posted("INV", -1, 10, "INV00088", date="2026-10-31").posted("INV", -1, 10, "INV00089", date="2026-11-01")
    books.posted("SC", "1.25", "3.3333", "SC000001", item="GLUE", value="4.17")
    r = books.reconcile()
    assert causes(r) == {}
    assert r.reconciled
    assert {line.account_no: f"{line.gl:.2f}" for line in r.account_lines} == {TIMBER: "1615.00", GLUE: "94.17"}


@pytest.mark.parametrize("group", ["2", "4"], ids=["of one account", "of two"])
def test_a_transfer_between_stores(books: Books, group: str) -> None:
    books.group("4", TOOLS).stock("BOARD", group, store=SECOND).transfer("BOARD", 10, 10, "TRF00001")
    assert causes(books.reconcile()) == {}


def test_a_batch_that_no_movement_waits_for_is_no_difference(books: Books) -> None:
    books.waits(TIMBER, -30, "JNL9").waits(ADJUSTED, 30, "JNL9")
    assert causes(books.reconcile()) == {}


# On the ledger alone: S1, S2, S4, S14, S17.


def test_journals_on_the_control_account(books: Books) -> None:
    """S1, S2: under another entry type, under that of integration, with the number of a document, or taking it back."""
    books.gl(TIMBER, 77, User="ANNA", reference="JNL1")
    books.gl(TIMBER, 1000, reference="INV00010")
    books.gl(TIMBER, 20000, reference="ZZZ1", entry_type="IC")
    books.gl(TIMBER, 50, COST, "INV00010", entry_type="IC", date="2026-10-20")
    r = books.reconcile()
    assert causes(r) == {"direct-posting": "21127.00"}
    assert notes(r, "direct-posting").split("; ") == [
        "entry type IC, no movement has this reference",
        "entry type GJ",
        "ANNA, entry type GJ",
        "entry type IC, the movements of this reference are in the ledger already",
    ]
    assert doubts(r, "direct-posting") == {""}


def test_a_journal_of_the_same_amount_and_number_as_a_document_was_typed_all_the_same(books: Books) -> None:
    books.gl(TIMBER, -50, reference="INV00010")
    assert causes(books.reconcile()) == {"direct-posting": "-50.00"}


def test_an_unknown_reference_of_a_month_without_movements_is_in_doubt(books: Books) -> None:
    books.gl(TIMBER, 77, reference="ZZZ1", entry_type="IC", date="2026-11-20", period=9)
    books.movements = [one for one in books.movements if one.date.month < 10]
    books.integration = {key: amount for key, amount in books.integration.items() if key[2] < "2026-10"}
    r = books.reconcile(as_of="2026-11-30")
    assert doubts(r, "direct-posting") == {"the Inventory Movements of Nov 2026"}


def test_cash_books_and_lines_of_documents_without_an_item(books: Books) -> None:
    """S4: also beside a line of an item on the same document."""
    books.gl(TIMBER, 120, BANK, "CHQ100", entry_type="CB", User="ANNA")
    books.gl(TIMBER, 3000, SUPPLIERS, "SI000777", entry_type="SI")
    books.posted("SI", 10, 5, "SI000002", item="PLANK").gl(TIMBER, 40, SUPPLIERS, "SI000002", entry_type="SI")
    r = books.reconcile()
    assert causes(r) == {"non-item-document": "3160.00"}
    assert notes(r, "non-item-document") == "SI; ANNA, CB; SI"


def test_a_purchase_variance_on_the_inventory_account_of_the_group(books: Books) -> None:
    """S17: on an invoice that clears what was received, by integration or by the document; a journal is a journal."""
    books.group("1", TIMBER, Purchase_Variance=TIMBER)
    books.gl(ACCRUED, 300, SUPPLIERS, "SI000300").gl(TIMBER, 15, SUPPLIERS, "SI000300", entry_type="IC")
    books.gl(ACCRUED, 200, SUPPLIERS, "SI000301").gl(TIMBER, 200, SUPPLIERS, "SI000301", entry_type="SI")
    books.gl(TIMBER, 3000, SUPPLIERS, "JNL5")
    r = books.reconcile()
    assert causes(r) == {"direct-posting": "3000.00", "purchase-variance-on-inventory": "215.00"}
    assert "also purchase variance of group 1" in notes(r, "purchase-variance-on-inventory")


def test_the_same_line_where_no_group_has_its_variances_there_is_a_journal(books: Books) -> None:
    books.gl(TIMBER, 15, SUPPLIERS, "SI000300", entry_type="IC")
    assert causes(books.reconcile()) == {"direct-posting": "15.00"}


@pytest.fixture
def sawing(books: Books) -> Books:
    """A service in the group of boards."""
    books.group_of["SAWING", MAIN] = "1"
    books.listed({"BOARD": "1", "PLANK": "2", "GLUE": "3", "SAWING": "1"}, None, services=("SAWING",))
    return books


def bought_sawing(books: Books) -> Books:
    """A service on a supplier's invoice: its value is in no valuation."""
    books.posted("SI", 2, 50, "SI000400", item="SAWING")
    books.revalued["SAWING", MAIN] = Decimal(-100)
    return books


def test_a_service_in_a_group_of_stock(sawing: Books) -> None:
    """S14: alone on the invoice of one account, and on one line with goods on the next."""
    bought_sawing(sawing).posted("SI", 2, 10, "SI000401").posted("SI", 2, 3, "SI000400", item="GLUE")
    r = sawing.reconcile()
    assert causes(r) == {"service-in-physical-group": "100.00"}
    assert notes(r, "service-in-physical-group") == "service SAWING"
    sawing.posted("SI", 2, 10, "SI000400")
    assert by_account(sawing.reconcile(), "service-in-physical-group") == {TIMBER: "100.00"}


def test_a_service_that_only_the_text_of_the_line_names(sawing: Books) -> None:
    sawing.gl(TIMBER, 100, SUPPLIERS, "SI000400", entry_type="IC", Description="SAWING of oak")
    sawing.gl(TIMBER, 7, SUPPLIERS, "SI000401", entry_type="IC", Description="SAWINGS")
    assert causes(sawing.reconcile()) == {"service-in-physical-group": "100.00", "direct-posting": "7.00"}


def test_services_in_a_group_of_their_own_are_as_they_should_be(sawing: Books) -> None:
    sawing.group("9", EXPENSE).group_of["SAWING", MAIN] = "9"
    sawing.item_lists = []
    sawing.listed({"BOARD": "1", "SAWING": "9"}, None, services=("SAWING",))
    r = bought_sawing(sawing).gl(EXPENSE, 40, BANK, "CHQ9", entry_type="CB").reconcile()
    assert causes(r) == {}
    assert [line.account_no for line in r.account_lines] == [TIMBER, GLUE]


def test_a_group_of_services_with_the_account_of_stock(sawing: Books) -> None:
    sawing.group("9", TIMBER).group_of["SAWING", MAIN] = "9"
    sawing.item_lists = []
    sawing.listed({"BOARD": "1", "SAWING": "9"}, None, services=("SAWING",))
    assert causes(bought_sawing(sawing).reconcile()) == {"service-in-physical-group": "100.00"}


# On both, differently: S18, S19, S12.


def test_what_is_in_the_ledger_twice_or_with_another_amount_sign_or_account(books: Books) -> None:
    books.posted("SC", -3, 10, "SC000020", date="2026-09-30").gl(TIMBER, -30, COUNTED, "SC000020", entry_type="IC")
    books.move("IJ", -3, 10, "IJ000002").gl(TIMBER, -36, ADJUSTED, "IJ000002", entry_type="IC")
    books.move("IJ", -40, 10, "IJ000003").gl(TIMBER, 400, ADJUSTED, "IJ000003", entry_type="IC")
    books.posted("INV", -7, 10, "INV00020", account=GLUE)
    books.move("GRN", 3, 0, "GRN00077").gl(TIMBER, 5000, ACCRUED, "GRN00077", entry_type="IC")
    r = books.reconcile()
    assert causes(r) == {"duplicate-posting": "-30.00", "amount-differs": "5794.00", "wrong-account": "0.00"}
    assert by_account(r, "wrong-account") == {TIMBER: "70.00", GLUE: "-70.00"}
    assert notes(r, "wrong-account") == f"on {GLUE} instead of {TIMBER}; on {GLUE} instead of {TIMBER}"
    assert notes(r, "duplicate-posting") == "second posting of the same document"
    for note in ("G/L -36.00, ", "reversed sign: G/L 400.00, ", "G/L 5,000.00, inventory ledger 0.00"):
        assert note in notes(r, "amount-differs")


def test_a_cent_of_a_document_is_rounding(books: Books) -> None:
    books.move("IJ", -3, 10, "IJ000002").gl(TIMBER, "-30.01", ADJUSTED, "IJ000002", entry_type="IC")
    assert causes(books.reconcile()) == {"rounding": "-0.01"}


def test_a_document_on_an_account_of_no_group(books: Books) -> None:
    r = books.posted("INV", -3, 10, "INV00020", account="8490000").reconcile()
    assert by_account(r, "wrong-account") == {TIMBER: "30.00", "8490000": "-30.00"}


@pytest.mark.parametrize(("contra", "account"), [(TIMBER, TIMBER), (GLUE, GLUE)])
def test_an_inventory_journal_whose_contra_is_an_inventory_account(books: Books, contra: str, account: str) -> None:
    """S19: beside another item of the journal that is as it should be."""
    books.move("IJ", -3, 10, "IJ000002").gl(TIMBER, -30, contra, "IJ000002", entry_type="IC")
    r = books.posted("IJ", -2, 5, "IJ000002", item="PLANK").reconcile()
    assert causes(r) == {"same-account-both-sides": "30.00"}
    assert by_account(r, "same-account-both-sides") == {account: "30.00"}
    assert notes(r, "same-account-both-sides").startswith("both sides on 8400000")


def test_a_washed_journal_whose_lines_are_one_sum_for_each_account(books: Books) -> None:
    books.posted("IJ", -3, 10, "IJ000002", contra=GLUE).posted("IJ", -2, 3, "IJ000002", item="GLUE")
    books.move("IJ", -4, 10, "IJ000003", Contra="8400/000").move("IJ", -5, 10, "IJ000004", Contra="4200/000")
    r = books.reconcile()
    assert causes(r) == {"same-account-both-sides": "70.00", "journal-deleted": "50.00"}
    assert by_account(r, "same-account-both-sides") == {TIMBER: "40.00", GLUE: "30.00"}


def test_an_invoice_that_is_taken_back_on_the_same_account_was_reversed_by_a_journal(books: Books) -> None:
    books.gl(TIMBER, 50, COST, "INV00010", entry_type="IC", date="2026-10-03")
    assert causes(books.reconcile()) == {"direct-posting": "50.00"}


@pytest.mark.parametrize(
    ("date", "period", "amount"),
    [("2026-11-03", 8, "-20.00"), ("2026-11-03", 108, "-20.00"), ("2026-10-30", 9, "20.00")],
)
def test_a_document_posted_into_one_period_and_dated_in_another(
    books: Books, date: str, period: int, amount: str
) -> None:
    """S12: the ledger goes by period, stock by date."""
    books.posted("INV", -2, 10, "INV00060", date=date, period=period).run_date = "2026-11-30"
    r = books.reconcile()
    assert causes(r) == {"period-date-mismatch": amount}
    assert notes(r, "period-date-mismatch").startswith(f"period {period}, dated ")
    (line,) = (line for line in r.period_months if line.ledger == "gl")
    assert (line.period, line.entries, f"{line.amount:.2f}") == (period % 100, 1, "-20.00")


def test_periods_and_dates_that_disagree_before_the_cut_off_make_no_difference(books: Books) -> None:
    r = books.posted("INV", -2, 10, "INV00060", date="2026-10-02", period=7).reconcile()
    assert causes(r) == {}
    assert len(r.period_months) == 2


def test_a_journal_in_another_period_than_its_date_is_still_a_journal(books: Books) -> None:
    r = books.gl(TIMBER, -20, date="2026-11-03", period=8).reconcile()
    assert causes(r) == {"direct-posting": "-20.00"}


# In stock alone: S5, S7, S15, S18.


def test_batches_that_wait_and_lines_that_are_missing(books: Books) -> None:
    """S15, S18: by reference as the ledger cuts it, and by account."""
    books.move("IJ", -3, 10, "ADJUST-00002").waits(TIMBER, -30, "ADJUST-0").waits(ADJUSTED, 30, "ADJUST-0")
    books.move("IJ", -40, 10, "IJ000003").waits(GLUE, -400, "IJ000003")
    books.posted("SI", 10, 5, "SI000002", item="PLANK").move("SI", 4, 3, "SI000002", item="GLUE")
    books.posted("GRN", 1, 10, "PURCHASE-0001").move("GRN", 500, 10, "PURCHASE-0002")
    r = books.reconcile()
    assert causes(r) == {"gl-batch-unposted": "30.00", "journal-deleted": "-4612.00"}
    assert notes(r, "gl-batch-unposted") == "batch 7, entry type IC, THEMBA"
    assert by_account(r, "journal-deleted") == {TIMBER: "-4600.00", GLUE: "-12.00"}
    assert "supplier invoice, GLUE, its other lines are in the ledger" in notes(r, "journal-deleted")
    assert "inventory journal, BOARD;" in notes(r, "journal-deleted") + ";"


def test_a_document_of_two_accounts_may_be_wrong_on_each_for_a_reason_of_its_own(books: Books) -> None:
    books.posted("SI", 3, 10, "SI000088").move("SI", 3, 3, "SI000088", item="GLUE")
    r = books.gl(TIMBER, 30, SUPPLIERS, "SI000088", entry_type="IC").reconcile()
    assert causes(r) == {"duplicate-posting": "30.00", "journal-deleted": "-9.00"}


def test_a_transfer_that_was_not_posted_and_one_that_was_by_half(books: Books) -> None:
    """S7: the item is in different groups in the two stores."""
    books.group("4", TOOLS).stock("BOARD", "4", store=SECOND)
    books.transfer("BOARD", 1, 10, "TRF00001").transfer("BOARD", 20, 10, "TRF00002").transfer(
        "BOARD", 3, 10, "TRF00003"
    )
    books.integration = {
        key: amount
        for key, amount in books.integration.items()
        if key[0] != "TRF00001" and key[:2] != ("TRF00002", TOOLS)
    }
    r = books.reconcile()
    assert by_account(r, "store-transfer-not-posted") == {TIMBER: "10.00", TOOLS: "-10.00"}
    assert by_account(r, "journal-deleted") == {TOOLS: "-200.00"}
    assert notes(r, "store-transfer-not-posted") == "BOARD, store 001, group 1; BOARD, store 002, group 4"
    assert causes(r) == {"store-transfer-not-posted": "0.00", "journal-deleted": "-200.00"}


@pytest.mark.parametrize("stated", [[], ["integration_since = 2026-09-01"]], ids=["inferred", "stated"])
def test_integration_that_was_switched_on_during_the_year(
    books: Books, stated: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """S5: and a document that is missing later is no month without integration."""
    books.posted("INV", -1, 10, "INV00002", date="2026-04-20")
    books.integration = {key: amount for key, amount in books.integration.items() if key[2] >= "2026-09"}
    books.settings = stated
    books.gl("1100000", 30, "1000000", "INV00001", date="2026-03-12", entry_type="INV")  # the sale itself
    r = books.move("INV", -2, 10, "INV00044").reconcile()
    assert causes(r) == {"integration-off": "-340.00", "journal-deleted": "20.00"}
    assert notes(r, "integration-off").startswith("Mar 2026: no ledger line of any of 2 documents; ")
    assert not r.reconciled
    assert "integration_since = 2026-09-01" in call(capsys, "init", books.folder, "--print").out


def test_a_month_without_integration_in_the_middle_even_where_a_journal_stands_for_it(books: Books) -> None:
    books.move("INV", -1, 10, "INV00002", date="2026-06-20").move("INV", -2, 10, "INV00003", date="2026-06-21")
    assert causes(books.reconcile()) == {"integration-off": "30.00"}
    r = books.gl(TIMBER, -30, date="2026-06-30").reconcile()
    assert [line.difference for line in r.account_lines] == [0, 0]
    assert not r.reconciled  # silent zero


def test_a_single_document_says_nothing_of_its_month(books: Books) -> None:
    assert causes(books.move("INV", -1, 10, "INV00002", date="2026-06-20").reconcile()) == {"journal-deleted": "10.00"}


# Two causes of different kinds at once.


@pytest.mark.parametrize(
    ("second", "told"),
    [
        (lambda b: b.gl(TIMBER, 7), {"direct-posting": "7.00"}),
        (lambda b: b.move("INV", -1, 10, "INV00044"), {"journal-deleted": "10.00"}),
        (lambda b: b.opening.update({TIMBER: Decimal(1204)}), {"opening-balance": "4.00"}),
    ],
    ids=["journal", "missing line", "opening"],
)
def test_two_causes_on_one_account(books: Books, second: Callable[[Books], object], told: dict[str, str]) -> None:
    books.gl(TIMBER, 120, BANK, "CHQ100", entry_type="CB")
    second(books)
    r = books.reconcile()
    assert causes(r) == {"non-item-document": "120.00", **told}
    assert item(r, "non-item-document").account_no == TIMBER
