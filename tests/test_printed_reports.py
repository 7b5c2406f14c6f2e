"""Reports printed to Excel or CSV: what is no entry is left out, and what says a total is held against the entries.

INVRECON_EXAMPLES=200 prints more books at random.
"""

from __future__ import annotations

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import invrecon
from invrecon.engine import Embedded
from invrecon.errors import InputError
from invrecon.pipeline import read_ledger
from invrecon.settings import read_settings
from tests.bookkeeping import Books
from tests.test_reading import CAPTIONS, actual, column, entry, read, table, workbook, write
from tests.test_refusals import places, problem, refusal

EXAMPLES = int(os.environ.get("INVRECON_EXAMPLES", "0")) or 8

Row = list[Any]
GL = ["Posting Date", "Document No.", "Description", "G/L Account No.", "Debit Amount", "Credit Amount"]
GERMAN = ["Buchungsdatum", "Belegnr.", "Beschreibung", "Sachkontonr.", "Sollbetrag", "Habenbetrag"]
BALANCES = ["G/L Account No.", "Name", "Net Change", "Balance"]


def gl(date: str, document: str, account: str, debit: str = "", credit: str = "", text: str = "") -> Row:
    """A G/L entry under GL."""
    return [date, document, text, account, debit, credit]


def total(label: str, debit: str, credit: str = "") -> Row:
    """A total under GL, named in the first column."""
    return [label, "", "", "", debit, credit]


