"""What cannot be used is refused, all of it at once, with the place where it stands: no guess, no crash."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import invrecon
from invrecon.engine import Embedded
from invrecon.errors import InputError, Problem
from invrecon.pipeline import read_ledger
from invrecon.settings import read_settings
from tests.bookkeeping import Books
from tests.test_reading import CAPTIONS, entry, parquet, rezipped, table, toml, workbook, write

GL = ["Entry No.", "Posting Date", "G/L Account No.", "Document No."]


def refusal(folder: Path) -> InputError:
    """The error that reading the folder ends with."""
    with pytest.raises(InputError) as caught, Embedded() as engine:
        read_ledger(engine, read_settings(folder))
    return caught.value


def problem(folder: Path) -> Problem:
    """The one problem of a folder that has one."""
    (only,) = refusal(folder).problems
    return only


def places(folder: Path) -> list[tuple[int | None, str, str]]:
    """Row, column and what was found, of every problem."""
    return [(p.row, p.column, p.found) for p in refusal(folder).problems]


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a user starts it."""
    command = [sys.executable, "-m", "invrecon", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | environment)


# Cells


def test_all_bad_cells_of_all_files_at_once(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1, "abc"), entry(2), entry(3, "1.2.3", date="31.02.2026")), "a.csv")
    write(tmp_path, table(entry(4, "12 apples", expected="?"), entry(5)), "b.csv")
    expected = "an amount such as 1234.56, with at most five decimals"
    date = "a date such as 31.10.2026 or 2026-10-31"
    error = refusal(tmp_path)
    assert sorted((p.file, p.row, p.column, p.found, p.expected) for p in error.problems) == [
        ("a.csv", 2, "Cost Amount (Actual)", '"abc"', expected),
        ("a.csv", 4, "Cost Amount (Actual)", '"1.2.3"', expected),
        ("a.csv", 4, "Posting Date", '"31.02.2026"', date),
        ("b.csv", 2, "Cost Amount (Actual)", '"12 apples"', expected),
        ("b.csv", 2, "Cost Amount (Expected)", '"?"', expected),
    ]
    assert "5 problems. Nothing was reconciled." in str(error)
    assert 'row 4, column "Posting Date": "31.02.2026"; expected a date' in str(error)


def test_twenty_bad_cells_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    error = refusal(write(tmp_path, table(*(entry(no, "x") for no in range(250)))))
    assert len(error.problems) == 20
    assert error.problems[-1].more == 230
    assert str(error).splitlines() == [
        "value-entries.csv:",
        '  column "Cost Amount (Actual)": 250 cells; expected an amount such as 1234.56, with at most five decimals.',
        *(f'      row {row}: "x"' for row in range(2, 22)),
        "      and 230 more",
        "250 problems. Nothing was reconciled.",
    ]


AMOUNTS = [
    "abc", "1.123456", "-0.000001", "1E+05", "1e-7", "ABC 5", "EUR", "5%", "=1+1", "#REF!", "1,2,3.4", "12,34.5",
    "1.2.3", "--5", "-(5)", "(5", "- 5", "-", "\u20135", "\uff11\uff12", "\u0661\u0662", "NaN", "inf", "0x10", "1_000",
    "-5 CR", "(5) DR", "12C", "CR", "5 CR CR", "5R",
    "1" * 23, "Yes",
]  # fmt: skip


@pytest.mark.parametrize("amounts", [AMOUNTS[:20], AMOUNTS[20:]])
def test_what_is_no_amount(tmp_path: Path, amounts: list[str]) -> None:
    write(tmp_path, table(entry(0), *(entry(no, text) for no, text in enumerate(amounts, start=1))))
    assert places(tmp_path) == [(no, "Cost Amount (Actual)", f'"{text}"') for no, text in enumerate(amounts, start=3)]


DATES = [
    "2026-13-01", "2026-02-29", "32.10.2026", "31.11.2026", "31/Okto/2026", "Oct 32, 2026", "20261331", "46326",
    "20261", "311026",
    "0001-01-01", "1.1.1753", "31.10.", "10.2026", "D31.10.2026", "31.10.2026 - 1.11.2026", "2026-10-31 x",
    "2026-10-31T22:00:00Z", "",
]  # fmt: skip


