"""What can be read, and that it is read right: the same entries in every shape that an export can have."""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
import xlsxwriter

from invrecon.engine import Embedded
from invrecon.pipeline import read_ledger
from invrecon.settings import read_settings
from tests.bookkeeping import Books

CAPTIONS = [
    "Entry No.", "Posting Date", "Document No.", "Item No.", "Item Ledger Entry Type", "Entry Type", "Location Code",
    "Cost Amount (Actual)", "Cost Amount (Expected)",
]  # fmt: skip
Row = list[Any]


def entry(no: int = 1, actual: object = "1.50", **changed: object) -> Row:
    """A value entry under CAPTIONS; `changed` are date, item, kind, entry, location, expected."""
    fields = {"date": "2026-10-15", "item": "1000", "kind": "Purchase", "entry": "Direct Cost", "location": ""}
    fields |= {"expected": 0} | changed
    first = [no, fields["date"], f"DOC{no}", fields["item"], fields["kind"], fields["entry"], fields["location"]]
    return [*first, actual, fields["expected"]]


def table(*rows: Row, captions: Sequence[str] = CAPTIONS, delimiter: str = ",", end: str = "\n") -> str:
    """Delimited text: quotes only where they are needed."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows([list(captions), *rows])
    return text.getvalue()


def write(folder: Path, text: str | bytes, name: str = "value-entries.csv", encoding: str = "utf-8") -> Path:
    """Write one export into the folder, and give the folder."""
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
    return folder


def workbook(folder: Path, sheets: dict[str, Iterable[Row]], name: str = "value-entries.xlsx", **options: Any) -> Path:
    """Write a workbook: dates as date cells, numbers as number cells, {"formula": ..., "value": ...} as a formula."""
    book = xlsxwriter.Workbook(str(folder / name), options)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for row_no, row in enumerate(rows):
            for column, cell in enumerate(row):
                if isinstance(cell, dict):
                    sheet.write_formula(row_no, column, cell["formula"], None, cell["value"])
                elif isinstance(cell, dt.date):
                    sheet.write_datetime(row_no, column, dt.datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
                else:
                    sheet.write(row_no, column, cell)
    book.close()
    return folder


def rezipped(path: Path, change: Callable[[str, bytes], bytes | None]) -> None:
    """Rewrite the parts of a workbook, as another program might have written them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: change(name, archive.read(name)) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, part in parts.items():
            if part is not None:
                archive.writestr(name, part)


def parquet(folder: Path, name: str = "value-entries.parquet", **changed: str) -> Path:
    """Write one value entry as Parquet; `changed` are SQL expressions by caption in words_with_underscores."""
    columns = {
        "Entry_No": "1", "Posting_Date": "DATE '2026-10-15'", "Document_No": "'DOC1'", "Item_No": "'1000'",
        "Item_Ledger_Entry_Type": "'Purchase'", "Entry_Type": "'Direct Cost'", "Location_Code": "''",
        "Cost_Amount_Actual": "1.5::DECIMAL(18,2)", "Cost_Amount_Expected": "0",
    }  # fmt: skip
    selected = ", ".join(f'{sql} AS "{caption}"' for caption, sql in (columns | changed).items())
    duckdb.sql(f"COPY (SELECT {selected}) TO '{folder / name}' (FORMAT parquet)")
    return folder


def toml(folder: Path, text: str) -> Path:
    (folder / "invrecon.toml").write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """What a query finds in the loaded ledger tables."""
    with Embedded() as engine:
        read_ledger(engine, read_settings(folder))
        return engine.rows(sql)


def actual(folder: Path) -> list[str]:
    """The actual cost of each value entry in order, without needless zeros."""
    rows = read(folder, "SELECT cost_amount_actual FROM value_entry ORDER BY source_file, source_row")
    return [f"{amount.normalize():f}" for (amount,) in rows]


def column(folder: Path, name: str) -> list[Any]:
    """One column of the value entries, in order."""
    return [value for (value,) in read(folder, f"SELECT {name} FROM value_entry ORDER BY source_file, source_row")]


# Encodings, delimiters, line ends, quotes


def test_every_encoding_gives_the_same_text(tmp_path: Path) -> None:
    encodings = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
    for no, encoding in enumerate(encodings):
        write(tmp_path, table(entry(no, location="KÖLN ÄÖß")), f"{no}.csv", encoding)
    assert column(tmp_path, "location_code") == ["KÖLN ÄÖß"] * len(encodings)


