"""Where results go: any format into a pipe, files whole or not at all, and never in the place of an export."""

from __future__ import annotations

import json
import os
import pty
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from invrecon import reports
from tests.bookkeeping import Books
from tests.shell import call
from tests.test_sample_company import CLEAN, DEMO

SUFFIXES = ("csv", "json", "md", "txt", "html", "xlsx")
# What a report of each format begins with, in bytes.
BEGINNINGS = {
    "table": b"Inventory - G/L reconciliation",
    "json": b'{\n  "schema": "invrecon/1"',
    "csv": b"section,key,column,fact,amount,text\n",
    "markdown": b"# Inventory - G/L reconciliation\n",
    "html": b"<!doctype html>",
    "xlsx": b"PK\x03\x04",
}


def piped(*arguments: object, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run `invrecon` in a process of its own, with pipes for its standard output and error."""
    command = [sys.executable, "-m", "invrecon", *map(str, arguments)]
    variables = os.environ | {"SOURCE_DATE_EPOCH": "1793404800", "COLUMNS": "120"} | environment
    return subprocess.run(command, capture_output=True, check=False, env=variables)


@pytest.fixture
def october(tmp_path: Path) -> Path:
    """The clean company's exports in a folder, without a toml that names them."""
    return Path(shutil.copytree(CLEAN, tmp_path / "october", ignore=shutil.ignore_patterns("*.toml")))


@pytest.mark.parametrize("form", reports.FORMATS)
def test_every_format_goes_into_a_pipe_as_it_goes_into_a_file(form: str, tmp_path: Path) -> None:
    suffix = next(suffix for suffix, written in reports.SUFFIXES.items() if written == form)
    file = tmp_path / f"recon{suffix}"
    run = piped("reconcile", CLEAN, "--format", form, "-o", "-", "-o", file)
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout.lower().startswith(BEGINNINGS[form].lower())
    assert run.stdout == file.read_bytes()


def test_a_pipe_gets_utf_8_whatever_the_terminal_writes(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=1).pair("Inventory", "Direct Cost Applied", 1)
    books.chart = [
        {
            "No.": "2110",
            "Name": "Vorr\u00e4te \u0141\u00f3d\u017a",
            "Income/Balance": "Balance Sheet",
            "Account Type": "Posting",
        }
    ]
    folder = books.write()
    run = piped("reconcile", folder, "--format", "csv", PYTHONIOENCODING="latin-1")
    assert "Vorr\u00e4te \u0141\u00f3d\u017a" in run.stdout.decode("utf-8")
    table = piped("reconcile", folder, PYTHONIOENCODING="latin-1")
    assert table.returncode == run.returncode
    assert b"Traceback" not in table.stderr


@pytest.mark.parametrize("form", ["xlsx"])
def test_a_terminal_is_not_given_bytes(form: str) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "invrecon", "reconcile", str(CLEAN), "--format", form]
    run = subprocess.run(command, stdout=theirs, stderr=subprocess.PIPE, check=False)
    os.close(theirs)
    os.close(ours)
    assert run.returncode == 2
    assert f"A terminal shows no {form}: write it with -o FILE.{form}, or into a pipe." in run.stderr.decode()


