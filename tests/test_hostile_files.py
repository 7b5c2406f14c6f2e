"""Files that are something else than their name says, or made to do harm: each is called by its name, soon."""

from __future__ import annotations

import resource
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from invrecon.errors import InputError
from invrecon.exports.package import PIECE
from tests.binary_workbook import record, write_xlsb
from tests.test_reading import CAPTIONS, actual, entry, rezipped, table, workbook, write
from tests.test_refusals import problem, refusal
from tests.test_workbooks import FILES

HTML = b"<html><body><table><tr><td>Entry No.</td></tr></table></body></html>"
EXCEL_2003 = (
    b'<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
    b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>'
)


@pytest.fixture(autouse=True)
def soon_and_small() -> object:
    """No test here may take long or much memory."""
    start, before = time.monotonic(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield
    assert time.monotonic() - start < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 1 << 20  # KiB: a gibibyte


# Something else


@pytest.mark.parametrize("name", ["v.xlsx", "v.xls", "v.csv", "v.txt"])
@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n", "a PDF document"),
        (HTML, "an HTML page"),
        (b"\xef\xbb\xbf\r\n  <!DOCTYPE HTML PUBLIC>\n" + HTML, "an HTML page"),
        (HTML.decode().encode("utf-16"), "an HTML page"),
        (b"\n<TABLE><tr><td>x", "an HTML page"),
        (EXCEL_2003, "an XML spreadsheet of Excel 2003"),
        (b'<?xml version="1.0"?><entries/>', "an XML file"),
        (b'{"value": [{"Entry_No": 1}]}', "a JSON file"),
        (b'[\n {"Entry_No": 1}]', "a JSON file"),
        (b"{\\rtf1 x}", "a Word document (RTF)"),
        (b"7z\xbc\xaf\x27\x1c\0\0", "a 7-Zip archive"),
        (b"Rar!\x1a\x07\x00", "a RAR archive"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
    ],
)
def test_a_file_that_is_something_else(tmp_path: Path, content: bytes, what: str, name: str) -> None:
    found = problem(write(tmp_path, content, name))
    assert (found.file, found.found) == (name, f"this is {what} named {Path(name).suffix}")
    assert found.action


def test_a_web_page_says_what_to_do(tmp_path: Path) -> None:
    assert problem(write(tmp_path, HTML, "v.xls")).action == "Open it in Excel and save it as .xlsx."


def test_delimited_text_named_xls_is_read(tmp_path: Path) -> None:
    assert actual(write(tmp_path, table(entry(), delimiter="\t"), "v.xls")) == ["1.5"]


def test_a_caption_in_brackets_is_no_json(tmp_path: Path) -> None:
    assert actual(write(tmp_path, table(entry(), captions=["Entry No.", *CAPTIONS[1:]]))) == ["1.5"]
    text = table([*entry(), ""], captions=[*CAPTIONS, "x"])
    assert "JSON" not in str(problem(write(tmp_path, "[Entry No.]" + text[9:], "w.csv")))


def test_a_word_document_named_xlsx(tmp_path: Path) -> None:
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    link = f'<Relationships><Relationship Id="r" Type="{office}" Target="word/document.xml"/></Relationships>'
    with zipfile.ZipFile(tmp_path / "v.xlsx", "w") as archive:
        for name, part in {"[Content_Types].xml": "<Types/>", "_rels/.rels": link, "word/document.xml": "<d/>"}.items():
            archive.writestr(name, part)
    assert "another kind of document" in problem(tmp_path).found


# Passwords


def test_an_xls_workbook_with_a_password(tmp_path: Path) -> None:
    """Its records begin with one that says how they are encrypted."""
    whole = (FILES / "entries.xls").read_bytes()
    codepage = struct.pack("<HHH", 0x0042, 2, 1200)
    assert codepage in whole
    write(tmp_path, whole.replace(codepage, struct.pack("<HHH", 0x002F, 2, 1)), "v.xls")
    assert "protected by a password" in problem(tmp_path).found


