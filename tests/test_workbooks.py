"""Workbooks of every kind: the same entries, the same refusals, and remarks on what the program hides."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

import invrecon
from invrecon.engine import Embedded
from invrecon.errors import InputError
from invrecon.pipeline import read_ledger
from invrecon.settings import read_settings
from tests.binary_workbook import ERROR, HIDDEN, VERY_HIDDEN, Formula, write_xlsb
from tests.bookkeeping import Books
from tests.test_reading import CAPTIONS, actual, column, entry, read, rezipped, table, workbook, write
from tests.test_refusals import places, problem

FILES = Path(__file__).parent / "files"
DAY = dt.date(2026, 10, 15)
KINDS = ["xlsx", "xlsb", "xls", "ods"]


def remarks(folder: Path) -> list[str]:
    """What the readers remarked on the files of a folder."""
    with Embedded() as engine:
        ledger = read_ledger(engine, read_settings(folder))[0]
        return [remark for file in ledger.inputs for remark in file.remarks]


def hide(path: Path, *rows: int, by_filter: bool = True) -> None:
    """Hide rows of the first sheet of an .xlsx workbook."""
    book = openpyxl.load_workbook(path)
    for row in rows:
        book.active.row_dimensions[row].hidden = True
    if by_filter:
        book.active.auto_filter.ref = book.active.dimensions
    book.save(path)


def place(folder: Path, kind: str, name: str = "entries") -> Path:
    """The workbook that LibreOffice wrote, in a folder of its own."""
    shutil.copy(FILES / f"{name}.{kind}", folder / f"value-entries.{kind}")
    return folder


# The same entries in every kind


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_what_libreoffice_writes(tmp_path: Path, kind: str) -> None:
    place(tmp_path, kind)
    assert actual(tmp_path) == ["1.5", "2", "0.5", "1234.56", "1234.5"]
    assert column(tmp_path, "posting_date") == [DAY] * 5
    assert column(tmp_path, "item_no") == ["000123", "123", "1000", "1000", "1000"]
    assert column(tmp_path, "location_code") == ["", "", "EAST", "Yes" if kind == "xls" else "1", "12:30:00"]
    with Embedded() as engine:
        (file,) = read_ledger(engine, read_settings(tmp_path))[0].inputs
    assert file.form == {"xls": "Excel 97-2003 workbook", "ods": "OpenDocument spreadsheet"}[kind]
    assert file.sheet == "Value Entries"


def test_an_xlsb_workbook(tmp_path: Path) -> None:
    rows = [CAPTIONS, entry(1, 1.5, date=DAY, item="000123"), entry(2, Formula(2.0), location=Formula("EAST")),
            entry(3, -7, location=True)]  # fmt: skip
    write_xlsb(tmp_path / "v.xlsb", {"Notes": [["Exported by ANNA"]], "S": rows})
    assert actual(tmp_path) == ["1.5", "2", "-7"]
    assert column(tmp_path, "posting_date") == [DAY] * 3
    assert column(tmp_path, "item_no") == ["000123", "1000", "1000"]
    assert column(tmp_path, "location_code") == ["", "EAST", "Yes"]


def test_whole_books_in_workbooks_of_other_kinds(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    folder = books.write()
    (folder / "invrecon.toml").unlink()
    lines = (folder / "gl-entries.csv").read_text(encoding="utf-8").splitlines()
    write_xlsb(folder / "gl-entries.xlsb", {"S": [line.split(",") for line in lines]})
    (folder / "gl-entries.csv").unlink()
    assert invrecon.reconcile(folder, as_of="2026-10-31").reconciled


def test_amounts_far_down_are_read_as_those_at_the_top(tmp_path: Path) -> None:
    """Where the numbers of a column seldom repeat, they are put into text another way."""
    unusual = (0.1 + 0.2, -0.0, 0.00001, 1234567.0, -12345678901.12, 4.35, -100.0)
    usual = [round(-150 + number * 1.37, 2) for number in range(300)]
    numbers = (*unusual, *usual, *unusual, *usual)
    workbook(tmp_path, {"S": [CAPTIONS, *(entry(number, amount) for number, amount in enumerate(numbers, start=1))]})
    amounts = actual(tmp_path)
    half = len(numbers) // 2
    assert amounts[:half] == amounts[half:]
    assert amounts[: len(unusual)] == ["0.3", "0", "0.00001", "1234567", "-12345678901.12", "4.35", "-100"]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
@pytest.mark.parametrize("kind", KINDS)
def test_hidden_sheets_are_read(tmp_path: Path, kind: str, state: str) -> None:
    if kind == "xlsb":
        states = {"S": HIDDEN if state == "hidden" else VERY_HIDDEN}
        write_xlsb(tmp_path / "v.xlsb", {"Notes": [["x"]], "S": [CAPTIONS, entry(1, 1.5)]}, states=states)
    elif kind == "xlsx":
        workbook(tmp_path, {"Notes": [["x"]], "S": [CAPTIONS, entry(1, 1.5)]})
        book = openpyxl.load_workbook(tmp_path / "value-entries.xlsx")
        book["S"].sheet_state = state
        book.save(tmp_path / "value-entries.xlsx")
    else:
        place(tmp_path, kind)  # LibreOffice knows one way of hiding
        if kind == "xls" and state == "veryHidden":
            whole = (tmp_path / "value-entries.xls").read_bytes()
            assert whole.count(b"\x01\x00\x0d\x00Value Entries") == 1
            very = whole.replace(b"\x01\x00\x0d\x00Value Entries", b"\x02\x00\x0d\x00Value Entries")
            write(tmp_path, very, "value-entries.xls")
    assert actual(tmp_path)[0] == "1.5"


def test_sheets_of_charts_are_passed_over(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "v.xlsx")) as book:
        sheet = book.add_worksheet("S")
        sheet.write_row(0, 0, CAPTIONS)
        sheet.write_row(1, 0, entry(1, 1.5))
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=S!$H$2:$H$2"})
        book.add_chartsheet("Chart").set_chart(chart)
    assert actual(tmp_path) == ["1.5"]


@pytest.mark.parametrize("change", [str.upper, lambda name: name.replace("/", "\\")], ids=["capitals", "backslashes"])
def test_parts_as_other_programs_name_them(tmp_path: Path, change: Callable[[str], str]) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry(1, 1.5)]})
    path = tmp_path / "value-entries.xlsx"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            archive.writestr(change(name), part)
    assert actual(tmp_path) == ["1.5"]


# Hidden rows, merged cells, open files


@pytest.mark.parametrize("kind", KINDS)
def test_rows_hidden_by_a_filter_are_read(tmp_path: Path, kind: str) -> None:
    rows = [CAPTIONS, *(entry(no, no) for no in range(1, 6))]
    if kind == "xlsx":
        workbook(tmp_path, {"S": rows})
        hide(tmp_path / "value-entries.xlsx", 3, 5, 900)
    elif kind == "xlsb":
        write_xlsb(tmp_path / "v.xlsb", {"S": rows}, hidden=[3, 5])
    else:
        place(tmp_path, kind)
    assert len(actual(tmp_path)) == 5
    assert "2 rows are hidden by a filter in Excel; they were read." in remarks(tmp_path)


def test_a_row_hidden_by_hand(tmp_path: Path) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry(1), entry(2)]})
    hide(tmp_path / "value-entries.xlsx", 3, by_filter=False)
    assert remarks(tmp_path) == ["1 row is hidden in Excel; it was read."]


def test_merged_cells_are_not_filled_down(tmp_path: Path) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry(1, location="EAST"), entry(2), entry(3)]})
    book = openpyxl.load_workbook(tmp_path / "value-entries.xlsx")
    book.active.merge_cells("G2:G3")
    book.active.merge_cells("A8:B8")
    book.save(tmp_path / "value-entries.xlsx")
    assert column(tmp_path, "location_code") == ["EAST", "", ""]
    (remark,) = remarks(tmp_path)
    assert remark.startswith("1 range of merged cells")


@pytest.mark.parametrize(
    ("lock", "program"), [("~$value-entries.xlsx", "Excel"), (".~lock.value-entries.xlsx#", "LibreOffice")]
)
def test_a_workbook_that_someone_has_open(tmp_path: Path, lock: str, program: str) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry()]})
    write(tmp_path, b"\x05lock", lock)
    unsaved = f"The file is open in {program}: changes that are not saved yet were not read."
    assert remarks(tmp_path) == [unsaved]


# Cells whose value cannot be vouched for


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_formula_errors_of_libreoffice(tmp_path: Path, kind: str) -> None:
    assert places(place(tmp_path, kind, "errors")) == [
        (2, "Cost Amount (Actual)", "cell H2 holds a formula error"),
        (3, "Item No.", "cell D3 holds a formula error"),
        (4, "Cost Amount (Expected)", "cell I4 holds a formula error"),
    ]


def test_errors_in_an_xlsb_workbook(tmp_path: Path) -> None:
    rows = [entry(1, ERROR), entry(2, item=Formula(ERROR)), [*entry(3), ERROR]]
    write_xlsb(tmp_path / "v.xlsb", {"S": [[*CAPTIONS, "Margin"], *rows]})
    assert places(tmp_path) == [
        (2, "Cost Amount (Actual)", "cell H2 holds a formula error"),
        (3, "Item No.", "cell D3 holds a formula error"),
    ]


def test_a_formula_without_its_result_in_ods(tmp_path: Path) -> None:
    place(tmp_path, "ods")
    old = rb'(table:formula="of:=1\+1")[^>]*>.*?</table:table-cell>'
    rezipped(tmp_path / "value-entries.ods", lambda _, part: re.sub(old, rb"\1/>", part))
    assert places(tmp_path) == [(3, "Cost Amount (Actual)", "cell H3 holds a formula without its result")]


def stale(folder: Path, properties: bytes) -> Path:
    """A workbook with stored results whose workbook part says this about calculation."""
    two, other = {"formula": "=1+1", "value": 2}, {"formula": "=2+2", "value": 4}
    workbook(folder, {"S": [[*CAPTIONS, "Margin"], entry(1, two), entry(2, two), [*entry(3), other]]})
    calculation = rb"<calcPr[^>]*/>"
    new = b'<calcPr calcId="191029"' + properties + b"/>"
    rezipped(folder / "value-entries.xlsx", lambda _, part: re.sub(calculation, new, part))
    return folder


@pytest.mark.parametrize("properties", [b' fullCalcOnLoad="1"', b' calcCompleted="0"', b' calcMode="manual"'])
def test_results_that_nobody_calculated(tmp_path: Path, properties: bytes) -> None:
    (found,) = [p for p in [problem(stale(tmp_path, properties))] if p.column == "Cost Amount (Actual)"]
    assert (found.row, found.more) == (2, 1)
    assert "cell H2 holds a formula" in found.found
    assert "Excel" in found.action


@pytest.mark.parametrize("properties", [b"", b' calcMode="auto"', b' fullCalcOnLoad="0" calcCompleted="1"'])
def test_stored_results_count(tmp_path: Path, properties: bytes) -> None:
    assert actual(stale(tmp_path, properties)) == ["2", "2", "1.5"]


def test_a_workbook_without_formulas_may_ask_for_calculation(tmp_path: Path) -> None:
    """XlsxWriter always asks for it."""
    workbook(tmp_path, {"S": [[*CAPTIONS, "Margin"], [*entry(1), {"formula": "=1+1", "value": 0}]]})
    assert actual(tmp_path) == ["1.5"]


@pytest.mark.parametrize("option", ["calculate_on_load", "by_hand"])
def test_results_that_nobody_calculated_in_xlsb(tmp_path: Path, option: str) -> None:
    rows = [CAPTIONS, entry(1, Formula(2.0)), entry(2, Formula(3.0))]
    options: dict[str, Any] = {option: True}
    write_xlsb(tmp_path / "v.xlsb", {"S": rows}, **options)
    found = problem(tmp_path)
    assert (found.row, found.more) == (2, 1)


def test_results_that_nobody_calculated_in_xls(tmp_path: Path) -> None:
    place(tmp_path, "xls")
    whole = (tmp_path / "value-entries.xls").read_bytes()
    iteration, by_hand = struct.pack("<HHH", 0x0011, 2, 0), struct.pack("<HHH", 0x000D, 2, 0)
    assert iteration in whole
    write(tmp_path, whole.replace(iteration, by_hand), "value-entries.xls")
    assert places(tmp_path)[0][1] in ("Cost Amount (Actual)", "Location Code")


@pytest.mark.parametrize("kind", KINDS)
def test_dates_that_count_from_1904(tmp_path: Path, kind: str) -> None:
    if kind == "xlsx":
        workbook(tmp_path, {"S": [CAPTIONS, entry(date=44848)]}, date_1904=True)
    elif kind == "xlsb":
        write_xlsb(tmp_path / "v.xlsb", {"S": [CAPTIONS, entry(date=44848)]}, from_1904=True)
    else:
        place(tmp_path, kind, "from-1904")
    assert "1904" in problem(tmp_path).found


def test_a_sheet_that_was_cut_off_at_the_last_row(tmp_path: Path) -> None:
    """Only the row number counts: the rows between may be blank."""
    workbook(tmp_path, {"S": [CAPTIONS, entry(1), entry(2)]})
    last = b"1048576"
    rezipped(
        tmp_path / "value-entries.xlsx",
        lambda _, part: re.sub(rb'(<row r="|r="[A-I])3"', rb"\g<1>" + last + b'"', part),
    )
    found = problem(tmp_path)
    assert found.row == 1048576
    assert "cut off" in found.found


def test_remarks_and_forms_reach_the_ledger(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1)))
    write_xlsb(tmp_path / "w.xlsb", {"S": [CAPTIONS, entry(2)]})
    assert read(tmp_path, "SELECT count(*) FROM value_entry") == [(2,)]


def test_a_damaged_workbook_is_refused_whatever_its_kind(tmp_path: Path) -> None:
    """Refused, or the same amounts; never others, and never a crash."""
    write_xlsb(tmp_path / "v.xlsb", {"S": [CAPTIONS, *(entry(no, no) for no in range(60))]})
    for path in (tmp_path / "v.xlsb", FILES / "entries.xls", FILES / "entries.ods"):
        folder = tmp_path / path.suffix[1:]
        folder.mkdir()
        whole = path.read_bytes()
        write(folder, whole, path.name)
        right = actual(folder)
        for cut in range(0, len(whole), len(whole) // 5):
            for damaged in (whole[:cut] + bytes([whole[cut] ^ 0xFF]) + whole[cut + 1 :], whole[: cut + 1]):
                write(folder, damaged, path.name)
                try:
                    assert actual(folder) == right
                except InputError:
                    continue


def test_a_workbook_without_one_of_its_parts(tmp_path: Path) -> None:
    """Refused, or the same amounts where the part did not matter."""
    workbook(tmp_path, {"S": [CAPTIONS, entry(1), entry(2)]}, "v.xlsx")
    write_xlsb(tmp_path / "v.xlsb", {"S": [CAPTIONS, entry(1), entry(2)]})
    for path in (tmp_path / "v.xlsx", tmp_path / "v.xlsb", FILES / "entries.ods"):
        folder = tmp_path / path.suffix[1:]
        folder.mkdir()
        copy = Path(shutil.copy(path, folder))
        right = actual(folder)
        with zipfile.ZipFile(path) as archive:
            parts = archive.namelist()
        for missing in parts:
            shutil.copy(path, folder)
            rezipped(copy, lambda name, part, missing=missing: None if name == missing else part)
            try:
                assert actual(folder) == right
            except InputError:
                continue


def test_amounts_of_an_open_document_are_exact_decimals(tmp_path: Path) -> None:
    """The file holds decimals as text: none of their digits is lost, and no double comes between."""
    exact = "123456789012345678.91"
    shutil.copy(FILES / "entries.ods", tmp_path / "value-entries.ods")
    before = actual(tmp_path)
    changed = 0

    def longer(name: str, part: bytes) -> bytes:
        nonlocal changed
        part, changed = re.subn(rb'office:value="%b"' % before[0].encode(), b'office:value="%b"' % exact.encode(), part)
        return part

    rezipped(tmp_path / "value-entries.ods", lambda name, part: longer(name, part) if name == "content.xml" else part)
    assert changed
    assert exact in actual(tmp_path)
