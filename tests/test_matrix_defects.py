"""The 21 places where the ERP's own reconciliation page misleads (facts 3.4), each with the figures that are true.

Every test writes down entries as the ERP posts them, and checks cells, totals, G/L totals, differences and footing.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

import invrecon
from tests.bookkeeping import ACCOUNTS, Books, account, findings, row, warnings

COLUMNS = ("Inventory", "Inventory (Interim)", "WIP Inventory")
NOTHING = ("0.00", "0.00", "0.00")


def cells(r: invrecon.Reconciliation, account_type: str) -> tuple[object, ...]:
    """The three cells of a row: Inventory, Inventory (Interim), WIP Inventory."""
    line = row(r, account_type)["cells"]
    return tuple(line[column] for column in COLUMNS)  # type: ignore[index]


def compared(r: invrecon.Reconciliation, account_type: str) -> tuple[object, ...]:
    """Total, G/L Total and Difference of a row or column."""
    line = row(r, account_type)
    return line["total"], line["gl_total"], line["difference"]


def assert_foots(r: invrecon.Reconciliation) -> None:
    """Down a column rows and Total row sum to zero; across a row the cells sum to its Total."""
    matrix = r.to_dict()["matrix"]
    for column in COLUMNS:
        rows = sum(Decimal(line["cells"][column]) for line in matrix["rows"])
        assert rows + Decimal(matrix["columns_summary"][column]["total"]) == 0, column
    for line in matrix["rows"]:
        if line["total"] is not None:
            assert sum(map(Decimal, line["cells"].values())) == Decimal(line["total"]), line["account_type"]


def finished_order(books: Books) -> None:
    """The production order ORDER1 was finished without output on 20 October, and the ERP allows that."""
    books.settings["finish_order_without_output"] = True
    books.extra["production-order-lines.csv"] = [
        {
            "Status": "Finished",
            "Prod. Order No.": "ORDER1",
            "Line No.": 10000,
            "Finished Quantity": 0,
            "Finished Date": "2026-10-20",
        }
    ]


def test_d1_assembly_resource_cost_debits_inventory_adjmt(books: Books) -> None:
    """The ERP shows resource cost of 100 as -100 on Inventory Adjmt. and a difference of 200; it is a debit of 100."""
    books.value_entry("Capacity / Direct Cost", 100, order="Assembly")
    books.pair("Inventory Adjmt.", "Direct Cost Applied", 100)
    books.value_entry("Assembly Consumption / Direct Cost", -300, order="Assembly")
    books.pair("Inventory", "Inventory Adjmt.", -300)
    books.value_entry("Assembly Output / Direct Cost", 400, order="Assembly")
    books.pair("Inventory", "Inventory Adjmt.", 400)

    r = books.reconcile()

    # 100 of resource, 300 of components in, 400 of assembled item out.
    assert cells(r, "Inventory Adjmt.") == NOTHING
    assert compared(r, "Inventory Adjmt.") == ("0.00", "0.00", "0.00")
    assert cells(r, "Direct Cost Applied") == ("-100.00", "0.00", "0.00")
    assert compared(r, "Direct Cost Applied") == ("-100.00", "-100.00", "0.00")
    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert r.reconciled


def test_d1_assembly_resource_cost_alone_leaves_inventory_untouched(books: Books) -> None:
    """The ERP shows -100 on both rows; the debit and the credit of 100 cancel in the Inventory column."""
    books.value_entry("Capacity / Direct Cost", 100, order="Assembly")
    books.pair("Inventory Adjmt.", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert cells(r, "Inventory Adjmt.") == ("100.00", "0.00", "0.00")
    assert compared(r, "Inventory Adjmt.") == ("100.00", "100.00", "0.00")
    assert cells(r, "Direct Cost Applied") == ("-100.00", "0.00", "0.00")
    assert compared(r, "Inventory") == ("0.00", "0.00", "0.00")
    assert compared(r, "WIP Inventory") == ("0.00", "0.00", "0.00")
    assert r.reconciled


def test_d2_assembly_resource_overhead_debits_inventory_adjmt(books: Books) -> None:
    """The ERP shows no Inventory Adjmt. for resource overhead of 12 and so a difference of 12; it is a debit of 12."""
    books.value_entry("Capacity / Indirect Cost", 12, order="Assembly")
    books.pair("Inventory Adjmt.", "Overhead Applied", 12)

    r = books.reconcile()

    assert cells(r, "Inventory Adjmt.") == ("12.00", "0.00", "0.00")
    assert compared(r, "Inventory Adjmt.") == ("12.00", "12.00", "0.00")
    assert cells(r, "Overhead Applied") == ("-12.00", "0.00", "0.00")
    assert compared(r, "Overhead Applied") == ("-12.00", "-12.00", "0.00")
    assert r.reconciled


def test_d3_inventory_column_foots_with_assembly_resources(books: Books) -> None:
    """The ERP's Inventory column is out by 212 with resource cost of 100 and overhead of 12; it must foot to zero."""
    books.value_entry("Capacity / Direct Cost", 100, order="Assembly")
    books.pair("Inventory Adjmt.", "Direct Cost Applied", 100)
    books.value_entry("Capacity / Indirect Cost", 12, order="Assembly")
    books.pair("Inventory Adjmt.", "Overhead Applied", 12)
    books.value_entry("Assembly Output / Direct Cost", 112, order="Assembly")
    books.pair("Inventory", "Inventory Adjmt.", 112)

    r = books.reconcile()

    assert_foots(r)
    # Debit 112 of resources, credit 112 of output.
    assert cells(r, "Inventory Adjmt.") == NOTHING
    assert cells(r, "Direct Cost Applied") == ("-100.00", "0.00", "0.00")
    assert cells(r, "Overhead Applied") == ("-12.00", "0.00", "0.00")
    assert compared(r, "Inventory") == ("112.00", "112.00", "0.00")
    assert r.reconciled


