"""Warnings of the matrix: on the rows that they concern, with their amounts, and nowhere else.

The ERP prints one text for the whole page on every row that differs (facts section 4). W1 to W6 are the weaknesses of
its conditions; each has a test here that shows ours without it.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

import invrecon
from tests.bookkeeping import ACCOUNTS, Books, findings, row


def raised(r: invrecon.Reconciliation) -> dict[tuple[str, str], str | None]:
    """Every warning of the matrix: (row, column or group, cause) and the amount."""
    matrix = r.to_dict()["matrix"]
    lines = {line["account_type"]: line for line in matrix["rows"]} | matrix["columns_summary"]
    lines |= {" + ".join(group["account_types"]): group for group in matrix["shared_groups"]}
    return {
        (name, cause): amount
        for name, line in lines.items()
        for cause, amount in zip(line["warnings"], line["warning_amounts"], strict=True)
    }


def assert_differences_are_covered(r: invrecon.Reconciliation) -> None:
    """On every row the amounts of the warnings add up to the difference."""
    amounts: dict[str, Decimal] = {}
    for (name, _), amount in raised(r).items():
        amounts[name] = amounts.get(name, Decimal(0)) + Decimal(amount or 0)
    matrix = r.to_dict()["matrix"]
    lines = {line["account_type"]: line for line in matrix["rows"]} | matrix["columns_summary"]
    for name, line in lines.items():
        assert Decimal(line["difference"] or 0) == amounts.get(name, Decimal(0)), name


def purchase(books: Books, amount: object = 100, **fields: object) -> None:
    """A purchase that is rightly posted."""
    books.value_entry("Purchase / Direct Cost", amount, **fields)  # type: ignore[arg-type]
    books.pair("Inventory", "Direct Cost Applied", amount, **fields)  # type: ignore[arg-type]


def bike_chain(books: Books) -> None:
    """Purchase, production, sale and revaluation of the published bike-chain example, rightly posted (facts 7)."""
    interim, accrual = "Inventory (Interim)", "Invt. Accrual (Interim)"
    books.value_entry("Purchase / Direct Cost", expected=150).pair(interim, accrual, 150)
    books.value_entry("Purchase / Direct Cost", 165, -150).pair(interim, accrual, -150)
    books.pair("Inventory", "Direct Cost Applied", 165)
    books.value_entry("Purchase / Indirect Cost", 3).pair("Inventory", "Overhead Applied", 3)
    books.value_entry("Purchase / Variance / Purchase", -18).pair("Inventory", "Purchase Variance", -18)
    books.value_entry("Sale / Direct Cost", expected=-150).pair(interim, "COGS (Interim)", -150)
    books.value_entry("Sale / Direct Cost", -150, 150).pair(interim, "COGS (Interim)", 150)
    books.pair("Inventory", "COGS", -150)
    books.value_entry("Consumption / Direct Cost", -150, order="Production").pair("Inventory", "WIP Inventory", -150)
    books.value_entry("Capacity / Direct Cost", 120, order="Production")
    books.pair("WIP Inventory", "Direct Cost Applied", 120)
    books.value_entry("Capacity / Indirect Cost", 12, order="Production").pair("WIP Inventory", "Overhead Applied", 12)
    books.value_entry("Output / Direct Cost", expected=150, order="Production").pair(interim, "WIP Inventory", 150)
    books.value_entry("Output / Direct Cost", 282, -150, order="Production").pair(interim, "WIP Inventory", -150)
    books.pair("Inventory", "WIP Inventory", 282)
    books.value_entry("Output / Indirect Cost", 25, order="Production").pair("Inventory", "Overhead Applied", 25)
    books.value_entry("Output / Variance / Capacity", -157, order="Production")
    books.pair("Inventory", "Capacity Variance", -157)
    books.value_entry("Output / Revaluation", -10, order="Production").pair("Inventory", "Inventory Adjmt.", -10)


# Expected cost, not posted by setup.


def test_expected_cost_that_was_never_posted_is_a_matter_of_setup(books: Books) -> None:
    """No entry carries a stamp and nobody states the setting: interim 95 + 150 - 40, and 150 less in WIP."""
    books.value_entry("Purchase / Direct Cost", expected=95, expected_posted=0)
    books.value_entry("Output / Direct Cost", expected=150, expected_posted=0, order="Production")
    books.value_entry("Sale / Direct Cost", expected=-40, expected_posted=0)
    purchase(books)

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory (Interim)", "expected-cost-posting-off"): "-205.00",
        ("Invt. Accrual (Interim)", "expected-cost-posting-off"): "95.00",
        ("WIP Inventory", "expected-cost-posting-off"): "150.00",
        ("COGS (Interim)", "expected-cost-posting-off"): "-40.00",
    }
    assert_differences_are_covered(r)
    assert not r.reconciled


def test_expected_cost_is_no_warning_where_the_toml_states_the_setting_off(books: Books) -> None:
    books.settings["expected_cost_posting"] = False
    books.value_entry("Purchase / Direct Cost", expected=95, expected_posted=0)
    purchase(books)

    r = books.reconcile()

    assert raised(r) == {}
    assert findings(r) == ["expected-cost-not-projected"]
    assert r.reconciled


def test_expected_cost_is_not_posted_yet_where_the_toml_states_the_setting_on(books: Books) -> None:
    books.settings["expected_cost_posting"] = True
    books.value_entry("Purchase / Direct Cost", expected=95, expected_posted=0)
    purchase(books)

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory (Interim)", "cost-not-posted"): "-95.00",
        ("Invt. Accrual (Interim)", "cost-not-posted"): "95.00",
    }
    assert_differences_are_covered(r)


def test_expected_cost_is_not_posted_yet_where_other_expected_cost_was(books: Books) -> None:
    """One stamp proves that the setting is on."""
    books.value_entry("Purchase / Direct Cost", expected=95, expected_posted=0)
    books.value_entry("Purchase / Direct Cost", expected=20)
    books.pair("Inventory (Interim)", "Invt. Accrual (Interim)", 20)

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory (Interim)", "cost-not-posted"): "-95.00",
        ("Invt. Accrual (Interim)", "cost-not-posted"): "95.00",
    }
    assert_differences_are_covered(r)


# Cost not posted.


def test_cost_not_posted_stands_on_both_rows_of_the_entry(books: Books) -> None:
    purchase(books)
    books.value_entry("Sale / Direct Cost", -60, posted=0)

    r = books.reconcile()

    assert raised(r) == {("Inventory", "cost-not-posted"): "60.00", ("COGS", "cost-not-posted"): "-60.00"}
    assert_differences_are_covered(r)


def test_partly_posted_cost_counts_with_the_missing_part(books: Books) -> None:
    """Of 100, 60 were posted: 40 are missing."""
    books.value_entry("Purchase / Direct Cost", 100, posted=60).pair("Inventory", "Direct Cost Applied", 60)

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory", "cost-not-posted"): "-40.00",
        ("Direct Cost Applied", "cost-not-posted"): "40.00",
    }
    assert_differences_are_covered(r)


def test_expected_part_of_an_invoice_may_be_what_is_missing(books: Books) -> None:
    """The invoice's 100 are posted; its reversal of 95 on interim, of which 90 were posted, lacks 5."""
    books.settings["expected_cost_posting"] = True
    books.value_entry("Purchase / Direct Cost", expected=95).pair("Inventory (Interim)", "Invt. Accrual (Interim)", 95)
    books.value_entry("Purchase / Direct Cost", 100, -95, expected_posted=-90)
    books.pair("Inventory", "Direct Cost Applied", 100).pair("Inventory (Interim)", "Invt. Accrual (Interim)", -90)

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory (Interim)", "cost-not-posted"): "5.00",
        ("Invt. Accrual (Interim)", "cost-not-posted"): "-5.00",
    }
    assert_differences_are_covered(r)


