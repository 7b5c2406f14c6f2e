"""Codes whose zeros a spreadsheet dropped in one of the exports: matched where there is one meaning, told where two."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import invrecon
from tests.bookkeeping import ACCOUNTS, Books, findings

ZEROED = {"Inventory": "02110", "Direct Cost Applied": "07291"}


@pytest.fixture
def padded(books: Books) -> Books:
    """Two purchases; items, documents, accounts and the location have zeros in front."""
    books.inventory_setup[0] |= {"Inventory Account": ZEROED["Inventory"], "Location Code": "01"}
    books.general_setup[0] |= {"Direct Cost Applied Account": ZEROED["Direct Cost Applied"]}
    books.items = [{"No.": "00007", "Description": "Wheel", "Inventory Posting Group": "GOODS", "Type": "Inventory"}]
    for document, cost in (("000123", 100), ("000456", 30)):
        books.value_entry(
            "Purchase / Direct Cost", cost, document=document, **{"Item No.": "00007", "Location Code": "01"}
        )
        books.pair(ZEROED["Inventory"], ZEROED["Direct Cost Applied"], cost, document=document)
    books.gl("02110", 5, document="000456", source_code="GENJNL")
    return books


def stripped(path: Path) -> None:
    """The file as a spreadsheet saves it: digits become numbers."""
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?<=,)0+(?=[1-9]\d*(,|$))", "", text, flags=re.M), encoding="utf-8")


def without_inputs(result: invrecon.Reconciliation) -> str:
    return json.dumps({key: value for key, value in result.to_dict().items() if key != "inputs"}, indent=1)


def remarks(result: invrecon.Reconciliation) -> dict[str, tuple[str, ...]]:
    return {file.file: file.remarks for file in result.inputs if file.remarks}


@pytest.mark.parametrize("file", ["gl-entries.csv", "value-entries.csv"])
def test_an_export_without_its_zeros_reconciles_as_the_one_with_them(padded: Books, file: str) -> None:
    folder = padded.write()
    whole = invrecon.reconcile(folder, as_of="2026-10-31")
    stripped(folder / file)
    result = invrecon.reconcile(folder, as_of="2026-10-31")
    assert without_inputs(result) == without_inputs(whole)
    assert remarks(whole) == {}
    assert list(remarks(result)) == [file]


def test_the_remark_counts_the_codes_and_shows_one(padded: Books) -> None:
    folder = padded.write()
    stripped(folder / "gl-entries.csv")
    assert remarks(invrecon.reconcile(folder, as_of="2026-10-31")) == {
        "gl-entries.csv": (
            "2 account numbers had lost their leading zeros (2110 for 02110); they were matched.",
            "2 document numbers had lost their leading zeros (123 for 000123); they were matched.",
        )
    }


def test_one_of_two_value_entry_files_without_zeros(padded: Books) -> None:
    folder = padded.write()
    whole = invrecon.reconcile(folder, as_of="2026-10-31")
    lines = (folder / "value-entries.csv").read_text(encoding="utf-8").splitlines()
    (folder / "value-entries.csv").write_text("\n".join([lines[0], lines[1]]) + "\n", encoding="utf-8")
    (folder / "more.csv").write_text("\n".join([lines[0], lines[2]]) + "\n", encoding="utf-8")
    stripped(folder / "more.csv")
    toml = folder / "invrecon.toml"
    text = toml.read_text(encoding="utf-8")
    toml.write_text(text.replace('"value-entries.csv"', '["value-entries.csv", "more.csv"]'), encoding="utf-8")
    assert without_inputs(invrecon.reconcile(folder, as_of="2026-10-31")) == without_inputs(whole)


def test_accounts_that_both_exist_are_never_merged(books: Books) -> None:
    """A chart with 2110 and 02110: what a file without zeros means by 2110, no one can tell."""
    books.chart = [{"No.": no, "Name": no, "Account Type": "Posting"} for no in ("2110", "02110", "7291")]
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    result = books.reconcile()
    assert result.reconciled
    assert findings(result) == ["leading-zeros-unclear"]
    assert "2110 may be 02110 or 2110" in result.findings[0].message


def test_a_file_that_keeps_its_zeros_means_what_it_says(books: Books) -> None:
    books.chart = [{"No.": no, "Name": no, "Account Type": "Posting"} for no in ("2110", "02110", "7291")]
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.pair("0500", "2999", 1, source_code="GENJNL", document="X")
    books.inventory_setup.append(books.inventory_setup[0] | {"Location Code": "X", "Inventory Account": "0777"})
    assert "leading-zeros-unclear" not in findings(books.reconcile())


def test_two_spellings_with_zeros_are_told_and_left(books: Books) -> None:
    for document in ("0123", "00123"):
        books.value_entry("Purchase / Direct Cost", 100, document=document)
        books.pair("Inventory", "Direct Cost Applied", 100, document="123")
    result = books.reconcile()
    assert findings(result) == ["leading-zeros-unclear"]
    assert "123 may be 00123 or 0123" in result.findings[0].message


def test_a_document_of_another_day_is_another_document(books: Books) -> None:
    """A sales invoice 1001 and a payment 01001 have nothing to do with each other."""
    books.value_entry("Purchase / Direct Cost", 100, document="1001")
    books.pair("Inventory", "Direct Cost Applied", 100, document="01001", date="2026-10-20")
    result = books.reconcile()
    assert remarks(result) == {}
    assert findings(result) == []


def test_an_account_in_the_toml_is_meant_as_it_is_written(books: Books) -> None:
    books.chart = [{"No.": no, "Name": no, "Account Type": "Posting"} for no in ("02110", "7291")]
    books.toml_tables = ["[accounts]", f'"Inventory" = ["{ACCOUNTS["Inventory"]}"]']
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    assert remarks(books.reconcile()) == {}
