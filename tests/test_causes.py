"""Each cause on books as small as they can be: what it claims, what it leaves to others, and when it only suspects."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import invrecon
from invrecon import profiles
from invrecon.causes import causes_of
from invrecon.causes.cause import OPEN, Cause
from invrecon.pipeline import reconciled
from invrecon.settings import read_settings
from tests.bookkeeping import ACCOUNTS, Books, findings
from tests.samples import SAMPLES

INVENTORY, COGS, APPLIED, ADJUSTMENT, WIP = "2110", "7190", "7291", "7170", "2140"


def items(r: invrecon.Reconciliation) -> dict[tuple[str, str], str]:
    """Amount by account and cause; asserts that every account's items and its unexplained rest add up."""
    for line in r.account_lines:
        if line.difference is not None:
            assert line.explained + line.unexplained == line.difference
            own = [item.amount for item in r.reconciling_items if item.account_no == line.account_no]
            assert sum(own, Decimal(0)) == line.explained
    for item in r.reconciling_items:
        assert sum(piece.amount for piece in item.evidence) == item.amount != 0
    document = r.to_dict()["reconciling_items"]
    return {(item["account_no"], item["cause"]): item["amount"] for item in document}


def unexplained(r: invrecon.Reconciliation) -> dict[str, str]:
    """Accounts with an unexplained rest."""
    return {
        line["account_no"]: line["unexplained"]
        for line in r.to_dict()["accounts"]
        if line["unexplained"] not in (None, "0.00")
    }


def item(r: invrecon.Reconciliation, cause: str) -> Any:
    """The first item of a cause."""
    return next(item for item in r.reconciling_items if item.cause == cause)


def purchase(books: Books, amount: object = 100, **fields: Any) -> None:
    """A purchase that is rightly posted."""
    books.value_entry("Purchase / Direct Cost", amount, **fields)
    books.pair("Inventory", "Direct Cost Applied", amount, **fields)  # type: ignore[arg-type]


# Not posted.


def test_unposted_and_partly_posted_cost(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100, posted=0, document="INV1")
    books.value_entry("Purchase / Direct Cost", 80, posted=50, document="INV2")
    books.pair("Inventory", "Direct Cost Applied", 50, document="INV2")
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "cost-not-posted"): "-130.00", (APPLIED, "cost-not-posted"): "130.00"}
    found = item(r, "cost-not-posted")
    assert found.entries == 2
    assert [piece.note for piece in found.evidence] == ["not posted", "partly posted: 50.00 of 80.00"]
    assert "INV1" in found.summary
    assert r.unexplained is False


@pytest.mark.parametrize(
    ("setting", "words"), [(None, "not posted"), (False, "automatic posting is off"), (True, "automatic posting is on")]
)
def test_automatic_posting_off_is_told_from_a_batch_that_did_not_run(
    books: Books, setting: bool | None, words: str
) -> None:
    if setting is not None:
        books.settings["automatic_cost_posting"] = setting
    books.value_entry("Purchase / Direct Cost", 100, posted=0)
    purchase(books, 5)
    assert words in item(books.reconcile(), "cost-not-posted").summary


@pytest.mark.parametrize("told_by", ["accounting period", "inventory period", "allow posting from"])
def test_cost_of_a_closed_period(books: Books, told_by: str) -> None:
    if told_by == "accounting period":
        books.extra["accounting-periods.csv"] = [
            {"Starting Date": "2026-09-01", "New Fiscal Year": "No", "Closed": "Yes"},
            {"Starting Date": "2026-10-01", "New Fiscal Year": "No", "Closed": "No"},
        ]
    elif told_by == "inventory period":
        books.extra["inventory-periods.csv"] = [
            {"Ending Date": "2026-09-30", "Name": "Q3", "Closed": "Yes"},
            {"Ending Date": "2026-12-31", "Name": "Q4", "Closed": "No"},
        ]
    books.value_entry("Purchase / Direct Cost", 100, posted=0, date="2026-09-30", document="SEP")
    books.value_entry("Purchase / Direct Cost", 7, posted=0, date="2026-10-01", document="OCT")
    purchase(books, 5)
    folder = books.write()
    if told_by == "allow posting from":
        toml = folder / "invrecon.toml"
        toml.write_text(toml.read_text().replace("[settings]", "[settings]\nallow_posting_from = 2026-10-01"))
    r = invrecon.reconcile(folder, as_of="2026-10-31")
    assert items(r) == {
        (INVENTORY, "period-closed"): "-100.00",
        (APPLIED, "period-closed"): "100.00",
        (INVENTORY, "cost-not-posted"): "-7.00",
        (APPLIED, "cost-not-posted"): "7.00",
    }