def test_cost_not_posted_counts_inside_the_period_only(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 30, posted=0, date="2026-09-30")
    books.value_entry("Purchase / Direct Cost", 12, posted=0, date="2026-10-01")
    books.value_entry("Purchase / Direct Cost", 7, posted=0, date="2026-11-01")
    purchase(books)

    r = books.reconcile(from_date="2026-10-01")

    assert raised(r) == {
        ("Inventory", "cost-not-posted"): "-12.00",
        ("Direct Cost Applied", "cost-not-posted"): "12.00",
    }


# Date compression.


@pytest.mark.parametrize(
    "traces",
    [
        pytest.param({"source_code": "COMPRGL"}, id="source code"),
        pytest.param({"source_code": "GENJNL", "Description": "Date Compressed 1/1/26..1/31/26"}, id="description"),
    ],
)
def test_compressed_entries_are_told_on_their_account_and_are_no_direct_posting(
    books: Books, traces: dict[str, object]
) -> None:
    books.value_entry("Purchase / Direct Cost", 500, date="2026-01-31")
    books.gl("Inventory", 500, date="2026-01-31", **traces)  # type: ignore[arg-type]
    books.gl("Direct Cost Applied", -500, date="2026-01-31")
    purchase(books)

    r = books.reconcile()

    assert raised(r) == {("Inventory", "date-compression"): "500.00"}
    assert row(r, "Inventory")["difference"] == "0.00"
    assert r.reconciled


