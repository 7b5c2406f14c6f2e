"""Texts of an export that a spreadsheet, a terminal or a browser could take for more than text: they stay text."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from invrecon.reports.csv import plain_text
from tests.bookkeeping import ACCOUNTS, Books
from tests.shell import call

TEXTS = (
    "=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=cmd|' /C calc'!A0", " =1", "\u200f=1+1", "\uff1d1+1",
    "a|b`c<script>alert(1)</script>", "\x1b[31mred\x1b[0m", "line\nbreak", "\u202egpj.exe", "\x9b31m", "[x](http://y)",
)  # fmt: skip
LISTS = (("drill", "--account", ACCOUNTS["Inventory"]), ("timeline",), ("journal",))
ALL = (("reconcile",), *LISTS)


@pytest.fixture
def folder(books: Books) -> Path:
    """Direct postings, deleted journals and unposted cost, each with such a text wherever the ERP takes text."""
    books.chart = [
        {"No.": no, "Name": TEXTS[number % len(TEXTS)], "Account Type": "Posting"}
        for number, no in enumerate(ACCOUNTS.values())
    ]
    for number, text in enumerate(TEXTS):
        item = {"Item No.": text, "Description": text, "User ID": text}
        books.value_entry("Purchase / Direct Cost", 10 + number, document=text, posted=0, **item)
        extra = {"User ID": text, "Description": text}
        books.pair("Inventory", "COGS", 100 + number, document=f"{text}{number}", source_code="GENJNL", **extra)
    books.toml = ["company = " + json.dumps(TEXTS[9] + TEXTS[0])]
    folder = books.write()
    name = "=1+1 @x.csv"
    (folder / "gl-entries.csv").rename(folder / name)
    toml = folder / "invrecon.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("gl-entries.csv", name), encoding="utf-8")
    return folder


def steers(text: str) -> list[str]:
    """Characters that steer a terminal or turn the direction of writing."""
    return [ch for ch in text if ch != "\n" and unicodedata.category(ch) in ("Cc", "Cf", "Zl", "Zp")]


def is_amount(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None


@pytest.mark.parametrize("command", ALL, ids=lambda command: command[0])
def test_no_cell_of_a_csv_is_a_formula(
    command: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *options = command
    said = call(capsys, name, folder, *options, "--format", "csv")
    assert said.status in (0, 1), said.err
    cells = [cell for row in csv.reader(io.StringIO(said.out)) for cell in row]
    assert len(cells) >= 20
    formulas = [cell for cell in cells if cell.strip()[:1] in tuple("=+-@\uff1d\uff0b\uff0d\uff20") and cell.strip()]
    assert [cell for cell in formulas if not is_amount(cell)] == []
    assert steers(said.out) == []
    assert name in ("timeline", "journal") or any(cell.startswith("'=") for cell in cells)


@pytest.mark.parametrize("command", ALL, ids=lambda command: command[0])
def test_nothing_steers_the_terminal(
    command: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *options = command
    said = call(capsys, name, folder, *options)
    assert said.status in (0, 1), said.err
    assert steers(said.out + said.err) == []


@pytest.mark.parametrize("command", ALL, ids=lambda command: command[0])
def test_nothing_breaks_out_of_a_markdown_table(
    command: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, *options = command
    said = call(capsys, name, folder, *options, "--format", "markdown")
    assert said.status in (0, 1), said.err
    assert steers(said.out) == []
    assert re.search(r"(?<!\\)<script", said.out) is None
    assert re.search(r"(?<!\\)\[x\]", said.out) is None
    widths: list[int] = []
    for line in said.out.splitlines():
        if line.startswith("|"):
            widths.append(len(re.findall(r"(?<!\\)\|", line)))
        elif widths:
            assert len(set(widths)) == 1, line
            widths = []


def test_json_gives_every_text_as_it_is(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(call(capsys, "reconcile", folder, "--format", "json").out)
    documents = {piece["document_no"] for item in told["reconciling_items"] for piece in item["evidence"]}
    assert {"=1+1", "+A1", "-2+3", "@SUM(A1)", "\x1b[31mred\x1b[0m"} <= documents
    assert any(Decimal(line["difference"]) for line in told["accounts"])


def test_the_check_command_shows_no_control_characters(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "check", folder)
    assert "=1+1 @x.csv" in said.out
    assert steers(said.out + said.err) == []


def test_a_refusal_shows_no_control_characters(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.value_entry("Purchase / Direct Cost", "\x1b[31m=1")
    said = call(capsys, "reconcile", books.write())
    assert said.status == 2
    assert steers(said.err) == []


@pytest.mark.parametrize("text", ["", " ", "abc", "1", "a=b", "SI-1", "'=1"])
def test_other_text_is_left_alone(text: str) -> None:
    assert plain_text(text) == text
