"""The Value Entries page as it comes, with none of its hidden columns shown (facts 5.3): still worth reconciling."""

from __future__ import annotations

from typing import Any

import pytest

import invrecon
from invrecon.reports.wording import result
from tests.bookkeeping import ACCOUNTS, Books, account, findings, row, warnings

HIDDEN = {"Location Code", "Inventory Posting Group", "Variance Type", "Order No.", "Expected Cost Posted to G/L"}
OUTPUT_VARIANCES = [
    "Material Variance",
    "Material Non-Inventory Variance",
    "Capacity Variance",
    "Subcontracted Variance",
    "Capacity Overhead Variance",
    "Mfg. Overhead Variance",
]
UNTYPED = "Variance (type not exported)"


@pytest.fixture
def books(books: Books) -> Books:
    """Books whose Value Entries export shows the default columns only."""
    books.hidden = set(HIDDEN)
    return books


def two_groups(books: Books, *, items: bool) -> None:
    """Raw materials and finished goods have inventory accounts of their own; 30 chains' and 70 links' worth is there.

    The value entries do not show their group. The items export does, where it is given.
    """
    line = books.inventory_setup[0]
    books.inventory_setup = [
        line | {"Invt. Posting Group Code": "RAW", "Inventory Account": "2120", "WIP Account": "2142"},
        line | {"Invt. Posting Group Code": "FINISHED", "Inventory Account": "2130", "WIP Account": "2143"},
    ]
    if items:
        books.items = [
            {"No.": "LINK", "Description": "Link", "Inventory Posting Group": "RAW"},
            {"No.": "CHAIN", "Description": "Chain", "Inventory Posting Group": "FINISHED"},
        ]
    books.value_entry("Purchase / Direct Cost", 70, **{"Item No.": "LINK"}).pair("2120", "Direct Cost Applied", 70)
    books.value_entry("Purchase / Direct Cost", 30, **{"Item No.": "CHAIN"}).pair("2130", "Direct Cost Applied", 30)


def two_locations(books: Books, blue: str) -> None:
    line = books.inventory_setup[0]
    books.inventory_setup = [
        line | {"Location Code": "BLUE", "Inventory Account": blue},
        line | {"Location Code": "RED", "Inventory Account": "2110"},
    ]
    books.items = [{"No.": "1000", "Description": "Chain", "Inventory Posting Group": "GOODS"}]
    books.value_entry("Purchase / Direct Cost", 100, **{"Location Code": "BLUE"})
    books.pair(blue, "Direct Cost Applied", 100)


def group(r: invrecon.Reconciliation) -> dict[str, Any]:
    (only,) = r.to_dict()["matrix"]["shared_groups"]
    return only  # type: ignore[no-any-return]


def test_one_setup_line_needs_no_keys(books: Books) -> None:
    """All entries can only end on the accounts of the one line."""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Consumption / Direct Cost", -40, order="Production").pair("Inventory", "WIP Inventory", -40)

    r = books.reconcile()

    assert account(r, "2110")["subledger"] == "60.00"
    assert account(r, "2140")["subledger"] == "40.00"
    assert findings(r) == []
    assert r.reconciled


def test_groups_come_from_the_items_export(books: Books) -> None:
    two_groups(books, items=True)

    r = books.reconcile()

    assert account(r, "2120")["subledger"] == account(r, "2120")["gl"] == "70.00"
    assert account(r, "2130")["subledger"] == account(r, "2130")["gl"] == "30.00"
    assert findings(r) == []
    assert r.reconciled


def test_wip_goes_by_the_produced_item_of_the_items_export(books: Books) -> None:
    """Links are consumed for chains, capacity is spent on chains: both debit the WIP account of finished goods."""
    two_groups(books, items=True)
    produced = {"Source Type": "Item", "Source No.": "CHAIN"}
    books.value_entry("Consumption / Direct Cost", -40, order="Production", **produced | {"Item No.": "LINK"})
    books.pair("2120", "2143", -40)
    books.value_entry("Capacity / Direct Cost", 12, order="Production", **produced)
    books.pair("2143", "Direct Cost Applied", 12)

    r = books.reconcile()

    assert account(r, "2120")["subledger"] == "30.00"
    assert account(r, "2143")["subledger"] == "52.00"
    assert account(r, "2142")["subledger"] == "0.00"
    assert findings(r) == []
    assert r.reconciled


