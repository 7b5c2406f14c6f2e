"""What people see, kept as files. After a wanted change: UPDATE_GOLDEN=1 pytest, and read the diff."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.test_command_line import DEMO, invrecon, seen

GOLDEN = Path(__file__).parent / "golden"
SEEN = {
    "demo-120.txt": (["reconcile", DEMO], "120"),
    "demo-80.txt": (["reconcile", DEMO], "80"),
    "demo.md": (["reconcile", DEMO, "--format", "markdown"], "80"),
    "demo.csv": (["reconcile", DEMO, "--format", "csv"], "80"),
    "demo.json": (["reconcile", DEMO, "--format", "json"], "80"),
    "october-120.txt": (["reconcile", DEMO, "--from", "2026-10-01"], "120"),
    "one-location-80.txt": (["reconcile", DEMO, "--location", "WEST"], "80"),
    "help.txt": (["--help"], "80"),
    "reconcile-help.txt": (["reconcile", "--help"], "80"),
    "rules.txt": (["rules"], "80"),
    "causes.txt": (["causes"], "80"),
    "check.txt": (["check", DEMO], "80"),
}

# What the README shows of a long report: from a line that begins so, up to a line that begins so.
EXCERPTS = {
    "demo-matrix.txt": ("Inventory - G/L", "Bridge"),
    "demo-bridge.txt": ("Bridge", "Why"),
    "demo-why.txt": ("Why", "2115"),
    "demo-end.txt": ("By account type", ""),
}


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The sample company with three cells spoiled and one row cut."""
    folder = shutil.copytree(DEMO, tmp_path / "broken")
    entries = folder / "value-entries-2026-h2.csv"
    lines = entries.read_text(encoding="utf-8-sig").split("\n")
    lines[4] = lines[4].replace("2026-", "2026/13/", 1)
    lines[8] = ",".join(lines[8].split(",")[:6])
    entries.write_text("\n".join(lines), encoding="utf-8", newline="")
    setup = folder / "chart-of-accounts.csv"
    setup.write_text(setup.read_text(encoding="utf-8-sig").replace(",5694.75,", ",5694.75 approx.,"), encoding="utf-8")
    return folder


def test_what_people_see_of_broken_files(broken: Path) -> None:
    run = invrecon("reconcile", broken)
    if "UPDATE_GOLDEN" in os.environ:
        (GOLDEN / "broken.txt").write_text(run.stderr, encoding="utf-8", newline="")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (GOLDEN / "broken.txt").read_text(encoding="utf-8")


def test_what_a_bare_folder_says(tmp_path: Path) -> None:
    folder = tmp_path / "october"
    shutil.copytree(DEMO, folder, ignore=shutil.ignore_patterns("*.toml", "*.json"))
    said = invrecon("reconcile", folder).stderr
    if "UPDATE_GOLDEN" in os.environ:
        (GOLDEN / "bare.txt").write_text(said, encoding="utf-8", newline="")
    assert said == (GOLDEN / "bare.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SEEN)
def test_what_people_see(name: str) -> None:
    arguments, width = SEEN[name]
    shown = seen(*arguments, COLUMNS=width).stdout
    golden = GOLDEN / name
    if "UPDATE_GOLDEN" in os.environ:
        golden.write_text(shown, encoding="utf-8", newline="")
    assert shown == golden.read_text(encoding="utf-8")
    if name.endswith(".txt") and "help" not in name and name != "rules.txt":
        assert max(map(len, shown.splitlines())) <= int(width)


@pytest.mark.parametrize("name", EXCERPTS)
def test_what_the_readme_shows_of_it(name: str) -> None:
    first, behind = EXCERPTS[name]
    lines = seen("reconcile", DEMO, COLUMNS="120").stdout.splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith(first))
    end = next((number for number, line in enumerate(lines) if behind and line.startswith(behind)), len(lines))
    shown = "\n".join(lines[begin:end]).rstrip("\n") + "\n"
    golden = GOLDEN / name
    if "UPDATE_GOLDEN" in os.environ:
        golden.write_text(shown, encoding="utf-8", newline="")
    assert shown == golden.read_text(encoding="utf-8")