def test_d4_order_finished_without_output_is_written_off(books: Books) -> None:
    """The ERP leaves WIP of 270 in its Total, so WIP is off by -270; finishing the order wrote it off to adjustment."""
    finished_order(books)
    books.value_entry("Consumption / Direct Cost", -150, order="Production")
    books.pair("Inventory", "WIP Inventory", -150)
    books.pair("WIP Inventory", "Inventory Adjmt.", -150, date="2026-10-20")
    books.value_entry("Capacity / Direct Cost", 120, order="Production")
    books.pair("WIP Inventory", "Direct Cost Applied", 120)
    books.pair("Inventory Adjmt.", "WIP Inventory", 120, date="2026-10-20")

    r = books.reconcile()

    assert cells(r, "Inventory To WIP") == ("150.00", "0.00", "-150.00")
    assert cells(r, "Direct Cost Applied") == ("0.00", "0.00", "-120.00")
    assert cells(r, "Inventory Adjmt.") == ("0.00", "0.00", "270.00")
    assert compared(r, "Inventory Adjmt.") == ("270.00", "270.00", "0.00")
    assert compared(r, "WIP Inventory") == ("0.00", "0.00", "0.00")
    assert compared(r, "Inventory") == ("-150.00", "-150.00", "0.00")
    assert_foots(r)
    assert r.reconciled


@pytest.mark.parametrize("kind", ["Positive Adjmt.", "Negative Adjmt.", "Transfer"])
def test_d5_expected_cost_of_adjustments_is_interim(books: Books, kind: str) -> None:
    """The ERP projects no expected cost of adjustments, so interim and COGS (Interim) differ by -80 and 80."""
    books.value_entry(f"{kind} / Direct Cost", expected=-80)
    books.pair("Inventory (Interim)", "COGS (Interim)", -80)

    r = books.reconcile()

    assert cells(r, "COGS (Interim)") == ("0.00", "80.00", "0.00")
    assert compared(r, "COGS (Interim)") == ("80.00", "80.00", "0.00")
    assert compared(r, "Inventory (Interim)") == ("-80.00", "-80.00", "0.00")
    assert compared(r, "Inventory") == ("0.00", "0.00", "0.00")
    assert_foots(r)
    assert r.reconciled


