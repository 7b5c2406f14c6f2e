"""A sheet before it is written: rows of cells, with the names by which formulas and links find each other.

Every sheet is laid out before any is written, so that a link may lead forward. Rows that are too many to be kept are
laid out last, one at a time, from `stream`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import TYPE_CHECKING

from invrecon.reports.workbook.cells import Cell, Key, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

BACK = ("sheet", "Summary")
_LINE = 13.5
"""Points that a line of text takes."""

_MOST_LINES = 28
_NARROW = 1.1
"""Characters of usual text that take the width of one digit."""

_ON_ONE_LINE = ("title", "quiet", "group")
Plot = Callable[[Key, Key], tuple[list[str | int], list[object]]]
"""From one named cell down to another: where they are, and what they hold, so that a preview shows the chart."""

Draw = Callable[["Workbook", Plot], "Chart"]
"""What makes a chart."""


@dataclass(frozen=True)
class Row:
    """One row: its cells from the left, and how deep it stands in the outline. None is no cell.

    Where rows are many, what is no more than a value stands as such: a body cell without name, link and formula, and
    none where the text is empty.
    """

    cells: tuple[Cell | Value, ...]
    level: int = 0
    folded: bool = False
    height: float | None = None


@dataclass(frozen=True)
class Place:
    """Where a cell is: sheet, row and column, counted from zero."""

    sheet: str
    row: int
    column: int


class Sheet:
    """The rows of one sheet, and how it is shown and printed.

    `widths` are those of its columns, in characters. `head` is the row that stays in sight and is printed on every
    page, `filtered` puts a filter on it. `stands_out` are cells that should be zero, `choices` cells to be filled with
    one of some words, `breaks` the rows that begin a printed page. What is too much to be kept comes from `stream`,
    behind the rows.
    """

    def __init__(self, title: str, widths: Sequence[float]) -> None:
        self.title = title
        self.widths = tuple(widths)
        self.rows: list[Row] = []
        self.head: int | None = None
        self.filtered = False
        self.breaks: list[int] = []
        self.stands_out: list[tuple[Key, Key]] = []
        self.choices: list[tuple[Key, tuple[str, ...]]] = []
        self.charts: list[tuple[Key, Draw]] = []
        self.stream: Iterable[Row] = ()
        self._marks: dict[Key, Place] = {}

    def row(self, *cells: Cell | Value, level: int = 0, folded: bool = False, height: float | None = None) -> None:
        """Add a row, as high as its text needs and `height` at least; plain values are body cells, None is no cell."""
        made = tuple(cell if isinstance(cell, Cell) or cell is None else Cell(cell) for cell in cells)
        heights = [points for points in (height, self._height(made)) if points]
        self.rows.append(Row(made, level, folded, max(heights, default=None)))

    def beside(self, first: int, column: int, rows: Sequence[Sequence[Cell]]) -> None:
        """Put cells beside the rows from `first` on, in the columns from `column` on, where no row has a cell yet."""
        for number, cells in enumerate(rows, start=first):
            if number == len(self.rows):
                self.blank()
            row = self.rows[number]
            self.rows[number] = replace(row, cells=(*row.cells, *[None] * (column - len(row.cells)), *cells))

    def blank(self) -> None:
        """Add an empty row."""
        self.rows.append(Row(()))

    def heading(self, title: str, subtitle: str) -> None:
        """Begin the sheet: what it shows, of which books, and the way back."""
        self.row(Cell(title, "title", name=("sheet", self.title)), height=24)
        self.row(Cell(subtitle, "quiet"))
        if ("sheet", self.title) != BACK:
            self.row(Cell("Back to Summary", "quiet", to=BACK))
        self.blank()

    def captions(self, *captions: str, right: Collection[int] = (), freeze: bool = True) -> None:
        """Add the header of a table; the first that freezes is repeated on every printed page.

        `right` are the columns, from zero, whose captions stand over amounts.
        """
        if freeze and self.head is None:
            self.head = len(self.rows)
        self.row(*(Cell(text, "head-right" if number in right else "head") for number, text in enumerate(captions)))

    def section(self, title: str, name: Key | None = None) -> None:
        """Add the title of a part of the sheet."""
        self.blank()
        self.row(Cell(title, "group", name=name, across=len(self.widths)))

    def note(self, text: str) -> None:
        """Add a sentence across the sheet."""
        self.row(Cell(text, "note", across=len(self.widths)))

    def _height(self, cells: Sequence[Cell | None]) -> float | None:
        """How high a row must be for its longest text; None where one line will do. Merged cells never grow alone."""
        lines = 1
        for column, cell in enumerate(cells):
            width = int(sum(self.widths[column : column + cell.across])) if cell is not None else 0
            if cell is not None and width and isinstance(cell.value, str) and cell.role not in _ON_ONE_LINE:
                lines = max(lines, ceil(len(cell.value) / (width * _NARROW)))
        return _LINE * min(lines, _MOST_LINES) if lines > 1 else None

    def mark(self, name: Key, row: int) -> None:
        """Name the first cell of a row that is streamed later, counted from zero."""
        self._marks[name] = Place(self.title, row, 0)

    def names(self) -> Iterable[tuple[Key, Place]]:
        """Every name on the sheet with its place."""
        yield from self._marks.items()
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row.cells):
                if isinstance(cell, Cell) and cell.name is not None:
                    yield cell.name, Place(self.title, number, column)
