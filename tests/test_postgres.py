"""PostgreSQL as the engine: a real server says of every book what the embedded engine says, to the last byte.

INVRECON_EXAMPLES=1 compares all sample companies and cases, a larger number more companies at random.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

import invrecon
from tests.bookkeeping import Books
from tests.postgres_server import server
from tests.shell import call
from tests.truths import EXAMPLES, runs, seeds

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_data"
ALWAYS = (
    SAMPLES / "business-central",
    SAMPLES / "dynamics-gp",
    SAMPLES / "sage-pastel",
    ROOT / "docs" / "example-generic" / "finished.toml",
    ROOT / "tests" / "cases" / "bike-chain",
)
MORE = (
    SAMPLES / "business-central-clean",
    SAMPLES / "dynamics-gp-clean",
    SAMPLES / "sage-pastel-clean",
    *sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/expected.json") if path.parent not in ALWAYS),
)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with server() as connection:
        yield connection


@pytest.fixture
def reached(postgres: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The server, told by the environment as libpq reads it, so that no toml has to name it."""
    for part in postgres.split():
        name, value = part.split("=")
        monkeypatch.setenv({"host": "PGHOST", "user": "PGUSER", "dbname": "PGDATABASE"}[name], value)
    return postgres


def same(path: Path, **options: Any) -> None:
    """Both engines say the same, but for the files as they were read."""
    said = [json.loads(invrecon.reconcile(path, engine=engine, **options).to_json()) for engine in ("duckdb", "postgres")]
    for document in said:
        document.pop("inputs")
    assert json.dumps(said[1], indent=1) == json.dumps(said[0], indent=1)


@pytest.mark.parametrize("path", ALWAYS, ids=lambda path: path.name)
def test_both_engines_say_the_same_of_a_company(path: Path, reached: str) -> None:
    same(path)


@pytest.mark.skipif(not EXAMPLES, reason="INVRECON_EXAMPLES=1 compares the others too")
@pytest.mark.parametrize("path", MORE, ids=lambda path: path.name)
def test_both_engines_say_the_same_of_the_others(path: Path, reached: str) -> None:
    same(path)


def test_a_period_and_a_filter_are_asked_of_the_server_too(reached: str) -> None:
    same(SAMPLES / "business-central", from_date="2026-10-01", locations=("WEST",))


@pytest.mark.skipif(not EXAMPLES, reason="INVRECON_EXAMPLES=1 compares books at random too")
@runs(1)
@given(seed=seeds)
def test_both_engines_say_the_same_of_books_at_random(
    postgres: str, seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from sample_data.make.business_central import make  # type: ignore[import-not-found]

    folder = tmp_path_factory.mktemp("random")
    make(folder, seed=seed)
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("PGHOST", postgres.split(maxsplit=1)[0].removeprefix("host="))
        monkeypatch.setenv("PGUSER", "postgres")
        same(folder)


def of_postgres(folder: Path, connection: str) -> Path:
    """The books of a small company, with a toml that names the server."""
    shutil.copytree(ROOT / "tests" / "cases" / "bike-chain", folder)
    toml = folder / "invrecon.toml"
    stated = toml.read_text(encoding="utf-8") if toml.is_file() else ""
    toml.write_text(f'engine = "postgres"\n{stated}\n[postgres]\nconnection = "{connection}"\n', encoding="utf-8")
    return folder


def test_the_toml_names_the_server(postgres: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = of_postgres(tmp_path / "books", postgres)
    here = call(capsys, "reconcile", folder, "--engine", "duckdb", "--format", "json")
    there = call(capsys, "reconcile", folder, "--format", "json")
    assert (there.status, there.out) == (here.status, here.out)


def test_nothing_stays_on_the_server(postgres: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import psycopg

    call(capsys, "reconcile", of_postgres(tmp_path / "books", postgres), "--format", "json")
    with psycopg.connect(postgres) as connection:
        left = connection.execute("SELECT count(*) FROM pg_class WHERE relname = 'value_entry'").fetchone()
    assert left == (0,)


def test_a_role_that_may_make_temporary_tables_is_enough(
    postgres: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import psycopg

    with psycopg.connect(postgres) as connection:
        connection.execute("CREATE ROLE reader LOGIN")
        connection.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC")
    folder = of_postgres(tmp_path / "books", postgres.replace("user=postgres", "user=reader"))
    assert call(capsys, "reconcile", folder, "--format", "json").status in (0, 1)


def test_a_drill_asks_the_server(postgres: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = of_postgres(tmp_path / "books", postgres)
    here = call(capsys, "drill", "COGS", "Inventory", folder, "--engine", "duckdb")
    there = call(capsys, "drill", "COGS", "Inventory", folder)
    assert there == here
    assert there.status == 0


def test_a_server_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("psycopg", reason="needs psycopg: pip install 'invrecon[postgres]'")
    said = call(capsys, "reconcile", of_postgres(tmp_path / "books", f"host={tmp_path} connect_timeout=2"))
    assert said.status == 2
    assert said.err.startswith("the PostgreSQL server cannot be reached (")


def test_a_password_in_the_toml_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("psycopg", reason="needs psycopg: pip install 'invrecon[postgres]'")
    said = call(capsys, "reconcile", of_postgres(tmp_path / "books", "host=erp password=secret"))
    assert said.status == 2
    assert "holds a password" in said.err
    assert "secret" not in said.err


def test_a_missing_extra_is_named(
    books: Books, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "psycopg", None)
    said = call(capsys, "reconcile", ROOT / "tests" / "cases" / "bike-chain", "--engine", "postgres")
    assert said.status == 2
    assert "pip install 'invrecon[postgres]'" in said.err


def test_an_unknown_engine_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    (folder / "invrecon.toml").write_text('engine = "postgresql"\n', encoding="utf-8")
    said = call(capsys, "reconcile", folder)
    assert said.status == 2
    assert 'unknown engine "postgresql"; expected duckdb, postgres, spark. Did you mean "postgres"?' in said.err
