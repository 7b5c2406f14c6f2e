"""What an engine beyond this machine has to be able to do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlglot import exp

    from invrecon.engine.embedded import Embedded

Columns = Mapping[str, str]  # name of each column, in order, to its type in the words of DuckDB


class Target(Protocol):
    """Tables on another engine. Queries are normalised trees (see the package), and `columns` what they give."""

    def create_table(self, table: str, columns: Columns, query: exp.Query | None) -> None:
        """A table with the rows of a query, or none; instead of one of that name, which the query may still read."""

    def create_view(self, view: str, columns: Columns, query: exp.Query) -> None:
        """A named query, which reads what its tables hold when it is asked; instead of one of that name."""

    def drop(self, name: str, kind: str) -> None:
        """Remove a table or view (`kind` TABLE or VIEW) if it is there."""

    def insert(self, table: str, columns: Columns, query: exp.Query) -> None:
        """Append the rows of a query, which gives all columns of the table in their order."""

    def append(self, table: str, columns: Columns, rows: Sequence[Sequence[Any]]) -> None:
        """Append records of a small table, all columns in their order."""

    def update(self, table: str, columns: Columns, changed: exp.Query) -> None:
        """Set columns: `changed` gives `rowid` and the new values of `columns`, each row once."""

    def delete(self, table: str, doomed: exp.Query) -> None:
        """Remove the rows whose `rowid` the query gives."""

    def rows(self, query: exp.Query, columns: Columns) -> list[tuple[Any, ...]]:
        """All rows of a query, as Decimal, date, int, bool, str, or lists of these; the caller settles scales."""

    def hand_over(self, table: str, columns: Columns, local: Embedded) -> None:
        """Create a table of the same name with the rows that the embedded engine has."""

    def refer(self, name: str, reference: str) -> Columns:
        """Make a table that lies there known as `reference` to queries: `[inputs] value_entries = "table:name"`.

        Gives all its columns in order, by what DuckDB calls their type, else by what the engine calls it. Queries see
        c0, c1, ... in that order: those for which `is_type` (results.py) holds.

        Raises:
            InputError: there is no such table, or it may not be read.
        """

    def close(self) -> None:
        """Let go of what the run holds there."""
