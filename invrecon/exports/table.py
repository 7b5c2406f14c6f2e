"""What every reader gives: a table that shows its first rows and loads itself into the engine."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from invrecon.engine import Engine
from invrecon.errors import InputError, Problem
from invrecon.exports.captions import Header
from invrecon.exports.delimited import DelimitedTable
from invrecon.exports.parquet import ParquetTable
from invrecon.exports.source import Source, unreadable
from invrecon.exports.workbook import open_workbook


class Table(Protocol):
    """A table in a file: it shows its first rows, and loads itself into the engine as text with row numbers."""

    @property
    def sheet(self) -> str:
        """The sheet of a workbook; empty where a file holds one table."""

    @property
    def sha256(self) -> str:
        """The fingerprint of the file as it lies in the folder."""

    @property
    def typed(self) -> bool:
        """Whether numbers and dates are marked as such (workbooks, Parquet), and not all is text."""

    @property
    def form(self) -> str:
        """How the file is written, in words: "CSV with semicolons, Windows-1252", "Excel workbook"."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the reader noticed and its user should know, once loaded: hidden rows, for example."""

    def previews(self) -> dict[str, list[list[str]]]:
        """The first rows, for each way in which the file could be split."""

    def load(self, engine: Engine, table: str, header: Header, split: str, /) -> list[Problem]:
        """Create the raw table (source_row, c0, c1, ... all text) and tell what is wrong with its rows."""


def open_tables(engine: Engine, source: Source) -> list[Table]:
    """The tables of a file, by what its first bytes say it is, whatever its name.

    Raises:
        InputError: the file cannot be read, is empty, or is none of the formats we know.
    """
    try:
        with source.path.open("rb") as stream:
            magic = stream.read(8)
    except OSError as error:
        raise InputError(unreadable(source.name, error)) from error
    if not magic:
        raise InputError(Problem(file=source.name, found="the file is empty", expected="a header row and data rows"))
    if magic.startswith(b"PAR1"):
        return [ParquetTable(source, engine)]
    if magic.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or Path(source.name).suffix.lower() in (".xlsx", ".xlsm"):
        return list(open_workbook(source))
    return [DelimitedTable(source, engine)]
