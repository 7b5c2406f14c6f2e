"""A file that the engine can read by itself, row by row as it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PlainFile:
    """Where the engine reads a file: `source` with `parameters` gives c0, c1, ... of the `types`, in the file's order.

    Columns of type VARCHAR are never NULL, and hold no blanks but the usual one. The first row has the number
    `first_row`; `rows`, where known, is how many there must be.
    """

    source: str
    parameters: tuple[object, ...]
    types: tuple[str, ...]
    first_row: int
    rows: int | None = None
