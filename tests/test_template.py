"""A company's own workbook: what is filled, what is kept, and that no number of last month stays."""

from __future__ import annotations

import base64
import datetime as dt
import io
import os
import re
import shutil
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.chart import BarChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from invrecon.errors import InputError
from invrecon.pipeline import reconciled
from invrecon.reconciliation.run import Run
from invrecon.reports.template import fill
from invrecon.reports.template.reference import reference
from invrecon.reports.template.tables import TABLES
from invrecon.reports.template.vocabulary import known_values
from invrecon.settings import read_settings
from tests.bookkeeping import Books
from tests.libreoffice import converted, needs_libreoffice
from tests.shell import call

ROOT = Path(__file__).parents[1]
DEMO = ROOT / "sample_data" / "business-central"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
STALE = 987654.32
ACCOUNTING = r'#,##0.00_);[Red]\(#,##0.00\);"-"??_)'


class Binder:
    """A template in the making: sheets, names, and what it looks like once it is filled."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.Workbook()
        self.sheet: Worksheet = self.book.worksheets[0]
        self.sheet.title = "Close"

    def name(self, name: str, refers_to: str, value: object = STALE) -> Binder:
        """Name a cell of the sheet, which holds last month's number, or anything that is written in full."""
        if re.fullmatch(r"\$[A-Z]\$\d+", refers_to):
            self.sheet[refers_to] = value
            refers_to = f"Close!{refers_to}"
        self.book.defined_names[name] = DefinedName(name, attr_text=refers_to)
        return self

    def captions(self, row: int, *captions: str, name: str = "", sheet: Worksheet | None = None) -> Binder:
        """A row of captions from column A on, named if it gets a name."""
        sheet = sheet or self.sheet
        for column, caption in enumerate(captions, start=1):
            sheet.cell(row, column, caption)
        if name:
            last = sheet.cell(row, len(captions)).column_letter
            self.name(name, f"'{sheet.title}'!$A${row}:${last}${row}")
        return self

    def filled(self, run: Run) -> Filled:
        """Save it, and fill it from a run."""
        self.book.save(self.path)
        return filled(run, self.path)


class Filled:
    """A filled workbook, and what was said about it."""

    def __init__(self, path: Path, remarks: Sequence[str]) -> None:
        self.path = path
        self.remarks = tuple(remarks)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells what it would lose if it saved the workbook
            self.book = openpyxl.load_workbook(path)

    def __getitem__(self, cell: str) -> Any:
        sheet, _, name = cell.rpartition("!")
        return self.book[sheet or self.book.sheetnames[0]][name]

    def column(self, letter: str, first: int, sheet: str = "") -> list[object]:
        """The values of a column from a row on, to the last that is not blank."""
        cells = [cell.value for cell in self.book[sheet or self.book.sheetnames[0]][letter]][first - 1 :]
        values = [cell.date() if isinstance(cell, dt.datetime) else cell for cell in cells]
        while values and values[-1] is None:
            values.pop()
        return values

    def part(self, name: str) -> str:
        """A part of the workbook as text."""
        with zipfile.ZipFile(self.path) as package:
            return package.read(name).decode()


@pytest.fixture
def binder(tmp_path: Path) -> Binder:
    """An empty template."""
    return Binder(tmp_path / "close.xlsx")


@pytest.fixture
def few(books: Books) -> Iterator[Run]:
    """The run of small books: two direct postings on account 2110."""
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    books.gl("Inventory", 12, document="GJ1", source_code="GENJNL", Description="=cmd|'/c calc'!A0")
    books.gl("Inventory", 30, document="GJ2", source_code="GENJNL", Description="+1 pallet")
    books.toml.append('company = "-Smith & Söhne"')
    with reconciled(read_settings(books.write(), as_of=dt.date(2026, 10, 31)), lambda _: None) as run:
        yield run


@pytest.fixture(scope="module")
def one_location() -> Iterator[Run]:
    """The sample company's run for one location, which is compared with nothing."""
    with reconciled(read_settings(DEMO, locations=("WEST",)), lambda _: None) as run:
        yield run


def filled(run: Run, template: Path) -> Filled:
    """A template, filled from a run, beside the template."""
    path = template.with_name("filled" + template.suffix)
    return Filled(path, fill(run, template, path))


def problem(run: Run, binder: Binder) -> str:
    """What stands against filling a template. Nothing is written."""
    binder.book.save(binder.path)
    path = binder.path.with_name("filled.xlsx")
    with pytest.raises(InputError) as error:
        fill(run, binder.path, path)
    assert not path.exists()
    return str(error.value)


def items(run: Run) -> list[Decimal]:
    """The amounts of the reconciling items in their order."""
    return [item.amount for item in run.reconciliation.reconciling_items]


# Single values


def test_each_name_gets_its_value(demo: Run, binder: Binder) -> None:
    names = {
        "invrecon_company": "Cronus Cycles",
        "invrecon_currency": demo.reconciliation.currency or "not stated",
        "invrecon_as_of": dt.date(2026, 10, 31),
        "invrecon_from": "from the beginning",
        "invrecon_reconciled": "no",
        "invrecon_tolerance": 0,
        "invrecon_difference": 661.45,
        "invrecon_gross_difference": 10971.79,
        "invrecon_explained": 661.45,
        "invrecon_unexplained": 0,
        "invrecon_number_of_differing_accounts": 20,
        "invrecon_name_2110": "Resale Items",
        "invrecon_subledger_2110": 5217.16,
        "INVRECON_GL_2110": 5694.75,
        "invrecon_Difference_2110": 477.59,
        "invrecon_explained_2110": 477.59,
        "invrecon_unexplained_2110": 0,
        "invrecon_first_day_2110": dt.date(2026, 8, 17),
        "invrecon_first_day_2113": "never out of balance",
        "invrecon_total_inventory_interim": 3879.33,
        "invrecon_gl_total_inventory_interim": 4897,
        "invrecon_difference_wip_inventory": -109.65,
        "invrecon_difference_capacity_variance_capacity_overhead_variance": 1.6,
        "invrecon_cell_cogs_inventory": 53926.67,
        "invrecon_cause_direct_posting": 939.55,
        "invrecon_cause_direct_posting_2110": 1250,
        "invrecon_cause_direct_posting_2111": 0,
        "invrecon_cause_rounding": 0,
    }
    for row, name in enumerate(names, start=1):
        binder.name(name, f"$B${row}")
    done = binder.filled(demo)
    assert done.column("B", 1) == list(names.values())
    assert done.remarks == ()


def test_result_says_what_the_terminal_says(demo: Run, binder: Binder) -> None:
    done = binder.name("invrecon_result", "$B$1").filled(demo)
    assert done["B1"].value.startswith("Not reconciled: 20 of 40 accounts differ, by 10,971.79 in all")