def test_a_wrong_group_in_the_ledger_shows_on_the_accounts(books: Books) -> None:
    """The 30 of chains were posted to raw materials: the type agrees, the two accounts do not."""
    two_groups(books, items=True)
    books.gl_entries[2]["G/L Account No."] = "2120"

    r = books.reconcile()

    assert row(r, "Inventory")["difference"] == "0.00"
    assert account(r, "2120")["difference"] == "30.00"
    assert account(r, "2130")["difference"] == "-30.00"
    assert not r.reconciled


def test_without_items_the_groups_are_compared_in_sum_and_a_finding_says_what_to_unhide(books: Books) -> None:
    two_groups(books, items=False)

    r = books.reconcile()

    inventory = row(r, "Inventory")
    assert (inventory["total"], inventory["gl_total"], inventory["difference"]) == ("100.00", "100.00", "0.00")
    assert [account(r, number)["subledger"] for number in ("2120", "2130")] == [None, None]
    assert [account(r, number)["gl"] for number in ("2120", "2130")] == ["70.00", "30.00"]
    assert account(r, "7291")["subledger"] == "-100.00"
    assert [(f.id, f.severity) for f in r.findings] == [("account-undecided", "warning")]
    message = r.findings[0].message
    assert "Inventory" in message
    assert "Inventory Posting Group is not on the Value Entries page" in message
    assert "Items export" in message


def test_a_difference_among_undecided_accounts_is_not_overlooked(books: Books) -> None:
    """No account line can show it, since their ledger amounts are unknown; the type does."""
    two_groups(books, items=False)
    books.pair("2130", "5620", 5, source_code="GENJNL")

    r = books.reconcile()

    assert row(r, "Inventory")["difference"] == "5.00"
    assert not r.reconciled


def test_hidden_location_does_not_matter_where_the_locations_agree(books: Books) -> None:
    two_locations(books, blue="2110")

    r = books.reconcile()

    assert account(r, "2110")["subledger"] == "100.00"
    assert findings(r) == []
    assert r.reconciled


def test_hidden_location_is_named_where_the_locations_differ(books: Books) -> None:
    two_locations(books, blue="2119")

    r = books.reconcile()

    assert row(r, "Inventory")["total"] == row(r, "Inventory")["gl_total"] == "100.00"
    assert [account(r, number)["subledger"] for number in ("2110", "2119")] == [None, None]
    assert [(f.id, f.severity) for f in r.findings] == [("account-undecided", "warning")]
    message = r.findings[0].message
    assert "Location Code is hidden on the Value Entries page" in message
    assert "Inventory Posting Group is not" not in message


def test_items_of_no_group_in_the_setup_are_still_missing_setup(books: Books) -> None:
    """The group is known from the items, and no line has it: that is no matter of hidden columns."""
    two_groups(books, items=True)
    books.items.append({"No.": "TYRE", "Description": "Tyre", "Inventory Posting Group": "RESALE"})
    books.value_entry("Purchase / Direct Cost", 11, posted=0, **{"Item No.": "TYRE"})

    r = books.reconcile()

    assert [(f.id, f.severity) for f in r.findings] == [("setup-missing", "error")]
    assert all(words in r.findings[0].message for words in ("RESALE", "11.00", "Inventory"))
    assert not r.reconciled


# Without any posting-setup export.


def stated(books: Books, **extra: list[str]) -> None:
    """No setup exports: [accounts] of the toml alone gives one account per type, or several."""
    books.inventory_setup, books.general_setup = [], []
    accounts = {name: [number] for name, number in ACCOUNTS.items()} | extra
    books.toml_tables = [
        "[accounts]",
        *(f'"{name}" = {numbers!r}'.replace("'", '"') for name, numbers in accounts.items()),
    ]


def test_accounts_of_the_toml_are_enough_for_the_matrix(books: Books) -> None:
    stated(books)
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Sale / Direct Cost", -60).pair("Inventory", "COGS", -60)
    books.value_entry("Consumption / Direct Cost", -15, order="Production").pair("Inventory", "WIP Inventory", -15)

    r = books.reconcile()

    assert row(r, "Inventory")["total"] == row(r, "Inventory")["gl_total"] == "25.00"
    assert row(r, "WIP Inventory")["total"] == row(r, "WIP Inventory")["gl_total"] == "15.00"
    assert row(r, "COGS")["cells"] == {"Inventory": "60.00", "Inventory (Interim)": "0.00", "WIP Inventory": "0.00"}
    assert row(r, "COGS")["gl_total"] == "60.00"
    assert row(r, "Inventory To WIP")["cells"]["WIP Inventory"] == "-15.00"
    assert account(r, "2110")["difference"] == "0.00"
    assert findings(r) == []
    assert r.reconciled


