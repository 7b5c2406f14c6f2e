"""Tables of the server that a run reads from, seen with the types of the ledger tables."""

from __future__ import annotations

import re

_NUMERIC = re.compile(r"numeric\((\d+),(\d+)\)")
_TYPES = {
    "text": "VARCHAR",
    "character varying": "VARCHAR",
    "character": "VARCHAR",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp without time zone": "TIMESTAMP",
    "timestamp with time zone": "TIMESTAMP",
    "smallint": "SMALLINT",
    "integer": "INTEGER",
    "bigint": "BIGINT",
    "numeric": "DECIMAL(38,12)",  # more decimals than any amount may have, so that surplus ones are seen
}

# The columns of a table in order, with their types as PostgreSQL writes them; none where there is no such table.
COLUMNS = """
    SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum
"""


def type_of(written: str) -> str:
    """The type of a column in the words of DuckDB, else as PostgreSQL writes it."""
    exact = _NUMERIC.fullmatch(written)
    if exact and int(exact[1]) <= 38:
        return f"DECIMAL({exact[1]},{exact[2]})"
    base = re.sub(r"\(\d+(,-?\d+)?\)", "", written)
    return _TYPES.get(base, written)
