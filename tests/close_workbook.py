"""The close workbook as a reader opens it: written from small books, its cells, formulas and links by name."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from invrecon.pipeline import reconciled
from invrecon.reports.excel import ROWS
from invrecon.reports.workbook import write
from invrecon.settings import read_settings
from tests.bookkeeping import Books

SHEETS = [
    "Summary", "Matrix", "Statement", "Reconciling items", "Matching", "Timeline", "Bridge", "Entries",
    "Proposed journal", "Inputs",
]  # fmt: skip
"""The sheets in the order in which they are read."""

FIRST_ENTRY = 6
"""The row of the first entry on a sheet of entries."""

_NAMESPACE = {"s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True)
class Binder:
    """A workbook that was written: as it lies there, and as openpyxl reads it, with formulas or with their values."""

    path: Path

    @cached_property
    def formulas(self) -> Workbook:
        return openpyxl.load_workbook(self.path)

    @cached_property
    def values(self) -> Workbook:
        return openpyxl.load_workbook(self.path, data_only=True)

    def cells(self) -> Iterator[Cell]:
        """Every cell that holds anything, formulas as such."""
        for sheet in self.formulas:
            for row in sheet.iter_rows():
                yield from (cell for cell in row if cell.value is not None)

    def value(self, cell: Cell) -> Any:
        """What a cell shows: of a formula the value that was stored beside it."""
        return self.values[cell.parent.title][cell.coordinate].value

    def sheet(self, title: str) -> Worksheet:
        return self.formulas[title]

    def cell(self, title: str, line: str, column: str) -> str:
        """The cell in the first line that says this anywhere, below the header that says that."""
        found = [
            (row, cells.index(column))
            for row, cells in enumerate(self.values[title].iter_rows(values_only=True))
            if column in cells
        ]
        head, at = found[0]
        for row in self.formulas[title].iter_rows(min_row=head + 2):
            if any(cell.value == line for cell in row) and row[at].value is not None:
                return row[at].coordinate
        raise AssertionError(f"{title}: no line {line} with {column}")

    def named(self, title: str, coordinate: str) -> tuple[str, str]:
        """The first words of a cell's line, and the header that it stands under."""
        sheet = self.values[title]
        cell = sheet[coordinate]
        line = next((str(value) for value in _row(sheet, cell.row) if isinstance(value, str)), "")
        above = (sheet.cell(row, cell.column).value for row in range(cell.row - 1, 0, -1))
        return line.strip(), next((value for value in above if isinstance(value, str)), "")

    def text(self, title: str) -> str:
        """All that a sheet says in words, line by line."""
        rows = self.values[title].iter_rows(values_only=True)
        return "\n".join(" ".join(str(value) for value in row if value is not None) for row in rows)

    def parts(self) -> dict[str, bytes]:
        """The files inside the workbook."""
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def links(self) -> Iterator[tuple[str, str, str]]:
        """Every link: the sheet it stands on, its cell, and the place inside the workbook that it leads to."""
        for number, title in enumerate(self.formulas.sheetnames, start=1):
            tree = ElementTree.fromstring(self.parts()[f"xl/worksheets/sheet{number}.xml"])
            for link in tree.iterfind(".//s:hyperlink", _NAMESPACE):
                yield title, link.get("ref", ""), link.get("location", "")


def _row(sheet: Worksheet, row: int) -> tuple[Any, ...]:
    return next(sheet.iter_rows(min_row=row, max_row=row, values_only=True))


def binder(books: Books, **options: Any) -> Binder:
    """The workbook of small books, reconciled as of 31 October 2026 unless told otherwise."""
    return binder_of(books.write(), **({"as_of": dt.date(2026, 10, 31)} | options))


def binder_of(folder: Path, rows: int = ROWS, name: str = "recon.xlsx", **options: Any) -> Binder:
    """The workbook of a folder of exports, written beside it; `rows` is what a sheet holds."""
    path = folder.parent / name
    with reconciled(read_settings(folder, **options), lambda _: None) as run:
        write(run, path, rows=rows)
    return Binder(path)


def money(value: object) -> Decimal:
    """The amount of a cell, as exactly as the workbook has it."""
    return Decimal(repr(value)) if isinstance(value, int | float) else Decimal(0)


def place(location: str) -> tuple[str, int, int]:
    """A place such as 'Reconciling items'!D9 or Entries!J6:K90: sheet, first row and first column, from one."""
    found = re.fullmatch(r"'?(.+?)'?!\$?([A-Z]+)\$?(\d+)(?::\$?[A-Z]+\$?\d+)?", location)
    assert found, location
    return found[1], int(found[3]), openpyxl.utils.column_index_from_string(found[2])