@pytest.mark.parametrize(("table", "name"), [("17", "G/L entries"), ("5802", "value entries")])
@pytest.mark.parametrize(
    ("first", "last"),
    [
        pytest.param("2026-10-05", "2026-10-20", id="inside the period"),
        pytest.param("2026-09-01", "2026-10-10", id="from before it"),
        pytest.param("2026-10-31", "2026-11-30", id="beyond it"),
        pytest.param("2026-01-01", "2026-12-31", id="around it"),
    ],
)
def test_compression_register_that_touches_the_period_is_a_finding(
    books: Books, table: str, name: str, first: str, last: str
) -> None:
    purchase(books)
    books.extra["date-compression-registers.csv"] = [
        {"No.": 1, "Table ID": table, "Starting Date": first, "Ending Date": last}
    ]

    r = books.reconcile(from_date="2026-10-01", as_of="2026-10-31")

    assert [(f.id, f.severity) for f in r.findings] == [("date-compression", "warning")]
    assert all(words in r.findings[0].message for words in (name, first, last))
    assert raised(r) == {}


@pytest.mark.parametrize(
    ("table", "first", "last"),
    [
        pytest.param("17", "2026-08-01", "2026-09-30", id="before the period"),
        pytest.param("5802", "2026-11-01", "2026-11-30", id="after the period"),
        pytest.param("21", "2026-10-01", "2026-10-31", id="of another table"),
    ],
)
def test_compression_register_of_something_else_is_none(books: Books, table: str, first: str, last: str) -> None:
    purchase(books)
    books.extra["date-compression-registers.csv"] = [
        {"No.": 1, "Table ID": table, "Starting Date": first, "Ending Date": last}
    ]

    r = books.reconcile(from_date="2026-10-01", as_of="2026-10-31")

    assert findings(r) == []
    assert raised(r) == {}


# Closed fiscal year.


def test_closing_entries_are_told_on_the_income_accounts_that_they_empty(books: Books) -> None:
    """The year's purchases of 100 and sales of 60 are closed to equity; both ledgers still agree."""
    purchase(books, date="2025-05-05")
    books.value_entry("Sale / Direct Cost", -60, date="2025-06-06").pair("Inventory", "COGS", -60, date="2025-06-06")
    books.gl("Direct Cost Applied", 100, date="C2025-12-31", source_code="CLSINCOME")
    books.gl("COGS", -60, date="C2025-12-31", source_code="CLSINCOME")
    books.gl("3999", -40, date="C2025-12-31", source_code="CLSINCOME")

    r = books.reconcile(as_of="2025-12-31")

    assert raised(r) == {
        ("Direct Cost Applied", "closing-entries"): "100.00",
        ("COGS", "closing-entries"): "-60.00",
    }
    assert r.reconciled


def test_closing_entries_before_the_period_are_none(books: Books) -> None:
    books.value_entry("Sale / Direct Cost", -60, date="2025-06-06").pair("Inventory", "COGS", -60, date="2025-06-06")
    books.gl("COGS", -60, date="C2025-12-31", source_code="CLSINCOME")
    purchase(books)

    assert raised(books.reconcile(from_date="2026-01-01")) == {}


