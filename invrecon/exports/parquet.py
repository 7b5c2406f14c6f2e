"""Parquet files: typed columns, read by the engine and laid out like every other raw table."""

from __future__ import annotations

from invrecon.engine import Engine, quoted
from invrecon.errors import InputError, Problem
from invrecon.exports.captions import Header
from invrecon.exports.cells import SMALLEST_AMOUNT, TYPED
from invrecon.exports.decoding import sha256_of
from invrecon.exports.plain_file import PlainFile
from invrecon.exports.source import Source

# A folder named Location=EAST is a folder; it never fills or replaces a column.
_READ = "read_parquet(?, hive_partitioning = false)"


class ParquetTable:
    """The one table of a Parquet file. Row 1 is the first record's header, as in a spreadsheet of the same data."""

    sheet = ""
    typed = True
    form = "Parquet"
    remarks: tuple[str, ...] = ()

    def __init__(self, source: Source, engine: Engine) -> None:
        import duckdb

        self.source = source
        self.sha256 = sha256_of(source.path)
        try:
            described = engine.rows(f"DESCRIBE SELECT * FROM {_READ}", [self._literal()])
        except duckdb.Error as error:
            raise _unreadable(source, "this is not a readable Parquet file") from error
        self._types = {str(name): str(kind) for name, kind, *_ in described}

    def previews(self) -> dict[str, list[list[str]]]:
        """The column names as a header row."""
        return {"": [list(self._types)]}

    def plain(self, _: Header, __: str) -> PlainFile:
        """Its columns by their types, text without NULL; text with unusual blanks is left to the long way."""
        cells = ", ".join(
            f"{_plain_text(quoted(name)) if kind == 'VARCHAR' else quoted(name)} AS c{position}"
            for position, (name, kind) in enumerate(self._types.items())
        )
        source = f"(SELECT {cells} FROM {_READ})"
        return PlainFile(source, (self._literal(),), tuple(self._types.values()), first_row=2)

    def load(self, engine: Engine, table: str, _: Header, __: str) -> list[Problem]:
        """Create the raw table: source_row, c0, c1, ... as text, typed cells marked.

        Raises:
            InputError: the file is damaged behind its list of columns.
        """
        import duckdb

        cells = ", ".join(
            f"{_as_text(quoted(name), kind)} AS c{position}"
            for position, (name, kind) in enumerate(self._types.items())
        )
        try:
            engine.run(
                f"CREATE TABLE {quoted(table)} AS SELECT row_number() OVER () + 1 AS source_row, {cells} FROM {_READ}",
                [self._literal()],
            )
        except duckdb.Error as error:
            raise _unreadable(self.source, "the Parquet file is damaged") from error
        return []

    def _literal(self) -> str:
        """The path with the signs escaped that the engine would take for a pattern."""
        return "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(self.source.path))


def _unreadable(source: Source, found: str) -> InputError:
    expected = "a Parquet file as pandas, DuckDB or Spark write it"
    return InputError(
        Problem(file=source.name, found=found, expected=expected, action="Write it again, or export CSV.")
    )


def _plain_text(column: str) -> str:
    """Text with another blank than the usual one, or the mark of a number cell, gets a blank in front: it is odd."""
    unusual = f"regexp_matches({column}, '[\\x09\\x0A\\x0D\\x1F\\x{{A0}}\\x{{202F}}]')"
    return f"coalesce(CASE WHEN {unusual} THEN ' ' || {column} ELSE {column} END, '')"


def _as_text(column: str, kind: str) -> str:
    if kind == "VARCHAR" or kind.startswith("ENUM"):
        return f"replace(CAST({column} AS VARCHAR), chr({ord(TYPED)}), '')"
    if kind == "BLOB":  # text without a note that it is text
        return f"replace(decode({column}), chr({ord(TYPED)}), '')"
    if kind == "BOOLEAN":
        return f"CASE {column} WHEN true THEN 'Yes' WHEN false THEN 'No' END"
    if kind in ("DOUBLE", "FLOAT"):
        shown = f"format('{{:.15g}}', {column})"
        harmless = f"abs(CAST({shown} AS DOUBLE) - {column}) < {SMALLEST_AMOUNT}"
        digits = f"CASE WHEN {harmless} THEN {shown} ELSE CAST({column} AS VARCHAR) END"
        # A long code stays digits: 1e+15 is 1000000000000000.
        whole = f"CAST(TRY_CAST({column} AS HUGEINT) AS VARCHAR)"
        written = f"CASE WHEN {column} = floor({column}) THEN coalesce({whole}, {digits}) ELSE {digits} END"
        return f"chr({ord(TYPED)}) || {written}"
    if kind == "TIMESTAMP WITH TIME ZONE":
        # An instant is a day only at midnight UTC; any other could be either of two days, and is no date.
        utc = f"({column} AT TIME ZONE 'UTC')"
        day = f"strftime({utc}, '%Y-%m-%d')"
        instant = f"strftime({utc}, '%H:%M:%S UTC on %Y-%m-%d')"
        return f"chr({ord(TYPED)}) || CASE WHEN {utc} = date_trunc('day', {utc}) THEN {day} ELSE {instant} END"
    return f"chr({ord(TYPED)}) || CAST({column} AS VARCHAR)"
