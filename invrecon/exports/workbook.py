"""Excel workbooks, read with python-calamine: every sheet is a table, hidden ones too.

A number cell is a double in the file and fifteen digits on the screen. `cell_text` gives the decimal that Excel shows,
unless the digits beyond would matter to an amount. Number and date cells are marked, so that a text cell "1.234" is
never mistaken for the number 1.234.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from invrecon.engine import Engine
from invrecon.errors import InputError, Problem
from invrecon.exports.captions import HEADER_SEARCH_ROWS, Header
from invrecon.exports.decoding import sha256_of
from invrecon.exports.spool import spool

# Before a cell that was a number or a date in the file. XML cannot hold this character, so no text cell starts with it.
TYPED = "\x1f"

SMALLEST_AMOUNT = 0.000005  # half of the fifth decimal
_EXPANDED_LIMIT = 4 << 30  # a worksheet of a million rows takes well under 1 GiB
_ERROR_CELL = re.compile(rb'<c\b[^>]*\br="([A-Z]{1,3})(\d+)"[^>]*\bt="e"|<c\b[^>]*\bt="e"[^>]*\br="([A-Z]{1,3})(\d+)"')


def open_workbook(path: Path) -> list[WorkbookTable]:
    """All sheets of a workbook that have cells.

    Raises:
        InputError: the file is no workbook, is protected by a password, or expands beyond reason.
    """
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    _refuse_oversized(path)
    try:
        book = CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise InputError(
            Problem(
                file=path.name,
                found="the workbook is protected by a password",
                expected="a workbook that opens without one",
                action="Save it without a password (File, Info, Protect Workbook) and try again.",
            )
        ) from error
    except (CalamineError, OSError) as error:
        raise InputError(
            Problem(
                file=path.name,
                found=f"this is not a readable Excel workbook ({error})",
                expected="an .xlsx file as Excel or the ERP writes it",
                action="Open it in Excel, save it as .xlsx, and try again.",
            )
        ) from error
    sha256 = sha256_of(path)
    return [WorkbookTable(path, name, book, sha256) for name in book.sheet_names]


class WorkbookTable:
    """One sheet of a workbook."""

    typed = True

    def __init__(self, path: Path, sheet: str, book: Any, sha256: str) -> None:
        self.path = path
        self.sheet = sheet
        self.sha256 = sha256
        self._book = book
        self._loaded: Any = None

    @property
    def _cells(self) -> Any:
        if self._loaded is None:
            self._loaded = self._book.get_sheet_by_name(self.sheet)
        return self._loaded

    def _rows(self) -> Iterator[list[Any]]:
        return iter(self._cells.iter_rows()) if self._cells.height else iter(())

    def previews(self) -> dict[str, list[list[str]]]:
        """The first rows; the key is empty, because there is only one way to split a sheet."""
        rows = itertools.islice(self._rows(), HEADER_SEARCH_ROWS)
        return {"": [[cell_text(cell).lstrip(TYPED) for cell in row] for row in rows]}

    def load(self, engine: Engine, table: str, header: Header, _: str) -> None:
        """Create the raw table: source_row, c0, c1, ... as text, typed cells marked.

        Raises:
            InputError: a column that is used holds formula errors such as #REF!.
        """
        self._refuse_error_cells(header)
        width = len(header.captions)
        numbered = enumerate(self._rows(), start=1)
        spool(
            engine,
            table,
            width,
            (
                [number, *map(cell_text, row[:width])]
                for number, row in itertools.islice(numbered, header.row, None)
                if any(cell != "" for cell in row)
            ),
        )

    def _refuse_error_cells(self, header: Header) -> None:
        """Calamine gives a formula error as a blank cell, which would count as zero: look for them in the file."""
        left = self._cells.start[1] if self._cells.start else 0
        used = {position: caption for position, caption in enumerate(header.captions) if _is_used(header, position)}
        problems = []
        for letters, row in _error_cells(self.path, self.sheet):
            position = _column_number(letters) - left
            if row > header.row and position in used:
                problems.append(
                    Problem(
                        file=self.path.name,
                        sheet=self.sheet,
                        row=row,
                        column=used[position],
                        found=f"cell {letters}{row} holds a formula error",
                        expected="a value",
                        action="Correct the formula, or paste the values.",
                    )
                )
        if problems:
            raise InputError(problems)


def cell_text(cell: Any) -> str:
    """A cell as text; numbers and dates behind the TYPED mark."""
    return _TEXT_OF[type(cell)](cell)


def _number(value: float) -> str:
    shown = format(value, ".15g")
    # Beyond fifteen digits a double carries noise, unless another program stored an amount that long.
    return TYPED + (shown if abs(float(shown) - value) < SMALLEST_AMOUNT else repr(value))


def _text(value: str) -> str:
    return value.replace(TYPED, "")


_TEXT_OF: dict[type, Callable[[Any], str]] = {
    str: _text,
    float: _number,
    int: lambda value: f"{TYPED}{value}",
    bool: lambda value: "Yes" if value else "No",
    dt.date: lambda value: TYPED + value.isoformat(),
    dt.datetime: lambda value: TYPED + value.isoformat(" "),
    dt.time: lambda value: value.isoformat(),
    dt.timedelta: str,
}


def _is_used(header: Header, position: int) -> bool:
    return position in header.columns.values() or position in header.accounts.values()


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _refuse_oversized(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return  # calamine says what else it is
    with zipfile.ZipFile(path) as archive:
        size = sum(entry.file_size for entry in archive.infolist())
    if size > _EXPANDED_LIMIT:
        raise InputError(
            Problem(
                file=path.name,
                found=f"the workbook expands to {size / (1 << 30):,.0f} GiB",
                expected=f"at most {_EXPANDED_LIMIT >> 30} GiB",
                action="Export the data again, if need be as CSV.",
            )
        )


def _error_cells(path: Path, sheet: str) -> Iterator[tuple[str, int]]:
    """Column letters and row number of every cell of the sheet whose value is an error."""
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, sheet)
        if part is None:
            return
        tail = b""
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 20):
                text = tail + chunk
                cut = text.rfind(b"<c ")
                for match in _ERROR_CELL.finditer(text, 0, cut if cut > 0 else len(text)):
                    letters, row = (match[1], match[2]) if match[1] else (match[3], match[4])
                    yield letters.decode(), int(row)
                tail = text[cut:] if cut > 0 else b""
        for match in _ERROR_CELL.finditer(tail):
            letters, row = (match[1], match[2]) if match[1] else (match[3], match[4])
            yield letters.decode(), int(row)


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The archive member that holds a sheet, by the workbook's own list and its relationships."""
    from xml.etree import ElementTree

    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return None
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    target = {link.get("Id"): link.get("Target", "") for link in links}
    for element in book.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
            part = target.get(identity, "").lstrip("/")
            part = part if part.startswith("xl/") else f"xl/{part}"
            return part if part in names else None
    return None