# Deleted account.


def test_inventory_posting_without_account_is_told_on_the_row_that_lacks_it(books: Books) -> None:
    purchase(books)
    books.value_entry("Sale / Direct Cost", -60, document="SI9")
    books.gl("Inventory", -60, document="SI9").gl("", 60, document="SI9")

    r = books.reconcile()

    assert raised(r) == {("COGS", "deleted-account"): "-60.00"}
    assert_differences_are_covered(r)
    told = {f.id: (f.severity, f.message) for f in r.findings}
    assert told["deleted-account"][0] == "warning"
    assert "60.00" in told["deleted-account"][1]
    assert "7190" in told["account-not-covered"][1]
    assert not r.reconciled


# Posting date differs.


def test_entry_on_the_other_side_of_the_cut_off_is_a_timing_difference(books: Books) -> None:
    """The value entry is of 31 October, its G/L entries are of 2 November."""
    purchase(books)
    books.value_entry("Sale / Direct Cost", -60, date="2026-10-31", document="SI9")
    books.pair("Inventory", "COGS", -60, date="2026-11-02", document="SI9")

    october, november = books.reconcile(as_of="2026-10-31"), books.reconcile(as_of="2026-11-30")

    assert raised(october) == {
        ("Inventory", "posting-date-differs"): "60.00",
        ("COGS", "posting-date-differs"): "-60.00",
    }
    assert_differences_are_covered(october)
    assert not october.reconciled
    assert raised(november) == {}
    assert november.reconciled


def test_a_difference_that_stays_is_no_timing_difference(books: Books) -> None:
    """The G/L entries of a stamped entry are missing for good."""
    purchase(books)
    books.value_entry("Sale / Direct Cost", -60)

    r = books.reconcile()

    assert row(r, "Inventory")["difference"] == "60.00"
    assert "posting-date-differs" not in {cause for _, cause in raised(r)}


# Direct posting.


def test_journal_entry_is_told_on_its_row_only(books: Books) -> None:
    purchase(books)
    books.gl("WIP Inventory", 47, source_code="GENJNL", document="GJ1")
    books.gl("5620", -47, source_code="GENJNL", document="GJ1")

    r = books.reconcile()

    assert raised(r) == {("WIP Inventory", "direct-posting"): "47.00"}
    assert_differences_are_covered(r)


@pytest.mark.parametrize("source_code", ["", "SALES", "EXCHRATADJ"])
def test_any_source_code_but_that_of_cost_posting_is_direct(books: Books, source_code: str) -> None:
    purchase(books)
    books.pair("Inventory", "5620", 8, source_code=source_code)

    assert raised(books.reconcile()) == {("Inventory", "direct-posting"): "8.00"}


def test_without_source_code_system_created_entry_tells(books: Books) -> None:
    books.gl_hidden = {"Source Code"}
    books.value_entry("Purchase / Direct Cost", 100)
    books.pair("Inventory", "Direct Cost Applied", 100, **{"System-Created Entry": "Yes"})
    books.pair("Inventory", "5620", 8, **{"System-Created Entry": "No"})

    assert raised(books.reconcile()) == {("Inventory", "direct-posting"): "8.00"}


def test_without_either_column_a_finding_says_what_to_unhide(books: Books) -> None:
    books.gl_hidden = {"Source Code"}
    purchase(books)
    books.pair("Inventory", "5620", 8)

    r = books.reconcile()

    assert row(r, "Inventory")["difference"] == "8.00"
    assert raised(r) == {}
    assert findings(r) == ["column-not-exported"]
    assert "Source Code" in r.findings[0].message


def test_a_company_may_have_renamed_the_source_code_of_cost_posting(books: Books) -> None:
    books.settings["inventory_source_codes"] = ["LAGERREG"]
    books.value_entry("Purchase / Direct Cost", 100)
    books.pair("Inventory", "Direct Cost Applied", 100, source_code="LAGERREG")
    books.pair("Inventory", "5620", 8, source_code="INVTPCOST")

    assert raised(books.reconcile()) == {("Inventory", "direct-posting"): "8.00"}