@pytest.mark.parametrize("what", ["setup line", "account", "account type", "no account"])
def test_cost_that_the_setup_keeps_back(books: Books, what: str) -> None:
    if what == "setup line":
        books.general_setup[0]["Blocked"] = "Yes"
    else:
        chart = {name: {"No.": no, "Name": name, "Income/Balance": "", "Account Type": "Posting", "Blocked": "No"}
                 for name, no in ACCOUNTS.items()}  # fmt: skip
        if what == "account":
            chart["COGS"]["Blocked"] = "Yes"
        elif what == "account type":
            chart["COGS"]["Account Type"] = "Heading"
        else:
            del chart["COGS"]
        books.chart = list(chart.values())
    books.value_entry("Sale / Direct Cost", -60, posted=0)
    purchase(books)
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "setup-missing"): "60.00", (COGS, "setup-missing"): "-60.00"}
    assert ("GOODS is blocked" if what == "setup line" else "7190") in item(r, "setup-missing").summary


def test_setup_that_was_blocked_later_keeps_nothing_back_that_is_posted(books: Books) -> None:
    books.general_setup[0]["Blocked"] = "Yes"
    purchase(books)
    assert items(books.reconcile()) == {}


# Expected cost.


def expected_receipts(books: Books, posted: list[tuple[str, bool]]) -> None:
    for number, (date, is_posted) in enumerate(posted, start=1):
        books.value_entry(
            "Purchase / Direct Cost", expected=10 * number, expected_posted=None if is_posted else 0, date=date,
            document=f"REC{number}",
        )  # fmt: skip
        if is_posted:
            books.pair(
                "Inventory (Interim)", "Invt. Accrual (Interim)", 10 * number, date=date, document=f"REC{number}"
            )


def test_expected_cost_posting_switched_on_later(books: Books) -> None:
    expected_receipts(books, [("2026-10-01", False), ("2026-10-02", False), ("2026-10-03", False),
                              ("2026-10-05", True), ("2026-10-06", False)])  # fmt: skip
    r = books.reconcile()
    assert items(r) == {
        ("2111", "expected-cost-posting-off"): "-60.00",
        ("5510", "expected-cost-posting-off"): "60.00",
        ("2111", "cost-not-posted"): "-50.00",
        ("5510", "cost-not-posted"): "50.00",
    }
    assert "switched on, about 5 Oct 2026" in item(r, "expected-cost-posting-off").summary


def test_expected_cost_posting_switched_off_later(books: Books) -> None:
    expected_receipts(
        books, [("2026-10-01", True), ("2026-10-02", False), ("2026-10-03", False), ("2026-10-04", False)]
    )
    purchase(books, 500, date="2026-10-20")
    r = books.reconcile()
    assert items(r) == {
        ("2111", "expected-cost-posting-off"): "-90.00",
        ("5510", "expected-cost-posting-off"): "90.00",
    }


def test_a_batch_that_is_late_is_no_switch(books: Books) -> None:
    expected_receipts(
        books, [("2026-10-01", True), ("2026-10-02", False), ("2026-10-03", False), ("2026-10-04", False)]
    )
    books.value_entry("Purchase / Direct Cost", 500, posted=0, date="2026-10-04")
    assert {cause for _, cause in items(books.reconcile())} == {"cost-not-posted"}


