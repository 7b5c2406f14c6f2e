"""How a value is written into a cell of the template: exact numbers, real dates, and text that is never a formula."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from openpyxl.utils.datetime import CALENDAR_MAC_1904, WINDOWS_EPOCH, to_excel

from invrecon.money import exact
from invrecon.reports.listing import Cell, Kind
from invrecon.reports.template.area import cell_name, sheet_prefix
from invrecon.reports.template.book import Book
from invrecon.reports.template.sheet import Sheet
from invrecon.reports.wording import printable

_DIGITS = 15
_LONGEST = 32_767
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_FORMULA_SIGNS = ("=", "+", "-", "@")


class Pen:
    """Writes values, and remembers which amounts had to be written as text."""

    def __init__(self, book: Book) -> None:
        self._styles = book.styles
        self._epoch = CALENDAR_MAC_1904 if book.counts_from_1904 else WINDOWS_EPOCH
        self.too_long: list[str] = []

    def put(self, sheet: Sheet, cell: tuple[int, int], value: Cell, kind: Kind, style: int | None = None) -> None:
        """Write a value of this kind, in the format of the cell or in another one. Text may stand for any value."""
        row, column = cell
        style = sheet.style(row, column) if style is None else style
        if isinstance(value, Decimal) and not _fits(value):
            self.too_long.append(f"{sheet_prefix(sheet.name)}{cell_name(row, column)} {exact(value)}")
            value = exact(value)
        if value is None or value == "":
            sheet.clear(row, column, style)
        elif isinstance(value, str):
            text = _excel_text(value)
            quoted = text.lstrip().startswith(_FORMULA_SIGNS)
            sheet.put_text(row, column, text, self._styles.fit(style, "text", quoted=quoted))
        else:
            sheet.put_number(row, column, self._digits(value), self._styles.fit(style, kind, quoted=False))

    def _digits(self, value: Decimal | dt.date | int) -> str:
        if isinstance(value, Decimal):
            return exact(value, 0)
        return str(int(to_excel(value, self._epoch))) if isinstance(value, dt.date) else str(value)


def _fits(amount: Decimal) -> bool:
    """Whether a number of a workbook holds the amount to its last digit."""
    return len("".join(map(str, amount.as_tuple().digits)).strip("0")) <= _DIGITS


def _excel_text(text: str) -> str:
    """Printable text, as long as a cell takes it, in which Excel reads nothing as the code of a sign."""
    shown = (text if text.isprintable() else printable(text))[:_LONGEST]
    return _ESCAPE.sub("_x005F_", shown) if "_x" in shown else shown