# Shared accounts.


def test_shared_account_is_told_on_its_types_and_their_group_only(books: Books) -> None:
    books.general_setup[0]["Overhead Applied Account"] = ACCOUNTS["Direct Cost Applied"]
    purchase(books)
    books.value_entry("Purchase / Indirect Cost", 3).pair("Inventory", "Direct Cost Applied", 3)

    r = books.reconcile()

    assert raised(r) == {
        ("Direct Cost Applied", "shared-accounts"): None,
        ("Overhead Applied", "shared-accounts"): None,
        ("Direct Cost Applied + Overhead Applied", "shared-accounts"): None,
    }
    assert r.reconciled


def test_cost_not_posted_on_a_shared_account_adds_up_over_its_types(books: Books) -> None:
    """DCA lacks 20 and overhead 3: the group lacks 23."""
    books.general_setup[0]["Overhead Applied Account"] = ACCOUNTS["Direct Cost Applied"]
    purchase(books)
    books.value_entry("Purchase / Direct Cost", 20, posted=0)
    books.value_entry("Purchase / Indirect Cost", 3, posted=0)

    r = books.reconcile()

    amounts = raised(r)
    assert amounts["Direct Cost Applied", "cost-not-posted"] == "20.00"
    assert amounts["Overhead Applied", "cost-not-posted"] == "3.00"
    assert amounts["Direct Cost Applied + Overhead Applied", "cost-not-posted"] == "23.00"
    assert amounts["Inventory", "cost-not-posted"] == "-23.00"


def test_direct_posting_on_a_shared_account_counts_once_in_the_group(books: Books) -> None:
    books.general_setup[0]["Overhead Applied Account"] = ACCOUNTS["Direct Cost Applied"]
    purchase(books)
    books.pair("Direct Cost Applied", "5620", 8, source_code="GENJNL")

    r = books.reconcile()

    assert raised(r)["Direct Cost Applied + Overhead Applied", "direct-posting"] == "8.00"
    assert r.to_dict()["matrix"]["shared_groups"][0]["difference"] == "8.00"


# Posting setup changed.


def test_cost_on_an_account_that_the_setup_no_longer_names(books: Books) -> None:
    """March was posted to 2199; the setup names 2110 since: Inventory lacks 100, and 2199 is named."""
    books.value_entry("Purchase / Direct Cost", 100, date="2026-03-10", document="INV1")
    books.pair("2199", "Direct Cost Applied", 100, date="2026-03-10", document="INV1")
    purchase(books, 50, document="INV2")

    r = books.reconcile()

    assert raised(r) == {("Inventory", "account-replaced"): "-100.00"}
    assert_differences_are_covered(r)
    assert [(f.id, f.severity) for f in r.findings] == [("account-replaced", "warning")]
    assert "2199" in r.findings[0].message
    assert "100.00" in r.findings[0].message


def test_amount_tells_which_row_lacks_the_entry_on_the_old_account(books: Books) -> None:
    """A sale of 60 on the same document is not posted at all: the 100 on 2199 are still those of the purchase."""
    books.value_entry("Purchase / Direct Cost", 100, document="INV1")
    books.value_entry("Sale / Direct Cost", -60, posted=0, document="INV1")
    books.pair("2199", "Direct Cost Applied", 100, document="INV1")

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory", "account-replaced"): "-100.00",
        ("Inventory", "cost-not-posted"): "60.00",
        ("COGS", "cost-not-posted"): "-60.00",
    }
    assert_differences_are_covered(r)


def test_journal_entries_on_accounts_outside_the_setup_are_nobodys_business(books: Books) -> None:
    purchase(books)
    books.pair("6110", "5620", 77, source_code="GENJNL")

    r = books.reconcile()

    assert raised(r) == {}
    assert findings(r) == []
    assert r.reconciled


# Nothing to warn about.


