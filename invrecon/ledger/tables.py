"""The canonical tables and their columns, as tables.toml lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, cast

from invrecon.engine import AMOUNT, Engine, quoted
from invrecon.exports.formats import Kind

_DOUBLED = "ledger_letter"
_SQL_TYPE = {"text": "VARCHAR DEFAULT ''", "amount": AMOUNT, "date": "DATE", "month": "DATE", "flag": "BOOLEAN"}


@cache
def table_columns(table: str) -> Mapping[str, Kind]:
    """The columns of a canonical table and their kinds, as `tables.toml` lists them."""
    columns: Mapping[str, Kind] = _tables()[table]
    return columns


def table_names() -> tuple[str, ...]:
    """The canonical tables."""
    return tuple(_tables())


def create_tables(engine: Engine, shown: Mapping[str, Collection[str]] | None = None) -> None:
    """Create every canonical table, empty.

    `shown` are the columns that any export shows, by table: others that nothing changes later take no space then.

    Each row carries the file and the row that it comes from, and its place among all rows of all files, which no other
    row has: files in the order of their names. Rows that completing the ledger adds have places below zero.
    """
    # Lines with the letter of a ledger are doubled whole, for their contra accounts: all columns are needed for that.
    kept = {
        table: columns if shown is None or _DOUBLED in shown.get(table, ()) else shown.get(table, ())
        for table, columns in _tables().items()
    }
    created = []
    for table, columns in _tables().items():
        typed = ", ".join(
            f"{quoted(column)} {_always_blank(kind)}"
            if column in _as_exported(table) and column not in kept.get(table, ())
            else f"{quoted(column)} {_SQL_TYPE[kind]}"
            for column, kind in columns.items()
        )
        created.append(f"CREATE TABLE {quoted(table)} ({typed}, source_file VARCHAR, source_row BIGINT, place BIGINT)")
    engine.run("; ".join(created))


def _always_blank(kind: Kind) -> str:
    type_ = _SQL_TYPE[kind].removesuffix(" DEFAULT ''")
    blank = "''" if kind == "text" else f"CAST(NULL AS {type_})"
    return f"{type_} GENERATED ALWAYS AS ({blank})"


def _as_exported(table: str) -> Collection[str]:
    return cast("Mapping[str, Collection[str]]", _file()["as_exported"]).get(table, ())


@cache
def _tables() -> Mapping[str, Mapping[str, Kind]]:
    """All canonical tables. One that is `like` another has its columns."""
    tables = {name: columns for name, columns in _file().items() if name != "as_exported"}
    return {name: tables[columns["like"]] if "like" in columns else columns for name, columns in tables.items()}


@cache
def _file() -> Mapping[str, Any]:
    return tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))