def test_what_is_no_date(tmp_path: Path) -> None:
    write(tmp_path, table(entry(0), *(entry(no, date=text) for no, text in enumerate(DATES, start=1))))
    shown = [f'"{text}"' if text else "blank" for text in DATES]
    assert places(tmp_path) == [(no, "Posting Date", found) for no, found in enumerate(shown, start=3)]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_rows_are_numbered_as_a_spreadsheet_numbers_them(tmp_path: Path, delimiter: str) -> None:
    rows = [entry(1, item="two\nlines"), [], entry(2, "bad", item="a\r\nb\nc"), [], [], entry(3, "worse")]
    text = "Value Entries\n\n" + table(*rows, delimiter=delimiter)
    assert [row for row, _, _ in places(write(tmp_path, text))] == [6, 9]


def test_rows_of_a_file_with_quoted_newlines_only(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1, item="two\nlines"), entry(2, item="a\n\nb"), entry(3, "bad")))
    assert places(tmp_path) == [(4, "Cost Amount (Actual)", '"bad"')]


def test_a_bad_flag(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", **{"Inventoriable": "maybe"})
    (found,) = refusal(books.write()).problems
    assert (found.column, found.found, found.expected) == ("Inventoriable", '"maybe"', "Yes or No")


def test_an_amount_on_no_account_of_the_trial_balance(tmp_path: Path) -> None:
    write(tmp_path, table(entry()))
    rows = [["2110", "Inventory", 5], ["", "heading", ""], ["", "", 7], ["", "zero", 0]]
    write(tmp_path, table(*rows, captions=["G/L Account No.", "Name", "Balance"]), "tb.csv")
    assert places(tmp_path) == [(4, "G/L Account No.", "blank")]


# Two ways to read it


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([entry(1, "1,234")], 'decimal = "." or decimal = ","'),
        ([entry(1, "1.234")], 'decimal = "." or decimal = ","'),
        ([entry(1, "1.50"), entry(2, "1,50")], 'decimal = "." or decimal = ","'),
        ([entry(date="3/4/2026"), entry(date="12/1/2026")], 'date = "dmy" or date = "mdy"'),
        ([entry(date="3-4-26")], 'date = "dmy" or date = "mdy"'),
        ([entry(date="31/12/2026"), entry(date="12/31/2026")], 'date = "dmy" or date = "mdy"'),
        ([entry(date="26-10-05"), entry(date="26-10-15")], 'date = "ymd" or date = "dmy"'),
        ([entry(date="26-10-15")], 'date = "ymd" or date = "dmy"'),
    ],
)
def test_what_can_be_read_in_two_ways(tmp_path: Path, rows: list[list[object]], says: str) -> None:
    found = problem(write(tmp_path, table(*rows, delimiter=";")))
    assert found.file == "value-entries.csv"
    assert says in found.action
    assert "invrecon.toml under [formats]" in found.action


def test_a_few_cells_against_the_many(tmp_path: Path) -> None:
    """What most cells of a file say decides; the others are refused, not read the other way."""
    rows = [entry(1, "1.50"), entry(2, "2.50"), entry(3, "1,50"), entry(4, date="10/31/2026"),
            entry(5, date="10/30/2026"), entry(6, date="31/10/2026")]  # fmt: skip
    assert [(row, found) for row, _, found in places(write(tmp_path, table(*rows)))] == [
        (4, '"1,50"'),
        (7, '"31/10/2026"'),
    ]


def test_text_cells_of_a_workbook_can_be_ambiguous_too(tmp_path: Path) -> None:
    found = problem(workbook(tmp_path, {"S": [CAPTIONS, entry(1, "1.234"), entry(2, 1.5)]}))
    assert found.sheet == "S"
    assert "[formats]" in found.action


# Rows, quotes, files cut off


def test_rows_with_too_few_or_too_many_fields(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1), entry(2)[:4], [*entry(3), "x", "y"], entry(4), entry(5, "bad")))
    found = [(row, found) for row, _, found in places(tmp_path)]
    assert found == [(3, "only 4 fields"), (4, "11 fields"), (6, '"bad"')]


@pytest.mark.parametrize("cut", [1, 3, 6, 12, 30])
def test_a_file_cut_off_in_its_last_line(tmp_path: Path, cut: int) -> None:
    text = table([*entry(1), "x", "y"], [*entry(2), "x", "y"], captions=[*CAPTIONS, "Description", "User ID"])
    found = problem(write(tmp_path, text.rstrip()[: -cut - 1]))
    assert found.row == 3
    assert found.action == "Export the file again."


