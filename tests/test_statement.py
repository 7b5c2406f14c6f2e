"""The reconciliation statement: from the inventory ledger's balance to the G/L's, in figures and as people see it."""

from __future__ import annotations

import csv
import io
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import invrecon
from invrecon import reports
from invrecon.reconciliation.statement import Statement, added_up, statements, type_totals
from tests.bookkeeping import ACCOUNTS, Books
from tests.samples import reconciled_once
from tests.test_laws import RUNS, ledgers, written
from tests.test_sample_company import CLEAN, DEMO

INVENTORY, APPLIED, COGS = ACCOUNTS["Inventory"], ACCOUNTS["Direct Cost Applied"], ACCOUNTS["COGS"]


@pytest.fixture
def bought(books: Books) -> Books:
    """Goods for 100 bought and posted; 20 of them sold and not yet posted."""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    return books.value_entry("Sale / Direct Cost", -20, posted=0, document="S1", date="2026-10-20")


def shown(
    result: invrecon.Reconciliation, monkeypatch: pytest.MonkeyPatch, form: str = "table", width: int = 120
) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    return reports.render(result, form)


def of(result: invrecon.Reconciliation, account_no: str) -> Statement:
    (statement,) = [each for each in statements(result) if each.account_no == account_no]
    return statement


def block(text: str, heading: str) -> list[str]:
    """The lines of a report from the one that begins with the heading up to the next empty one, blanks made single."""
    lines = text.splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith(heading))
    end = next((number for number, line in enumerate(lines) if number > begin and not line), len(lines))
    return [" ".join(line.split()) for line in lines[begin:end]]


# Figures.


def test_the_items_lead_from_one_ledger_to_the_other(bought: Books) -> None:
    bought.pair("Inventory", "COGS", 13, source_code="GENJNL", document="J1")
    bought.gl("Inventory", 7, document="X1")

    statement = of(bought.reconcile(), INVENTORY)

    assert (statement.subledger, statement.gl) == (80, 120)
    assert [(item.cause, item.amount, item.entries) for item in statement.items] == [
        ("cost-not-posted", 20, 1),
        ("direct-posting", 13, 1),
    ]
    assert (statement.explained, statement.unexplained, statement.difference) == (33, 7, 40)


def test_additions_come_first_and_the_largest_of_each(books: Books) -> None:
    for number, amount in enumerate((-5, 40, -300, 8)):
        books.gl("Inventory", amount, source_code="GENJNL", document=f"J{number}")
        books.value_entry("Sale / Direct Cost", amount * 2, posted=0, document=f"S{number}")
    statement = of(books.reconcile(), INVENTORY)
    assert [item.amount for item in statement.items] == [514, -257]


@pytest.mark.parametrize("from_date", [None, "2026-10-01"])
def test_of_the_sample_company_everything_adds_up(from_date: str | None) -> None:
    result = reconciled_once(DEMO, from_date=from_date)
    lines = {line.account_no: line for line in result.account_lines}
    stated = statements(result)
    assert {each.account_no for each in stated} == {no for no, line in lines.items() if line.difference}
    for statement in stated:
        line = lines[statement.account_no]
        assert (statement.explained, statement.unexplained) == (line.explained, line.unexplained)
        assert statement.subledger + statement.explained + statement.unexplained == statement.gl
    totals = {total.account_types: total for total in type_totals(result)}
    for comparison in result.difference_matrix.comparisons():
        if comparison.difference is not None:
            assert totals[comparison.account_types].difference == comparison.difference
    subledger, explained, unexplained, gl = added_up(totals.values())
    assert (subledger, explained, unexplained) == (0, result.net_difference, 0)
    assert gl == result.net_difference


