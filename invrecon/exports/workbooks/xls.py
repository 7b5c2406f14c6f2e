"""Excel 97-2003 workbooks (.xls): the records of the workbook, walked for what calamine does not tell.

Calamine gives the values. Error cells, formulas without results, hidden rows, passwords and the 1904 calendar are found
in the records [MS-XLS], which calamine reads the same way: every cell it gives comes from a record seen here.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from invrecon.exports.workbooks.lost_cells import BY_HAND, ERROR, STALE, UNCALCULATED, Loss, Notes, too_sparse

_LAST_COLUMN = 255

_BOF, _EOF = 0x0809, 0x000A
_FORMULA, _STRING, _BOOLERR, _MULRK, _ROW, _DIMENSIONS = 0x0006, 0x0207, 0x0205, 0x00BD, 0x0208, 0x0200
_SHARED = (0x04BC, 0x0221, 0x0236)  # may stand between a formula and the text it gives
_CELLS = (_FORMULA, 0x0203, 0x0204, 0x00D6, _BOOLERR, 0x027E, 0x00FD)
_FILEPASS, _DATEMODE, _SHEET, _STRINGS = 0x002F, 0x0022, 0x0085, 0x00FC
_CALCMODE, _UNCALCED, _FILTERMODE = 0x000D, 0x005E, 0x009B
_OTHERS = (_CALCMODE, _UNCALCED, _FILTERMODE, _DIMENSIONS)
_LONG_DIMENSIONS = 14  # bytes; before Excel 97 there were ten
_TEXT_RESULT, _ERROR_RESULT = 0, 2
_VERSIONS = (0x0500, 0x0600)
_WORKSHEET = 0


class DamagedXlsError(Exception):
    """The records make no sense."""


class Password(Exception):  # noqa: N818 - it is no error of the file
    """The workbook is encrypted."""


class XlsSheet:
    """What the records of one sheet tell: notes, and how far its cells reach."""

    def __init__(self) -> None:
        self.notes = Notes()
        self.rows = self.columns = self.filled = 0
        self._formulas: list[tuple[int, int]] = []
        self._wrong: Loss | None = None
        self._waiting: tuple[int, int] | None = None  # a formula whose text is to follow

    def record(self, kind: int, record: bytes) -> None:
        """Look at the next record."""
        if self._waiting and kind not in _SHARED:
            if kind != _STRING:
                self.notes.lose(UNCALCULATED, *self._waiting)
            self._waiting = None
        if kind in _CELLS:
            row, column = struct.unpack_from("<HH", record)
            self._reach(row, column)
            if kind == _FORMULA:
                self._formula(record[6:14], column, row + 1)
            elif kind == _BOOLERR and record[7]:
                self.notes.lose(ERROR, column, row + 1)
        elif kind == _MULRK:
            row, column = struct.unpack_from("<HH", record)
            last = struct.unpack_from("<H", record, len(record) - 2)[0]
            self._reach(row, last, last - column + 1)
        elif kind == _ROW and record[12] & 0x20:
            self.notes.hidden.add(struct.unpack_from("<H", record)[0] + 1)
        elif kind in _OTHERS:
            self._other(kind, record)

    def finish(self) -> None:
        """All records were seen."""
        for formula in self._formulas if self._wrong else ():
            self.notes.lose(self._wrong or STALE, *formula)

    def _formula(self, result: bytes, column: int, row: int) -> None:
        self._formulas.append((column, row))
        if result[6:8] != b"\xff\xff":  # a number
            return
        if result[0] == _ERROR_RESULT:
            self.notes.lose(ERROR, column, row)
        elif result[0] == _TEXT_RESULT:
            self._waiting = column, row

    def _other(self, kind: int, record: bytes) -> None:
        if kind == _FILTERMODE:
            self.notes.filtered = True
        elif kind == _UNCALCED:
            self._wrong = STALE
        elif kind == _CALCMODE and record[:2] == b"\x00\x00":
            self._wrong = self._wrong or BY_HAND
        elif kind == _DIMENSIONS:
            _refuse_dimensions(record)

    def _reach(self, row: int, column: int, cells: int = 1) -> None:
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        self.filled += cells


class XlsBook:
    """What the records of a workbook tell. `sheets` are in its order; those that are no worksheets are None there."""

    def __init__(self, stream: bytes) -> None:
        """Walk the workbook stream.

        Raises:
            DamagedXlsError: a record makes no sense.
            Password: it is encrypted.
        """
        self.counts_from_1904 = False
        places: list[tuple[int, int]] = []
        try:
            version = struct.unpack_from("<HHH", stream)
            if version[0] != _BOF or version[2] not in _VERSIONS:
                raise DamagedXlsError("it is from before Excel 5")
            for kind, record in _records(stream, 0):
                if kind == _FILEPASS:
                    raise Password
                if kind == _DATEMODE:
                    self.counts_from_1904 = record[:2] == b"\x01\x00"
                elif kind == _SHEET:
                    places.append((struct.unpack_from("<I", record)[0], record[5]))
                elif kind == _STRINGS and struct.unpack_from("<4xI", record)[0] > len(stream):
                    raise DamagedXlsError("it promises more texts than it holds")
                elif kind == _EOF:
                    break
            # Calamine reads every sheet at once: each is checked, whatever it is.
            walked = [_walk(stream, place) for place, _ in places]
        except (struct.error, IndexError) as error:
            raise DamagedXlsError("a record is cut off") from error
        self.every_sheet = walked
        self.sheets = [sheet if kind == _WORKSHEET else None for sheet, (_, kind) in zip(walked, places, strict=True)]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    end = len(stream)
    while at + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, at)
        at += 4
        if at + size > end:
            raise DamagedXlsError("a record is cut off")
        yield kind, stream[at : at + size]
        at += size


def _walk(stream: bytes, place: int) -> XlsSheet:
    sheet, depth = XlsSheet(), 0
    for kind, record in _records(stream, place):
        if kind == _BOF:
            depth += 1  # a chart on the sheet has cells of its own
        elif kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1:
            sheet.record(kind, record)
    sheet.finish()
    return sheet


def _refuse_dimensions(record: bytes) -> None:
    """Calamine reserves memory for as many cells as this record promises, and some programs write nonsense in it."""
    long = len(record) >= _LONG_DIMENSIONS
    first, last, left, right = struct.unpack_from("<IIHH" if long else "<HHHH", record)
    columns = right if left > _LAST_COLUMN or right < left else right - left
    if (last and right and first >= last) or too_sparse(last - first, columns, 0):
        raise DamagedXlsError("a sheet promises more cells than there can be")