def test_name_of_a_sheet_is_a_name_too(demo: Run, binder: Binder) -> None:
    other = binder.book.create_sheet("Anna's sheet")
    other["C3"] = STALE
    other.defined_names["invrecon_company"] = DefinedName("invrecon_company", attr_text="'Anna''s sheet'!$C$3")
    done = binder.name("invrecon_company", "$A$1").filled(demo)
    assert (done["A1"].value, done["Anna's sheet!C3"].value) == ("Cronus Cycles", "Cronus Cycles")


def test_number_format_of_the_company_stays(demo: Run, binder: Binder) -> None:
    binder.name("invrecon_gl_2110", "$A$1").name("invrecon_gl_2111", "$A$2").name("invrecon_as_of", "$A$3")
    binder.name("invrecon_from", "$A$4").name("invrecon_gl_2112", "$A$5").name("invrecon_as_of_", "$A$6")
    binder.sheet["A1"].number_format = "0.0000"
    binder.sheet["A1"].font = Font(bold=True, name="Courier")
    binder.sheet["A3"].number_format = "dd/mm/yyyy"
    binder.sheet["A5"].number_format = "yyyy-mm-dd"
    binder.sheet["A6"].number_format = "#,##0.00"
    done = binder.filled(demo)
    formats = [done[f"A{row}"].number_format for row in (1, 2, 3, 5)]
    assert formats == ["0.0000", ACCOUNTING, "dd/mm/yyyy", ACCOUNTING]  # an amount is never shown as a date
    assert done["A6"].number_format == r"yyyy\-mm\-dd"  # nor a date as an amount
    assert (done["A1"].font.b, done["A1"].font.name) == (True, "Courier")


def test_dates_of_a_workbook_that_counts_from_1904(demo: Run, binder: Binder) -> None:
    binder.book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    assert binder.name("invrecon_as_of", "$A$1").filled(demo).column("A", 1) == [dt.date(2026, 10, 31)]


def test_merged_and_protected_cells_are_filled(demo: Run, binder: Binder) -> None:
    binder.name("invrecon_company", "Close!$B$2:$D$3").name("invrecon_result", "Close!$C$6")
    binder.sheet.merge_cells("B2:D3")
    binder.sheet.merge_cells("B6:E6")
    binder.sheet.protection.sheet = True
    done = binder.filled(demo)
    assert done["B2"].value == "Cronus Cycles"
    assert done["B6"].value.startswith("Not reconciled")
    assert done["B2"].parent.protection.sheet


def test_account_numbers_with_signs_have_a_name(books: Books, binder: Binder) -> None:
    for line in books.inventory_setup:
        line["Inventory Account"] = "8400/000"
    books.value_entry("Purchase / Direct Cost", actual=100)
    books.gl("8400/000", 70).gl("Direct Cost Applied", -70)
    with reconciled(read_settings(books.write(), as_of=dt.date(2026, 10, 31)), lambda _: None) as run:
        done = binder.name("invrecon_gl_8400_000", "$A$1").name("invrecon_difference_8400.000", "$A$2").filled(run)
    assert (done["A1"].value, done["A2"].value) == (70, -30)


def test_accounts_whose_names_come_out_alike_are_told(books: Books, binder: Binder) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    books.toml_tables += ["[accounts]", '"Inventory" = ["21-10", "21/10"]']
    with reconciled(read_settings(books.write(), as_of=dt.date(2026, 10, 31)), lambda _: None) as run:
        done = binder.name("invrecon_gl_21_10", "$A$1").filled(run)
    (said,) = done.remarks
    assert "account 21-10" in said
    assert "account 21/10" in said
    assert done["A1"].value in said.replace(" (Close!A1)", "")


# Names that cannot be filled


def test_unknown_name_is_told_with_the_nearest_and_its_old_number_is_gone(demo: Run, binder: Binder) -> None:
    done = binder.name("invrecon_diference_2110", "$B$2").name("invrecon_gl_9999", "$B$3").filled(demo)
    first, second = done.remarks
    assert "invrecon_diference_2110 (Close!B2) is not known" in first
    assert "invrecon_difference_2110" in first
    assert "invrecon_gl_9999 (Close!B3) is not known in this reconciliation" in second
    assert "not known" in done["B2"].value
    assert "not known" in done["B3"].value


def test_unknown_table_keeps_no_row_of_last_month(demo: Run, binder: Binder) -> None:
    binder.captions(1, "Account", "Amount", "Twice").name("invrecon_itmes", "Close!$A$1:$C$3")
    for row in (2, 3):
        binder.sheet.cell(row, 1, "2110")
        binder.sheet.cell(row, 2, STALE)
        binder.sheet.cell(row, 3, f"=B{row}*2")
    done = binder.filled(demo)
    assert "the nearest known name is invrecon_items" in done.remarks[0]
    assert done.column("B", 1) == ["Amount"]
    assert "not known" in done["A2"].value
    assert done["C2"].value == "=B2*2"


@pytest.mark.parametrize(
    ("refers_to", "why"),
    [
        ("Close!$B$2,Close!$D$2", "several areas"),
        ("#REF!", "deleted"),
        ("Close!#REF!", "deleted"),
        ("[1]Close!$B$2", "another workbook"),
        ("'[old.xlsx]Close'!$B$2", "another workbook"),
        ("1250", "no cell"),
        ("OFFSET(Close!$A$1,1,1)", "no cell"),
        ("Close!$B:$B", "whole rows or columns"),
        ("Nowhere!$B$2", "Nowhere"),
        ("Close!$B$2:$B$5", "one value"),
    ],
)
def test_names_that_lead_to_no_cell_are_listed(demo: Run, binder: Binder, refers_to: str, why: str) -> None:
    binder.sheet["B2"] = binder.sheet["D2"] = STALE
    done = binder.name("invrecon_gl_2110", refers_to).filled(demo)
    assert done.remarks
    assert all(remark.startswith("invrecon_gl_2110") and why in remark for remark in done.remarks)


def test_areas_of_an_unusable_name_lose_their_old_numbers(demo: Run, binder: Binder) -> None:
    binder.sheet["B2"] = binder.sheet["D2"] = STALE
    done = binder.name("invrecon_gl_2110", "Close!$B$2,Close!$D$2").filled(demo)
    assert ["several areas" in done[cell].value for cell in ("B2", "D2")] == [True, True]


def test_cells_that_one_value_cannot_fill_lose_their_old_numbers(demo: Run, binder: Binder) -> None:
    binder.sheet["B2"] = binder.sheet["B3"] = binder.sheet["C3"] = STALE
    binder.sheet["C2"] = "=B2"
    done = binder.name("invrecon_gl_2110", "Close!$B$2:$C$3").filled(demo)
    assert "for one value" in done["B2"].value
    assert (done["C2"].value, done["B3"].value, done["C3"].value) == ("=B2", None, None)


