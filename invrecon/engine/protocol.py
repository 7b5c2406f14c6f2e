"""What every stage asks of the engine that does the set-based work, whichever it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from invrecon.engine.embedded import Embedded


class Engine(Protocol):
    """Statements in the SQL of DuckDB over the ledger tables of one run.

    `local` is the embedded engine that reads exports: the engine itself, or the one whose tables a remote engine takes
    over. `folder` holds intermediate files on this machine, and goes when the run ends.
    """

    @property
    def local(self) -> Embedded:
        """The embedded engine that reads exports."""
        ...

    @property
    def folder(self) -> Path:
        """Intermediate files on this machine."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Execute one statement."""

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query: DECIMAL as Decimal, DATE as date."""

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The single value of a query that gives one row and one column."""

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Append records of a small table (setup, rules, names) in column order."""

    def set_variable(self, name: str, value: str | Sequence[str]) -> None:
        """Set what SQL reads with getvariable(): a constant of every statement that follows."""

    def refer(self, name: str, reference: str) -> Mapping[str, str]:
        """Make a table that lies where the engine is known as `reference`; its columns with their types.

        Raises:
            InputError: there is no such table, or the engine has none of its own.
        """
        ...

    def script(self, package: str, name: str) -> None:
        """Run the statements of a `.sql` file that lies beside the code of `package`."""