def test_interim_balance_that_was_frozen_by_switching_off(books: Books) -> None:
    """R3: the toml says off, yet 95 was posted before and never cleared; WIP keeps its 150."""
    books.settings["expected_cost_posting"] = False
    books.value_entry("Purchase / Direct Cost", expected=95, document="REC1")
    books.pair("Inventory (Interim)", "Invt. Accrual (Interim)", 95, document="REC1")
    books.value_entry("Output / Direct Cost", expected=150, order="Production", document="PO1")
    books.pair("Inventory (Interim)", "WIP Inventory", 150, document="PO1")
    purchase(books)
    r = books.reconcile()
    assert items(r) == {
        ("2111", "expected-cost-posting-off"): "245.00",
        ("5510", "expected-cost-posting-off"): "-95.00",
        ("2140", "expected-cost-posting-off"): "-150.00",
    }
    assert "before expected cost posting was switched off" in item(r, "expected-cost-posting-off").summary


# Both moved, differently.


def test_wrong_account_is_told_on_both_accounts(books: Books) -> None:
    purchase(books, 40, date="2026-10-01", document="INV1")
    books.value_entry("Purchase / Direct Cost", 100, document="INV2")
    books.gl("COGS", 100, document="INV2").gl("Direct Cost Applied", -100, document="INV2")
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "wrong-account"): "-100.00", (COGS, "wrong-account"): "100.00"}
    assert "on 7190 instead of 2110" in item(r, "wrong-account").summary


def test_wrong_account_outside_of_the_setup(books: Books) -> None:
    """Entries of the line before it stand on the right account: no replacement."""
    purchase(books, 40, date="2026-10-01", document="INV1")
    books.value_entry("Purchase / Direct Cost", 100, document="INV2")
    books.gl("8000", 100, document="INV2").gl("Direct Cost Applied", -100, document="INV2")
    books.gl("8000", 7777, source_code="GENJNL", document="RENT")
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "wrong-account"): "-100.00", ("8000", "wrong-account"): "100.00"}
    assert unexplained(r) == {}


def test_wrong_account_and_wrong_day(books: Books) -> None:
    purchase(books, 40, date="2026-10-01", document="INV1")
    books.value_entry("Purchase / Direct Cost", 100, document="INV2")
    books.gl("COGS", 100, document="INV2", date="2026-10-20").gl("Direct Cost Applied", -100, document="INV2")
    assert items(books.reconcile()) == {(INVENTORY, "wrong-account"): "-100.00", (COGS, "wrong-account"): "100.00"}


def test_account_that_was_replaced_in_the_setup(books: Books) -> None:
    for day in (1, 2, 3):
        books.value_entry("Purchase / Direct Cost", day, date=f"2026-10-0{day}", document=f"INV{day}")
        books.pair("2199", "Direct Cost Applied", day, date=f"2026-10-0{day}", document=f"INV{day}")
    purchase(books, 50, date="2026-10-04", document="INV4")
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "account-replaced"): "-6.00", ("2199", "account-replaced"): "6.00"}
    assert "on 2199, today 2110" in item(r, "account-replaced").summary


def test_a_replaced_account_whose_balance_was_reclassified_is_settled(books: Books) -> None:
    test_account_that_was_replaced_in_the_setup(books)
    books.pair("Inventory", "2199", 6, source_code="GENJNL", document="RECLASS", date="2026-10-30")
    r = books.reconcile()
    assert items(r) == {}
    assert r.reconciled


def test_an_account_that_is_still_used_counts_as_replaced_from_three_entries_on(books: Books) -> None:
    for day in (1, 2, 3):
        books.value_entry("Sale / Direct Cost", -day, date=f"2026-10-0{day}", document=f"S{day}")
        books.pair("Inventory", "Inventory Adjmt.", -day, date=f"2026-10-0{day}", document=f"S{day}")
    books.value_entry("Sale / Direct Cost", -50, date="2026-10-04", document="S4")
    books.pair("Inventory", "COGS", -50, date="2026-10-04", document="S4")
    assert items(books.reconcile()) == {(COGS, "account-replaced"): "-6.00", (ADJUSTMENT, "account-replaced"): "6.00"}


