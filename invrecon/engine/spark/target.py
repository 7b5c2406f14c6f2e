"""Spark as the engine of a run: the tables of the ledgers are its views, and only results reach this process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlglot import exp
from sqlglot.optimizer.annotate_types import annotate_types

from invrecon.engine.embedded import quoted
from invrecon.engine.remote.results import is_type
from invrecon.engine.remote.statements import literal
from invrecon.engine.spark.absent import ask_for_blanks_apart
from invrecon.engine.spark.changes import (
    left_by_number,
    left_in_place,
    own_rows_only,
    updated_by_number,
    updated_in_place,
)
from invrecon.engine.spark.lake import opened, type_of
from invrecon.engine.spark.numbering import number_in_ranges
from invrecon.engine.spark.tables import LARGE, ROWID, Tables, Version, named, stored
from invrecon.engine.spark.trouble import told
from invrecon.engine.spark.words import type_written, written

if TYPE_CHECKING:
    from pathlib import Path

    from pyspark.sql import SparkSession

    from invrecon.engine.embedded import Embedded
    from invrecon.engine.remote.target import Columns
    from invrecon.engine.spark.folder import Folder


class SparkTarget:
    """The tables of a run in a Spark session."""

    def __init__(self, session: SparkSession, folder: Folder, home: Path) -> None:
        self._session = session
        self._folder = folder
        self._home = home
        self._tables = Tables(session, folder.address)
        self._columns: dict[str, Columns] = {}  # of every table and view

    def create_table(self, table: str, columns: Columns, query: exp.Query | None) -> None:
        """A table with the rows of a query, or none."""
        self._columns[table] = columns
        if query is None:
            self._tables.put(table, self._tables.empty(columns))
            return
        self._tables.put(table, self._kept(query, columns))

    def create_view(self, view: str, columns: Columns, query: exp.Query) -> None:
        """A named query, asked anew whenever it is read."""
        self._columns[view] = columns
        self._tables.put_view(view, _named(self._written(query), columns), _read(query))

    def drop(self, name: str, kind: str) -> None:  # noqa: ARG002  # a table is a view here
        """Remove a table or view if it is there."""
        self._tables.drop(name)

    def insert(self, table: str, columns: Columns, query: exp.Query) -> None:
        """Append the rows of a query."""
        large, depth = self._cost(query)
        if large:
            self._append(table, self._kept(query, columns))
        else:
            more = stored(self._tables.asked(self._written(query), large=False), columns)
            self._append(table, Version(more, columns, depth=depth))

    def append(self, table: str, columns: Columns, rows: Sequence[Sequence[Any]]) -> None:
        """Append records of a small table."""
        records = exp.Values(expressions=[exp.Tuple(expressions=[literal(value) for value in row]) for row in rows])
        given = self._tables.asked(f"SELECT * FROM {written(records)}", large=False)
        self._append(table, Version(stored(given, columns), columns))

    def update(self, table: str, columns: Columns, changed: exp.Query) -> None:
        """Set columns of the rows that the query gives."""
        own = own_rows_only(changed, table)
        if own is None:
            self._tables.number(table)
        version = self._tables[table]
        if version.empty:
            return
        if own is not None:
            numbers = [ROWID] if version.numbered else []
            text = updated_in_place(own, [*version.columns, *numbers], list(columns))
        else:
            text = updated_by_number(table, changed, list(version.columns), list(columns))
        self._changed(table, version, text, changed, plain=own is not None)

    def delete(self, table: str, doomed: exp.Query) -> None:
        """Remove the rows that the query names."""
        own = own_rows_only(doomed, table)
        if own is None:
            self._tables.number(table)
        version = self._tables[table]
        if version.empty:
            return
        if own is not None:
            numbers = [ROWID] if version.numbered else []
            text = left_in_place(own, [*version.columns, *numbers])
        else:
            text = left_by_number(table, doomed, list(version.columns))
        self._changed(table, version, text, doomed, plain=own is not None)

    def rows(self, query: exp.Query, columns: Columns) -> list[tuple[Any, ...]]:  # noqa: ARG002
        """All rows of a query."""
        self._number(query)
        asked = self._tables.asked(self._written(query), large=self._tables.large(_read(query)))
        with told():
            return [tuple(row) for row in asked.collect()]

    def hand_over(self, table: str, columns: Columns, local: Embedded) -> None:
        """Create a table with the rows that the embedded engine has, through a Parquet file."""
        self._columns[table] = columns
        count = local.value(f"SELECT count(*) FROM {quoted(table)}")
        if not count:
            self._tables.put(table, self._tables.empty(columns))
            return
        path = local.folder / f"{table}.parquet"
        local.run(f"COPY {quoted(table)} TO '{str(path).replace(chr(39), chr(39) * 2)}' (FORMAT parquet)")
        schema = ", ".join(f"{named(name)} {type_written(kind)}" for name, kind in columns.items())
        rows = self._session.read.schema(schema).parquet(self._folder.take(path))
        handed = Version(rows, columns, large=True) if count >= LARGE else self._tables.kept(rows, columns, large=False)
        self._tables.put(table, handed)

    def refer(self, name: str, reference: str) -> Columns:
        """A table of the catalog or a folder in a lake, with what its columns are."""
        rows = opened(self._session, name, self._home, reference)
        columns = {column: type_of(kind) for column, kind in rows.dtypes}
        known = {f"c{place}": (name, kind) for place, (name, kind) in enumerate(columns.items()) if is_type(kind)}
        given = rows.selectExpr(*(f"{named(column)} AS {cell}" for cell, (column, _) in known.items()))
        kinds = {cell: kind for cell, (_, kind) in known.items()}
        self._columns[reference] = kinds
        large = len(given.selectExpr("1").take(LARGE)) >= LARGE  # reads no further than it must
        self._tables.put(reference, Version(stored(given, kinds), kinds, large=large))
        return columns

    def close(self) -> None:
        """Let go of what the run holds in the session."""
        try:
            self._tables.close()
        finally:
            self._folder.remove()

    def _kept(self, query: exp.Query, columns: Columns) -> Version:
        large, depth = self._cost(query)
        asked = self._tables.asked(self._written(query), large=large)
        return self._tables.kept(asked, columns, large=large, depth=depth)

    def _cost(self, query: exp.Query) -> tuple[bool, int]:
        """Whether a query reads what may be large, and how many steps it waits for; rows get their numbers first."""
        self._number(query)
        number_in_ranges(query, self._tables)
        return self._tables.large(_read(query)), self._tables.depth(_read(query))

    def _append(self, table: str, more: Version) -> None:
        version = self._tables[table]
        if more.empty:
            return
        large, depth = version.large or more.large, max(version.depth, more.depth)
        rows = more.rows if version.empty else version.rows.select(*map(named, version.columns)).unionAll(more.rows)
        if large:  # the files of both lie there; no row is written again
            both = self._tables.computed(Version(rows, version.columns, large=True, depth=depth + 1))
        else:
            both = self._tables.kept(rows, version.columns, large=False, depth=depth)
        self._tables.put(table, both)

    def _changed(self, table: str, version: Version, text: str, change: exp.Query, *, plain: bool) -> None:
        large = version.large or self._tables.large(_read(change))
        rows = self._tables.asked(text, large=large)
        changed = replace(version, rows=rows, depth=version.depth + 1)
        if not plain or change.find(exp.Subquery, exp.Exists, exp.In):
            columns = {**version.columns, ROWID: "BIGINT"} if version.numbered else version.columns
            depth = max(version.depth, self._tables.depth(_read(change)))
            kept = self._tables.kept(rows, columns, large=large, depth=depth)
            changed = replace(kept, columns=version.columns, numbered=version.numbered)
        self._tables.put(table, self._tables.computed(changed))

    def _written(self, query: exp.Query) -> str:
        """A query in the words of Spark, which are others for lists than for texts, and for days than for numbers."""
        ask_for_blanks_apart(query, self._tables.large)
        if query.find(exp.Length, exp.Sub):
            read: dict[str, object] = {
                name: dict(self._columns[name]) for name in _read(query) if name in self._columns
            }
            query = annotate_types(query, schema=read, dialect="duckdb")
        return written(query)

    def _number(self, query: exp.Query) -> None:
        """Number the rows of the tables whose rowid a query reads."""
        names = {column.table for column in query.find_all(exp.Column) if column.name == ROWID}
        for source in query.find_all(exp.Table) if names else ():
            if source.alias_or_name in names:
                self._tables.number(source.name)


def _read(query: exp.Query) -> list[str]:
    return [source.name for source in query.find_all(exp.Table)]


def _named(text: str, columns: Columns) -> str:
    return f"SELECT * FROM ({text}) AS v({', '.join(map(named, columns))})"