@pytest.mark.parametrize(("bom", "encoding"), [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")])
def test_byte_order_mark(tmp_path: Path, bom: bytes, encoding: str) -> None:
    write(tmp_path, bom + table(entry(location="KÖLN")).encode(encoding))
    assert read(tmp_path, "SELECT entry_no, location_code FROM value_entry") == [("1", "KÖLN")]


def test_umlauts_far_behind_the_beginning(tmp_path: Path) -> None:
    rows = [entry(no, item="PLAIN" * 100) for no in range(1, 3_000)]  # more than a mebibyte
    write(tmp_path, table(*rows, entry(3_000, location="KÖLN")), encoding="cp1252")
    assert read(tmp_path, "SELECT entry_no FROM value_entry WHERE location_code = 'KÖLN'") == [("3000",)]


def test_a_stray_zero_byte_is_not_utf_16(tmp_path: Path) -> None:
    write(tmp_path, table(entry(location="A\0B"), entry(2)))
    assert actual(tmp_path) == ["1.5", "1.5"]


def test_every_delimiter_and_line_end(tmp_path: Path) -> None:
    shapes = [(delimiter, end) for delimiter in ",;\t" for end in ("\n", "\r\n", "\r", "\r\r\n")]
    for no, (delimiter, end) in enumerate(shapes):
        rows = [entry(10 * no, location="a,b;c\td"), entry(10 * no + 1, "-2")]
        write(tmp_path, table(*rows, delimiter=delimiter, end=end), f"{no}.csv")
    loaded = (
        "SELECT source_file, list((location_code, cost_amount_actual) ORDER BY source_row) FROM value_entry GROUP BY 1"
    )
    right = [("a,b;c\td", Decimal("1.5")), ("", Decimal(-2))]
    assert dict(read(tmp_path, loaded)) == {f"{no}.csv": right for no in range(len(shapes))}


def test_mixed_line_ends(tmp_path: Path) -> None:
    lines = table(entry(1), entry(2), entry(3)).splitlines()
    write(tmp_path, "".join(line + end for line, end in zip(lines, ["\n", "\r\n", "\n", "\r\n"], strict=True)))
    assert column(tmp_path, "source_row") == [2, 3, 4]
    assert actual(tmp_path) == ["1.5"] * 3


def test_no_line_end_at_the_end(tmp_path: Path) -> None:
    assert actual(write(tmp_path, table(entry(1), entry(2)).rstrip())) == ["1.5", "1.5"]


def test_many_commas_in_a_semicolon_file(tmp_path: Path) -> None:
    text = table(entry(location="a, b, c, d, e, f, g, h, i"), delimiter=";")
    assert actual(write(tmp_path, text)) == ["1.5"]


def test_quoted_newlines_delimiters_and_quotes(tmp_path: Path) -> None:
    texts = ["two\nlines", 'Wheel 28"', "a, b", '"', "\n", "x\r\ny"]
    write(tmp_path, table(*(entry(no, item=text) for no, text in enumerate(texts))))
    assert column(tmp_path, "item_no") == ["two\nlines", 'Wheel 28"', "a, b", '"', "", "x\r\ny"]
    assert column(tmp_path, "source_row") == [2, 3, 4, 5, 6, 7]


def test_a_quote_inside_an_unquoted_text(tmp_path: Path) -> None:
    text = table(entry(item="RIM"), entry(2)).replace("RIM", 'Rim 28" black')
    assert column(write(tmp_path, text), "item_no") == ['Rim 28" black', "1000"]


def test_a_caption_of_two_lines(tmp_path: Path) -> None:
    captions = ["Entry\nNo.", *CAPTIONS[1:7], "Cost Amount\n(Actual)", CAPTIONS[8]]
    write(tmp_path, table(entry(7), entry(8), captions=captions))
    assert column(tmp_path, "entry_no") == ["7", "8"]
    assert column(tmp_path, "source_row") == [2, 3]


def test_a_hash_is_no_comment(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1), entry(2)).replace("\n2,", "\n#2,"))
    assert column(tmp_path, "entry_no") == ["1", "#2"]


def test_trailing_blanks_that_were_dropped(tmp_path: Path) -> None:
    captions = [*CAPTIONS, "Description", "User ID"]
    write(tmp_path, table(entry(1), [*entry(2), "x", "ANNA"], captions=captions))
    assert column(tmp_path, "user_id") == ["", "ANNA"]


def test_a_very_wide_file(tmp_path: Path) -> None:
    captions = [*CAPTIONS, *(f"Field {no}" for no in range(600))]
    assert actual(write(tmp_path, table([*entry(), *[""] * 600], captions=captions))) == ["1.5"]


# Amounts


