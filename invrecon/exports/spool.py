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
    engine.run(f"CREATE TABLE {quoted(table)} AS {_select(width, _QUOTED)}", [str(path)])
    path.unlink()


def spool_blocks(engine: Engine, table: str, width: int, blocks: Iterable[Sequence[Sequence[str]]]) -> None:
    """Create a raw table from blocks of columns: the row numbers, then `width` columns of cells.

    Nearly no cell holds a line end or our separator. Blocks without are joined, which takes a fraction of the time that
    quoting takes.
    """
    paths = [engine.folder / f"{table}.{kind}" for kind in ("plain", "quoted")]
    with (
        paths[0].open("w", encoding="utf-8", newline="") as plain,
        paths[1].open("w", encoding="utf-8", newline="") as with_quotes,
    ):
        writer = csv.writer(with_quotes, lineterminator="\n")
        for columns in blocks:
            rows = len(columns[0])
            text = "\n".join(map(_SEPARATOR.join, zip(*columns, strict=True))) + "\n"
            if text.count("\n") == rows and text.count(_SEPARATOR) == rows * width and "\r" not in text:
                plain.write(text)
            else:
                writer.writerows(zip(*columns, strict=True))
    engine.run(
        f"CREATE TABLE {quoted(table)} AS {_select(width, _PLAIN)} UNION ALL {_select(width, _QUOTED)}",
        [str(path) for path in paths],
    )
    for path in paths:
        path.unlink()


_SEPARATOR = "\x1e"
_PLAIN = f"delim = '{_SEPARATOR}', quote = '', escape = ''"
_QUOTED = """delim = ',', quote = '"', escape = '"'"""


def _select(width: int, dialect: str) -> str:
    return f"""SELECT * FROM read_csv(?, {dialect}, header = false, auto_detect = false,
               columns = {{'source_row': 'BIGINT', {column_list(width)}}})"""