def test_wip_of_an_item_whose_posting_group_was_changed(books: Books) -> None:
    """R14: WIP goes by the produced item's present group, PARTS; it was GOODS when the first two were posted."""
    books.items = [{"No.": "9", "Description": "Bike", "Inventory Posting Group": "PARTS", "Type": "Inventory"}]
    books.inventory_setup.append(
        books.inventory_setup[0]
        | {"Invt. Posting Group Code": "PARTS", "Inventory Account": "2120", "WIP Account": "2141"}
    )
    for day, account in ((1, WIP), (2, WIP), (20, "2141")):
        date, document = f"2026-10-{day:02d}", f"PO{day}"
        books.value_entry("Consumption / Direct Cost", -day, order="Production", date=date, document=document,
                          **{"Source Type": "Item", "Source No.": "9"})  # fmt: skip
        books.pair("Inventory", account, -day, date=date, document=document)
    r = books.reconcile()
    assert items(r) == {(WIP, "group-changed"): "3.00", ("2141", "group-changed"): "-3.00"}
    assert item(r, "group-changed").doubt


def test_items_that_are_not_cost_adjusted_are_told(books: Books) -> None:
    books.items = [{"No.": "1000", "Description": "Wheel", "Type": "Inventory", "Cost is Adjusted": "No"}]
    purchase(books)
    r = books.reconcile()
    assert [(finding.id, finding.severity) for finding in r.findings] == [("cost-not-adjusted", "warning")]
    assert "1 item not cost adjusted (1000)" in r.findings[0].message
    assert r.reconciled


def test_amount_that_differs(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100)
    books.pair("Inventory", "Direct Cost Applied", 105)
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "amount-differs"): "5.00", (APPLIED, "amount-differs"): "-5.00"}
    assert item(r, "amount-differs").summary.endswith("G/L 105.00, inventory ledger 100.00")


def test_reversed_sign(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100)
    books.pair("Inventory", "Direct Cost Applied", -100)
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "amount-differs"): "-200.00", (APPLIED, "amount-differs"): "200.00"}
    assert "reversed sign" in item(r, "amount-differs").summary


def test_a_cent_an_entry_is_rounding(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", "33.33").value_entry("Purchase / Direct Cost", "66.66")
    books.pair("Inventory", "Direct Cost Applied", "100.00")
    assert items(books.reconcile()) == {(INVENTORY, "rounding"): "0.01", (APPLIED, "rounding"): "-0.01"}


def test_three_cents_of_two_entries_are_no_rounding(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", "33.33").value_entry("Purchase / Direct Cost", "66.64")
    books.pair("Inventory", "Direct Cost Applied", "100.00")
    assert {cause for _, cause in items(books.reconcile())} == {"amount-differs"}


@pytest.mark.parametrize("date", ["2026-10-15", "2026-10-29"])
def test_document_that_was_posted_twice(books: Books, date: str) -> None:
    purchase(books, 70)
    purchase(books, 30)
    books.pair("Inventory", "Direct Cost Applied", 70, date=date)
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "duplicate-posting"): "70.00", (APPLIED, "duplicate-posting"): "-70.00"}


def test_summary_of_a_document_that_was_posted_twice(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 70).value_entry("Purchase / Direct Cost", 30)
    books.pair("Inventory", "Direct Cost Applied", 100).pair("Inventory", "Direct Cost Applied", 100)
    assert items(books.reconcile()) == {
        (INVENTORY, "duplicate-posting"): "100.00",
        (APPLIED, "duplicate-posting"): "-100.00",
    }