AMOUNTS: list[tuple[list[str], list[str]]] = [
    (["1234.56", "-0.05", "+7", "0"], ["1234.56", "-0.05", "7", "0"]),
    (["1234,56", "-0,05", "+7", "0"], ["1234.56", "-0.05", "7", "0"]),
    (["1,234,567.89", "1,234.5"], ["1234567.89", "1234.5"]),
    (["1.234.567,89", "1.234,5"], ["1234567.89", "1234.5"]),
    (["1.234.567"], ["1234567"]),
    (["1,234,567"], ["1234567"]),
    (["1 234,50", "1\u00a0234,50", "1\u202f234,50", "1'234,50", "1\u2019234,50"], ["1234.5"] * 5),
    (["1'234.50"], ["1234.5"]),
    (["(1,234.50)", "1,234.50-", "\u22121.50", "(5)", ".5", "5."],
     ["-1234.5", "-1234.5", "-1.5", "-5", "0.5", "5"]),
    (["1,23", "4"], ["1.23", "4"]),
    (["1,234", "0.50"], ["1234", "0.5"]),
    (["1,234", "0,50"], ["1.234", "0.5"]),
    (["0,500", "0,250"], ["0.5", "0.25"]),  # no one writes thousands behind a zero
    (["  7.25 ", "\u00a07.25", "7.25\u00a0"], ["7.25"] * 3),
    (["1.12345", "1.123450000", "0.00001"], ["1.12345", "1.12345", "0.00001"]),
    (["9999999999999999999999", "-9999999999999999999999.12345"],
     ["9999999999999999999999", "-9999999999999999999999.12345"]),
    (["", " ", "3"], ["0", "0", "3"]),
]  # fmt: skip


def test_amounts(tmp_path: Path) -> None:
    """Each file decides for itself how it writes amounts."""
    for case, (written, _) in enumerate(AMOUNTS):
        rows = [entry(100 * case + no, text) for no, text in enumerate(written)]
        write(tmp_path, table(*rows, delimiter=";"), f"{case:02}.csv")
    found = iter(actual(tmp_path))
    assert [[next(found) for _ in written] for written, _ in AMOUNTS] == [amounts for _, amounts in AMOUNTS]


def test_sums_are_exact(tmp_path: Path) -> None:
    write(tmp_path, table(*(entry(no, text) for no, text in enumerate(["0.1", "0.2", "9" * 22, "-" + "9" * 22]))))
    assert read(tmp_path, "SELECT sum(cost_amount_actual) FROM value_entry") == [(Decimal("0.3"),)]


@pytest.mark.parametrize(("decimal", "amount"), [(".", "1.234"), (",", "1234")])
def test_formats_settle_the_decimal_sign(tmp_path: Path, decimal: str, amount: str) -> None:
    toml(write(tmp_path, table(entry(1, "1.234"))), f'[formats]\ndecimal = "{decimal}"')
    assert actual(tmp_path) == [amount]


# Dates


DATES: list[tuple[list[str], list[str]]] = [
    (["2026-10-31", "2026-1-5", "2026/10/31", "2026-10-31T00:00:00"],
     ["2026-10-31", "2026-01-05", "2026-10-31", "2026-10-31"]),
    (["2026-10-31 23:59", "2026-10-31T00:00:00Z", "2026-10-31T00:00:00.000+01:00", "31.10.2026 9:15:00 PM"],
     ["2026-10-31"] * 4),
    (["31.10.2026", "3.4.2026", "03.04.26"], ["2026-10-31", "2026-04-03", "2026-04-03"]),
    (["31/10/2026", "3/4/2026"], ["2026-10-31", "2026-04-03"]),
    (["31-10-2026", "3-4-2026"], ["2026-10-31", "2026-04-03"]),
    (["10/31/2026", "3/4/2026"], ["2026-10-31", "2026-03-04"]),
    (["10/31/26", "12/31/99", "12/31/49", "12/31/50"], ["2026-10-31", "1999-12-31", "2049-12-31", "1950-12-31"]),
    (["4/4/2026"], ["2026-04-04"]),  # both readings are the same day
    (["C31.12.2026", "C2026-12-31"], ["2026-12-31", "2026-12-31"]),
    (["C12/31/26", "3/4/26"], ["2026-12-31", "2026-03-04"]),
    (["31/12/2026", "2026-11-12"], ["2026-12-31", "2026-11-12"]),
]  # fmt: skip


def test_dates(tmp_path: Path) -> None:
    """Each file decides for itself in which order it writes dates."""
    for case, (written, _) in enumerate(DATES):
        rows = [entry(100 * case + no, date=text) for no, text in enumerate(written)]
        write(tmp_path, table(*rows), f"{case:02}.csv")
    found = map(str, column(tmp_path, "posting_date"))
    assert [[next(found) for _ in written] for written, _ in DATES] == [dates for _, dates in DATES]


@pytest.mark.parametrize(
    ("order", "written", "date"),
    [
        ("dmy", "3/4/2026", "2026-04-03"),
        ("mdy", "3/4/2026", "2026-03-04"),
        ("ymd", "26-10-05", "2026-10-05"),
        ("dmy", "26-10-05", "2005-10-26"),
    ],
)
def test_formats_settle_the_order_of_dates(tmp_path: Path, order: str, written: str, date: str) -> None:
    toml(write(tmp_path, table(entry(date=written))), f'[formats]\ndate = "{order}"')
    assert [str(day) for day in column(tmp_path, "posting_date")] == [date]


