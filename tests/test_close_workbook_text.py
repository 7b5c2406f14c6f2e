"""Text of exports in the close workbook: never a formula, never a link of its own, and nothing that breaks a sheet."""

from __future__ import annotations

import re
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest

from tests.bookkeeping import Books
from tests.close_books import bought
from tests.close_workbook import SHEETS, Binder, binder, binder_of
from tests.libreoffice import converted, needs_libreoffice

HOSTILE = [
    '=HYPERLINK("http://a.example";"x")', "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "=cmd|' /C calc'!A0", "{=1+1}",
    "http://a.example", "mailto:a@example.com", "internal:Summary!A1", "external:c:\\a.xlsx", "_x0041_", "_x000D_",
    "a\x00b\x07\x1b[31m", "\ufffd\ufffe\uffff", "\u0301\u202e\u2066abc", "<b>&amp;]]>", "&P&N&[Page]", "'=1", " =1 ",
    "000123", "1E5", "TRUE", "1/2", "\r\n=1", "=" + "A" * 40_000, "\U0001f4b0" * 20_000,
    '<r><t>1</t></r></is></c><c r="Z9"><f>1+1</f></c><c t="inlineStr"><is><r><t>1</t></r>',
    "<r>" + "A" * 40_000 + "</r>",
]  # fmt: skip
_OURS = re.compile(r"ROUND\((?:SUM|SUBTOTAL|MAX|MIN|[A-Z]{1,2}\d+|\d+|'[A-Z][A-Za-z ]+\d*'!|[-+(),:])+,\d\)")
"""What a formula of ours consists of."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Binder:
    """Books whose every free text is hostile, some of it explained, some not."""
    books = Books(tmp_path_factory.mktemp("hostile") / "exports")
    books.toml = ['company = "=1+1&C&P\\u0301 & Sons"', 'currency = "=1+1"']
    books.chart = [
        {"No.": number, "Name": f"{name} &D", "Account Type": "Posting"}
        for number, name in zip(("2110", "7291", "7190", "=1+1"), HOSTILE[:4], strict=True)
    ]
    books.gl("=1+1", 5, document="J1", source_code="GENJNL")
    for number, text in enumerate(HOSTILE):
        told = {"Item No.": text, "Description": text, "User ID": text}
        cost = 10 + number
        books.value_entry("Purchase / Direct Cost", cost, document=text, posted=number % 2 * cost, **told)
        books.gl("Inventory", 1000 + number, document=text, source_code="GENJNL", **told)
    books.items = [{"No.": text, "Description": text} for text in dict.fromkeys(map(str.strip, HOSTILE))]
    return binder(books)


def test_no_text_becomes_a_formula(hostile: Binder) -> None:
    formulas = [cell for cell in hostile.cells() if cell.data_type == "f"]
    assert len(formulas) > 100
    assert [cell.value for cell in formulas if not _OURS.fullmatch(cell.value.removeprefix("="))] == []


def test_text_stands_as_it_is_and_is_text(hostile: Binder) -> None:
    texts = {cell.value for cell in hostile.sheet("Entries")["F"] if cell.data_type == "s"}
    assert {'=HYPERLINK("http://a.example";"x")', "+1+1", "-2+3", "@SUM(A1)", "000123", "1E5", "TRUE"} <= texts
    # A workbook writes a character as _xHHHH_, and so what looks like it as _x005F_xHHHH_.
    assert {"_x005F_x0041_", "_x005F_x000D_", "<b>&amp;]]>", "&P&N&[Page]", "http://a.example"} <= texts


def test_what_cannot_be_shown_is_a_blank(hostile: Binder) -> None:
    texts = {str(cell.value) for cell in hostile.sheet("Entries")["F"]}
    assert {"a b  [31m", "\ufffd", "\u0301  abc"} <= {text.rstrip() for text in texts}
    everything = "".join(str(cell.value) for cell in hostile.cells())
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]", everything)


def test_text_is_no_longer_than_a_cell_holds(hostile: Binder) -> None:
    lengths = [len(cell.value.encode("utf-16-le")) // 2 for cell in hostile.cells() if isinstance(cell.value, str)]
    assert 32_000 < max(lengths) <= 32_767


def test_only_our_own_links_are_links(hostile: Binder) -> None:
    assert {location.split("!")[0].strip("'") for _, _, location in hostile.links()} <= set(SHEETS)
    assert not [name for name in hostile.parts() if name.startswith("xl/worksheets/_rels") and b"hyperlink" in
                hostile.parts()[name]]  # fmt: skip


def headers(made: Binder) -> list[tuple[str, str]]:
    """The left and the right part of each sheet's printed header, as a spreadsheet reads its codes."""
    texts = [ElementTree.fromstring(data).findtext(".//{*}oddHeader") or ""
             for name, data in made.parts().items() if name.startswith("xl/worksheets/sheet")]  # fmt: skip
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) <= 255
    return [
        (found[1].replace("&&", "&"), found[2])
        for text in texts
        if (found := re.fullmatch(r'&L&8&"Calibri,Regular"((?:[^&]|&&)*)&R&8&"Calibri,Regular"([A-Z][a-z0-9 ]+)', text))
    ]


@pytest.mark.parametrize("company", ["=1+1&C&P & Sons", "3M", "x" + "&" * 300, "\U0001f4b0" * 300])
def test_the_printed_header_is_text_too(tmp_path: Path, company: str) -> None:
    books = bought(Books(tmp_path / "exports"))
    books.toml = [f'company = "{company}"']
    found = headers(binder(books))
    assert [title for _, title in found] == SHEETS
    assert {left[:9] for left, _ in found} == {f"{company}   as of 31"[:9]}


def test_names_of_files_and_sheets_are_text_too(tmp_path: Path) -> None:
    books = bought(Books(tmp_path / "exports"))
    folder = books.write()
    (folder / "invrecon.toml").unlink()
    (folder / "value-entries.csv").rename(folder / "=value+entries,1.csv")
    (folder / "gl-entries.csv").rename(folder / "@gl &amp; entries.csv")
    made = binder_of(folder)
    files = {cell.value for title in ("Entries", "Inputs") for row in made.sheet(title).iter_rows() for cell in row}
    assert {"=value+entries,1.csv", "@gl &amp; entries.csv"} <= files
    assert all(_OURS.fullmatch(cell.value[1:]) for cell in made.cells() if cell.data_type == "f")


@needs_libreoffice
def test_a_spreadsheet_shows_it_as_it_stands_in_the_export(hostile: Binder, tmp_path: Path) -> None:
    with closing(openpyxl.load_workbook(converted(hostile.path, "xlsx", tmp_path), read_only=True)) as shown:
        texts = {document for (document,) in shown["Entries"].iter_rows(6, None, 6, 6, values_only=True)}
    as_is = {'=HYPERLINK("http://a.example";"x")', "+1+1", "@SUM(A1)", "000123", "1E5", "1/2", "_x0041_"}
    assert as_is <= texts