@pytest.mark.parametrize("setting", [None, True])
@pytest.mark.parametrize("period", [{}, {"from_date": "2026-10-01"}], ids=["balances", "net changes"])
def test_clean_company_raises_nothing(books: Books, setting: bool | None, period: dict[str, object]) -> None:
    """W2: with any purchase or production the ERP never says that there is no difference; here there is none."""
    if setting is not None:
        books.settings["expected_cost_posting"] = setting
    bike_chain(books)

    r = books.reconcile(**period)

    assert raised(r) == {}
    assert findings(r) == []
    assert r.reconciled
    assert row(r, "Inventory")["total"] == "-10.00"
    assert row(r, "Direct Cost Applied")["total"] == "-285.00"


def test_no_warning_with_an_item_filter(books: Books) -> None:
    """The G/L knows no items: there is nothing to compare, and nothing to warn about."""
    books.value_entry("Purchase / Direct Cost", 100, posted=0)
    books.gl("Inventory", 5, source_code="GENJNL")

    r = books.reconcile(items=("1000",))

    assert raised(r) == {}
    assert not r.reconciled


# W1: the ERP's test for unposted cost.


def test_w1_partly_posted_and_expected_cost_are_seen(books: Books) -> None:
    """The ERP looks for a stamp of zero on actual cost only; 1 of 100 posted, and 30 expected, escape it."""
    books.settings["expected_cost_posting"] = True
    books.value_entry("Purchase / Direct Cost", 100, posted=1).pair("Inventory", "Direct Cost Applied", 1)
    books.value_entry("Sale / Direct Cost", expected=-30, expected_posted=0)

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory", "cost-not-posted"): "-99.00",
        ("Direct Cost Applied", "cost-not-posted"): "99.00",
        ("Inventory (Interim)", "cost-not-posted"): "30.00",
        ("COGS (Interim)", "cost-not-posted"): "-30.00",
    }
    assert_differences_are_covered(r)


@pytest.mark.parametrize("told_by", ["Inventoriable", "Type"])
def test_w1_entries_that_are_never_posted_raise_nothing(books: Books, told_by: str) -> None:
    """A non-inventoriable entry has cost and no stamp for good; the ERP warns of it for ever."""
    fields: dict[str, object] = {"Item No.": "2000"}
    if told_by == "Inventoriable":
        fields["Inventoriable"] = "No"
        books.value_entry("Purchase / Direct Cost", 100, Inventoriable="Yes")
        books.pair("Inventory", "Direct Cost Applied", 100)
    else:
        books.items = [{"No.": "2000", "Description": "Freight", "Type": "Service"}]
        purchase(books)
    books.value_entry("Purchase / Direct Cost", 55, posted=0, **fields)

    r = books.reconcile()

    assert raised(r) == {}
    assert findings(r) == []
    assert r.reconciled


def test_w1_one_unposted_cent_masks_nothing(books: Books) -> None:
    """The ERP stops at the first unposted cent; the direct posting of 250 on WIP stands beside it here."""
    purchase(books)
    books.value_entry("Purchase / Direct Cost", "0.01", posted=0)
    books.pair("WIP Inventory", "5620", 250, source_code="GENJNL")

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory", "cost-not-posted"): "-0.01",
        ("Direct Cost Applied", "cost-not-posted"): "0.01",
        ("WIP Inventory", "direct-posting"): "250.00",
    }
    assert_differences_are_covered(r)


# W2: the ERP's catch-all.


def test_w2_direct_posting_is_no_catch_all(books: Books) -> None:
    """A stamped sale has no G/L entry: nobody posted directly, though the ERP says so when nothing else fits."""
    bike_chain(books)
    books.value_entry("Sale / Direct Cost", -60)

    r = books.reconcile()

    assert row(r, "Inventory")["difference"] == "60.00"
    assert "direct-posting" not in {cause for _, cause in raised(r)}


def test_w2_direct_postings_that_cancel_are_seen(books: Books) -> None:
    """A journal from Inventory to COGS sums to zero over the rows; the ERP may then warn of nothing."""
    purchase(books)
    books.pair("Inventory", "COGS", -50, source_code="GENJNL")

    r = books.reconcile()

    assert raised(r) == {("Inventory", "direct-posting"): "-50.00", ("COGS", "direct-posting"): "50.00"}
    assert_differences_are_covered(r)


# W3: the ERP's test for posting dates.


