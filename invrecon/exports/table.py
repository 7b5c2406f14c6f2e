"""What every reader gives: a table that shows its first rows and loads itself into the engine."""

from __future__ import annotations

from typing import Protocol

from invrecon.engine import Engine
from invrecon.errors import InputError, Problem
from invrecon.exports.archive import ZIP, is_archive
from invrecon.exports.captions import Header
from invrecon.exports.delimited import DelimitedTable
from invrecon.exports.foreign import foreign
from invrecon.exports.parquet import ParquetTable
from invrecon.exports.plain_file import PlainFile
from invrecon.exports.source import Source, unreadable
from invrecon.exports.workbooks.compound import MAGIC as COMPOUND
from invrecon.exports.workbooks.workbook import open_workbook

_HEAD = 4096  # so many bytes tell what a file is


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

    def plain(self, header: Header, split: str, /) -> PlainFile | None:
        """How the engine reads the file by itself, all cells as they stand; None where rows need a look."""

    def load(self, engine: Engine, table: str, header: Header, split: str, /) -> list[Problem]:
        """Create the raw table (source_row, c0, c1, ... all text) and tell what is wrong with its rows."""


def open_tables(engine: Engine, source: Source) -> list[Table]:
    """The tables of a file, by what its first bytes say it is, whatever its name; none of an archive without exports.

    Raises:
        InputError: the file cannot be read, is empty, or is none of the formats we know.
    """
    if source.problem:
        raise InputError(source.problem)
    try:
        with source.path.open("rb") as stream:
            head = stream.read(_HEAD)
        if not head:
            raise InputError(
                Problem(file=source.name, found="the file is empty", expected="a header row and data rows")
            )
        if head.startswith(b"PAR1"):
            return [ParquetTable(source, engine)]
        if head.startswith(COMPOUND) or (head.startswith(ZIP) and not is_archive(source.path, source.name)):
            return list(open_workbook(source, engine))
        if is_archive(source.path, source.name):
            return []  # its files are sources of their own
        problem = foreign(head, source.name) or _no_workbook(source)
        if problem:
            raise InputError(problem)
        return [DelimitedTable(source, engine)]
    except OSError as error:
        raise InputError(unreadable(source.name, error)) from error


def _no_workbook(source: Source) -> Problem | None:
    if source.suffix not in (".xlsx", ".xlsm"):
        return None  # many programs name delimited text .xls
    return Problem(
        file=source.name,
        found="this is not a readable Excel workbook, but text or something else",
        expected=f"a workbook, because it is named {source.suffix}",
        action="Name it .csv if it is text. Else open it in Excel, save it as .xlsx, and try again.",
    )
