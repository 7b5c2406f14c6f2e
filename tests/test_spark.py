"""Spark as the engine: in local mode it says of every book what the embedded engine says, to the last byte.

INVRECON_EXAMPLES=1 compares all sample companies and cases.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import Any

import duckdb
import pytest

import invrecon
from invrecon.engine.spark import java, tables
from tests.shell import call

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_data"
CASES = ROOT / "tests" / "cases"
ALWAYS = (
    SAMPLES / "business-central",
    SAMPLES / "dynamics-gp",
    SAMPLES / "sage-pastel",
)
MORE = (
    SAMPLES / "business-central-clean",
    SAMPLES / "dynamics-gp-clean",
    SAMPLES / "sage-pastel-clean",
    ROOT / "docs" / "example-generic" / "finished.toml",
    *sorted(path.parent for path in CASES.glob("*/expected.json")),
)


@pytest.fixture(scope="module")
def current(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which Spark is started."""
    return tmp_path_factory.mktemp("current")


@pytest.fixture(scope="module")
def spark(current: Path) -> Any:
    """One session for all: Java begins in seconds, and is as quick as it gets without its second compiler."""
    pytest.importorskip("pyspark", reason="needs PySpark: pip install 'invrecon[spark]'")
    if java.found() is None:
        pytest.skip("needs Java 17 or later")
    from invrecon.engine.spark.session import open_session

    options = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    with chdir(current):
        return open_session("local[2]", {"spark.driver.extraJavaOptions": options, "spark.driver.memory": "2g"})


def same(path: Path, **options: Any) -> None:
    """Both engines say the same, but for the files as they were read."""
    said = [json.loads(invrecon.reconcile(path, engine=engine, **options).to_json()) for engine in ("duckdb", "spark")]
    for document in said:
        document.pop("inputs")
    assert json.dumps(said[1], indent=1) == json.dumps(said[0], indent=1)


@pytest.mark.parametrize("path", ALWAYS, ids=lambda path: path.name)
def test_both_engines_say_the_same_of_a_company(path: Path, spark: Any) -> None:
    same(path)


@pytest.mark.at_length
@pytest.mark.parametrize("path", MORE, ids=lambda path: path.name)
def test_both_engines_say_the_same_of_the_others(path: Path, spark: Any) -> None:
    same(path)


