"""What users of Sage Pastel hand in: reports printed to CSV and Excel, batches, as they come (facts 3.1 and 3.2).

The books: planks of group 1 and nails of group 2, received in October, two planks sold, four found in the other store.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import invrecon
from invrecon.engine import Embedded
from invrecon.errors import Problem
from invrecon.pipeline import Examined, examine
from invrecon.settings import read_settings
from tests.shell import call
from tests.test_reading import workbook

Row = Sequence[Any]
TITLE: list[Row] = [["Karoo Timber and Tools"]]
RUN: list[Row] = [["Run date: 02/11/2026 08:15"], []]

GROUPS: list[Row] = [
    ["Group", "Description", "Sales", "Inventory", "Cost of Sales", "Count Variance", "Adjustment",
     "Purchase Variance", "Purchases"],
    ["001", "Timber", "1000/000", "8400/000", "2000/000", "2150/000", "2100/000", "2200/000", "2300/000"],
    ["002", "Fasteners", "1000/000", "8410/000", "2000/000", "2150/000", "2100/000", "2200/000", "2300/000"],
]  # fmt: skip
MOVEMENT = ["Item Code", "Store", "Date", "Period", "Document Type", "Reference", "Quantity", "Unit Cost", "Value"]
MOVES: list[Row] = [
    ["PLANK", "001", "15/10/2026", "8", "GRN", "GRN0001", "10", "100.00", "1000.00"],
    ["NAIL", "001", "15/10/2026", "8", "GRN", "GRN0001", "5", "50.00", "250.00"],
    ["PLANK", "001", "20/10/2026", "8", "Tax Invoice", "INV0001", "-2", "100.00", "-200.00"],
    ["PLANK", "002", "25/10/2026", "8", "Inventory Journal", "IJ0001", "4", "100.00", "400.00"],
]
VALUATION = ["Item Code", "Description", "Store", "Group", "Quantity", "Unit Cost", "Value"]
VALUES: list[Row] = [
    ["PLANK", "Pine plank", "001", "1", "8", "100.00", "800.00"],
    ["PLANK", "Pine plank", "002", "1", "4", "100.00", "400.00"],
    ["NAIL", "Wire nail", "001", "2", "5", "50.00", "250.00"],
]
LEDGER = ["Account", "Period", "Date", "Entry Type", "Reference", "Description", "Debit", "Credit"]
LINES: list[Row] = [
    ["8400000", "8", "15/10/2026", "IC", "GRN0001", "Goods received", "1000.00", ""],
    ["8410000", "8", "15/10/2026", "IC", "GRN0001", "Goods received", "250.00", ""],
    ["9100000", "8", "15/10/2026", "IC", "GRN0001", "Goods received", "", "1250.00"],
    ["8400000", "8", "20/10/2026", "IC", "INV0001", "Cost of sales", "", "200.00"],
    ["2000000", "8", "20/10/2026", "IC", "INV0001", "Cost of sales", "200.00", ""],
    ["8400000", "8", "25/10/2026", "IC", "IJ0001", "Found in store 002", "400.00", ""],
    ["2100000", "8", "25/10/2026", "IC", "IJ0001", "Found in store 002", "", "400.00"],
]
TRIAL_BALANCE: list[Row] = [
    ["Account", "Description", "Debit", "Credit"],
    ["2000/000", "Cost of Sales", "200.00", ""], ["2100/000", "Adjustments", "", "400.00"],
    ["8400/000", "Timber", "1200.00", ""], ["8410/000", "Fasteners", "250.00", ""],
    ["9100/000", "GRN Accrual", "", "1250.00"],
]  # fmt: skip


def text(rows: Iterable[Row], delimiter: str = ",") -> str:
    """Rows as a report saves them: each ends behind its last filled cell."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(
        row[: max((at for at, cell in enumerate(row, start=1) if cell != ""), default=0)] for row in rows
    )
    return stream.getvalue()


def table(title: str, captions: Row, rows: Iterable[Row]) -> list[Row]:
    """A report as a table: title rows, captions, rows."""
    return [*TITLE, [title], *RUN, captions, *rows]


