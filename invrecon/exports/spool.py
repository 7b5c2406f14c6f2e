"""Rows that Python had to read, written once so that the engine can take them in one stroke."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence

from invrecon.engine import Engine, quoted


def column_list(width: int) -> str:
    """The column definitions of a raw table: c0, c1, ... all text. What they mean, the header says."""
    return ", ".join(f"'c{position}': 'VARCHAR'" for position in range(width))


def spool(engine: Engine, table: str, width: int, rows: Iterable[Sequence[str | int]]) -> None:
    """Create a raw table from rows whose first cell is the row number in the file; each has `width` further cells."""
    path = engine.folder / f"{table}.spool"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows(rows)
    engine.run(
        f"""CREATE TABLE {quoted(table)} AS SELECT * FROM read_csv(?, delim = ',', quote = '"', escape = '"',
            header = false, auto_detect = false, columns = {{'source_row': 'BIGINT', {column_list(width)}}})""",
        [str(path)],
    )
    path.unlink()
