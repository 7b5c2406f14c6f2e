"""Rows that may be a million, put into the file of a sheet as one text each: the same bytes as XlsxWriter's own.

XlsxWriter keeps each cell of a row until the next row begins, and looks at it several times. These rows hold values
that repeat: what stands in the file behind the place of a cell is made once for each value, and kept for the next.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Protocol

from invrecon.reports.workbook.cells import Cell, Role, Value
from invrecon.reports.workbook.layout import Row

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_REMEMBERED, _SHORT = 1 << 15, 200
"""So many values are kept, and texts of so many signs."""

_DAY_ZERO, _LEAP_DAY = dt.date(1899, 12, 31), 60
"""Excel counts the days from here, and a 29 February 1900 that there was not."""

_CODE = re.compile(r"(_x[0-9a-fA-F]{4}_)")
"""Text that a spreadsheet would take for the code of a sign."""

_INNER = ("constant_memory", "fh", "table", "_write_single_row", "_check_dimensions")
"""What is used here of XlsxWriter's sheets and stands in no documentation."""


class Style(Protocol):
    """What the writer of the workbook knows of cells."""

    def form(self, value: Value, role: Role, *, linked: bool) -> Format:
        """How a value looks."""

    def shown(self, value: Value) -> Value:
        """What a cell holds of a value: text that fits, and a number only if no digit of it would be lost."""

    def link(self, worksheet: Worksheet, row: int, column: int, cell: Cell) -> bool:
        """Make the cell a link if it leads somewhere; whether it does."""


class PlainRows:
    """Writes rows of plain values, and of cells that are no more than a value and a link, behind one another."""

    def __init__(self, worksheet: Worksheet, style: Style) -> None:
        self._sheet = worksheet
        self._style = style
        self._starts: Sequence[str] = ()
        self._kept: dict[tuple[type, Role, bool], _Kept] = {}
        self._plain = {kind: self._of_kind(kind, "body", linked=False) for kind in _CONTENT if kind is not type(None)}
        # Another XlsxWriter may work in another way: then it writes these rows as well.
        self._works = all(hasattr(worksheet, name) for name in _INNER) and bool(worksheet.constant_memory)

    def write(self, number: int, row: Row) -> bool:
        """Write a row, counted from zero, behind all that were written; false, and nothing is written, of another."""
        if not (self._works and _is_simple(row)):
            return False
        sheet = self._sheet
        sheet._write_single_row(number)  # what XlsxWriter still has of the rows above
        if len(self._starts) < len(row.cells):
            self._starts = _starts(len(row.cells))
        place, last, parts = f'{number + 1}"', 0, []
        for column, cell in enumerate(row.cells):
            if not cell and (cell is None or cell == ""):
                continue
            if isinstance(cell, Cell):
                linked = self._style.link(sheet, number, column, cell)
                rest = self._of_kind(type(cell.value), cell.role, linked=linked)[cell.value]
            else:
                rest = self._plain[type(cell)][cell]
            last = column
            parts.append(f"{self._starts[column]}{place}{rest}")
        if parts:
            sheet._check_dimensions(number, last)
            sheet.table.clear()  # of links, whose cells are written here
            sheet.fh.write(f'<row r="{number + 1}">{"".join(parts)}</row>')
        return True

    def _of_kind(self, kind: type, role: Role, *, linked: bool) -> _Kept:
        key = (kind, role, linked)
        if key not in self._kept:
            self._kept[key] = _Kept(lambda value: self._rest(value, role, linked=linked))
        return self._kept[key]

    def _rest(self, value: Value, role: Role, *, linked: bool) -> str:
        """What stands in the file behind the place of a cell."""
        form = self._style.form(value, role, linked=linked)
        shown = self._style.shown(value)
        return f' s="{form._get_xf_index()}"{_CONTENT[type(shown)](shown)}'


class _Kept(dict[Value, str]):
    """What was made of values of one type that look alike."""

    def __init__(self, make: Callable[[Value], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, value: Value) -> str:
        made = self._make(value)
        if len(self) >= _REMEMBERED:
            self.clear()
        if len(made) <= _SHORT:
            self[value] = made
        return made


def _is_simple(row: Row) -> bool:
    if row.level or row.folded or row.height is not None:
        return False
    kinds = set(map(type, row.cells))
    if Cell in kinds:
        kinds.discard(Cell)
        for cell in row.cells:
            if isinstance(cell, Cell):
                if cell.formula is not None or cell.across > 1:
                    return False
                kinds.add(type(cell.value))
    return kinds <= _CONTENT.keys()


def _starts(width: int) -> Sequence[str]:
    """How the cells of each column begin."""
    from xlsxwriter.utility import xl_col_to_name

    return [f'<c r="{xl_col_to_name(column)}' for column in range(width)]


def _text(text: str) -> str:
    if not text:
        return "/>"
    space = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    if "_x" in text:
        text = _CODE.sub(r"_x005F\1", text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f' t="inlineStr"><is><t{space}>{text}</t></is></c>'


def _number(number: Decimal | int) -> str:
    return f"><v>{number:.16G}</v></c>"


def _day(date: dt.date) -> str:
    days = (date - _DAY_ZERO).days
    return _number(days + 1 if days >= _LEAP_DAY else days)


_CONTENT: dict[type, Callable[..., str]] = {
    str: _text,
    Decimal: _number,
    int: _number,
    dt.date: _day,
    type(None): lambda _: "/>",
}
"""Of values of exactly these types: a moment is no date here, and true no number."""
