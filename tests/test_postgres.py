"""PostgreSQL as the engine: a real server says of every book what the embedded engine says, to the last byte.

INVRECON_EXAMPLES=1 compares all sample companies and cases, a larger number more companies at random.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given

import invrecon
from tests import test_explained, test_gp_explained, test_sage_explained
from tests.bookkeeping import Books
from tests.postgres_server import server
from tests.shell import call
from tests.truths import runs, seeds

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


def same(path: Path, reconcile: Callable[..., invrecon.Reconciliation] = invrecon.reconcile, **options: Any) -> None:
    """Both engines say the same, but for the files as they were read."""
    said = [json.loads(reconcile(path, engine=engine, **options).to_json()) for engine in ("duckdb", "postgres")]
    for document in said:
        document.pop("inputs")
    assert json.dumps(said[1], indent=1) == json.dumps(said[0], indent=1)


@pytest.mark.parametrize("path", ALWAYS, ids=lambda path: path.name)
def test_both_engines_say_the_same_of_a_company(path: Path, reached: str) -> None:
    same(path)


@pytest.mark.at_length
@pytest.mark.parametrize("path", MORE, ids=lambda path: path.name)
def test_both_engines_say_the_same_of_the_others(path: Path, reached: str) -> None:
    same(path)


def test_a_period_and_a_filter_are_asked_of_the_server_too(reached: str) -> None:
    same(SAMPLES / "business-central", from_date="2026-10-01", locations=("WEST",))


@pytest.mark.at_length
@pytest.mark.parametrize(
    ("erp", "forms"),
    [
        (test_explained, test_explained.FORMS),
        (test_gp_explained, test_gp_explained.LAYOUTS),
        (test_sage_explained, test_sage_explained.LAYOUTS),
    ],
    ids=["business-central", "dynamics-gp", "sage-pastel"],
)
def test_both_engines_say_the_same_of_books_at_random(erp: Any, forms: Any, postgres: str) -> None:
    embedded = invrecon.reconcile

    def both(path: Path, **options: Any) -> invrecon.Reconciliation:
        same(path, embedded, **options)
        return embedded(path, **options)

    @runs(1)
    @given(seeds)
    def compared(seed: int) -> None:
        chance = Random(seed)
        books, _ = erp.disturbed([chance.choice(erp.disturb.DISTURBANCES)], seed)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PGHOST", postgres.split(maxsplit=1)[0].removeprefix("host="))
            patch.setenv("PGUSER", "postgres")
            patch.setattr(invrecon, "reconcile", both)
            erp.reconciled(books, chance.choice(forms))

    compared()


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


def without_places(document: Any) -> Any:
    """A document without the files and rows that it cites, which a table and a file do not share."""
    if isinstance(document, dict):
        return {key: without_places(value) for key, value in document.items() if key not in ("file", "row", "inputs")}
    return [without_places(part) for part in document] if isinstance(document, list) else document


def put_on_the_server(connection: str, table: str, files: list[Path], **types: str) -> None:
    """The rows of CSV exports as a table of the ERP's: text but for the columns whose types are given."""
    import csv

    import psycopg

    rows = [row for file in files for row in csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines())]
    columns = list(rows[0])
    declared = ", ".join(f'"{column}" {types.get(column.replace(" ", "_").rstrip("."), "text")}' for column in columns)
    with psycopg.connect(connection) as server:
        server.execute(f"DROP TABLE IF EXISTS {table}")
        server.execute(f"CREATE TABLE {table} ({declared})")
        with server.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in reversed(rows):  # in no order that anyone could count on
                copy.write_row([row[column] or None for column in columns])


TYPES = {
    "Entry_No": "integer",
    "Posting_Date": "date",
    "Valuation_Date": "timestamp",
    "Cost_Amount_(Actual)": "numeric(38,20)",
    "Cost_Amount_(Expected)": "numeric(38,20)",
    "Cost_Posted_to_G/L": "numeric",
    "Expected_Cost_Posted_to_G/L": "numeric(18,2)",
    "Item_Ledger_Entry_Quantity": "numeric(38,20)",
    "Valued_Quantity": "numeric(38,20)",
    "Invoiced_Quantity": "numeric(38,20)",
    "Expected_Cost": "boolean",
    "Inventoriable": "boolean",
    "Adjustment": "boolean",
}