@pytest.mark.parametrize(
    ("outputs", "said"),
    [
        (("-", "-"), "-o - is given twice"),
        (("recon.csv", "recon.csv"), "-o gives the same file twice: recon.csv."),
        (("recon.csv", "./recon.csv"), "-o gives the same file twice: recon.csv and ./recon.csv."),
        (("link.csv", "recon.csv"), "-o gives the same file twice: link.csv and recon.csv."),
        (("folder.csv",), "the report cannot be written (this is a folder)"),
        (("nowhere/recon.csv",), "the report cannot be written (there is no such folder)"),
        (("open.xlsx",), "the file is open in Excel"),
        (("open.csv",), "the file is open in LibreOffice"),
        (("recon",), "No report is written as recon"),
    ],
)
def test_a_place_that_cannot_be_meant_is_refused_before_any_work(
    outputs: tuple[str, ...],
    said: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder.csv").mkdir()
    Path("link.csv").symlink_to("recon.csv")
    for name in ("~$open.xlsx", ".~lock.open.csv#"):
        Path(name).touch()
    before = sorted(Path().rglob("*"))
    # No run comes as far as to find out that there are no exports.
    run = call(capsys, "reconcile", "no-such-folder", *(part for name in outputs for part in ("-o", name)))
    assert (run.status, run.out) == (2, "")
    assert said in run.err
    assert sorted(Path().rglob("*")) == before


_IS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
# Root may write everywhere, unless it lays that right down.
_LAID_DOWN = ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"] if _IS_ROOT else []


@pytest.mark.skipif(bool(_LAID_DOWN) and not shutil.which("setpriv"), reason="root may write everywhere")
def test_a_write_protected_folder_or_report_is_left_alone(tmp_path: Path) -> None:
    def said(report: Path) -> str:
        command = [*_LAID_DOWN, sys.executable, "-m", "invrecon", "reconcile", str(CLEAN), "-o", str(report)]
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stdout) == (2, "")
        return run.stderr

    signed = tmp_path / "signed.csv"
    signed.write_text("signed", encoding="utf-8")
    signed.chmod(0o444)
    assert "the file is write-protected" in said(signed)
    tmp_path.chmod(0o555)
    assert "the folder is write-protected" in said(tmp_path / "recon.csv")
    assert signed.read_text(encoding="utf-8") == "signed"


@pytest.mark.parametrize(
    ("command", "toml", "target"),
    [
        ("reconcile", True, "october/items.csv"),
        ("reconcile", False, "october/gl-entries.xlsx"),
        ("timeline", False, "link.csv"),
        ("journal", False, "october/../october/chart-of-accounts.csv"),
        ("drill cogs inventory", True, "link.csv"),
    ],
)
def test_no_report_takes_the_place_of_an_export(
    command: str, toml: bool, target: str, october: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if toml:
        shutil.copy(CLEAN / "invrecon.toml", october)
    before = {path: path.read_bytes() for path in october.iterdir()}
    (tmp_path / "link.csv").symlink_to(october / "items.csv")
    run = call(capsys, *command.split(), october, "-o", tmp_path / "first.csv", "-o", tmp_path / target)
    assert (run.status, run.out) == (2, "")
    assert "this is one of the exports that were read; nothing was written" in run.err
    assert {path: path.read_bytes() for path in october.iterdir()} == before
    assert not (tmp_path / "first.csv").exists()


def test_a_link_leads_to_the_new_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "binder").mkdir()
    link = tmp_path / "latest.csv"
    link.symlink_to(tmp_path / "binder" / "recon.csv")
    call(capsys, "reconcile", CLEAN, "--quiet", "-o", link)
    assert link.is_symlink()
    assert (tmp_path / "binder" / "recon.csv").read_bytes().startswith(BEGINNINGS["csv"])


@pytest.mark.parametrize("arguments", [("reconcile", DEMO), ("reconcile", DEMO, "--format", "xlsx"), ("causes",)])
def test_a_reader_that_has_seen_enough_is_no_error(arguments: tuple[object, ...]) -> None:
    command = [sys.executable, "-m", "invrecon", *map(str, arguments)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 1
    assert "Traceback" not in said
    assert "BrokenPipe" not in said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("form", [*reports.FORMATS, ""])
def test_a_full_disk_is_said_so(form: str) -> None:
    arguments = ["reconcile", str(CLEAN), "--quiet", "--format", form] if form else ["causes"]
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "invrecon", *arguments]
        run = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert (run.returncode, run.stderr.decode()) == (2, "The result cannot be written: No space left on device.\n")