def test_a_closing_date_is_marked(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=1)
    books.gl("Inventory", 1, date="C12/31/26").gl("Inventory", 1, date="12/31/26")
    rows = read(books.write(), "SELECT posting_date, closing FROM gl_entry ORDER BY entry_no")
    assert rows == [(dt.date(2026, 12, 31), True), (dt.date(2026, 12, 31), False)]


# Codes


def test_codes_stay_text(tmp_path: Path) -> None:
    codes = ["000123", "NA", "NULL", "None", "nan", "1E5", "1.0", "TRUE", "-", "2026-01-01", "0"]
    write(tmp_path, table(*(entry(no, item=code) for no, code in enumerate(codes))))
    assert column(tmp_path, "item_no") == codes


@pytest.mark.parametrize("quotes", [False, True])
def test_a_quoted_code_is_the_same_code(tmp_path: Path, quotes: bool) -> None:
    text = table(entry(item="000123", location="NA"), entry(2, item="NULL"))
    write(tmp_path, re.sub(r"[^,\n]+", r'"\g<0>"', text) if quotes else text)
    assert read(tmp_path, "SELECT item_no, location_code FROM value_entry ORDER BY 1") == [
        ("000123", "NA"),
        ("NULL", ""),
    ]


# Workbooks


def test_a_workbook(tmp_path: Path) -> None:
    workbook(tmp_path, {"Value Entries": [CAPTIONS, entry(1, 1.5, date=dt.date(2026, 10, 15), item=123), entry(2, -2)]})
    assert read(tmp_path, "SELECT entry_no, item_no, posting_date, cost_amount_actual FROM value_entry") == [
        ("1", "123", dt.date(2026, 10, 15), Decimal("1.5")),
        ("2", "1000", dt.date(2026, 10, 15), Decimal(-2)),
    ]


def test_number_cells_that_hold_codes(tmp_path: Path) -> None:
    codes = [123, 123.0, 2110.5, 1234567890123456, 1e15, "000123"]
    workbook(tmp_path, {"S": [CAPTIONS, *(entry(no, item=code) for no, code in enumerate(codes))]})
    assert column(tmp_path, "item_no") == [
        "123", "123", "2110.5", "1234567890123456", "1000000000000000", "000123",
    ]  # fmt: skip


def test_amounts_in_a_workbook(tmp_path: Path) -> None:
    amounts = {
        0.1 + 0.2: "0.3", 1234567.1 + 0.2: "1234567.3", 1.12345: "1.12345", -0.00001: "-0.00001", 7: "7", "": "0",
        12345678901234.56: "12345678901234.56", 1e15: "1000000000000000", "1,234.50": "1234.5", "(3.00)": "-3",
    }  # fmt: skip
    workbook(tmp_path, {"S": [CAPTIONS, *(entry(no, cell) for no, cell in enumerate(amounts))]})
    assert actual(tmp_path) == list(amounts.values())


def test_numbers_and_texts_in_one_column(tmp_path: Path) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry(1, 1234.5), entry(2, "1,234.50"), entry(3, "1234.5"), entry(4, 1.234)]})
    assert actual(tmp_path) == ["1234.5", "1234.5", "1234.5", "1.234"]


def test_dates_in_a_workbook(tmp_path: Path) -> None:
    cells = [dt.date(2026, 10, 15), 46310, 46310.75, "2026-10-15", "15.10.2026"]
    workbook(tmp_path, {"S": [CAPTIONS, *(entry(no, date=cell) for no, cell in enumerate(cells))]})
    assert column(tmp_path, "posting_date") == [dt.date(2026, 10, 15)] * 5


def test_titles_blank_rows_and_columns_before_the_header(tmp_path: Path) -> None:
    rows = [CAPTIONS, entry(1), entry(2), [], [], entry(3)]
    shifted = [["", "", "CRONUS"], [], ["", "", "Value Entries"], [], *(["", "", *row] for row in rows)]
    workbook(tmp_path, {"S": shifted})
    assert column(tmp_path, "entry_no") == ["1", "2", "3"]
    assert column(tmp_path, "source_row") == [6, 7, 10]


def test_titles_and_blank_lines_in_a_text_file(tmp_path: Path) -> None:
    text = table(entry(1), entry(2), entry(3)).splitlines()
    write(tmp_path, "\n".join(["", "CRONUS;Value Entries", "", text[0], text[1], "", ",,,", text[2], text[3], "", ""]))
    assert column(tmp_path, "source_row") == [5, 8, 9]


