"""The close workbook: ten sheets that say what there is to say of any books, in figures that are those of the JSON."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pytest

import invrecon
from invrecon.account_types import COLUMNS
from invrecon.reconciliation.run import Run
from invrecon.reports.workbook import items, write
from tests.bookkeeping import Books
from tests.close_books import (
    EVERY_KIND,
    Kind,
    balances_only,
    beyond_excel,
    nothing_in_the_period,
    one_item,
    period,
    three_decimals,
    unexplained,
)
from tests.close_books import reconciled as reconciled_books
from tests.close_workbook import FIRST_ENTRY, SHEETS, Binder, binder, money


@pytest.fixture(scope="module")
def book(demo: Run, tmp_path_factory: pytest.TempPathFactory) -> Binder:
    path = tmp_path_factory.mktemp("close") / "demo.xlsx"
    write(demo, path)
    return Binder(path)


def rows_of(book: Binder, title: str) -> list[tuple[object, ...]]:
    return list(book.values[title].iter_rows(values_only=True))


# What every workbook has.


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_all_ten_sheets_are_there_and_say_something(close_workbook: Callable[[Kind], Binder], kind: Kind) -> None:
    made = close_workbook(kind)
    assert made.formulas.sheetnames == SHEETS
    for title in SHEETS:
        title_line, subtitle, *rest = made.text(title).splitlines()
        assert title_line
        assert "2026" in subtitle or "2025" in subtitle
        assert len("".join(rest)) > len("Back to Summary"), title


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_every_formula_has_the_value_that_a_viewer_shows(close_workbook: Callable[[Kind], Binder], kind: Kind) -> None:
    made = close_workbook(kind)
    formulas = [cell for cell in made.cells() if cell.data_type == "f"]
    assert formulas
    assert [cell.coordinate for cell in formulas if not isinstance(made.value(cell), int | float)] == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (reconciled_books, {
            "Summary": "Reconciled: 17 accounts agree to the cent.",
            "Statement": "No account differs, and none holds reconciling items.",
            "Reconciling items": "There are none.",
            "Timeline": "The running balances never part.",
            "Bridge": "Nothing lies between the two ledgers.",
            "Proposed journal": "There is nothing that a journal corrects.",
        }),
        (one_item, {
            "Summary": "Not compared: this is the inventory side for item 1000 only.",
            "Statement": "Nothing was compared.",
            "Reconciling items": "Nothing was compared.",
            "Matching": "Nothing was matched",
            "Bridge": "Nothing was compared.",
            "Proposed journal": "Nothing was compared.",
            "Entries": "DOC1",
            "Inputs": "item 1000",
        }),
        (balances_only, {
            "Statement": "Without General Ledger Entries only",
            "Matching": "Nothing was matched: there are no G/L entries to hold the value entries against.",
            "Timeline": "Without G/L entries no day can be told.",
            "Entries": "balance",
        }),
        (nothing_in_the_period, {
            "Summary": "No account type has an amount in either ledger.",
            "Entries": "There are none.",
        }),
        (period, {"Statement": "Net change per inventory ledger", "Summary": "1 Oct 2026 to 31 Oct 2026"}),
    ],
)  # fmt: skip
def test_where_there_is_nothing_to_list_a_sentence_says_why(
    close_workbook: Callable[[Kind], Binder], kind: Kind, said: dict[str, str]
) -> None:
    made = close_workbook(kind)
    for title, sentence in said.items():
        assert sentence in made.text(title), title


# Its figures are those of the JSON.


def test_the_matrix_is_that_of_the_json(book: Binder, demo: Run) -> None:
    lines = {str(row[0]): row for row in rows_of(book, "Matrix")[6:30]}
    matrix = demo.reconciliation.to_dict()["matrix"]
    for row in matrix["rows"]:
        cells = lines[row["account_type"]]
        assert [money(each) for each in cells[1:4]] == [Decimal(row["cells"][column]) for column in COLUMNS]
        shown = [None if each is None else money(each) for each in cells[4:7]]
        assert shown == [row[each] and Decimal(row[each]) for each in ("total", "gl_total", "difference")]
    for group in matrix["shared_groups"]:
        cells = lines[" + ".join(group["account_types"])]
        assert [money(each) for each in cells[4:7]] == [
            Decimal(group[each]) for each in ("total", "gl_total", "difference")
        ]
    for name, key in (("Total", "total"), ("G/L Total", "gl_total"), ("Difference", "difference")):
        assert [money(each) for each in lines[name][1:4]] == [
            Decimal(matrix["columns_summary"][column][key]) for column in COLUMNS
        ]


def test_the_tie_out_is_that_of_the_json(book: Binder, demo: Run) -> None:
    lines = {str(row[0]): row for row in rows_of(book, "Summary")}
    accounts = demo.reconciliation.to_dict()["accounts"]
    assert len(accounts) == 40
    for account in accounts:
        keys = ("subledger", "gl", "difference", "explained", "unexplained")
        assert [money(each) for each in lines[account["account_no"]][3:8]] == [Decimal(account[key]) for key in keys]


def test_the_entries_of_each_account_add_up_to_its_balances(book: Binder, demo: Run) -> None:
    sums: dict[object, list[Decimal]] = defaultdict(lambda: [Decimal(0), Decimal(0)])
    for row in rows_of(book, "Entries")[FIRST_ENTRY - 1 :]:
        for ledger, amount in enumerate(row[9:11]):
            sums[row[0]][ledger] += money(amount)
    assert {line.account_no: [line.subledger, line.gl] for line in demo.reconciliation.account_lines} == {
        line.account_no: sums[line.account_no] for line in demo.reconciliation.account_lines
    }


def test_the_reconciling_items_are_those_of_the_json(book: Binder, demo: Run) -> None:
    sheet = book.sheet("Reconciling items")
    found = [
        (row[0], money(row[3]), row[4])
        for number, row in enumerate(rows_of(book, "Reconciling items"), start=1)
        if sheet.row_dimensions[number].outlineLevel == 0 and isinstance(row[4], int)
    ]
    items = demo.reconciliation.to_dict()["reconciling_items"]
    assert found == [(item["account_no"], Decimal(item["amount"]), item["entries"]) for item in items]


# How it is shown and printed.


def test_every_sheet_is_printed_one_page_wide_with_its_header_repeated(book: Binder) -> None:
    for sheet in book.formulas:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.oddFooter.right.text == "Page &P of &N"
        assert sheet.freeze_panes
        first, last = re.fullmatch(r"\$(\d+):\$(\d+)", sheet.print_title_rows).groups()  # type: ignore[union-attr]
        head = sheet.freeze_panes.lstrip("AB")
        assert first == last
        assert int(first) == int(head) - 1 or first == "1"
        assert int(sheet.print_area.rpartition("$")[2]) in (sheet.max_row, sheet.max_row + 1)  # a blank line may end it


def test_headers_that_stay_in_sight_are_those_of_the_table(book: Binder) -> None:
    heads = {"Matrix": "Account type", "Statement": "Statement", "Reconciling items": "Account", "Matching": "Account",
             "Entries": "Account", "Proposed journal": "Document", "Inputs": "Export"}  # fmt: skip
    for title, caption in heads.items():
        sheet = book.sheet(title)
        assert sheet.cell(int(str(sheet.freeze_panes)[1:]) - 1, 1).value == caption


def test_the_document_says_what_it_is(book: Binder) -> None:
    properties = book.formulas.properties
    assert properties.title == "Inventory - G/L reconciliation"
    assert properties.subject == "as of 31 Oct 2026, USD"
    assert properties.creator == f"invrecon {invrecon.__version__}"
    assert properties.description.startswith("Not reconciled: 20 of 40 accounts differ")
    assert b"<Company>Cronus Cycles</Company>" in book.parts()["docProps/app.xml"]


def test_amounts_are_written_as_accountants_do(book: Binder, books: Books) -> None:
    dollars = '#,##0.00_);[Red](#,##0.00);"-"_)'
    signed_for = "#,##0.00_);[Red](#,##0.00);#,##0.00_)"
    assert {cell.number_format for cell in book.sheet("Entries")["J"][5:] if cell.value is not None} == {dollars}
    assert book.sheet("Summary")["D14"].number_format == dollars
    assert book.sheet("Summary")["H14"].number_format == signed_for
    options = three_decimals(books)
    dinars = binder(books, **options).sheet("Entries")
    assert {cell.number_format for cell in dinars["J"][5:] if cell.value is not None} == {
        '#,##0.000_);[Red](#,##0.000);"-"_)'
    }


def test_dates_are_dates_and_codes_are_text(book: Binder, books: Books) -> None:
    entries = list(book.values["Entries"].iter_rows(min_row=FIRST_ENTRY, values_only=True))
    assert {type(row[4]) for row in entries} == {dt.datetime}
    assert {type(code) for row in entries for code in (row[0], row[5], row[6], row[7])} <= {str, type(None)}
    assert "000900" in {row[7] for row in entries}
    assert {cell.number_format for cell in book.sheet("Entries")["E"][5:]} == {"yyyy-mm-dd"}
    books.value_entry("Purchase / Direct Cost", 1, document="000123", **{"Item No.": "007"})
    books.pair("Inventory", "Direct Cost Applied", 1, document="000123")
    line = rows_of(binder(books, **{}), "Entries")[FIRST_ENTRY - 1]
    assert (line[0], line[5], line[7]) == ("2110", "000123", "007")


def test_each_item_has_a_status_to_choose_and_its_evidence_below(book: Binder, demo: Run) -> None:
    sheet = book.sheet("Reconciling items")
    chosen = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    cells = {cell.coordinate for cell in sheet["H"] if cell.value == "open"}
    assert len(cells) == len(demo.reconciliation.reconciling_items)
    covered = {one for ranges in chosen for one in ranges.split()}
    assert cells == covered
    assert set(chosen.values()) == {'"open,in progress,corrected,accepted"'}
    levels = [sheet.row_dimensions[row].outlineLevel for row in range(7, sheet.max_row)]
    evidence = sum(len(item.evidence) for item in demo.reconciliation.reconciling_items)
    assert levels.count(1) == evidence
    folded = [row for row in range(7, sheet.max_row) if sheet.row_dimensions[row].hidden]
    assert len(folded) == 106  # two items of 53 entries
    assert sheet.sheet_properties.outlinePr.summaryBelow is False


def test_entries_can_be_filtered_and_their_sum_is_seen(book: Binder) -> None:
    sheet = book.sheet("Entries")
    assert sheet.auto_filter.ref == f"A{FIRST_ENTRY - 1}:P{sheet.max_row}"
    assert "SUBTOTAL(9," in sheet["J4"].value


def test_links_are_underlined_and_differences_have_a_sign(book: Binder) -> None:
    """Colour never tells anything alone."""
    linked = {(title, cell) for title, cell, _ in book.links()}
    assert all(book.sheet(title)[cell].font.underline == "single" for title, cell in linked)
    assert not any(cell.font.underline for cell in book.cells() if (cell.parent.title, cell.coordinate) not in linked)


def test_no_column_is_too_narrow_for_its_amounts(book: Binder) -> None:
    """An amount that does not fit is shown as ####."""
    for sheet in book.values:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, float):
                    shown = f"({abs(cell.value):,.2f})"
                    assert len(shown) + 1 <= sheet.column_dimensions[cell.column_letter].width, cell.coordinate


