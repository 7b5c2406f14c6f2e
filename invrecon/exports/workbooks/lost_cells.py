"""What a reader notices in a sheet besides its values, kept small however large the sheet is.

A formula error (#REF!) and a formula that was never calculated stand for a value and would be read as blank. They would
count as zero, and the total would look right: every reader searches the file for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from invrecon.exports.captions import HEADER_SEARCH_ROWS

_KEPT = HEADER_SEARCH_ROWS + 100  # those above the header do not count; of the others so many are listed
UNKNOWN = -1  # the column of a cell whose place the file does not say


Range = tuple[tuple[int, int], tuple[int, int]]  # the corners: rows and columns counted from 0


@dataclass(frozen=True)
class Loss:
    """A way in which a cell's value is lost: what is wrong with the cell, and what to do."""

    found: str
    action: str
    each: bool = True  # whether every cell is listed, or only the first of a column


ERROR = Loss("holds a formula error", "Correct the formula, or paste the values.")
UNCALCULATED = Loss("holds a formula without its result", "Open the workbook in Excel, save it, and try again.")
RICH_TEXT = Loss("holds a text that cannot be read", "Save the workbook as .xlsx and try again.")
STALE = Loss(
    "holds a formula, and the program that wrote the workbook left it to Excel to calculate it",
    "Open the workbook in Excel, save it, and try again.",
    each=False,
)
BY_HAND = Loss(
    "holds a formula, and the workbook is set to calculate only by hand: its result may be out of date",
    "In Excel choose Formulas, Calculation Options, Automatic, save the workbook, and try again.",
    each=False,
)


@dataclass(frozen=True)
class LostCell:
    """A cell whose value is lost. Column and row count from 0 and 1; the row is absent where the file does not say."""

    loss: Loss
    column: int
    row: int | None

    @property
    def name(self) -> str:
        """The cell as a spreadsheet calls it: "H2"."""
        return f"{letters(self.column)}{self.row}"


@dataclass
class Notes:
    """What was noticed in a sheet: lost cells, hidden rows, whether it is a filter that hides them, merged ranges."""

    hidden: set[int] = field(default_factory=set)
    filtered: bool = False
    merged: set[Range] = field(default_factory=set)
    _lost: dict[tuple[Loss, int], list[LostCell]] = field(default_factory=dict)
    _count: Counter[tuple[Loss, int]] = field(default_factory=Counter)

    def lose(self, loss: Loss, column: int, row: int | None) -> None:
        """Note a lost cell. Of one column only the first are kept one by one."""
        key = (loss, column)
        self._count[key] += 1
        kept = self._lost.setdefault(key, [])
        if len(kept) < _KEPT:
            kept.append(LostCell(loss, column, row))

    def lost(self, below: int) -> Iterator[tuple[LostCell, int]]:
        """The lost cells below a row, each with the number of cells like it in the same column that are not listed."""
        for key, cells in self._lost.items():
            under = [cell for cell in cells if cell.row is None or cell.row > below]
            listed = under if key[0].each else under[:1]
            more = self._count[key] - len(cells) + len(under) - len(listed)
            for number, cell in enumerate(listed, start=1):
                yield cell, more if number == len(listed) else 0


# Calamine lays out every cell of the rectangle that the cells of a sheet span. Any memory holds so many; a larger
# rectangle must not be blank for the most part, and the largest real sheets have a million rows of a hundred columns.
_SMALL, _LARGEST, _SPARSE = 32_000_000, 150_000_000, 20


def too_sparse(rows: int, columns: int, filled: int) -> bool:
    """Whether so many filled cells span a rectangle that no memory should have to hold."""
    return rows * columns > max(_SMALL, min(_LARGEST, filled * _SPARSE))


def letters(column: int) -> str:
    """The letters of a column counted from 0: A, Z, AA."""
    text = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        text = chr(ord("A") + digit) + text
    return text


def column_of(name: str) -> int:
    """The column counted from 0 that letters stand for: A is 0, AA is 26."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