def test_a_journal_that_corrects_an_item_settles_it(books: Books) -> None:
    """5 too much, and a document twice; the journals are no direct postings, and nothing is left to say."""
    books.value_entry("Purchase / Direct Cost", 100, document="INV1")
    books.pair("Inventory", "Direct Cost Applied", 105, document="INV1")
    purchase(books, 70, document="INV2")
    books.pair("Inventory", "Direct Cost Applied", 70, document="INV2")
    books.pair("Inventory", "Direct Cost Applied", -5, source_code="GENJNL", document="IR1", date="2026-10-31")
    books.pair("Inventory", "Direct Cost Applied", -70, source_code="GENJNL", document="IR2", date="2026-11-30")
    assert items(books.reconcile(as_of="2026-11-30")) == {}
    assert items(books.reconcile()) == {
        (INVENTORY, "duplicate-posting"): "70.00",
        (APPLIED, "duplicate-posting"): "-70.00",
    }


def test_entry_without_account(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100)
    books.gl("", 100).gl("Direct Cost Applied", -100)
    assert items(books.reconcile()) == {(INVENTORY, "deleted-account"): "-100.00"}


# Timing.


def test_entry_after_the_cut_off(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100)
    books.pair("Inventory", "Direct Cost Applied", 100, date="2026-11-02")
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "posting-date-differs"): "-100.00", (APPLIED, "posting-date-differs"): "100.00"}
    assert "G/L entry of 2 Nov 2026" in item(r, "posting-date-differs").summary
    assert items(books.reconcile(as_of="2026-11-30")) == {}


def test_entry_before_the_period(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100)
    books.pair("Inventory", "Direct Cost Applied", 100, date="2026-09-30")
    assert items(books.reconcile(from_date="2026-10-01")) == {
        (INVENTORY, "posting-date-differs"): "-100.00",
        (APPLIED, "posting-date-differs"): "100.00",
    }
    assert items(books.reconcile()) == {}


# The G/L alone.


def test_direct_posting_says_who_when_which_journal(books: Books) -> None:
    purchase(books)
    books.gl("Inventory", 25, source_code="GENJNL", document="GJ1", date="2026-10-28",
             **{"Journal Batch Name": "CLOSE", "Description": "Correction"})  # fmt: skip
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "direct-posting"): "25.00"}
    assert item(r, "direct-posting").summary == "GJ1, 28 Oct 2026: ANNA, GENJNL, CLOSE, Correction"


def test_without_source_code_an_unknown_document_is_a_suspicion(books: Books) -> None:
    purchase(books)
    books.gl("Inventory", 25, document="GJ1")
    books.gl_hidden = {"Source Code"}
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "direct-posting"): "25.00"}
    assert item(r, "direct-posting").doubt
    assert item(r, "direct-posting").summary.startswith("probably; Source Code")


def test_purchase_line_on_an_inventory_account_is_a_direct_posting(books: Books) -> None:
    purchase(books)
    books.pair("Inventory", "5620", 25, source_code="PURCHASES", document="PI9")
    books.pair("Direct Cost Applied", "5620", 11, source_code="PURCHASES", document="PI9")
    assert items(books.reconcile()) == {
        (INVENTORY, "direct-posting"): "25.00",
        (APPLIED, "non-item-document"): "11.00",
    }


def test_opening_journal_beside_opening_stock_that_was_never_posted(books: Books) -> None:
    books.value_entry("Positive Adjmt. / Direct Cost", 70, posted=0, document="OPENING", date="2026-01-01")
    books.value_entry("Positive Adjmt. / Direct Cost", 30, posted=0, document="OPENING", date="2026-01-01")
    books.pair("Inventory", "3010", 100, source_code="START", document="START", date="2026-01-01")
    purchase(books)
    assert items(books.reconcile()) == {(ADJUSTMENT, "opening-balance"): "100.00"}


def test_inventory_entry_of_no_value_entry_stays_unexplained(books: Books) -> None:
    purchase(books)
    books.pair("Inventory", "Direct Cost Applied", 9, document="NOWHERE")
    r = books.reconcile()
    assert items(r) == {}
    assert unexplained(r) == {INVENTORY: "9.00", APPLIED: "-9.00"}
    assert r.unexplained is True


