"""Sheets into a file: XlsxWriter, row after row, so that memory does not grow with the number of rows.

Every value is written as what it is, never guessed from text, and every formula with its value beside it.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from invrecon.money import ZERO, exact, tidy
from invrecon.reports.excel import DIGITS, LONGEST_TEXT, is_exact
from invrecon.reports.wording import printable
from invrecon.reports.workbook.cells import (
    Cell,
    Formula,
    Key,
    Lines,
    Operand,
    Role,
    Span,
    Value,
    digits_of_sum,
)
from invrecon.reports.workbook.layout import Place, Row, Sheet
from invrecon.reports.workbook.styles import STANDS_OUT, properties, shown_decimals

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

_LONGEST_FORMULA = 8_192
_DAY_ZERO = dt.date(1899, 12, 30)
_REMEMBERED, _SHORT = 1 << 15, 200
"""So many values are kept, and texts of so many signs."""

_MOST_LINKS = 65_000
"""Links that a sheet may hold; Excel takes 65,530."""

AS_TEXT = "as text"
"""What stands behind an amount that a number of a workbook cannot hold."""


class Writer:
    """Writes laid-out sheets.

    `lines` tells in which ranges entries of the list stand, `cents` how far formulas are rounded.
    """

    def __init__(
        self,
        book: Workbook,
        sheets: Iterable[Sheet],
        lines: Callable[[Lines], Sequence[str]],
        decimals: int,
        cents: int,
        tolerance: Decimal,
    ) -> None:
        self.book = book
        self.sheets = {sheet.title: sheet for sheet in sheets}
        self.places: dict[Key, Place] = {name: place for sheet in self.sheets.values() for name, place in sheet.names()}
        self.lines = lines
        self.decimals = decimals
        self.cents = cents
        self.tolerance = tolerance
        self._formats: dict[tuple[Role, type, bool, int], Format] = {}
        self._plain = defaultdict[type, _Plain](lambda: _Plain(self._made))
        self._links = 0  # that the sheet being written has room for

    def write(self, sheet: Sheet, worksheet: Worksheet) -> int:
        """Write the rows of a sheet; the number of the row behind the last."""
        self._links = _MOST_LINKS
        number = -1
        for number, row in enumerate(chain(sheet.rows, sheet.stream)):
            self._row(worksheet, number, row)
        return number + 1

    def finish(self, sheet: Sheet, worksheet: Worksheet, end: int) -> None:
        """Add what lies over the rows, when all are written: filter, choices, what stands out, charts, print area."""
        width = len(sheet.widths) - 1
        worksheet.print_area(0, 0, max(end - 1, 0), width)
        if sheet.filtered and sheet.head is not None:
            worksheet.autofilter(sheet.head, 0, max(end - 1, sheet.head), width)
        for key, words in sheet.choices:
            place = self.places[key]
            worksheet.data_validation(place.row, place.column, place.row, place.column,
                                      {"validate": "list", "source": list(words)})  # fmt: skip
        stands_out = self.book.add_format(STANDS_OUT) if sheet.stands_out else None
        for first, last in sheet.stands_out:
            one, other = self.places[first], self.places[last]
            worksheet.conditional_format(one.row, one.column, other.row, other.column, {
                "type": "cell", "criteria": "not between", "minimum": -self.tolerance, "maximum": self.tolerance,
                "format": stands_out,
            })  # fmt: skip
        for key, draw in sheet.charts:
            place = self.places[key]
            chart = draw(self.book, self._plotted)
            worksheet.insert_chart(place.row, place.column, chart, {"x_offset": 4, "y_offset": 4})

    def address(self, key: Key, seen_from: str) -> str:
        """Where a named cell stands, as a formula on a sheet calls it."""
        place = self.places[key]
        cell: str = xl_rowcol_to_cell(place.row, place.column)
        return cell if place.sheet == seen_from else f"'{place.sheet}'!{cell}"

    def _plotted(self, first: Key, last: Key) -> tuple[list[str | int], list[object]]:
        """Cells of a column as a chart takes them; it counts days as Excel does."""
        one, other = self.places[first], self.places[last]
        values: list[object] = [(value - _DAY_ZERO).days if isinstance(value, dt.date) else value
                  for value in self._read(Span(first, last))]  # fmt: skip
        return [one.sheet, one.row, one.column, other.row, other.column], values

    def _row(self, worksheet: Worksheet, number: int, row: Row) -> None:
        if row.level or row.height is not None or row.folded:
            worksheet.set_row(number, row.height, None, {"level": row.level, "hidden": row.folded})
        for column, cell in enumerate(row.cells):
            if isinstance(cell, Cell):
                self._cell(worksheet, number, column, cell)
            elif cell is not None:
                write, shown, form = self._plain[type(cell)][cell]
                write(worksheet, number, column, shown, form)

    def _cell(self, worksheet: Worksheet, row: int, column: int, cell: Cell) -> None:
        if cell.across > 1:
            form = self._format(cell.value, cell.role, linked=self._target(cell) is not None)
            worksheet.merge_range(row, column, row, column + cell.across - 1, "", form)
        form = self._format(cell.value, cell.role, linked=self._link(worksheet, row, column, cell))
        if isinstance(cell.value, Decimal) and (formula := self._formula(cell, worksheet.get_name())):
            worksheet.write_formula(row, column, formula, form, tidy(cell.value))
        else:
            self._value(worksheet, row, column, cell.value, form)

    def _made(self, value: Value) -> _Made:
        """How a plain value is written, of which there may be millions; where there is no text, nothing is."""
        shown = self._shown(value)
        return _method(shown) if value != "" else _nothing, shown, self._format(value, "body", linked=False)

    def _format(self, value: Value, role: Role, *, linked: bool) -> Format:
        """How a cell looks: the same for all of its role and kind, with the decimals that its amount needs."""
        decimals = shown_decimals(value, self.decimals) if isinstance(value, Decimal) else self.decimals
        key = (role, type(value), linked, decimals)
        if key not in self._formats:
            self._formats[key] = self.book.add_format(properties(value, role, decimals, linked=linked))
        return self._formats[key]

    def _shown(self, value: Value) -> Value:
        """What a cell holds of a value: text that fits, and a number only if no digit of it would be lost."""
        if isinstance(value, str):
            return _fitting(value)
        if isinstance(value, Decimal) and not is_exact(value):
            return f"{exact(value, self.decimals)} ({AS_TEXT})"
        return value

    def _value(self, worksheet: Worksheet, row: int, column: int, value: Value, form: Format) -> None:
        shown = self._shown(value)
        _method(shown)(worksheet, row, column, shown, form)

    def _link(self, worksheet: Worksheet, row: int, column: int, cell: Cell) -> bool:
        """Make the cell a link if it leads somewhere and the sheet has room for one more; whether it is one."""
        target = self._target(cell)
        if target is None:
            return False
        self._links -= 1
        worksheet.write_url(row, column, target, self._format(cell.value, cell.role, linked=True), string=" ")
        return True

    def _target(self, cell: Cell) -> str | None:
        """Where a click on the cell leads; None where there is nothing, as for a cause that no item has, or no room."""
        if cell.to is None or not self._links:
            return None
        if isinstance(cell.to, Lines):
            return f"internal:{self.lines(cell.to)[0]}"
        place = self.places.get(cell.to)
        return None if place is None else f"internal:'{place.sheet}'!{self.address(cell.to, place.sheet)}"

    def _formula(self, cell: Cell, sheet: str) -> str:
        """The formula as the workbook has it; empty where there is none that would come to the same."""
        formula = cell.formula
        if formula is None or not is_exact(cell.value) or not self._recalculates(formula):
            return ""

        def operand(one: Operand) -> str:
            if isinstance(one, Lines):
                return ",".join(self.lines(one))
            if isinstance(one, Span):
                return f"{self.address(one.first, sheet)}:{self.address(one.last, self.places[one.last].sheet)}"
            return self.address(one, sheet)

        text = f"=ROUND({formula.text.format(*map(operand, formula.operands))},{self.cents})"
        return text if len(text) <= _LONGEST_FORMULA else ""

    def _recalculates(self, formula: Formula) -> bool:
        """Whether all that the formula reads are numbers that add up without losing a digit.

        One that stands as text would be left out of a sum, and the last digits of a small one are lost beside a large.
        """
        read = [value for one in formula.operands if not isinstance(one, Lines) for value in self._read(one)]
        amounts = [value for value in read if isinstance(value, Decimal)]
        turnover = sum(map(abs, amounts), ZERO)
        digits = [digits_of_sum(turnover, max((shown_decimals(amount, 0) for amount in amounts), default=0))]
        digits += [one.digits for one in formula.operands if isinstance(one, Lines)]
        return all(map(is_exact, amounts)) and max(digits) <= DIGITS

    def _read(self, operand: Key | Span) -> Iterable[Value]:
        ends = (operand.first, operand.last) if isinstance(operand, Span) else (operand, operand)
        first, last = (self.places[end] for end in ends)
        for row in self.sheets[first.sheet].rows[first.row : last.row + 1]:
            for cell in row.cells[first.column : last.column + 1]:
                if isinstance(cell, Cell):
                    yield cell.value


_Write = Callable[[Worksheet, int, int, Any, "Format"], object]
_Made = tuple[_Write, Value, "Format"]
"""How a value is written: the method of XlsxWriter, what the cell holds of the value, and how that looks."""


class _Plain(dict[Value, _Made]):
    """Plain values of one type: most repeat, and what is made of them is kept for the next."""

    def __init__(self, make: Callable[[Value], _Made]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: Value) -> _Made:
        if len(self) >= _REMEMBERED:
            self.clear()
        made = self._make(value)
        if not isinstance(value, str) or len(value) <= _SHORT:
            self[value] = made
        return made


def _method(shown: Value) -> _Write:
    write: _Write = Worksheet.write_number
    if shown is None or shown == "":
        write = Worksheet.write_blank
    elif isinstance(shown, str):
        write = Worksheet.write_string
    elif isinstance(shown, dt.date):
        write = Worksheet.write_datetime
    return write


def _nothing(*_: object) -> None:
    """A cell without text is not written."""


def _fitting(text: str) -> str:
    """As much of a text as a cell takes, without signs that cannot be shown."""
    words = printable(text)
    if len(words) > LONGEST_TEXT // 2:  # Excel counts as UTF-16 does
        words = words.encode("utf-16-le")[: 2 * LONGEST_TEXT].decode("utf-16-le", "ignore")
    # XlsxWriter would take this for a text with formats, and put it into the file as it stands.
    return f" {words}" if words.startswith("<r>") and words.endswith("</r>") else words