# Amounts that a number of a workbook cannot hold.


def test_an_amount_beyond_fifteen_digits_is_text_and_says_so(books: Books) -> None:
    options = beyond_excel(books)
    made = binder(books, **options)
    lines = {row[0]: row for row in rows_of(made, "Summary")}
    assert lines["2110"][3] == "12345678901234567.89 (as text)"
    assert lines["2110"][4] == "12345678901234567.90 (as text)"
    assert lines["2110"][5] == 0.01
    # No formula reads a cell that stands as text: a sum would leave it out.
    texts = {(cell.parent.title, cell.coordinate) for cell in made.cells() if "as text" in str(cell.value)}
    for cell in made.cells():
        if cell.data_type == "f":
            read = re.findall(r"(?:'([^']+)'!)?([A-Z]+\d+)", cell.value)
            assert not {(title or cell.parent.title, one) for title, one in read} & texts, cell.value


def test_no_formula_adds_up_what_would_lose_a_digit_on_the_way(books: Books) -> None:
    # Each amount is a number, and so is their sum, but in Excel 1,000,000,000,000 + 0.00001 - 1,000,000,000,000 is 0.
    for number, amount in enumerate(("1000000000000", "0.00001", "-1000000000000")):
        books.value_entry("Purchase / Direct Cost", amount, document=f"D{number}")
        books.pair("Inventory", "Direct Cost Applied", amount, document=f"D{number}")
    made = binder(books)
    lines = {row[0]: row for row in rows_of(made, "Summary")}
    assert lines["2110"][3:5] == (0.00001, 0.00001)
    assert [cell.coordinate for cell in made.cells() if cell.data_type == "f" and "'Entries'" in cell.value] == []
    assert not [cell.coordinate for cell in made.sheet("Entries")[4] if cell.data_type == "f" and "SUB" in cell.value]


