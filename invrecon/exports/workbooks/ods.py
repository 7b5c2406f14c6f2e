"""OpenDocument spreadsheets (.ods), read by our own reader.

It gives what calamine does not tell apart: formula errors, formulas without results, rows that a filter hides. The file
says every value twice, as a value and as the text shown; the value counts, and where there is none, the text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any
from xml.parsers import expat

from invrecon.exports.package import Package
from invrecon.exports.workbooks.lost_cells import ERROR, UNCALCULATED, Notes, too_sparse
from invrecon.exports.workbooks.xlsx import refuse_1904, refuse_sparse, unsafe
from invrecon.exports.workbooks.xml_parts import PART_LIMIT, UnsafeXmlError, elements, safe_parser

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
_LAST_ROW, _LAST_COLUMN = 1 << 20, 1 << 14
_EPOCH = "1899-12-30"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")
_ERROR_TEXT = re.compile(r"#(REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)|Err:\d+")
_CLOCK = re.compile(r"PT([01]\d|2[0-3])H(\d\d)M(\d\d(?:\.\d+)?)S")
_MOST_BLANKS = 1000
_MOST_DEEP = 200


class OdsSheet:
    """A sheet of an OpenDocument spreadsheet: its rows, those that repeat kept once."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.left = 0
        self.notes = Notes()
        self.height = 0  # how many rows there are down to the last with content
        self._runs: list[tuple[int, int, list[Any]]] = []

    def rows(self) -> Iterator[list[Any]]:
        """The rows from the first of the sheet on; cells from the first column on, without blank ones at the end."""
        number = 1
        for first, count, cells in self._runs:
            for _ in range(number, first):
                yield []
            for _ in range(count):
                yield cells
            number = first + count

    def close(self) -> None:
        """Forget the rows."""
        self._runs.clear()

    def add(self, first: int, count: int, cells: list[Any]) -> None:
        """Append a row with content that stands `count` times from row `first` on."""
        self._runs.append((first, count, cells))
        self.height = first + count - 1


def is_encrypted(package: Package) -> bool:
    """Whether the spreadsheet is protected by a password.

    Raises:
        InputError: its list of parts is damaged.
    """
    if CONTENT not in package.members:
        return "encrypted-package" in package.members
    try:
        manifest = elements(package.read(MANIFEST, PART_LIMIT)) if MANIFEST in package.members else []
    except UnsafeXmlError as error:
        raise unsafe(package, MANIFEST, str(error)) from error
    return any(element.name == "encryption-data" for element in manifest)


def read_ods(package: Package) -> list[OdsSheet]:
    """The sheets of a spreadsheet.

    Raises:
        InputError: it is damaged, counts dates from another day than usual, or spans more cells than any memory holds.
    """
    reader = _Reader(package)
    parser = safe_parser()
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text
    try:
        for piece in package.pieces(CONTENT):
            parser.Parse(piece)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise unsafe(package, CONTENT, f"its XML is damaged: {error}") from error
    except (UnsafeXmlError, ValueError) as error:
        raise unsafe(package, CONTENT, str(error)) from error
    return reader.sheets


