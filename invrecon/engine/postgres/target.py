"""PostgreSQL as the engine of a run: temporary tables of one session, which only itself can see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlglot import exp

from invrecon.engine.embedded import Embedded, quoted
from invrecon.engine.postgres.connection import told
from invrecon.engine.postgres.referred import COLUMNS, type_of
from invrecon.engine.postgres.types import column_type
from invrecon.engine.postgres.words import written
from invrecon.engine.remote.results import is_type
from invrecon.errors import InputError, Problem

if TYPE_CHECKING:
    import psycopg

    from invrecon.engine.remote.target import Columns

_UNICODE = ("pg_c_utf8", "C.utf8", "C.UTF-8", "und-x-icu", "en_US.utf8")  # the first that the server has
_BLOCK = 1 << 20
_NEW = "invrecon new"


class PostgresTarget:
    """Tables of a run on a server; they go with the transaction, whatever happens."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]], schema: str = "public") -> None:
        """`schema` is where a table of the server is looked for that is named without one."""
        self._connection = connection
        self._schema = schema
        self._refused: InputError | None = None
        self._tables: dict[str, tuple[tuple[str, str], ...]] = {}
        self._views: dict[str, str] = {}

    def create_table(self, table: str, columns: Columns, query: exp.Query | None) -> None:
        """A temporary table with the rows of a query, or none."""
        if query is None:
            self._create(table, columns)
            return
        if table not in self._tables:
            self._create(table, columns)
            self._fill(table, query)
        else:
            self._create(_NEW, columns)
            self._fill(_NEW, query)
            self._create(table, columns)
            self._run(f"INSERT INTO {quoted(table)} SELECT * FROM {quoted(_NEW)}")
            self._run(f"DROP TABLE {quoted(_NEW)}")
            del self._tables[_NEW]
        self._run(f"ANALYZE {quoted(table)}")

    def create_view(self, view: str, columns: Columns, query: exp.Query) -> None:  # noqa: ARG002
        """A temporary view; others that read one of that name come back."""
        there = view in self._views
        if there:
            self._run(f"DROP VIEW {quoted(view)} CASCADE")
        self._views[view] = f"CREATE TEMP VIEW {quoted(view)} AS {self._written(query)}"
        self._run(self._views[view])
        if there:
            self._restore_views()

    def drop(self, name: str, kind: str) -> None:
        """Remove a table or view, and the views that read it."""
        self._run(f"DROP {kind} IF EXISTS {quoted(name)} CASCADE")
        self._tables.pop(name, None)
        self._views.pop(name, None)

    def insert(self, table: str, columns: Columns, query: exp.Query) -> None:  # noqa: ARG002
        """Append the rows of a query."""
        self._fill(table, query)

    def append(self, table: str, columns: Columns, rows: Sequence[Sequence[Any]]) -> None:
        """Append records, streamed."""
        with (
            self._told(f"PostgreSQL cannot take {table}"),
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {quoted(table)} FROM STDIN") as copy,
        ):
            for row in rows:
                copy.write_row([[*value] if isinstance(value, tuple) else value for value in row])
        del columns

    def update(self, table: str, columns: Columns, changed: exp.Query) -> None:
        """Set columns of the rows that a query names."""
        plain = _plain(changed)
        new = [quoted(f"new {column}") for column in columns]
        if plain is not None:
            values = [self._text(projection.unalias()) for projection in plain.expressions[1:]]
            sets = ", ".join(f"{quoted(column)} = {value}" for column, value in zip(columns, values, strict=True))
            self._run(f"UPDATE {self._text(plain.args['from_'].this)} SET {sets}{self._where(plain)}")
            return
        sets = ", ".join(f"{quoted(column)} = changed.{value}" for column, value in zip(columns, new, strict=True))
        self._run(
            f"UPDATE {quoted(table)} SET {sets} FROM ({self._written(changed)}) AS changed "
            f"WHERE {quoted(table)}.ctid = changed.rowid"
        )

    def delete(self, table: str, doomed: exp.Query) -> None:
        """Remove the rows that a query names."""
        self._run(f"DELETE FROM {quoted(table)} WHERE ctid = ANY(ARRAY({self._written(doomed)}))")

    def rows(self, query: exp.Query, columns: Columns) -> list[tuple[Any, ...]]:  # noqa: ARG002
        """All rows of a query."""
        with self._told("PostgreSQL could not answer"):
            return self._connection.execute(self._written(query)).fetchall()

    def hand_over(self, table: str, columns: Columns, local: Embedded) -> None:
        """Copy a table of the embedded engine: as CSV, through a file on this machine."""
        self._create(table, columns)
        if not local.value(f"SELECT EXISTS (FROM {quoted(table)})"):
            return
        path = local.folder / "handed over.csv"
        texts = ", ".join(quoted(column) for column, kind in columns.items() if kind == "VARCHAR")
        forced = f", FORCE_QUOTE ({texts})" if texts else ""
        local.run(f"COPY {quoted(table)} TO '{path}' (FORMAT csv, HEADER false, NULLSTR '\\N'{forced})")
        with (
            self._told(f"PostgreSQL cannot take {table}"),
            path.open("rb") as file,
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {quoted(table)} FROM STDIN (FORMAT csv, NULL '\\N')") as copy,
        ):
            while block := file.read(_BLOCK):
                copy.write(block)
        path.unlink()
        self._run(f"ANALYZE {quoted(table)}")

    def refer(self, name: str, reference: str) -> Columns:
        """A temporary view of a table of the server, which the role has to be allowed to read."""
        path = name if "." in name else f"{self._schema}.{name}"
        table = ".".join(quoted(part) for part in path.split("."))
        with self._told(f"the table {name} cannot be looked up"):
            found = self._connection.execute(COLUMNS, [table]).fetchall()
        if not found:
            raise InputError(
                Problem(
                    file=reference,
                    found=f"there is no table {path} in the database",
                    action="Write it as schema.table, in the letters that the database has.",
                )
            )
        columns = {column: type_of(written) for column, written in found}
        given = ", ".join(
            f"CAST({quoted(column)} AS {column_type(kind).partition(' COLLATE ')[0]})"
            + (' COLLATE "C"' if kind == "VARCHAR" else "")
            + f" AS c{place}"
            for place, (column, kind) in enumerate(columns.items())
            if is_type(kind)
        )
        self._run(f"CREATE TEMP VIEW {quoted(reference)} AS SELECT {given} FROM {table}")
        return columns

    def close(self) -> None:
        """End the transaction and the session; nothing stays."""
        self._connection.close()

    @contextmanager
    def _told(self, found: str) -> Iterator[None]:
        """What the server refuses, as it says it; whatever is asked of it afterwards, that was the reason."""
        if self._refused:
            raise self._refused
        try:
            with told(found):
                yield
        except InputError as error:
            self._refused = error
            raise

    @cached_property
    def _unicode(self) -> str:
        found = self._connection.execute(
            "SELECT collname FROM pg_collation WHERE collname = ANY(%s) AND collencoding IN (-1, "
            "(SELECT encoding FROM pg_database WHERE datname = current_database()))",
            [list(_UNICODE)],
        ).fetchall()
        names = [name for (name,) in found]
        return next((name for name in _UNICODE if name in names), "default")

    def _written(self, query: exp.Query) -> str:
        return written(query, self._unicode)

    def _text(self, expression: exp.Expr) -> str:
        return self._written(expression)  # type: ignore[arg-type]  # a part of a query is written as the whole is

    def _where(self, plain: exp.Select) -> str:
        where = plain.args.get("where")
        return f" WHERE {self._text(where.this)}" if where else ""

    def _create(self, table: str, columns: Columns) -> None:
        """An empty table instead of any of that name; views that read it stay, or come back."""
        if self._tables.get(table) == tuple(columns.items()):
            self._run(f"TRUNCATE {quoted(table)}")
            return
        if table in self._tables:
            self._run(f"DROP TABLE {quoted(table)} CASCADE")
        declared = ", ".join(f"{quoted(column)} {column_type(kind)}" for column, kind in columns.items())
        self._run(f"CREATE TEMP TABLE {quoted(table)} ({declared})")
        if table in self._tables:
            self._restore_views()
        self._tables[table] = tuple(columns.items())

    def _restore_views(self) -> None:
        there = {name for (name,) in self._connection.execute("SELECT viewname FROM pg_views").fetchall()}
        for view, statement in self._views.items():
            if view not in there:
                self._run(statement)

    def _fill(self, table: str, query: exp.Query) -> None:
        self._run(f"INSERT INTO {quoted(table)} {self._written(query)}")

    def _run(self, statement: str) -> None:
        with self._told("PostgreSQL could not do its part"):
            self._connection.execute(statement)


def _plain(changed: exp.Query) -> exp.Select | None:
    """A change that needs nothing but the row itself: such an UPDATE is told as it was."""
    if isinstance(changed, exp.Select) and not any(
        changed.args.get(part) for part in ("joins", "with_", "group", "qualify", "distinct")
    ):
        source = changed.args["from_"].this
        return changed if isinstance(source, exp.Table) else None
    return None
