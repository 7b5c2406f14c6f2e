"""The catalogue: an empty DuckDB with the tables of a run, which knows the type of every column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlglot import exp

    from invrecon.engine.remote.target import Columns


class Catalogue:
    """What DuckDB would say of a statement's columns, asked of tables without rows."""

    def __init__(self) -> None:
        import duckdb

        self._connection = duckdb.connect(config={"threads": "1"})

    def define(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement that creates or drops a table, a view or a macro, or sets a variable."""
        self._connection.execute(sql, list(parameters))
        self.__dict__.pop("schema", None)

    @cached_property
    def schema(self) -> Mapping[str, Columns]:
        """Every table and view with its columns and their types."""
        tables: dict[str, dict[str, str]] = {}
        for table, column, kind in self._connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal "
            "ORDER BY table_name, column_index"
        ).fetchall():
            tables.setdefault(table, {})[column] = kind
        return tables

    def defaults(self, table: str) -> Mapping[str, exp.Expr]:
        """What a column of a table holds where an INSERT does not say."""
        from sqlglot import exp, parse_one

        rows = self._connection.execute(
            "SELECT column_name, column_default FROM duckdb_columns() WHERE table_name = ?", [table]
        ).fetchall()
        return {column: parse_one(text, read="duckdb") if text else exp.Null() for column, text in rows}

    def columns_of(self, query: exp.Query) -> Columns:
        """The columns that a query gives, with their types."""
        described = self._connection.execute("DESCRIBE " + query.sql("duckdb", comments=False)).fetchall()
        return {name: kind for name, kind, *_ in described}

    def types_of(self, query: str) -> list[str]:
        """The types of the columns that a query gives, also where two have the same name."""
        described = self._connection.execute(f"DESCRIBE {query}").fetchall()
        return [kind for _, kind, *_ in described]

    def close(self) -> None:
        """The catalogue goes with the run."""
        self._connection.close()
