"""Parquet files: typed columns, read by the engine and laid out like every other raw table."""

from __future__ import annotations

from pathlib import Path

from invrecon.engine import Engine, quoted
from invrecon.errors import InputError, Problem
from invrecon.exports.captions import Header
from invrecon.exports.decoding import sha256_of
from invrecon.exports.workbook import SMALLEST_AMOUNT, TYPED


class ParquetTable:
    """The one table of a Parquet file. Row 1 is the first record's header, as in a spreadsheet of the same data."""

    sheet = ""
    typed = True

    def __init__(self, path: Path, engine: Engine) -> None:
        import duckdb

        self.path = path
        self.sha256 = sha256_of(path)
        try:
            described = engine.rows("DESCRIBE SELECT * FROM read_parquet(?)", [self._literal()])
        except duckdb.Error as error:
            raise InputError(
                Problem(
                    file=path.name,
                    found="this is not a readable Parquet file",
                    expected="a Parquet file as pandas, DuckDB or Spark write it",
                    action="Write it again, or export CSV.",
                )
            ) from error
        self._types = {str(name): str(kind) for name, kind, *_ in described}

    def previews(self) -> dict[str, list[list[str]]]:
        """The column names as a header row."""
        return {"": [list(self._types)]}

    def load(self, engine: Engine, table: str, _: Header, __: str) -> None:
        """Create the raw table: source_row, c0, c1, ... as text, typed cells marked."""
        cells = ", ".join(
            f"{_as_text(quoted(name), kind)} AS c{position}"
            for position, (name, kind) in enumerate(self._types.items())
        )
        engine.run(
            f"""CREATE TABLE {quoted(table)} AS SELECT file_row_number + 2 AS source_row, {cells}
                FROM read_parquet(?, file_row_number = true)""",
            [self._literal()],
        )

    def _literal(self) -> str:
        """The path with the signs escaped that the engine would take for a pattern."""
        return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(self.path))


def _as_text(column: str, kind: str) -> str:
    if kind == "VARCHAR":
        return f"replace({column}, chr({ord(TYPED)}), '')"
    if kind == "BOOLEAN":
        return f"CASE {column} WHEN true THEN 'Yes' WHEN false THEN 'No' END"
    if kind in ("DOUBLE", "FLOAT"):
        shown = f"format('{{:.15g}}', {column})"
        harmless = f"abs(CAST({shown} AS DOUBLE) - {column}) < {SMALLEST_AMOUNT}"
        return f"chr({ord(TYPED)}) || CASE WHEN {harmless} THEN {shown} ELSE CAST({column} AS VARCHAR) END"
    return f"chr({ord(TYPED)}) || CAST({column} AS VARCHAR)"