def test_posted_by_its_stamp_but_not_in_the_gl_stays_unexplained(books: Books) -> None:
    purchase(books)
    books.value_entry("Purchase / Direct Cost", 9, document="GONE")
    assert unexplained(books.reconcile()) == {INVENTORY: "-9.00", APPLIED: "9.00"}


@pytest.mark.parametrize("complete", [True, False])
def test_gl_entry_that_the_relation_names_and_the_trial_balance_proves_deleted(books: Books, complete: bool) -> None:
    purchase(books)
    books.value_entry("Purchase / Direct Cost", 9, document="GONE")
    books.extra["gl-item-relation.csv"] = [
        {"G/L Entry No.": gl, "Value Entry No.": value} for gl, value in ((1, 1), (2, 1), (3, 2), (4, 2))
    ]
    inventory = "100.00" if complete else "109.00"
    books.trial_balance = [
        {"G/L Account No.": INVENTORY, "Name": "", "Balance": inventory},
        {"G/L Account No.": APPLIED, "Name": "", "Balance": f"-{inventory}"},
    ]
    r = books.reconcile()
    if complete:
        assert items(r) == {(INVENTORY, "journal-deleted"): "-9.00", (APPLIED, "journal-deleted"): "9.00"}
    else:
        assert unexplained(r) == {INVENTORY: "-9.00", APPLIED: "9.00"}
        assert "gl-entries-disagree-with-trial-balance" in findings(r)


# WIP written off.


def consumption(books: Books) -> None:
    books.value_entry("Consumption / Direct Cost", -150, order="Production").pair("Inventory", "WIP Inventory", -150)


@pytest.mark.parametrize("date", ["2026-10-15", "2026-10-20"])
def test_write_off_of_an_order_without_output(books: Books, date: str) -> None:
    consumption(books)
    books.pair("WIP Inventory", "Inventory Adjmt.", -150, date=date)
    r = books.reconcile()
    assert items(r) == {(WIP, "wip-write-off"): "-150.00", (ADJUSTMENT, "wip-write-off"): "150.00"}
    assert item(r, "wip-write-off").doubt == ""


def test_write_off_that_the_gl_lacks(books: Books) -> None:
    books.settings["finish_order_without_output"] = True
    books.extra["production-order-lines.csv"] = [
        {"Prod. Order No.": "ORDER1", "Status": "Finished", "Finished Qty. (Base)": 0}
    ]
    consumption(books)
    assert items(books.reconcile()) == {(WIP, "wip-write-off"): "150.00", (ADJUSTMENT, "wip-write-off"): "-150.00"}


# Accounts that are compared in sum.


def test_accounts_compared_in_sum_are_explained_in_sum(books: Books) -> None:
    """Without the location no posting says which of two accounts it is on; their type is explained all the same."""
    books.inventory_setup.append(books.inventory_setup[0] | {"Location Code": "EAST", "Inventory Account": "2112"})
    purchase(books, 40, document="INV1")
    books.value_entry("Purchase / Direct Cost", 100, posted=0, document="INV2")
    books.gl("2112", 25, source_code="GENJNL", document="GJ1")
    books.hidden = {"Location Code"}
    r = books.reconcile()
    line = r.difference_matrix.columns["Inventory"]
    assert (line.difference, line.explained, line.unexplained) == (-75, -75, 0)
    assert r.unexplained is False
    assert not r.reconciled


# Summary posting.


def batch(books: Books, account: str, balancing: str, amount: int, date: str = "2026-10-15", **fields: Any) -> None:
    """Both lines of the posting batch for one posting group, described as it describes them."""
    for own, other, signed in ((account, balancing, amount), (balancing, account, -amount)):
        text = f"{own} - {other}, ,GOODS,,GOODS"
        books.gl(own, signed, date=date, **({"document": "T1", "Description": text} | fields))


def test_posting_per_posting_group_makes_no_difference(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 70, document="A").value_entry(
        "Purchase / Direct Cost", 30, document="B"
    )
    books.value_entry("Sale / Direct Cost", -20, document="C")
    batch(books, "Inventory", "Direct Cost Applied", 100)
    batch(books, "Inventory", "COGS", -20)
    r = books.reconcile()
    assert items(r) == {}
    assert {line.status for line in r.matching} == {"matched"}