@pytest.mark.parametrize("way", ["of its parts", "of the whole"])
def test_an_ods_workbook_with_a_password(tmp_path: Path, way: str) -> None:
    write(tmp_path, (FILES / "entries.ods").read_bytes(), "v.ods")

    def encrypted(name: str, part: bytes) -> bytes | None:
        if name == "META-INF/manifest.xml":
            note = b"<manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
            return part.replace(b"</manifest:manifest>", b"<manifest:file-entry>" + note)
        return None if way == "of the whole" and name == "content.xml" else part

    rezipped(tmp_path / "v.ods", encrypted)
    if way == "of the whole":
        with zipfile.ZipFile(tmp_path / "v.ods", "a") as archive:
            archive.writestr("encrypted-package", "x")
    assert "protected by a password" in problem(tmp_path).found


# Bombs


def _filled_with_zeros(path: Path, part: str, size: int) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name != part}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        with archive.open(part, "w") as stream:
            for _ in range(size >> 20):
                stream.write(b" " * (1 << 20))


BOMBS = [
    ("v.xlsx", "xl/worksheets/sheet1.xml"),
    ("v.xlsx", "xl/sharedStrings.xml"),
    ("v.xlsx", "xl/workbook.xml"),
    ("v.xlsb", "xl/worksheets/sheet1.bin"),
    ("v.ods", "content.xml"),
]


def _workbook(folder: Path, name: str) -> Path:
    if name == "v.xlsx":
        workbook(folder, {"S": [CAPTIONS, entry()]}, name)
    elif name == "v.xlsb":
        write_xlsb(folder / name, {"S": [CAPTIONS, entry()]})
    else:
        write(folder, (FILES / "entries.ods").read_bytes(), name)
    return folder / name


@pytest.mark.parametrize(("name", "part"), BOMBS)
@pytest.mark.parametrize("lie", [False, True], ids=["honest", "lying"])
def test_a_workbook_that_expands_without_end(tmp_path: Path, name: str, part: str, lie: bool) -> None:
    path, size = _workbook(tmp_path, name), 300 << 20
    _filled_with_zeros(path, part, size)
    if lie:  # in the directory and in the member's own header
        write(tmp_path, path.read_bytes().replace(struct.pack("<I", size), struct.pack("<I", 1 << 20)), name)
    found = problem(tmp_path)
    assert found.file == name
    assert ("damaged" if lie else "expand") in found.found


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("declared", [LAUGHS, OUTSIDE, b"<!-- x --><!DOCTYPE x>"], ids=["laughs", "outside", "plain"])
@pytest.mark.parametrize(
    "part",
    ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml",
     "xl/styles.xml", "_rels/.rels", "content.xml"],
)  # fmt: skip
def test_declarations_that_no_office_program_writes(tmp_path: Path, part: str, declared: bytes) -> None:
    path = _workbook(tmp_path, "v.ods" if part == "content.xml" else "v.xlsx")

    def change(name: str, text: bytes) -> bytes:
        head, end, rest = text.partition(b"?>")
        return head + end + declared + rest if name == part else text

    rezipped(path, change)
    assert "declares" in problem(tmp_path).found


@pytest.mark.parametrize("part", ["xl/sharedStrings.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_declarations_behind_blanks_that_fill_the_first_piece(tmp_path: Path, part: str) -> None:
    path = _workbook(tmp_path, "v.xlsx")
    blanks = b" " * (PIECE + 7)
    rezipped(path, lambda name, text: blanks + LAUGHS + text.partition(b"?>")[2] if name == part else text)
    assert "declares" in problem(tmp_path).found


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "content.xml"])
def test_tags_within_tags_without_end(tmp_path: Path, part: str) -> None:
    path = _workbook(tmp_path, "v.ods" if part == "content.xml" else "v.xlsx")
    nested = b"<a>" * 300_000 + b"</a>" * 300_000
    rezipped(path, lambda name, text: text[: (at := text.rindex(b"</"))] + nested + text[at:] if name == part else text)
    if part != "xl/worksheets/sheet1.xml":
        assert "nested beyond reason" in problem(tmp_path).found
    else:  # searched and read without a stack of tags
        assert actual(tmp_path) == ["1.5"]


# Far-off cells, wide tables