def test_the_delimiter_hint_of_excel(tmp_path: Path) -> None:
    assert column(write(tmp_path, "sep=;\n" + table(entry(), delimiter=";")), "source_row") == [3]


def test_configuration_package(tmp_path: Path) -> None:
    """Row 1 names the package and the table, row 3 holds the captions (facts 5.3)."""
    sheet = [["INVT", "Value Entry", 5802], [], CAPTIONS, entry(1, 1.5), entry(2, 2)]
    workbook(tmp_path, {"Value Entry": sheet})
    assert column(tmp_path, "source_row") == [4, 5]
    assert actual(tmp_path) == ["1.5", "2"]


def test_cells_without_captions_and_other_sheets_do_not_matter(tmp_path: Path) -> None:
    sheets = {"Notes": [["Do not", "touch"]], "Empty": [], "S": [CAPTIONS, [*entry(), "a remark", 5]]}
    assert actual(workbook(tmp_path, sheets)) == ["1.5"]


def test_entries_on_several_sheets_are_one_input(tmp_path: Path) -> None:
    narrow = [[cell for position, cell in enumerate(row) if position != 6] for row in (CAPTIONS, entry(2, 20))]
    workbook(tmp_path, {"September": [CAPTIONS, entry(1, 1)], "October": narrow})
    assert sorted(actual(tmp_path)) == ["1", "20"]


def test_formulas_give_their_stored_result(tmp_path: Path) -> None:
    blank = {"formula": "=T(1)", "value": ""}
    workbook(tmp_path, {"S": [CAPTIONS, entry(1, {"formula": "=1+1", "value": 2}), entry(2, location=blank)]})
    for old, new in ((b'<c r="G3">', b'<c r="G3" t="str">'), (b' fullCalcOnLoad="1"', b"")):
        rezipped(tmp_path / "value-entries.xlsx", lambda _, part, old=old, new=new: part.replace(old, new))
    assert actual(tmp_path) == ["2", "1.5"]


def test_a_formula_error_in_a_column_that_is_not_used(tmp_path: Path) -> None:
    error = {"formula": "=#REF!", "value": "#REF!"}
    workbook(tmp_path, {"S": [["", "", *CAPTIONS, "Margin"], ["", "", *entry(), error]]})
    assert actual(tmp_path) == ["1.5"]


def test_tags_with_a_prefix(tmp_path: Path) -> None:
    """Some programs write <x:c> for every <c>."""
    workbook(tmp_path, {"S": [CAPTIONS, entry(1, 1.5)]})
    rezipped(tmp_path / "value-entries.xlsx", _prefixed)
    assert actual(tmp_path) == ["1.5"]


def _prefixed(name: str, part: bytes) -> bytes:
    if not name.endswith("sheet1.xml"):
        return part
    return re.sub(rb"<(/?)(\w)", rb"<\1x:\2", part).replace(b'xmlns="', b'xmlns:x="')


def test_the_name_does_not_decide_what_a_file_is(tmp_path: Path) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry()]}, name="really-a-workbook.csv")
    assert actual(tmp_path) == ["1.5"]


def test_the_data_sheet_of_the_trial_balance_report(tmp_path: Path) -> None:
    """TrialBalanceData is hidden and split by dimensions; the printed sheet shows the same accounts (facts 5.3)."""
    data = ["Account", "Dimension1Code", "Dimension2Code", "StartingBalance", "NetChange", "NetChangeDebit",
            "NetChangeCredit", "Balance", "BalanceACY"]  # fmt: skip
    rows = [["2110", "SALES", "", 10, 5, 5, 0, 15, 99], ["2110", "PROD", "", 20, -5, 0, 5, 15, 99]]
    printed = [["Trial Balance"], ["G/L Account No.", "Name", "Balance"], ["2110", "Inventory", 30]]
    write(tmp_path, table(entry()))
    workbook(tmp_path, {"Trial Balance": printed, "TrialBalanceData": [data, *rows]}, name="tb.xlsx")
    book = openpyxl.load_workbook(tmp_path / "tb.xlsx")
    book["TrialBalanceData"].sheet_state = "veryHidden"
    book.save(tmp_path / "tb.xlsx")
    sums = "SELECT account_no, sum(opening), sum(net_change), sum(balance) FROM trial_balance GROUP BY ALL"
    assert read(tmp_path, sums) == [("2110", 30, 0, 30)]


def test_the_accounts_of_the_trial_balance_report_beside_a_chart(tmp_path: Path) -> None:
    """GLAccounts, a hidden sheet of the report, lists the accounts of the chart once more, without balances."""
    write(tmp_path, table(entry()))
    write(tmp_path, table(["2110", "Inventory", 15], captions=["No.", "Name", "Balance"]), "chart.csv")
    accounts = [["AccountNumber", "AccountName", "AccountType"], ["2110", "Inventory", "Posting"]]
    balances = [["Account", "NetChange", "Balance"], ["2110", 5, 15]]
    workbook(tmp_path, {"GLAccounts": accounts, "TrialBalanceData": balances}, name="tb.xlsx")
    assert read(tmp_path, "SELECT DISTINCT account_no, name FROM gl_account") == [("2110", "Inventory")]