def write(folder: Path, **files: list[Row] | str | None) -> Path:
    """The exports of the books in a bare folder; each can be replaced by name, or left out with None."""
    folder.mkdir(parents=True, exist_ok=True)
    exports: dict[str, list[Row] | str | None] = {
        "movements": table("Inventory Movements", MOVEMENT, MOVES),
        "valuation": table("Inventory Valuation", VALUATION, VALUES),
        "groups": GROUPS,
        "ledger": table("Detailed Ledger", LEDGER, LINES),
        "balances": TRIAL_BALANCE,
    }
    for name, rows in {**exports, **files}.items():
        if rows is not None:
            content = rows if isinstance(rows, str) else text(rows)
            (folder / f"{name}.csv").write_bytes(content.encode("cp1252"))
    return folder


def examined(folder: Path) -> Examined:
    """What the exports are."""
    with Embedded() as engine:
        return examine(engine, read_settings(folder))


def ask(folder: Path, *questions: str) -> list[list[tuple[Any, ...]]]:
    """The answers of the ledger tables."""
    with Embedded() as engine:
        found = examine(engine, read_settings(folder))
        assert found.problems == ()
        return [engine.rows(sql) for sql in questions]


def problems(folder: Path) -> Sequence[Problem]:
    """Everything that stands against using the exports."""
    found = examined(folder).problems
    assert found
    return found


def roles(folder: Path) -> dict[str, str]:
    """The role of each file."""
    found = examined(folder)
    assert found.problems == ()
    return {file.file.removesuffix(".csv"): file.role for file in found.ledger.inputs}


def remarks(folder: Path, name: str) -> str:
    """What is to be said about a file."""
    return " ".join(r for file in examined(folder).ledger.inputs if file.file.startswith(name) for r in file.remarks)


def reconciled(folder: Path) -> invrecon.Reconciliation:
    """The reconciliation of the bare folder."""
    return invrecon.reconcile(folder, as_of="2026-10-31")


LEDGER_SUMS = "SELECT account_no, sum(amount) FROM gl_entry GROUP BY account_no ORDER BY 1"
RIGHT_SUMS = [("2000000", Decimal(200)), ("2100000", Decimal(-400)), ("8400000", Decimal(1200)),
              ("8410000", Decimal(250)), ("9100000", Decimal(-1250))]  # fmt: skip
STOCK = """SELECT inventory_posting_group, location_code, item_no, cost_amount FROM stock_valuation
           WHERE source_file LIKE 'valuation%' ORDER BY source_row"""
RIGHT_STOCK = [("1", "001", "PLANK", Decimal(800)), ("1", "002", "PLANK", Decimal(400)),
               ("2", "001", "NAIL", Decimal(250))]  # fmt: skip


# What a folder is, without any toml


def test_the_reports_tell_the_erp_and_their_roles(tmp_path: Path) -> None:
    found = reconciled(write(tmp_path))
    assert found.profile == "sage-pastel"
    assert found.reconciled
    assert {line.account_no: line.gl for line in found.account_lines if "Inventory" in line.account_types} == {
        "8400000": Decimal(1200), "8410000": Decimal(250),
    }  # fmt: skip
    assert roles(tmp_path) == {"movements": "value_entries", "valuation": "inventory_valuation",
                               "groups": "inventory_groups", "ledger": "gl_entries",
                               "balances": "trial_balance"}  # fmt: skip


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("Unposted Batches", "unposted_gl_entries"),
        ("GENERAL JOURNAL - NOT UPDATED", "unposted_gl_entries"),
        ("Entry Type Details: IC", "entry_type_details"),
        ("Detailed Ledger", "gl_entries"),
        ("Unposted batches: excluded", "gl_entries"),
        ("Excluding unposted batches", "gl_entries"),
    ],
)
def test_the_title_tells_posted_lines_from_others(tmp_path: Path, title: str, role: str) -> None:
    folder = write(tmp_path, more=table(title, LEDGER, LINES[-2:]))
    assert roles(folder)["more"] == role
    assert remarks(folder, "more") == ""


