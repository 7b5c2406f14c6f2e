"""A run that is stopped or killed, at whatever moment: no half report, and nothing left behind for long."""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from invrecon.holding import mark
from tests.stopping import Place, ended, started
from tests.test_sample_company import CLEAN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals")

STEPS = ("Reading value-entries", "Posting value entries", "Matching", "Making the report", "Writing recon.json")
NEVER_ENDS = """
import invrecon.pipeline
invrecon.pipeline.match = lambda ledger, settings: ledger.engine.value(
    "SELECT count(*) FROM range(1000000000) AS one (i) JOIN range(1000000) AS other (i) ON one.i < other.i")
"""
STOPPED_IN_IT = f"""{NEVER_ENDS}
import threading
threading.Timer(1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
"""
HEEDS_NOTHING = """
import invrecon.interruption, invrecon.pipeline
invrecon.interruption.GRACE = 0.2
def match(ledger, settings):
    while True:
        try:
            time.sleep(60)
        except KeyboardInterrupt:
            pass
invrecon.pipeline.match = match
"""
SIGNALLED_WHILE_MOVING = """
from invrecon.cli.part import Part
def move(part, target, call=Part.move):
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(0.1)
    call(part, target)
Part.move = move
"""

KILLED_WRITING_A_SHEET = """
import openpyxl.worksheet._writer
def write(writer):
    os.kill(os.getpid(), signal.SIGKILL)
openpyxl.worksheet._writer.WorksheetWriter.write = write
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.under(tmp_path)


@pytest.fixture(scope="module")
def middling(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A company whose reconciliation takes a second or two."""
    company = pytest.importorskip("benchmarks.company")
    folder = tmp_path_factory.mktemp("middling")
    company.write_company(folder, 2000, company.CSV)
    return folder


@pytest.mark.parametrize(
    ("name", "status", "step"), [*(("SIGINT", 130, step) for step in STEPS), ("SIGTERM", 143, STEPS[-1])]
)
def test_a_signal_at_any_step_leaves_nothing(name: str, status: int, step: str, place: Place) -> None:
    (place.reports / "recon.json").write_text("last month's", encoding="utf-8")
    arguments = ("reconcile", CLEAN, "--quiet", *place.outputs("recon.json", "recon.md"))
    meets = f"os.kill(os.getpid(), signal.{name})"
    run = started(place, *arguments, at=step, meets=meets)
    assert ended(run) == (status, "", "\nInterrupted. Nothing was written.\n")
    assert place.left == []
    assert {path.name: path.read_text(encoding="utf-8") for path in place.reports.iterdir()} == {
        "recon.json": "last month's"
    }


@pytest.mark.parametrize("before", [STOPPED_IN_IT, NEVER_ENDS], ids=["one thread hears", "all hear"])
def test_ctrl_c_ends_a_statement_that_would_take_hours(before: str, place: Place) -> None:
    run = started(place, "reconcile", CLEAN, "--quiet", at="Matching", before=before)
    if before == NEVER_ENDS:
        _wait_for(lambda: any(place.temporary.iterdir()))
        time.sleep(1)
        run.send_signal(signal.SIGINT)
    status, out, err = ended(run)
    assert (status, out, err.strip()) == (130, "", "Interrupted. Nothing was written.")
    assert place.left == []


def test_a_program_that_heeds_nothing_is_ended_all_the_same(place: Place) -> None:
    meets = "os.kill(os.getpid(), signal.SIGTERM)"
    arguments = ("reconcile", CLEAN, "--quiet", *place.outputs("recon.json"))
    run = started(place, *arguments, at="Matching", meets=meets, before=HEEDS_NOTHING)
    status, out, err = ended(run)
    assert (status, out, err.strip()) == (143, "", "Interrupted. Nothing was written.")
    assert place.left == []


def test_reports_are_put_in_place_all_or_none(place: Place) -> None:
    arguments = ("reconcile", CLEAN, "--quiet", *place.outputs("recon.json", "recon.md"))
    status, out, err = ended(started(place, *arguments, before=SIGNALLED_WHILE_MOVING))
    written = ", ".join(str(place.reports / name) for name in ("recon.json", "recon.md"))
    assert (status, out, err.strip()) == (143, "", f"Interrupted after {written} had been written.")
    assert sorted(path.name for path in place.reports.iterdir()) == ["recon.json", "recon.md"]
    assert place.left == []