@pytest.mark.parametrize("described", [True, False])
def test_what_is_wrong_in_a_summary_is_found(books: Books, described: bool) -> None:
    """B was posted on another day, C to another account, D not at all."""
    text = {} if described else {"Description": "Inventory cost"}
    for document, amount in (("A", 70), ("B", 31), ("C", 17)):
        books.value_entry("Purchase / Direct Cost", amount, document=document)
    books.value_entry("Purchase / Direct Cost", 5, posted=0, document="D")
    for own, other, amount, day in (
        ("Inventory", "Direct Cost Applied", 70, "2026-10-15"),
        ("Direct Cost Applied", "Inventory", -87, "2026-10-15"),
        ("Inventory", "Direct Cost Applied", 31, "2026-11-01"),
        ("Direct Cost Applied", "Inventory", -31, "2026-11-01"),
    ):
        books.gl(own, amount, date=day, document="T1", **{"Description": f"{own} - {other}, ,GOODS,,GOODS"} | text)
    books.gl("2199", 17, document="T1", **{"Description": "Inventory - Direct Cost Applied, ,GOODS,,GOODS"} | text)
    r = books.reconcile()
    found = items(r)
    # With nothing on the present account before it, C counts as posted before a change of the setup.
    other = "wrong-account" if (INVENTORY, "wrong-account") in found else "account-replaced"
    assert found == {
        (INVENTORY, "posting-date-differs"): "-31.00",
        (APPLIED, "posting-date-differs"): "31.00",
        (INVENTORY, other): "-17.00",
        ("2199", other): "17.00",
        (INVENTORY, "cost-not-posted"): "-5.00",
        (APPLIED, "cost-not-posted"): "5.00",
    }


def test_one_entry_a_month(books: Books) -> None:
    for day, amount in ((3, 10), (14, 20), (29, 40)):
        books.value_entry("Purchase / Direct Cost", amount, date=f"2026-10-{day:02d}", document=f"INV{day}")
    books.pair("Inventory", "Direct Cost Applied", 70, date="2026-10-31", document="OCT", Description="October")
    assert items(books.reconcile()) == {}
    assert items(books.reconcile(as_of="2026-10-30")) == {
        (INVENTORY, "posting-date-differs"): "-70.00",
        (APPLIED, "posting-date-differs"): "70.00",
    }


def test_an_error_in_one_entry_a_month(books: Books) -> None:
    for day, amount in ((3, 10), (14, 20), (29, 40), (31, 1)):
        books.value_entry("Purchase / Direct Cost", amount, date=f"2026-10-{day:02d}", document=f"INV{day}")
    books.pair("Inventory", "Direct Cost Applied", 76, date="2026-10-31", document="OCT", Description="October")
    assert items(books.reconcile()) == {(INVENTORY, "amount-differs"): "5.00", (APPLIED, "amount-differs"): "-5.00"}


# What the exports do not show.


def test_without_stamps_what_the_gl_lacks_is_probably_not_posted(books: Books) -> None:
    purchase(books)
    books.value_entry("Purchase / Direct Cost", 9, document="INV9")
    books.hidden = {"Cost Posted to G/L", "Expected Cost Posted to G/L"}
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "cost-not-posted"): "-9.00", (APPLIED, "cost-not-posted"): "9.00"}
    assert "Cost Posted to G/L" in item(r, "cost-not-posted").doubt


def test_value_entries_that_were_exported_before_the_batch_ran(books: Books) -> None:
    """The G/L has the cost although the stamp does not say so yet: nothing differs."""
    books.value_entry("Purchase / Direct Cost", 100, posted=0)
    books.pair("Inventory", "Direct Cost Applied", 100)
    r = books.reconcile()
    assert items(r) == {}
    assert r.reconciled


