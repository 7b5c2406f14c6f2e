"""A query of DuckDB in plain SQL that every engine can be told: names, stars, keys, joins and types written out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sqlglot import exp
from sqlglot.optimizer.qualify import qualify

from invrecon.engine.remote.normal.kept_rows import keep_rows, resolve_aliases
from invrecon.engine.remote.normal.keys import list_keys
from invrecon.engine.remote.normal.membership import as_existence, as_membership
from invrecon.engine.remote.normal.types import cast_columns
from invrecon.engine.remote.normal.unions import match_by_place
from invrecon.engine.remote.normal.windows import write_windows_in_place

if TYPE_CHECKING:
    from invrecon.engine.remote.catalogue import Catalogue


def normalised(
    query: exp.Query, catalogue: Catalogue, types: Sequence[str] | None = None, rowids_of: str = ""
) -> exp.Query:
    """The same query, such that it means the same on every engine; it gives columns of `types`, else those of DuckDB.

    `rowids_of` names a table whose pseudo column rowid the query uses.
    """
    write_windows_in_place(query)
    as_membership(query)
    match_by_place(query, catalogue)
    named = {table.name for table in query.find_all(exp.Table)}
    schema: dict[str, object] = {table: columns for table, columns in catalogue.schema.items() if table in named}
    if rowids_of:
        schema[rowids_of] = {**catalogue.schema[rowids_of], "rowid": "BIGINT"}
    query = qualify(query, schema=schema, dialect="duckdb")
    list_keys(query)
    resolve_aliases(query)
    cast_columns(query, catalogue, types)
    as_existence(query)
    return keep_rows(query)