def test_a_report_that_fails_halfway_leaves_no_file_of_any(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, *_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    (tmp_path / "recon.json").write_text("last month's", encoding="utf-8")
    monkeypatch.setattr(Path, "write_text", full)
    run = call(capsys, "reconcile", CLEAN, "-o", tmp_path / "recon.xlsx", "-o", tmp_path / "recon.json")
    assert run.status == 2
    assert "the report cannot be written (No space left on device)" in run.err
    assert [path.name for path in tmp_path.iterdir()] == ["recon.json"]
    assert (tmp_path / "recon.json").read_bytes() == b"last month's"


def test_reports_among_the_exports_do_not_disturb_the_next_run(
    october: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793404800")
    written = [october / f"recon.{suffix}" for suffix in SUFFIXES]
    outputs = [part for path in written for part in ("-o", path)]
    first = call(capsys, "reconcile", october, *outputs)
    reports_of_first = {path.name: path.read_bytes() for path in written}
    # What other commands write, and what a spreadsheet or shell makes of it, may lie there as well.
    dialect = ("--delimiter", ";", "--bom")
    call(capsys, "drill", "cogs", "inventory", october, "-q", "-o", october / "cogs.csv", *dialect)
    call(capsys, "timeline", october, "-q", "-o", october / "timeline.csv", "-o", october / "timeline.txt")
    call(capsys, "journal", october, "-q", "-o", october / "journal.csv", "-o", october / "journal.txt")
    (october / "utf-16.csv").write_text((october / "recon.csv").read_text(encoding="utf-8"), encoding="utf-16")
    second = call(capsys, "reconcile", october, *outputs)
    assert first == second
    assert {path.name: path.read_bytes() for path in written} == reports_of_first
    assert json.loads(reports_of_first["recon.json"])["findings"] == []
    passed_over = [line for line in call(capsys, "check", october).out.splitlines() if "invrecon, not read" in line]
    names = ("cogs.csv", "journal.csv", "journal.txt", "recon.csv", "recon.txt", "recon.xlsx", "timeline.csv",
             "timeline.txt", "utf-16.csv")  # fmt: skip
    assert passed_over == [f"{name}: a report or journal of invrecon, not read" for name in names]


def test_a_workbook_stays_a_report_when_excel_has_saved_it(october: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Entry No.", "Posting Date", "Item No.", "Cost Amount (Actual)", "Cost Posted to G/L"])
    book.properties.keywords = "close; invrecon, 2026"
    book.save(october / "signed.xlsx")
    assert "signed.xlsx: a report or journal of invrecon, not read" in call(capsys, "check", october).out


def test_a_report_that_the_toml_names_as_an_export_is_refused(
    october: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call(capsys, "reconcile", october, "-q", "-o", october / "recon.csv")
    toml = (CLEAN / "invrecon.toml").read_text(encoding="utf-8").replace('"items.csv"', '"recon.csv"')
    (october / "invrecon.toml").write_text(toml, encoding="utf-8")
    run = call(capsys, "reconcile", october)
    assert run.status == 2
    assert "recon.csv:\n  this is a report of invrecon, not an export; expected an Items export" in run.err


def test_standard_output_may_lead_into_the_folder_of_exports(october: Path) -> None:
    command = [sys.executable, "-m", "invrecon", "reconcile", str(october), "--format", "csv"]
    with (october / "result.csv").open("wb") as result, (october / "remarks.txt").open("wb") as remarks:
        assert subprocess.run(command, stdout=result, stderr=remarks, check=False).returncode == 0
    assert (october / "result.csv").read_bytes().startswith(BEGINNINGS["csv"])


def test_an_export_that_looks_like_a_report_is_still_told_of(october: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (october / "budget.csv").write_text("section,key,column,fact,amount\nx,y,z,1,2\n", encoding="utf-8")
    with zipfile.ZipFile(october / "notes.xlsx", "w") as book:
        book.writestr("docProps/core.xml", "<keywords>invreconciled</keywords>")
    run = call(capsys, "check", october)
    assert "invrecon, not read" not in run.out
    assert "budget.csv was not used: its captions are those of no export we know." in run.out