def test_a_cut_in_utf_16(tmp_path: Path) -> None:
    text = table(entry(1), entry(2)).encode("utf-16")
    assert "not text in UTF-16" in problem(write(tmp_path, text[:-3])).found


def test_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    text = table(entry(1), entry(2, item="RIM"), entry(3)).replace("RIM", '"Rim')
    found = problem(write(tmp_path, text))
    assert (found.row, found.expected) == (3, "quotes in pairs")


def test_text_behind_a_closing_quote(tmp_path: Path) -> None:
    text = table(entry(1), entry(2, item="RIM")).replace("RIM", '"Rim" black')
    assert (problem(write(tmp_path, text)).row) == 3


@pytest.mark.parametrize("between", [0, 1, 20])
def test_two_stray_quotes_that_swallow_the_rows_between(tmp_path: Path, between: int) -> None:
    rows = [entry(no) for no in range(2, between + 2)]
    text = table(entry(1, item="OPEN"), *rows, entry(90, item="SHUT"), entry(91))
    found = problem(write(tmp_path, text.replace("OPEN", '"Rim').replace("SHUT", 'Rim"')))
    assert found.row == 2
    assert "runs on into the next row" in found.found


def test_a_cell_of_enormous_length(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1), entry(2, item="x" * 2_500_000), entry(3)))
    assert problem(tmp_path).row == 3


# Files


@pytest.mark.parametrize("name", ["v.csv", "v.xlsx", "v.parquet", "v.txt"])
def test_an_empty_file(tmp_path: Path, name: str) -> None:
    found = problem(write(tmp_path, b"", name))
    assert (found.file, found.found) == (name, "the file is empty")


@pytest.mark.parametrize("captions", [CAPTIONS, [*GL, "Amount"], ["G/L Account No.", "Name", "Balance"]])
def test_a_header_and_nothing_else(tmp_path: Path, captions: list[str]) -> None:
    if captions is not CAPTIONS:
        write(tmp_path, table(entry()), "other.csv")
    found = problem(write(tmp_path, table(captions=captions)))
    assert (found.file, found.found) == ("value-entries.csv", "there are no rows below the header")


def test_a_month_without_entries_beside_one_with(tmp_path: Path) -> None:
    write(write(tmp_path, table(), "september.csv"), table(entry()), "october.csv")
    with Embedded() as engine:
        assert sum(file.rows for file in read_ledger(engine, read_settings(tmp_path))[0].inputs) == 1


def test_no_value_entries(tmp_path: Path) -> None:
    assert "no Value Entries export was found" in problem(tmp_path).found
    write(tmp_path, table([1, "2026-10-15", "2110", "D", 5], captions=[*GL, "Amount"]), "gl.csv")
    assert "no Value Entries export was found" in problem(tmp_path).found


def test_nothing_to_compare_with(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100)
    with pytest.raises(InputError, match="nothing to compare the inventory ledger with"):
        books.reconcile()


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    text = table(entry(location="X")).encode().replace(b"X", b"\x81\x8d")
    assert "not text" in problem(write(tmp_path, text)).found


@pytest.mark.parametrize("missing", ["Posting Date", "Entry Type", "Cost Amount (Expected)"])
def test_a_needed_column_is_missing(tmp_path: Path, missing: str) -> None:
    captions = ["Something" if caption == missing else caption for caption in CAPTIONS]
    found = problem(write(tmp_path, table(entry(), captions=captions)))
    assert found.found == f'there is no column "{missing}"'
    assert "[columns.value_entries]" in found.action


def test_a_caption_that_is_nearly_the_one_that_is_missing(tmp_path: Path) -> None:
    captions = ["Cost Amnt. (Expected)" if caption == "Cost Amount (Expected)" else caption for caption in CAPTIONS]
    found = problem(write(tmp_path, table(entry(), captions=captions)))
    assert found.found == 'there is no column "Cost Amount (Expected)"'
    assert found.action == (
        'Did you mean "Cost Amnt. (Expected)"? Then write in invrecon.toml: '
        '[columns.value_entries] "Cost Amnt. (Expected)" = "cost_amount_expected".'
    )
    toml(tmp_path, '[columns.value_entries]\n"Cost Amnt. (Expcted)" = "cost_amount_expected"')
    assert 'Did you mean "Cost Amnt. (Expected)"?' in [problem.action for problem in refusal(tmp_path).problems]