def of_a_table(folder: Path, connection: str) -> Path:
    """The sample company, its value entries in a table of the server."""
    demo = SAMPLES / "business-central"
    folder.mkdir()
    for file in demo.iterdir():
        if not file.name.startswith("value-entries"):
            shutil.copy(file, folder)
    roles = {
        "gl_entries": "gl-entries.xlsx",
        "trial_balance": "trial-balance.xlsx",
        "chart_of_accounts": "chart-of-accounts.csv",
        "inventory_posting_setup": "inventory-posting-setup.csv",
        "general_posting_setup": "general-posting-setup.csv",
        "items": "items.csv",
        "gl_item_relation": "gl-item-ledger-relation.csv",
        "accounting_periods": "accounting-periods.csv",
    }
    inputs = "\n".join(f'{role} = "{file}"' for role, file in roles.items())
    (folder / "invrecon.toml").write_text(
        'engine = "postgres"\ncompany = "Cronus Cycles"\ncurrency = "USD"\nas_of = 2026-10-31\n'
        f'[postgres]\nconnection = "{connection}"\nschema = "erp"\n'
        f"[settings]\nexpected_cost_posting = true\nautomatic_cost_posting = true\n"
        f'[inputs]\nvalue_entries = "table:value_entry"\n{inputs}\n',
        encoding="utf-8",
    )
    return folder


@pytest.fixture(scope="module")
def erp(postgres: str) -> str:
    """A database with a copy of the ERP's value entries."""
    import psycopg

    with psycopg.connect(postgres) as connection:
        connection.execute("CREATE SCHEMA erp")
    files = sorted((SAMPLES / "business-central").glob("value-entries*.csv"))
    put_on_the_server(postgres, "erp.value_entry", files, **TYPES)
    return postgres


def test_value_entries_may_stay_where_they_are(erp: str, tmp_path: Path) -> None:
    table = json.loads(invrecon.reconcile(of_a_table(tmp_path / "books", erp)).to_json())
    files = json.loads(invrecon.reconcile(SAMPLES / "business-central").to_json())
    assert json.dumps(without_places(table), indent=1) == json.dumps(without_places(files), indent=1)
    (entries,) = (each for each in table["inputs"] if each["role"] == "value_entries")
    shown = [each for each in files["inputs"] if each["role"] == "value_entries"]
    assert (entries["file"], entries["sha256"]) == ("table:value_entry", "")
    assert entries["rows"] == sum(each["rows"] for each in shown)


@pytest.mark.parametrize(
    ("column", "kind", "said"),
    [
        ("Cost_Amount_(Actual)", "double precision", "the column is of type double precision; expected exact numbers"),
        ("Cost_Amount_(Actual)", "text", "the column is of type VARCHAR; expected exact numbers"),
        ("Posting_Date", "text", "the column is of type VARCHAR; expected dates"),
    ],
)
def test_a_type_that_leaves_something_open_is_refused(
    erp: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], column: str, kind: str, said: str
) -> None:
    folder = of_a_table(tmp_path / "books", erp)
    toml = folder / "invrecon.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("table:value_entry", "table:doubtful"), encoding="utf-8")
    files = sorted((SAMPLES / "business-central").glob("value-entries*.csv"))
    put_on_the_server(erp, "erp.doubtful", files, **{**TYPES, column: kind})
    end = call(capsys, "reconcile", folder)
    assert (end.status, said in end.err) == (2, True), end.err


def test_surplus_decimals_and_times_of_day_are_refused(
    erp: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    import psycopg

    with psycopg.connect(erp) as connection:
        connection.execute("DROP TABLE IF EXISTS erp.doubtful")
        connection.execute("CREATE TABLE erp.doubtful AS SELECT * FROM erp.value_entry")
        connection.execute('ALTER TABLE erp.doubtful ALTER "Posting Date" TYPE timestamp')
        connection.execute('UPDATE erp.doubtful SET "Cost Amount (Actual)" = 1.000001 WHERE "Entry No." = 1')
        connection.execute("""UPDATE erp.doubtful SET "Posting Date" = "Posting Date" + interval '1 hour'
                              WHERE "Entry No." = 2""")
    folder = of_a_table(tmp_path / "books", erp)
    toml = folder / "invrecon.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("table:value_entry", "table:doubtful"), encoding="utf-8")
    end = call(capsys, "reconcile", folder)
    assert end.status == 2
    assert "1 of its values have more than five decimals" in end.err
    assert "1 of its values are no days" in end.err


def test_a_table_that_is_not_there_is_told(erp: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = of_a_table(tmp_path / "books", erp)
    toml = folder / "invrecon.toml"
    toml.write_text(toml.read_text(encoding="utf-8").replace("table:value_entry", "table:gone"), encoding="utf-8")
    said = call(capsys, "reconcile", folder)
    assert said.status == 2
    assert "there is no table erp.gone in the database" in said.err
    assert call(capsys, "reconcile", folder, "--engine", "duckdb").status == 2