def test_value_in_the_corner_of_an_excel_table_is_a_value(demo: Run, binder: Binder) -> None:
    binder.captions(1, "Rate", "Name").name("invrecon_company", "$A$1", "Rate")
    binder.sheet["A2"] = 1.19
    binder.sheet.add_table(Table(displayName="Rates", ref="A1:B2"))
    done = binder.filled(demo)
    assert done.column("A", 1) == ["Cronus Cycles", 1.19]


def test_what_was_not_compared_says_so(one_location: Run, binder: Binder) -> None:
    binder.name("invrecon_difference", "$A$1").name("invrecon_gl_2112", "$A$2").name("invrecon_unexplained", "$A$3")
    binder.name("invrecon_difference_inventory", "$A$4").name("invrecon_cause_direct_posting", "$A$5")
    binder.name("invrecon_cause_direct_posting_2112", "$A$6").name("invrecon_reconciled", "$A$7")
    binder.captions(20, "Account", "Amount", name="invrecon_items")
    binder.sheet["A21"], binder.sheet["B21"] = "2110", STALE
    done = binder.filled(one_location)
    assert done.column("A", 1)[:7] == ["not compared"] * 6 + ["no"]
    assert (done["A21"].value, done["B21"].value) == ("not compared", None)


def test_account_type_that_shares_an_account_says_so(demo: Run, binder: Binder) -> None:
    done = binder.name("invrecon_gl_total_capacity_variance", "$A$1").filled(demo)
    assert done["A1"].value == "shares an account: see Capacity Variance + Capacity Overhead Variance"


def test_template_without_names_is_refused(demo: Run, binder: Binder) -> None:
    assert "no name in it begins with invrecon_" in problem(demo, binder)


# Tables


def test_table_from_one_cell_on_has_captions_and_rows(demo: Run, binder: Binder) -> None:
    done = binder.name("invrecon_items", "Close!$B$3").filled(demo)
    assert [cell.value for cell in done.book["Close"][3]][1:6] == ["Account", "Name", "Cause", "Cause id", "Amount"]
    assert done.column("F", 4) == [float(amount) for amount in items(demo)]
    assert done["F4"].number_format == ACCOUNTING
    assert done.book.defined_names["invrecon_items"].attr_text == f"'Close'!$B$3:$J${3 + len(items(demo))}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_can_be_asked_for(demo: Run, binder: Binder, table: Any) -> None:
    done = binder.name(f"invrecon_{table.name}", "Close!$A$1").filled(demo)
    captions = [cell.value for cell in done.book["Close"][1]]
    assert captions == [column.caption for column in table.columns]
    assert len(done.column("A", 2)) == len(list(table.rows(demo))) > 0
    assert done.remarks == ()


def test_columns_are_filled_by_caption_in_the_order_of_the_company(demo: Run, binder: Binder) -> None:
    binder.captions(5, "amount", "Half", "ACCOUNT NO.", "Comment", name="invrecon_items")
    binder.sheet["B6"] = "=A6/2"
    binder.sheet["A6"].number_format = "0.000"
    done = binder.filled(demo)
    last = 5 + len(items(demo))
    assert done.column("A", 6) == [float(amount) for amount in items(demo)]
    assert done.column("B", 6) == [f"=A{row}/2" for row in range(6, last + 1)]
    assert done["C6"].value == "2110"
    assert done.column("D", 6) == []
    assert done[f"A{last}"].number_format == "0.000"


def test_formula_below_one_of_our_captions_stays(demo: Run, binder: Binder) -> None:
    binder.captions(1, "Account", "G/L", "Inventory ledger", "Difference", name="invrecon_accounts")
    binder.sheet["D2"] = "=B2-C2"
    assert binder.filled(demo)["D41"].value == "=B41-C41"


def test_excel_table_is_resized_with_its_row_of_totals(demo: Run, binder: Binder) -> None:
    binder.captions(2, "Account", "Amount", "Twice")
    binder.sheet["A3"], binder.sheet["B3"], binder.sheet["C3"] = "old", STALE, "=invrecon_items[[#This Row],[Amount]]*2"
    binder.sheet["A4"], binder.sheet["B4"] = "Total", "=SUBTOTAL(109,invrecon_items[Amount])"
    binder.sheet["B4"].font = Font(bold=True)
    binder.sheet.add_table(Table(displayName="invrecon_items", ref="A2:C4", totalsRowCount=1))
    done = binder.filled(demo)
    last = 2 + len(items(demo))
    table = done.book["Close"].tables["invrecon_items"]
    assert table.ref == f"A2:C{last + 1}"
    assert done.column("B", 3)[:-1] == [float(amount) for amount in items(demo)]
    assert done[f"C{last}"].value == "=invrecon_items[[#This Row],[Amount]]*2"
    assert (done[f"A{last + 1}"].value, done[f"B{last + 1}"].value) == (
        "Total",
        "=SUBTOTAL(109,invrecon_items[Amount])",
    )
    assert done[f"B{last + 1}"].font.b


def test_name_for_a_whole_excel_table_means_the_table(demo: Run, binder: Binder) -> None:
    binder.captions(2, "Account", "Amount").name("invrecon_items", "Table1[#All]")
    binder.sheet.add_table(Table(displayName="Table1", ref="A2:B3"))
    done = binder.filled(demo)
    assert done.book["Close"].tables["Table1"].ref == f"A2:B{2 + len(items(demo))}"
    assert done.book.defined_names["invrecon_items"].attr_text == "Table1[#All]"


def test_table_that_shrinks_leaves_no_row_of_last_month(demo: Run, few: Run, binder: Binder) -> None:
    binder.captions(1, "Account", "Amount", "Half", name="invrecon_items")
    binder.sheet["C2"] = "=B2/2"
    october = binder.filled(demo)
    assert len(october.column("B", 2)) == len(items(demo))
    november = filled(few, october.path.rename(october.path.with_name("october.xlsx")))
    assert november.column("B", 2) == [42]
    assert november.column("C", 2) == ["=B2/2"]
    assert november.book.defined_names["invrecon_items"].attr_text == "'Close'!$A$1:$C$2"


def test_filled_workbook_is_next_months_template(demo: Run, few: Run, binder: Binder) -> None:
    binder.name("invrecon_items", "Close!$A$1").name("invrecon_company", "$L$1")
    november = filled(few, binder.filled(demo).path.rename(binder.path.with_name("october.xlsx")))
    december = filled(demo, november.path.rename(binder.path.with_name("november.xlsx")))
    assert december.column("E", 2) == [float(amount) for amount in items(demo)]
    assert december["L1"].value == "Cronus Cycles"