# Parquet


def parquet_files(folder: Path, caption: str, expressions: Iterable[str]) -> Path:
    """One file for each SQL expression in the column of that caption, in order."""
    for no, sql in enumerate(expressions):
        parquet(folder, f"{no:02}.parquet", Entry_No=str(no), **{caption: sql})
    return folder


def test_amounts_in_parquet(tmp_path: Path) -> None:
    amounts = {
        "1.5::DECIMAL(18,2)": "1.5",
        "1.12345::DECIMAL(38,10)": "1.12345",
        "0.1::DOUBLE + 0.2::DOUBLE": "0.3",
        "1e15::DOUBLE": "1000000000000000",
        "12::BIGINT": "12",
        "NULL::DOUBLE": "0",
        "'1,234.50'": "1234.5",
    }
    assert actual(parquet_files(tmp_path, "Cost_Amount_Actual", amounts)) == list(amounts.values())


def test_dates_in_parquet(tmp_path: Path) -> None:
    dates = [
        "DATE '2026-10-31'",
        "TIMESTAMP '2026-10-31 00:00:00'",
        "TIMESTAMP_NS '2026-10-31 00:00:00'",
        "TIMESTAMPTZ '2026-10-31 00:00:00+00'",
        "'2026-10-31'",
        "46326",
    ]
    assert column(parquet_files(tmp_path, "Posting_Date", dates), "posting_date") == [dt.date(2026, 10, 31)] * 6


def test_the_clock_of_the_machine_moves_no_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    parquet(tmp_path, Posting_Date="TIMESTAMPTZ '2026-11-01 00:00:00+00'")
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    try:
        assert column(tmp_path, "posting_date") == [dt.date(2026, 11, 1)]
    finally:
        monkeypatch.undo()
        time.tzset()


def test_codes_in_parquet(tmp_path: Path) -> None:
    codes = {
        "'000123'": "000123",
        "2110.0::DOUBLE": "2110",
        "1e15::DOUBLE": "1000000000000000",
        "'nan'::DOUBLE": "",  # what pandas makes of a missing code
        "'nan'": "nan",
        "NULL": "",
        "'Köln'::ENUM('Köln', 'Bonn')": "Köln",
        "encode('Köln')": "Köln",
    }
    assert column(parquet_files(tmp_path, "Item_No", codes), "item_no") == list(codes.values())


def test_nested_and_oddly_named_columns_in_parquet(tmp_path: Path) -> None:
    parquet(tmp_path, file_row_number="5", Nested="{'a': [1, 2]}", Flag="true")
    assert column(tmp_path, "source_row") == [2]


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_folder_name_fills_no_column(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "Location_Code=EAST"
    folder.mkdir()
    if kind == "parquet":
        parquet(folder, Location_Code="'WEST'")
    else:
        write(folder, table(entry(location="WEST")))
    assert column(folder, "location_code") == ["WEST"]


# Captions, option values, roles


def test_odata_names_and_values(tmp_path: Path) -> None:
    captions = ["Entry_No", "Posting_Date", "Document_No", "Item_No", "Item_Ledger_Entry_Type", "Entry_Type",
                "Location_Code", "Cost_Amount_Actual", "Cost_Amount_Expected"]  # fmt: skip
    kinds = ["Positive_x0020_Adjmt_x002E_", "_x0020_", "Assembly_x0020_Output"]
    rows = [entry(no, kind=kind, entry="Direct_x0020_Cost") for no, kind in enumerate(kinds)]
    write(tmp_path, table(*rows, captions=captions))
    assert column(tmp_path, "item_ledger_entry_type") == ["Positive Adjmt.", "", "Assembly Output"]
    assert column(tmp_path, "entry_type") == ["Direct Cost"] * 3


def test_odata_names_of_gl_entries(tmp_path: Path) -> None:
    write(tmp_path, table(entry()))
    captions = ["Entry_No", "Posting_Date", "G_L_Account_No", "Document_No", "Amount"]
    write(tmp_path, table([1, "2026-10-15", "2110", "D", 5], captions=captions), "gl.csv")
    assert read(tmp_path, "SELECT account_no, amount FROM gl_entry") == [("2110", 5)]


def test_api_names(tmp_path: Path) -> None:
    captions = ["entryNo", "postingDate", "documentNo", "itemNo", "itemLedgerEntryType", "entryType", "locationCode",
                "costAmountActual", "costAmountExpected"]  # fmt: skip
    write(tmp_path, table(entry(9, location="EAST"), captions=captions))
    captions = ["id", "entryNumber", "postingDate", "documentNumber", "accountNumber", "debitAmount", "creditAmount"]
    gl = [["x", 1, "2026-10-15", "D", "2110", 5, 0], ["y", 2, "2026-10-15", "D", "7190", 0, 5]]
    write(tmp_path, table(*gl, captions=captions), "gl.csv")
    assert read(tmp_path, "SELECT entry_no, location_code FROM value_entry") == [("9", "EAST")]
    assert read(tmp_path, "SELECT account_no, amount FROM gl_entry ORDER BY 1") == [("2110", 5), ("7190", -5)]


def test_option_ordinals(tmp_path: Path) -> None:
    """Some exports carry the number of the option instead of its caption (facts 5.1)."""
    kinds = {"0": "Purchase", "1": "Sale", "2": "Positive Adjmt.", "7": "", "9": "Assembly Output"}
    rows = [entry(no, kind=kind, entry="10") for no, kind in enumerate(kinds)]
    workbook(tmp_path, {"S": [CAPTIONS, *([*row[:4], int(row[4]), int(row[5]), *row[6:]] for row in rows)]})
    assert column(tmp_path, "item_ledger_entry_type") == list(kinds.values())
    assert column(tmp_path, "entry_type") == ["Direct Cost - Non Inventory"] * 5


def test_an_option_of_signs_is_not_the_blank_option(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1, kind="-"), entry(2, kind=""), entry(3, kind="Rework")))
    assert column(tmp_path, "item_ledger_entry_type") == ["-", "", "Rework"]