def test_what_a_killed_run_leaves_goes_with_the_next(place: Place) -> None:
    (place.reports / "recon.json").write_text("last month's", encoding="utf-8")
    arguments = ("reconcile", CLEAN, "--quiet", *place.outputs("recon.md", "recon.json"))
    for step in STEPS:
        killed = started(place, *arguments, at=step, meets="os.kill(os.getpid(), signal.SIGKILL)")
        assert ended(killed)[0] == -signal.SIGKILL
        assert len(list(place.temporary.iterdir())) == 1, "the folder of this run, and of none before"
        assert (place.reports / "recon.json").read_text(encoding="utf-8") == "last month's"
    assert [path.name for path in place.reports.iterdir() if path.suffix == ".part"] != []
    assert ended(started(place, *arguments))[0] == 0
    assert place.left == []
    assert json.loads((place.reports / "recon.json").read_text(encoding="utf-8"))["reconciled"]


def test_so_does_what_it_leaves_of_a_filled_template(place: Place, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.defined_names["invrecon_result"] = DefinedName("invrecon_result", attr_text="Sheet!$A$1")
    book.save(tmp_path / "close.xlsx")
    arguments = ("reconcile", CLEAN, "--quiet", "--template", tmp_path / "close.xlsx", *place.outputs("recon.xlsx"))
    killed = started(place, *arguments, before=KILLED_WRITING_A_SHEET)
    assert ended(killed)[0] == -signal.SIGKILL
    (folder,) = place.temporary.iterdir()
    assert [path for path in folder.iterdir() if path.name.startswith("openpyxl")] != []
    assert ended(started(place, *arguments))[0] == 0
    assert place.left == []
    assert openpyxl.load_workbook(place.reports / "recon.xlsx")["Sheet"]["A1"].value


def test_killed_at_random_moments_a_report_is_the_old_or_the_new_one(place: Place, middling: Path) -> None:
    arguments = ("reconcile", middling, "--quiet", *place.outputs("recon.json", "recon.xlsx"))
    begun = time.monotonic()
    assert ended(started(place, *arguments))[0] == 1
    lasted = time.monotonic() - begun
    report = place.reports / "recon.json"
    whole = report.read_bytes()
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    report.write_text("last month's", encoding="utf-8")
    for _ in range(3):
        run = started(place, *arguments)
        moment = chance.uniform(0.3, 1) * lasted
        time.sleep(moment)
        run.kill()
        ended(run)
        assert report.read_bytes() in (b"last month's", whole), f"killed after {moment} s, seed {seed}"
    assert ended(started(place, *arguments))[0] == 1
    assert report.read_bytes() == whole
    assert place.left == []


def test_the_folder_of_a_run_that_is_alive_is_never_taken(place: Place) -> None:
    arguments = ("reconcile", CLEAN, "--quiet", *place.outputs("recon.json"))
    asleep = started(place, *arguments, at="Writing recon.json", meets="os.kill(os.getpid(), signal.SIGSTOP)")
    _wait_for(lambda: any(path.name == "held" for path in place.temporary.rglob("*")))
    os.waitid(os.P_PID, asleep.pid, os.WSTOPPED | os.WNOWAIT)
    before = place.left
    try:
        assert ended(started(place, *arguments))[0] == 0
        assert place.left == before
    finally:
        asleep.send_signal(signal.SIGCONT)
    assert ended(asleep) == (0, "", "")
    assert place.left == []


def test_what_another_made_is_never_taken(place: Place, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "held").touch()
    (place.temporary / f"{mark()}link").symlink_to(mine)
    elsewhere = place.temporary / "invrecon-00000000-machine"
    unpacked = place.temporary / "invrecon-0.1.0"
    without = place.temporary / f"{mark()}without"
    linked = place.temporary / f"{mark()}linked"
    for folder in (elsewhere, unpacked, without, linked):
        folder.mkdir()
        (folder / "file").touch()
    (elsewhere / "held").touch()
    (linked / "held").symlink_to(mine / "held")
    if os.geteuid() == 0:
        another = place.temporary / f"{mark()}another"
        another.mkdir()
        (another / "held").touch()
        for path in (another / "held", another):
            os.chown(path, 12345, 12345)
    for name in (".download.part", f".{mark()}.csv", ".invrecon-00000000-machine.part"):
        (place.reports / name).touch()
    before = place.left
    assert ended(started(place, "reconcile", CLEAN, "--quiet", *place.outputs("recon.json")))[0] == 0
    assert place.left == before
    assert (mine / "held").exists()


def test_runs_at_the_same_time_write_the_same_report(place: Place, middling: Path) -> None:
    arguments = ("reconcile", middling, "--quiet", *place.outputs("recon.json"))
    runs = [started(place, *arguments) for _ in range(3)]
    assert [ended(run) for run in runs] == [(1, "", "")] * 3
    together = (place.reports / "recon.json").read_bytes()
    assert place.left == []
    assert ended(started(place, *arguments))[0] == 1
    assert (place.reports / "recon.json").read_bytes() == together


def _wait_for(happened: Callable[[], bool]) -> None:
    end = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.02)
