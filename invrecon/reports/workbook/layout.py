"""A sheet before it is written: rows of cells, with the names by which formulas and links find each other.

Every sheet is laid out before any is written, so that a link may lead forward. Rows that are too many to be kept are
laid out last, one at a time, from `stream`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from invrecon.reports.workbook.cells import Cell, Key, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.chart import Chart

BACK = ("sheet", "Summary")
Draw = Callable[["Workbook", Callable[[Key], "Place"]], "Chart"]
"""What makes a chart, given where named cells stand."""


@dataclass(frozen=True)
class Row:
    """One row: its cells from the left, None where there is none, and how deep it stands in the outline."""

    cells: tuple[Cell | None, ...]
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
    one of some words. What is too much to be kept comes from `stream`, behind the rows.
    """

    def __init__(self, title: str, widths: Sequence[float]) -> None:
        self.title = title
        self.widths = tuple(widths)
        self.rows: list[Row] = []
        self.head: int | None = None
        self.filtered = False
        self.stands_out: list[tuple[Key, Key]] = []
        self.choices: list[tuple[Key, tuple[str, ...]]] = []
        self.charts: list[tuple[Key, Draw]] = []
        self.stream: Iterable[Row] = ()
        self._marks: dict[Key, Place] = {}

    def row(self, *cells: Cell | Value, level: int = 0, folded: bool = False, height: float | None = None) -> None:
        """Add a row; plain values are body cells, None is no cell."""
        made = tuple(cell if isinstance(cell, Cell) or cell is None else Cell(cell) for cell in cells)
        self.rows.append(Row(made, level, folded, height))

    def blank(self) -> None:
        """Add an empty row."""
        self.rows.append(Row(()))

    def heading(self, title: str, subtitle: str) -> None:
        """Begin the sheet: what it shows, of which books, and the way back."""
        self.row(Cell(title, "title", name=("sheet", self.title)))
        self.row(Cell(subtitle, "note"))
        if ("sheet", self.title) != BACK:
            self.row(Cell("Back to Summary", "note", to=BACK))
        self.blank()

    def captions(self, *captions: str, freeze: bool = True) -> None:
        """Add the header of a table; the first that freezes is repeated on every printed page."""
        if freeze and self.head is None:
            self.head = len(self.rows)
        self.rows.append(Row(tuple(Cell(caption, "head") for caption in captions)))

    def section(self, title: str, name: Key | None = None) -> None:
        """Add the title of a part of the sheet."""
        self.blank()
        self.row(Cell(title, "group", name=name, across=len(self.widths)))

    def note(self, text: str) -> None:
        """Add a sentence across the sheet, as high as it needs to be."""
        lines = -(-len(text) // max(1, int(sum(self.widths) * 0.95)))
        self.row(Cell(text, "note", across=len(self.widths)), height=15.0 * max(1, lines))

    def mark(self, name: Key, row: int) -> None:
        """Name the first cell of a row that is streamed later, counted from zero."""
        self._marks[name] = Place(self.title, row, 0)

    def names(self) -> Iterable[tuple[Key, Place]]:
        """Every name on the sheet with its place."""
        yield from self._marks.items()
        for number, row in enumerate(self.rows):
            for column, cell in enumerate(row.cells):
                if cell is not None and cell.name is not None:
                    yield cell.name, Place(self.title, number, column)