@pytest.mark.parametrize("captions", [["Amount", "Amount (LCY)"], ["Amount (LCY)", "Amount"]])
def test_the_local_currency_amount_counts(tmp_path: Path, captions: list[str]) -> None:
    write(tmp_path, table(entry()))
    amounts = [50 if caption == "Amount (LCY)" else 5 for caption in captions]
    head = ["Entry No.", "Posting Date", "G/L Account No.", "Document No.", *captions]
    write(tmp_path, table([1, "2026-10-15", "2110", "D", *amounts], captions=head), "gl.csv")
    assert read(tmp_path, "SELECT amount FROM gl_entry") == [(50,)]


def test_debit_and_credit_instead_of_amount(tmp_path: Path) -> None:
    write(tmp_path, table(entry()))
    head = ["Entry No.", "Posting Date", "G/L Account No.", "Document No.", "Debit Amount (LCY)", "Credit Amount (LCY)"]
    rows = [[1, "2026-10-15", "2110", "D", "5.25", ""], [2, "2026-10-15", "7190", "D", "", "5.25"],
            [3, "2026-10-15", "7190", "D", "", "-1"]]  # fmt: skip
    write(tmp_path, table(*rows, captions=head), "gl.csv")
    amounts = [Decimal("5.25"), Decimal("-5.25"), Decimal(1)]
    assert read(tmp_path, "SELECT amount FROM gl_entry ORDER BY entry_no") == [(amount,) for amount in amounts]


def test_own_captions(tmp_path: Path) -> None:
    captions = ["Entry No.", "Posting Date", "Document No.", "Item No.", "Item Ledger Entry Type", "Entry Type",
                "Lager", "Cost Amount (Actual)", "Erwartet"]  # fmt: skip
    write(tmp_path, table(entry(location="EAST", expected=7), captions=captions))
    toml(tmp_path, '[columns.value_entries]\n"Lager" = "location_code"\n"Erwartet" = "cost_amount_expected"')
    assert read(tmp_path, "SELECT location_code, cost_amount_expected FROM value_entry") == [("EAST", 7)]


def test_an_own_caption_goes_before_the_known_one(tmp_path: Path) -> None:
    captions = [*CAPTIONS, "Corrected Cost"]
    write(tmp_path, table([*entry(1, 1), 2], captions=captions))
    toml(tmp_path, '[columns.value_entries]\n"Corrected Cost" = "cost_amount_actual"')
    assert actual(tmp_path) == ["2"]


def test_an_own_caption_means_that_very_column(tmp_path: Path) -> None:
    captions = [*CAPTIONS[:7], "Cost Amount (Actual)", "Cost Amount (Actual) (LCY)", CAPTIONS[8]]
    write(tmp_path, table([*entry()[:7], 1, 2, 0], captions=captions))
    assert actual(tmp_path) == ["2"]
    toml(tmp_path, '[columns.value_entries]\n"Cost Amount (Actual)" = "cost_amount_actual"')
    assert actual(tmp_path) == ["1"]


