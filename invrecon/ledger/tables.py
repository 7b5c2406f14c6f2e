"""The canonical tables and their columns, as tables.toml lists them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from invrecon.engine import AMOUNT, Engine, quoted
from invrecon.exports.formats import Kind

_SQL_TYPE = {"text": "VARCHAR DEFAULT ''", "amount": AMOUNT, "date": "DATE", "month": "DATE", "flag": "BOOLEAN"}


@cache
def table_columns(table: str) -> Mapping[str, Kind]:
    """The columns of a canonical table and their kinds, as `tables.toml` lists them."""
    columns: Mapping[str, Kind] = _tables()[table]
    return columns


def table_names() -> tuple[str, ...]:
    """The canonical tables."""
    return tuple(_tables())


def create_tables(engine: Engine) -> None:
    """Create every canonical table, empty.

    Each row carries the file and the row that it comes from, and its place among all rows of all files, which no other
    row has: files in the order of their names. Rows that completing the ledger adds have places below zero.
    """
    created = []
    for table, columns in _tables().items():
        typed = ", ".join(f"{quoted(column)} {_SQL_TYPE[kind]}" for column, kind in columns.items())
        created.append(f"CREATE TABLE {quoted(table)} ({typed}, source_file VARCHAR, source_row BIGINT, place BIGINT)")
    engine.run("; ".join(created))


@cache
def _tables() -> Mapping[str, Mapping[str, Kind]]:
    """All canonical tables. One that is `like` another has its columns."""
    tables = tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))
    return {name: tables[columns["like"]] if "like" in columns else columns for name, columns in tables.items()}