def test_one_side_of_debit_and_credit_is_no_amount(tmp_path: Path) -> None:
    write(tmp_path, table(entry()))
    write(tmp_path, table([1, "2026-10-15", "2110", "D", 5], captions=[*GL, "Debit Amount"]), "gl.csv")
    assert problem(tmp_path).found == 'there is no column "Credit Amount"'


@pytest.mark.parametrize("second", ["Cost Amount (Actual)", "cost_amount_actual", "COST AMOUNT (ACTUAL) (LCY)"])
def test_a_caption_that_stands_twice(tmp_path: Path, second: str) -> None:
    text = table([*entry(), 2, 3], captions=[*CAPTIONS, second, second])
    assert problem(write(tmp_path, text)).found == "the caption stands over more than one column"


def test_the_wrong_file_for_a_role(tmp_path: Path) -> None:
    write(tmp_path, "a,b\n1,2\n", "v.csv")
    found = problem(toml(tmp_path, '[inputs]\nvalue_entries = "v.csv"'))
    assert (found.file, found.found) == ("v.csv", "no header row was found in its first rows")


@pytest.mark.parametrize("name", ["v.csv", "v.parquet", "v.xlsx"])
def test_a_folder_or_a_dead_link_named_like_an_export(tmp_path: Path, name: str) -> None:
    (tmp_path / name).symlink_to(tmp_path / "gone")
    assert "cannot be read" in problem(tmp_path).found
    (tmp_path / name).unlink()
    (tmp_path / name).mkdir()
    assert "no Value Entries" in problem(tmp_path).found


# The same thing twice


def test_duplicate_entry_numbers_over_two_files(tmp_path: Path) -> None:
    write(write(tmp_path, table(entry(1), entry(2)), "a.csv"), table(entry(3), entry(2, "9")), "b.csv")
    found = problem(tmp_path)
    assert (found.file, found.row, found.found) == ("b.csv", 3, "entry 2 stands in a.csv, row 3, already")


def test_the_same_file_twice_without_entry_numbers(tmp_path: Path) -> None:
    text = table(entry()[1:], captions=CAPTIONS[1:])
    assert problem(write(write(tmp_path, text, "a.csv"), text, "b.csv")).found == "this file is the same as a.csv"


def test_two_sheets_without_entry_numbers(tmp_path: Path) -> None:
    workbook(tmp_path, {"All": [CAPTIONS[1:], entry(1)[1:]], "October": [CAPTIONS[1:], entry(2)[1:]]})
    found = problem(tmp_path)
    assert (found.sheet, found.expected) == ("October", "the data once")


def test_two_trial_balances(tmp_path: Path) -> None:
    """September and October in one folder are two dates, not one sum."""
    captions = ["G/L Account No.", "Name", "Balance"]
    write(tmp_path, table(entry()))
    write(tmp_path, table(["2110", "Inventory", 100], captions=captions), "october.csv")
    write(tmp_path, table(["2110", "Inventory", 90], captions=captions), "september.csv")
    assert problem(tmp_path).found == "account 2110 stands in october.csv already"


def test_two_trial_balances_in_one_workbook(tmp_path: Path) -> None:
    sheet = [["G/L Account No.", "Name", "Balance"], ["2110", "Inventory", 100]]
    write(tmp_path, table(entry()))
    workbook(tmp_path, {"LCY": sheet, "ACY": sheet}, "tb.xlsx")
    assert "both look like the Trial Balance" in problem(tmp_path).found


def test_a_setup_key_that_stands_twice(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost").inventory_setup.append(books.inventory_setup[0] | {"WIP Account": "9"})
    problems = refusal(books.write()).problems
    assert [(found.row, found.found) for found in problems] == [
        (3, "the setup line for GOODS stands in inventory-posting-setup.csv, row 2, already")
    ]


# Workbooks


def test_formula_errors_in_columns_that_are_used(tmp_path: Path) -> None:
    def error(text: str) -> dict[str, str]:
        return {"formula": "=1/0", "value": text}

    rows = [entry(1), entry(2, error("#REF!")), entry(3, item=error("#N/A")), entry(4, expected=error("#DIV/0!"))]
    workbook(tmp_path, {"S": [[], ["", *CAPTIONS], *(["", *row] for row in rows)]})
    assert places(tmp_path) == [
        (4, "Cost Amount (Actual)", "cell I4 holds a formula error"),
        (5, "Item No.", "cell E5 holds a formula error"),
        (6, "Cost Amount (Expected)", "cell J6 holds a formula error"),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"<c ", b"<x:c "), (b't="e"', b"t='e'"), (b'r="H3" ', b""), (b't="e"', b't="e" cm="1"')],
)
def test_formula_errors_as_other_programs_write_them(tmp_path: Path, old: bytes, new: bytes) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry(1), entry(2, {"formula": "=1/0", "value": "#DIV/0!"})]})
    namespace = b' xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith("sheet1.xml"):
            return part
        if b"x:c" in new:
            part = part.replace(b"</c>", b"</x:c>").replace(b"<worksheet", b"<worksheet" + namespace)
        return part.replace(old, new)

    rezipped(tmp_path / "value-entries.xlsx", change)
    assert "holds a formula error" in problem(tmp_path).found


