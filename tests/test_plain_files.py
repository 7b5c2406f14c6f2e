"""A plain file is read in one pass; with one odd cell it is weighed cell by cell. Both say the same."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import invrecon.ledger.load
from tests.shell import call

SAMPLES = Path(__file__).parent.parent / "sample_data"


def _reconciled(capsys: pytest.CaptureFixture[str], folder: Path) -> dict:
    run = call(capsys, "reconcile", folder, "--format", "json", "--fail-on", "never")
    assert run.status == 0, run.err
    document = json.loads(run.out)
    for file in document["inputs"]:
        del file["sha256"]
    return document


@pytest.fixture
def read_plainly(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were read in one pass, as a run goes on."""
    names: list[str] = []
    load_plain = invrecon.ledger.load.load_plain

    def noted(engine, export, *others):
        plain = load_plain(engine, export, *others)
        if plain:
            names.append(export.name)
        return plain

    monkeypatch.setattr(invrecon.ledger.load, "load_plain", noted)
    return names


def _rewritten(folder: Path, change: Callable[[list[list[str]]], None]) -> None:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        change(rows)
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)


def _blank_behind_every_cell_of_the_last_row(rows: list[list[str]]) -> None:
    rows[-1] = [f"{cell} " if cell else cell for cell in rows[-1]]


@pytest.mark.parametrize("sample", ["business-central", "business-central-clean", "dynamics-gp"])
def test_one_odd_cell_changes_how_a_file_is_read_and_nothing_else(
    sample: str, tmp_path: Path, read_plainly: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    plain, odd = tmp_path / "plain" / "books", tmp_path / "odd" / "books"
    for folder in (plain, odd):
        shutil.copytree(SAMPLES / sample, folder)
    _rewritten(plain, lambda _: None)
    _rewritten(odd, _blank_behind_every_cell_of_the_last_row)

    as_plain = _reconciled(capsys, plain)
    assert read_plainly, "no file of the sample is plain any more"
    read_plainly.clear()
    as_odd = _reconciled(capsys, odd)
    assert read_plainly == []

    assert as_plain == as_odd


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Posting Date", "31/10/2026"),
        ("Cost Amount (Actual)", "2,016.00"),
        ("Cost Amount (Actual)", "2016.00 USD"),
        ("Cost Amount (Actual)", "(2016.00)"),
        ("Item Ledger Entry Type", "Zugang"),
        ("Document No.", "Total"),
        ("Description", " Steel tube"),
        ("Expected Cost", "perhaps"),
    ],
)
def test_a_cell_that_needs_a_look_gets_one(
    column: str, cell: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever comes out, it is what comes out where another cell makes the whole file odd."""
    outcomes = []
    for name, blank in (("as it is", ""), ("odd", " ")):
        folder = tmp_path / name / "books"
        shutil.copytree(SAMPLES / "business-central-clean", folder)
        path = folder / "value-entries-2026-h1.csv"
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream))
        rows[1][rows[0].index(column)] = cell
        rows[2][rows[0].index("Description")] += blank
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        run = call(capsys, "reconcile", folder, "--format", "json", "--fail-on", "never")
        document = json.loads(run.out) if run.status == 0 else {}
        for file in document.get("inputs", []):
            del file["sha256"]
        outcomes.append((run.status, run.err, document))
    assert outcomes[0] == outcomes[1]
