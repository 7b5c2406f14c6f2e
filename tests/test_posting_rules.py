"""Every posting rule on its own: one value entry, and the two accounts on which its cost ends (facts section 1)."""

from __future__ import annotations

import csv
from decimal import Decimal
from importlib.resources import files

import pytest

import invrecon
from tests.bookkeeping import (
    ACCOUNTS,
    GENERAL_CAPTIONS,
    INVENTORY_CAPTIONS,
    Books,
    account,
    findings,
    row,
    warnings,
)

# Rule, kind of value entry, basis, account (+A), balancing account (-A), as the facts list them.
# No rule below but those of capacity looks at the order type.
RULES = [
    ("P1", "Purchase / Direct Cost", "expected", "Inventory (Interim)", "Invt. Accrual (Interim)"),
    ("P2", "Purchase / Direct Cost", "actual", "Inventory", "Direct Cost Applied"),
    ("P3", "Purchase / Indirect Cost", "actual", "Inventory", "Overhead Applied"),
    ("P4", "Purchase / Variance / Purchase", "actual", "Inventory", "Purchase Variance"),
    ("P5", "Purchase / Revaluation", "expected", "Inventory (Interim)", "Invt. Accrual (Interim)"),
    ("P6", "Purchase / Revaluation", "actual", "Inventory", "Inventory Adjmt."),
    ("P7", "Purchase / Rounding", "actual", "Inventory", "Inventory Adjmt."),
    ("S1", "Sale / Direct Cost", "expected", "Inventory (Interim)", "COGS (Interim)"),
    ("S2", "Sale / Direct Cost", "actual", "Inventory", "COGS"),
    ("S3", "Sale / Revaluation", "expected", "Inventory (Interim)", "COGS (Interim)"),
    ("S4", "Sale / Revaluation", "actual", "Inventory", "Inventory Adjmt."),
    ("S5", "Sale / Rounding", "actual", "Inventory", "Inventory Adjmt."),
    ("A1", "Positive Adjmt. / Direct Cost", "expected", "Inventory (Interim)", "COGS (Interim)"),
    ("A1", "Negative Adjmt. / Direct Cost", "expected", "Inventory (Interim)", "COGS (Interim)"),
    ("A1", "Transfer / Direct Cost", "expected", "Inventory (Interim)", "COGS (Interim)"),
    ("A2", "Positive Adjmt. / Direct Cost", "actual", "Inventory", "Inventory Adjmt."),
    ("A2", "Negative Adjmt. / Direct Cost", "actual", "Inventory", "Inventory Adjmt."),
    ("A2", "Transfer / Direct Cost", "actual", "Inventory", "Inventory Adjmt."),
    ("A3", "Positive Adjmt. / Revaluation", "actual", "Inventory", "Inventory Adjmt."),
    ("A3", "Negative Adjmt. / Revaluation", "actual", "Inventory", "Inventory Adjmt."),
    ("A3", "Transfer / Revaluation", "actual", "Inventory", "Inventory Adjmt."),
    ("A4", "Positive Adjmt. / Rounding", "actual", "Inventory", "Inventory Adjmt."),
    ("A4", "Negative Adjmt. / Rounding", "actual", "Inventory", "Inventory Adjmt."),
    ("A4", "Transfer / Rounding", "actual", "Inventory", "Inventory Adjmt."),
    ("C1", "Consumption / Direct Cost", "actual", "Inventory", "WIP Inventory"),
    ("C2", "Consumption / Revaluation", "actual", "Inventory", "Inventory Adjmt."),
    ("C3", "Consumption / Rounding", "actual", "Inventory", "Inventory Adjmt."),
    ("O1", "Output / Direct Cost", "expected", "Inventory (Interim)", "WIP Inventory"),
    ("O2", "Output / Direct Cost", "actual", "Inventory", "WIP Inventory"),
    ("O3", "Output / Direct Cost - Non Inventory", "actual", "Inventory", "Direct Cost Non-Inventory Applied"),
    ("O4", "Output / Indirect Cost", "actual", "Inventory", "Overhead Applied"),
    ("O5", "Output / Variance / Material", "actual", "Inventory", "Material Variance"),
    ("O6", "Output / Variance / Material - Non Inventory", "actual", "Inventory", "Material Non-Inventory Variance"),
    ("O7", "Output / Variance / Capacity", "actual", "Inventory", "Capacity Variance"),
    ("O8", "Output / Variance / Subcontracted", "actual", "Inventory", "Subcontracted Variance"),
    ("O9", "Output / Variance / Capacity Overhead", "actual", "Inventory", "Capacity Overhead Variance"),
    ("O10", "Output / Variance / Manufacturing Overhead", "actual", "Inventory", "Mfg. Overhead Variance"),
    ("O11", "Output / Revaluation", "expected", "Inventory (Interim)", "WIP Inventory"),
    ("O12", "Output / Revaluation", "actual", "Inventory", "Inventory Adjmt."),
    ("O13", "Output / Rounding", "actual", "Inventory", "Inventory Adjmt."),
    ("AC1", "Assembly Consumption / Direct Cost", "actual", "Inventory", "Inventory Adjmt."),
    ("AC2", "Assembly Consumption / Revaluation", "actual", "Inventory", "Inventory Adjmt."),
    ("AC3", "Assembly Consumption / Rounding", "actual", "Inventory", "Inventory Adjmt."),
    ("AO1", "Assembly Output / Direct Cost", "actual", "Inventory", "Inventory Adjmt."),
    ("AO2", "Assembly Output / Indirect Cost", "actual", "Inventory", "Overhead Applied"),
    ("AO3", "Assembly Output / Variance / Material", "actual", "Inventory", "Material Variance"),
    ("AO4", "Assembly Output / Variance / Capacity", "actual", "Inventory", "Capacity Variance"),
    ("AO5", "Assembly Output / Variance / Subcontracted", "actual", "Inventory", "Subcontracted Variance"),
    ("AO6", "Assembly Output / Variance / Capacity Overhead", "actual", "Inventory", "Capacity Overhead Variance"),
    ("AO7", "Assembly Output / Variance / Manufacturing Overhead", "actual", "Inventory", "Mfg. Overhead Variance"),
    ("AO8", "Assembly Output / Revaluation", "actual", "Inventory", "Inventory Adjmt."),
    ("AO9", "Assembly Output / Rounding", "actual", "Inventory", "Inventory Adjmt."),
]
# Capacity and resources: the order type decides.
CAPACITY_RULES = [
    ("K1", "Capacity / Direct Cost", "Assembly", "Inventory Adjmt.", "Direct Cost Applied"),
    ("K2", "Capacity / Indirect Cost", "Assembly", "Inventory Adjmt.", "Overhead Applied"),
    ("K3", "Capacity / Direct Cost", "not Assembly", "WIP Inventory", "Direct Cost Applied"),
    ("K4", "Capacity / Indirect Cost", "not Assembly", "WIP Inventory", "Overhead Applied"),
]
# The second pair of an order finished without output. Where the status change makes it, it looks at no entry type.
WRITE_OFF_RULES = [
    ("C1x", "Consumption / Direct Cost", "WIP Inventory", "Inventory Adjmt."),
    ("C2x", "Consumption / Revaluation", "WIP Inventory", "Inventory Adjmt."),
    ("C3x", "Consumption / Rounding", "WIP Inventory", "Inventory Adjmt."),
    ("K3x", "Capacity / Direct Cost", "Inventory Adjmt.", "WIP Inventory"),
    ("K4x", "Capacity / Indirect Cost", "Inventory Adjmt.", "WIP Inventory"),
]
# A variance whose type the export does not show.
UNTYPED_RULES = [
    ("P4?", "Purchase / Variance", "Inventory", "Purchase Variance"),
    ("O5?", "Output / Variance", "Inventory", "Variance (type not exported)"),
    ("AO3?", "Assembly Output / Variance", "Inventory", "Variance (type not exported)"),
]

