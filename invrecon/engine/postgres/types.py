"""Types of DuckDB in the words of PostgreSQL. Text compares and sorts by its bytes, as it does in DuckDB."""

from __future__ import annotations

import re

from invrecon.engine.remote.untranslated import UntranslatedError

_NAMES = {
    "VARCHAR": 'text COLLATE "C"',
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "timestamp",
    "DOUBLE": "double precision",
    "FLOAT": "real",
    "TINYINT": "smallint",
    "SMALLINT": "smallint",
    "INTEGER": "integer",
    "BIGINT": "bigint",
    "HUGEINT": "numeric(38, 0)",
}
_DECIMAL = re.compile(r"DECIMAL\((\d+), ?(\d+)\)")


def column_type(kind: str) -> str:
    """How a column is declared.

    Raises:
        UntranslatedError: none of our tables has a column of it.
    """
    if kind.endswith("[]"):
        member, _, collation = column_type(kind[:-2]).partition(" COLLATE ")
        return f"{member}[]" + (f" COLLATE {collation}" if collation else "")
    if kind.startswith("STRUCT"):
        return "jsonb"
    amount = _DECIMAL.fullmatch(kind)
    if amount:
        return f"numeric({amount[1]}, {amount[2]})"
    if kind not in _NAMES:
        raise UntranslatedError(f"{kind} in PostgreSQL")
    return _NAMES[kind]
