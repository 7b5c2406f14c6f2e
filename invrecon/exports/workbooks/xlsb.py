"""Excel binary workbooks (.xlsb): checked, and copied for calamine to read, as `xlsx` does for .xlsx.

The parts are sequences of records [MS-XLSB]: a number, a length, and as many bytes. Every cell that calamine gives
comes from a record seen here; the records it passes over and that stand for a value are noted as lost cells.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

from invrecon.exports.package import Package
from invrecon.exports.workbooks.lost_cells import BY_HAND, ERROR, RICH_TEXT, STALE, Loss, Notes
from invrecon.exports.workbooks.xlsx import (
    CheckedSheet,
    Link,
    copy_part,
    links_of,
    parts_besides,
    refuse_1904,
    refuse_sparse,
    sheet_member,
)
from invrecon.exports.workbooks.xml_parts import PART_LIMIT

BOOK = "xl/workbook.bin"
_ROW, _ERROR, _FORMULA_ERROR, _RICH_TEXT, _FILTER = 0, 3, 11, 62, 161
_VALUES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 62)
_FORMULAS = (8, 9, 10, 11)
_BOOK_PROPERTIES, _SHEET, _CALCULATION = 153, 156, 157
_NO_PART = 0xFFFFFFFF
_HEADER = 6  # the longest number and length of a record


def copy_xlsb(package: Package, target: Path) -> list[CheckedSheet]:
    """Copy what calamine needs of a workbook, and tell its worksheets, hidden ones too.

    Raises:
        InputError: the workbook is damaged, counts dates from 1904, or spans more cells than any memory holds.
    """
    links = links_of(package, BOOK)
    book = package.find(BOOK) or BOOK
    try:
        sheets, formulas = _read_book(package, book, links)
    except (struct.error, IndexError) as error:
        raise package.damaged("a record is cut off", book) from error
    with zipfile.ZipFile(target, "w") as copy:
        for part in (*parts_besides(BOOK), *(link.part for link in links.values() if link.is_needed)):
            if member := package.find(part):
                copy_part(copy, part, package.pieces(member))
        for part, sheet in sheets.items():
            member = sheet_member(package, part, sheet.name)
            search = _SheetSearch(sheet.notes, formulas)
            try:
                copy_part(copy, part, package.pieces(member), _Records(search.record).feed)
            except (struct.error, IndexError) as error:
                raise package.damaged("a record is cut off", part) from error
            refuse_sparse(package, sheet.name, search.rows, search.columns, search.filled)
    return list(sheets.values())


def _read_book(package: Package, book: str, links: Mapping[str, Link]) -> tuple[dict[str, CheckedSheet], Loss | None]:
    sheets: dict[str, CheckedSheet] = {}
    formulas: Loss | None = None

    def look(kind: int, record: bytes) -> None:
        nonlocal formulas
        if kind == _BOOK_PROPERTIES:
            refuse_1904(package, bool(record[0] & 1))
        elif kind == _SHEET:
            identity, after = _text(record, 8)
            name, _ = _text(record, after)
            link = links.get(identity)
            if link and link.kind == "worksheet":
                sheets[link.part] = CheckedSheet(name, Notes())
        elif kind == _CALCULATION:
            by_hand, flags = struct.unpack_from("<4xI16xH", record)
            formulas = STALE if flags & 0b10001 else None if by_hand else BY_HAND

    _Records(look).feed(package.read(book, PART_LIMIT))
    return sheets, formulas


def _text(record: bytes, at: int) -> tuple[str, int]:
    length: int = struct.unpack_from("<I", record, at)[0]
    if length == _NO_PART:
        return "", at + 4
    end = at + 4 + 2 * length
    if end > len(record):
        raise IndexError
    return record[at + 4 : end].decode("utf-16-le", "replace"), end


class _Records:
    """The records of a part that comes in pieces, each shown to `look`."""

    def __init__(self, look: Callable[[int, bytes], None]) -> None:
        self._look = look
        self._tail = b""

    def feed(self, piece: bytes) -> None:
        text = self._tail + piece
        at, end, look = 0, len(text), self._look
        while at < end:
            place = at
            if at + _HEADER > end and not _has_whole_header(text[at:]):
                break
            kind = text[place]
            place += 1
            if kind & 0x80:
                kind = kind & 0x7F | (text[place] & 0x7F) << 7
                place += 1
            size, shift = 0, 0
            while True:
                byte = text[place]
                place += 1
                size |= (byte & 0x7F) << shift
                shift += 7
                if not byte & 0x80 or shift > 21:
                    break
            if place + size > end:
                break
            look(kind, text[place : place + size])
            at = place + size
        self._tail = text[at:]


def _has_whole_header(text: bytes) -> bool:
    size_at = 2 if text[0] & 0x80 else 1
    return any(not byte & 0x80 for byte in text[size_at : size_at + 4])


class _SheetSearch:
    """What the records of a sheet tell: notes, and how far its cells reach."""

    def __init__(self, notes: Notes, formulas: Loss | None) -> None:
        self._notes = notes
        self._formulas = formulas
        self._row = 0
        self.rows = self.columns = self.filled = 0

    def record(self, kind: int, record: bytes) -> None:
        """Look at the next record."""
        if kind in _VALUES:
            column: int = struct.unpack_from("<I", record)[0]
            self.filled += 1
            self.columns = max(self.columns, column + 1)
            self.rows = max(self.rows, self._row)
            if kind in (_ERROR, _FORMULA_ERROR):
                self._notes.lose(ERROR, column, self._row)
            elif kind == _RICH_TEXT:
                self._notes.lose(RICH_TEXT, column, self._row)
            if self._formulas and kind in _FORMULAS:
                self._notes.lose(self._formulas, column, self._row)
        elif kind == _ROW:
            self._row = struct.unpack_from("<I", record)[0] + 1
            if record[11] & 0x10:
                self._notes.hidden.add(self._row)
        elif kind == _FILTER:
            self._notes.filtered = True
