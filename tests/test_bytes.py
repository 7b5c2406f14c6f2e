"""Whatever bytes lie in the folder, the run ends with a result or refuses, soon, and never says what is not so.

A file of a small sound folder is replaced by changed or arbitrary bytes: flipped, cut, repeated, or spliced with those
of another file; of packed files also the bytes inside. INVRECON_EXAMPLES=500 tries more of each.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import tempfile
import time
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.bookkeeping import Books
from tests.damage.outcome import Totals, outcome, totals

EXAMPLES = int(os.environ.get("INVRECON_EXAMPLES", "0")) or 3
AS_OF = "2026-10-31"
SECONDS = 60
"""Of the processor: far more than any file of this size should take."""

VICTIMS = ("value-entries.csv", "gl-entries.csv", "inventory-posting-setup.csv", "trial-balance.csv")

Change = Callable[[bytes], bytes]

some = settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@cache
def sound() -> tuple[dict[str, bytes], Totals]:
    """The files of a small folder that reconciles, and its totals."""
    with tempfile.TemporaryDirectory() as name:
        books = Books(Path(name) / "exports")
        books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
        books.value_entry("Sale / Direct Cost", actual="-40.25", document="DOC2")
        books.pair("COGS", "Inventory", "40.25", document="DOC2")
        books.value_entry("Purchase / Direct Cost", expected="9.90", document="DOC3", date="2026-10-31")
        books.pair("Inventory (Interim)", "Invt. Accrual (Interim)", "9.90", document="DOC3", date="2026-10-31")
        balances = {"2110": "59.75", "2111": "9.90", "5510": "-9.90", "7190": "40.25", "7291": "-100.00"}
        for account, balance in balances.items():
            books.trial_balance.append({"G/L Account No.": account, "Name": f"Account {account}", "Balance": balance})
        books.write()
        (books.folder / "invrecon.toml").unlink()
        result, _ = outcome(books.folder, AS_OF)
        assert result
        assert result.reconciled
        return {path.name: path.read_bytes() for path in books.folder.iterdir()}, totals(result)


def _rows(text: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.decode())))


def as_csv(text: bytes) -> bytes:
    return text


def as_utf_16(text: bytes) -> bytes:
    return text.decode().encode("utf-16")


def as_workbook(text: bytes) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet()
        for number, row in enumerate(_rows(text)):
            for column, cell in enumerate(row):
                if "." in cell and cell.lstrip("-")[:1].isdigit():
                    sheet.write_number(number, column, float(cell))
                else:
                    sheet.write_string(number, column, cell)
    return content.getvalue()


def as_open_document(text: bytes) -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in _rows(text)
    )
    office = "urn:oasis:names:tc:opendocument:xmlns"
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="Sheet1">{cells}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        f'xmlns:manifest="{office}:manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{mimetype}"/></manifest:manifest>'
    )
    return _zip({"mimetype": mimetype, "META-INF/manifest.xml": manifest, "content.xml": document})


def as_parquet(text: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as name, duckdb.connect() as engine:
        written, made = Path(name) / "written.csv", Path(name) / "made.parquet"
        written.write_bytes(text)
        engine.execute(f"COPY (FROM read_csv('{written}', all_varchar = true)) TO '{made}' (FORMAT parquet)")
        return made.read_bytes()


def as_archive(text: bytes) -> bytes:
    return _zip({"export.csv": text.decode()})


def as_gzip(text: bytes) -> bytes:
    return gzip.compress(text, mtime=0)


def _zip(members: dict[str, str]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return content.getvalue()


FORMS = (as_csv, as_utf_16, as_workbook, as_open_document, as_parquet, as_archive, as_gzip)
SUFFIXES = {"as_workbook": "xlsx", "as_open_document": "ods", "as_parquet": "parquet", "as_archive": "zip"}
SUFFIXES |= {"as_gzip": "csv.gz"}


@cache
def made(form: Callable[[bytes], bytes], victim: str) -> bytes:
    """A sound file in a form."""
    return form(sound()[0][victim])


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """One to four changes of bytes, anywhere."""
    steps = [
        draw(st.sampled_from((_flip, _cut, _insert, _repeat, _splice)))(draw) for _ in range(draw(st.integers(1, 4)))
    ]

    def change(data: bytes) -> bytes:
        for step in steps:
            data = step(data)
        return data

    return change


anywhere = st.integers(0, 1 << 20)
lengths = st.one_of(st.integers(1, 8), st.integers(1, 2000))
pieces = st.one_of(
    st.binary(min_size=1, max_size=20),
    st.sampled_from(
        (b'"', b",", b";", b"\n", b"\r", b"\0", b"-", b"9", b".", b"<", b">", b"\xff\xfe", b"1E9", b"=1+1")
    ),
)


def _flip(draw: st.DrawFn) -> Change:
    at, bits = draw(anywhere), draw(st.integers(1, 255))

    def flip(data: bytes) -> bytes:
        place = at % (len(data) or 1)
        return data[:place] + bytes(byte ^ bits for byte in data[place : place + 1]) + data[place + 1 :]

    return flip


def _cut(draw: st.DrawFn) -> Change:
    at, length = draw(anywhere), draw(lengths)
    return lambda data: data[: at % (len(data) or 1)] + data[at % (len(data) or 1) + length :]


def _insert(draw: st.DrawFn) -> Change:
    at, piece = draw(anywhere), draw(pieces)
    return lambda data: data[: at % (len(data) + 1)] + piece + data[at % (len(data) + 1) :]


def _repeat(draw: st.DrawFn) -> Change:
    at, length, times = draw(anywhere), draw(lengths), draw(st.integers(2, 50))

    def repeat(data: bytes) -> bytes:
        place = at % (len(data) or 1)
        return data[:place] + data[place : place + length] * times + data[place + length :]

    return repeat


def _splice(draw: st.DrawFn) -> Change:
    at, other = draw(anywhere), made(draw(st.sampled_from(FORMS)), draw(st.sampled_from(VICTIMS)))
    start = draw(anywhere) % len(other)
    piece = other[start : start + draw(lengths)]
    return lambda data: data[: at % (len(data) + 1)] + piece + data[at % (len(data) + 1) :]


def holds(files: dict[str, bytes]) -> None:
    """The folder is reconciled or refused, soon; and reconciled only with the totals that it should have."""
    with tempfile.TemporaryDirectory() as name:
        for file, data in files.items():
            (Path(name) / file).write_bytes(data)
        start = time.process_time()
        result, refused = outcome(Path(name), AS_OF)
        assert time.process_time() - start < SECONDS
    assert result or refused
    if result and result.reconciled:
        assert totals(result) == sound()[1]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_changed_bytes(form: Callable[[bytes], bytes]) -> None:
    @some
    @given(changes(), st.sampled_from(VICTIMS))
    def test(change: Change, victim: str) -> None:
        files = {name: data for name, data in sound()[0].items() if name != victim}
        holds(files | {f"changed.{SUFFIXES.get(form.__name__, 'csv')}": change(made(form, victim))})

    test()


@pytest.mark.parametrize("form", [as_workbook, as_open_document, as_archive, as_gzip], ids=lambda form: form.__name__)
def test_changed_bytes_inside_a_packed_file(form: Callable[[bytes], bytes]) -> None:
    @some
    @given(changes(), st.sampled_from(VICTIMS), st.integers(0, 100))
    def test(change: Change, victim: str, member: int) -> None:
        files = {name: data for name, data in sound()[0].items() if name != victim}
        packed = made(form, victim)
        changed = (
            gzip.compress(change(gzip.decompress(packed))) if form is as_gzip else repacked(packed, change, member)
        )
        holds(files | {f"changed.{SUFFIXES[form.__name__]}": changed})

    test()


def repacked(packed: bytes, change: Change, member: int) -> bytes:
    """An archive with one of its members changed."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        for name in names:
            data = old.read(name)
            new.writestr(name, change(data) if name == names[member % len(names)] else data)
    return content.getvalue()