# What each item ledger entry type may not be (facts 1, invalid combinations).
NO_PRODUCTION_COST = (
    "Indirect Cost",
    "Variance / Purchase",
    "Variance / Material",
    "Direct Cost - Non Inventory",
    "Total",
)
INVALID = {
    "Purchase": (
        "Direct Cost - Non Inventory",
        "Total",
        "Variance",
        "Variance / Material",
        "Variance / Capacity",
        "Variance / Capacity Overhead",
        "Variance / Manufacturing Overhead",
        "Variance / Subcontracted",
        "Variance / Material - Non Inventory",
    ),
    "Sale": NO_PRODUCTION_COST,
    "Positive Adjmt.": NO_PRODUCTION_COST,
    "Negative Adjmt.": NO_PRODUCTION_COST,
    "Transfer": NO_PRODUCTION_COST,
    "Consumption": NO_PRODUCTION_COST,
    "Assembly Consumption": NO_PRODUCTION_COST,
    "Output": ("Total", "Variance", "Variance / Purchase"),
    "Assembly Output": (
        "Direct Cost - Non Inventory",
        "Total",
        "Variance",
        "Variance / Purchase",
        "Variance / Material - Non Inventory",
    ),
    "Capacity": (
        "Revaluation",
        "Rounding",
        "Variance / Capacity",
        "Total",
        "Direct Cost - Non Inventory",
    ),
}