def test_a_renamed_source_code_is_noticed(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100)
    books.pair("Inventory", "Direct Cost Applied", 100, source_code="LAGERREG")
    r = books.reconcile()
    assert items(r) == {}
    assert "source-code-unknown" in findings(r)


def test_trial_balance_alone_leaves_the_posted_rest_unexplained(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100).value_entry("Purchase / Direct Cost", 9, posted=0)
    books.trial_balance = [
        {"G/L Account No.": INVENTORY, "Name": "", "Balance": "103.00"},
        {"G/L Account No.": APPLIED, "Name": "", "Balance": "-100.00"},
    ]
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "cost-not-posted"): "-9.00", (APPLIED, "cost-not-posted"): "9.00"}
    assert unexplained(r) == {INVENTORY: "3.00"}


# The relation.


def test_the_relation_tells_which_value_entry_a_summary_lacks(books: Books) -> None:
    """30 + 30 + 40 on a day: the G/L dates one of the 30s in November, and only the relation tells which."""
    for document, amount in (("A", 30), ("B", 30), ("C", 40)):
        books.value_entry("Purchase / Direct Cost", amount, document=document)
    books.pair("Inventory", "Direct Cost Applied", 70, document="T1", Description="cost")
    books.pair("Inventory", "Direct Cost Applied", 30, document="T2", date="2026-11-02", Description="cost")
    books.extra["gl-item-relation.csv"] = [
        {"G/L Entry No.": gl, "Value Entry No.": value}
        for gl, value in ((1, 1), (2, 1), (1, 3), (2, 3), (3, 2), (4, 2))
    ]
    r = books.reconcile()
    assert items(r) == {(INVENTORY, "posting-date-differs"): "-30.00", (APPLIED, "posting-date-differs"): "30.00"}
    assert [piece.document_no for piece in item(r, "posting-date-differs").evidence] == ["B"]
    assert item(r, "posting-date-differs").doubt == ""


def test_compressed_entries_are_held_against_their_month(books: Books) -> None:
    for day in (3, 14, 29):
        books.value_entry("Purchase / Direct Cost", day, date=f"2026-10-{day:02d}", document=f"INV{day}")
    books.pair("Inventory", "Direct Cost Applied", 46, date="2026-10-01", document="", source_code="COMPRGL",
               Description="Date Compressed")  # fmt: skip
    assert items(books.reconcile()) == {}
    assert items(books.reconcile(as_of="2026-10-15")) == {
        (INVENTORY, "date-compression"): "29.00",
        (APPLIED, "date-compression"): "-29.00",
    }


# What a cause takes its movements from. Where all of it is empty, the cause is not asked.


def claims_from(cause: Cause) -> set[str]:
    return OPEN.intersection(re.findall(r"\w+", cause.claims))


@pytest.mark.parametrize("profile", profiles.names())
def test_every_cause_claims_from_tables_of_what_is_open(profile: str) -> None:
    assert [cause.id for cause in causes_of(profile) if cause.claims and not claims_from(cause)] == []


def assert_nothing_is_missed(folder: Path, **options: Any) -> None:
    """Causes that are not asked would find nothing if they were."""
    with reconciled(read_settings(folder, **options), lambda _: None) as run:
        value = run.ledger.engine.value
        skipped = [
            cause
            for cause in causes_of(run.ledger.profile.id)
            if cause.claims and not any(value(f"SELECT count(*) FROM {table}") for table in claims_from(cause))
        ]
        assert skipped
        assert [cause.id for cause in skipped if value(f"SELECT count(*) FROM ({cause.claims})")] == []


@pytest.mark.parametrize("sample", ["dynamics-gp-clean", "sage-pastel-clean"])
def test_a_cause_that_is_not_asked_has_nothing_to_claim(sample: str) -> None:
    assert_nothing_is_missed(SAMPLES / sample)


def test_nor_has_it_where_another_cause_has(books: Books) -> None:
    purchase(books)
    books.gl(INVENTORY, 7, source_code="GENJNL", document="GJ1")
    assert_nothing_is_missed(books.write(), as_of=dt.date(2026, 10, 31))
