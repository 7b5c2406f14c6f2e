"""Sheets that calamine reads: .xlsx and .xlsb from our own copy, .xls from its bytes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from invrecon.exports.workbooks.lost_cells import Notes

_STDERR = 2


class UnreadableError(Exception):
    """Calamine cannot read the workbook, although its container is whole."""


class CalamineSheet:
    """A sheet as calamine gives it, and what was noticed in it."""

    def __init__(self, cells: Any, notes: Notes) -> None:
        self.name: str = cells.name
        self.notes = notes
        self._cells = cells
        self.left: int = cells.start[1] if cells.start else 0
        self.height: int = cells.end[0] + 1 if cells.end else 0
        notes.merged.update(cells.merged_cell_ranges or ())

    def rows(self) -> Iterator[list[Any]]:
        """The rows from the first of the sheet on; their cells begin `left` columns later."""
        return iter(self._cells.iter_rows()) if self.height else iter(())

    def close(self) -> None:
        """Forget the rows."""
        self._cells, self.height = None, 0


def read_sheets(path: Path, notes: Mapping[str, Notes]) -> list[CalamineSheet]:
    """The sheets of a workbook that there are notes on.

    Raises:
        UnreadableError: the workbook is damaged.
    """
    from python_calamine import CalamineWorkbook

    with _damage_told(), CalamineWorkbook.from_path(path) as book:
        return [CalamineSheet(book.get_sheet_by_name(name), noted) for name, noted in notes.items()]


def read_numbered_sheets(content: bytes, notes: Sequence[Notes | None]) -> list[CalamineSheet]:
    """The sheets of a workbook in memory by their number, those that there are notes on.

    Raises:
        UnreadableError: the workbook is damaged.
    """
    from python_calamine import CalamineWorkbook

    with _damage_told(), CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        if len(book.sheet_names) != len(notes):
            raise UnreadableError("its list of sheets is damaged")
        numbered = enumerate(notes)
        return [CalamineSheet(book.get_sheet_by_index(number), noted) for number, noted in numbered if noted]


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