def test_w3_dates_are_compared_in_a_bounded_period(books: Books) -> None:
    """The ERP holds all value entries against the period's G/L: with an older year it never hits."""
    purchase(books, 900, date="2025-02-02")
    purchase(books)
    books.value_entry("Purchase / Direct Cost", 60, date="2026-10-31")
    books.pair("Inventory", "Direct Cost Applied", 60, date="2026-11-02")

    r = books.reconcile(from_date="2026-10-01")

    assert raised(r) == {
        ("Inventory", "posting-date-differs"): "-60.00",
        ("Direct Cost Applied", "posting-date-differs"): "60.00",
    }
    assert_differences_are_covered(r)


def test_w3_interim_and_wip_are_looked_at(books: Books) -> None:
    purchase(books)
    books.value_entry("Output / Direct Cost", expected=60, date="2026-10-31", order="Production")
    books.pair("Inventory (Interim)", "WIP Inventory", 60, date="2026-11-02")

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory (Interim)", "posting-date-differs"): "-60.00",
        ("WIP Inventory", "posting-date-differs"): "60.00",
    }


def test_w3_shared_accounts_do_not_break_it(books: Books) -> None:
    books.inventory_setup[0]["Inventory Account (Interim)"] = "2110"
    purchase(books)
    books.value_entry("Purchase / Direct Cost", expected=40).pair("2110", "Invt. Accrual (Interim)", 40)
    books.value_entry("Purchase / Direct Cost", 60, date="2026-10-31")
    books.pair("Inventory", "Direct Cost Applied", 60, date="2026-11-02")

    r = books.reconcile()

    assert raised(r)["Inventory + Inventory (Interim)", "posting-date-differs"] == "-60.00"
    assert raised(r)["Direct Cost Applied", "posting-date-differs"] == "60.00"
    assert ("Invt. Accrual (Interim)", "posting-date-differs") not in raised(r)


def test_w3_replaced_accounts_do_not_break_it(books: Books) -> None:
    """Inventory was posted to 2199 in March; the date shift of 60 is still told where the account stayed the same."""
    books.value_entry("Purchase / Direct Cost", 100, date="2026-03-10", document="INV1")
    books.pair("2199", "Direct Cost Applied", 100, date="2026-03-10", document="INV1")
    books.value_entry("Purchase / Direct Cost", 60, date="2026-10-31", document="INV2")
    books.pair("Inventory", "Direct Cost Applied", 60, date="2026-11-02", document="INV2")

    r = books.reconcile()

    assert raised(r)["Direct Cost Applied", "posting-date-differs"] == "60.00"
    assert raised(r)["Inventory", "account-replaced"] == "-100.00"


def test_w3_another_cause_on_the_account_does_not_hide_it(books: Books) -> None:
    """The ERP needs an exact zero; beside a direct posting of 5 the date shift of 60 is still told."""
    purchase(books)
    books.value_entry("Purchase / Direct Cost", 60, date="2026-10-31", document="INV2")
    books.pair("Inventory", "Direct Cost Applied", 60, date="2026-11-02", document="INV2")
    books.pair("Inventory", "5620", 5, source_code="GENJNL")

    r = books.reconcile()

    assert raised(r) == {
        ("Inventory", "posting-date-differs"): "-60.00",
        ("Inventory", "direct-posting"): "5.00",
        ("Direct Cost Applied", "posting-date-differs"): "60.00",
    }
    assert_differences_are_covered(r)


def test_w3_a_journal_reversed_next_month_is_no_timing_of_inventory(books: Books) -> None:
    """Over all dates the account agrees, but no value entry moved: the 50 are a direct posting, and counted once."""
    purchase(books)
    books.pair("Inventory", "5620", 50, date="2026-10-31", source_code="GENJNL", document="GJ1")
    books.pair("Inventory", "5620", -50, date="2026-11-01", source_code="GENJNL", document="GJ1")

    r = books.reconcile()

    assert raised(r) == {("Inventory", "direct-posting"): "50.00"}
    assert_differences_are_covered(r)


# W4: closing entries and deleted accounts of anyone.


