"""CSV as a spreadsheet opens it: in its own dialect, amounts exact, and no text that begins a formula."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invrecon.reconciliation.run import Run
from invrecon.reports import csv as csv_report
from invrecon.reports import listing as lists
from invrecon.reports import render
from invrecon.reports.csv import plain_text
from invrecon.reports.dialect import Dialect, against_delimiter
from invrecon.reports.listing import Column, Listing
from tests.shell import call
from tests.test_sample_company import CLEAN, DEMO

SEPARATORS = ",;\t"  # at which a spreadsheet splits of its own accord
GERMAN = Dialect(delimiter=";", decimal=",", bom=True)
FORMULA = re.compile(r"""[\s"]*[=+\-@\uff1d\uff0b\uff0d\uff20]""")
AMOUNT = re.compile(r'-?\d+([.,]\d+)?"*|[\t ]*\t-?\d+([.,]\d+)?(\t.*)?')  # by itself, or behind a blank column

delimiters = st.sampled_from(",;\t|:~^#") | st.characters().filter(lambda sign: not against_delimiter(sign))
dialects = st.builds(Dialect, delimiters, st.sampled_from(".,"), st.booleans()).filter(
    lambda d: d.delimiter != d.decimal
)
hostile = st.text(st.sampled_from(" \t\r\n;,|\"'=+-@\uff1d\u200b\u202eaZ0%()"), max_size=12)
texts = hostile | st.text(max_size=12)
amounts = st.decimals(allow_nan=False, allow_infinity=False, places=5, min_value=-(10**20), max_value=10**20)


def _listing(rows: list[tuple[str, Decimal, str]]) -> Listing:
    columns = (Column("description", "Description"), Column("amount", "Amount", "amount"), Column("note", "Note"))
    return Listing(title="", columns=columns, rows=tuple(rows))


@given(dialects, st.lists(st.tuples(texts, amounts, texts), max_size=4))
def test_what_is_read_back_is_what_was_written(dialect: Dialect, rows: list[tuple[str, Decimal, str]]) -> None:
    written = lists.render(_listing(rows), "csv", dialect)
    assert written.startswith("\ufeff") is dialect.bom
    read = list(csv.reader(io.StringIO(written.removeprefix("\ufeff")), delimiter=dialect.delimiter, strict=True))
    assert read[0] == ["description", "amount", "note"]
    assert [(text, note) for text, _, note in read[1:]] == [
        (plain_text(text), plain_text(note)) for text, _, note in rows
    ]
    assert [Decimal(amount.replace(dialect.decimal, ".")) for _, amount, _ in read[1:]] == [a for _, a, _ in rows]


@given(dialects, st.lists(st.tuples(texts, amounts, texts), max_size=4))
def test_nothing_begins_a_formula_wherever_a_spreadsheet_splits_the_line(
    dialect: Dialect, rows: list[tuple[str, Decimal, str]]
) -> None:
    text = lists.render(_listing(rows), "csv", dialect).removeprefix("\ufeff")
    cells = [cell for row in csv.reader(io.StringIO(text), delimiter=dialect.delimiter) for cell in row]
    if dialect.delimiter in SEPARATORS:
        # A spreadsheet of another region: quotes inside what it takes for a cell do not hold it together.
        for separator in SEPARATORS:
            cells += [cell for line in text.splitlines() for cell in line.split(separator)]
            cells += [cell for row in csv.reader(io.StringIO(text), delimiter=separator) for cell in row]
    assert [cell for cell in cells if FORMULA.match(cell) and not AMOUNT.fullmatch(cell)] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("\t=1+1", "' =1+1"),
        ("\r\n@SUM(A1)", "'  @SUM(A1)"),
        ("-5 pieces", "'-5 pieces"),
        ("\uff1dA1", "'\uff1dA1"),
        ("screws;=cmd|' /C calc'!A0", "screws;'=cmd|' /C calc'!A0"),
        ('nuts, "=1+1"', 'nuts,\' "=1+1"'),
        ("Direct Cost - Applied, 12-13", "Direct Cost - Applied, 12-13"),
        ("sep=;", "sep=;"),
        ("", ""),
    ],
)
def test_text_that_would_begin_a_formula_gets_an_apostrophe(text: str, written: str) -> None:
    assert plain_text(text) == written