SIGNS = (
    b"",
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"PAR1",
    b"\x1f\x8b\x08",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
)
NAMES = (
    "more.csv",
    "more.txt",
    "more.xlsx",
    "more.xls",
    "more.xlsb",
    "more.ods",
    "more.parquet",
    "more.zip",
    "more.gz",
)


@some
@given(st.sampled_from(SIGNS), st.binary(max_size=3000), st.sampled_from(NAMES))
@example(
    b"\xef\xbb\xbf", b"Name;City\r\nM\xfcller;K\xf6ln\r\n", "more.csv"
)  # the mark of UTF-8, and no UTF-8 behind it
def test_arbitrary_bytes_beside_sound_files(sign: bytes, data: bytes, name: str) -> None:
    holds(sound()[0] | {name: sign + data})


@some
@given(st.sampled_from(SIGNS), st.binary(max_size=3000), st.sampled_from(VICTIMS))
def test_arbitrary_bytes_instead_of_a_file(sign: bytes, data: bytes, victim: str) -> None:
    holds(sound()[0] | {victim: sign + data})


@some
@given(st.text(alphabet=',;\t"\r\n -.0123456789EPostingDateAmountNo/', max_size=400), st.sampled_from(VICTIMS))
def test_lines_added_to_a_file(text: str, victim: str) -> None:
    files = sound()[0]
    holds(files | {victim: files[victim] + text.encode()})
