"""What stock is worth without any movement: openings, groups that change, averages and values that do (S6, S9 to S25).

The valuation shows stock as it is printed; all else is led back from there (facts/sage-inventory-groups.md 4, 5).
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from tests.gp_books import causes, notes
from tests.sage_books import AS_OF, GLUE, MAIN, TIMBER, TOOLS, Books
from tests.test_sage_causes import by_account, doubts

FEBRUARY = "2026-02-28"
ITEMS = {"BOARD": "1", "PLANK": "2", "GLUE": "3"}


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """Boards that both ledgers have, and nails of a group that shares their account."""
    books = Books(tmp_path / "exports").posted("GRN", 50, 10, "GRN00001", date="2026-03-05")
    return books.posted("INV", -20, 10, "INV00001", date="2026-03-12").posted("INV", -5, 10, "INV00010")


# Groups that change: S6.


def regrouped(books: Books, item: str = "BOARD", group: str = "3") -> Books:
    """Put an item into another group today; the ledger has opened on the account of the old one."""
    books.opening = {TIMBER: sum(value for (name, _), (_, value) in books.on_hand.items() if name != "GLUE")}
    books.opening = {TIMBER: Decimal(books.opening[TIMBER]), GLUE: books.on_hand["GLUE", MAIN][1]}
    books.group_of[item, MAIN] = group
    return books


@pytest.mark.parametrize("after", [False, True], ids=["nothing after it", "a document after it"])
@pytest.mark.parametrize(
    ("first", "second"),
    [("2026-10-20", "2026-10-31"), (None, "2026-10-31"), (None, None)],
    ids=["two dates", "one date", "no date"],
)
def test_two_lists_of_items_prove_a_change(books: Books, first: str | None, second: str | None, after: bool) -> None:
    books.listed(ITEMS, first).listed(ITEMS | {"BOARD": "3"}, second)
    regrouped(books)
    if after:
        books.posted("INV", -2, 10, "INV00030", date="2026-10-25")
    r = books.reconcile()
    assert by_account(r, "group-changed") == {TIMBER: "1250.00", GLUE: "-1250.00"}
    assert causes(r) == {"group-changed": "0.00"}
    assert doubts(r, "group-changed") == {""}
    assert "BOARD, group 1 to 3" in notes(r, "group-changed")


def test_an_item_that_nothing_moved(books: Books) -> None:
    books.stock("RUSTY", "1", 10, 7).listed({"RUSTY": "1"}, "2026-05-05").listed({"RUSTY": "3"}, "2026-10-31")
    assert by_account(regrouped(books, "RUSTY").reconcile(), "group-changed") == {TIMBER: "70.00", GLUE: "-70.00"}


def test_without_an_older_list_the_value_of_the_item_tells_or_its_documents(books: Books) -> None:
    books.stock("RUSTY", "1", 10, 7)
    r = regrouped(books, "RUSTY").reconcile()
    assert by_account(r, "group-changed") == {TIMBER: "70.00", GLUE: "-70.00"}
    assert "by its value" in notes(r, "group-changed")
    books.group_of["RUSTY", MAIN] = "1"
    r = regrouped(books).reconcile()
    assert by_account(r, "group-changed") == {TIMBER: "1250.00", GLUE: "-1250.00"}
    assert "by its documents" in notes(r, "group-changed")
    assert doubts(r, "group-changed") == {"the Inventory Items as they were before 16 Oct 2026"}


def test_an_earlier_valuation_proves_a_change_as_well_as_a_list(books: Books) -> None:
    books.stock("RUSTY", "1", 10, 7).opening_valuation = FEBRUARY
    books.valued_then = {("RUSTY", MAIN): "1"}
    r = regrouped(books, "RUSTY").reconcile()
    assert by_account(r, "group-changed") == {TIMBER: "70.00", GLUE: "-70.00"}
    assert doubts(r, "group-changed") == {""}


def test_an_item_whose_group_was_changed_twice(books: Books) -> None:
    """While it was in the second group, its documents were posted there rightly."""
    books.group("4", TOOLS).listed(ITEMS, "2026-04-30").listed(ITEMS | {"BOARD": "4"}, "2026-08-31")
    books.listed(ITEMS | {"BOARD": "3"}, "2026-10-31").posted(
        "INV", -1, 10, "INV00040", date="2026-07-01", account=TOOLS
    )
    books.movements = [one for one in books.movements if one.row["Reference"] != "INV00010"]
    books.integration = {key: amount for key, amount in books.integration.items() if key[0] != "INV00010"}
    r = regrouped(books).reconcile()
    assert by_account(r, "group-changed") == {TIMBER: "1300.00", TOOLS: "-10.00", GLUE: "-1290.00"}
    assert causes(r) == {"group-changed": "0.00"}


def test_changes_that_make_no_difference(books: Books) -> None:
    """Between groups of one account, and after the cut-off."""
    books.listed(ITEMS | {"PLANK": "1"}, "2026-05-05").listed(ITEMS, "2026-10-31")
    books.listed(ITEMS | {"BOARD": "3"}, "2026-11-10").run_date = "2026-11-10"
    assert causes(regrouped(books).reconcile()) == {}


def test_single_documents_astray_after_others_that_are_not_are_no_change(books: Books) -> None:
    for number in (1, 2):
        books.posted("INV", -2, 10, f"INV0003{number}", date=f"2026-10-2{number}", account=GLUE)
    assert causes(books.reconcile()) == {"wrong-account": "0.00"}


# Beginnings: S25.


@pytest.mark.parametrize("valued", [None, FEBRUARY])
def test_a_beginning_that_differs_is_proved_by_a_valuation_of_that_day(books: Books, valued: str | None) -> None:
    books.opening, books.opening_valuation = {TIMBER: Decimal(1190)}, valued
    r = books.gl(TIMBER, 7).reconcile()
    assert causes(r) == {"opening-balance": "-10.00", "direct-posting": "7.00"}
    assert "ledger begins with 1,190.00, stock with 1,200.00" in notes(r, "opening-balance")
    assert doubts(r, "opening-balance") == {"" if valued else "an Inventory Valuation of 28 Feb 2026"}


def test_a_ledger_without_openings_takes_them_from_the_trial_balance(books: Books) -> None:
    books.without_opening = True
    r = books.gl(TIMBER, 7).reconcile()
    assert causes(r) == {"direct-posting": "7.00"}
    (finding,) = (finding for finding in r.findings if finding.id == "opening-from-trial-balance")
    assert {piece.note: f"{piece.amount:.2f}" for piece in finding.evidence} == {TIMBER: "1200.00", GLUE: "90.00"}
    books.balances = {TIMBER: Decimal(1400)}  # 57 too little
    assert causes(books.reconcile()) == {"direct-posting": "7.00", "opening-balance": "-57.00"}


def test_a_trial_balance_of_another_date_gives_no_opening(books: Books) -> None:
    """That of October would put what October posted into the beginning, and make the books of September agree."""
    books.without_opening = True
    books.posted("INV", -4, 10, "INV00044", date="2026-10-20").gl(TIMBER, 7, date="2026-10-21").write()
    r = invrecon.reconcile(books.folder, as_of="2026-09-30")
    assert not r.reconciled
    assert "opening-from-trial-balance" not in {finding.id for finding in r.findings}


def test_without_a_trial_balance_such_a_ledger_lacks_its_beginning(books: Books) -> None:
    books.without_opening, books.left_out = True, {"trial_balance"}
    r = books.reconcile()
    assert by_account(r, "opening-balance") == {TIMBER: "-1200.00", GLUE: "-90.00"}


def test_lines_of_last_year_count_once(books: Books) -> None:
    """Some of them, and all since the account began or since the opening balance of that year."""
    books.gl(GLUE, 12, None, date="2026-02-10", period=12)
    books.gl(TIMBER, 1200, None, date="2025-05-01", period=3, reference="OLD1")
    books.group("4", TOOLS).stock("SAW", "4", 10, 7)
    books.gl(TOOLS, 50, None, date="2025-03-01", period=1, entry_type="OB", reference="")
    books.gl(TOOLS, 20, None, date="2025-05-01", period=3, reference="OLD2")
    r = books.reconcile()
    assert causes(r) == {}
    assert [finding for finding in r.findings if finding.severity == "error"] == []


# Values that change by themselves: S9 to S11, S20, S23.


def test_an_edited_cost_a_cent_of_the_average_and_a_journal_are_told_apart(books: Books) -> None:
    books.opening_valuation = FEBRUARY
    books.revalued = {("PLANK", MAIN): Decimal(25), ("BOARD", MAIN): Decimal("0.02")}
    r = books.gl(TIMBER, 7).reconcile()
    assert causes(r) == {"cost-changed-without-movement": "-25.00", "rounding": "-0.02", "direct-posting": "7.00"}
    assert notes(r, "cost-changed-without-movement") == "PLANK, store 001"
    assert doubts(r, "cost-changed-without-movement") == {""}


def test_with_one_valuation_an_edited_cost_looks_like_the_beginning(books: Books) -> None:
    books.revalued = {("BOARD", MAIN): Decimal(25)}
    r = books.reconcile()
    assert causes(r) == {"opening-balance": "-25.00"}
    assert doubts(r, "opening-balance") == {"an Inventory Valuation of 28 Feb 2026"}


@pytest.mark.parametrize("valued", [None, FEBRUARY])
def test_a_value_without_quantity(books: Books, valued: str | None) -> None:
    """S10; what the movements themselves leave over is in both ledgers."""
    books.opening_valuation = valued
    for item in ("NAIL", "SCREW"):
        books.stock(item, "1").posted("GRN", 10, 1, f"GRN5{item}", item=item, date="2026-04-01")
    books.posted("INV", -10, 1, "INV00050", item="NAIL", date="2026-05-01").revalued["NAIL", MAIN] = Decimal(4)
    books.posted("INV", -10, "0.6", "INV00051", item="SCREW", date="2026-05-01")
    r = books.reconcile()
    assert causes(r) == {"zero-quantity-with-value": "-4.00"}
    assert notes(r, "zero-quantity-with-value") == "NAIL, store 001, 0 on hand"


@pytest.mark.parametrize("valued", [None, FEBRUARY])
@pytest.mark.parametrize(("change", "proved"), [(-10, True), (-11, False), (0, True)])
def test_an_average_recalculated_over_negative_stock(
    books: Books, valued: str | None, change: int, proved: bool
) -> None:
    """S9, S11: ten short, and received at 3.00 instead of 2.00."""
    books.stock("NAIL", "1", 5, 2).posted("INV", -15, 2, "INV00050", item="NAIL", date="2026-04-01")
    books.posted("GRN", 30, 3, "GRN00050", item="NAIL", date="2026-05-01").opening_valuation = valued
    books.revalued["NAIL", MAIN] = Decimal(change)
    r = books.reconcile()
    if not change:
        assert causes(r) == {}
    elif proved or valued:
        assert causes(r) == {"average-recalculated": f"{-change:.2f}"}
        assert notes(r, "average-recalculated") == "NAIL, 10.00 short from 1 Apr 2026 to 1 May 2026"
        assert doubts(r, "average-recalculated") == {"" if proved else "the average costs in the item ledger of NAIL"}
    else:  # one valuation does not tell it from the beginning
        assert causes(r) == {"opening-balance": f"{-change:.2f}"}


def test_what_is_received_after_the_cut_off_has_recalculated_nothing_yet(books: Books) -> None:
    books.stock("NAIL", "1", 5, 2).posted("INV", -15, 2, "INV00050", item="NAIL", date="2026-10-01")
    books.posted("GRN", 30, 3, "GRN00050", item="NAIL", date="2026-11-05").revalued["NAIL", MAIN] = Decimal(-10)
    books.opening_valuation, books.run_date = FEBRUARY, "2026-11-10"
    assert causes(books.reconcile(as_of=AS_OF)) == {}
