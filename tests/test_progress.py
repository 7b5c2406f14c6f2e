"""Progress: long work shows where it is, on standard error, on a terminal alone, and leaves no trace."""

from __future__ import annotations

import io
import json
import shutil
import sys
import time
from pathlib import Path
from unittest.mock import patch

import duckdb
import pytest

import invrecon
import invrecon.cli.progress as module
from invrecon.cli.output import text_file, write_whole
from invrecon.cli.progress import ProgressBar
from invrecon.engine import Embedded
from tests.bookkeeping import Books
from tests.pseudo_terminal import on_terminal
from tests.shell import call
from tests.test_sample_company import CLEAN

MATCHING_NEVER_ENDS = """
import time, invrecon.pipeline
invrecon.pipeline.match = lambda ledger, settings: time.sleep(3600)
"""


def small(books: Books) -> Path:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    return books.write()


def test_the_stages_tell_every_file_and_every_step_in_order(books: Books) -> None:
    told: list[tuple[str, int, int | None]] = []
    invrecon.reconcile(small(books), as_of="2026-10-31", progress=lambda *step: told.append(step))
    reading = [step for step in told if step[0].startswith("Reading ")]
    assert [(done, total) for _, done, total in reading] == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert {name.split()[1] for name, *_ in reading} == {
        "value-entries.csv",
        "gl-entries.csv",
        "inventory-posting-setup.csv",
        "general-posting-setup.csv",
    }
    assert [step for step, _, total in told if total == 4 and not step.startswith("Reading")] == [
        "Posting value entries",
        "Comparing with the G/L",
        "Matching entries",
        "Explaining differences",
    ]


def test_what_is_left_on_the_terminal_is_what_a_pipe_gets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "october"
    shutil.copytree(CLEAN, folder, ignore=shutil.ignore_patterns("*.toml", "*.json"))
    plain = call(capsys, "reconcile", folder)
    shown = on_terminal("reconcile", folder)
    assert "━" in shown.sent
    assert "exports of Microsoft Dynamics 365 Business Central:" in plain.err
    assert shown.screen == plain.err + plain.out
    assert shown.sent.count("\x1b[?25l") == shown.sent.count("\x1b[?25h")


def test_standard_output_that_is_redirected_gets_the_result_alone() -> None:
    shown = on_terminal("reconcile", CLEAN, "--format", "json", stdout_redirected=True)
    assert json.loads(shown.redirected)["reconciled"]
    assert "━" in shown.sent
    assert shown.screen.strip() == ""


@pytest.mark.parametrize("command", ["check", "timeline"])
def test_every_command_that_reads_shows_it(command: str) -> None:
    assert "━" in on_terminal(command, CLEAN, stdout_redirected=True).sent


def test_quiet_shows_nothing() -> None:
    shown = on_terminal("reconcile", CLEAN, "--quiet", "--format", "json", stdout_redirected=True)
    assert shown.sent == ""
    assert shown.redirected


def test_a_pipe_gets_no_bar(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    with patch.object(module, "DELAY", 0):
        assert call(capsys, "reconcile", small(books)).err.startswith("as of 2026-10-15: ")


def test_short_work_shows_no_bar_and_does_not_even_load_it(books: Books) -> None:
    before = "import atexit; atexit.register(lambda: print('rich' in sys.modules, file=sys.stderr))"
    shown = on_terminal(
        "reconcile",
        small(books),
        "--as-of",
        "2026-10-31",
        "--format",
        "json",
        stdout_redirected=True,
        delay=60,
        before=before,
    )
    assert shown.sent == "False\r\n"


def test_ctrl_c_takes_the_bar_away_and_writes_nothing(books: Books, tmp_path: Path) -> None:
    report = tmp_path / "recon.json"
    arguments = ("reconcile", small(books), "--as-of", "2026-10-31", "-o", report)
    shown = on_terminal(*arguments, before=MATCHING_NEVER_ENDS, interrupt_at="Matching entries")
    assert shown.status == 130
    assert shown.screen.split("\n") == ["", "Interrupted. Nothing was written.", ""]
    assert not report.exists()


@pytest.mark.parametrize("error", [RuntimeError("Query interrupted"), duckdb.InterruptException("Interrupted!")])
def test_ctrl_c_in_a_statement_is_told_by_the_engine(error: Exception) -> None:
    with pytest.raises(KeyboardInterrupt), Embedded():
        raise error


class _Terminal(io.StringIO):
    """Standard error that says it is a terminal."""

    def isatty(self) -> bool:
        return True

    def holds(self, text: str) -> bool:
        """Whether the text comes within five seconds."""
        for _ in range(500):
            if text in self.getvalue():
                return True
            time.sleep(0.01)
        return False


@pytest.fixture
def terminal() -> _Terminal:
    return _Terminal()


def test_a_file_name_cannot_steer_the_terminal_nor_become_markup(terminal: _Terminal) -> None:
    with patch.object(sys, "stderr", terminal), patch.object(module, "DELAY", 0), ProgressBar() as bar:
        bar("Reading \x1b]0;title\x07 [red]x[/red]", 0, 1)
        assert terminal.holds("Reading  ]0;title  [red]x[/red], 0 of 1")


def test_problems_are_printed_when_the_bar_is_gone(terminal: _Terminal) -> None:
    def failing() -> None:
        with ProgressBar() as bar:
            bar("Writing entries", 120_000, 200_000)
            assert terminal.holds("Writing entries, 120,000 of 200,000")
            raise ValueError("wrong")

    with (
        patch.object(sys, "stderr", terminal),
        patch.object(module, "DELAY", 0),
        pytest.raises(ValueError, match="wrong"),
    ):
        failing()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_a_terminal_that_cannot_erase_gets_no_bar() -> None:
    assert "━" not in on_terminal("check", CLEAN, stdout_redirected=True, TERM="dumb").sent


def test_each_report_that_is_written_is_told(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    reports = {tmp_path / name: text_file("") for name in ("recon.json", "recon.md")}
    write_whole(reports, lambda *step: told.append(step))
    assert told == [("Writing recon.json", 0, 2), ("Writing recon.md", 1, 2)]