def test_the_name_of_a_sheet_tells_too(tmp_path: Path) -> None:
    write(tmp_path, ledger=None)
    sheets = {"Ledger": [LEDGER, *LINES], "Unposted": [LEDGER, *LINES[-2:]]}
    workbook(tmp_path, sheets, "books.xlsx")
    assert sorted(file.role for file in examined(tmp_path).ledger.inputs if file.file == "books.xlsx") == [
        "gl_entries", "unposted_gl_entries",
    ]  # fmt: skip


def test_the_toml_needs_no_title(tmp_path: Path) -> None:
    write(tmp_path, waiting=[LEDGER, *LINES[-2:]])
    (tmp_path / "invrecon.toml").write_text(
        'profile = "sage-pastel"\n[inputs]\nvalue_entries = "movements.csv"\ninventory_valuation = "valuation.csv"\n'
        'inventory_groups = "groups.csv"\ngl_entries = "ledger.csv"\nunposted_gl_entries = "waiting.csv"\n',
        encoding="utf-8",
    )
    assert roles(tmp_path)["waiting"] == "unposted_gl_entries"


# The batch layout: eighteen fields, no header


def batch(*lines: tuple[str, str, str, str, str], day: str = "30/10/2026", mark: str = ".") -> list[Row]:
    """Lines of a batch: ledger, account, reference, amount, contra account."""
    return [
        ["8", day, letter, account, reference, "Typed", amount.replace(".", mark), "0", "0", "", "", contra, "1", "1",
         "1", "0", "0", amount.replace(".", mark)]
        for letter, account, reference, amount, contra in lines
    ]  # fmt: skip


PAIR = batch(("G", "8400000", "IJ0009", "75.50", "0000000"), ("G", "2100000", "IJ0009", "-75.50", "0000000"))
UNPOSTED = "SELECT account_no, period, document_no, amount FROM unposted_gl_entry ORDER BY source_row, account_no"
RIGHT_PAIR = [("8400000", "8", "IJ0009", Decimal("75.50")), ("2100000", "8", "IJ0009", Decimal("-75.50"))]


@pytest.mark.parametrize("form", ["commas", "semicolons", "tabs", "workbook"])
def test_a_batch_is_read_in_any_form(tmp_path: Path, form: str) -> None:
    write(tmp_path)
    if form == "workbook":
        rows = [[8, dt.date(2026, 10, 30), *row[2:6], float(row[6]), *row[7:17], float(row[17])] for row in PAIR]
        workbook(tmp_path, {"Sheet1": rows}, "batch.xlsx")
    else:
        mark, delimiter = {"commas": (".", ","), "semicolons": (",", ";"), "tabs": (".", "\t")}[form]
        rows = [[str(cell).replace(".", mark) for cell in row] for row in PAIR]
        write(tmp_path, batch=text(rows, delimiter))
    assert ask(tmp_path, UNPOSTED) == [RIGHT_PAIR]


def test_a_batch_is_not_posted_unless_the_toml_says_so(tmp_path: Path) -> None:
    folder = write(tmp_path, batch=PAIR)
    assert roles(folder)["batch"] == "unposted_gl_entries"
    assert reconciled(folder).reconciled  # what waits in a batch changes no balance, and no movement waits with it
    (tmp_path / "invrecon.toml").write_text(
        'profile = "sage-pastel"\n[inputs]\nvalue_entries = "movements.csv"\ninventory_valuation = "valuation.csv"\n'
        'inventory_groups = "groups.csv"\ngl_entries = ["ledger.csv", "batch.csv"]\n',
        encoding="utf-8",
    )
    assert dict(ask(folder, LEDGER_SUMS)[0])["8400000"] == Decimal("1275.50")


def test_a_damaged_line_of_a_batch_is_told_by_its_row(tmp_path: Path) -> None:
    broken = [*PAIR, *batch(("G", "8400000", "IJ0010", "1O.00", "0000000"))]
    (found,) = [problem for problem in problems(write(tmp_path, batch=broken)) if problem.column == "Amount"]
    assert (found.file, found.row, found.found) == ("batch.csv", 3, '"1O.00"')


