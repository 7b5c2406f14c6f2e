"""A disk that is full, a folder that takes no file, too many open files: said so, and the old report stays."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shell import call
from tests.stopping import Place, ended, started
from tests.test_sample_company import CLEAN

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")

NO_ROOM_FROM_NOW = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))"
NO_FILES_FROM_NOW = "import resource; resource.setrlimit(resource.RLIMIT_NOFILE, (6, 6))"
NO_ROOM = "there is no room left for intermediate files"
SET_TMPDIR = "set TMPDIR to"


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place.under(tmp_path)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with room for 64 KB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = shutil.which("mount") and os.geteuid() == 0
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if not mounted or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("mounting a disk takes root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("name", ["recon.json", "recon.xlsx", "recon.html", "recon.csv"])
def test_a_report_that_has_no_room_leaves_the_old_one(name: str, place: Place) -> None:
    report = place.reports / name
    report.write_text("last month's", encoding="utf-8")
    arguments = ("reconcile", CLEAN, "--quiet", *place.outputs(name))
    status, out, err = ended(started(place, *arguments, at="Writing recon", meets=NO_ROOM_FROM_NOW))
    assert (status, out) == (2, "")
    assert err.startswith(f"{report}:\n  the report cannot be written (File too large)")
    assert err.rstrip().endswith("Choose another place with -o.")
    assert report.read_text(encoding="utf-8") == "last month's"
    assert place.left == []


def test_a_full_disk_leaves_the_old_report(place: Place, tiny_disk: Path) -> None:
    report = tiny_disk / "recon.xlsx"
    report.write_text("last month's", encoding="utf-8")
    run = started(place, "reconcile", CLEAN, "--quiet", "-o", tiny_disk / "recon.md", "-o", report)
    status, _, err = ended(run)
    assert status == 2
    assert err.startswith(f"{report}:\n  the report cannot be written (No space left on device)")
    assert [path.name for path in tiny_disk.iterdir()] == ["recon.xlsx"]
    assert report.read_text(encoding="utf-8") == "last month's"


def test_intermediate_files_that_have_no_room_are_told_with_their_folder(place: Place, tiny_disk: Path) -> None:
    full = Place(place.reports, tiny_disk)
    status, out, err = ended(started(full, "reconcile", CLEAN, "--quiet", *place.outputs("recon.json")))
    assert (status, out) == (2, "")
    assert err.startswith(f"{tiny_disk}:\n  {NO_ROOM}")
    assert SET_TMPDIR in err
    assert (full.left, list(place.reports.iterdir())) == ([], [])


def test_a_limit_on_the_size_of_files_is_no_room_either(place: Place) -> None:
    run = started(place, "reconcile", CLEAN, "--quiet", *place.outputs("recon.json"), before=NO_ROOM_FROM_NOW)
    status, out, err = ended(run)
    assert (status, out) == (2, "")
    assert err.startswith(f"{place.temporary}:\n  {NO_ROOM}")
    assert (place.left, list(place.reports.iterdir())) == ([], [])


@pytest.mark.parametrize("step", ["Reading value-entries", "Matching entries", "Writing recon.json"])
def test_too_many_open_files_end_with_2_and_what_to_do(step: str, place: Place) -> None:
    arguments = ("reconcile", CLEAN, "--quiet", *place.outputs("recon.json"))
    status, out, err = ended(started(place, *arguments, at=step, meets=NO_FILES_FROM_NOW))
    assert (status, out) == (2, "")
    assert "oo many open files" in err
    assert "Traceback" not in err
    assert (place.left, list(place.reports.iterdir())) == ([], [])


def test_a_temporary_folder_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (tmp_path / "nowhere", tmp_path / "file"):
        monkeypatch.setenv("TMPDIR", str(folder))
        run = call(capsys, "reconcile", CLEAN, "-o", tmp_path / "recon.json")
        assert (run.status, run.out) == (2, "")
        assert run.err.startswith(f"{folder}:\n  the temporary folder cannot be written to (")
        assert SET_TMPDIR in run.err
        assert not (tmp_path / "recon.json").exists()
        (tmp_path / "file").touch()


def test_a_read_only_disk_is_refused(place: Place, tiny_disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(tiny_disk)], check=True)
    run = started(Place(place.reports, tiny_disk), "reconcile", CLEAN, "--quiet")
    status, _, err = ended(run)
    assert status == 2
    assert err.startswith(f"{tiny_disk}:\n  the temporary folder cannot be written to (Read-only file system)")
    status, _, err = ended(started(place, "reconcile", CLEAN, "--quiet", "-o", tiny_disk / "recon.json"))
    assert status == 2
    assert err.startswith(f"{tiny_disk / 'recon.json'}:\n  the report cannot be written (")


def test_a_report_that_another_program_keeps_holds_all_of_them_back(place: Place) -> None:
    kept = place.reports / "recon.json"
    kept.write_text("last month's", encoding="utf-8")
    # What Windows does to a file that is open in Excel.
    before = """
import pathlib
call = pathlib.Path.open
def opened(path, mode="r", *more, **named):
    if mode == "r+b" and path.name == "recon.json":
        raise PermissionError(13, "Permission denied", str(path))
    return call(path, mode, *more, **named)
pathlib.Path.open = opened
"""
    run = started(place, "reconcile", CLEAN, "--quiet", *place.outputs("recon.md", "recon.json"), before=before)
    status, _, err = ended(run)
    assert status == 2
    assert err.startswith(f"{kept}:\n  the report cannot be written (Permission denied)")
    assert [path.name for path in place.reports.iterdir()] == ["recon.json"]
    assert kept.read_text(encoding="utf-8") == "last month's"


def test_the_report_is_whole_again_when_there_is_room(place: Place) -> None:
    arguments = ("reconcile", CLEAN, "--quiet", *place.outputs("recon.json"))
    assert ended(started(place, *arguments, at="Writing", meets=NO_ROOM_FROM_NOW))[0] == 2
    assert ended(started(place, *arguments))[0] == 0
    assert json.loads((place.reports / "recon.json").read_text(encoding="utf-8"))["reconciled"]