def test_cells_of_an_own_column_without_a_formula_are_cleared_and_told(few: Run, binder: Binder) -> None:
    binder.captions(1, "Account", "Amount", "Comment", name="invrecon_items")
    binder.sheet["A2"], binder.sheet["C2"], binder.sheet["A3"], binder.sheet["C3"] = "2110", "called Bob", "2120", "ok"
    done = binder.filled(few)
    assert done.column("C", 1) == ["Comment"]
    assert 'invrecon_items: 2 cells of your column "Comment" cleared: the rows are new' in done.remarks


def test_caption_that_is_nearly_right_is_told(few: Run, binder: Binder) -> None:
    done = binder.captions(1, "Account", "Amuont", name="invrecon_items").filled(few)
    assert 'invrecon_items: the caption "Amuont" is not known; did you mean "Amount"?' in done.remarks


def test_table_without_known_captions_is_refused(few: Run, binder: Binder) -> None:
    assert "none of its captions is known" in problem(few, binder.captions(1, "Foo", "Bar", name="invrecon_items"))


def test_table_without_room_is_refused_and_nothing_is_written(demo: Run, binder: Binder) -> None:
    binder.captions(1, "Account", "Amount", name="invrecon_items")
    binder.sheet["B8"] = "=SUM(B2:B6)"
    said = problem(demo, binder)
    assert f"it needs {len(items(demo))} rows below row 1, and 6 are free: B8 is not blank" in said


def test_total_directly_below_is_not_taken_for_a_row(demo: Run, binder: Binder) -> None:
    binder.captions(1, "Account", "Amount", name="invrecon_items")
    binder.sheet["A2"], binder.sheet["B2"], binder.sheet["B3"] = "2110", STALE, "=SUM(B2:B2)"
    assert "1 are free: B3 is not blank" in problem(demo, binder)


def test_tables_do_not_run_into_each_other(demo: Run, binder: Binder) -> None:
    binder.name("invrecon_items", "Close!$A$1").name("invrecon_findings", "Close!$A$20")
    assert "invrecon_findings stands in A20" in problem(demo, binder)


def test_all_tables_without_room_are_told_at_once(demo: Run, binder: Binder) -> None:
    other = binder.book.create_sheet("Other")
    binder.sheet["A4"] = other["A5"] = "in the way"
    binder.name("invrecon_items", "Close!$A$1").name("invrecon_accounts", "Other!$A$1")
    said = problem(demo, binder)
    assert "A4 is not blank" in said
    assert "A5 is not blank" in said


def test_content_beside_and_below_a_table_stays(few: Run, binder: Binder) -> None:
    binder.captions(3, "Account", "Amount", name="invrecon_items")
    binder.sheet["D4"], binder.sheet["A8"] = "beside", "Prepared by Anna"
    done = binder.filled(few)
    assert (done["B4"].value, done["D4"].value, done["A8"].value) == (42, "beside", "Prepared by Anna")


def test_table_without_rows_says_none(few: Run, binder: Binder) -> None:
    binder.captions(1, "Status", "Account", "G/L", "Twice", name="invrecon_findings")
    binder.captions(1, "Severity", "Message", "Length", name="invrecon_findings")
    binder.sheet["A2"], binder.sheet["B2"], binder.sheet["C2"] = "Error", "of last month", "=LEN(B2)"
    assert not few.reconciliation.findings
    done = binder.filled(few)
    assert (done["A2"].value, done["B2"].value, done["C2"].value) == ("none", None, "=LEN(B2)")


def test_excel_table_without_rows_keeps_one_for_next_month(few: Run, binder: Binder) -> None:
    binder.captions(1, "Severity", "Message", "Length")
    for row in (2, 3, 4):
        binder.sheet.cell(row, 2, "of last month")
        binder.sheet.cell(row, 3, f"=LEN(B{row})")
    binder.sheet.add_table(Table(displayName="invrecon_findings", ref="A1:C4"))
    done = binder.filled(few)
    assert done.book["Close"].tables["invrecon_findings"].ref == "A1:C2"
    assert (done.column("A", 2), done.column("B", 2), done.column("C", 2)) == (["none"], [], ["=LEN(B2)"])


def test_formats_lists_and_print_area_grow_with_the_table(demo: Run, binder: Binder) -> None:
    binder.captions(1, "Account", "Amount", "Status", name="invrecon_items")
    binder.sheet["C2"] = None
    red = CellIsRule(operator="lessThan", formula=["0"], fill=PatternFill(bgColor="FFFFAAAA"))
    binder.sheet.conditional_formatting.add("B2:B2", red)
    choice = DataValidation(type="list", formula1='"open,done"')
    choice.add("C2:C2")
    binder.sheet.add_data_validation(choice)
    binder.sheet.print_area = "A1:F20"
    binder.sheet.auto_filter.ref = "A1:C2"
    done = binder.filled(demo)
    sheet, last = done.book["Close"], 1 + len(items(demo))
    assert [str(each.sqref) for each in sheet.conditional_formatting] == [f"B2:B{last}"]
    assert [str(each.sqref) for each in sheet.data_validations.dataValidation] == [f"C2:C{last}"]
    assert sheet.print_area == f"'Close'!$A$1:$F${last}"
    assert sheet.auto_filter.ref == f"A1:C{last}"


def test_rows_that_a_filter_has_hidden_are_shown(few: Run, binder: Binder) -> None:
    binder.captions(1, "Account", "Amount", name="invrecon_items")
    binder.sheet["A2"] = "2110"
    binder.sheet.row_dimensions[2].hidden = True
    binder.sheet.auto_filter.ref = "A1:B2"
    binder.sheet.auto_filter.add_filter_column(0, ["2120"])
    done = binder.filled(few)
    assert not done.book["Close"].row_dimensions[2].hidden
    assert not done.book["Close"].auto_filter.filterColumn
    assert "invrecon_items: rows that were hidden are shown" in done.remarks


def test_references_that_miss_rows_are_told(demo: Run, binder: Binder) -> None:
    summary = binder.book.create_sheet("Summary")
    binder.captions(1, "Account", "Amount", name="invrecon_items")
    binder.sheet["A2"] = binder.sheet["A3"] = "2110"
    summary["A1"], summary["A2"], summary["A3"] = "=SUM(Close!B2:B3)", "=SUM(Close!B2:B99)", '=LEN("Close!B2:B3")'
    chart = BarChart()
    chart.add_data(Reference(binder.sheet, min_col=2, min_row=2, max_row=3))
    summary.add_chart(chart, "C3")
    said = [remark for remark in binder.filled(demo).remarks if "misses rows" in remark]
    assert [remark.split(" refers")[0] for remark in said] == ["Summary!A1", "a chart on the sheet Summary"]


# How values are written


