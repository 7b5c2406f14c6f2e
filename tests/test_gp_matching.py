"""Matched, potentially matched, unmatched: both ledgers of Dynamics GP side by side, and the key that differs."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from invrecon.reconciliation.record import SectionLine
from tests.gp_books import AS_OF, FINISHED, INVENTORY, MISC, Books
from tests.samples import reconciled_once
from tests.shell import call

Row = dict[str, str]
SAMPLE = Path(__file__).parents[1] / "sample_data" / "dynamics-gp"


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A receipt that both ledgers have."""
    return Books(tmp_path / "exports").posted("Receipt", 1000, document="RCT0", je=1, date="2026-10-01")


def listed(books: Books, capsys: pytest.CaptureFixture[str], *options: object) -> list[Row]:
    """The lines of `invrecon matching`, as a script reads them."""
    end = call(capsys, "matching", books.write(), "--as-of", AS_OF, "--format", "csv", "-q", *options)
    assert end.status == 0
    return list(csv.DictReader(io.StringIO(end.out)))


def of(rows: list[Row], section: str) -> list[Row]:
    return [row for row in rows if row["section"] == section]


def sections(r: invrecon.Reconciliation) -> dict[tuple[str, str, str], tuple[int, str, int, str]]:
    """What each account has in which section, by the keys that differ."""
    return {
        (line.account_no, line.section, ", ".join(line.keys)): (
            line.value_entries, f"{line.subledger:.2f}", line.gl_entries, f"{line.gl:.2f}",
        )
        for line in r.sections
    }  # fmt: skip


def whole(lines: list[SectionLine]) -> tuple[Decimal, Decimal]:
    return sum((line.subledger for line in lines), Decimal(0)), sum((line.gl for line in lines), Decimal(0))


def adds_up(r: invrecon.Reconciliation) -> None:
    """The sections of an account are its side of the tie-out."""
    for account in r.account_lines:
        mine = [line for line in r.sections if line.account_no == account.account_no]
        assert whole(mine) == (account.subledger, account.gl)


