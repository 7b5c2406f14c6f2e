"""First day out of balance: the days on which the two ledgers of an account part, and meet again."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from invrecon.reconciliation.run import Run
from invrecon.reports.listing import render
from invrecon.reports.timeline import timeline_listing
from tests.bookkeeping import Books
from tests.shell import call, is_as_seen, width

Day = tuple[str, str, str, tuple[str, ...]]


def days(books: Books, account_no: str = "2110", **options: object) -> list[Day]:
    """The days of an account: date, change, difference at its end, documents."""
    return [
        (day.date.isoformat(), f"{day.change:.2f}", f"{day.difference:.2f}", day.documents)
        for day in books.reconcile(**options).timeline
        if day.account_no == account_no
    ]


def test_the_gap_opens_grows_and_closes_on_days_with_documents(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100, date="2026-10-01", document="P1")
    books.pair("Inventory", "Direct Cost Applied", 100, date="2026-10-01", document="P1")
    books.value_entry("Purchase / Direct Cost", actual=40, posted=0, date="2026-10-03", document="P2")
    books.pair("Inventory", "8450", 15, date="2026-10-10", document="GJ1", source_code="GENJNL")
    books.pair("Inventory", "8450", 25, date="2026-10-20", document="GJ2", source_code="GENJNL")
    assert days(books) == [
        ("2026-10-03", "-40.00", "-40.00", ("P2",)),
        ("2026-10-10", "15.00", "-25.00", ("GJ1",)),
        ("2026-10-20", "25.00", "0.00", ("GJ2",)),
    ]
    assert [day[:3] for day in days(books, "7291")] == [("2026-10-03", "40.00", "40.00")]


def test_a_late_g_l_entry_opens_the_gap_and_closes_it(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100, date="2026-10-05")
    books.pair("Inventory", "Direct Cost Applied", 100, date="2026-10-08")
    assert days(books) == [
        ("2026-10-05", "-100.00", "-100.00", ("DOC1",)),
        ("2026-10-08", "100.00", "0.00", ("DOC1",)),
    ]


def test_a_period_counts_from_its_beginning_and_ends_at_its_end(books: Books) -> None:
    for date in ("2026-09-30", "2026-10-31", "2026-11-01"):
        books.value_entry("Purchase / Direct Cost", actual=10, posted=0, date=date, document=date)
    books.pair("COGS", "Inventory Adjmt.", 1)
    assert days(books, from_date="2026-10-01") == [("2026-10-31", "-10.00", "-10.00", ("2026-10-31",))]


def test_what_matches_on_the_day_is_not_named_and_of_many_documents_the_largest_are(books: Books) -> None:
    for number in range(8):
        document = f"P{number}"
        books.value_entry("Purchase / Direct Cost", actual=10 + number, posted=0, document=document)
    books.value_entry("Purchase / Direct Cost", actual=500, document="SAME")
    books.pair("Inventory", "Direct Cost Applied", 500, document="SAME")
    books.gl("Inventory", 3, document="", source_code="GENJNL")
    assert days(books)[0][3] == ("P7", "P6", "P5", "P4", "P3", "and 4 more")
    assert "(no document)" in days(books, "2110")[0][3] or len(days(books)) == 1


def test_an_account_outside_the_setup_has_days_too(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100, document="P1")
    books.value_entry("Purchase / Direct Cost", actual=60, document="P2", date="2026-10-20")
    books.pair("2119", "Direct Cost Applied", 100, document="P1")
    books.pair("Inventory", "Direct Cost Applied", 60, document="P2", date="2026-10-20")
    assert days(books, "2119") == [("2026-10-15", "100.00", "100.00", ("P1",))]


def test_each_account_ends_at_its_difference(demo: Run) -> None:
    r = demo.reconciliation
    last = {day.account_no: day.difference for day in r.timeline}
    assert {no: gap for no, gap in last.items() if gap} == {
        line.account_no: line.difference for line in r.account_lines if line.difference
    }
    assert all(day.change for day in r.timeline)


def test_the_json_of_the_reconciliation_has_the_days(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=40, posted=0).pair("COGS", "Inventory Adjmt.", 1)
    assert books.reconcile().to_dict()["timeline"][0] == {
        "account_no": "2110", "date": "2026-10-15", "change": "-40.00", "difference": "-40.00", "documents": ["DOC1"],
    }  # fmt: skip


def test_balances_have_no_days(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100)
    books.trial_balance = [{"G/L Account No.": "2110", "Name": "Stock", "Balance at Date": 90}]
    assert books.reconcile().timeline == ()
    end = call(capsys, "timeline", books.folder, "--as-of", "2026-10-31")
    assert (end.status, end.out) == (2, "")
    assert "balances have no days" in end.err


def test_with_an_item_filter_there_is_no_gap(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 1)
    assert books.reconcile(items=("1000",)).timeline == ()


def test_one_account_in_every_format(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=40, posted=0, document="=1+1").pair(
        "COGS", "Inventory Adjmt.", 1
    )
    arguments = ("timeline", books.write(), "--account", "2110", "--as-of", "2026-10-31", "--format")
    assert json.loads(call(capsys, *arguments, "json").out)["rows"] == [
        {"account_no": "2110", "date": "2026-10-15", "change": "-40.00", "difference": "-40.00", "documents": "=1+1"}
    ]
    assert call(capsys, *arguments, "csv").out.splitlines()[1] == "2110,2026-10-15,-40.00,-40.00,'=1+1"
    assert "| 2110 | 2026-10-15 | (40.00) | (40.00) | =1+1 |" in call(capsys, *arguments, "markdown").out
    assert "2110     2026-10-15  (40.00)     (40.00)  =1+1" in call(capsys, *arguments, "table").out


def test_balanced_books_and_wrong_names_are_said_in_words(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=40).pair("Inventory", "Direct Cost Applied", 40)
    assert "The running balances never part." in call(capsys, "timeline", books.write()).out
    end = call(capsys, "timeline", books.folder, "--account", "2119")
    assert end.status == 2
    assert 'unknown account "2119"; expected 2110' in end.err


@pytest.mark.parametrize("columns", [80, 120])
def test_what_people_see_of_the_days(demo: Run, columns: int) -> None:
    r = demo.reconciliation
    with width(columns):
        shown = render(
            timeline_listing(r, next(line for line in r.account_lines if line.account_no == "2115")), "table"
        )
    assert is_as_seen(f"timeline-{columns}.txt", shown)
    assert max(map(len, shown.splitlines())) <= columns


def test_no_day_is_without_a_change_and_none_is_told_twice(demo: Run) -> None:
    gap: dict[str, Decimal] = {}
    seen = set()
    for day in demo.reconciliation.timeline:
        gap[day.account_no] = gap.get(day.account_no, Decimal(0)) + day.change
        assert gap[day.account_no] == day.difference
        assert (day.account_no, day.date) not in seen
        seen.add((day.account_no, day.date))