def test_d6_non_inventory_cost_has_a_row_of_its_own(books: Books) -> None:
    """The ERP counts non-inventory cost of 30 in Inventory without a row, so its column is 30 short."""
    books.settings["include_non_inventory_cost"] = True
    books.value_entry("Output / Direct Cost - Non Inventory", 30, order="Production")
    books.pair("Inventory", "Direct Cost Non-Inventory Applied", 30)

    r = books.reconcile()

    assert cells(r, "Direct Cost Non-Inventory Applied") == ("-30.00", "0.00", "0.00")
    assert compared(r, "Direct Cost Non-Inventory Applied") == ("-30.00", "-30.00", "0.00")
    assert compared(r, "Inventory") == ("30.00", "30.00", "0.00")
    assert_foots(r)
    assert r.reconciled


def test_d6_non_inventory_cost_is_not_posted_with_the_setting_off(books: Books) -> None:
    """The ERP counts 30 that it never posts and shows Inventory off by -30; nothing is on any account."""
    books.settings["include_non_inventory_cost"] = False
    books.value_entry("Output / Direct Cost - Non Inventory", 30, posted=0, order="Production")
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert compared(r, "Direct Cost Non-Inventory Applied") == ("0.00", "0.00", "0.00")
    assert warnings(r, "Inventory") == {}
    assert_foots(r)
    assert r.reconciled


def test_d7_non_inventory_variance_is_not_posted_with_the_setting_off(books: Books) -> None:
    """The ERP counts a variance of -7 in Inventory though it never posts it, so Inventory is off by 7."""
    books.settings["include_non_inventory_cost"] = False
    books.value_entry("Output / Variance / Material - Non Inventory", -7, posted=0, order="Production")
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert cells(r, "Material Non-Inventory Variance") == NOTHING
    assert compared(r, "Material Non-Inventory Variance") == ("0.00", "0.00", "0.00")
    assert_foots(r)
    assert r.reconciled