@pytest.mark.at_length
def test_tables_that_are_large_are_kept_as_parquet(spark: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from invrecon.engine.spark import target

    for module in (tables, target):
        monkeypatch.setattr(module, "LARGE", 0)
    same(CASES / "bike-chain")


@pytest.mark.at_length
def test_entries_in_a_lake_are_cited_by_their_place_among_all(
    spark: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from invrecon.engine.spark import target

    for module in (tables, target):
        monkeypatch.setattr(module, "LARGE", 0)
    folder = of_spark(tmp_path / "books")
    listed = ("drill", "--account", "2110", "--of", "inventory", folder, "--format", "json")
    here = json.loads(call(capfd, *listed, "--engine", "duckdb").out)

    header, *entries = (folder / "value-entries.csv").read_text(encoding="utf-8").splitlines()
    lake = folder / "lake"
    lake.mkdir()
    for part, lines in enumerate((entries[1::2], entries[::2])):  # in neither part the first entries, nor the last
        (lake / f"part-{part}.csv").write_text("\n".join([header, *lines]), encoding="utf-8")
    toml = folder / "invrecon.toml"
    stated = toml.read_text(encoding="utf-8").replace('"value-entries.csv"', '"table:./lake"')
    ranges = '"spark.sql.shuffle.partitions" = 3\n"spark.sql.adaptive.coalescePartitions.enabled" = false'
    toml.write_text(f"{stated}\n[spark.conf]\n{ranges}\n", encoding="utf-8")
    there = json.loads(call(capfd, *listed).out)

    rows = [entry["row"] for entry in there["rows"]]
    assert rows == [entry["row"] - 1 for entry in here["rows"]]  # a table has no header
    assert len(set(rows)) > 5


@pytest.mark.parametrize("values", ["", "(1)", "(NULL)", "(1), (NULL)", "(5), (1)"])
@pytest.mark.parametrize(
    "condition",
    [
        "own.x NOT IN (SELECT other.x FROM other)",
        "CASE WHEN own.x = 2 THEN own.x NOT IN (SELECT other.x FROM other) ELSE own.x < 5 END",
    ],
)
def test_what_a_large_table_lacks_is_the_same_where_blanks_are_asked_for_apart(condition: str, values: str) -> None:
    sqlglot = pytest.importorskip("sqlglot", reason="needs sqlglot: pip install 'invrecon[spark]'")
    from invrecon.engine.spark.absent import ask_for_blanks_apart

    asked = sqlglot.parse_one(f"SELECT own.x FROM own WHERE {condition} ORDER BY ALL", read="duckdb")
    apart = asked.copy()
    ask_for_blanks_apart(apart, lambda read: read == ["other"])
    assert "NOT EXISTS" in apart.sql("duckdb")
    with duckdb.connect() as engine:
        engine.execute("CREATE TABLE own AS SELECT * FROM (VALUES (1), (2), (NULL)) AS given(x)")
        engine.execute("CREATE TABLE other (x INTEGER)")
        if values:
            engine.execute(f"INSERT INTO other VALUES {values}")
        rows = [engine.execute(tree.sql("duckdb")).fetchall() for tree in (asked, apart)]
    assert rows[0] == rows[1]


def of_spark(folder: Path, stated: str = "") -> Path:
    """The books of a small company, with a toml that names the engine."""
    shutil.copytree(CASES / "bike-chain", folder)
    toml = folder / "invrecon.toml"
    own = toml.read_text(encoding="utf-8") if toml.is_file() else ""
    toml.write_text(f'engine = "spark"\n{own}\n{stated}', encoding="utf-8")
    return folder


def test_nothing_of_spark_is_seen_on_the_terminal(
    spark: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = of_spark(tmp_path / "books")
    here = call(capfd, "reconcile", folder, "--engine", "duckdb", "--format", "json")
    there = call(capfd, "reconcile", folder, "--format", "json")
    assert there == here


def test_both_engines_list_the_same_entries(spark: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    listed = ("drill", "--account", "2110", of_spark(tmp_path / "books"), "--of", "inventory", "--format", "json")
    there = call(capfd, *listed)
    assert there == call(capfd, *listed, "--engine", "duckdb")
    assert there.status == 0


def test_a_run_leaves_nothing_in_the_folder_where_it_is_started(spark: Any, current: Path) -> None:
    invrecon.reconcile(CASES / "bike-chain", engine="spark")
    assert list(current.iterdir()) == []


def test_spark_that_is_started_for_a_run_leaves_nothing_behind(spark: Any, tmp_path: Path) -> None:
    current, temporary = tmp_path / "current", tmp_path / "tmp"
    current.mkdir()
    temporary.mkdir()
    work = (
        "from invrecon.engine.spark.session import open_session\n"
        "session = open_session('local[2]', {})\n"
        "print(session.range(100000).selectExpr('id % 7 AS k').groupBy('k').count().count())"
    )
    own = {**os.environ, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, "-c", work], env=own, cwd=current, capture_output=True, check=False)
    assert (said.returncode, said.stdout, said.stderr) == (0, b"7\n", b"")
    assert [*current.iterdir(), *temporary.iterdir()] == []


@pytest.mark.at_length
def test_the_folder_for_saved_tables_is_that_of_the_users_own_settings(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "spark-defaults.conf").write_text(f"spark.sql.warehouse.dir {tmp_path / 'saved'}\n", encoding="utf-8")
    asked = (
        "from invrecon.engine.spark.session import open_session\n"
        "print(open_session('local[1]', {}).conf.get('spark.sql.warehouse.dir'))"
    )
    own = {**os.environ, "SPARK_CONF_DIR": str(tmp_path), "PYTHONPATH": str(ROOT)}
    said = subprocess.run([sys.executable, "-c", asked], env=own, cwd=tmp_path, capture_output=True, check=True)
    assert said.stdout.decode().strip().endswith(str(tmp_path / "saved"))


def test_a_missing_java_is_told_with_the_one_that_is_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(invrecon.InputError, match="Java 17 or later"):
        java.require_java()


def test_an_old_java_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(invrecon.InputError, match=r"openjdk version .11.0.2.*Java 17 or later"):
        java.require_java()


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    said = call(capsys, "reconcile", CASES / "bike-chain", "--engine", "spark")
    assert said.status == 2
    assert "pip install 'invrecon[spark]'" in said.err