def test_text_of_exports_is_never_a_formula(few: Run, binder: Binder) -> None:
    done = binder.name("invrecon_company", "$L$1").name("invrecon_entries", "Close!$A$3").filled(few)
    described = done.column("J", 4)
    assert "=cmd|'/c calc'!A0" in described
    assert "+1 pallet" in described
    assert done["L1"].value == "-Smith & Söhne"
    texts = [cell for row in done.book["Close"].iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in texts} == {"s"}
    signs = [cell for cell in texts if cell.value.startswith(("=", "+", "-", "@"))]
    assert signs
    assert all(cell.quotePrefix for cell in signs)


def test_control_signs_and_escapes_of_excel_are_harmless(books: Books, binder: Binder) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    books.toml.append('company = "A\\u0007B\\u0000C _x0041_ <&> \\uffff"')
    with reconciled(read_settings(books.write(), as_of=dt.date(2026, 10, 31)), lambda _: None) as run:
        done = binder.name("invrecon_company", "$A$1").filled(run)
    assert done["A1"].value == "A B C _x005F_x0041_ <&>  "


def test_amount_of_more_digits_than_excel_keeps_is_text(books: Books, binder: Binder) -> None:
    books.value_entry("Purchase / Direct Cost", actual="12345678901234.56").gl("Inventory", "90071992547409.93")
    with reconciled(read_settings(books.write(), as_of=dt.date(2026, 10, 31)), lambda _: None) as run:
        binder.name("invrecon_subledger_2110", "$A$1").name("invrecon_gl_2110", "$A$2")
        done = binder.name("invrecon_difference_2110", "$A$3").filled(run)
    assert (done["A1"].value, done["A2"].value) == ("12345678901234.56", "90071992547409.93")
    assert ">77726313646175.37<" not in done.part("xl/worksheets/sheet1.xml") or done["A3"].data_type == "s"
    assert [remark for remark in done.remarks if "Close!A1 12345678901234.56" in remark]


def test_amounts_are_written_digit_by_digit(books: Books, binder: Binder) -> None:
    books.value_entry("Purchase / Direct Cost", actual="9007199254740.99").gl("Inventory", "0.1")
    with reconciled(read_settings(books.write(), as_of=dt.date(2026, 10, 31)), lambda _: None) as run:
        done = binder.name("invrecon_subledger_2110", "$A$1").name("invrecon_gl_2110", "$A$2").filled(run)
    sheet = done.part("xl/worksheets/sheet1.xml")
    assert ">9007199254740.99<" in sheet
    assert ">0.1<" in sheet


# Everything else


def full_template(path: Path) -> Path:
    """A close workbook with whatever companies put into theirs, as Excel would write it."""
    book = xlsxwriter.Workbook(path)
    close, data, hidden = book.add_worksheet("Close"), book.add_worksheet("Items"), book.add_worksheet("Rates")
    hidden.very_hidden()
    hidden.write("A1", 1.25)
    bold = book.add_format({"bold": True, "font_size": 20, "bg_color": "#FFF2CC"})
    money = book.add_format({"num_format": "#,##0.00 [$EUR]"})
    close.merge_range("A1:F1", "Inventory close", bold)
    close.write_rich_string("A2", "Prepared by ", bold, "Anna")
    close.write("A4", "Difference 2110")
    close.write("B4", STALE, money)
    close.write_formula("C4", "=ROUND(B4*Rates!A1,2)", money, STALE)
    close.write_formula("C5", "=SUM(INDEX(invrecon_items,0,2))", money, STALE)
    close.write_formula("C6", '=IF(B4=0,"tied out","open")', None, "tied out")
    close.write_comment("B4", "checked against the trial balance", {"author": "Ben"})
    close.conditional_format("B4", {"type": "cell", "criteria": "!=", "value": 0, "format": bold})
    close.conditional_format("C4:C5", {"type": "data_bar", "data_bar_2010": True})
    close.data_validation("D4", {"validate": "list", "source": ["open", "done"]})
    close.insert_textbox("H2", "Do not send before the 5th")
    close.insert_image("H12", "logo.png", {"image_data": io.BytesIO(PIXEL)})
    close.add_sparkline("E4", {"range": "Items!B2:B9"})
    close.set_landscape()
    close.set_paper(9)
    close.set_header('&L&"Arial,Bold"Close&R&D')
    close.repeat_rows(0)
    close.freeze_panes(3, 1)
    close.set_column("B:C", 22)
    close.protect("secret")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"name": "Difference", "values": "=Close!$B$4:$C$4", "values_data": [STALE, STALE]})
    close.insert_chart("H22", chart)
    data.write_row("A1", ["Account", "Amount", "Share"])
    data.write_row("A2", ["2110", STALE])
    data.write_formula("C2", "=B2/SUM(B:B)", None, STALE)
    book.define_name("invrecon_difference_2110", "=Close!$B$4")
    book.define_name("invrecon_items", "=Items!$A$1:$C$1")
    book.define_name("VAT", "=0.19")
    book.set_properties({"title": "Close", "author": "Anna", "keywords": "month end"})
    book.set_custom_property("Checked by", "Ben")
    book.close()
    return path


def test_what_openpyxl_keeps_stays(demo: Run, tmp_path: Path) -> None:
    template = full_template(tmp_path / "close.xlsx")
    before, after = Filled(template, ()), filled(demo, template)
    old, new = before.book["Close"], after.book["Close"]
    for cell in (cell for row in old.iter_rows() for cell in row if cell.coordinate != "B4"):
        assert looks(new[cell.coordinate]) == looks(cell)
    assert (new["B4"].value, new["B4"].number_format) == (477.59, "#,##0.00 [$EUR]")
    assert new["B4"].comment.text == "checked against the trial balance"
    assert [str(each) for each in new.merged_cells.ranges] == ["A1:F1"]
    assert [str(each.sqref) for each in new.conditional_formatting] == ["B4", "C4:C5"]
    assert [each.formula1 for each in new.data_validations.dataValidation] == ['"open,done"']
    assert (new.page_setup.orientation, new.page_setup.paperSize, new.print_title_rows) == ("landscape", 9, "$1:$1")
    assert new.oddHeader.left.text == "Close"
    assert (new.freeze_panes, new.column_dimensions["B"].width) == ("B4", old.column_dimensions["B"].width)
    assert new.protection.sheet
    assert new.protection.password == old.protection.password
    assert (len(new._images), len(new._charts)) == (1, 1)
    assert '<rFont val="Calibri" />' in after.part("xl/worksheets/sheet1.xml")  # of the text in two formats
    assert after.book["Rates"].sheet_state == "veryHidden"
    assert after.book.defined_names["VAT"].attr_text == "0.19"
    properties = after.book.properties
    assert (properties.title, properties.creator, properties.keywords) == ("Close", "Anna", "month end invrecon")
    assert after.book.custom_doc_props["Checked by"].value == "Ben"