def test_d8_expected_cost_is_not_projected_with_the_setting_off(books: Books) -> None:
    """The ERP projects expected cost that it never posts: interim, accrual, COGS (Interim) and WIP all differ."""
    books.settings["expected_cost_posting"] = False
    books.value_entry("Purchase / Direct Cost", expected=95, expected_posted=0)
    books.value_entry("Sale / Direct Cost", expected=-40, expected_posted=0)
    books.value_entry("Output / Direct Cost", expected=150, expected_posted=0, order="Production")
    books.value_entry("Purchase / Direct Cost", 100, -95, expected_posted=0)
    books.pair("Inventory", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    for account_type in ("Inventory (Interim)", "WIP Inventory", "Invt. Accrual (Interim)", "COGS (Interim)"):
        assert compared(r, account_type) == ("0.00", "0.00", "0.00"), account_type
        assert warnings(r, account_type) == {}
    assert cells(r, "WIP To Interim") == NOTHING
    assert_foots(r)
    assert r.reconciled


@pytest.mark.parametrize("order", ["", "Transfer", "Service", "Assembly"])
def test_d9_consumption_and_output_reach_wip_whatever_the_order_type(books: Books, order: str) -> None:
    """The ERP leaves WIP out where Order Type is not Production, so WIP is off by 40 - 25; the posting never asks."""
    books.value_entry("Consumption / Direct Cost", -40, order=order)
    books.pair("Inventory", "WIP Inventory", -40)
    books.value_entry("Output / Direct Cost", 25, order=order)
    books.pair("Inventory", "WIP Inventory", 25)

    r = books.reconcile()

    assert cells(r, "Inventory To WIP") == ("15.00", "0.00", "-15.00")
    assert compared(r, "WIP Inventory") == ("15.00", "15.00", "0.00")
    assert compared(r, "Inventory") == ("-15.00", "-15.00", "0.00")
    assert_foots(r)
    assert r.reconciled


@pytest.mark.parametrize("order", ["", "Transfer", "Service"])
def test_d10_capacity_of_any_other_order_reaches_wip(books: Books, order: str) -> None:
    """The ERP shows capacity of 60 in the Total of Direct Cost Applied and in no cell; it belongs to WIP."""
    books.value_entry("Capacity / Direct Cost", 60, order=order)
    books.pair("WIP Inventory", "Direct Cost Applied", 60)

    r = books.reconcile()

    assert cells(r, "Direct Cost Applied") == ("0.00", "0.00", "-60.00")
    assert compared(r, "Direct Cost Applied") == ("-60.00", "-60.00", "0.00")
    assert compared(r, "WIP Inventory") == ("60.00", "60.00", "0.00")
    assert_foots(r)
    assert r.reconciled


def test_d11_purchase_variance_of_another_type_stands_on_no_row(books: Books) -> None:
    """The ERP shows it as Purchase Variance; it refuses to post it, so it is cost that stands on no account."""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Variance / Material", -18, posted=0, document="PI7")

    r = books.reconcile()

    assert cells(r, "Purchase Variance") == NOTHING
    assert compared(r, "Purchase Variance") == ("0.00", "0.00", "0.00")
    assert cells(r, "Material Variance") == NOTHING
    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert findings(r) == ["combination-not-allowed"]
    assert r.findings[0].severity == "error"
    assert [(e.document_no, e.amount, e.file, e.row) for e in r.findings[0].evidence] == [
        ("PI7", Decimal(-18), "value-entries.csv", 3)
    ]
    assert_foots(r)
    assert not r.reconciled


def test_d12_assembly_variance_of_non_inventory_material_stands_on_no_row(books: Books) -> None:
    """The ERP shows it as a variance; it refuses to post it for assembly output."""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Assembly Output / Variance / Material - Non Inventory", 9, posted=0, order="Assembly")

    r = books.reconcile()

    assert cells(r, "Material Non-Inventory Variance") == NOTHING
    assert compared(r, "Material Non-Inventory Variance") == ("0.00", "0.00", "0.00")
    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert findings(r) == ["combination-not-allowed"]
    assert [(e.amount, e.row) for e in r.findings[0].evidence] == [(Decimal(9), 3)]
    assert_foots(r)
    assert not r.reconciled


def test_d13_columns_that_share_an_account_are_compared_together(books: Books) -> None:
    """The ERP shows the whole account in both columns, and each other's amount as a difference; in sum they agree."""
    books.inventory_setup[0]["Inventory Account (Interim)"] = "2110"
    books.value_entry("Purchase / Direct Cost", expected=95).pair("2110", "Invt. Accrual (Interim)", 95)
    books.value_entry("Purchase / Direct Cost", 100, -95)
    books.pair("2110", "Invt. Accrual (Interim)", -95).pair("2110", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Direct Cost", expected=40).pair("2110", "Invt. Accrual (Interim)", 40)

    r = books.reconcile()

    (group,) = r.to_dict()["matrix"]["shared_groups"]
    assert group["account_types"] == ["Inventory", "Inventory (Interim)"]
    assert (group["total"], group["gl_total"], group["difference"]) == ("140.00", "140.00", "0.00")
    assert compared(r, "Inventory") == ("100.00", None, None)
    assert compared(r, "Inventory (Interim)") == ("40.00", None, None)
    assert account(r, "2110")["subledger"] == account(r, "2110")["gl"] == "140.00"
    assert_foots(r)
    assert r.reconciled


def test_d13_rows_that_share_an_account_show_their_difference_once(books: Books) -> None:
    """The ERP shows the shared account's amount twice; an entry of 5 too much on it is one difference of 5."""
    books.general_setup[0]["Overhead Applied Account"] = ACCOUNTS["Direct Cost Applied"]
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "7291", 100)
    books.value_entry("Purchase / Indirect Cost", 3).pair("Inventory", "7291", 3)
    books.pair("7291", "9999", 5, source_code="GENJNL")

    r = books.reconcile()

    (group,) = r.to_dict()["matrix"]["shared_groups"]
    assert group["account_types"] == ["Direct Cost Applied", "Overhead Applied"]
    # Ledger -103; G/L -103 + 5.
    assert (group["total"], group["gl_total"], group["difference"]) == ("-103.00", "-98.00", "5.00")
    assert compared(r, "Direct Cost Applied") == ("-100.00", None, None)
    assert compared(r, "Overhead Applied") == ("-3.00", None, None)
    assert compared(r, "Inventory") == ("103.00", "103.00", "0.00")
    assert [line.account_no for line in r.differing_accounts] == ["7291"]
    assert_foots(r)
    assert not r.reconciled


def test_d14_replaced_account_keeps_a_line_of_its_own(books: Books) -> None:
    """The ERP reads only the accounts of today's setup; the old account's 100 has its own line in the tie-out."""
    books.value_entry("Purchase / Direct Cost", 100, date="2026-03-10", document="INV1")
    books.pair("2199", "Direct Cost Applied", 100, date="2026-03-10", document="INV1")
    books.value_entry("Purchase / Direct Cost", 50, document="INV2")
    books.pair("Inventory", "Direct Cost Applied", 50, document="INV2")

    r = books.reconcile()

    old, new = account(r, "2199"), account(r, "2110")
    assert (old["account_types"], old["subledger"], old["gl"], old["difference"]) == ([], "0.00", "100.00", "100.00")
    assert (new["subledger"], new["gl"], new["difference"]) == ("150.00", "50.00", "-100.00")
    assert compared(r, "Inventory") == ("150.00", "50.00", "-100.00")
    assert compared(r, "Direct Cost Applied") == ("-150.00", "-150.00", "0.00")
    assert warnings(r, "Inventory") == {"account-replaced": "-100.00"}
    assert_foots(r)
    assert not r.reconciled


def test_d14_old_account_that_the_toml_names_counts_for_its_type(books: Books) -> None:
    """Stated as a further Inventory account, the old account's balance is in the G/L Total again."""
    books.toml_tables = ["[accounts]", '"Inventory" = ["2199"]']
    books.value_entry("Purchase / Direct Cost", 100, date="2026-03-10", document="INV1")
    books.pair("2199", "Direct Cost Applied", 100, date="2026-03-10", document="INV1")
    books.value_entry("Purchase / Direct Cost", 50, document="INV2")
    books.pair("Inventory", "Direct Cost Applied", 50, document="INV2")

    r = books.reconcile()

    assert compared(r, "Inventory") == ("150.00", "150.00", "0.00")
    assert account(r, "2199")["account_types"] == ["Inventory"]
    assert account(r, "2199")["difference"] == "100.00"
    assert account(r, "2110")["difference"] == "-100.00"


def test_d15_cost_not_yet_posted_is_named_with_its_amount(books: Books) -> None:
    """The ERP shows the unposted 30 as a bare difference; here the difference carries its cause and amount."""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Direct Cost", 30, posted=0)

    r = books.reconcile()

    assert cells(r, "Direct Cost Applied") == ("-130.00", "0.00", "0.00")
    assert compared(r, "Inventory") == ("130.00", "100.00", "-30.00")
    assert compared(r, "Direct Cost Applied") == ("-130.00", "-100.00", "30.00")
    assert warnings(r, "Inventory") == {"cost-not-posted": "-30.00"}
    assert warnings(r, "Direct Cost Applied") == {"cost-not-posted": "30.00"}
    assert_foots(r)
    assert not r.reconciled


@pytest.mark.parametrize("first", ["Assembly", "Production"])
def test_d16_every_capacity_entry_goes_by_its_own_order_type(books: Books, first: str) -> None:
    """The ERP treats a day's capacity by the first entry's Order Type; each entry belongs where its own order says."""
    cost = {"Production": (60, 6), "Assembly": (40, 4)}
    for order in sorted(cost, key=lambda name: name != first):
        direct, overhead = cost[order]
        books.value_entry("Capacity / Direct Cost", direct, order=order)
        books.value_entry("Capacity / Indirect Cost", overhead, order=order)
    books.pair("WIP Inventory", "Direct Cost Applied", 60).pair("WIP Inventory", "Overhead Applied", 6)
    books.pair("Inventory Adjmt.", "Direct Cost Applied", 40).pair("Inventory Adjmt.", "Overhead Applied", 4)

    r = books.reconcile()

    assert cells(r, "Direct Cost Applied") == ("-40.00", "0.00", "-60.00")
    assert cells(r, "Overhead Applied") == ("-4.00", "0.00", "-6.00")
    assert cells(r, "Inventory Adjmt.") == ("44.00", "0.00", "0.00")
    assert compared(r, "WIP Inventory") == ("66.00", "66.00", "0.00")
    assert compared(r, "Inventory") == ("0.00", "0.00", "0.00")
    assert_foots(r)
    assert r.reconciled


@pytest.mark.parametrize(
    ("source_code", "cause"),
    [
        pytest.param("GENJNL", "direct-posting", id="manual"),
        pytest.param("PURCHASES", "non-item-document", id="non-item purchase"),
        pytest.param("START", "opening-balance", id="opening"),
    ],
)
def test_d17_entries_from_elsewhere_are_named_where_they_stand(books: Books, source_code: str, cause: str) -> None:
    """The ERP shows 25 on Direct Cost Applied as a bare difference; it is told for what it is, on that row alone."""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.pair("Direct Cost Applied", "9999", 25, source_code=source_code, document="GJ1")

    r = books.reconcile()

    assert compared(r, "Direct Cost Applied") == ("-100.00", "-75.00", "25.00")
    assert warnings(r, "Direct Cost Applied") == {cause: "25.00"}
    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert warnings(r, "Inventory") == {}
    assert_foots(r)
    assert not r.reconciled


@pytest.mark.parametrize(
    ("date", "source_code"),
    [
        pytest.param("C12/31/25", "CLSINCOME", id="closing date and source code"),
        pytest.param("C12/31/25", "GENJNL", id="closing date only"),
        pytest.param("2025-12-31", "CLSINCOME", id="source code only"),
    ],
)
def test_d18_closing_entries_are_set_aside(books: Books, date: str, source_code: str) -> None:
    """The ERP lets year-end closing empty COGS and shows -90 as a difference; no cost moved."""
    books.value_entry("Sale / Direct Cost", -90, date="2025-11-20").pair("Inventory", "COGS", -90, date="2025-11-20")
    books.gl("COGS", -90, date=date, source_code=source_code, document="CLOSE25")
    books.gl("3999", 90, date=date, source_code=source_code, document="CLOSE25")
    books.value_entry("Sale / Direct Cost", -60).pair("Inventory", "COGS", -60)

    year = books.reconcile(from_date="2025-01-01", as_of="2025-12-31")
    since = books.reconcile(as_of="2026-10-31")

    assert cells(year, "COGS") == ("90.00", "0.00", "0.00")
    assert compared(year, "COGS") == ("90.00", "90.00", "0.00")
    assert warnings(year, "COGS") == {"closing-entries": "-90.00"}
    assert warnings(year, "Inventory") == {}
    assert compared(since, "COGS") == ("150.00", "150.00", "0.00")
    assert compared(since, "Inventory") == ("-150.00", "-150.00", "0.00")
    for r in (year, since):
        assert_foots(r)
        assert r.reconciled


def test_d19_additional_reporting_currency_changes_nothing(books: Books) -> None:
    """Amounts in the additional reporting currency stand beside ours in the exports, and none of them is counted."""
    acy = {
        "Cost Amount (Actual) (ACY)": 250,
        "Cost Amount (Expected) (ACY)": 77,
        "Cost Posted to G/L (ACY)": 240,
        "Exp. Cost Posted to G/L (ACY)": 70,
        "Cost per Unit (ACY)": 25,
    }
    books.value_entry("Purchase / Direct Cost", 100, 0, **acy)
    books.gl("Inventory", 100, **{"Additional-Currency Amount": 250})
    books.gl("Direct Cost Applied", -100, **{"Additional-Currency Amount": -250})
    # An exchange rate difference in the additional currency only.
    books.gl("Inventory", 0, source_code="EXCHRATADJ", **{"Additional-Currency Amount": 10})

    r = books.reconcile()

    assert cells(r, "Direct Cost Applied") == ("-100.00", "0.00", "0.00")
    assert compared(r, "Direct Cost Applied") == ("-100.00", "-100.00", "0.00")
    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert compared(r, "Inventory (Interim)") == ("0.00", "0.00", "0.00")
    assert warnings(r, "Inventory") == {}
    assert_foots(r)
    assert r.reconciled


def test_d20_rounding_on_a_czech_account_is_a_difference(books: Books) -> None:
    """The Czech layer rounds onto an account of its own; by the worldwide rules that is a difference, never hidden."""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Rounding", "0.03").pair("Inventory", "548900", "0.03")

    r = books.reconcile()

    assert compared(r, "Inventory") == ("100.03", "100.03", "0.00")
    assert compared(r, "Inventory Adjmt.") == ("-0.03", "0.00", "0.03")
    assert (account(r, "548900")["subledger"], account(r, "548900")["gl"]) == ("0.00", "-0.03")
    assert_foots(r)
    assert not r.reconciled


def test_d21_entries_that_are_not_inventoriable_move_no_account(books: Books) -> None:
    """Value entries with Inventoriable = No are never posted, and are no cost of inventory."""
    books.value_entry("Purchase / Direct Cost", 100, Inventoriable="Yes")
    books.pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Direct Cost", 55, 20, posted=0, expected_posted=0, Inventoriable="No")

    r = books.reconcile()

    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert compared(r, "Inventory (Interim)") == ("0.00", "0.00", "0.00")
    assert compared(r, "Direct Cost Applied") == ("-100.00", "-100.00", "0.00")
    assert warnings(r, "Inventory") == {}
    assert_foots(r)
    assert r.reconciled


@pytest.mark.parametrize("item_type", ["Service", "Non-Inventory"])
def test_d21_items_of_another_type_move_no_account(books: Books, item_type: str) -> None:
    """Where Inventoriable is not exported, the Type of the item tells: only items of type Inventory are posted."""
    books.items = [
        {"No.": "1000", "Description": "Chain", "Type": "Inventory", "Inventory Posting Group": "GOODS"},
        {"No.": "2000", "Description": "Freight", "Type": item_type, "Inventory Posting Group": ""},
    ]
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Direct Cost", 55, posted=0, **{"Item No.": "2000", "Inventory Posting Group": ""})

    r = books.reconcile()

    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert compared(r, "Direct Cost Applied") == ("-100.00", "-100.00", "0.00")
    assert findings(r) == []
    assert_foots(r)
    assert r.reconciled


def test_d21_a_deleted_item_counts_as_inventory(books: Books) -> None:
    """An item that is no longer in the item list counts as inventory, and so does capacity, which has no item."""
    books.items = [{"No.": "2000", "Description": "Freight", "Type": "Service", "Inventory Posting Group": ""}]
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Capacity / Direct Cost", 60, order="Production")
    books.pair("WIP Inventory", "Direct Cost Applied", 60)

    r = books.reconcile()

    assert compared(r, "Inventory") == ("100.00", "100.00", "0.00")
    assert compared(r, "WIP Inventory") == ("60.00", "60.00", "0.00")
    assert r.reconciled