def test_what_agrees_in_all_keys_is_matched(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    rows = listed(books, capsys)
    assert [row["section"] for row in rows] == ["Matched"]
    assert rows[0] | {"file": "", "gl_file": ""} == {
        "section": "Matched", "account_no": INVENTORY, "group": "1", "differing_keys": "", "differs": "",
        "difference": "", "days": "", "document_no": "RCT0", "posting_date": "2026-10-01", "journal_no": "1",
        "source": "RECVG00000001", "amount": "1000.00", "gl_account_no": INVENTORY, "gl_document_no": "RCT0",
        "gl_posting_date": "2026-10-01", "gl_journal_no": "1", "gl_source": "RECVG00000001", "gl_amount": "1000.00",
        "cause": "", "note": "", "file": "", "row": "2", "gl_file": "", "gl_row": "2",
    }  # fmt: skip


def test_a_posting_in_summary_matches_although_it_names_no_document(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    for document, amount in (("S1", -10), ("S2", -20)):
        books.move("Sale", amount, document=document, je=5, source="SLSTE00000007")
    books.gl(INVENTORY, -30, "4510", kind="Sale", je=5, source="SLSTE00000007")
    first, second = [row for row in listed(books, capsys) if row["journal_no"] == "5"]
    assert (first["section"], first["group"]) == (second["section"], second["group"]) == ("Matched", "2")
    # Both documents stand beside the one line of the G/L.
    assert [first["gl_amount"], second["gl_amount"]] == ["-30.00", ""]


@pytest.mark.parametrize(
    ("changed", "key", "said", "difference", "days"),
    [
        ({"date": "2026-10-18"}, "date", "date 3 days later", "", "3"),
        ({"date": "2026-10-14"}, "date", "date 1 day earlier", "", "-1"),
        ({"amount": -75}, "amount", "amount (15.00)", "-15.00", ""),
        ({"account": FINISHED}, "account", f"account {FINISHED}", "", ""),
        ({"je": 77}, "journal", "journal entry", "", ""),
        ({"source": "SLSTE00000099"}, "source", "transaction source", "", ""),
        ({"document": "INV9"}, "document", "document", "", ""),
    ],
)
def test_the_key_that_differs_is_named_with_what_it_differs_by(
    books: Books,
    changed: dict[str, object],
    key: str,
    said: str,
    difference: str,
    days: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    books.posted("Receipt", 50, document="RCT1", je=2, account=FINISHED)
    books.move("Sale", -60, document="INV1", je=7, source="SLSTE00000007")
    line = {"account": INVENTORY, "amount": -60, "document": "INV1", "je": 7, "source": "SLSTE00000007"} | changed
    books.gl(line.pop("account"), line.pop("amount"), "4510", kind="Sale", **line)
    (row,) = of(listed(books, capsys), "Potentially matched")
    assert (row["differing_keys"], row["differs"], row["difference"], row["days"]) == (key, said, difference, days)
    assert (row["document_no"], row["gl_document_no"]) == ("INV1", changed.get("document", "INV1"))
    r = books.reconcile()
    assert {line.keys for line in r.sections if line.section == "potentially matched"} == {(key,)}
    adds_up(r)


def test_several_keys_may_differ(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.move("Sale", -60, document="INV1", je=7)
    books.gl(INVENTORY, -60, "4510", document="INV1", kind="Sale", je=8, date="2026-10-20")
    (row,) = of(listed(books, capsys), "Potentially matched")
    assert (row["differing_keys"], row["differs"]) == ("date, journal", "date 5 days later, journal entry")


def test_a_movement_without_journal_entry_differs_in_it(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.move("Sale", -60, document="INV1", je=0).gl(INVENTORY, -60, "4510", document="INV1", kind="Sale", je=8)
    (row,) = of(listed(books, capsys), "Potentially matched")
    assert (row["differing_keys"], row["journal_no"], row["gl_journal_no"]) == ("journal", "", "8")


def test_where_the_trial_balance_shows_no_journal_entries_none_can_differ(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.posted("Sale", -60, document="INV1", je=8).hidden = {"Journal Entry"}
    assert {row["section"] for row in listed(books, capsys)} == {"Matched"}


def test_what_one_ledger_has_alone_is_unmatched_and_names_its_cause(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.move("Adjustment", 40, document="ADJ1").gl(INVENTORY, 25, MISC, je=90, Reference="Write-up")
    own, gl = sorted(of(listed(books, capsys), "Unmatched"), key=lambda row: row["gl_amount"])
    assert (own["document_no"], own["amount"], own["gl_amount"], own["cause"]) == (
        "ADJ1",
        "40.00",
        "",
        "post-to-gl-off",
    )
    assert (gl["amount"], gl["gl_journal_no"], gl["gl_amount"], gl["cause"]) == ("", "90", "25.00", "direct-posting")
    assert own["group"] == gl["group"] == ""
    r = books.reconcile()
    assert sections(r)[INVENTORY, "unmatched", ""] == (1, "40.00", 1, "25.00")
    adds_up(r)


def test_a_second_posting_is_unmatched_and_the_first_matches(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.posted("Sale", -60, document="INV1", je=7).gl(INVENTORY, -60, "4510", document="INV1", kind="Sale", je=8)
    (again,) = of(listed(books, capsys), "Unmatched")
    assert (again["gl_journal_no"], again["cause"]) == ("8", "duplicate-posting")
    assert {row["gl_journal_no"] for row in of(listed(books, capsys), "Matched")} == {"1", "7"}


def test_equal_documents_stand_side_by_side_whatever_their_order(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = [("A1", -30), ("B1", -20), ("B1", -5), ("C1", -20)]
    for document, amount in documents:
        books.move("Sale", amount, document=document, je=9, source="SLSTE00000007")
    for document, amount in reversed(documents):
        books.gl(INVENTORY, amount, "4510", document=document, kind="Sale", je=9, source="SLSTE00000007")
    rows = [row for row in listed(books, capsys) if row["journal_no"] == "9"]
    assert [(row["document_no"], row["amount"]) for row in rows] == [
        (row["gl_document_no"], row["gl_amount"]) for row in rows
    ]
    assert len(rows) == len(documents)


def test_a_counterpart_after_the_cut_off_is_shown_and_not_counted(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.move("Sale", -60, document="INV1", je=7)
    books.gl(INVENTORY, -60, "4510", document="INV1", kind="Sale", je=7, date="2026-11-02")
    (row,) = of(listed(books, capsys), "Potentially matched")
    assert (row["gl_posting_date"], row["note"]) == ("2026-11-02", "G/L outside the period")
    r = books.reconcile()
    assert sections(r)[INVENTORY, "potentially matched", "date"] == (1, "-60.00", 0, "0.00")
    adds_up(r)
    # Of November neither is told in October.
    later = Books(books.folder.parent / "later").posted("Receipt", 9, document="R", je=1, date="2026-11-03")
    assert listed(later.posted("Receipt", 1, document="Q", je=2), capsys)[0]["document_no"] == "Q"
    assert len(listed(later, capsys)) == 1


def test_journals_that_void_each_other_differ_in_nothing(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.gl(INVENTORY, 80, MISC, je=40, **{"Back Out JE": "41"})
    books.gl(INVENTORY, -80, MISC, je=41, **{"Original JE": "40"})
    assert {row["section"] for row in listed(books, capsys)} == {"Matched"}
    adds_up(books.reconcile())


def test_an_account_is_shown_with_what_its_entries_were_held_against(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.posted("Receipt", 50, document="RCT1", je=2, account=FINISHED)
    books.move("Sale", -60, document="INV1", je=7).gl(FINISHED, -60, "4510", document="INV1", kind="Sale", je=7)
    rows = listed(books, capsys, "--account", FINISHED)
    assert [(row["section"], row["document_no"]) for row in rows] == [
        ("Potentially matched", "INV1"),
        ("Matched", "RCT1"),
    ]


def test_a_list_for_people_leaves_out_what_matches_and_says_so(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(4):
        books.move("Adjustment", 10, document=f"ADJ{number}")
    folder = books.write()
    seen = call(capsys, "matching", folder, "--as-of", AS_OF, "-q", "--format", "table", "--limit", 3).out
    assert "ADJ2" in seen
    assert "ADJ3" not in seen
    assert "RCT0" not in seen
    assert "Unmatched: 3 of 4 lines are listed; --limit 0 lists all." in seen
    assert "Matched: 1 and 1 entries" in seen
    assert "--section matched lists it" in seen
    only = call(capsys, "matching", folder, "--as-of", AS_OF, "-q", "--format", "json", "--section", "matched").out
    assert [row["document_no"] for row in json.loads(only)["rows"]] == ["RCT0"]
    assert [total["amount"] for total in json.loads(only)["totals"]] == ["40.00", "0.00", "1000.00"]


def test_balances_and_other_erps_have_no_sections(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.lines.clear()
    end = call(capsys, "matching", books.balance(INVENTORY, 900).write(), "--as-of", AS_OF, "-q")
    assert (end.status, end.out) == (2, "")
    assert "an Account Transactions export" in end.err
    end = call(capsys, "matching", SAMPLE.parent / "business-central", "-q")
    assert (end.status, end.out) == (2, "")
    assert "invrecon drill" in end.err
    assert reconciled_once(SAMPLE.parent / "business-central").sections == ()


def test_the_sample_company_s_sections_are_its_tie_out_and_lead_to_every_cause(
    capsys: pytest.CaptureFixture[str],
) -> None:
    r = reconciled_once(SAMPLE)
    adds_up(r)
    rows = list(csv.DictReader(io.StringIO(call(capsys, "matching", SAMPLE, "--format", "csv", "-q").out)))
    assert {row["cause"] for row in rows if row["cause"]} == {item.cause for item in r.reconciling_items}
    # What matches needs no explanation, and the rest has one, as nothing of this company is unexplained.
    assert all(bool(row["cause"]) == (row["section"] != "Matched") for row in rows)
    counted = sum(line.value_entries for line in r.sections), sum(line.gl_entries for line in r.sections)
    inside = [row for row in rows if not row["note"]]
    assert counted[0] == sum(bool(row["amount"]) for row in rows)
    assert counted[1] == sum(bool(row["gl_amount"]) for row in inside)
    plain = json.loads(r.to_json())["matching_sections"]
    assert [line["section"] for line in plain[:2]] == ["unmatched", "potentially matched"]


def test_a_clean_company_matches_in_full() -> None:
    r = reconciled_once(SAMPLE.parent / "dynamics-gp-clean")
    assert {line.section for line in r.sections} == {"matched"}
    adds_up(r)