def looks(cell: Any) -> Sequence[object]:
    """What a cell holds, and how it looks."""
    return cell.value, cell.number_format, repr(cell.font), repr(cell.fill), repr(cell.border), repr(cell.alignment)


def test_what_cannot_be_kept_is_told_with_its_sheet(demo: Run, tmp_path: Path) -> None:
    done = filled(demo, full_template(tmp_path / "close.xlsx"))
    assert done.remarks == (
        "text boxes and shapes on the sheet Close cannot be kept; the template still has them",
        "sparklines on the sheet Close cannot be kept; the template still has them",
        "data bars, icons and other conditional formats of Excel 2010 and later on the sheet Close cannot be kept; "
        "the template still has them",
    )


def test_template_of_which_all_is_kept_has_no_remark(demo: Run, binder: Binder) -> None:
    assert binder.name("invrecon_company", "$A$1").filled(demo).remarks == ()


LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OTHER_PARTS = {
    "settings of the printer itself": ("xl/worksheets", "sheet1.xml", "printerSettings"),
    "discussions": ("xl/worksheets", "sheet1.xml", "threadedComment"),
    "slicers": ("xl/worksheets", "sheet1.xml", "slicer"),
    "data of other programs (custom XML)": ("xl", "workbook.xml", "customXml"),
    "connections to data": ("xl", "workbook.xml", "connections"),
    "a ribbon of its own": ("", "", "ui/extensibility"),
    "the digital signature": ("", "", "digital-signature/origin"),
}


@pytest.mark.parametrize("words", OTHER_PARTS)
def test_parts_of_other_kinds_are_told(few: Run, tmp_path: Path, words: str) -> None:
    template = full_template(tmp_path / "close.xlsx")
    folder, name, kind = OTHER_PARTS[words]
    links = f"{folder}/_rels/{name}.rels".lstrip("/")
    added = f'<Relationship Id="rIdX" Type="{LINKED}/{kind}" Target="/other/part1.bin"/></Relationships>'
    edit(template, links, "</Relationships>", added)
    with zipfile.ZipFile(template, "a") as package:
        package.writestr("other/part1.bin", "something")
    on = " on the sheet Close" if "sheet" in name else ""
    assert f"{words}{on} cannot be kept; the template still has them" in filled(few, template).remarks


def test_pictures_that_cannot_be_kept_are_told(few: Run, tmp_path: Path) -> None:
    template = tmp_path / "close.xlsx"
    book = xlsxwriter.Workbook(template)
    sheet, other = book.add_worksheet("Close"), book.add_worksheet("Form")
    sheet.set_background(io.BytesIO(PIXEL))
    sheet.set_header("&L&G", {"image_left": "logo.png", "image_data_left": io.BytesIO(PIXEL)})
    other.insert_image("A1", "logo.png", {"image_data": io.BytesIO(PIXEL)})
    book.define_name("invrecon_company", "=Close!$A$1")
    book.close()
    edit(template, "xl/media/image3.png", PIXEL.decode("latin-1"), "no picture", encoding="latin-1")
    said = filled(few, template).remarks
    assert [remark.partition(" cannot")[0] for remark in said] == [
        "pictures on the sheet Form",
        "pictures in headers and footers on the sheet Close",
        "background pictures on the sheet Close",
    ]


# Charts: openpyxl reads them and writes them anew


def charted(path: Path) -> Path:
    """A template with a usual chart, and with one that has what is rarer."""
    book = xlsxwriter.Workbook(path)
    close = book.add_worksheet("Close")
    close.write_column("A1", [STALE, 2, 3])
    usual, rare = book.add_chart({"type": "column"}), book.add_chart({"type": "line"})
    for chart in (usual, rare):
        chart.add_series({"name": "Gap", "values": "=Close!$A$1:$A$3", "fill": {"color": "#CC0000"}})
        chart.set_title({"name": "Difference by day"})
    usual.set_y_axis({"name": "USD", "num_format": "#,##0", "min": 0, "max": 900})
    usual.set_legend({"position": "bottom"})
    rare.set_table()
    rare.set_chartarea({"fill": {"color": "#FF0000", "transparency": 50}})
    close.insert_chart("C1", usual, {"x_scale": 2})
    close.insert_chart("C30", rare)
    book.define_name("invrecon_difference_2110", "=Close!$A$1")
    book.close()
    return path


def test_usual_chart_is_kept_and_the_rest_is_told(demo: Run, tmp_path: Path) -> None:
    template = charted(tmp_path / "close.xlsx")
    done = filled(demo, template)
    assert [remark.partition(" cannot")[0] for remark in done.remarks] == [
        "tables of data below charts on the sheet Close",
        "colours in charts on the sheet Close",
    ]
    (old, _), (new, rare) = (Filled(path, ()).book["Close"]._charts for path in (template, done.path))
    assert (type(new).__name__, type(rare).__name__) == ("BarChart", "LineChart")
    assert new.series[0].val.numRef.f == "Close!$A$1:$A$3"
    assert new.series[0].spPr.solidFill.srgbClr == "CC0000"
    assert [chart.title.tx.rich.p[0].r[0].t for chart in (new, rare)] == ["Difference by day"] * 2
    axis = new.y_axis
    assert axis.title.tx.rich.p[0].r[0].t == "USD"
    assert (axis.numFmt.formatCode, axis.scaling.min, axis.scaling.max) == ("#,##0", 0, 900)
    assert new.legend.position == "b"
    assert new.anchor.to.col == old.anchor.to.col
    chart = done.part("xl/charts/chart1.xml")
    assert '<roundedCorners val="0" />' in chart
    assert "Cache>" not in chart


