"""An engine beyond this machine, told the statements of DuckDB in words of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, cast

from sqlglot import exp

from invrecon.engine.embedded import Embedded, quoted
from invrecon.engine.remote.catalogue import Catalogue
from invrecon.engine.remote.changes import changed, doomed, inserted, returned
from invrecon.engine.remote.macros import Macro, defined, expand
from invrecon.engine.remote.normal import normalised
from invrecon.engine.remote.results import is_type, settled
from invrecon.engine.remote.statements import bind, statements
from invrecon.engine.remote.untranslated import UntranslatedError
from invrecon.errors import InputError

if TYPE_CHECKING:
    from invrecon.engine.remote.target import Columns, Target

_Rows = list[tuple[Any, ...]]


class RemoteEngine:
    """The engine of a run that works on a `Target`; exports are read by the embedded engine beside it."""

    def __init__(self, target: Target, open_local: Callable[[], Embedded]) -> None:
        self._target = target
        try:
            self._local = open_local()
        except InputError:
            target.close()
            raise
        self._catalogue = Catalogue()
        self._macros: dict[str, Macro] = {}
        self._variables: dict[str, Any] = {}
        self._waiting: set[str] | None = None  # tables of the embedded engine that no statement has named yet
        self._handlers: Mapping[type[exp.Expr], Callable[[Any], None]] = {
            exp.Create: self._create,
            exp.Insert: self._insert,
            exp.Update: self._update,
            exp.Delete: self._delete,
            exp.Drop: self._drop,
        }

    @property
    def local(self) -> Embedded:
        """The embedded engine that reads exports."""
        return self._local

    @property
    def folder(self) -> Path:
        """Intermediate files on this machine."""
        return self._local.folder

    def __enter__(self) -> RemoteEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._catalogue.close()
            self._target.close()
        finally:
            self._local.__exit__(kind, error, trace)

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Execute one statement."""
        self._execute(sql, parameters)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> _Rows:
        """All rows of a query: DECIMAL as Decimal, DATE as date."""
        for tree in self._statements(sql, parameters):
            if isinstance(tree, exp.Delete):
                given = returned(tree)
                rows = self._asked(doomed(tree, given)) if given else []
                self._delete(tree)
                return rows
            if not isinstance(tree, exp.Query):
                raise UntranslatedError(f"rows of {type(tree).__name__}")
            return self._asked(tree)
        return []

    def value(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """The single value of a query that gives one row and one column."""
        return self.rows(sql, parameters)[0][0]

    def insert(self, table: str, rows: Iterable[Sequence[Any]]) -> None:
        """Append records of a small table (setup, rules, names) in column order."""
        self._take_over([table])
        records = [list(row) for row in rows]
        if records:
            self._target.append(table, self._catalogue.schema[table], records)

    def set_variable(self, name: str, value: str | Sequence[str]) -> None:
        """Set what SQL reads with getvariable(): a constant of every statement that follows."""
        self._variables[name] = value

    def refer(self, name: str, reference: str) -> Columns:
        """Make a table that lies on the other engine known as `reference`; its columns with their types.

        Raises:
            InputError: there is no such table.
        """
        columns = self._target.refer(name, reference)
        declared = ", ".join(f"c{place} {kind}" for place, kind in enumerate(columns.values()) if is_type(kind))
        self._catalogue.define(f"CREATE TABLE {quoted(reference)} ({declared})")
        return columns

    def script(self, package: str, name: str) -> None:
        """Run the statements of a `.sql` file that lies beside the code of `package`."""
        self._execute(files(package).joinpath(name).read_text(encoding="utf-8"), ())

    def _execute(self, text: str, parameters: Sequence[Any]) -> None:
        for tree in self._statements(text, parameters):
            handler = self._handlers.get(type(tree))
            if handler is None:
                raise UntranslatedError(f"{type(tree).__name__} on another engine")
            handler(tree)

    def _statements(self, text: str, parameters: Sequence[Any]) -> Iterable[exp.Expr]:
        for tree in statements(text):
            bind(tree, parameters, self._variable)
            if isinstance(tree, exp.Create) and tree.kind == "MACRO":
                name, macro = defined(tree)
                self._macros[name] = macro
                continue
            whole = expand(tree, self._macros)
            self._take_over({table.name for table in whole.find_all(exp.Table)})
            yield whole

    def _variable(self, name: str) -> Any:
        if name not in self._variables:
            self._variables[name] = self._local.value(f"SELECT getvariable('{name.replace(chr(39), chr(39) * 2)}')")
        return self._variables[name]

    def _take_over(self, tables: Iterable[str]) -> None:
        """Hand over the tables of the embedded engine that are named for the first time."""
        if self._waiting is None:
            self._waiting = set()
            for name, sql in self._local.rows("SELECT table_name, sql FROM duckdb_tables() WHERE NOT internal"):
                self._catalogue.define(sql)
                self._waiting.add(name)
        for table in sorted(self._waiting.intersection(tables)):
            self._target.hand_over(table, self._catalogue.schema[table], self._local)
            self._waiting.remove(table)

    def _asked(self, query: exp.Query) -> _Rows:
        types = self._catalogue.types_of(query.sql("duckdb", comments=False))
        whole = normalised(query, self._catalogue)
        columns = dict(zip(_distinct(whole.named_selects), types, strict=True))
        return settled(self._target.rows(whole, columns), types)

    def _create(self, tree: exp.Create) -> None:
        name = tree.this.this.name if isinstance(tree.this, exp.Schema) else tree.this.name
        query = tree.expression
        if tree.args.get("exists") and name in self._catalogue.schema:
            return
        if tree.kind == "VIEW":
            # Before it is there, so that its own name is not looked for among the tables.
            whole = normalised(cast("exp.Query", query.copy()), self._catalogue)
            self._catalogue.define(tree.sql("duckdb", comments=False))
            self._target.create_view(name, self._catalogue.schema[name], whole)
            return
        rows = normalised(cast("exp.Query", query.copy()), self._catalogue) if query else None
        self._catalogue.define(tree.sql("duckdb", comments=False))
        if query:
            self._catalogue.define(f"DELETE FROM {quoted(name)}")
        self._target.create_table(name, self._catalogue.schema[name], rows)

    def _insert(self, tree: exp.Insert) -> None:
        table, query = inserted(tree, self._catalogue)
        columns = self._catalogue.schema[table]
        self._target.insert(table, columns, normalised(query, self._catalogue, list(columns.values())))

    def _update(self, tree: exp.Update) -> None:
        table = tree.this.name
        columns, query = changed(tree)
        types = {column: self._catalogue.schema[table][column] for column in columns}
        whole = normalised(query, self._catalogue, ["BIGINT", *types.values()], rowids_of=table)
        self._target.update(table, types, whole)

    def _delete(self, tree: exp.Delete) -> None:
        table = tree.this.name
        self._target.delete(table, normalised(doomed(tree), self._catalogue, ["BIGINT"], rowids_of=table))

    def _drop(self, tree: exp.Drop) -> None:
        self._catalogue.define(tree.sql("duckdb"))
        self._target.drop(tree.this.name, str(tree.kind))


def _distinct(names: Sequence[str]) -> list[str]:
    """Names of columns, told apart where two are the same."""
    return [name if names.index(name) == place else f"{name} {place}" for place, name in enumerate(names)]