def printed(rows: Iterable[Row], delimiter: str = ",") -> str:
    """Lines as a report prints them: each ends behind its last filled cell."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(
        row[: max((at for at, cell in enumerate(row, start=1) if cell != ""), default=0)] for row in rows
    )
    return text.getvalue()


def remarks(folder: Path, file: str) -> tuple[str, ...]:
    """What the reader of a file noticed."""
    with Embedded() as engine:
        inputs = read_ledger(engine, read_settings(folder))[0].inputs
    return next(read.remarks for read in inputs if read.file == file)


def ledger(folder: Path, rows: Iterable[Row], shape: str = "csv") -> Path:
    """A folder with these lines as the printed general ledger, beside one value entry."""
    write(folder, table(entry()))
    if shape == "xlsx":
        return workbook(folder, {"Ledger": [[_number(cell) for cell in row] for row in rows]}, "gl.xlsx")
    return write(folder, printed(rows), "gl.csv")


def _number(cell: object) -> object:
    """A cell as Excel has it: amounts are numbers."""
    try:
        return float(str(cell)) if "." in str(cell) else cell
    except ValueError:
        return cell


def amounts(folder: Path) -> list[str]:
    """The amounts of the G/L entries in order."""
    found = read(folder, "SELECT amount FROM gl_entry ORDER BY source_row")
    return [f"{amount:.2f}" for (amount,) in found]


LEDGER: list[Row] = [
    ["CRONUS International"],
    ["General Ledger"],
    ["Period: 01.10.2026..31.10.2026"],
    [],
    GL,
    ["2110 Inventory"],
    gl("2026-10-15", "D1", "2110", "100.00"),
    gl("2026-10-16", "D2", "2110", "", "30.00"),
    ["Total 2110 Inventory", "", "", "", "100.00", "30.00"],
    [],
    ["CRONUS International", "", "", "", "", "Page 2"],
    ["General Ledger"],
    ["Period: 01.10.2026..31.10.2026"],
    GL,
    ["2140 WIP Inventory"],
    gl("2026-10-17", "D3", "2140", "7.50"),
    ["Total 2140 WIP Inventory", "", "", "", "7.50", ""],
    total("Grand Total", "107.50", "30.00"),
    ["Printed on November 3, 2026 by ANNA"],
]


def without(rows: Sequence[Row], number: int) -> list[Row]:
    """The report with one line (counted from 1) missing."""
    return [row for at, row in enumerate(rows, start=1) if at != number]


def with_cell(rows: Sequence[Row], number: int, at: int, cell: object) -> list[Row]:
    """The report with one cell changed."""
    return [[*row[:at], cell, *row[at + 1 :]] if no == number else row for no, row in enumerate(rows, start=1)]


# What a report holds besides its entries


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_a_ledger_printed_on_pages(tmp_path: Path, shape: str) -> None:
    ledger(tmp_path, LEDGER, shape)
    assert amounts(tmp_path) == ["100.00", "-30.00", "7.50"]
    assert read(tmp_path, "SELECT source_row FROM gl_entry ORDER BY 1") == [(7,), (8,), (16,)]
    assert remarks(tmp_path, f"gl.{shape}") == (
        "5 lines of page headers, 2 group headings (rows 6, 15) and 3 totals are no entries and were left out; "
        "the totals agree with the rows.",
    )


def test_a_printed_report_gives_the_same_reconciliation_as_a_plain_list(books: Books) -> None:
    for no, amount in enumerate(["100.00", "-30.00", "7.50", "-7.50"], start=1):
        books.value_entry("Purchase / Direct Cost", actual=amount, document=f"D{no}", **{"Item No.": str(no // 2)})
        books.pair("Inventory", "Direct Cost Applied", amount, document=f"D{no}")
    plain = books.reconcile().to_dict()
    for name, group_by, sums in (
        ("value-entries.csv", "Item No.", ["Cost Amount (Actual)"]),
        ("gl-entries.csv", "G/L Account No.", ["Amount"]),
    ):
        captions, *rows = csv.reader((books.folder / name).read_text().splitlines())
        at, places_ = captions.index(group_by), [captions.index(caption) for caption in sums]
        rows.sort(key=lambda row: row[at])
        (books.folder / name).write_text(printed(_report(captions, rows, at, places_, page=5)))
    report = invrecon.reconcile(books.folder, as_of="2026-10-31").to_dict()
    assert {**report, "inputs": []} == {**plain, "inputs": []}
    assert report["reconciled"]


def _report(captions: Sequence[str], rows: Sequence[Row], group_by: int, sums: Sequence[int], page: int) -> list[Row]:
    """Rows as a report prints them: by group, with headings and totals, a grand total, pages of so many lines."""
    body: list[Row] = []

    def add_up(label: str, entries: Sequence[Row]) -> Row:
        line: Row = [label, *[""] * (len(captions) - 1)]
        for at in sums:
            line[at] = f"{sum((Decimal(row[at] or 0) for row in entries), Decimal(0)):.2f}"
        return line

    for group, members in groupby(rows, key=lambda row: row[group_by]):
        entries = list(members)
        body += [[f"Group {group}"], *entries, add_up(f"Total {group}", entries)]
    body.append(add_up("Grand Total", rows))
    lines: list[Row] = [["CRONUS International"], ["A Report"], [], [*captions]]
    for number, line in enumerate(body, start=1):
        lines.append(line)
        if number % page == 0:
            lines += [[], ["CRONUS International", f"Page {number // page + 1}"], ["A Report"], [*captions]]
    return lines


def test_a_german_ledger(tmp_path: Path) -> None:
    rows = [
        ["Sachposten"], ["Seite 1"], GERMAN,
        gl("15.10.2026", "D1", "2110", "1.000,50"), gl("16.10.2026", "D2", "2110", "", "0,50"),
        total("Zwischensumme", "1.000,50", "0,50"), ["Sachposten"], ["Seite 2"], GERMAN,
        gl("17.10.2026", "D3", "2140", "2,00"), total("Zwischensumme", "2,00"),
        total("Summe", "1.002,50", "0,50"), ["Gedruckt am 3.11.2026"],
    ]  # fmt: skip
    write(write(tmp_path, table(entry())), printed(rows, ";"), "sachposten.csv", "cp1252")
    assert amounts(tmp_path) == ["1000.50", "-0.50", "2.00"]
    broken = with_cell(rows, 5, 5, "0,40")
    write(tmp_path, printed(broken, ";"), "sachposten.csv", "cp1252")
    assert [row for row, _, _ in places(tmp_path)] == [6, 12]


def test_the_page_number_in_a_cell_of_its_own(tmp_path: Path) -> None:
    page = ["", "", "", "", "Page", "2"]
    assert amounts(ledger(tmp_path, [*LEDGER[:8], page, *LEDGER[8:]])) == ["100.00", "-30.00", "7.50"]


def test_lines_of_hyphens(tmp_path: Path) -> None:
    rule = ["----------", "-----", "", "", "--------", "--------"]
    rows = [
        GL,
        rule,
        gl("2026-10-15", "D1", "2110", "5.00"),
        rule,
        total("Total", "5.00"),
        ["=====", "", "", "", "==="],
    ]
    write(write(tmp_path, table(entry())), printed(rows, "|"), "gl.txt")
    assert amounts(tmp_path) == ["5.00"]


def test_a_header_of_two_rows_on_every_page(tmp_path: Path) -> None:
    upper = ["Entry", "Posting", "Document", "Item", "Item Ledger", "Entry", "Location", "Cost Amount", "Cost Amount"]
    lower = ["No.", "Date", "No.", "No.", "Entry Type", "Type", "Code", "(Actual)", "(Expected)"]
    write(tmp_path, table(upper, lower, entry(1), upper, lower, entry(2), captions=["Value Entries"]))
    assert actual(tmp_path) == ["1.5", "1.5"]


def test_the_header_again_in_a_list_without_amounts(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=5).pair("Inventory", "Direct Cost Applied", 5)
    books.items = [{"No.": no, "Description": "Wheel", "Inventory Posting Group": "GOODS"} for no in ("1000", "1001")]
    items = books.write() / "items.csv"
    first, *lines = items.read_text().splitlines()
    items.write_text("\n".join([first, lines[0], "Page 2,,", first, *lines[1:]]) + "\n")
    assert read(books.folder, "SELECT item_no FROM item ORDER BY 1") == [("1000",), ("1001",)]


def test_a_location_named_like_a_page_is_a_location(books: Books) -> None:
    books.inventory_setup[0]["Location Code"] = "SIDE"
    books.value_entry("Purchase / Direct Cost", actual=5, **{"Location Code": "SIDE"})
    assert read(books.write(), "SELECT DISTINCT location_code FROM posting_setup WHERE account_type = 'WIP Inventory'")


def test_labels_in_a_column_of_their_own(tmp_path: Path) -> None:
    rows = [["", *CAPTIONS], ["Bikes"], ["", *entry(1)], ["", *entry(2)], ["Page 2"],
            ["Total", *[""] * 7, "3.00"], ["End of the report"]]  # fmt: skip
    assert actual(write(tmp_path, printed(rows))) == ["1.5", "1.5"]


def test_group_codes_in_the_column_of_dates(tmp_path: Path) -> None:
    """The account 21100 in a number cell could as well be a day of the year 1957."""
    entries = [gl("2026-10-15", "D1", "21100", "100.00"), gl("2026-10-16", "D2", "21100", "20.00", "5.00")]
    rows = [GL, [21100], *entries, [21100, "", "", "", "120.00", "5.00"]]
    assert amounts(ledger(tmp_path, rows, "xlsx")) == ["100.00", "15.00"]
    ledger(tmp_path, with_cell(rows, 5, 4, "119.00"), "xlsx")
    assert problem(tmp_path).row == 5


def test_an_item_named_like_a_total_is_an_item(tmp_path: Path) -> None:
    rows = [
        gl("2026-10-15", "D1", "2110", "5.00", text="Total"),
        gl("2026-10-16", "D2", "2110", "1.00", text="Page 3"),
    ]
    assert amounts(ledger(tmp_path, [GL, *rows])) == ["5.00", "1.00"]


# Totals that agree


ENTRIES = [gl("2026-10-15", "D1", "2110", "100.00"), gl("2026-10-16", "D2", "2110", "20.00", "5.00")]
MORE = [gl("2026-10-17", "D3", "2140", "7.00")]
GROUPS: dict[str, list[Row]] = {
    "one total at the end": [*ENTRIES, *MORE, total("Total", "127.00", "5.00")],
    "one total at the top": [total("Total", "127.00", "5.00"), *ENTRIES, *MORE],
    "subtotal and total": [*ENTRIES, total("Subtotal", "120.00", "5.00"), *MORE, total("Subtotal", "7.00"),
                           total("Total", "127.00", "5.00")],
    "totals of all levels called alike": [*ENTRIES, total("Total", "120.00", "5.00"), *MORE, total("Total", "7.00"),
                                          total("Total", "127.00", "5.00"), total("Total", "127.00", "5.00")],
    "an empty group": [*ENTRIES, total("Total 2110", "120.00", "5.00"), total("Total 2120", "0.00", "0.00"), *MORE,
                       total("Total 2140", "7.00")],
    "Excel's own subtotals": [*ENTRIES, ["", "", "", "2110 Total", "120.00", "5.00"], *MORE,
                              ["", "", "", "2140 Total", "7.00"], ["", "", "", "Grand Total", "127.00", "5.00"]],
    "the account in its column, and no word": [*ENTRIES, ["", "", "", "2110", "120.00", "5.00"], *MORE,
                                               ["", "", "", "2140", "7.00", "0.00"]],
    "nothing but the sums": [*ENTRIES, ["", "", "", "", "120.00", "5.00"], *MORE, ["", "", "", "", "7.00", "0"],
                             ["Total", "", "", "", "127.00"]],
    "sums beside the headings": [["2110 Inventory", "", "", "", "120.00", "5.00"], *ENTRIES,
                                 ["2140 WIP", "", "", "", "7.00", "0.00"], *MORE],
    "carried forward": [*ENTRIES, total("Carried forward", "120.00", "5.00"), GL,
                        total("Brought forward", "120.00", "5.00"), *MORE, total("Total", "127.00", "5.00")],
    "debits and credits on lines of their own": [*ENTRIES, *MORE, total("Total debit", "127.00"),
                                                 total("Total credit", "", "5.00")],
    "a net of zero": [*ENTRIES, gl("2026-10-18", "D4", "2110", "-120.00"), total("Total 2110", "0.00"), *MORE,
                      total("Total 2140", "7.00")],
}  # fmt: skip


@pytest.mark.parametrize("shape", ["csv", "xlsx"])
@pytest.mark.parametrize("name", GROUPS)
def test_totals_that_agree(tmp_path: Path, name: str, shape: str) -> None:
    ledger(tmp_path, [["General Ledger"], GL, *GROUPS[name]], shape)
    balance = Decimal(2) if name == "a net of zero" else Decimal(122)
    assert read(tmp_path, "SELECT sum(amount) FROM gl_entry") == [(balance,)]
    assert "the totals agree with the rows" in remarks(tmp_path, f"gl.{shape}")[-1]


@pytest.mark.parametrize("name", GROUPS)
def test_no_line_of_a_group_can_be_missing(tmp_path: Path, name: str) -> None:
    rows = [["General Ledger"], GL, *GROUPS[name]]
    for number in [number for number, row in enumerate(rows, start=1) if str(row[0]).startswith("2026")]:
        ledger(tmp_path, without(rows, number))
        assert refusal(tmp_path).problems[0].file == "gl.csv"


def test_totals_per_item_and_per_location_and_in_all(tmp_path: Path) -> None:
    def line(label: str, amount: str) -> Row:
        return ["", "", "", label, "", "", "", amount, ""]

    rows = [
        entry(1, "1.50", item="A"), line("Total A", "1.50"), entry(2, "2.00", item="B"), entry(3, "3.00", item="B"),
        line("Total B", "5.00"), ["", "", "", "", "", "", "Total EAST", "6.50"],
        entry(4, "4.00", item="A"), line("Total A", "4.00"), ["", "", "", "", "", "", "Total WEST", "4.00"],
        ["Total", "", "", "", "", "", "", "10.50"],
    ]  # fmt: skip
    write(tmp_path, printed([CAPTIONS, *rows]))
    assert actual(tmp_path) == ["1.5", "2", "3", "4"]
    for number in (2, 4, 5, 8):
        write(tmp_path, printed(without([CAPTIONS, *rows], number)))
        assert refusal(tmp_path)


# Totals that do not


def test_a_missing_entry_is_told_at_the_total_of_its_group_and_at_the_grand_total(tmp_path: Path) -> None:
    ledger(tmp_path, without(LEDGER, 8))
    first, second = refusal(tmp_path).problems
    assert (first.row, first.column) == (8, "Credit Amount")
    assert first.found == (
        '"Total 2110 Inventory" says 30.00, and the entry in row 7 is 0.00; the file is incomplete or was changed'
    )
    assert (second.row, second.column) == (17, "Credit Amount")
    assert "the entries in rows 7 to 15 add up to 0.00" in second.found


@pytest.mark.parametrize(
    ("row", "at", "cell", "wrong"),
    [
        (7, 4, "100.01", [9, 18]),
        (9, 4, "99.99", [9]),
        (9, 5, "30.10", [9]),
        (18, 4, "1107.50", [18]),
        (18, 5, "-30.00", [18]),
        (16, 4, "", [17, 18]),
    ],
)
@pytest.mark.parametrize("shape", ["csv", "xlsx"])
def test_a_changed_figure_is_told_at_its_totals(
    tmp_path: Path, row: int, at: int, cell: str, wrong: list[int], shape: str
) -> None:
    ledger(tmp_path, with_cell(LEDGER, row, at, cell), shape)
    assert [number for number, _, _ in places(tmp_path)] == wrong


def test_a_whole_group_missing(tmp_path: Path) -> None:
    ledger(tmp_path, [*LEDGER[:14], *LEDGER[17:]])
    assert problem(tmp_path).row == 15


@pytest.mark.parametrize("end", [16, 17])
def test_a_report_that_ends_before_its_last_total(tmp_path: Path, end: int) -> None:
    """Without row 17 an entry stands under no total; with it, only the grand total is missing: no one can know."""
    ledger(tmp_path, LEDGER[:end])
    if end == 16:
        assert problem(tmp_path).row == 16
        assert "below the last total" in problem(tmp_path).found
    else:
        assert len(amounts(tmp_path)) == 3


def test_a_wrong_sum_without_a_name_is_a_row_without_a_date(tmp_path: Path) -> None:
    ledger(tmp_path, [GL, *ENTRIES, ["", "", "", "2110", "119.00", "5.00"]])
    assert (problem(tmp_path).row, problem(tmp_path).column) == (4, "Posting Date")


def test_one_entry_and_its_double_without_a_date_are_no_total(tmp_path: Path) -> None:
    ledger(tmp_path, [GL, ENTRIES[0], ["", "", "", "2110", "100.00", ""]])
    assert problem(tmp_path).row == 3


def test_a_total_with_a_date_could_be_an_entry(tmp_path: Path) -> None:
    ledger(tmp_path, [GL, *ENTRIES, ["2026-10-31", "", "Total", "2110", "120.00", "5.00"]])
    assert problem(tmp_path).row == 4
    assert "reads like a total" in problem(tmp_path).found


def test_totals_are_not_told_besides_what_causes_them(tmp_path: Path) -> None:
    ledger(tmp_path, with_cell(LEDGER, 7, 4, "1oo.00"))
    assert [(row, found) for row, _, found in places(tmp_path)] == [(7, '"1oo.00"')]


# Damaged entries are no headings


def test_an_entry_without_its_date_between_the_others(tmp_path: Path) -> None:
    ledger(tmp_path, with_cell(LEDGER, 7, 0, ""))
    assert [(row, column) for row, column, _ in places(tmp_path)] == [(7, "Posting Date")]


def test_an_entry_that_lost_its_date_and_amounts(tmp_path: Path) -> None:
    """It is missing from its totals; where there are none, the remark names its row."""
    lost = ["", "", "bought", "2110", "", ""]
    rows = [GL, *ENTRIES, lost, *MORE]
    ledger(tmp_path, rows)
    assert remarks(tmp_path, "gl.csv") == (
        "1 group heading (row 4) is no entry and was left out; no total tells whether the rows are complete.",
    )
    ledger(tmp_path, [*rows, total("Total", "227.00", "5.00")])
    assert problem(tmp_path).row == 6


def test_an_entry_that_keeps_its_number_is_an_entry(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1), [2, *[""] * 8], entry(3)))
    assert places(tmp_path) == [(3, "Posting Date", "blank")]


def test_a_file_cut_off_in_a_line_is_no_report_with_a_heading(tmp_path: Path) -> None:
    write(write(tmp_path, table(entry())), printed([GL, *ENTRIES]) + "2026-1", "gl.csv")
    found = problem(tmp_path)
    assert (found.row, found.found) == (4, "only 1 fields")


def test_a_total_cut_off(tmp_path: Path) -> None:
    write(write(tmp_path, table(entry())), printed([GL, *ENTRIES, total("Total", "120.00")])[:-5], "gl.csv")
    assert problem(tmp_path).row == 4


def test_many_short_rows_that_are_no_entries(tmp_path: Path) -> None:
    pages = [row for no in range(150) for row in (gl("2026-10-15", f"D{no}", "2110", "1.00"), [f"Page {no + 1}"])]
    assert len(amounts(ledger(tmp_path, [GL, *pages]))) == 150


# Trial balances


def balances(folder: Path, *rows: Row, captions: Sequence[str] = BALANCES) -> Path:
    """A folder with a printed trial balance, beside one value entry."""
    return write(write(folder, table(entry())), printed([["Trial Balance"], captions, *rows]), "tb.csv")


@pytest.mark.parametrize("label", [["", "Total"], ["Total", ""], ["Total:", ""], ["", ""]])
def test_the_total_of_a_trial_balance(tmp_path: Path, label: Row) -> None:
    accounts = [["2110", "Inventory", "5.00", "15.00"], ["7190", "COGS", "-2.00", "-5.00"]]
    balances(tmp_path, *accounts, [*label, "3.00", "10.00"])
    assert read(tmp_path, "SELECT account_no, balance FROM trial_balance ORDER BY 1") == [("2110", 15), ("7190", -5)]
    balances(tmp_path, *accounts, [*label, "3.00", "11.00"])
    assert problem(tmp_path).row == 5


@pytest.mark.parametrize(("balance", "agrees"), [("10.00", True), ("25.00", True), ("15.00", False)])
def test_the_total_of_a_trial_balance_with_accounts_that_add_up_others(
    tmp_path: Path, balance: str, agrees: bool
) -> None:
    """Whether it includes the account 2199 or leaves it out: both are seen."""
    accounts = [["2110", "Inventory", "", "15.00"], ["2199", "Inventory, total", "", "15.00"],
                ["7190", "COGS", "", "-5.00"]]  # fmt: skip
    balances(tmp_path, *accounts, ["", "Total", "", balance])
    if agrees:
        assert len(read(tmp_path, "SELECT account_no FROM trial_balance")) == 3
    else:
        assert problem(tmp_path).row == 6


def test_headings_and_pages_of_a_trial_balance(tmp_path: Path) -> None:
    rows = [["", "ASSETS"], ["2110", "Inventory", "", "15.00"], ["Page 2"], BALANCES, ["2120", "WIP", "", "1.00"],
            ["", "Total assets", "", "16.00"]]  # fmt: skip
    balances(tmp_path, *rows)
    assert read(tmp_path, "SELECT account_no FROM trial_balance ORDER BY 1") == [("2110",), ("2120",)]


# Text files


@pytest.mark.parametrize("delimiter", ["|", ";", "\t"])
@pytest.mark.parametrize("quotes", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_rows_below_titles_keep_their_numbers(tmp_path: Path, delimiter: str, quotes: int) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, quoting=quotes, lineterminator="\r\n")
    writer.writerows([["CRONUS"], ["Value Entries", "October"], CAPTIONS, entry(1), entry(2, "2.50")])
    write(tmp_path, text.getvalue())
    assert column(tmp_path, "source_row") == [4, 5]
    assert actual(tmp_path) == ["1.5", "2.5"]


def test_a_title_of_two_lines(tmp_path: Path) -> None:
    text = '"CRONUS\nInternational"\n' + table(entry(1), entry(2))
    assert column(write(tmp_path, text), "source_row") == [3, 4]


def test_columns_between_bars(tmp_path: Path) -> None:
    lines = table(entry(1), entry(2, "2.50"), delimiter="|").splitlines()
    write(tmp_path, "".join("| " + line.replace("|", " | ") + " |\n" for line in lines), "value-entries.txt")
    assert actual(tmp_path) == ["1.5", "2.5"]


def test_a_header_below_many_titles(tmp_path: Path) -> None:
    titles = "".join(f"Filter {no}: x\n" for no in range(29))
    assert column(write(tmp_path, titles + table(entry(1))), "source_row") == [31]


@pytest.mark.parametrize("blank", ["", "\n"])
def test_a_text_file_that_ends_where_excel_does(tmp_path: Path, blank: str) -> None:
    write(tmp_path, table(entry()))
    write(tmp_path, "G/L Account No.,Balance\n" + blank + "1,0\n" * ((1 << 20) - 1 - len(blank)), "tb.csv")
    assert "1,048,576" in problem(tmp_path).found


# Any books, printed in any way


@st.composite
def books_in_groups(draw: st.DrawFn) -> list[Row]:
    """G/L entries sorted by account."""
    rows = []
    debits, credits = (st.integers(least, 300).map(lambda cents: f"{Decimal(cents) / 100:.2f}") for least in (-300, 0))
    for account in draw(st.lists(st.sampled_from(["2110", "2120", "2140", "5510"]), min_size=1, unique=True)):
        for no, (debit, credit) in enumerate(draw(st.lists(st.tuples(debits, credits), min_size=1, max_size=5))):
            rows.append(gl("2026-10-15", f"D{no}", account, debit, credit))
    return rows


@settings(max_examples=EXAMPLES, deadline=None)
@given(rows=books_in_groups(), page=st.integers(2, 12), data=st.data())
def test_printed_books_are_the_same_books_and_no_entry_can_be_missing(
    rows: list[Row], page: int, data: st.DataObject
) -> None:
    report = _report(GL, rows, 3, (4, 5), page)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger(folder, report)
        right = [(row[3], Decimal(row[4]) - Decimal(row[5])) for row in rows]
        assert read(folder, "SELECT account_no, amount FROM gl_entry ORDER BY source_row") == right
        told = [number for number, row in enumerate(report, start=1) if row in rows and {*row[4:]} != {"0.00"}]
        if told:
            ledger(folder, without(report, data.draw(st.sampled_from(told))))
            assert refusal(folder)


@settings(max_examples=EXAMPLES, deadline=None)
@given(rows=books_in_groups(), page=st.integers(2, 12), data=st.data())
def test_nothing_that_happens_to_one_line_of_printed_books_changes_a_sum(
    rows: list[Row], page: int, data: st.DataObject
) -> None:
    """Cells are blanked, shifted or written over: the sums are those of the books, or the report is refused."""
    report = _report(GL, rows, 3, (4, 5), page)
    number = data.draw(st.integers(5, len(report)))
    cells = [*report[number - 1], *[""] * (6 - len(report[number - 1]))]
    word = data.draw(st.sampled_from(["", "Total", "Page 2", "2110 Inventory", "A Report", "0.00", "2026-10-15"]))
    changed = data.draw(
        st.sampled_from([[*cells[1:], ""], ["", *cells[:-1]]])
        | st.sets(st.integers(0, 5)).map(lambda at: [word if no in at else cell for no, cell in enumerate(cells)])
    )
    with tempfile.TemporaryDirectory() as name:
        folder = ledger(Path(name), [*report[: number - 1], changed, *report[number:]])
        try:
            sums = read(folder, "SELECT sum(debit), sum(credit) FROM gl_entry")
        except InputError:
            return
        assert sums == [(sum(Decimal(row[4]) for row in rows), sum(Decimal(row[5]) for row in rows))]
