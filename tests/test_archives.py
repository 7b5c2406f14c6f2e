"""Exports in .zip and .gz archives: read as if they lay in the folder, and never a way to harm who reads them."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import time
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

import pytest

import invrecon
from invrecon.engine import Embedded
from invrecon.errors import InputError
from invrecon.pipeline import read_ledger
from invrecon.settings import read_settings
from tests.bookkeeping import Books
from tests.test_reading import CAPTIONS, actual, column, entry, parquet, read, table, toml, workbook, write
from tests.test_refusals import problem, refusal

GL = table([1, "2026-10-15", "2110", "D", 5], captions=["Entry No.", "Posting Date", "G/L Account No.", "Document No.",
                                                        "Amount"])  # fmt: skip


def pack(folder: Path, files: Mapping[str, str | bytes], name: str = "october.zip") -> Path:
    """Write a zip archive into the folder, and give the folder."""
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for inside, content in files.items():
            archive.writestr(inside, content)
    return folder


def packed_books(books: Books, *names: str) -> Path:
    """Books that tie out, their exports of these names packed into october.zip, without a toml."""
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    folder = books.write()
    (folder / "invrecon.toml").unlink()
    files = [path for path in folder.iterdir() if not names or path.name in names]
    pack(folder, {path.name: path.read_bytes() for path in files})
    for path in files:
        path.unlink()
    return folder


# What can be read


def test_a_zip_is_a_folder(books: Books) -> None:
    result = invrecon.reconcile(packed_books(books), as_of="2026-10-31")
    assert result.reconciled
    files = {line["role"]: line["file"] for line in result.to_dict()["inputs"]}
    assert files["value_entries"] == "october.zip/value-entries.csv"
    assert files["gl_entries"] == "october.zip/gl-entries.csv"


def test_an_archive_beside_files(books: Books) -> None:
    assert invrecon.reconcile(packed_books(books, "gl-entries.csv"), as_of="2026-10-31").reconciled


def test_every_format_in_an_archive(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    workbook(made, {"S": [CAPTIONS, entry(2, 2)]}, "b.xlsx")
    parquet(made, "c.parquet", Entry_No="3", Cost_Amount_Actual="3")
    files = {"a.csv": table(entry(1, 1)), **{path.name: path.read_bytes() for path in made.iterdir()}}
    files["sub/folder/d.TXT"] = table(entry(4, 4), delimiter="\t").encode("utf-16")
    (tmp_path / "run").mkdir()
    assert actual(pack(tmp_path / "run", files)) == ["1", "2", "3", "4"]


def test_a_gz_file_is_the_file_in_it(tmp_path: Path) -> None:
    text = table(entry(1, "1.5"), entry(2, "2")).encode()
    write(tmp_path, gzip.compress(text), "value-entries.csv.gz")
    assert column(tmp_path, "source_file || ':' || source_row") == ["value-entries.csv.gz:2", "value-entries.csv.gz:3"]
    workbook(tmp_path, {"S": [CAPTIONS, entry(3, 3)]}, "v.xlsx")
    write(tmp_path, gzip.compress((tmp_path / "v.xlsx").read_bytes()), "v.xlsx.gz")
    (tmp_path / "v.xlsx").unlink()
    assert actual(tmp_path) == ["3", "1.5", "2"]


def test_the_fingerprint_is_of_the_unpacked_bytes(tmp_path: Path) -> None:
    text = table(entry()).encode()
    pack(tmp_path, {"v.csv": text})
    with Embedded() as engine:
        (file,) = read_ledger(engine, read_settings(tmp_path))[0].inputs
    assert (file.file, file.sha256) == ("october.zip/v.csv", sha256(text).hexdigest())


def test_the_same_file_packed_and_unpacked(tmp_path: Path) -> None:
    text = table(entry()[1:], captions=CAPTIONS[1:])
    pack(write(tmp_path, text, "v.csv"), {"v.csv": text})
    assert problem(tmp_path).found == "this file is the same as october.zip/v.csv"


def test_rows_are_cited_by_archive_and_file(tmp_path: Path) -> None:
    found = problem(pack(tmp_path, {"sub/v.csv": table(entry(1), entry(2, "bad"))}))
    assert (found.file, found.row) == ("october.zip/sub/v.csv", 3)


def test_what_programs_leave_in_archives_is_passed_over(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {"__MACOSX/._v.csv": b"\0\x05", ".DS_Store": b"\0", "~$v.xlsx": b"\x05", "x/": b""}
    files |= {"sub/.hidden.csv": "x", "scan.pdf": b"%PDF-1.7", "invrecon.toml": "x", "v.csv": table(entry())}
    assert actual(pack(tmp_path, files)) == ["1.5"]


def test_an_archive_without_exports_is_named_and_left(tmp_path: Path) -> None:
    pack(write(tmp_path, table(entry())), {"scan.pdf": b"%PDF-1.7"}, "scans.zip")
    pack(tmp_path, {}, "empty.zip")
    with Embedded() as engine:
        _, findings = read_ledger(engine, read_settings(tmp_path))
    assert {"scans.zip", "empty.zip"} <= {finding.message.split()[0] for finding in findings}


def test_a_workbook_is_no_archive_and_a_name_decides_nothing(tmp_path: Path) -> None:
    workbook(tmp_path, {"S": [CAPTIONS, entry(1, 1)]}, "workbook.zip")
    pack(tmp_path, {"v.csv": table(entry(2, 2))}, "archive.xlsx")
    assert sorted(actual(tmp_path)) == ["1", "2"]


# The toml


@pytest.mark.parametrize(
    ("given", "amounts"),
    [
        ("october.zip", ["1", "2"]),
        ("october.zip/value-1.csv", ["1"]),
        ("october.zip/value*.csv", ["1", "2"]),
        ("*.zip/value-2.csv", ["2"]),
        ("*.zip", ["1", "2"]),
    ],
)
def test_the_toml_names_archives_and_files_in_them(tmp_path: Path, given: str, amounts: list[str]) -> None:
    files = {"value-1.csv": table(entry(1, 1)), "value-2.csv": table(entry(2, 2)), "gl.csv": GL, "notes.csv": "a,b\n"}
    toml(pack(tmp_path, files), f'[inputs]\nvalue_entries = "{given}"\ngl_entries = "october.zip/gl.csv"')
    assert actual(tmp_path) == amounts
    assert read(tmp_path, "SELECT amount FROM gl_entry") == [(5,)]


def test_one_archive_for_two_roles(tmp_path: Path) -> None:
    files = {"v.csv": table(entry(1, 1)), "gl.csv": GL}
    toml(pack(tmp_path, files), '[inputs]\nvalue_entries = "october.zip"\ngl_entries = "october.zip"')
    assert actual(tmp_path) == ["1"]
    assert read(tmp_path, "SELECT amount FROM gl_entry") == [(5,)]


@pytest.mark.parametrize("given", ["october.zip/gone.csv", "october.zip/*.xlsx", "gone.zip/v.csv", "v.csv/x.csv"])
def test_a_file_that_is_not_in_the_archive(tmp_path: Path, given: str) -> None:
    toml(write(pack(tmp_path, {"v.csv": table(entry())}), "", "v.csv"), f'[inputs]\nvalue_entries = "{given}"')
    found = problem(tmp_path)
    assert found.file == "invrecon.toml"
    assert f'value_entries names "{given}", and there is no such file' in found.found


def test_an_archive_in_which_nothing_plays_the_role(tmp_path: Path) -> None:
    toml(pack(tmp_path, {"gl.csv": GL}), '[inputs]\nvalue_entries = "october.zip"')
    assert problem(tmp_path).file == "october.zip/gl.csv"


# What is refused


@pytest.mark.parametrize(
    "name", ["../../../evil.csv", "/tmp/evil.csv", "..\\..\\evil.csv", "C:\\evil.csv", "a/../../evil.csv"]
)
def test_names_in_an_archive_are_no_paths(tmp_path: Path, name: str) -> None:
    run = tmp_path / "a" / "run"
    run.mkdir(parents=True)
    before = set(tmp_path.rglob("*"))
    pack(run, {name: table(entry())})
    assert column(run, "source_file")[0].endswith("evil.csv")
    assert ".." not in column(run, "source_file")[0]
    assert set(tmp_path.rglob("*")) - before == {run / "october.zip"}
    assert not Path("/tmp/evil.csv").exists()


def test_a_link_in_an_archive_is_no_link(tmp_path: Path) -> None:
    write(tmp_path, table(entry(1, 99)), "secret.data")
    link = zipfile.ZipInfo("v.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "october.zip", "w") as archive:
        archive.writestr(link, str(tmp_path / "secret.data"))
    with pytest.raises(InputError):
        actual(tmp_path)


def test_an_archive_in_an_archive(tmp_path: Path) -> None:
    inner = tmp_path / "inner"
    inner.mkdir()
    pack(inner, {"v.csv": table(entry())})
    pack(tmp_path, {"inner.zip": (inner / "october.zip").read_bytes()})
    found = problem(tmp_path)
    assert (found.file, found.found) == ("october.zip/inner.zip", "this is an archive within an archive")
    assert "Unpack" in found.action


def test_a_tar_in_a_gz(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        text = table(entry()).encode()
        info = tarfile.TarInfo("v.csv")
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
    assert "archive within an archive" in problem(write(tmp_path, stream.getvalue(), "v.csv.gz")).found


def test_a_file_with_a_password(tmp_path: Path) -> None:
    pack(tmp_path, {"v.csv": table(entry()), "w.csv": table(entry(2))})
    data = bytearray((tmp_path / "october.zip").read_bytes())
    first = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[first + 8] |= 1
    write(tmp_path, bytes(data), "october.zip")
    found = problem(tmp_path)
    assert (found.file, found.found) == ("october.zip", "v.csv in it is protected by a password")


def test_damaged_members_are_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "october.zip", "w") as archive:
        archive.writestr("good.csv", table(entry(1)))
        archive.writestr("bad.csv", table(entry(2, "7.77")))
    whole = (tmp_path / "october.zip").read_bytes()
    write(tmp_path, whole.replace(b"7.77", b"8.88"), "october.zip")
    found = problem(tmp_path)
    assert found.file == "october.zip"
    assert found.found.startswith("bad.csv in it is damaged")


@pytest.mark.parametrize("cut", [30, 60, 90])
def test_a_zip_that_was_cut_off(tmp_path: Path, cut: int) -> None:
    pack(tmp_path, {"v.csv": table(*(entry(no, no * 7919) for no in range(500)))})
    whole = (tmp_path / "october.zip").read_bytes()
    assert "damaged" in problem(write(tmp_path, whole[: len(whole) * cut // 100], "october.zip")).found


def test_a_gz_that_was_cut_off_or_changed(tmp_path: Path) -> None:
    whole = gzip.compress(table(*(entry(no, no * 7919) for no in range(500))).encode())
    for damaged in (whole[:-20], whole[:-8] + b"\0" * 8, whole[:100] + b"\xff" * 20 + whole[120:]):
        assert "damaged" in problem(write(tmp_path, damaged, "v.csv.gz")).found


def test_a_whole_archive_beside_a_damaged_one(tmp_path: Path) -> None:
    pack(tmp_path, {"v.csv": table(entry(1), entry(2, "bad"))}, "a.zip")
    write(tmp_path, b"PK\x03\x04 and no more", "b.zip")
    assert [found.file for found in refusal(tmp_path).problems] == ["b.zip", "a.zip/v.csv"]


def test_two_files_of_one_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "october.zip", "w") as archive:
        archive.writestr("v.csv", table(entry(1)))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("v.csv", table(entry(2)))
    assert "two files of the same name" in problem(tmp_path).found


def zeros(folder: Path, name: str, size: int) -> Path:
    """A zip archive of one member of so many zeros."""
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("v.csv", "w") as stream:
        for _ in range(size >> 20):
            stream.write(bytes(1 << 20))
    return folder


def test_a_zip_that_says_it_is_huge(tmp_path: Path) -> None:
    """Ten gibibytes: no need to unpack them."""
    zeros(tmp_path, "bomb.zip", 1 << 20)
    data = (tmp_path / "bomb.zip").read_bytes()
    write(tmp_path, data.replace(struct.pack("<I", 1 << 20), struct.pack("<I", 0xFFFFFFF0)), "bomb.zip")
    start = time.monotonic()
    found = problem(tmp_path)
    assert "expand" in found.found
    assert time.monotonic() - start < 5


def test_a_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    """It says 1 MiB and holds 300: no more than 1 MiB is unpacked, and then it is damaged."""
    zeros(tmp_path, "bomb.zip", 300 << 20)
    data = (tmp_path / "bomb.zip").read_bytes()
    write(tmp_path, data.replace(struct.pack("<I", 300 << 20), struct.pack("<I", 1 << 20)), "bomb.zip")
    assert "damaged" in problem(tmp_path).found


def test_a_gz_that_expands_without_end(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "bomb.csv.gz", "wb", compresslevel=1) as stream:
        for _ in range(400):
            stream.write(bytes(1 << 20))
    start = time.monotonic()
    assert "expands to far more" in problem(tmp_path).found
    assert time.monotonic() - start < 20


def test_overlapping_members(tmp_path: Path) -> None:
    """Every entry of the directory names the same bytes: 20,000 files of a megabyte in a few hundred kilobytes."""
    zeros(tmp_path, "bomb.zip", 1 << 20)
    data = (tmp_path / "bomb.zip").read_bytes()
    at, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = b"".join(data[at:end].replace(b"v.csv", b"%05d" % no) for no in range(20_000))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 20_000, 20_000, len(entries), at, 0)
    assert "20,000 files" in problem(write(tmp_path, data[:at] + entries + tail, "bomb.zip")).found
