"""What the exports of Sage Pastel may lack or say otherwise: run dates, periods, settings, stores, openings, order.

Nobody may be told that stock at the cut-off is known where it is not (facts/sage-inventory-groups.md 3.2, 6).
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

import invrecon
from invrecon.errors import InputError
from tests.gp_books import causes, item, notes
from tests.sage_books import ADJUSTED, AS_OF, COST, GLUE, SECOND, TIMBER, Books
from tests.shell import call


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """Documents of several months that both ledgers have."""
    books = Books(tmp_path / "exports")
    books.posted("GRN", 50, 10, "GRN00001", date="2026-03-05").posted("INV", -20, 10, "INV00001", date="2026-03-12")
    books.posted("SI", 10, 5, "SI000001", date="2026-04-15", item="PLANK")
    books.posted("IJ", -2, 3, "IJ000001", date="2026-09-20", item="GLUE")
    return books.posted("INV", -5, 10, "INV00010", date="2026-10-03")


def findings(r: invrecon.Reconciliation) -> dict[str, str]:
    """The findings by their severity."""
    return {finding.id: finding.severity for finding in r.findings}


def sums(r: invrecon.Reconciliation) -> tuple[object, ...]:
    """What a reconciliation comes to: every account, and every item with its evidence in any order."""
    items = ((one.cause, one.account_no, one.amount, one.doubt, tuple(sorted(p.note or "" for p in one.evidence)))
             for one in r.reconciling_items)  # fmt: skip
    return (r.account_lines, sorted(items))


# The day of the valuation: S13.


def test_a_valuation_without_a_run_date_is_refused(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.run_date = None
    said = call(capsys, "reconcile", books.write(), "--as-of", AS_OF)
    assert said.status == 2
    assert "3-inventory-valuation.csv" in said.err
    assert "valuation_date = 2026-10-31" in said.err
    books.settings = ["valuation_date = 2026-10-31"]
    assert causes(books.reconcile()) == {}


def test_a_day_of_last_month_in_the_toml_is_refused(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    """The toml that was written a month ago would roll the new valuation back from the wrong day."""
    books.settings = ["valuation_date = 2026-09-30"]
    said = call(capsys, "reconcile", books.write(), "--as-of", AS_OF)
    assert said.status == 2
    assert "valuation_date is 2026-09-30" in said.err
    assert "Remove the line" in said.err


def test_one_of_two_valuations_without_a_run_date_takes_that_of_the_toml(books: Books) -> None:
    books.run_date, books.opening_valuation = None, "2026-02-28"
    books.settings = ["valuation_date = 2026-10-31"]
    r = books.gl(TIMBER, 7).reconcile()
    assert causes(r) == {"direct-posting": "7.00"}


@pytest.mark.parametrize("printed", ["2026-10-31", "2026-11-20", "2026-09-30"], ids=["at", "after", "before"])
@pytest.mark.parametrize("opening", [None, "2026-02-28"])
def test_stock_at_the_cut_off_is_the_same_whenever_it_was_printed(
    books: Books, printed: str, opening: str | None
) -> None:
    books.run_date, books.opening_valuation = printed, opening
    books.posted("INV", -3, 10, "INV00061", date="2026-10-31").posted("INV", -2, 10, "INV00062", date="2026-11-01")
    r = books.move("INV", -1, 10, "INV00060", date="2026-10-20").reconcile()
    assert causes(r) == {"journal-deleted": "10.00"}
    assert [f"{line.subledger:.2f}" for line in r.account_lines] == ["1460.00", "84.00"]


@pytest.mark.parametrize("listed", [None, "2026-10-31"], ids=["captured later", "captured before"])
def test_documents_dated_ahead_are_in_the_valuation_where_they_were_captured_before_it(
    books: Books, listed: str | None
) -> None:
    books.listed_on = listed
    r = books.posted("INV", -2, 10, "INV00060", date="2026-11-15").reconcile()
    assert causes(r) == {}
    assert r.reconciled
    assert ("future-dated-movements" in findings(r)) is bool(listed)


def test_a_valuation_after_the_last_movement_that_was_listed_is_told(books: Books) -> None:
    books.run_date = "2026-11-20"
    assert findings(books.reconcile())["movements-end-before-valuation"] == "warning"
    books.listed_on = "2026-11-20"
    assert "movements-end-before-valuation" not in findings(books.reconcile())


# Without movements, or without a valuation.


def test_without_movements_only_the_valuation_is_compared(books: Books) -> None:
    books.left_out = {"value_entries"}
    assert causes(books.gl(TIMBER, 7).reconcile()) == {"direct-posting": "7.00"}
    books.revalued = {("BOARD", "001"): 25}
    r = books.reconcile()
    assert causes(r, unexplained="-25.00") == {"direct-posting": "7.00"}
    assert not r.reconciled


def test_without_movements_nothing_leads_back_to_the_cut_off(books: Books) -> None:
    books.left_out, books.run_date = {"value_entries"}, "2026-11-10"
    with pytest.raises(InputError, match="there are no movements to lead back to 2026-10-31"):
        books.reconcile()


def test_without_a_valuation_the_beginning_is_not_known(books: Books) -> None:
    books.left_out = {"inventory_valuation"}
    books.listed({"BOARD": "1", "PLANK": "2", "GLUE": "3"}, None)
    r = books.gl(TIMBER, 7).reconcile()
    assert causes(r) == {"direct-posting": "7.00"}
    assert str(r.from_date) == "2026-03-01"  # net changes
    assert findings(r)["no-valuation"] == "warning"


def test_a_trial_balance_alone_is_compared_without_telling_why(books: Books) -> None:
    books.gl(TIMBER, 7)
    books.left_out = {"gl_entries"}
    r = books.reconcile()
    assert {line.account_no: f"{line.difference:.2f}" for line in r.account_lines} == {TIMBER: "7.00", GLUE: "0.00"}
    assert causes(r, unexplained="7.00") == {}


# Settings and periods.


def test_what_is_stated_is_what_is_inferred(books: Books) -> None:
    books.gl(TIMBER, 7, reference="INV00010").posted("INV", -2, 10, "INV00060", date="2026-11-03", period=8)
    inferred = sums(books.reconcile())
    books.settings = [
        'integration = "full"',
        'integration_entry_types = ["IC"]',
        "financial_year_start = 2026-03-01",
        "valuation_date = 2026-10-31",
    ]
    assert sums(books.reconcile()) == inferred


def test_an_entry_type_of_any_name_is_found(books: Books) -> None:
    books.integration = {(*key[:4], "77"): amount for key, amount in books.integration.items()}
    r = books.gl(TIMBER, 7, entry_type="77", reference="ZZZ1").gl(TIMBER, 20, entry_type="IC").reconcile()
    assert causes(r) == {"direct-posting": "27.00"}
    assert "entry type 77, no movement has this reference" in notes(r, "direct-posting")


@pytest.mark.parametrize("style", ["{:02d}", "1{:02d}"])
def test_periods_however_they_are_written(books: Books, style: str) -> None:
    books.gl(TIMBER, 7).gl(TIMBER, 20, date="2026-11-02", period=8)
    for line in books.lines:
        line["Period"] = style.format(int(str(line["Period"])))
    assert causes(books.reconcile()) == {"direct-posting": "27.00"}


def test_the_thirteenth_period_lies_in_the_last_month(books: Books) -> None:
    books.gl(TIMBER, 7, date="2027-02-28", period=13).gl(TIMBER, 20, date="2027-03-15", period=13)
    assert causes(books.reconcile()) == {}
    books.left_out = {"trial_balance"}
    assert causes(books.reconcile(as_of="2027-02-28")) == {"direct-posting": "27.00"}


@pytest.mark.parametrize("period", ["14", "0.5", "March"])
def test_a_period_that_does_not_exist_is_refused(books: Books, period: str, capsys: pytest.CaptureFixture[str]) -> None:
    books.gl(TIMBER, 7)
    books.lines[0]["Period"] = period
    books.left_out = {"trial_balance"}
    said = call(capsys, "reconcile", books.write(), "--as-of", AS_OF)
    assert said.status == 2
    assert f'period "{period}"' in said.err
    assert "1-detailed-ledger.csv" in said.err


def test_periods_that_fit_no_financial_year_need_its_beginning(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, line in enumerate(books.ledger()):
        books.gl(str(line["Account"]), 1, None, date=str(line["Date"]), period=number % 12 + 1)
    books.integration, books.left_out = {}, {"trial_balance"}
    for movement in books.movements:
        del movement.row["Period"]
    said = call(capsys, "reconcile", books.write(), "--as-of", AS_OF)
    assert said.status == 2
    assert "financial_year_start = 2026-03-01" in said.err


def test_without_periods_the_ledger_counts_by_date_and_says_so(books: Books) -> None:
    books.posted("INV", -2, 10, "INV00060", date="2026-11-03", period=8)
    books.hidden = {"gl_entries": {"Period"}}
    books.left_out = {"trial_balance"}
    r = books.reconcile()
    assert causes(r) == {}
    assert findings(r)["column-not-exported"] == "warning"


@pytest.mark.parametrize("detailed", [False, True])
def test_without_entry_types_a_journal_is_in_doubt_unless_the_details_tell(books: Books, detailed: bool) -> None:
    books.detailed, books.hidden = detailed, {"gl_entries": {"Entry Type"}}
    r = books.gl(TIMBER, 7).reconcile()
    assert causes(r) == {"direct-posting": "7.00"}
    assert item(r, "direct-posting").doubt == ("" if detailed else "Entry Type in the Detailed Ledger export")


# Stores.


def test_an_item_in_other_groups_by_store(books: Books) -> None:
    books.stock("BOARD", "3", 20, 10, store=SECOND).posted("INV", -1, 10, "INV0S", store=SECOND)
    r = books.reconcile()
    assert causes(r) == {}
    assert findings(r)["group-by-store"] == "info"


def test_stores_that_one_of_the_reports_does_not_show(books: Books) -> None:
    books.stock("BOARD", "2", 20, 10, store=SECOND).posted("INV", -1, 10, "INV0S", store=SECOND)
    books.hidden = {"value_entries": {"Store"}}
    assert causes(books.reconcile()) == {}
    del books.group_of["BOARD", SECOND], books.on_hand["BOARD", SECOND]
    books.stock("PAINT", "2", 20, 10, store=SECOND).movements.pop()
    books.integration = {key: amount for key, amount in books.integration.items() if key[0] != "INV0S"}
    books.hidden = {"inventory_valuation": {"Store"}}
    assert causes(books.gl(TIMBER, 7).reconcile()) == {"direct-posting": "7.00"}


def test_stores_that_are_not_shown_where_each_has_another_account_are_an_error(books: Books) -> None:
    """Boards of the second store are on another account: without the store nothing tells which ones were sold."""
    books.stock("BOARD", "3", 20, 10, store=SECOND).posted("INV", -1, 10, "INV0S", store=SECOND)
    books.hidden = {"value_entries": {"Store"}}
    r = books.reconcile()
    assert not r.reconciled
    assert findings(r)["stores-not-shown"] == "error"


# Laws.


def everything(books: Books) -> Books:
    """Books with several causes at once."""
    books.gl(TIMBER, 7).gl(GLUE, 120, reference="ZZZ1", entry_type="IC")
    books.move("IJ", -3, 10, "IJ000002").gl(TIMBER, -30, GLUE, "IJ000002", entry_type="IC")
    books.posted("INV", -2, 10, "INV00060", date="2026-11-03", period=8).move("INV", -1, 10, "INV00070")
    books.stock("RUSTY", "1", 10, 7).listed({"RUSTY": "1"}, "2026-05-05").listed({"RUSTY": "3"}, "2026-10-31")
    books.opening = {TIMBER: 1260, GLUE: 90}
    books.group_of["RUSTY", "001"] = "3"
    books.move("IJ", -4, 10, "IJ000004").waits(TIMBER, -40, "IJ000004").waits(ADJUSTED, 40, "IJ000004")
    return books.gl(TIMBER, -50, COST, "INV00010", entry_type="IC")


def test_the_order_of_rows_changes_nothing(books: Books) -> None:
    straight = sums(everything(books).reconcile())
    shuffle = random.Random(7).shuffle
    shuffle(books.movements)
    shuffle(books.lines)
    books.integration = dict(sorted(books.integration.items(), reverse=True))
    books.group_of = dict(reversed(books.group_of.items()))
    books.item_lists.reverse()
    assert sums(books.reconcile()) == straight


def test_debit_and_credit_columns_are_the_same_as_one_amount(books: Books) -> None:
    straight = sums(everything(books).reconcile())
    books.signs = True
    assert sums(books.reconcile()) == straight


def test_a_report_in_two_files_is_the_same_as_in_one(books: Books) -> None:
    folder = everything(books).write()
    whole = sums(books.reconcile())
    toml = (folder / "invrecon.toml").read_text()
    for name in ("0-inventory-movements", "1-detailed-ledger", "4-inventory-groups"):
        lines = (folder / f"{name}.csv").read_text().splitlines(keepends=True)
        for part, rows in (("a", lines[2::2]), ("b", lines[3::2])):
            (folder / f"{name}-{part}.csv").write_text("".join([*lines[:2], *rows]))
        toml = toml.replace(f'"{name}.csv"', f'"{name}-a.csv", "{name}-b.csv"')
    (folder / "invrecon.toml").write_text(toml)
    assert sums(invrecon.reconcile(folder, as_of=AS_OF)) == whole


def test_a_ledger_in_two_reports_opens_each_with_its_balance(books: Books) -> None:
    for account, balance in ((TIMBER, 1550), (GLUE, 84)):
        books.gl(
            account, balance, None, date="2026-10-01", entry_type="OB", reference="", Description="Opening Balance"
        )
    books.left_out = {"trial_balance"}
    assert causes(books.gl(TIMBER, 7).reconcile()) == {"direct-posting": "7.00"}
