"""How a value is written into a cell of the template: exact digits, real dates, and text that is never a formula."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.styles.cell_style import StyleArray
from openpyxl.styles.numbers import is_date_format
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils.datetime import to_excel
from openpyxl.workbook import Workbook

from invrecon.money import exact
from invrecon.reports.dialect import FORMULA_SIGNS
from invrecon.reports.excel import LONGEST_TEXT, is_exact
from invrecon.reports.listing import Cell as Value
from invrecon.reports.listing import Kind
from invrecon.reports.template.cells import style_of
from invrecon.reports.wording import printable

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_GENERAL = "General"


class Pen:
    """Writes values, and remembers which amounts had to be written as text. `decimals` are those of the currency."""

    def __init__(self, book: Workbook, decimals: int) -> None:
        figure = f"#,##0.{'0' * decimals}"
        self._epoch = book.epoch
        self._formats = {
            "amount": f'{figure}_);[Red]\\({figure}\\);"-"{"?" * decimals}_)',
            "date": "yyyy\\-mm\\-dd",
            "count": "#,##0",
        }
        self._fitted: dict[tuple[tuple[int, ...], Kind, bool], StyleArray] = {}
        self.too_long: list[str] = []

    def put(self, cell: Cell, value: Value, kind: Kind, style: StyleArray | None = None) -> None:
        """Write a value of this kind, in the format of the cell or in another one. Text may stand for any value."""
        style = style_of(cell) if style is None else style
        if isinstance(value, Decimal) and not is_exact(value):
            self.too_long.append(f"{cell.parent.title}!{cell.coordinate} {exact(value)}")
            value = exact(value)
        if value is None or value == "":
            cell.value, cell._style = None, style
        elif isinstance(value, str):
            cell.value = text = _excel_text(value)
            cell.data_type = "s"
            cell._style = self._fit(cell, style, "text", quoted=text.lstrip().startswith(tuple(FORMULA_SIGNS)))
        else:
            cell.value = self._digits(value)  # openpyxl would write a Decimal by way of a float
            cell.data_type = "n"
            cell._style = self._fit(cell, style, kind, quoted=False)

    def _digits(self, value: Decimal | dt.date | int) -> str:
        if isinstance(value, Decimal):
            return exact(value, 0)
        return str(int(to_excel(value, self._epoch))) if isinstance(value, dt.date) else str(value)

    def _fit(self, cell: Cell, style: StyleArray, kind: Kind, *, quoted: bool) -> StyleArray:
        """The format for a value of this kind in a cell of this format: the same wherever it can be.

        A General amount or date gets a format, and so does what would be shown as something else. `quoted` text stays
        text when someone edits the cell. Cells share what comes back: it must not be changed.
        """
        key = (tuple(style), kind, quoted)
        if key not in self._fitted:
            look = StyleableObject(cell.parent, style)
            is_date = is_date_format(look.number_format)
            if (kind != "text" and is_date != (kind == "date")) or look.number_format == _GENERAL:
                look.number_format = self._formats.get(kind, look.number_format)
            look.quotePrefix = quoted
            self._fitted[key] = look._style
        return self._fitted[key]


def _excel_text(text: str) -> str:
    """Printable text, as long as a cell takes it, in which Excel reads nothing as the code of a sign."""
    shown = printable(text)[:LONGEST_TEXT]
    return _ESCAPE.sub("_x005F_", shown) if "_x" in shown else shown