def test_formulas_that_were_never_calculated(tmp_path: Path) -> None:
    """A program that writes formulas without results leaves cells that would count as zero."""
    book = openpyxl.Workbook()
    for row in (CAPTIONS, entry(1, "=1+1"), entry(2, 5)):
        book.active.append(row)
    book.save(tmp_path / "v.xlsx")
    assert places(tmp_path) == [(2, "Cost Amount (Actual)", "cell H2 holds a formula without its result")]


def test_cells_of_the_wrong_kind(tmp_path: Path) -> None:
    import datetime as dt

    rows = [entry(1, True), entry(2, dt.date(2026, 1, 1)), entry(3, 1.123456), entry(4, 1.1), entry(5, date=20261031)]
    workbook(tmp_path, {"S": [CAPTIONS, *rows]})
    assert [(row, found) for row, _, found in places(tmp_path)] == [
        (2, '"Yes"'), (3, '"2026-01-01"'), (4, '"1.123456"'), (6, '"20261031"'),
    ]  # fmt: skip


def test_a_text_file_renamed_to_xlsx(tmp_path: Path) -> None:
    found = problem(write(tmp_path, table(entry()), "v.xlsx"))
    assert "not a readable Excel workbook" in found.found


def test_a_workbook_with_a_password(tmp_path: Path) -> None:
    """An encrypted workbook is a compound file that holds a stream named EncryptedPackage."""
    assert "protected by a password" in problem(write(tmp_path, _encrypted(), "v.xlsx")).found


def _encrypted() -> bytes:
    """The least compound file that says it is encrypted: header, one FAT sector, one directory sector, one stream."""
    import struct

    free, end, fat = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    header = struct.pack("<8s16x5H6x9I", magic, 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<109I", 0, *[free] * 108)
    sectors = struct.pack("<128I", fat, end, *range(3, 10), end, *[free] * 118)

    def item(name: str, kind: int, child: int, start: int, size: int) -> bytes:
        text = (name + "\0").encode("utf-16-le")
        return struct.pack("<64sH2B3I16xI16xIQ", text, len(text), kind, 1, free, free, child, 0, start, size)

    blank = struct.pack("<64sH2B3I16xI16xIQ", b"", 0, 0, 0, free, free, free, 0, 0, 0)
    directory = item("Root Entry", 5, 1, end, 0) + item("EncryptedPackage", 2, free, 2, 4096) + blank * 2
    return header + sectors + directory + bytes(4096)


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels",
                                  "xl/sharedStrings.xml"])  # fmt: skip
@pytest.mark.parametrize("damage", ["half", "gone"])
def test_a_damaged_workbook(tmp_path: Path, part: str, damage: str) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry()]})
    kept = {"half": lambda text: text[: len(text) // 2], "gone": lambda _: None}[damage]
    rezipped(tmp_path / "value-entries.xlsx", lambda name, text: kept(text) if name == part else text)
    assert "xlsx" in problem(tmp_path).file


def test_a_workbook_with_flipped_or_missing_bytes(tmp_path: Path) -> None:
    """It is refused, or gives what it gave; never another amount, never a crash."""
    workbook(tmp_path, {"S": [CAPTIONS, *(entry(no, no) for no in range(60))]})
    whole = (tmp_path / "value-entries.xlsx").read_bytes()
    for place in range(0, len(whole), len(whole) // 12):
        for damaged in (whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :], whole[: place + 1]):
            write(tmp_path, damaged, "value-entries.xlsx")
            try:
                with Embedded() as engine:
                    ledger = read_ledger(engine, read_settings(tmp_path))[0]
                assert [file.control_total for file in ledger.inputs] == [sum(range(60))]
            except InputError:
                continue


@pytest.mark.parametrize("name", ["v.xls", "v.ods", "v.xlsb", "v.xlsx"])
def test_workbooks_of_other_formats(tmp_path: Path, name: str) -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)
    assert "Save" in problem(write(tmp_path, old, name)).action.replace("save", "Save")


def test_dates_that_count_from_1904(tmp_path: Path) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry(date=44848)]}, date_1904=True)
    assert "1904" in problem(tmp_path).found