def test_several_accounts_of_a_type_are_compared_in_sum(books: Books) -> None:
    stated(books, Inventory=["2110", "2120"])
    books.value_entry("Purchase / Direct Cost", 100)
    books.gl("2110", 70).gl("2120", 30).gl("Direct Cost Applied", -100)

    r = books.reconcile()

    inventory = row(r, "Inventory")
    assert (inventory["total"], inventory["gl_total"], inventory["difference"]) == ("100.00", "100.00", "0.00")
    assert [account(r, number)["difference"] for number in ("2110", "2120")] == [None, None]
    assert account(r, "7291")["difference"] == "0.00"
    assert findings(r) == ["account-undecided"]
    assert "inventory posting setup export" in r.findings[0].message


def test_a_type_without_any_account_is_an_error(books: Books) -> None:
    books.inventory_setup, books.general_setup = [], []
    books.toml_tables = ["[accounts]", '"Inventory" = ["2110"]']
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert row(r, "Inventory")["difference"] == "0.00"
    assert [finding.id for finding in r.errors] == ["account-type-not-mapped"]
    assert "Direct Cost Applied" in r.errors[0].message
    assert "100.00" in r.errors[0].message
    assert not r.reconciled


# Without Variance Type.


@pytest.mark.parametrize("setup", ["exports", "toml"])
def test_output_variances_are_compared_in_sum(books: Books, setup: str) -> None:
    """Variances of 10, -3 and 4 credit their three accounts; the export tells only that they are variances."""
    if setup == "toml":
        stated(books)
    books.value_entry("Output / Variance / Material", 10).pair("Inventory", "Material Variance", 10)
    books.value_entry("Output / Variance / Capacity Overhead", -3).pair("Inventory", "Capacity Overhead Variance", -3)
    books.value_entry("Assembly Output / Variance / Capacity", 4).pair("Inventory", "Capacity Variance", 4)

    r = books.reconcile()

    line = row(r, UNTYPED)
    assert line["cells"] == {"Inventory": "-11.00", "Inventory (Interim)": "0.00", "WIP Inventory": "0.00"}
    assert (line["total"], line["gl_total"], line["difference"]) == ("-11.00", None, None)
    assert sorted(group(r)["account_types"]) == sorted([*OUTPUT_VARIANCES, UNTYPED])
    assert (group(r)["total"], group(r)["gl_total"], group(r)["difference"]) == ("-11.00", "-11.00", "0.00")
    assert row(r, "Inventory")["total"] == row(r, "Inventory")["gl_total"] == "11.00"
    # Nothing is claimed of any single type.
    for name in OUTPUT_VARIANCES:
        assert (row(r, name)["total"], row(r, name)["gl_total"]) == ("0.00", None)
        assert account(r, ACCOUNTS[name])["subledger"] is None
    assert findings(r) == ["account-undecided"]
    assert "Variance Type is hidden on the Value Entries page" in r.findings[0].message


def test_a_wrong_output_variance_is_a_difference_of_the_sum(books: Books) -> None:
    books.value_entry("Output / Variance / Material", 10).pair("Inventory", "Material Variance", 9)

    r = books.reconcile()

    # Total -10, G/L -9.
    assert group(r)["difference"] == "1.00"
    assert row(r, "Inventory")["difference"] == "-1.00"
    assert not r.reconciled


def test_purchase_variance_needs_no_type(books: Books) -> None:
    """A variance of a purchase can be nothing else; Purchase Variance keeps out of the sum."""
    books.value_entry("Purchase / Variance / Purchase", -18).pair("Inventory", "Purchase Variance", -18)

    r = books.reconcile()

    assert row(r, "Purchase Variance")["total"] == row(r, "Purchase Variance")["gl_total"] == "18.00"
    assert account(r, "7293")["subledger"] == "18.00"
    assert UNTYPED not in [line["account_type"] for line in r.to_dict()["matrix"]["rows"]]
    assert r.to_dict()["matrix"]["shared_groups"] == []
    assert findings(r) == []
    assert r.reconciled


def test_one_account_for_all_output_variances_needs_no_type(books: Books) -> None:
    """Whatever the type, the variance can only stand on that account."""
    for caption in list(books.inventory_setup[0]):
        if caption.endswith(("Variance Account", "Variance Acc.")):
            books.inventory_setup[0][caption] = "7890"
    books.value_entry("Output / Variance / Capacity", -157).pair("Inventory", "7890", -157)

    r = books.reconcile()

    assert account(r, "7890")["subledger"] == account(r, "7890")["gl"] == "157.00"
    assert group(r)["difference"] == "0.00"
    assert findings(r) == []
    assert r.reconciled