def test_a_proposed_journal_is_no_batch_of_the_company(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It has the same eighteen fields, and may lie in the folder that it was made from."""
    folder = write(tmp_path, ledger=[LEDGER, *LINES, *(
        [account, "8", "30/10/2026", "GJ", "GJ0001", "Typed", *two]
        for account, two in (("8400000", ["75.50", ""]), ("2100000", ["", "75.50"]))
    )])  # fmt: skip
    journal = folder / "to-import.csv"
    assert call(capsys, "journal", folder, "--as-of", "2026-10-31", "-o", journal).status == 0
    assert journal.read_text(encoding="utf-8").count(",") >= 2 * 17
    assert "to-import" not in roles(folder)
    assert "not read" in call(capsys, "check", folder).out


def test_contra_accounts_are_lines_and_customers_are_none(tmp_path: Path) -> None:
    lines = batch(
        ("G", "8400000", "CB0001", "60.00", "8000000"),  # paid from the bank: one line stands for two
        ("D", "CUST001", "RC0001", "-115.00", "8000000"),  # a customer pays
        ("C", "SUP0001", "JN0001", "20.00", ""),
        ("G", "9100000", "JN0001", "-20.00", ""),
    )
    folder = write(tmp_path, batch=lines)
    (rows,) = ask(folder, "SELECT account_no, document_no, amount FROM unposted_gl_entry ORDER BY ALL")
    assert rows == [
        ("8000000", "CB0001", Decimal(-60)), ("8000000", "RC0001", Decimal(115)),
        ("8400000", "CB0001", Decimal(60)), ("9100000", "JN0001", Decimal(-20)),
    ]  # fmt: skip
    said = remarks(folder, "batch")
    assert "2 lines also counted on the contra account" in said
    assert "2 lines of customers or suppliers left out" in said


def test_contra_accounts_are_information_where_both_sides_are_shown(tmp_path: Path) -> None:
    lines = batch(("G", "8400000", "IJ0009", "75.50", "2100000"), ("G", "2100000", "IJ0009", "-75.50", "8400000"))
    assert ask(write(tmp_path, batch=lines), UNPOSTED) == [RIGHT_PAIR]


def test_foreign_amounts_count_in_home_currency(tmp_path: Path) -> None:
    lines = [[*row[:12], "18.5", *row[13:17], home] for row, home in zip(PAIR, ("1396.75", "-1396.75"), strict=True)]
    (rows,) = ask(write(tmp_path, batch=lines), "SELECT amount FROM unposted_gl_entry ORDER BY source_row")
    assert rows == [(Decimal("1396.75"),), (Decimal("-1396.75"),)]
    missing = [[*row[:17], ""] for row in lines]
    found, *_ = problems(write(tmp_path, batch=missing))
    assert (found.row, found.column) == (1, "Home Amount")
    assert "18.5" in found.found


# Reports in their printed form


def totals(label: str, rows: Sequence[Row]) -> Row:
    """A total under VALUATION without store and group: quantity and value."""
    return [label, "", f"{sum(Decimal(row[-3]) for row in rows)}", "", f"{sum(Decimal(row[-1]) for row in rows)}"]


def short(row: Row) -> Row:
    """A row of the valuation whose store and group stand in headings."""
    return [*row[:2], *row[4:]]


def printed_valuation(
    group: str = "Inventory Group: {0} - {1}", store: str = "Store: {0} Main", total: str = "Total for Group: {0} - {1}"
) -> list[Row]:
    """The valuation in group sequence as it is printed: group and store in headings, sub-totals, a grand total."""
    lines = table("Inventory Valuation by Group", [caption for caption in VALUATION if caption not in
                                                  ("Store", "Group")], [])  # fmt: skip
    for number, name in (("001", "Timber"), ("002", "Fasteners")):
        rows = [row for row in VALUES if row[3] == number[2:]]
        lines.append([group.format(number, name)])
        for code in dict.fromkeys(row[2] for row in rows):
            of_store = [row for row in rows if row[2] == code]
            lines += [[store.format(code)], *map(short, of_store), totals(f"Total for Store: {code}", of_store)]
        lines.append(totals(total.format(number, name), rows))
    return [*lines, totals("Grand Total", VALUES)]


@pytest.mark.parametrize(
    ("group", "store", "total"),
    [
        ("Inventory Group: {0} - {1}", "Store: {0} Main", "Total for Group: {0} - {1}"),
        ("Group: {0} {1}", "Store: {0}", "Group Total: {0} - {1}"),
        ("{0} - {1}", "Store {0} - Main", "{0} - {1} Total"),
        ("{0} {1}", "Warehouse: {0} Main", "Total {0} {1}"),
        ("Group {0} {1}", "STORE: {0} MAIN", "Sub-total"),
    ],
)
def test_groups_and_stores_in_headings(tmp_path: Path, group: str, store: str, total: str) -> None:
    folder = write(tmp_path, valuation=printed_valuation(group, store, total))
    assert ask(folder, STOCK) == [RIGHT_STOCK]
    assert "the totals agree with the rows" in remarks(folder, "valuation")
    assert reconciled(folder).reconciled


def test_a_printed_valuation_in_a_workbook(tmp_path: Path) -> None:
    def cell(written: str) -> object:
        try:
            return float(written)
        except ValueError:
            return written

    write(tmp_path, valuation=None)
    rows = [[cell(written) for written in row] for row in printed_valuation("{0} - {1}")]
    workbook(tmp_path, {"Inventory Valuation": rows}, "valuation.xlsx")
    assert ask(tmp_path, STOCK) == [RIGHT_STOCK]


def test_no_row_of_a_printed_valuation_can_be_lost(tmp_path: Path) -> None:
    """Without a heading, an item or the end of the report, its totals contradict it."""
    lines = printed_valuation()
    assert problems(write(tmp_path / "headless", valuation=[*lines[:8], *lines[11:]]))
    for number, line in enumerate(lines):
        if line and (str(line[0]).startswith("Inventory Group") or line[0] in ("PLANK", "NAIL")):
            folder = write(tmp_path / str(number), valuation=[*lines[:number], *lines[number + 1 :]])
            assert problems(folder)[0].file == "valuation.csv"
    without_totals = [line for line in lines if not (line and "otal" in str(line[0]))]
    (found,) = problems(write(tmp_path / "bare", valuation=without_totals))
    assert "no totals prove" in found.found


def test_a_store_above_the_captions_is_that_of_all_rows(tmp_path: Path) -> None:
    rows = [[*row[:2], *row[3:]] for row in VALUES if row[2] == "001"]
    lines: list[Row] = [*TITLE, ["Inventory Valuation"], ["Store: 001 Main"], *RUN]
    captions = [caption for caption in VALUATION if caption != "Store"]
    folder = write(tmp_path, valuation=[*lines, captions, *rows])
    assert ask(folder, STOCK) == [[RIGHT_STOCK[0], RIGHT_STOCK[2]]]


def printed_ledger(opening: Row, closing: Row | None, heading: str = "Account: {0} {1}") -> list[Row]:
    """The ledger by account, with balances between its lines; `opening` and `closing` are lines without amounts."""
    lines = table("Detailed Ledger", LEDGER[1:], [])
    for account, name in (("2000/000", "Cost of Sales"), ("2100/000", "Adjustments"), ("8400/000", "Inventory Timber"),
                          ("8410/000", "Fasteners"), ("9100/000", "GRN Accrual"), ("9200/000", "Capital")):  # fmt: skip
        rows = [row[1:] for row in LINES if row[0] == account.replace("/", "")]
        before = Decimal({"8400/000": 300, "9200/000": -300}.get(account, 0))
        after = before + sum(Decimal(row[-2] or 0) - Decimal(row[-1] or 0) for row in rows)
        lines += [[heading.format(account, name)], [*opening, *sides(before)], *rows]
        lines += [[*closing, *sides(after)]] if closing else []
    return lines


def sides(balance: Decimal) -> Row:
    """A balance as debit and credit."""
    return [f"{max(balance, Decimal(0)):.2f}", f"{max(-balance, Decimal(0)):.2f}"]


WITH_OPENING = [*RIGHT_SUMS[:2], ("8400000", Decimal(1500)), *RIGHT_SUMS[3:], ("9200000", Decimal(-300))]
OPENINGS = """SELECT account_no, description, period, amount FROM gl_entry
              WHERE description = 'Opening Balance' AND amount <> 0 ORDER BY 1"""
RIGHT_OPENINGS = [("8400000", "Opening Balance", "", Decimal(300)), ("9200000", "Opening Balance", "", Decimal(-300))]


@pytest.mark.parametrize(
    ("opening", "closing", "heading"),
    [
        (["", "", "", "", "Opening Balance"], ["", "", "", "", "Closing Balance"], "Account: {0} {1}"),
        (["Opening Balance", "", "", "", ""], ["Closing Balance", "", "", "", ""], "{0} {1}"),
        (["", "01/03/2026", "", "", "Balance B/F"], ["", "31/10/2026", "", "", "Balance C/F"], "Account {0} - {1}"),
        (["", "Opening Balance", "", "", ""], ["", "", "", "Closing Balance", ""], "Account: {0}"),
    ],
)
def test_a_printed_ledger_keeps_its_opening_balances(tmp_path: Path, opening: Row, closing: Row, heading: str) -> None:
    folder = write(tmp_path, ledger=printed_ledger(opening, closing, heading))
    sums, openings = ask(folder, LEDGER_SUMS, OPENINGS)
    assert sums == WITH_OPENING
    assert openings == (RIGHT_OPENINGS if opening[1] != "01/03/2026" else [])
    assert "6 closing balances left out; they agree with the lines above them" in remarks(folder, "ledger")
    lines = printed_ledger(opening, closing, heading)
    at = next(number for number, line in enumerate(lines) if "INV0001" in line)
    found = problems(write(tmp_path / "cut", ledger=[*lines[:at], *lines[at + 1 :]]))
    assert "the closing balance of " in found[0].found


@pytest.mark.parametrize("with_opening", [True, False])
def test_totals_of_a_ledger_with_or_without_its_opening_balances(tmp_path: Path, with_opening: bool) -> None:
    lines: list[Row] = []
    for line in printed_ledger(["", "", "", "", "Opening Balance"], ["", "", "", "", "Closing Balance"]):
        if line and "Closing Balance" in line:
            start = max(number for number, row in enumerate(lines) if row and str(row[0]).startswith("Account:"))
            counted = [row for row in lines[start + 1 :] if with_opening or "Opening Balance" not in row]
            debit, credit = (f"{sum(Decimal(row[at] or 0) for row in counted)}" for at in (-2, -1))
            lines.append(["Total", "", "", "", "", debit, credit])
        else:
            lines.append(line)
    folder = write(tmp_path, ledger=lines)
    assert ask(folder, LEDGER_SUMS, OPENINGS) == [WITH_OPENING, RIGHT_OPENINGS]
    assert "the totals agree with the rows" in remarks(folder, "ledger")


def test_a_printed_ledger_in_a_workbook(tmp_path: Path) -> None:
    def cell(written: str) -> object:
        try:
            return dt.datetime.strptime(written, "%d/%m/%Y").date() if "/2026" in written else float(written)  # noqa: DTZ007
        except ValueError:
            return written

    write(tmp_path, ledger=None)
    lines = printed_ledger(["", "", "", "", "Opening Balance"], ["", "", "", "", "Closing Balance"], "{0}|{1}")
    rows = [[cell(written) for part in line for written in str(part).split("|")] for line in lines]
    workbook(tmp_path, {"Ledger": rows}, "ledger.xlsx")
    assert ask(tmp_path, LEDGER_SUMS, OPENINGS) == [WITH_OPENING, RIGHT_OPENINGS]


def test_a_ledger_without_totals_and_closing_balances_proves_nothing(tmp_path: Path) -> None:
    (found,) = problems(write(tmp_path, ledger=printed_ledger(["", "", "", "", "Opening Balance"], None)))
    assert "no totals prove" in found.found


def test_balances_in_a_column_of_their_own(tmp_path: Path) -> None:
    lines = table("Detailed Ledger", [*LEDGER, "Balance"], [
        ["8400/000", "", "", "", "", "Opening Balance", "", "", "300.00"],
        [*LINES[0], "1300.00"],
        [*LINES[3], "1100.00"],
        [*LINES[5], "1500.00"],
        ["8400/000", "", "", "", "", "Closing Balance", "", "", "1500.00"],
        ["9200/000", "", "", "", "", "Opening Balance", "", "", "-300.00"],
        ["9200/000", "", "", "", "", "Closing Balance", "", "", "-300.00"],
    ])  # fmt: skip
    assert ask(write(tmp_path, ledger=lines), LEDGER_SUMS, OPENINGS) == [
        [("8400000", Decimal(1500)), ("9200000", Decimal(-300))], RIGHT_OPENINGS,
    ]  # fmt: skip


def test_no_account_of_a_printed_ledger_can_lose_its_heading(tmp_path: Path) -> None:
    lines = printed_ledger(["", "", "", "", "Opening Balance"], ["", "", "", "", "Closing Balance"])
    for number in [at for at, line in enumerate(lines) if line and str(line[0]).startswith("Account:")]:
        folder = write(tmp_path / str(number), ledger=[*lines[:number], *lines[number + 1 :]])
        assert "no heading says which Account" in problems(folder)[0].found


def test_an_opening_balance_in_the_heading_of_its_account(tmp_path: Path) -> None:
    lines = printed_ledger([], ["", "", "", "", "Closing Balance"])
    merged: list[Row] = []
    for line in lines:
        if len(line) == 2 and merged and str(merged[-1][0]).startswith("Account:"):
            balance = Decimal(line[0]) - Decimal(line[1])
            merged[-1] = [*merged[-1], "", "", "Opening Balance:", f"{balance:.2f}"]
        else:
            merged.append(line)
    folder = write(tmp_path, ledger=merged)
    assert ask(folder, LEDGER_SUMS, OPENINGS) == [WITH_OPENING, RIGHT_OPENINGS]


def test_movements_by_item_with_their_balances(tmp_path: Path) -> None:
    lines = table("Inventory Movements", MOVEMENT[1:], [])
    for item in ("PLANK", "NAIL"):
        rows = [row[1:] for row in MOVES if row[0] == item]
        quantity = f"{sum(Decimal(row[5]) for row in rows)}"
        value = f"{sum(Decimal(row[7]) for row in rows)}"
        lines += [[f"Item Code: {item} - As it is called"], ["", "", "", "Balance B/F", "", "0", "", "0.00"], *rows]
        lines.append([f"Total {item}", "", "", "", "", quantity, "", value])
    lines.append(["Grand Total", "", "", "", "", "17", "", "1450.00"])
    folder = write(tmp_path, movements=lines)
    (rows,) = ask(folder, "SELECT item_no, document_no, cost_amount_actual FROM value_entry "
                          "WHERE source_file = 'movements.csv' ORDER BY source_row")  # fmt: skip
    assert [(item, document) for item, document, _ in rows] == [
        ("PLANK", "GRN0001"), ("PLANK", "INV0001"), ("PLANK", "IJ0001"), ("NAIL", "GRN0001"),
    ]  # fmt: skip
    assert sum(value for *_, value in rows) == Decimal(1450)
    assert "2 balances between the movements left out" in remarks(folder, "movements")


# Codes, accounts, amounts


def test_one_account_in_all_its_spellings(tmp_path: Path) -> None:
    spellings = ["8400/000", "8400000", "8400", "8400 000", "8400-0", "8400.000", " 8400/000"]
    lines: list[Row] = [[spelling, *line[1:]] for spelling, line in zip(spellings, [LINES[0]] * 7, strict=True)]
    old: list[Row] = [["100000", *LINES[0][1:]], ["0100/000", *LINES[0][1:]], ["100/00", *LINES[0][1:]]]
    folder = write(tmp_path, ledger=[LEDGER, *lines, *old])
    assert ask(folder, "SELECT account_no, count(*) FROM gl_entry GROUP BY 1 ORDER BY 1") == [
        [("0100000", 3), ("8400000", 7)]
    ]
    assert ask(folder, "SELECT account_no FROM posting_setup WHERE account_type = 'Inventory' ORDER BY 1") == [
        [("8400000",), ("8410000",)]
    ]


def test_accounts_of_the_toml_are_written_in_the_same_way(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "invrecon.toml").write_text('[accounts]\n"Cost of Sales" = ["2000/000"]\n', encoding="utf-8")
    found = reconciled(tmp_path)
    (line,) = [line for line in found.account_lines if line.account_no == "2000000"]
    assert (line.gl, line.difference) == (Decimal(200), Decimal(0))
    assert not any("/" in line.account_no for line in found.account_lines)


def test_groups_are_numbers_however_they_are_written(tmp_path: Path) -> None:
    names = {"1": "001 - Timber", "2": "2 Fasteners"}
    folder = write(tmp_path, valuation=table("Inventory Valuation", VALUATION, [
        [*row[:3], names[row[3]], *row[4:]] for row in VALUES]))  # fmt: skip
    assert ask(folder, STOCK) == [RIGHT_STOCK]
    assert reconciled(folder).reconciled


def test_stores_that_a_spreadsheet_made_numbers(tmp_path: Path) -> None:
    rows = [[*row[:2], row[2].lstrip("0"), *row[3:]] for row in VALUES]
    assert ask(write(tmp_path, valuation=table("Inventory Valuation", VALUATION, rows)), STOCK) == [RIGHT_STOCK]


def test_decimal_commas_semicolons_and_blanks_as_thousands(tmp_path: Path) -> None:
    def south_african(rows: Iterable[Row], amounts: int) -> str:
        return text(
            [[*row[:amounts], *(f"{Decimal(cell):,.2f}".replace(",", " ").replace(".", ",") if cell else ""
                                for cell in row[amounts:])] for row in rows], ";")  # fmt: skip

    movements = text(table("Inventory Movements", MOVEMENT, []), ";") + south_african(MOVES, 6)
    ledger = text(table("Detailed Ledger März", LEDGER, []), ";") + south_african(LINES, 6)
    folder = write(tmp_path, movements=movements, ledger=ledger)
    found = reconciled(folder)
    assert found.reconciled
    assert ask(folder, LEDGER_SUMS) == [RIGHT_SUMS]
    assert "Windows-1252" in next(file.form for file in found.inputs if file.file == "ledger.csv")


def test_of_values_with_and_without_tax_only_the_exclusive_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def taxed(captions: Row) -> list[Row]:
        return [captions, *([*row[:-2], "115.00", row[-2], f"{Decimal(row[-1]) * 115 / 100:.2f}", row[-1]]
                            for row in MOVES)]  # fmt: skip

    captions = [*MOVEMENT[:-2], "Unit Cost Incl", "Unit Cost Excl", "Value Incl", "Value Excl"]
    folder = write(tmp_path, movements=taxed(captions))
    (((value, cost),),) = ask(folder, "SELECT sum(cost_amount_actual), max(unit_cost) FROM value_entry "
                                      "WHERE source_file = 'movements.csv'")  # fmt: skip
    assert (value, cost) == (Decimal(1450), Decimal(100))
    only: list[Row] = [[*row[:-1]] for row in taxed(captions)]
    write(tmp_path, movements=only)
    said = call(capsys, "reconcile", tmp_path)
    assert said.status == 2
    assert "Value Incl" not in said.err


# The trial balance


def test_sides_of_a_trial_balance_are_balances_or_movements(tmp_path: Path) -> None:
    balance = "SELECT opening, net_change, balance FROM trial_balance WHERE account_no = '8400000'"
    folder = write(tmp_path)
    (((_, _, shown),),) = ask(folder, balance)
    assert shown == Decimal(1200)
    with_opening = [[*TRIAL_BALANCE[0], "Opening Balance"], *([*row, "0.00"] for row in TRIAL_BALANCE[1:])]
    assert ask(write(tmp_path, balances=with_opening), balance) == [[(Decimal(0), Decimal(1200), Decimal(1200))]]
