"""What people see in the close workbook of small books, sheet by sheet, kept as a file: values, formulas and links."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from openpyxl.cell.cell import Cell

from invrecon import __version__
from tests.bookkeeping import Books
from tests.close_workbook import Binder, binder
from tests.shell import is_as_seen


def _shown(book: Binder, cell: Cell) -> str:
    """A cell as text: where it stands, what it shows, how it is computed, and where a click on it leads."""
    formula = f"   {cell.value}" if cell.data_type == "f" else ""
    link = f"   -> {cell.hyperlink.location}" if cell.hyperlink else ""
    return f"{cell.coordinate}   {book.value(cell)}{formula}{link}"


def _seen(book: Binder) -> Iterator[str]:
    for sheet in book.formulas:
        yield f"# {sheet.title}"
        for row in sheet.iter_rows():
            yield from (_shown(book, cell) for cell in row if cell.value is not None)


def test_what_people_see(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793750400")
    books.toml = ['company = "Cronus Cycles"', 'currency = "USD"']
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Sale / Direct Cost", -20, posted=0, document="S1", date="2026-10-20")
    books.gl("Inventory", 5, source_code="GENJNL", document="J1", Description="By hand")
    text = "\n".join(_seen(binder(books))) + "\n"
    text = re.sub(r"\b[0-9a-f]{64}\b", "0" * 64, text)
    assert is_as_seen("workbook.txt", text.replace(__version__, "1.2.3"))