# Without the stamp of expected cost.


def test_hidden_stamp_of_expected_cost_claims_nothing(books: Books) -> None:
    """Whether the 95 were posted cannot be told from the entry; a finding says which column to show."""
    books.value_entry("Purchase / Direct Cost", expected=95)
    books.pair("Inventory (Interim)", "Invt. Accrual (Interim)", 95)
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Direct Cost", 20, posted=0)

    r = books.reconcile()

    interim = row(r, "Inventory (Interim)")
    assert (interim["total"], interim["gl_total"], interim["difference"]) == ("95.00", "95.00", "0.00")
    assert warnings(r, "Inventory (Interim)") == {}
    # Cost Posted to G/L is on the page by default: actual cost is told as ever.
    assert warnings(r, "Inventory") == {"cost-not-posted": "-20.00"}
    assert [(f.id, f.severity) for f in r.findings] == [("column-not-exported", "info")]
    assert "Expected Cost Posted to G/L is hidden on the Value Entries page" in r.findings[0].message


def test_hidden_stamp_does_not_hide_the_difference(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", expected=95)
    books.value_entry("Purchase / Direct Cost", 20).pair("Inventory", "Direct Cost Applied", 20)

    r = books.reconcile()

    assert row(r, "Inventory (Interim)")["difference"] == "-95.00"
    assert row(r, "Invt. Accrual (Interim)")["difference"] == "95.00"
    assert not r.reconciled


def test_without_expected_cost_its_stamp_is_not_missed(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 20).pair("Inventory", "Direct Cost Applied", 20)

    assert findings(books.reconcile()) == []


# Not only in single cases: a month of a small company.


def test_a_month_by_the_default_columns(books: Books) -> None:
    """Purchases, production, a sale and one unposted cent: every row is right, and the cent is found."""
    two_groups(books, items=True)
    produced = {"Source Type": "Item", "Source No.": "CHAIN"}
    books.value_entry("Consumption / Direct Cost", -50, order="Production", **produced | {"Item No.": "LINK"})
    books.pair("2120", "2143", -50)
    books.value_entry("Capacity / Direct Cost", 20, order="Production", **produced)
    books.pair("2143", "Direct Cost Applied", 20)
    books.value_entry("Output / Direct Cost", 70, order="Production", **produced | {"Item No.": "CHAIN"})
    books.pair("2130", "2143", 70)
    books.value_entry("Sale / Direct Cost", "-80.01", posted=-80, **{"Item No.": "CHAIN", "Source Type": "Customer"})
    books.pair("2130", "COGS", -80)

    r = books.reconcile()

    assert account(r, "2120")["difference"] == "0.00"  # 70 - 50
    assert account(r, "2143")["subledger"] == account(r, "2143")["gl"] == "0.00"  # 50 + 20 - 70
    assert account(r, "2130")["subledger"] == "19.99"  # 30 + 70 - 80.01
    assert account(r, "2130")["difference"] == "0.01"
    assert row(r, "Direct Cost Applied")["total"] == "-120.00"
    assert warnings(r, "Inventory") == {"cost-not-posted": "0.01"}
    assert warnings(r, "COGS") == {"cost-not-posted": "-0.01"}
    assert [line.account_no for line in r.differing_accounts] == ["2130", "7190"]
    assert findings(r) == []


def test_the_result_names_the_types_that_were_compared_in_sum_only(books: Books) -> None:
    stated(books, Inventory=["2110", "2120"])
    books.value_entry("Purchase / Direct Cost", 100)
    books.gl("2110", 70).gl("2120", 25).gl("Direct Cost Applied", -100)

    r = books.reconcile()

    assert not r.reconciled
    assert result(r) == ("Not reconciled: Compared in sum, Inventory by -5.00. Explained 5.00, unexplained 0.00.")


def test_accounts_compared_in_sum_are_not_counted_as_agreeing_one_by_one(books: Books) -> None:
    stated(books, Inventory=["2110", "2120"])
    books.value_entry("Purchase / Direct Cost", 100)
    books.gl("2110", 70).gl("2120", 30).gl("Direct Cost Applied", -100)

    r = books.reconcile()

    one_by_one = sum(line.difference is not None for line in r.account_lines)
    assert r.reconciled
    assert result(r) == (
        f"Reconciled: {one_by_one} accounts agree to the cent; 2 accounts could be compared in sum only, and agree."
    )