def test_a_folder_without_toml_goes_by_captions_not_names(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    books.items = [{"No.": "1000", "Description": "Wheel", "Inventory Posting Group": "GOODS"}]
    books.chart = [{"No.": "2110", "Name": "Inventory", "Income/Balance": "Balance Sheet"}]
    folder = books.write()
    (folder / "invrecon.toml").unlink()
    for number, path in enumerate(sorted(folder.iterdir())):
        path.rename(folder / f"{9 - number}.csv")
    with Embedded() as engine:
        ledger = read_ledger(engine, read_settings(folder))[0]
    assert sorted(file.role for file in ledger.inputs) == [
        "chart_of_accounts", "general_posting_setup", "gl_entries", "inventory_posting_setup", "items", "value_entries",
    ]  # fmt: skip


def test_a_file_of_no_export_is_named_and_left(tmp_path: Path) -> None:
    write(write(tmp_path, table(entry())), "a,b\n1,2\n", "notes.csv")
    with Embedded() as engine:
        _, findings = read_ledger(engine, read_settings(tmp_path))
    assert [finding.message.split()[0] for finding in findings] == ["notes.csv"]


def test_the_relation_page_is_no_second_value_entries_export(tmp_path: Path) -> None:
    """It shows most of what Value Entries shows, and the two entry numbers besides (facts 5.3)."""
    write(tmp_path, table(entry()))
    captions = [*CAPTIONS[1:], "G/L Entry No.", "Value Entry No."]
    write(tmp_path, table([*entry()[1:], 5, 1], captions=captions), "relation.csv")
    assert read(tmp_path, "SELECT count(*) FROM value_entry") == [(1,)]
    assert read(tmp_path, "SELECT gl_entry_no, value_entry_no FROM relation") == [("5", "1")]


# Several files, names


@pytest.mark.parametrize("given", ['"value-*.csv"', '["value-1.csv", "value-2.csv"]', '["value-1.csv", "value-*.csv"]'])
def test_several_files_are_one_input(tmp_path: Path, given: str) -> None:
    write(tmp_path, table(entry(1, "1.5"), entry(2, "2")), "value-1.csv")
    write(tmp_path, table(entry(3, "3,25"), delimiter=";"), "value-2.csv", encoding="utf-16")
    toml(tmp_path, f"[inputs]\nvalue_entries = {given}")
    assert actual(tmp_path) == ["1.5", "2", "3.25"]
    assert column(tmp_path, "source_file || ':' || source_row") == ["value-1.csv:2", "value-1.csv:3", "value-2.csv:2"]


def test_several_files_in_a_bare_folder(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1)), "a.csv")
    workbook(tmp_path, {"S": [CAPTIONS, entry(2, 2)]}, "b.xlsx")
    parquet(tmp_path, "c.parquet", Entry_No="3", Cost_Amount_Actual="3")
    write(tmp_path, table(entry(4, "4"), delimiter="\t"), "d.TXT")
    assert actual(tmp_path) == ["1.5", "2", "3", "4"]


@pytest.mark.parametrize("name", ["v[1].csv", "v*?.csv", "v 'x'.csv", 'v"x".csv', "v;--.csv", "Wertposten ü.csv"])
def test_odd_file_names(tmp_path: Path, name: str) -> None:
    write(tmp_path, table(entry()), name)
    parquet(tmp_path, Entry_No="2")
    (tmp_path / "value-entries.parquet").rename(tmp_path / f"{name}.parquet")
    assert column(tmp_path, "source_file") == [name, f"{name}.parquet"]


def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    try:
        write(tmp_path, table(entry()), os.fsdecode(b"v\xff.csv"))
    except OSError:
        pytest.skip("this file system takes no such name")
    assert column(tmp_path, "source_file") == ["v?.csv"]


def test_a_symbolic_link_is_the_file_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    write(tmp_path, table(entry()), "elsewhere.csv")
    (tmp_path / "exports" / "v.csv").symlink_to(tmp_path / "elsewhere.csv")
    assert actual(tmp_path / "exports") == ["1.5"]


def test_lock_files_and_hidden_files_are_passed_over(tmp_path: Path) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry()]}, "v.xlsx")
    write(write(tmp_path, b"\x05lock", "~$v.xlsx"), b"\x00", ".v.xlsx")
    assert actual(tmp_path) == ["1.5"]
    assert actual(toml(tmp_path, '[inputs]\nvalue_entries = "*.xlsx"')) == ["1.5"]


def test_many_rows_keep_their_numbers(tmp_path: Path) -> None:
    """The engine reads a large file with all cores; the rows stay in order."""
    lines = "".join(f'{no},2026-10-15,D,"1,{no}",Purchase,Direct Cost,,1.50,0\n' for no in range(1, 120_001))
    write(tmp_path, table() + lines)
    wrong = "SELECT count(*), count(*) FILTER (source_row <> entry_no::INT + 1) FROM value_entry"
    assert read(tmp_path, wrong) == [(120_000, 0)]
