"""How a sheet is shown and printed: columns, what stays in sight, landscape, one page wide, page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from invrecon import __version__
from invrecon.reports import palette
from invrecon.reports.wording import printable

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

    from invrecon.reports.workbook.layout import Sheet

_A4 = 9
_LONGEST_HEADER = 120
"""Of the 255 characters that a header may have, its codes among them."""

_SMALL = '&8&"Calibri,Regular"'
"""The size first: a text that begins with a digit would make it another."""

_HEADING = 2
"""Rows that stay in sight where several tables have headers of their own: what the sheet is, and whose."""

_TABS = {
    "Summary": palette.HEADING,
    "Reconciling items": palette.DIFFERENCE,
    "Entries": palette.QUIET,
    "Inputs": palette.QUIET,
}


def set_up(worksheet: Worksheet, sheet: Sheet, subtitle: str) -> None:
    """Set what does not depend on the rows."""
    for column, width in enumerate(sheet.widths):
        worksheet.set_column(column, column, width)
    worksheet.hide_gridlines(2)
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    worksheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    worksheet.set_header(f"&L{_SMALL}{_in_header(subtitle)}&R{_SMALL}{_in_header(sheet.title)}")
    worksheet.set_footer(f"&L{_SMALL}invrecon {__version__}&R{_SMALL}Page &P of &N")
    worksheet.outline_settings(symbols_below=False)
    if sheet.title in _TABS:
        worksheet.set_tab_color(_TABS[sheet.title])
    worksheet.freeze_panes(_HEADING if sheet.head is None else sheet.head + 1, 0 if sheet.head is None else 1)
    worksheet.repeat_rows(0 if sheet.head is None else sheet.head)
    if sheet.breaks:
        worksheet.set_h_pagebreaks(sheet.breaks)


def _in_header(text: str) -> str:
    """Text that is no code of a header, where an ampersand begins one; as much as fits."""
    words = printable(text)
    while len((coded := words.replace("&", "&&")).encode("utf-16-le")) > 2 * _LONGEST_HEADER:
        words = words[:-1]
    return coded
