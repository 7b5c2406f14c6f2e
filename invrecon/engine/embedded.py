"""The SQL engine: an embedded DuckDB that holds the ledger tables of one run.

Statements come from `.sql` files beside the code that runs them; values are always parameters, identifiers are always
quoted. Amounts are DECIMAL(28,5) throughout: five decimals are the most that Business Central stores (facts, 5.2), and
23 digits before the point leave room for any currency. A sum of them is DECIMAL(38,5), exact.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any

from invrecon.errors import InputError, Problem

AMOUNT = "DECIMAL(28,5)"
_MANY = 100


def quoted(identifier: str) -> str:
    """A table or column name as SQL takes it, whatever characters it holds."""
    return '"' + identifier.replace('"', '""') + '"'


class Embedded:
    """One connection and one folder for intermediate files; both go when the run ends."""

    def __init__(self) -> None:
        import duckdb

        self._folder = tempfile.TemporaryDirectory(prefix="invrecon-")
        self.folder = Path(self._folder.name)
        self._connection = duckdb.connect(
            config={
                "autoinstall_known_extensions": "false",
                "autoload_known_extensions": "false",
                "temp_directory": str(self.folder / "spill"),
            }
        )

        self.run("SET enable_progress_bar = false")  # it would be printed into the report

    def __enter__(self) -> Embedded:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        import duckdb

        self._connection.close()
        self._folder.cleanup()
        # Ctrl-C in the middle of a statement ends as an error of the engine's own.
        if isinstance(error, (RuntimeError, duckdb.InterruptException)) and "interrupted" in str(error).lower():
            raise KeyboardInterrupt from error
        # What a large file or a small machine can bring about; anything else is our mistake, and shows as such.
        if isinstance(error, (duckdb.OutOfMemoryException, duckdb.IOException, duckdb.OutOfRangeException)):
            raise InputError(
                Problem(
                    found=f"the engine could not finish ({str(error).splitlines()[0]})",
                    action="Free memory and disk space, or export a shorter period.",
                )
            ) from error

    @property
    def local(self) -> Embedded:
        """The engine that reads exports: this one."""
        return self

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Execute one statement."""
        self._connection.execute(sql, list(parameters))

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query: DECIMAL as Decimal, DATE as date."""
        return self._connection.execute(sql, list(parameters)).fetchall()

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The single value of a query that gives one row and one column."""
        return self.rows(sql, parameters)[0][0]

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Append records of a small table (setup, rules, names) in column order."""
        rows = [list(row) for row in rows]
        if len(rows) > _MANY and all(isinstance(value, str) for row in rows for value in row):
            # A mark for each of thousands of words costs more than the words; whole columns are taken in one stroke.
            columns = [list(column) for column in zip(*rows, strict=True)]
            self.run(f"INSERT INTO {quoted(table)} SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)
        elif rows:
            marks = ", ".join(["(" + ", ".join("?" * len(rows[0])) + ")"] * len(rows))
            self.run(f"INSERT INTO {quoted(table)} VALUES {marks}", [value for row in rows for value in row])

    def set_variable(self, name: str, value: str | Sequence[str]) -> None:
        """Set what SQL reads with getvariable(): a constant of every statement that follows."""
        self.run(f"SET VARIABLE {quoted(name)} = ?", [list(value) if not isinstance(value, str) else value])

    def script(self, package: str, name: str) -> None:
        """Run the statements of a `.sql` file that lies beside the code of `package`."""
        self._connection.execute(files(package).joinpath(name).read_text(encoding="utf-8"))