@needs_libreoffice
def test_chart_of_libreoffice_is_kept(demo: Run, tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    template = converted(charted(tmp_path / "made" / "close.xlsx"), "xlsx", tmp_path)
    done = filled(demo, template)
    usual, rare = done.book["Close"]._charts
    assert [type(chart).__name__ for chart in (usual, rare)] == ["BarChart", "LineChart"]
    assert usual.series[0].val.numRef.f == "Close!$A$1:$A$3"
    assert usual.title.tx.rich.p[0].r[0].t == "Difference by day"
    assert done["A1"].value == 477.59


def test_no_result_of_last_month_is_kept(demo: Run, tmp_path: Path) -> None:
    done = filled(demo, full_template(tmp_path / "close.xlsx"))
    with zipfile.ZipFile(done.path) as package:
        parts = {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}
    assert [name for name, text in parts.items() if "987654" in text or ">tied out<" in text] == []
    assert re.search(r'<calcPr [^>]*fullCalcOnLoad="1"', parts["xl/workbook.xml"])


def test_pivot_tables_are_kept_refreshed_and_told(few: Run, tmp_path: Path) -> None:
    done = filled(few, with_pivot_table(full_template(tmp_path / "close.xlsx")))
    assert any("pivot tables are refreshed" in remark for remark in done.remarks)
    assert not any("pivot tables cannot" in remark for remark in done.remarks)
    assert 'refreshOnLoad="1"' in done.part("xl/pivotCache/pivotCacheDefinition1.xml")
    (pivot,) = done.book["Items"]._pivots
    assert pivot.name == "ByAccount"


def with_pivot_table(template: Path) -> Path:
    """The same workbook with a pivot table on the sheet Items."""
    head = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    link = '<Relationship Id="rIdP" Type="%s" Target="%s"/>'
    links = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
    pivot, cache = "xl/pivotTables/pivotTable1.xml", "xl/pivotCache/pivotCacheDefinition1.xml"
    to_pivot, to_cache, to_records = (
        link % (f"{LINKED}/{kind}", target)
        for kind, target in (
            ("pivotTable", f"/{pivot}"),
            ("pivotCacheDefinition", f"/{cache}"),
            ("pivotCacheRecords", "/xl/pivotCache/pivotCacheRecords1.xml"),
        )
    )
    parts = {
        pivot: f'<pivotTableDefinition {head} name="ByAccount" cacheId="1" dataCaption="Values">'
        '<location ref="F1:G3" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/></pivotTableDefinition>',
        "xl/pivotTables/_rels/pivotTable1.xml.rels": links % to_cache,
        cache: f'<pivotCacheDefinition {head} xmlns:r="{LINKED}" r:id="rIdP"><cacheSource type="worksheet">'
        '<worksheetSource ref="A1:B2" sheet="Items"/></cacheSource><cacheFields/></pivotCacheDefinition>',
        "xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels": links % to_records,
        "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords {head} count="0"/>',
        "xl/worksheets/_rels/sheet2.xml.rels": links % to_pivot,
    }
    with zipfile.ZipFile(template, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    edit(template, "xl/_rels/workbook.xml.rels", "</Relationships>", f"{to_cache}</Relationships>")
    edit(template, "xl/workbook.xml", "</workbook>",
         '<pivotCaches><pivotCache cacheId="1" r:id="rIdP"/></pivotCaches></workbook>')  # fmt: skip
    return template


def test_shared_formulas_do_not_go_with_a_cell_that_is_filled(few: Run, tmp_path: Path) -> None:
    """Excel writes a formula that was pulled down once; the other cells refer to the first."""
    template = tmp_path / "close.xlsx"
    book = xlsxwriter.Workbook(template)
    sheet = book.add_worksheet("Close")
    sheet.write_row("A1", ["Account", "Amount", "Twice"])
    sheet.write_row("A2", ["2110", 1])
    sheet.write_row("A3", ["2120", 2])
    sheet.write_formula("C2", "=B2*2")
    sheet.write_formula("C3", "=B3*2")
    sheet.write_formula("C9", "=B9*2")
    book.define_name("invrecon_items", "=Close!$A$1:$C$3")
    book.close()
    edit(template, "xl/worksheets/sheet1.xml", "<f>B2*2</f>", '<f t="shared" ref="C2:C9" si="0">B2*2</f>')
    edit(template, "xl/worksheets/sheet1.xml", "<f>B3*2</f>", '<f t="shared" si="0"/>')
    edit(template, "xl/worksheets/sheet1.xml", "<f>B9*2</f>", '<f t="shared" si="0"/>')
    done = filled(few, template)
    assert (done["C2"].value, done["C3"].value, done["C9"].value) == ("=B2*2", None, "=B9*2")
    assert "shared" not in done.part("xl/worksheets/sheet1.xml")


def test_template_of_a_program_that_writes_prefixes(few: Run, tmp_path: Path) -> None:
    template = full_template(tmp_path / "close.xlsx")
    for part in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/styles.xml", "xl/workbook.xml"):
        with zipfile.ZipFile(template) as package:
            text = package.read(part).decode()
        main = re.sub(r"<(/?)([A-Za-z]\w*)(?=[\s/>])", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=")
        edit(template, part, text, main)
    done = filled(few, template)
    assert done["Close!B4"].value == 42
    assert done["Items!B2"].value == 42


def edit(path: Path, part: str, old: str, new: str, encoding: str = "utf-8") -> None:
    """Change a part of a workbook."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert old.encode(encoding) in parts[part]
    parts[part] = parts[part].replace(old.encode(encoding), new.encode(encoding))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)


@needs_libreoffice
def test_libreoffice_calculates_the_formulas_of_the_company_from_our_values(demo: Run, tmp_path: Path) -> None:
    template = full_template(tmp_path / "close.xlsx")
    done = filled(demo, template)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(converted(done.path, "xlsx", tmp_path), data_only=True)
    assert book["Close"]["C4"].value == pytest.approx(596.99)
    assert book["Close"]["C5"].value == pytest.approx(float(sum(items(demo))))
    assert book["Close"]["C6"].value == "open"
    shares = [row[2].value for row in book["Items"].iter_rows(min_row=2)]
    assert sum(shares) == pytest.approx(1)


def test_same_inputs_give_the_same_bytes(demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")
    template = full_template(tmp_path / "close.xlsx")
    first = filled(demo, template).path.read_bytes()
    assert filled(demo, template).path.read_bytes() == first
    assert "2026-11-01T" in Filled(filled(demo, template).path, ()).part("docProps/core.xml")


@pytest.mark.parametrize("epoch", ["0", "7258118400", "253402300799", "9" * 30, "-1", "yesterday"])
def test_a_time_that_no_file_can_have_does_no_harm(
    demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert filled(demo, full_template(tmp_path / "close.xlsx")).path.stat().st_size


def test_what_openpyxl_cannot_write_is_told_and_a_mistake_of_ours_is_not_taken_for_it(
    demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise KeyError("rId7")

    template = full_template(tmp_path / "close.xlsx")
    monkeypatch.setattr("openpyxl.writer.excel.ExcelWriter.save", fails)
    with pytest.raises(InputError, match="openpyxl cannot write the workbook"):
        filled(demo, template)
    monkeypatch.setattr("invrecon.reports.template.saving.made_on", fails)
    with pytest.raises(KeyError):
        filled(demo, template)


# The command


def test_command_fills_and_tells(binder: Binder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    binder.name("invrecon_result", "$A$1").name("invrecon_gl_211", "$A$2")
    binder.book.save(binder.path)
    before = binder.path.read_bytes()
    said = call(capsys, "reconcile", DEMO, "--template", binder.path, "-o", tmp_path / "october.xlsx")
    assert said.status == 1
    assert "close.xlsx: invrecon_gl_211 (Close!A2) is not known" in " ".join(said.err.split())
    assert Filled(tmp_path / "october.xlsx", ())["A1"].value.startswith("Not reconciled")
    assert binder.path.read_bytes() == before


def test_other_reports_are_written_beside_it(
    binder: Binder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    binder.name("invrecon_company", "$A$1").book.save(binder.path)
    outputs = ["-o", tmp_path / "a.xlsx", "-o", tmp_path / "a.json"]
    assert call(capsys, "reconcile", DEMO, "-q", "--template", binder.path, *outputs).status == 1
    assert (tmp_path / "a.json").read_text(encoding="utf-8").startswith("{")


@pytest.mark.parametrize("output", [[], ["-o", "a.json"], ["--format", "json"]])
def test_template_needs_a_workbook_to_go_to(
    binder: Binder, output: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    binder.book.save(binder.path)
    said = call(capsys, "reconcile", DEMO, "--template", binder.path, *output)
    assert said.status == 2
    assert "-o FILE.xlsx" in said.err


def test_template_is_never_overwritten(binder: Binder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    binder.name("invrecon_company", "$A$1").book.save(binder.path)
    (tmp_path / "link.xlsx").symlink_to(binder.path)
    before = binder.path.read_bytes()
    for output in (binder.path, tmp_path / "." / "close.xlsx", tmp_path / "link.xlsx"):
        said = call(capsys, "reconcile", DEMO, "--template", binder.path, "-o", output)
        assert said.status == 2
        assert "this is the template" in said.err
    assert binder.path.read_bytes() == before


def test_macros_need_a_file_that_may_have_them(demo: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    template = with_macros(full_template(tmp_path / "close.xlsx"))
    said = call(capsys, "reconcile", DEMO, "--template", template, "-o", tmp_path / "october.xlsx")
    assert said.status == 2
    assert "october.xlsm" in said.err
    assert not (tmp_path / "october.xlsx").exists()
    assert call(capsys, "reconcile", DEMO, "--template", template, "-o", tmp_path / "october.xlsm").status == 1
    with zipfile.ZipFile(tmp_path / "october.xlsm") as package:
        assert package.read("xl/vbaProject.bin") == b"macros"
        assert b"ms-excel.sheet.macroEnabled.main+xml" in package.read("[Content_Types].xml")


def test_macro_file_without_macros_is_refused(
    binder: Binder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    binder.name("invrecon_company", "$A$1").book.save(binder.path)
    said = call(capsys, "reconcile", DEMO, "--template", binder.path, "-o", tmp_path / "october.xlsm")
    assert said.status == 2
    assert "october.xlsx" in said.err


def with_macros(template: Path) -> Path:
    """The same workbook with a macro project."""
    path = template.with_suffix(".xlsm")
    shutil.copy(template, path)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macros")
    edit(path, "[Content_Types].xml", WORKBOOK, "application/vnd.ms-excel.template.macroEnabled.main+xml")
    return path


def test_broken_templates_are_refused_and_nothing_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = full_template(tmp_path / "whole.xlsx").read_bytes()
    broken = {
        "text.xlsx": (b"Account;Amount\n2110;1\n", "no workbook"),
        "empty.xlsx": (b"", "no workbook"),
        "old.xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password, or one of Excel 97-2003"),
        "half.xlsx": (whole[: len(whole) // 2], "damaged"),
    }
    for name, (content, why) in broken.items():
        (tmp_path / name).write_bytes(content)
        said = call(capsys, "reconcile", DEMO, "--template", tmp_path / name, "-o", tmp_path / "out.xlsx")
        assert (said.status, said.out) == (2, "")
        assert why in said.err
    said = call(capsys, "reconcile", DEMO, "--template", tmp_path / "none.xlsx", "-o", tmp_path / "out.xlsx")
    assert said.status == 2
    assert "cannot be read" in said.err
    assert not (tmp_path / "out.xlsx").exists()


def test_damaged_and_hostile_parts_are_refused(demo: Run, tmp_path: Path) -> None:
    sheet = "xl/worksheets/sheet1.xml"
    spoiled = {
        "cut": ("</worksheet>", ""),
        "entities": ("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'),
        "cell": ('r="A4"', 'r="4A"'),
        "row": ('<row r="4"', '<row r="four"'),
    }
    for old, new in spoiled.values():
        template = full_template(tmp_path / "close.xlsx")
        edit(template, sheet, old, new)
        with pytest.raises(InputError):
            fill(demo, template, tmp_path / "out.xlsx")
    bomb = full_template(tmp_path / "bomb.xlsx")
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/image9.png", bytes(300 << 20))
    with pytest.raises(InputError):
        fill(demo, bomb, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()


def test_far_off_cells_and_merged_cells_of_any_size_are_harmless(few: Run, binder: Binder) -> None:
    binder.sheet["XFD1048576"] = "far"
    assert binder.name("invrecon_company", "$A$1").filled(few)["A1"].value == "-Smith & Söhne"
    edit(binder.path, "xl/worksheets/sheet1.xml", "<pageMargins",
         '<mergeCells count="1"><mergeCell ref="B2:XFD1048575"/></mergeCells><pageMargins')  # fmt: skip
    with pytest.raises(InputError, match="merged cells or links span more cells than any table"):
        fill(few, binder.path, binder.path.with_name("out.xlsx"))


def test_template_among_the_exports_is_no_export(books: Books, binder: Binder) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    folder = books.write()
    (folder / "invrecon.toml").unlink()
    binder.path = folder / "close.xlsx"
    binder.captions(1, "Account", "Name", "Inventory ledger", "G/L", name="invrecon_accounts").book.save(binder.path)
    for _ in range(2):  # the second time, the filled workbook lies there too: a report of ours, and no template
        with reconciled(read_settings(folder, as_of=dt.date(2026, 10, 31)), lambda _: None) as run:
            (finding,) = run.reconciliation.findings
            assert finding.message == "close.xlsx was not used: it is a template for --template."
            assert finding.severity == "info"
            binder.filled(run)


# The page


def test_page_lists_every_name() -> None:
    page = ROOT / "docs" / "template.md"
    block = re.compile(r"(<!-- names -->\n)(.*?)(<!-- end of names -->)", re.DOTALL)
    if "UPDATE_GOLDEN" in os.environ:
        text = block.sub(lambda match: match[1] + reference() + match[3], page.read_text(encoding="utf-8"))
        page.write_text(text, encoding="utf-8")
    shown = block.search(page.read_text(encoding="utf-8"))
    assert shown
    assert shown[2] == reference()


def test_names_on_the_page_are_known(demo: Run) -> None:
    page = (ROOT / "docs" / "template.md").read_text(encoding="utf-8")
    tables = {table.name for table in TABLES}
    known = {*known_values(demo.reconciliation), *tables}
    named = {name.removeprefix("invrecon_") for name in re.findall(r"invrecon_[a-z0-9_]*[a-z0-9]", page)}
    assert named - known == {"gl_8400_000"}
    assert not tables & known_values(demo.reconciliation).keys()