def test_nor_does_one_where_such_amounts_meet_on_another_sheet(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", "1000000000000")
    books.pair("Inventory", "Direct Cost Applied", "1000000000000")
    books.pair("Inventory Adjmt.", "COGS", "0.00001", source_code="GENJNL", document="J1")
    summary = binder(books).sheet("Summary")
    (total,) = [row for row in summary.iter_rows() if row[0].value == "Total"]
    assert [cell.data_type for cell in total[3:5]] == ["f", "n"]


def test_fifteen_digits_are_a_number(books: Books) -> None:
    amount = "9999999999999.99"
    books.value_entry("Purchase / Direct Cost", amount).pair("Inventory", "Direct Cost Applied", amount)
    lines = {row[0]: row for row in rows_of(binder(books), "Summary")}
    assert lines["2110"][3] == 9999999999999.99


# More entries than a sheet holds.


def test_entries_that_are_too_many_go_on_over_the_page(demo: Run, book: Binder, tmp_path: Path) -> None:
    write(demo, tmp_path / "many.xlsx", rows=1500)
    made = Binder(tmp_path / "many.xlsx")
    titles = ["Entries", "Entries 2", "Entries 3", "Entries 4"]
    assert made.formulas.sheetnames == [*SHEETS[:8], *titles[1:], *SHEETS[8:]]
    assert "Entries 1 to 1,495 of 5,508, on 4 sheets." in made.text("Entries")
    assert "Entries 4,486 to 5,508 of 5,508, on 4 sheets." in made.text("Entries 4")
    assert made.sheet("Entries").max_row == 1500
    rows = [row for title in titles for row in rows_of(made, title)[FIRST_ENTRY - 1 :]]
    assert rows == rows_of(book, "Entries")[FIRST_ENTRY - 1 :]
    split = [cell.value for cell in made.cells() if cell.data_type == "f" and "'Entries'!" in cell.value
             and "'Entries 2'!" in cell.value]  # fmt: skip
    assert split
    assert {target for title, _, target in made.links() if title == "Entries 3"} != set()


def test_exactly_as_many_entries_as_fit_need_no_other_sheet(books: Books) -> None:
    options = unexplained(books)
    whole = binder(books, **options)
    entries = whole.sheet("Entries").max_row
    assert binder(books, rows=entries, **options).formulas.sheetnames == SHEETS
    assert "Entries 2" in binder(books, rows=entries - 1, **options).formulas.sheetnames


def test_of_very_many_items_each_lists_its_largest_entries_and_still_adds_up(demo: Run, tmp_path: Path) -> None:
    path = tmp_path / "recon.xlsx"
    with patch.object(items, "_LINKED", 100):
        write(demo, path)
    sheet = Binder(path).values["Reconciling items"]
    lines = [(row[1], row[3], number) for number, row in enumerate(sheet.iter_rows(values_only=True), start=1)]
    first = next(number for text, _, number in lines if text == "Posting setup changed")
    last = next(number for text, _, number in lines if str(text).startswith("43 more: filter Entries by account 2115"))
    assert last - first == 11
    assert sum(money(amount) for _, amount, number in lines if first < number <= last) == money(
        sheet.cell(first, 4).value
    )
