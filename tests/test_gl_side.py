"""The general ledger's side: entries, a trial balance, or both held together."""

from __future__ import annotations

import pytest

import invrecon
from tests.bookkeeping import ACCOUNTS, Books, account, findings, row

INVENTORY, APPLIED = ACCOUNTS["Inventory"], ACCOUNTS["Direct Cost Applied"]


@pytest.fixture
def bought(books: Books) -> Books:
    """Goods bought in September for 70 and in October for 30, posted."""
    for date, cost in (("2026-09-10", 70), ("2026-10-10", 30)):
        books.value_entry("Purchase / Direct Cost", actual=cost, date=date)
        books.pair("Inventory", "Direct Cost Applied", cost, date=date)
    return books


def balances(opening: int, net_change: int) -> list[dict[str, object]]:
    """The Trial Balance (Excel) data sheet for the two accounts, split over a dimension."""
    lines: list[dict[str, object]] = []
    for account_no, sign in ((INVENTORY, 1), (APPLIED, -1)):
        for part in (1, 2):
            lines.append(
                {
                    "Account": account_no,
                    "Dimension1Code": part,
                    "StartingBalance": sign * opening / 2,
                    "NetChange": sign * net_change / 2,
                    "Balance": sign * (opening + net_change) / 2,
                }
            )
    return lines


def chart(**columns: object) -> list[dict[str, object]]:
    return [
        {"No.": INVENTORY, "Name": "Inventory", "Account Type": "Posting"} | columns,
        {"No.": APPLIED, "Name": "Applied", "Account Type": "Posting"}
        | {caption: -int(str(amount)) for caption, amount in columns.items()},
        {"No.": "2999", "Name": "Total", "Account Type": "End-Total"} | columns,
    ]


def test_a_trial_balance_alone_gives_the_gl_side_summed_over_dimensions(bought: Books) -> None:
    bought.gl_entries, bought.trial_balance = [], balances(70, 30)
    result = bought.reconcile()
    assert result.reconciled
    assert row(result, "Inventory")["gl_total"] == "100.00"


def test_for_a_period_it_gives_its_net_changes(bought: Books) -> None:
    bought.gl_entries, bought.trial_balance = [], balances(70, 30)
    result = bought.reconcile(from_date="2026-10-01")
    assert result.reconciled
    assert row(result, "Inventory")["gl_total"] == "30.00"


def test_total_accounts_of_the_chart_are_not_counted(bought: Books) -> None:
    bought.gl_entries, bought.chart = [], chart(**{"Balance at Date": 100})
    bought.inventory_setup[0]["Inventory Account (Interim)"] = "2999"
    assert row(bought.reconcile(), "Inventory (Interim)")["gl_total"] == "0.00"


def test_entries_and_trial_balance_that_agree_raise_nothing(bought: Books) -> None:
    bought.trial_balance = balances(70, 30)
    assert findings(bought.reconcile()) == []
    assert findings(bought.reconcile(from_date="2026-10-01")) == []


def test_a_gap_between_entries_and_trial_balance_is_an_error_with_its_amount(bought: Books) -> None:
    bought.trial_balance = balances(70, 31)
    result = bought.reconcile()
    assert not result.reconciled
    assert findings(result) == ["gl-entries-disagree-with-trial-balance"] * 2
    assert "Account 2110: the G/L entries sum to 100.00, the trial balance says 101.00, a gap of -1.00" in (
        result.findings[0].message
    )


def test_entries_that_start_in_october_lack_the_opening_balance_and_are_told_so(bought: Books) -> None:
    bought.trial_balance = balances(70, 30)
    del bought.gl_entries[:2]
    result = bought.reconcile()
    assert not result.reconciled
    assert "The gap is the opening balance" in result.findings[0].message
    assert bought.reconcile(from_date="2026-10-01").reconciled


@pytest.mark.parametrize(
    "shown",
    [
        {"Balance at Date": 100},
        {"Net Change": 100, "Balance": 105, "Balance at Date": 100},
        {"Net Change": 105, "Balance": 105},
        {"Balance": 105},
    ],
    ids=["dated", "dated and undated", "page without a date filter", "balance only"],
)
def test_a_chart_of_accounts_agrees_in_whatever_way_its_page_was_filtered(
    bought: Books, shown: dict[str, object]
) -> None:
    bought.pair("Inventory", "Direct Cost Applied", 5, date="2026-11-02", source_code="GENJNL")
    bought.chart = chart(**shown)
    assert findings(bought.reconcile()) == []


def test_a_chart_that_agrees_in_no_way_is_an_error(bought: Books) -> None:
    bought.chart = chart(**{"Net Change": 104, "Balance": 104})
    assert not bought.reconcile().reconciled


def test_a_balance_without_a_date_as_the_only_gl_side_is_remarked_on(bought: Books) -> None:
    bought.gl_entries, bought.chart = [], chart(Balance=100)
    assert findings(bought.reconcile()) == ["balance-without-date"]


def test_unposted_cost_is_missed_by_no_export(bought: Books) -> None:
    bought.value_entry("Sale / Direct Cost", actual=-40, posted=0)
    assert findings(bought.reconcile()) == []


def test_an_account_that_no_gl_export_mentions_is_remarked_on(bought: Books) -> None:
    bought.value_entry("Sale / Direct Cost", actual=-40)
    result = bought.reconcile()
    assert findings(result) == ["account-not-covered"]
    assert account(result, ACCOUNTS["COGS"])["difference"] == "-40.00"


def test_without_a_gl_side_there_is_nothing_to_compare(bought: Books) -> None:
    bought.gl_entries = []
    with pytest.raises(invrecon.InputError, match="nothing to compare the inventory ledger with"):
        bought.reconcile()


def test_income_accounts_that_start_anew_are_remarked_on(bought: Books) -> None:
    bought.gl_entries, bought.trial_balance = [], balances(70, 30)
    bought.extra["accounting-periods.csv"] = [{"Starting Date": "2026-10-01", "New Fiscal Year": "Yes", "Closed": "No"}]
    assert findings(bought.reconcile()) == ["income-accounts-start-anew"]


def test_debit_and_credit_columns_serve_without_an_amount(bought: Books) -> None:
    for entry in bought.gl_entries:
        amount = int(str(entry.pop("Amount")))
        entry |= {"Debit Amount (LCY)": max(amount, 0), "Credit Amount (LCY)": max(-amount, 0)}
    assert bought.reconcile().reconciled