def ledger(r: invrecon.Reconciliation) -> dict[str, str]:
    """The inventory ledger's amount per account no., without accounts that it leaves at zero."""
    return {
        str(line["account_no"]): str(line["subledger"])
        for line in r.to_dict()["accounts"]
        if line["subledger"] not in (None, "0.00")
    }


def finished(books: Books, date: object = "2026-10-20", quantity: object = 0, status: str = "Finished") -> None:
    """ORDER1 has one line with this status, and the ERP lets orders be finished without output."""
    books.settings["finish_order_without_output"] = True
    books.extra["production-order-lines.csv"] = [order_line(10000, date, quantity, status)]


def order_line(line: int, date: object, quantity: object, status: str) -> dict[str, object]:
    return {
        "Status": status,
        "Prod. Order No.": "ORDER1",
        "Line No.": line,
        "Finished Quantity": quantity,
        "Finished Date": date,
    }


def test_the_rules_here_are_all_rules_of_the_table() -> None:
    """A rule that is added, dropped or changed in the table must be so here as well."""
    here = {(rule, *_parts(kind), "", basis, one, other) for rule, kind, basis, one, other in RULES}
    here |= {(rule, *_parts(kind), order, "actual", one, other) for rule, kind, order, one, other in CAPACITY_RULES}
    for rule, kind, one, other in WRITE_OFF_RULES:
        order = "not Assembly" if kind.startswith("Capacity") else ""
        here.add((rule, *_parts(kind), order, "actual", one, other))
    here |= {(rule, *_parts(kind), "", "actual", one, other) for rule, kind, one, other in UNTYPED_RULES}
    table = files("invrecon.posting").joinpath("business-central.csv").read_text(encoding="utf-8")
    columns = "rule item_ledger_entry_type entry_type variance_type order_type basis account balancing_account"
    there = [tuple(line[column] for column in columns.split()) for line in csv.DictReader(table.splitlines())]

    assert sorted(there) == sorted(here)


def _parts(kind: str) -> tuple[str, str, str]:
    ile, entry, *variance = kind.split(" / ")
    return ("" if ile == "Capacity" else ile, entry, variance[0] if variance else "")


def own_setup_line(books: Books, number: int) -> dict[str, object]:
    """A setup line of its own, with accounts of its own: 2110-7, 7191-7; returns the columns that lead to it."""
    books.inventory_setup.append(
        {"Location Code": f"L{number}", "Invt. Posting Group Code": "GOODS"}
        | {caption: f"{ACCOUNTS[name]}-{number}" for name, caption in INVENTORY_CAPTIONS.items()}
    )
    books.general_setup.append(
        {"Gen. Bus. Posting Group": f"B{number}", "Gen. Prod. Posting Group": "GOODS"}
        | {caption: f"{ACCOUNTS[name]}-{number}" for name, caption in GENERAL_CAPTIONS.items()}
    )
    return {"Location Code": f"L{number}", "Gen. Bus. Posting Group": f"B{number}"}


def test_cost_of_items_ends_on_two_accounts(books: Books) -> None:
    """Every rule on accounts of its own. Whatever the order type: 100.00 without, 20.00 production, 3.45 assembly."""
    books.settings["expected_cost_posting"] = True
    expected = {}
    for number, (_, kind, basis, one, other) in enumerate(RULES, start=1):
        line = own_setup_line(books, number)
        for order, part in (("", "100.00"), ("Production", "20.00"), ("Assembly", "3.45")):
            books.value_entry(kind, **{basis: part}, order=order, **line)  # type: ignore[arg-type]
        books.pair(f"{ACCOUNTS[one]}-{number}", f"{ACCOUNTS[other]}-{number}", "123.45")
        expected |= {f"{ACCOUNTS[one]}-{number}": "123.45", f"{ACCOUNTS[other]}-{number}": "-123.45"}

    r = books.reconcile()

    assert ledger(r) == expected
    assert findings(r) == []
    assert r.reconciled


