"""How much memory a run may take: what needs more goes to disk, and what cannot is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from invrecon.engine import Embedded, embedded
from invrecon.errors import ShortageError
from tests.bookkeeping import Books
from tests.shell import call
from tests.test_sample_company import CLEAN

LARGE = "CREATE TABLE large AS SELECT i, i % 1000 AS account, hash(i)::VARCHAR AS text FROM range(2000000) AS entry (i)"


@pytest.mark.parametrize("written", ["2", "2X", "lots", "255MB", "0.1GB", "-2GB", "80%", ""])
def test_a_limit_that_is_none_is_refused(written: str, capsys: pytest.CaptureFixture[str]) -> None:
    run = call(capsys, "reconcile", CLEAN, "--memory-limit", written or " ")
    assert (run.status, run.out) == (2, "")
    assert f'the memory limit is "{written or " "}"; expected an amount of memory such as 2GB' in run.err


@pytest.mark.parametrize("command", ["reconcile", "timeline", "check"])
def test_every_command_that_reads_takes_one(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(capsys, command, CLEAN, "--memory-limit", "256 mb") == call(capsys, command, CLEAN)


def test_the_toml_says_it_and_the_command_line_goes_before_it(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    folder = books.write()
    toml = folder / "invrecon.toml"
    before = toml.read_text(encoding="utf-8") if toml.exists() else ""
    toml.write_text(f'memory_limit = "much"\n{before}', encoding="utf-8")
    assert 'the memory limit is "much"' in call(capsys, "reconcile", folder, "--memory-limit", "1GB").err
    toml.write_text(f'memory_limit = "0.5 GiB"\n{before}', encoding="utf-8")
    assert call(capsys, "reconcile", folder, "--memory-limit", "1 TB").status == 0
    assert invrecon.reconcile(folder, memory_limit="1GB").reconciled


def test_what_needs_more_goes_to_disk_and_comes_to_the_same() -> None:
    totals = "SELECT account, sum(length(text))::DECIMAL(28, 2) FROM large GROUP BY account ORDER BY account LIMIT 3"
    with Embedded() as engine:
        engine.run(LARGE)
        expected = engine.rows(totals)
    with Embedded(170 * 10**6) as engine:
        engine.run(LARGE)
        assert engine.value("SELECT sum(size) FROM duckdb_temporary_files()") > 0
        assert any((engine.folder / "spill").iterdir())
        assert engine.rows(totals) == expected
        assert isinstance(expected[0][1], Decimal)


def test_a_run_that_is_given_too_little_says_so_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "_OWN", 10**12)  # what is left for the tables is next to nothing
    run = call(capsys, "reconcile", CLEAN, "--memory-limit", "300MB", "-o", tmp_path / "recon.json")
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("the memory limit of 300 MB does not do for these exports")
    assert "Allow more with --memory-limit" in run.err
    assert not (tmp_path / "recon.json").exists()


def test_memory_that_runs_out_is_no_damaged_export(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    with Embedded(170 * 10**6) as engine, pytest.raises(ShortageError, match="memory limit of 170 MB does not do"):
        engine.run("SELECT list(i) FROM range(100000000) AS entry (i)")


def test_a_statement_that_needs_more_than_is_meant_for_it_gets_what_the_run_may_take(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedded, "_ENOUGH", 60 * 10**6)
    with Embedded() as engine:
        half = engine.value("SELECT current_setting('memory_limit')")
        engine.expect(None)
        limit = "SELECT current_setting('memory_limit')"
        held_to = engine.value(limit)
        engine.run("CREATE TABLE one AS SELECT 1 AS i; CREATE TABLE two AS FROM one")
        assert engine.value(limit) == held_to != half
        listed = "CREATE TABLE listed AS SELECT list(i) AS numbers FROM range(20000000) AS number (i)"
        engine.run(f"CREATE TABLE three AS SELECT 3 AS i; {listed}")
        assert engine.rows("SELECT len(numbers), (FROM three) FROM listed") == [(20_000_000, 3)]
        assert engine.value(limit) == half


def test_without_a_limit_half_of_the_memory_is_for_others() -> None:
    with Embedded() as engine:
        half = engine.value("SELECT current_setting('memory_limit')")
        engine.run("SET memory_limit = '50%'")
        assert engine.value("SELECT current_setting('memory_limit')") == half