@pytest.mark.parametrize("place", [b"XFD1048576", b"XFD900", b"A1048576", b"ZZ1000000"])
def test_a_cell_far_away(tmp_path: Path, place: bytes) -> None:
    """Calamine lays out all cells between: 17 thousand million of them."""
    workbook(tmp_path, {"S": [CAPTIONS, entry()]})
    far = b'<row r="9"><c r="' + place + b'"><v>1</v></c></row></sheetData>'
    rezipped(tmp_path / "value-entries.xlsx", lambda _, text: text.replace(b"</sheetData>", far))
    if place == b"XFD900":
        assert actual(tmp_path) == ["1.5"]  # 15 million are not too many
    elif place == b"A1048576":
        assert any("cut off" in found.found for found in refusal(tmp_path).problems)
    else:
        assert f"reach to {place.decode()}, and nearly all of them are blank" in problem(tmp_path).found


def test_formatted_blank_cells_far_away(tmp_path: Path) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry()]})
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    rezipped(tmp_path / "value-entries.xlsx", lambda _, text: text.replace(b"</sheetData>", far))
    assert actual(tmp_path) == ["1.5"]


def test_dimensions_that_are_not_true(tmp_path: Path) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry()]})
    rezipped(
        tmp_path / "value-entries.xlsx",
        lambda _, text: text.replace(b'<dimension ref="A1:I2"/>', b'<dimension ref="A1:XFD1048576"/>'),
    )
    assert actual(tmp_path) == ["1.5"]


def test_a_cell_far_away_in_xlsb(tmp_path: Path) -> None:
    write_xlsb(tmp_path / "v.xlsb", {"S": [CAPTIONS, entry()]})
    row = record(0, struct.pack("<IIHBBBI", 1048575, 0, 300, 0, 0, 0, 0))
    cell = record(5, struct.pack("<IId", 16383, 0, 1.0))
    end = record(146)
    rezipped(tmp_path / "v.xlsb", lambda name, part: part.replace(end, row + cell + end) if "sheet1" in name else part)
    assert "reach to XFD1048576" in problem(tmp_path).found


def test_rows_and_cells_that_repeat_without_end_in_ods(tmp_path: Path) -> None:
    write(tmp_path, (FILES / "entries.ods").read_bytes(), "v.ods")
    many = (
        b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell'
        b' table:number-columns-repeated="16000" office:value-type="float" office:value="1"/></table:table-row>'
    )
    rezipped(tmp_path / "v.ods", lambda _, part: part.replace(b"<table:table-row ", many + b"<table:table-row ", 1))
    assert "nearly all of them are blank" in problem(tmp_path).found


def test_a_wide_workbook(tmp_path: Path) -> None:
    captions = [*CAPTIONS, *(f"Field {no}" for no in range(16_384 - len(CAPTIONS)))]
    workbook(tmp_path, {"S": [captions, entry(1), [*entry(2), *[1] * (16_384 - len(CAPTIONS))]]})
    assert actual(tmp_path) == ["1.5", "1.5"]


def test_dimensions_of_an_xls_workbook_that_are_not_true(tmp_path: Path) -> None:
    whole = (FILES / "entries.xls").read_bytes()
    at = whole.rindex(struct.pack("<HH", 0x0200, 14))
    huge = struct.pack("<IIHHH", 0, 0xFFFFFFF0, 0, 0xFFFF, 0)
    write(tmp_path, whole[: at + 4] + huge + whole[at + 18 :], "v.xls")
    assert "more cells than there can be" in problem(tmp_path).found


@pytest.mark.parametrize("field", [44, 48, 60, 64, 68, 72, 76])
def test_a_compound_file_that_leads_nowhere(tmp_path: Path, field: int) -> None:
    """Its first sector points to itself, or beyond the end, or promises four thousand million sectors."""
    whole = (FILES / "entries.xls").read_bytes()
    for value in (0, 7, 0x7FFFFFFF, 0xFFFFFFF0):
        write(tmp_path, whole[:field] + struct.pack("<I", value) + whole[field + 4 :], "v.xls")
        with suppress(InputError):
            assert actual(tmp_path)[0] == "1.5"


# The program


@pytest.mark.parametrize(
    "spoil", [lambda part: part[: len(part) // 2], lambda part: part.replace(b"<v>", b"<v>999")], ids=["half", "index"]
)
def test_nothing_but_the_problem_is_printed(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry()]})
    rezipped(tmp_path / "value-entries.xlsx", lambda name, part: spoil(part) if name.endswith("sheet1.xml") else part)
    command = [sys.executable, "-m", "invrecon", "reconcile", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (2, "")
    assert "value-entries.xlsx" in result.stderr
    assert "panicked" not in result.stderr
    assert "Traceback" not in result.stderr