def test_cost_of_capacity_goes_by_order_type(books: Books) -> None:
    cases = [
        (kind, order, one, other)
        for _, kind, tested, one, other in CAPACITY_RULES
        for order in (("Assembly",) if tested == "Assembly" else ("Production", "", "Transfer", "Service"))
    ]
    expected = {}
    for number, (kind, order, one, other) in enumerate(cases, start=1):
        books.value_entry(kind, "123.45", order=order, **own_setup_line(books, number))
        books.pair(f"{ACCOUNTS[one]}-{number}", f"{ACCOUNTS[other]}-{number}", "123.45")
        expected |= {f"{ACCOUNTS[one]}-{number}": "123.45", f"{ACCOUNTS[other]}-{number}": "-123.45"}

    r = books.reconcile()

    assert ledger(r) == expected
    assert findings(r) == []
    assert r.reconciled


def test_credits_are_posted_with_their_sign(books: Books) -> None:
    """A sale of 80 credits Inventory and debits COGS."""
    books.value_entry("Sale / Direct Cost", "-80.00").pair("COGS", "Inventory", "80.00")

    r = books.reconcile()

    assert ledger(r) == {"2110": "-80.00", "7190": "80.00"}
    assert r.reconciled


def test_invoicing_a_receipt_posts_both_pairs(books: Books) -> None:
    """Receipt 95, invoice 100 (facts 6): interim and accrual are emptied, Inventory and Direct Cost Applied moved."""
    books.value_entry("Purchase / Direct Cost", expected=95, document="RCPT")
    books.pair("Inventory (Interim)", "Invt. Accrual (Interim)", 95, document="RCPT")
    books.value_entry("Purchase / Direct Cost", 100, -95, document="INV", date="2026-11-02")
    books.pair("Inventory (Interim)", "Invt. Accrual (Interim)", -95, document="INV", date="2026-11-02")
    books.pair("Inventory", "Direct Cost Applied", 100, document="INV", date="2026-11-02")

    october, november = books.reconcile(as_of="2026-10-31"), books.reconcile(as_of="2026-11-30")

    assert ledger(october) == {"2111": "95.00", "5510": "-95.00"}
    assert ledger(november) == {"2110": "100.00", "7291": "-100.00"}
    assert october.reconciled
    assert november.reconciled


# What must not be.


