"""The XML of a worksheet (.xlsx), searched in pieces of whole rows while it is unpacked.

Calamine gives values alone. Lost cells, hidden rows and how far the cells reach are found here, with patterns instead
of a parser, because a worksheet easily holds a hundred megabytes. Some writers put a prefix before every tag, some
leave out where a cell stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from invrecon.exports.workbooks.lost_cells import ERROR, UNCALCULATED, UNKNOWN, Loss, Notes, column_of, too_sparse

# Each mark behind a byte of it that numbers and shared texts seldom hold: a search for one byte costs next to nothing.
_ERROR_MARK = b"e", re.compile(rb't="e"')
_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']e["'])([^>]*)>""")
_FORMULA_MARK = b"f", re.compile(rb"<f[ >/]")
_FORMULA_CELL = re.compile(rb"""<(?:\w+:)?c\b([^>]*[^/>]|)>\s*<(?:\w+:)?f[\s/>]""")
_UNCALCULATED_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?![^>]*\bt=["']str["'])([^>]*[^/>]|)>\s*"""
    rb"""<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_HIDDEN_MARK = b"h", re.compile(rb"hidden=")
_HIDDEN_ROW = re.compile(rb"""<(?:\w+:)?row\b(?=[^>]*\bhidden=["'](?:1|true)["'])([^>]*)>""")
_FILTER = re.compile(rb"<(?:\w+:)?(?:autoFilter|tablePart)\b")
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d+)["']""")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_LONGEST_ROW = 16 << 20  # bytes
_DATA = re.compile(rb"<(\w+:)?sheetData\b")
_ROW = re.compile(rb"""\br=["'](\d{1,7})["']""")

# How far the cells reach, roughly: a search for any cell beyond costs little, a look at every cell would cost much.
_ROWS, _COLUMNS = 1 << 20, 1 << 14
_WIDTHS = (
    (26, re.compile(rb'r="[A-Z]{2}')),
    (78, re.compile(rb'r="(?:[C-Z][A-Z]|[A-Z]{3})\d')),
    (702, re.compile(rb'r="[A-Z]{3}')),
    (_COLUMNS, None),
)
_HEIGHTS = (
    (99_999, re.compile(rb'r="[A-Z]{1,3}\d{6}')),
    (999_999, re.compile(rb'r="[A-Z]{1,3}\d{7}')),
    (_ROWS, None),
)
_FILLED_CELL = re.compile(rb"""<(?:\w+:)?c\b[^>]*\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]*(?<!/)>""")


class SheetSearch:
    """A search over one worksheet: feed it the pieces in order, then finish."""

    def __init__(self, notes: Notes, formulas: Loss | None) -> None:
        """`formulas` is what is wrong with every formula of the workbook; None where results are stored."""
        self._notes = notes
        self._formulas = formulas
        self._tail = b""
        self._width = self._height = self._cells = 0
        self._prefixed = False
        self._searched = 0

    @property
    def may_be_too_sparse(self) -> bool:
        """Whether the cells may span a rectangle too large to lay out: a closer look is due."""
        return too_sparse(_HEIGHTS[self._height][0], _WIDTHS[self._width][0], self._cells // 2)

    def fed(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces as they come, each looked at on the way."""
        for piece in pieces:
            self.feed(piece)
            yield piece

    def feed(self, piece: bytes) -> None:
        """The next piece."""
        text = self._tail + piece
        if not self._searched:
            self._prefixed = re.search(rb"<\w+:(?:worksheet|sheetData)\b", text) is not None
        cut = text.rfind(b"row>") + 4  # whole rows only, so that no cell is cut in two
        if cut < 4:
            cut = text.rfind(b"<") if len(text) > _LONGEST_ROW else 0
        self._search(text[:cut])
        self._tail = text[cut:]

    def finish(self) -> None:
        """All pieces were fed."""
        self._search(self._tail)
        self._notes.filtered = _FILTER.search(self._tail) is not None
        for first, row, last, end in _MERGED.findall(self._tail):
            corners = (int(row) - 1, column_of(first.decode())), (int(end) - 1, column_of(last.decode()))
            self._notes.merged.add(corners)
        self._tail = b""

    def _search(self, text: bytes) -> None:
        odd = self._prefixed or b"'" in text  # not as Excel writes: look the long way
        if odd or _has(_ERROR_MARK, text):
            self._lose(ERROR, _ERROR_CELL.finditer(text))
        if odd or _has(_FORMULA_MARK, text):
            self._lose(UNCALCULATED, _UNCALCULATED_CELL.finditer(text))
            if self._formulas:
                self._lose(self._formulas, _FORMULA_CELL.finditer(text))
        if _has(_HIDDEN_MARK, text):
            for row in _HIDDEN_ROW.finditer(text):
                if number := _ROW.search(row[1]):
                    self._notes.hidden.add(int(number[1]))
        self._measure(text.replace(b"'", b'"') if b"'" in text else text)
        self._searched += 1

    def _measure(self, text: bytes) -> None:
        self._width = _beyond(_WIDTHS, self._width, text)
        if not self._width:
            return  # so narrow a sheet may have any number of rows
        if self._searched and not self._cells:  # it was narrow up to here: rows and cells were not looked at
            self._height = len(_HEIGHTS) - 1
        self._height = _beyond(_HEIGHTS, self._height, text)
        self._cells += text.count(b"c r=")

    def _lose(self, loss: Loss, cells: Iterable[re.Match[bytes]]) -> None:
        for cell in cells:
            place = _PLACE.search(cell[1])
            if place:
                self._notes.lose(loss, column_of(place[1].decode()), int(place[2]))
            else:
                self._notes.lose(loss, UNKNOWN, None)


def without_second_pass(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The same worksheet with an empty list of merged cells in front of its data.

    Calamine reads a sheet a second time in search of that list, and stops where it finds one. That is a third of its
    time; the merged cells are found here.
    """
    for piece in pieces:
        data = _DATA.search(piece) if piece else None
        if not data:
            yield piece
            continue
        prefix = data[1] or b""
        yield piece[: data.start()] + b"<%bmergeCells></%bmergeCells>" % (prefix, prefix) + piece[data.start() :]
        break
    yield from pieces


def extent(pieces: Iterable[bytes]) -> tuple[int, int, int]:
    """Rows and columns of the rectangle that the filled cells of a worksheet span, and how many there are."""
    filled, rows, columns, tail = 0, 0, set[bytes](), b""
    for piece in pieces:
        text = tail + piece
        cut = text.rfind(b">") + 1
        tail = text[cut:]
        for column, row in _FILLED_CELL.findall(text[:cut]):
            filled += 1
            columns.add(column)
            rows = max(rows, int(row))
    return rows, max((column_of(column.decode()) + 1 for column in columns), default=0), filled


def _has(mark: tuple[bytes, re.Pattern[bytes]], text: bytes) -> bool:
    byte, pattern = mark
    return byte in text and pattern.search(text) is not None


def _beyond(steps: tuple[tuple[int, re.Pattern[bytes] | None], ...], step: int, text: bytes) -> int:
    """The first step from `step` on that no cell lies beyond."""
    while (pattern := steps[step][1]) and pattern.search(text):
        step += 1
    return step