# Parquet


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("'nan'::DOUBLE", '"nan"'),
        ("'inf'::DOUBLE", '"inf"'),
        ("0.1::FLOAT", '"0.100000001490116"'),
        ("1.123456::DECIMAL(18,6)", '"1.123456"'),
        ("true", '"Yes"'),
        ("DATE '2026-01-01'", '"2026-01-01"'),
        ("[1, 2]", '"[1, 2]"'),
        ("12345678901234567890123.4::DECIMAL(38,2)", '"12345678901234567890123.40"'),
    ],
)
def test_what_is_no_amount_in_parquet(tmp_path: Path, sql: str, found: str) -> None:
    assert places(parquet(tmp_path, Cost_Amount_Actual=sql)) == [(2, "Cost_Amount_Actual", found)]


def test_an_instant_is_no_day(tmp_path: Path) -> None:
    """22:00 UTC on 31 October is November in Berlin: whose day it is, the file does not say."""
    parquet(tmp_path, Posting_Date="TIMESTAMPTZ '2026-10-31 22:00:00+00'")
    assert places(tmp_path) == [(2, "Posting_Date", '"22:00:00 UTC on 2026-10-31"')]


def test_a_damaged_parquet_file(tmp_path: Path) -> None:
    whole = (parquet(tmp_path) / "value-entries.parquet").read_bytes()
    for damaged in (whole[:20] + b"\xff" * 60 + whole[80:], whole[:-20], b"PAR1", whole[:-8] + b"\xff" * 4 + b"PAR1"):
        assert "Parquet" in problem(write(tmp_path, damaged, "value-entries.parquet")).found


# The program


def test_the_program_ends_with_2_and_no_traceback(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1, "abc"), entry(2, date="never")))
    result = run("reconcile", tmp_path, "-o", tmp_path / "report.json")
    assert (result.returncode, result.stdout) == (2, "")
    assert 'row 2, column "Cost Amount (Actual)": "abc"' in result.stderr
    assert 'row 3, column "Posting Date": "never"' in result.stderr
    assert "Traceback" not in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["value-entries.csv"]


@pytest.mark.parametrize("target", ["missing/report.json", "folder.json", "value-entries.csv/report.json"])
def test_a_report_that_cannot_be_written(books: Books, target: str) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    folder = books.write()
    (folder / "folder.json").mkdir()
    before = sorted(folder.rglob("*"))
    result = run("reconcile", folder, "--as-of", "2026-10-31", "-q", "-o", folder / target)
    assert result.returncode == 2
    assert "cannot be written" in result.stderr
    assert "Traceback" not in result.stderr
    assert sorted(folder.rglob("*")) == before


def test_check_refuses_as_reconcile_does(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1, "abc")))
    result = run("check", tmp_path)
    assert (result.returncode, result.stdout) == (2, "")
    assert '"abc"' in result.stderr


@pytest.mark.parametrize("path", ["nowhere", "value-entries.csv"])
def test_a_path_that_is_no_folder_of_exports(tmp_path: Path, path: str) -> None:
    write(tmp_path, table(entry()))
    with pytest.raises(InputError, match="a folder of exports, or an invrecon"):
        invrecon.reconcile(tmp_path / path)


@pytest.mark.parametrize("tolerance", ["abc", "NaN", "-1"])
def test_a_tolerance_that_is_no_amount(books: Books, tolerance: str) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    with pytest.raises(InputError):
        books.reconcile(tolerance=tolerance)


def test_what_cannot_be_opened_hides_nothing_of_the_others(tmp_path: Path) -> None:
    write(tmp_path, table(entry(), entry(2, "bad")))
    (tmp_path / "items.csv").write_text("", encoding="utf-8")
    assert [(found.file, found.row) for found in refusal(tmp_path).problems] == [
        ("items.csv", None), (next(p.name for p in tmp_path.iterdir() if p.name != "items.csv"), 3),
    ]  # fmt: skip