@RUNS
@given(ledgers, st.booleans())
def test_on_any_input_statements_and_totals_add_up_to_the_same(ledger: Any, share: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        books = written(Path(folder), ledger)
        if share:
            books.general_setup[0]["COGS Account"] = INVENTORY
        result = books.reconcile()
    stated, totals = statements(result), type_totals(result)
    for each in (*stated, *totals):
        assert sum(item.amount for item in each.items) + each.unexplained == each.gl - each.subledger
    lines = [line for line in result.account_lines if line.difference or line.explained]
    assert {each.account_no: each.unexplained for each in stated} == {
        line.account_no: line.unexplained for line in lines
    }
    compared = {line.account_types: line for line in result.difference_matrix.comparisons()}
    for total in totals:
        if total.account_types:
            assert total.explained == compared[total.account_types].explained
    subledger, explained, unexplained, _ = added_up(totals)
    assert subledger == 0
    assert explained == sum(item.amount for item in result.reconciling_items)
    assert unexplained == sum(line.unexplained for line in result.account_lines)


def test_types_that_share_an_account_stand_as_one(bought: Books) -> None:
    bought.general_setup[0]["COGS Account"] = INVENTORY
    bought.gl("Inventory", 5, source_code="GENJNL", document="J1")
    (group,) = [total for total in type_totals(bought.reconcile()) if len(total.account_types) > 1]
    assert group.account_types == ("Inventory", "COGS")
    assert (group.difference, group.explained, group.unexplained) == (5, 5, 0)
    assert [(item.cause, item.amount) for item in group.items] == [("direct-posting", 5)]


def test_accounts_that_no_setup_line_names_have_a_total_of_their_own() -> None:
    (outside,) = [total for total in type_totals(reconciled_once(DEMO)) if not total.account_types]
    assert (outside.subledger, outside.gl) == (0, Decimal("3086.33"))
    assert [item.cause for item in outside.items] == ["account-replaced"]


def in_sum(books: Books) -> Books:
    """Two inventory accounts of which no export tells which is whose; 100 bought and 20 sold, the sale not posted."""
    books.inventory_setup = [{"Location Code": "", "Invt. Posting Group Code": "GOODS", "WIP Account": "2140"}]
    books.toml_tables = ["[accounts]", '"Inventory" = ["2110", "2120"]']
    books.value_entry("Purchase / Direct Cost", 100).gl("2110", 60).gl("2120", 40).gl("Direct Cost Applied", -100)
    return books.value_entry("Sale / Direct Cost", -20, posted=0, document="S1")


def test_accounts_in_sum_have_one_statement_under_the_name_of_their_type(books: Books) -> None:
    in_sum(books).gl("2120", 13, source_code="GENJNL", document="J1").gl("2110", 7, document="X1")
    result = books.reconcile()
    (statement,) = [each for each in statements(result) if not each.account_no]
    assert (statement.account_types, statement.in_sum_of) == (("Inventory",), ("2110", "2120"))
    assert (statement.subledger, statement.gl, statement.unexplained) == (80, 120, 7)
    assert [(item.cause, item.amount, item.entries) for item in statement.items] == [
        ("cost-not-posted", 20, None),
        ("direct-posting", 13, 1),
    ]
    (inventory,) = [total for total in type_totals(result) if total.account_types == ("Inventory",)]
    assert (inventory.explained, inventory.unexplained) == (33, 7)


def test_compressed_entries_in_sum_explain_nothing_by_being_there(books: Books) -> None:
    in_sum(books)
    books.gl_entries[0]["Source Code"] = "COMPRGL"
    result = books.reconcile()
    inventory = result.difference_matrix.columns["Inventory"]
    assert ("date-compression", 60) in [(warning.cause, warning.amount) for warning in inventory.warnings]
    (statement,) = [each for each in statements(result) if not each.account_no]
    assert [(item.cause, item.amount) for item in statement.items] == [("cost-not-posted", 20)]


def test_cost_that_stands_on_no_account_is_stated_as_well(books: Books) -> None:
    del books.general_setup[0]["COGS Account"]
    books.value_entry("Sale / Direct Cost", -20, posted=0).gl("Direct Cost Applied", 0)
    (statement,) = [each for each in statements(books.reconcile()) if not each.account_no]
    assert (statement.account_types, statement.in_sum_of) == (("COGS",), ())
    assert (statement.subledger, statement.gl, statement.difference) == (20, 0, -20)


def test_with_a_filter_there_is_nothing_to_state(bought: Books) -> None:
    result = bought.reconcile(items=("1000",))
    assert statements(result) == type_totals(result) == ()


# What people see.


def test_the_statement_on_paper(bought: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {INVENTORY: "Goods"}
    bought.chart = [{"No.": no, "Name": names.get(no, ""), "Account Type": "Posting"} for no in ACCOUNTS.values()]
    bought.gl("Inventory", -5, source_code="GENJNL", document="J1", Description="Broken in transit", date="2026-10-21")
    bought.gl("Inventory", 7, document="X1", date="2026-10-22")
    text = shown(bought.reconcile(), monkeypatch)
    assert block(text, "2110 ") == [
        "2110 Goods Inventory",
        "Balance per inventory ledger 80.00",
        "+ Cost not posted 1 entry 20.00 S1, 20 Oct 2026: not posted",
        "- Direct posting 1 entry (5.00) J1, 21 Oct 2026: ANNA, GENJNL, Broken in transit",
        "Balance per G/L 102.00",
        "Unexplained 7.00",
        "`invrecon drill --cause unexplained --account 2110` lists its entries.",
        "First out of balance 20 Oct 2026 (S1); the gap changed on 2 later days. ▇▆██████████",
    ]
    assert block(text, "By account type") == [
        "By account type",
        "Inventory",
        "ledger Explained Unexplained G/L",
        "Inventory 80.00 15.00 7.00 102.00",
        "COGS 20.00 (20.00) - -",
        "Others, without difference (100.00) - - (100.00)",
        "Total - (5.00) 7.00 2.00",
    ]
    assert block(text, "What to do")[1] == "Cost not posted 1 entry Run Post Inventory Cost to G/L."


def test_between_two_dates_the_ends_are_net_changes(bought: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    result = bought.reconcile(from_date="2026-10-01")
    for form in ("table", "markdown"):
        text = shown(result, monkeypatch, form)
        assert "Net change per inventory ledger" in text
        assert "Net change per G/L" in text
        assert "Balance per" not in text
        assert "In the period first out of balance 20 Oct 2026 (S1); the gap has not changed since." in text


def test_items_that_cancel_are_shown_although_the_account_agrees(
    bought: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    bought.pair("Inventory", "COGS", -20, source_code="GENJNL", document="J1", date="2026-10-30")
    result = bought.reconcile()
    text = shown(result, monkeypatch)
    assert result.reconciled
    assert "+ Cost not posted 1 entry 20.00 S1, 20 Oct 2026: not posted" in block(text, "2110 ")
    assert "- Direct posting 1 entry (20.00) J1, 30 Oct 2026: ANNA, GENJNL" in block(text, "2110 ")
    assert text.splitlines()[-1] == (
        "Reconciled: 17 accounts agree to the cent. On 2110 and 7190 reconciling items cancel each other."
    )


def test_an_item_that_hides_an_unexplained_amount_does_not_pass_in_silence(
    bought: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    bought.pair("Inventory", "COGS", -20, document="X9")
    text = shown(bought.reconcile(), monkeypatch)
    assert text.splitlines()[-1] == (
        "Reconciled: 17 accounts agree to the cent. Not all is explained: unexplained 40.00 on 2110 and 7190."
    )


def test_what_is_reconciled_without_any_item_needs_no_why(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(reconciled_once(CLEAN), monkeypatch)
    assert "Why" not in text
    assert "By account type" not in text


def last_line(result: invrecon.Reconciliation, monkeypatch: pytest.MonkeyPatch) -> str:
    return shown(result, monkeypatch, width=1000).splitlines()[-1]


def test_the_last_line_says_that_all_is_explained(bought: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    assert last_line(bought.reconcile(), monkeypatch) == (
        "Not reconciled: 2 of 17 accounts differ, by 40.00 in all (0.00 net): 2110 and 7190. "
        "Explained 40.00, unexplained 0.00."
    )


def test_the_last_line_adds_up_what_is_unexplained_without_signs(
    bought: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    bought.gl("Inventory", 7, document="X1").gl("Direct Cost Applied", -7, document="X2")
    line = last_line(bought.reconcile(), monkeypatch)
    assert line.endswith("Explained in full: 1 of 3 accounts; unexplained 14.00 on 2110 and 7291.")


def test_the_last_line_names_types_that_were_compared_in_sum(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    line = last_line(in_sum(books).gl("2110", 7, document="X1").reconcile(), monkeypatch)
    assert "Compared in sum, Inventory by 27.00." in line
    assert line.endswith("Explained in full: 1 of 2; unexplained 7.00 on Inventory (in sum).")


def test_within_tolerance_the_rest_is_told_and_not_called_for(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.gl("Inventory", "0.03", document="X1")
    text = shown(books.reconcile(tolerance="0.05"), monkeypatch)
    assert text.splitlines()[-1].endswith("agree within 0.05. Not all is explained: unexplained 0.03 on 2110.")
    assert "invrecon drill" not in text


def test_balances_explain_what_the_inventory_ledger_shows_and_name_the_missing_export(
    bought: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    bought.gl_entries = []
    bought.trial_balance = [
        {"Account": no, "StartingBalance": 0, "NetChange": amount, "Balance": amount}
        for no, amount in ((INVENTORY, 95), (APPLIED, -95), (COGS, 0))
    ]
    for form in ("table", "markdown"):
        text = shown(bought.reconcile(), monkeypatch, form, width=1000)
        assert "only what the inventory ledger shows by itself is explained" in text
        assert "export the General Ledger Entries of the accounts 2110, 7291, from the beginning to 31 Oct 2026" in text
        assert "Explained in full: 1 of 3 accounts; unexplained 10.00 on 2110 and 7291." in text
        assert "invrecon drill" not in text
    text = shown(bought.reconcile(from_date="2026-10-01"), monkeypatch, width=1000)
    assert "of the accounts 2110, 7291, from 1 Oct 2026 to 31 Oct 2026" in text


def test_balances_that_are_explained_ask_for_nothing_more(bought: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    bought.gl_entries = []
    bought.trial_balance = [
        {"Account": no, "StartingBalance": 0, "NetChange": amount, "Balance": amount}
        for no, amount in ((INVENTORY, 100), (APPLIED, -100), (COGS, 0))
    ]
    text = shown(bought.reconcile(), monkeypatch, width=1000)
    assert "Without General Ledger Entries only" in text
    assert "To explain the rest" not in text


def test_a_cause_in_doubt_says_probably(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    books.gl_hidden = {"Source Code"}
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.gl("Inventory", 5, document="J1")
    text = shown(books.reconcile(), monkeypatch)
    assert any(line.startswith("+ Direct posting 1 entry 5.00 probably") for line in block(text, "2110 "))


def test_what_to_do_counts_an_entry_once_however_many_accounts_it_concerns(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        books.value_entry("Sale / Direct Cost", -20, posted=0, document=f"S{number}")
    text = shown(books.gl("Inventory", 0).reconcile(), monkeypatch)
    assert block(text, "What to do") == ["What to do", "Cost not posted 3 entries Run Post Inventory Cost to G/L."]


# On any paper.


@pytest.mark.parametrize("width", [80, 120, 40])
def test_long_names_and_large_amounts_are_never_cut(books: Books, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    name = "Goods in the old warehouse by the river, until its reorganization in the summer"
    books.chart = [{"No.": INVENTORY, "Name": name, "Income/Balance": "Balance Sheet", "Account Type": "Posting"}]
    books.value_entry("Purchase / Direct Cost", "123456789012.34")
    books.pair("Inventory", "Direct Cost Applied", "123456789012.34")
    books.gl("Inventory", "98765432109.87", source_code="GENJNL", document="J1", Description="stock " * 40)
    text = shown(books.reconcile(), monkeypatch, width=width)
    words = " ".join(text.split())
    assert f"{INVENTORY} {name} Inventory Balance per inventory ledger 123,456,789,012.34" in words
    assert "+ Direct posting 1 entry 98,765,432,109.87" in words
    assert "Balance per G/L 222,222,221,122.21" in words
    if width == 80:
        assert max(map(len, text[text.index("Why") : text.index("By account type")].splitlines())) <= width


def test_text_from_exports_neither_steers_a_terminal_nor_breaks_a_line(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.chart = [{"No.": INVENTORY, "Name": "Goods\x1b[2J", "Income/Balance": "Balance Sheet"}]
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.gl("Inventory", 5, source_code="GENJNL", document="J\x1b[31m1", Description="one\ntwo\x07 | [x](y) [bold]")
    result = books.reconcile()
    for form in ("table", "markdown"):
        text = shown(result, monkeypatch, form)
        assert all(character.isprintable() for character in text.replace("\n", ""))
    assert "+ Direct posting 1 entry 5.00 J [31m1, 15 Oct 2026: ANNA, GENJNL, one two | [x](y) [bold]" in block(
        shown(result, monkeypatch), "2110 "
    )
    assert "ANNA, GENJNL, one two \\| \\[x](y) \\[bold] |" in shown(result, monkeypatch, "markdown")


# Other forms.


def test_markdown_states_each_account_and_foots(bought: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(bought.reconcile(), monkeypatch, "markdown")
    assert "| + Cost not posted | 1 | 20.00 | S1, 20 Oct 2026: not posted |" in text
    assert "| **Unexplained** |  | **0.00** |  |" in text
    assert "| COGS | 20.00 | (20.00) | - | - | cost not posted (20.00) |" in text
    assert "| **Total** | - | - | - | - |  |" in text
    assert "- **Cost not posted** (1 entry): Run Post Inventory Cost to G/L." in text


def test_csv_gives_the_facts_of_the_explanation(bought: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = csv.DictReader(io.StringIO(shown(bought.reconcile(), monkeypatch, "csv")))
    facts = {(row["section"], row["key"], row["column"], row["fact"]): (row["amount"], row["text"]) for row in rows}
    assert facts["reconciling_items", INVENTORY, "cost-not-posted", "entries"] == ("1.00", "")
    assert facts["reconciling_items", INVENTORY, "cost-not-posted", "action"][1] == "Run Post Inventory Cost to G/L."
    assert facts["statement", "Inventory", "", "explained"] == ("20.00", "")
    assert facts["statement", "Inventory", "cost-not-posted", "explained"] == ("20.00", "cost not posted")
    assert facts["matching", INVENTORY, "not posted", "subledger"] == ("-20.00", "")
    assert facts["timeline", INVENTORY, "2026-10-20", "change"] == ("20.00", "S1")
