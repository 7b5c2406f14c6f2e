"""The SQL engine: an embedded DuckDB that holds the ledger tables of one run.

Statements come from `.sql` files beside the code that runs them; values are always parameters, identifiers are always
quoted. Amounts are DECIMAL(28,5) throughout: five decimals are the most that Business Central stores (facts, 5.2), and
23 digits before the point leave room for any currency. A sum of them is DECIMAL(38,5), exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from importlib.resources import files
from types import TracebackType
from typing import TYPE_CHECKING, Any

from invrecon.engine.run_folder import run_folder
from invrecon.engine.trouble import told, unfinished
from invrecon.interruption import broken_off_by

if TYPE_CHECKING:
    from duckdb import Statement

AMOUNT = "DECIMAL(28,5)"
_OWN = 120 * 10**6  # bytes that Python and the code of the engine take besides its tables
_LEAST = 10**6
_ENOUGH = 1_300 * 10**6  # bytes: with what Python takes, a run stays below two gigabytes unless it needs more
_HALF = "50%"  # of the machine's memory, or the container's, where that is less; a second run has room
_FEW = 10**6  # bytes of exports that one thread reads and works on sooner than several
_KEPT_IN_MEMORY = 10**8  # bytes of exports
_SETTLED_VIEW = re.compile(r"CREATE VIEW (?=\w+ AS  -- settled$)", re.MULTILINE)


def quoted(identifier: str) -> str:
    """A table or column name as SQL takes it, whatever characters it holds."""
    return '"' + identifier.replace('"', '""') + '"'


def _bytes(limit: str) -> float:
    """A memory limit as the engine tells it, "11.7 GiB"."""
    size, unit = limit.split()
    return float(float(size) * 1024 ** ("bytes", "KiB", "MiB", "GiB", "TiB").index(unit))


class Embedded:
    """One connection and one folder for intermediate files; both go when the run ends."""

    def __init__(self, memory_limit: int = 0) -> None:
        """`memory_limit` is what the process may take, in bytes, the rest goes to disk; 0 is half of the machine's.

        Raises:
            InputError: there is no temporary folder to write to.
            ShortageError: the limit is too small for anything.
        """
        import duckdb

        self._memory_limit = memory_limit
        self._small = False
        self._held_back = False  # whether memory is left that the run may take
        self._variables: dict[str, str | list[str]] = {}
        with ExitStack() as stack:
            self.folder = stack.enter_context(run_folder())
            with self._troubles_told():
                self._connection = duckdb.connect(
                    config={
                        "autoinstall_known_extensions": "false",
                        "autoload_known_extensions": "false",
                        "temp_directory": str(self.folder / "spill"),
                        # It turns a test for one of many words into a join, and the rows of a join are inserted in no
                        # order: what counts rows by the order of the file would cite others.
                        "disabled_optimizers": "in_clause",
                        "memory_limit": f"{max(memory_limit - _OWN, _LEAST)}B" if memory_limit else _HALF,
                    }
                )
            stack.callback(self._connection.close)
            stack.enter_context(broken_off_by(self._break_off))
            self.run("SET enable_progress_bar = false")  # it would be printed into the report
            self._open = stack.pop_all()

    def __enter__(self) -> Embedded:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        if error and (translated := told(error, self.folder, self._memory_limit) or unfinished(error)):
            raise translated from error

    @property
    def local(self) -> Embedded:
        """The engine that reads exports: this one."""
        return self

    @contextmanager
    def _troubles_told(self) -> Iterator[None]:
        """Raise what a signal, a large file or a small machine can bring about as what it is.

        Raises:
            KeyboardInterrupt: a statement was broken off.
            ShortageError: memory or disk space did not do.
        """
        import duckdb

        try:
            yield
        except (duckdb.Error, RuntimeError, MemoryError) as error:
            translated = told(error, self.folder, self._memory_limit)
            if translated is None:
                raise
            raise translated from error

    def expect(self, size: int | None) -> None:
        """Get ready for exports of so many bytes in all, before any table is created; None is any number.

        A few are worked on by one thread, because sharing them out takes longer than the work. Tables of many are kept
        in a file of the run's folder, compressed: memory is then for the work alone, and stays within bounds as long as
        the work can do with them.
        """
        self._small = size is not None and size <= _FEW
        if self._small:
            self.run("SET threads = 1")
        if size is None or size > _KEPT_IN_MEMORY:
            file = str(self.folder / "ledger.duckdb").replace("'", "''")
            self.run(f"ATTACH '{file}' AS ledger")
            self.run("USE ledger")
            if not self._memory_limit and _bytes(self.value("SELECT current_setting('memory_limit')")) > _ENOUGH:
                self.run(f"SET memory_limit = '{_ENOUGH}B'")
                self._held_back = True

    def _break_off(self) -> None:
        """Called by another thread: the statement that runs ends as an error."""
        import duckdb

        with suppress(duckdb.Error):  # the connection was closed meanwhile
            self._connection.interrupt()

    def _execute(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement, or of the last of several."""
        rows: list[tuple[Any, ...]] = []
        with self._troubles_told():
            # One by one where one may have to begin anew: those before it are done.
            for statement in self._connection.extract_statements(sql) if self._held_back else [sql]:
                rows = self._finished(statement, list(parameters))
        return rows

    def _finished(self, statement: str | Statement, parameters: list[Any]) -> list[tuple[Any, ...]]:
        """The rows of a statement; one that cannot do with the memory it has begins anew with what was held back."""
        import duckdb

        try:
            return self._connection.execute(statement, parameters).fetchall()
        except duckdb.OutOfMemoryException:
            if not self._held_back:
                raise
        self._held_back = False
        self._connection.execute(f"SET memory_limit = '{_HALF}'")
        return self._finished(statement, parameters)

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Execute one statement."""
        self._execute(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query: DECIMAL as Decimal, DATE as date."""
        return self._execute(sql, parameters)

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The single value of a query that gives one row and one column."""
        return self.rows(sql, parameters)[0][0]

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Append records of a small table (setup, rules, names) in column order."""
        rows = [list(row) for row in rows]
        if rows and all(isinstance(value, str) for row in rows for value in row):
            # A mark for each word costs more than the word; whole columns are taken in one stroke.
            columns = [list(column) for column in zip(*rows, strict=True)]
            self.run(f"INSERT INTO {quoted(table)} SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)
        elif rows:
            marks = ", ".join(["(" + ", ".join("?" * len(rows[0])) + ")"] * len(rows))
            self.run(f"INSERT INTO {quoted(table)} VALUES {marks}", [value for row in rows for value in row])

    def set_variable(self, name: str, value: str | Sequence[str]) -> None:
        """Set what SQL reads with getvariable(): a constant of every statement that follows."""
        set_to = value if isinstance(value, str) else list(value)
        if self._variables.get(name) != set_to:
            self.run(f"SET VARIABLE {quoted(name)} = ?", [set_to])
            self._variables[name] = set_to

    def refer(self, name: str, reference: str) -> Mapping[str, str]:  # noqa: ARG002  # as every engine has it
        """The embedded engine has no tables but those that it reads from files.

        Raises:
            InputError: always.
        """
        from invrecon.errors import InputError, Problem

        raise InputError(
            Problem(
                file=reference,
                found="this is a table, and the engine of this run has none",
                action='Say engine = "postgres" or "spark" and where it is, or name a file.',
            )
        )

    def script(self, package: str, name: str) -> None:
        """Run the statements of a `.sql` file that lies beside the code of `package`.

        What a view reads is planned with every statement that names it. Of small books that takes longer than the work:
        there, views that the file calls settled, because nothing changes what they read, become tables.
        """
        sql = files(package).joinpath(name).read_text(encoding="utf-8")
        self._execute(_SETTLED_VIEW.sub("CREATE TABLE ", sql) if self._small else sql)