def test_combinations_that_the_erp_refuses_are_errors_each(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    kinds = [f"{ile} / {entry}" for ile, entries in INVALID.items() for entry in entries]
    for number, kind in enumerate(kinds):
        books.value_entry(kind, 7, posted=0, document=f"BAD{number}a")
        books.value_entry(kind, 8, posted=0, document=f"BAD{number}b")

    r = books.reconcile()

    assert ledger(r) == {"2110": "100.00", "7291": "-100.00"}
    assert {(f.id, f.severity) for f in r.findings} == {("combination-not-allowed", "error")}
    assert len(r.findings) == len(kinds)
    for number, kind in enumerate(kinds):
        words = kind.replace("Capacity / ", "Capacity (blank type) / ", 1) if kind.startswith("Capacity / ") else kind
        (finding,) = [f for f in r.findings if f" of {words} with " in f.message]
        assert "2 value entries" in finding.message
        assert "15.00" in finding.message
        assert [(e.document_no, e.amount, e.file, e.row) for e in finding.evidence] == [
            (f"BAD{number}a", Decimal(7), "value-entries.csv", 3 + 2 * number),
            (f"BAD{number}b", Decimal(8), "value-entries.csv", 4 + 2 * number),
        ]
    assert not r.reconciled


@pytest.mark.parametrize(
    "kind",
    [
        "Purchase / Indirect Cost",
        "Purchase / Rounding",
        "Purchase / Variance / Purchase",
        "Sale / Rounding",
        "Output / Indirect Cost",
        "Output / Variance / Material",
        "Output / Direct Cost - Non Inventory",
        "Capacity / Indirect Cost",
    ],
)
def test_expected_cost_where_none_may_be_is_an_error(books: Books, kind: str) -> None:
    """Only direct cost and revaluation can carry expected cost."""
    books.settings["expected_cost_posting"] = True
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry(kind, expected=7, expected_posted=0, document="BAD1")

    r = books.reconcile()

    assert ledger(r) == {"2110": "100.00", "7291": "-100.00"}
    assert [(f.id, f.severity) for f in r.findings] == [("expected-cost-not-allowed", "error")]
    assert "7.00" in r.findings[0].message
    assert [(e.document_no, e.amount, e.row) for e in r.findings[0].evidence] == [("BAD1", Decimal(7), 3)]
    assert not r.reconciled


def test_expected_flag_where_none_may_be_is_an_error(books: Books) -> None:
    """Overhead marked Expected Cost = Yes is refused even without an expected amount (facts 1, gates; R20)."""
    books.settings["expected_cost_posting"] = True
    books.value_entry("Purchase / Direct Cost", 100, **{"Expected Cost": "No"})
    books.pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Indirect Cost", 7, posted=0, **{"Expected Cost": "Yes"})

    r = books.reconcile()

    assert [finding.id for finding in r.errors] == ["expected-cost-not-allowed"]
    assert [(e.amount, e.row) for e in r.errors[0].evidence] == [(Decimal(7), 3)]
    assert not r.reconciled


# Expected cost with the setting off.


def test_with_expected_cost_posting_off_only_actual_cost_is_posted(books: Books) -> None:
    books.settings["expected_cost_posting"] = False
    books.value_entry("Purchase / Direct Cost", expected=95, expected_posted=0)
    books.value_entry("Purchase / Direct Cost", 100, -95, expected_posted=0)
    books.value_entry("Sale / Direct Cost", expected=-30, expected_posted=0)
    books.pair("Inventory", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert ledger(r) == {"2110": "100.00", "7291": "-100.00"}
    # 95 - 95 - 30 stand in the inventory ledger only.
    assert [(f.id, f.severity) for f in r.findings] == [("expected-cost-not-projected", "info")]
    assert "-30.00" in r.findings[0].message
    assert r.reconciled


def test_interim_balance_from_before_the_setting_was_switched_off_stays_a_difference(books: Books) -> None:
    """Switched off, the ERP never clears what it had posted: 95 stands on the interim accounts for good (R3)."""
    books.settings["expected_cost_posting"] = False
    books.value_entry("Purchase / Direct Cost", expected=95)
    books.pair("Inventory (Interim)", "Invt. Accrual (Interim)", 95)

    r = books.reconcile()

    assert ledger(r) == {}
    assert account(r, "2111")["difference"] == "95.00"
    assert account(r, "5510")["difference"] == "-95.00"
    assert not r.reconciled


@pytest.mark.parametrize(
    "kind", ["Output / Direct Cost - Non Inventory", "Output / Variance / Material - Non Inventory"]
)
def test_non_inventory_cost_is_not_posted_with_its_setting_off(books: Books, kind: str) -> None:
    books.settings["include_non_inventory_cost"] = False
    books.value_entry(kind, 30, posted=0, order="Production")
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert ledger(r) == {"2110": "100.00", "7291": "-100.00"}
    assert [(f.id, f.severity) for f in r.findings] == [("non-inventory-cost-not-projected", "info")]
    assert "30.00" in r.findings[0].message


# Orders finished without output: WIP is written off to Inventory Adjmt.


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [
        # Inventory -150 / WIP 150, then WIP -150 / Inventory Adjmt. 150.
        pytest.param("Consumption / Direct Cost", -150, {"2110": "-150.00", "7170": "150.00"}, id="C1 C1x"),
        # Inventory -10 / Inventory Adjmt. 10, then WIP -10 / Inventory Adjmt. 10: it never touched WIP before.
        pytest.param(
            "Consumption / Revaluation", -10, {"2110": "-10.00", "2140": "-10.00", "7170": "20.00"}, id="C2 C2x"
        ),
        pytest.param("Consumption / Rounding", -1, {"2110": "-1.00", "2140": "-1.00", "7170": "2.00"}, id="C3 C3x"),
        # WIP 120 / Direct Cost Applied -120, then Inventory Adjmt. 120 / WIP -120.
        pytest.param("Capacity / Direct Cost", 120, {"7170": "120.00", "7291": "-120.00"}, id="K3 K3x"),
        pytest.param("Capacity / Indirect Cost", 12, {"7170": "12.00", "7292": "-12.00"}, id="K4 K4x"),
    ],
)
def test_status_change_without_output_writes_off_what_was_posted(
    books: Books, kind: str, amount: int, expected: dict[str, str]
) -> None:
    finished(books)
    books.value_entry(kind, amount, order="Production")
    for account_no, balance in expected.items():
        books.gl(account_no, balance)

    r = books.reconcile()

    assert ledger(r) == expected
    assert findings(r) == []
    assert r.reconciled


@pytest.mark.parametrize(
    ("kind", "amount", "expected"),
    [
        pytest.param("Consumption / Direct Cost", -150, {"2110": "-150.00", "7170": "150.00"}, id="C1 C1x"),
        pytest.param("Capacity / Direct Cost", 120, {"7170": "120.00", "7291": "-120.00"}, id="K3 K3x"),
        pytest.param("Consumption / Revaluation", -10, {"2110": "-10.00", "7170": "10.00"}, id="C2 alone"),
        pytest.param("Consumption / Rounding", -1, {"2110": "-1.00", "7170": "1.00"}, id="C3 alone"),
        pytest.param("Capacity / Indirect Cost", 12, {"2140": "12.00", "7292": "-12.00"}, id="K4 alone"),
    ],
)
def test_after_the_status_change_only_direct_cost_is_written_off(
    books: Books, kind: str, amount: int, expected: dict[str, str]
) -> None:
    finished(books, date="2026-10-10")
    books.value_entry(kind, amount, date="2026-10-15", order="Production")
    for account_no, balance in expected.items():
        books.gl(account_no, balance)

    r = books.reconcile()

    assert ledger(r) == expected
    assert r.reconciled


def test_status_change_writes_off_nothing_that_was_not_posted(books: Books) -> None:
    """It posts once more what Cost Posted to G/L holds: overhead still unposted then stays in WIP (facts 1.1 b)."""
    finished(books)
    books.value_entry("Capacity / Indirect Cost", 12, posted=0, order="Production")
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert ledger(r) == {"2110": "100.00", "7291": "-100.00", "2140": "12.00", "7292": "-12.00"}


def test_unposted_consumption_of_a_finished_order_lacks_both_pairs(books: Books) -> None:
    """Nothing of it is in the G/L: WIP agrees at zero, Inventory and Inventory Adjmt. lack 150 each."""
    finished(books)
    books.value_entry("Consumption / Direct Cost", -150, posted=0, order="Production")
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert row(r, "Inventory")["difference"] == "150.00"
    assert row(r, "Inventory Adjmt.")["difference"] == "-150.00"
    assert row(r, "WIP Inventory")["difference"] == "0.00"
    assert warnings(r, "Inventory") == {"cost-not-posted": "150.00"}
    assert warnings(r, "Inventory Adjmt.") == {"cost-not-posted": "-150.00"}
    assert warnings(r, "WIP Inventory") == {}


def test_write_off_is_dated_by_the_status_change(books: Books) -> None:
    """Consumed in October, finished on 5 November: WIP still holds the 150 on 31 October."""
    finished(books, date="2026-11-05")
    books.value_entry("Consumption / Direct Cost", -150, date="2026-10-15", order="Production")
    books.pair("Inventory", "WIP Inventory", -150, date="2026-10-15")
    books.pair("WIP Inventory", "Inventory Adjmt.", -150, date="2026-11-05")

    october, november = books.reconcile(as_of="2026-10-31"), books.reconcile(as_of="2026-11-30")

    assert ledger(october) == {"2110": "-150.00", "2140": "150.00"}
    assert ledger(november) == {"2110": "-150.00", "7170": "150.00"}
    assert october.reconciled
    assert november.reconciled


@pytest.mark.parametrize(
    ("quantity", "status", "setting"),
    [
        pytest.param(1, "Finished", True, id="with output"),
        pytest.param(0, "Released", True, id="still released"),
        pytest.param(0, "Finished", False, id="setting off"),
    ],
)
def test_other_orders_keep_their_wip(books: Books, quantity: int, status: str, setting: bool) -> None:
    finished(books, quantity=quantity, status=status)
    books.settings["finish_order_without_output"] = setting
    books.value_entry("Consumption / Direct Cost", -150, order="Production").pair("Inventory", "WIP Inventory", -150)
    books.value_entry("Capacity / Direct Cost", 120, order="Production")
    books.pair("WIP Inventory", "Direct Cost Applied", 120)

    r = books.reconcile()

    assert ledger(r) == {"2110": "-150.00", "2140": "270.00", "7291": "-120.00"}
    assert r.reconciled


def test_assembly_capacity_is_never_written_off(books: Books) -> None:
    """An assembly order of the same number stays as it is."""
    finished(books)
    books.value_entry("Capacity / Direct Cost", 100, order="Assembly")
    books.pair("Inventory Adjmt.", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert ledger(r) == {"7170": "100.00", "7291": "-100.00"}
    assert r.reconciled


def test_only_the_order_line_without_output_is_written_off(books: Books) -> None:
    """Of two lines of the order, one made its output: only the 150 of the other leave WIP."""
    books.settings["finish_order_without_output"] = True
    books.extra["production-order-lines.csv"] = [
        order_line(10000, "2026-10-20", 0, "Finished"),
        order_line(20000, "2026-10-20", 5, "Finished"),
    ]
    books.value_entry("Consumption / Direct Cost", -150, order="Production", **{"Order Line No.": 10000})
    books.value_entry("Consumption / Direct Cost", -60, order="Production", **{"Order Line No.": 20000})
    books.pair("Inventory", "WIP Inventory", -210).pair("WIP Inventory", "Inventory Adjmt.", -150)

    r = books.reconcile()

    assert ledger(r) == {"2110": "-210.00", "2140": "60.00", "7170": "150.00"}
    assert r.reconciled


# Which setup line gives the account (facts section 2).


def factory(books: Books) -> None:
    """Components and produced items have posting groups, and so accounts, of their own; BLUE is a second location."""
    line = books.inventory_setup[0]
    books.inventory_setup = [
        line
        | {
            "Location Code": location,
            "Invt. Posting Group Code": group,
            "Inventory Account": f"21{n}0",
            "WIP Account": f"21{n}4",
        }
        for n, (location, group) in enumerate([("", "RAW"), ("", "FINISHED"), ("BLUE", "RAW"), ("BLUE", "FINISHED")], 5)
    ]
    books.items = [
        {"No.": "LINK", "Description": "Link", "Inventory Posting Group": "RAW"},
        {"No.": "CHAIN", "Description": "Chain", "Inventory Posting Group": "FINISHED"},
    ]


def of_item(item: str, group: str, source: str, location: str = "") -> dict[str, str]:
    return {
        "Item No.": item,
        "Inventory Posting Group": group,
        "Source Type": "Item" if source else "",
        "Source No.": source,
        "Location Code": location,
    }


def test_consumption_debits_wip_of_the_produced_item_at_the_components_location(books: Books) -> None:
    factory(books)
    books.value_entry("Consumption / Direct Cost", -150, order="Production", **of_item("LINK", "RAW", "CHAIN", "BLUE"))
    # Inventory of BLUE, RAW is 2170; WIP of BLUE, FINISHED is 2184.
    books.pair("2170", "2184", -150)

    r = books.reconcile()

    assert ledger(r) == {"2170": "-150.00", "2184": "150.00"}
    assert r.reconciled


def test_wip_goes_by_the_produced_items_group_of_today(books: Books) -> None:
    """The produced item was moved to RAW after the entry: WIP follows the item, Inventory the entry."""
    factory(books)
    books.items[1]["Inventory Posting Group"] = "RAW"
    books.value_entry("Consumption / Direct Cost", -150, order="Production", **of_item("LINK", "FINISHED", "CHAIN"))
    books.pair("2160", "2154", -150)

    r = books.reconcile()

    assert ledger(r) == {"2160": "-150.00", "2154": "150.00"}
    assert r.reconciled


def test_output_credits_wip_of_its_own_group(books: Books) -> None:
    """Source No. is the item itself, so the entry's group counts, whatever the item list says today."""
    factory(books)
    books.items[1]["Inventory Posting Group"] = "RAW"
    books.value_entry("Output / Direct Cost", 282, order="Production", **of_item("CHAIN", "FINISHED", "CHAIN", "BLUE"))
    books.pair("2180", "2184", 282)

    r = books.reconcile()

    assert ledger(r) == {"2180": "282.00", "2184": "-282.00"}
    assert r.reconciled


@pytest.mark.parametrize(
    ("location", "wip"), [pytest.param("", "2164", id="blank location"), pytest.param("BLUE", "2184", id="copied")]
)
def test_capacity_debits_wip_of_the_produced_item(books: Books, location: str, wip: str) -> None:
    """Capacity has no item and mostly no location: the key is the blank location and the produced item's group."""
    factory(books)
    books.value_entry("Capacity / Direct Cost", 120, order="Production", **of_item("", "", "CHAIN", location))
    books.pair(wip, "Direct Cost Applied", 120)

    r = books.reconcile()

    assert ledger(r) == {wip: "120.00", "7291": "-120.00"}
    assert r.reconciled


def test_source_no_of_a_vendor_is_no_produced_item(books: Books) -> None:
    """A vendor may have the number of an item; only Source Type Item makes it one."""
    factory(books)
    entry = of_item("LINK", "RAW", "CHAIN") | {"Source Type": "Vendor"}
    books.value_entry("Output / Direct Cost", 10, order="Production", **entry)
    books.pair("2150", "2154", 10)

    r = books.reconcile()

    assert ledger(r) == {"2150": "10.00", "2154": "-10.00"}
    assert r.reconciled


def test_general_accounts_go_by_business_and_product_group(books: Books) -> None:
    line = books.general_setup[0]
    books.general_setup = [
        line | {"Gen. Bus. Posting Group": "DOMESTIC", "COGS Account": "7110"},
        line | {"Gen. Bus. Posting Group": "EXPORT", "COGS Account": "7120"},
        line | {"Gen. Bus. Posting Group": "EXPORT", "Gen. Prod. Posting Group": "RAW", "COGS Account": "7130"},
    ]
    for amount, business, product in ((-10, "DOMESTIC", "GOODS"), (-20, "EXPORT", "GOODS"), (-40, "EXPORT", "RAW")):
        groups = {"Gen. Bus. Posting Group": business, "Gen. Prod. Posting Group": product}
        books.value_entry("Sale / Direct Cost", amount, **groups)
    books.gl("Inventory", -70).gl("7110", 10).gl("7120", 20).gl("7130", 40)

    r = books.reconcile()

    assert ledger(r) == {"2110": "-70.00", "7110": "10.00", "7120": "20.00", "7130": "40.00"}
    assert (row(r, "COGS")["total"], row(r, "COGS")["gl_total"]) == ("70.00", "70.00")
    assert r.reconciled


# Setup that is missing.


def test_missing_setup_line_is_an_error_with_key_and_amount(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Direct Cost", "33.30", posted=0, **{"Location Code": "RED"})
    books.value_entry("Purchase / Direct Cost", "11.10", posted=0, **{"Location Code": "RED"})

    r = books.reconcile()

    assert [(f.id, f.severity) for f in r.findings] == [("setup-missing", "error")]
    message = r.findings[0].message
    assert "no setup line" in message
    assert "location RED" in message
    assert "inventory posting group GOODS" in message
    assert "44.40" in message
    assert "2 value entries" in message
    # The other side has its account: 144.40 are due there, the G/L holds 100.
    assert account(r, "7291")["subledger"] == "-144.40"
    assert account(r, "2110")["subledger"] == "100.00"
    assert row(r, "Inventory")["total"] == "144.40"
    assert not r.reconciled


def test_blank_account_in_the_setup_line_is_an_error_with_key_and_amount(books: Books) -> None:
    books.general_setup[0]["COGS Account"] = ""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Sale / Direct Cost", "-33.30", posted=0)

    r = books.reconcile()

    assert [(f.id, f.severity) for f in r.findings] == [("setup-missing", "error")]
    message = r.findings[0].message
    assert "names no COGS account" in message
    assert "gen. prod. posting group GOODS" in message
    assert "33.30" in message
    assert "1 value entry" in message
    assert not r.reconciled


def test_capacity_needs_the_setup_line_of_the_blank_location(books: Books) -> None:
    """All lines have a location, capacity has none: there is no line for it."""
    factory(books)
    books.inventory_setup = [line for line in books.inventory_setup if line["Location Code"] == "BLUE"]
    books.value_entry("Capacity / Direct Cost", 120, posted=0, order="Production", **of_item("", "", "CHAIN"))
    books.value_entry("Purchase / Direct Cost", 100, **of_item("LINK", "RAW", "", "BLUE"))
    books.pair("2170", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert [(f.id, f.severity) for f in r.findings] == [("setup-missing", "error")]
    message = r.findings[0].message
    assert "location (blank)" in message
    assert "inventory posting group FINISHED" in message
    assert "WIP Inventory" in message
    assert "120.00" in message
    assert not r.reconciled


def test_setup_that_no_entry_needs_may_be_blank(books: Books) -> None:
    books.inventory_setup[0]["WIP Account"] = ""
    books.general_setup[0]["COGS Account"] = ""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)

    r = books.reconcile()

    assert findings(r) == []
    assert r.reconciled
