"""Rectangles of cells, counted from one, and how they are written."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from openpyxl.utils import get_column_letter, range_boundaries

LAST_ROW = 1_048_576
_SAFE_SHEET = re.compile(r"[^\W\d]\w*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[rR]\d*|[cC]\d*|[rR]\d+[cC]\d+")


@dataclass(frozen=True)
class Area:
    """The cells from one corner to the other, both included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_cell(self) -> bool:
        """Whether it is one cell."""
        return (self.top, self.left) == (self.bottom, self.right)

    @property
    def columns(self) -> range:
        """The numbers of its columns."""
        return range(self.left, self.right + 1)

    @property
    def rows(self) -> range:
        """The numbers of its rows."""
        return range(self.top, self.bottom + 1)

    def meets(self, other: Area) -> bool:
        """Whether the two have a cell in common."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def holds(self, row: int, column: int) -> bool:
        """Whether a cell lies in it."""
        return row in self.rows and column in self.columns

    def down_to(self, bottom: int) -> Area:
        """The same area, ending in another row."""
        return replace(self, bottom=bottom)

    def __str__(self) -> str:
        first, last = cell_name(self.top, self.left), cell_name(self.bottom, self.right)
        return first if self.is_cell else f"{first}:{last}"

    @property
    def absolute(self) -> str:
        """As a defined name refers to it: $A$1:$B$2."""
        return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", str(self))


def cell_name(row: int, column: int) -> str:
    """The name of a cell: B4."""
    return f"{get_column_letter(column)}{row}"


def area_of(text: str) -> Area | None:
    """The area that is written like A1, $A$1:B2; None for whole rows and columns, or anything else."""
    try:
        left, top, right, bottom = range_boundaries(text)
    except (ValueError, TypeError):
        return None
    if None in (left, top, right, bottom):
        return None
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def sheet_prefix(sheet: str) -> str:
    """The name of a sheet as formulas write it, with the exclamation mark; in apostrophes where it needs them."""
    if _SAFE_SHEET.fullmatch(sheet) and sheet.isascii() and not _LIKE_A_CELL.fullmatch(sheet):
        return f"{sheet}!"
    return "'" + sheet.replace("'", "''") + "'!"