def test_german_excel_gets_semicolons_decimal_commas_and_a_byte_order_mark(
    demo: Run, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    options = ("--bom", "--delimiter", ";", "--decimal", ",")
    printed = call(capsys, "reconcile", DEMO, "--format", "csv", "-o", tmp_path / "recon.csv", *options).out
    assert printed.startswith("\ufeffsection;key;column;fact;amount;text\n")
    assert "\nmatrix;COGS;Inventory;cell;53926,67;\n" in printed
    assert (tmp_path / "recon.csv").read_bytes().decode() == printed == render(demo.reconciliation, "csv", GERMAN)


@pytest.mark.parametrize(
    ("arguments", "beginning"),
    [
        (("drill", "cogs", "inventory"), "ledger\tposting_date\t"),
        (("timeline",), "account_no\tdate\tchange\t"),
        (("journal",), "Posting Date\tDocument Type\tDocument No.\t"),
    ],
)
def test_lists_have_the_same_options_printed_and_in_a_file(
    arguments: tuple[str, ...], beginning: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "list.csv"
    options = ("--delimiter", "tab", "--decimal", ",", "--quiet")
    printed = call(capsys, *arguments, DEMO, "--format", "csv", "-o", file, *options)
    assert (printed.status, printed.err) == (0, "")
    assert printed.out.startswith(beginning)
    assert re.search(r"\t-?\d+,\d\d[\t\n]", printed.out)
    assert file.read_text(encoding="utf-8") == printed.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "csv", "--decimal", ","), "Decimal commas need another delimiter"),
        (("--format", "csv", "--delimiter", '"'), "is a quote"),
        (("--format", "csv", "--delimiter", "x"), '"x" is a letter or a digit'),
        (("--format", "csv", "--delimiter", "7"), "is a letter or a digit"),
        (("--format", "csv", "--delimiter", "-"), "stands in amounts, or begins a formula"),
        (("--format", "csv", "--delimiter", "."), "stands in amounts, or begins a formula"),
        (("--format", "csv", "--delimiter", "\n"), "is a blank, a line break or a control character"),
        (("--format", "csv", "--delimiter", " "), "is a blank, a line break or a control character"),
        (("--format", "csv", "--delimiter", "semicolon"), "is not one character"),
        (("--format", "csv", "--delimiter", ""), "is not one character"),
        (("--delimiter", ";"), "--delimiter is for CSV, and none is written: add --format csv or -o FILE.csv."),
        (("--bom", "--decimal", ",", "-o", "x.json"), "--bom, --decimal are for CSV, and none is written"),
    ],
)
def test_a_dialect_that_would_spoil_the_file_or_find_no_file_is_refused(
    options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run = call(capsys, "reconcile", CLEAN, *options)
    assert (run.status, run.out) == (2, "")
    assert said in run.err


def test_a_dialect_for_all_runs_concerns_those_that_write_csv(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INVRECON_RECONCILE_DELIMITER", ";")
    assert call(capsys, "reconcile", CLEAN).status == 0
    assert call(capsys, "reconcile", CLEAN, "--format", "csv").out.startswith("section;key;")


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize(("dialect", "sign", "language"), [(Dialect(), 44, "en-US"), (GERMAN, 59, "de-DE")])
def test_libreoffice_opens_it_with_amounts_as_numbers(
    demo: Run, tmp_path: Path, dialect: Dialect, sign: int, language: str
) -> None:
    import openpyxl

    file = tmp_path / "recon.csv"
    file.write_text(csv_report.render(demo.reconciliation, dialect), encoding="utf-8", newline="")
    languages = {"en-US": 1033, "de-DE": 1031}
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            # Delimiter, quote, UTF-8, from line 1, columns as they are, the language that numbers are written in.
            f"--infilter=Text - txt - csv (StarCalc):{sign},34,76,1,,{languages[language]},false,true",
            "--convert-to", "xlsx", "--outdir", str(tmp_path), str(file),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    rows = openpyxl.load_workbook(tmp_path / "recon.xlsx").active.iter_rows(values_only=True)
    assert next(rows) == csv_report.HEADER
    facts = {(section, key, column, fact): amount for section, key, column, fact, amount, _ in rows}
    inventory = demo.reconciliation.difference_matrix.columns["Inventory"]
    assert facts["matrix", "Inventory", "Difference", "difference"] == float(str(inventory.difference))
    written = [amount for amount in facts.values() if amount is not None]
    assert len(written) > 500
    assert {type(amount) for amount in written} <= {int, float}