def test_w4_closing_entries_of_other_accounts_are_none(books: Books) -> None:
    """The ERP asks for any G/L entry on a closing date; sales and equity are not inventory's."""
    purchase(books, date="2025-05-05")
    books.pair("6110", "3999", 500, date="C2025-12-31", source_code="CLSINCOME")

    r = books.reconcile(as_of="2025-12-31")

    assert raised(r) == {}
    assert r.reconciled


def test_w4_entry_on_a_closing_date_that_moves_inventory_is_not_set_aside(books: Books) -> None:
    """A year-end correction on the Inventory account itself closes nothing: its 10 are a direct posting."""
    purchase(books, date="2025-05-05")
    books.pair("Inventory", "5620", 10, date="C2025-12-31", source_code="GENJNL")

    r = books.reconcile(as_of="2025-12-31")

    assert row(r, "Inventory")["gl_total"] == "110.00"
    assert raised(r) == {("Inventory", "direct-posting"): "10.00"}
    assert not r.reconciled


def test_w4_blank_account_without_amount_is_none(books: Books) -> None:
    purchase(books)
    books.gl("", 0)

    r = books.reconcile()

    assert raised(r) == {}
    assert findings(r) == []
    assert r.reconciled


def test_w4_deleted_account_of_other_business_is_on_no_row(books: Books) -> None:
    """An account of sundry expenses was deleted: no row of inventory lacks its amount."""
    purchase(books)
    books.pair("", "5620", 60, source_code="GENJNL", document="GJ1")

    r = books.reconcile()

    assert raised(r) == {}
    assert r.reconciled


# W5: one text for the whole page.


def test_w5_two_causes_give_two_amounts_on_the_rows_that_they_concern(books: Books) -> None:
    """Inventory lacks 30 of unposted cost and has 250 of a journal too much; COGS only the sale of 12."""
    purchase(books)
    books.value_entry("Purchase / Direct Cost", 30, posted=0)
    books.value_entry("Sale / Direct Cost", -12, posted=0)
    books.pair("Inventory", "5620", 250, source_code="GENJNL")

    r = books.reconcile()

    # -30 + 12 on Inventory.
    assert raised(r) == {
        ("Inventory", "cost-not-posted"): "-18.00",
        ("Inventory", "direct-posting"): "250.00",
        ("Direct Cost Applied", "cost-not-posted"): "30.00",
        ("COGS", "cost-not-posted"): "-12.00",
    }
    assert row(r, "Inventory")["difference"] == "232.00"
    assert_differences_are_covered(r)


# W6: setup that is missing, which the ERP leaves to another report.


@pytest.mark.parametrize("missing", ["line", "account"])
def test_w6_missing_setup_is_told_with_key_and_amount(books: Books, missing: str) -> None:
    purchase(books)
    if missing == "line":
        books.value_entry("Sale / Direct Cost", -60, posted=0, **{"Gen. Prod. Posting Group": "SCRAP"})
    else:
        books.general_setup.append(books.general_setup[0] | {"Gen. Prod. Posting Group": "SCRAP", "COGS Account": ""})
        books.value_entry("Sale / Direct Cost", -60, posted=0, **{"Gen. Prod. Posting Group": "SCRAP"})

    r = books.reconcile()

    assert [(f.id, f.severity) for f in r.findings] == [("setup-missing", "error")]
    assert all(words in r.findings[0].message for words in ("SCRAP", "COGS", "60.00"))
    assert raised(r) == {("Inventory", "setup-missing"): "60.00", ("COGS", "setup-missing"): "-60.00"}
    assert not r.reconciled


def test_w6_cost_that_a_blocked_account_keeps_back_is_told(books: Books) -> None:
    """The batch skips what it cannot post; the amount is on its rows whatever the reason."""
    books.chart = [
        {"No.": number, "Name": name, "Income/Balance": "Balance Sheet" if number < "3" else "Income Statement",
         "Blocked": "Yes" if name == "COGS" else "No"}
        for name, number in ACCOUNTS.items()
    ]  # fmt: skip
    purchase(books)
    books.value_entry("Sale / Direct Cost", -60, posted=0)

    r = books.reconcile()

    assert raised(r) == {("Inventory", "setup-missing"): "60.00", ("COGS", "setup-missing"): "-60.00"}
    assert not r.reconciled