class _Reader:
    """Handlers of the parser, and where in the document it stands."""

    def __init__(self, package: Package) -> None:
        self.sheets: list[OdsSheet] = []
        self._package = package
        self._depth = self._tables = self._annotations = 0
        self._row = self._column = 0
        self._cells: list[Any] = []
        self._repeat = 1
        self._cell: dict[str, str] | None = None
        self._paragraphs: list[str] = []
        self._width = self._filled = 0
        self._seen: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > _MOST_DEEP:
            raise UnsafeXmlError("its XML is nested beyond reason")
        if tag == "table:null-date":
            refuse_1904(self._package, attributes.get("table:date-value", _EPOCH) != _EPOCH)
        elif tag == "table:table":
            self._tables += 1
            if self._tables == 1:
                self.sheets.append(OdsSheet(attributes.get("table:name", "")))
                self._row = self._width = self._filled = 0
        elif tag == "office:annotation":
            self._annotations += 1
        elif self._tables != 1 or self._annotations:
            return
        elif tag in _CELLS:
            self._cell, self._paragraphs = attributes, []
        elif tag == "table:table-row":
            self._cells, self._column = [], 0
            self._repeat = _times(attributes, "table:number-rows-repeated")
            if attributes.get("table:visibility", "visible") != "visible" and self._repeat < _LAST_ROW // 2:
                last = min(self._row + self._repeat, _LAST_ROW)
                self.sheets[-1].notes.hidden.update(range(self._row + 1, last + 1))
                self.sheets[-1].notes.filtered |= attributes["table:visibility"] == "filter"
        elif self._cell is not None:
            self._text_tag(tag, attributes)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if tag == "table:table":
            self._tables -= 1
        elif tag == "office:annotation":
            self._annotations -= 1
        elif self._tables != 1 or self._annotations:
            return
        elif tag in _CELLS and self._cell is not None:
            self._finish_cell(self._cell)
            self._cell = None
        elif tag == "table:table-row":
            self._finish_row()

    def text(self, text: str) -> None:
        if self._paragraphs and self._cell is not None and not self._annotations and self._tables == 1:
            self._paragraphs[-1] += text

    def _text_tag(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "text:p":
            self._paragraphs.append("")
        elif self._paragraphs and tag == "text:s":
            self._paragraphs[-1] += " " * min(_times(attributes, "text:c"), _MOST_BLANKS)
        elif self._paragraphs and tag in ("text:tab", "text:line-break"):
            self._paragraphs[-1] += "\t" if tag == "text:tab" else "\n"

    def _finish_cell(self, cell: dict[str, str]) -> None:
        count = min(_times(cell, "table:number-columns-repeated"), _LAST_COLUMN - self._column)
        shown = "\n".join(self._paragraphs)
        value = _value(cell, self._seen.setdefault(shown, shown))
        loss = None
        is_formula = "table:formula" in cell
        if cell.get("calcext:value-type") == "error" or (is_formula and _ERROR_TEXT.fullmatch(shown)):
            loss = ERROR
        elif is_formula and "office:value-type" not in cell and (shown or not self._paragraphs):
            loss = UNCALCULATED
        if loss:
            for row in range(self._row + 1, self._row + 1 + min(self._repeat, _MOST_BLANKS)):
                for column in range(self._column, self._column + count):
                    self.sheets[-1].notes.lose(loss, column, row)
        if value != "":
            self._cells += [""] * (self._column - len(self._cells))
            self._cells += [value] * count
        self._column += count

    def _finish_row(self) -> None:
        repeat = min(self._repeat, _LAST_ROW - self._row)
        if self._cells and repeat > 0:
            self._filled += len(self._cells)
            self._width = max(self._width, len(self._cells))
            sheet, last = self.sheets[-1], self._row + repeat
            sheet.add(self._row + 1, repeat, self._cells)
            if too_sparse(last, self._width, self._filled):
                refuse_sparse(self._package, sheet.name, last, self._width, self._filled)
        self._row += repeat


def _times(attributes: dict[str, str], name: str) -> int:
    return max(1, int(attributes.get(name, "1")))


def _value(cell: dict[str, str], shown: str) -> Any:
    """The value of a cell as its type; blank where it has none."""
    kind = cell.get("office:value-type", "")
    if kind in _NUMBERS and "office:value" in cell:
        return _number(cell["office:value"])
    if kind == "date" and "office:date-value" in cell:
        return _date(cell["office:date-value"])
    if kind == "boolean":
        return cell.get("office:boolean-value") == "true"
    if kind == "time":
        duration = cell.get("office:time-value", shown)
        clock = _CLOCK.fullmatch(duration)
        return ":".join(clock.groups()) if clock else duration
    return cell.get("office:string-value", shown) if kind == "string" else ""


def _number(text: str) -> Decimal | str:
    """The decimal that the file has; text that is none is told as such where an amount is expected."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() else text


def _date(text: str) -> dt.date | dt.datetime | str:
    try:
        return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)
    except ValueError:
        return text
