"""Sheets that calamine reads: .xlsx and .xlsb from our own copy, .xls from its bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from invrecon.exports.lost_cells import Notes

_STDERR = 2


class UnreadableError(Exception):
    """Calamine cannot read the workbook, although its container is whole."""


class CalamineSheets:
    """An open workbook, opened when the first of its sheets is read."""

    def __init__(self, content: Path | bytes) -> None:
        self._content: Path | bytes | None = content
        self._book: Any = None

    @property
    def _opened(self) -> Any:
        if self._content is not None:
            from python_calamine import CalamineWorkbook

            content, self._content = self._content, None
            with _damage_told():
                if isinstance(content, bytes):  # of a path, calamine would look at the suffix
                    self._book = CalamineWorkbook.from_filelike(BytesIO(content))
                else:
                    self._book = CalamineWorkbook.from_path(content)
        return self._book

    @property
    def names(self) -> Sequence[str]:
        """The names of all sheets in order, of those that are no worksheets too.

        Raises:
            UnreadableError: the workbook is damaged.
        """
        names: Sequence[str] = self._opened.sheet_names
        return names

    def sheet(self, name: str) -> Any:
        """The cells of a sheet.

        Raises:
            UnreadableError: the workbook is damaged.
        """
        with _damage_told():
            return self._opened.get_sheet_by_name(name)


class CalamineSheet:
    """A sheet as calamine gives it, and what was noticed in it."""

    def __init__(self, book: CalamineSheets, name: str, notes: Notes) -> None:
        self.name = name
        self.notes = notes
        self._book = book
        self._loaded: Any = None

    @property
    def _cells(self) -> Any:
        if self._loaded is None:
            self._loaded = self._book.sheet(self.name)
        return self._loaded

    @property
    def left(self) -> int:
        """How many columns of the sheet stand before the first that `rows` gives."""
        return self._cells.start[1] if self._cells.start else 0

    @property
    def height(self) -> int:
        """How many rows there are down to the last with content."""
        return self._cells.end[0] + 1 if self._cells.end else 0

    @property
    def merged(self) -> Sequence[tuple[tuple[int, int], tuple[int, int]]]:
        """The first and last row and column of each merged range, counted from 0."""
        return self._cells.merged_cell_ranges or ()

    def rows(self) -> Iterator[list[Any]]:
        """The rows from the first of the sheet on.

        Raises:
            UnreadableError: the sheet is damaged.
        """
        return iter(self._cells.iter_rows()) if self._cells.height else iter(())

    def close(self) -> None:
        """Forget the rows."""
        self._loaded = None


@contextmanager
def _damage_told() -> Iterator[None]:
    """Calamine raises many errors at damaged files, and where it did not foresee the damage it panics."""
    from python_calamine import CalamineError

    try:
        with _quiet():
            yield
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # no Exception, and nowhere to import it from
            raise
        raise UnreadableError("its parts contradict each other") from None


@contextmanager
def _quiet() -> Iterator[None]:
    """A panic prints where in calamine it happened, past Python, and that means nothing to the user."""
    try:
        kept = os.dup(_STDERR)
    except OSError:  # there is no standard error to keep clean
        yield
        return
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - the name of a device, no path
            os.dup2(nowhere.fileno(), _STDERR)
        yield
    finally:
        os.dup2(kept, _STDERR)
        os.close(kept)
