"""A sheet of the template: its cells can be asked and written, and everything else stays as it is.

Stored results of formulas are dropped when the sheet is opened: they are last month's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement, tostring
from xml.sax.saxutils import escape, quoteattr

from openpyxl.formula.tokenizer import TokenizerError
from openpyxl.formula.translate import Translator, TranslatorError
from openpyxl.utils import column_index_from_string

from invrecon.exports.workbooks.xml_parts import bare
from invrecon.reports.template.area import Area, area_of, cell_name
from invrecon.reports.template.markup import UnreadableError, deep, every, first, number, prefix, without, written

_GROUPS = ("array", "dataTable")


@dataclass(frozen=True)
class Formula:
    """The formula of a cell without its sign of equality; `is_array` where it stands in braces."""

    text: str
    is_array: bool = False

    def seen_from(self, origin: tuple[int, int], target: tuple[int, int]) -> Formula:
        """The formula as it reads after being copied from one cell to another."""
        if origin == target:
            return self
        return Formula(_copied(self.text, cell_name(*origin), cell_name(*target)), self.is_array)


class _Written(NamedTuple):
    """A cell as we write it: the number of its format, its text, and its formula if it has one."""

    style: int
    text: str
    formula: Formula | None
    markup: str


@dataclass
class _Row:
    """A row: its element without the cells, and the cells by column, as they were or as we write them."""

    element: Element
    cells: dict[int, Element | _Written] = field(default_factory=dict)
    written: bool = False


class Sheet:
    """One worksheet. `strings` are the texts that its cells share with other sheets."""

    def __init__(self, name: str, part: str, root: Element, strings: list[str]) -> None:
        self.name = name
        self.part = part
        self.root = root
        self._strings = strings
        self._p = prefix(root)
        self._data = first(root, "sheetData")
        self._rows: dict[int, _Row] = {}
        self._read_rows()
        self._share_no_formulas()
        self._forget_results()
        self.merged = [area for each in deep(root, "mergeCell") if (area := area_of(each.get("ref", "")))]
        self._columns = [
            (number(each, "min"), number(each, "max"), number(each, "style"))
            for listed in every(root, "cols")
            for each in every(listed, "col")
        ]

    # Asking

    def text(self, row: int, column: int) -> str:
        """What a cell holds, as text: of a formula nothing, for its result is not known."""
        cell = self._cell(row, column)
        if cell is None:
            return ""
        if isinstance(cell, _Written):
            return cell.text
        if cell.get("t") == "inlineStr":
            return "".join(each.text or "" for each in deep(cell, "t"))
        value = first(cell, "v")
        text = "" if value is None else value.text or ""
        if cell.get("t") == "s":
            return self._strings[int(text)] if text.isdecimal() and int(text) < len(self._strings) else ""
        return text

    def formula(self, row: int, column: int) -> Formula | None:
        """The formula of a cell, if it has one."""
        cell = self._cell(row, column)
        if isinstance(cell, _Written):
            return cell.formula
        found = None if cell is None else first(cell, "f")
        return None if found is None else Formula(found.text or "", found.get("t") in _GROUPS)

    def is_blank(self, row: int, column: int) -> bool:
        """Whether a cell holds neither value nor formula."""
        return not self.text(row, column) and self.formula(row, column) is None

    def style(self, row: int, column: int) -> int:
        """The number of a cell's format, which it may have from its row or column."""
        cell = self._cell(row, column)
        if cell is not None:
            return cell.style if isinstance(cell, _Written) else number(cell, "s")
        found = self._rows.get(row)
        if found and found.element.get("customFormat") in ("1", "true"):
            return number(found.element, "s")
        return next((style for first_, last, style in self._columns if first_ <= column <= last), 0)

    def filled(self, area: Area) -> Iterator[tuple[int, int]]:
        """The cells of an area that are not blank, from the top."""
        for row in sorted(self._rows.keys() & set(area.rows)):
            for column in sorted(self._rows[row].cells.keys() & set(area.columns)):
                if not self.is_blank(row, column):
                    yield row, column

    def formulas(self) -> Iterator[tuple[int, int, str]]:
        """Every formula of the template with its cell."""
        for row in sorted(self._rows):
            for column in sorted(self._rows[row].cells):
                formula = self.formula(row, column)
                if formula:
                    yield row, column, formula.text

    def top_left(self, row: int, column: int) -> tuple[int, int]:
        """The cell that shows what is written here: of merged cells the first."""
        return next(((area.top, area.left) for area in self.merged if area.holds(row, column)), (row, column))

    # Writing

    def put_text(self, row: int, column: int, text: str, style: int) -> None:
        """Text, whatever it begins with."""
        inside = f'<{self._p}is><{self._p}t xml:space="preserve">{escape(text)}</{self._p}t></{self._p}is>'
        self._put(row, column, style, inside, ' t="inlineStr"', text=text)

    def put_number(self, row: int, column: int, digits: str, style: int) -> None:
        """A number, digit by digit as it is given."""
        self._put(row, column, style, f"<{self._p}v>{digits}</{self._p}v>", text=digits)

    def put_formula(self, row: int, column: int, formula: Formula, style: int) -> None:
        """A formula, to be calculated when the workbook is opened."""
        array = f' t="array" ref="{cell_name(row, column)}"' if formula.is_array else ""
        self._put(row, column, style, f"<{self._p}f{array}>{escape(formula.text)}</{self._p}f>", formula=formula)

    def clear(self, row: int, column: int, style: int | None = None) -> None:
        """Nothing in a cell; its format stays, or becomes another."""
        style = self.style(row, column) if style is None else style
        if style or self._cell(row, column) is not None:
            self._put(row, column, style, "")

    def move_row(self, area: Area, target: int) -> None:
        """Move the cells of one row, formats and all, to another row; the old cells are gone."""
        taken = {column: self._row(area.top).cells.pop(column, None) for column in area.columns}
        for column, cell in taken.items():
            if isinstance(cell, Element):
                cell.set("r", cell_name(target, column))
                self._row(target).cells[column] = cell
        self._row(area.top).written = self._row(target).written = True

    def show_rows(self, rows: Iterable[int]) -> bool:
        """Show rows that a filter or someone has hidden; whether there were any."""
        hidden = [self._rows[row].element for row in rows if row in self._rows]
        shown = [element.attrib.pop("hidden", "0") in ("1", "true") for element in hidden]
        return any(shown)

    def finished(self) -> Iterator[bytes]:
        """The sheet as a part, in pieces."""
        if self._data is None:
            self._data = SubElement(self.root, self._p + "sheetData")
        without(self.root, "dimension")
        self._data.text = None
        mark = f"<{self._p}sheetData />".encode()
        before, _, after = written(self.root).partition(mark)
        yield before + f"<{self._p}sheetData>".encode()
        for row in self._in_order():
            yield self._row_markup(row).encode()
        yield f"</{self._p}sheetData>".encode() + after

    # Within

    def _cell(self, row: int, column: int) -> Element | _Written | None:
        found = self._rows.get(row)
        return found.cells.get(column) if found else None

    def _row(self, row: int) -> _Row:
        if row not in self._rows:
            self._rows[row] = _Row(Element(self._p + "row", r=str(row)))
        return self._rows[row]

    def _put(
        self, row: int, column: int, style: int, inside: str, kind: str = "", *, text: str = "",
        formula: Formula | None = None,
    ) -> None:  # fmt: skip
        name = cell_name(row, column)
        shown = f' s="{style}"' if style else ""
        found = self._row(row)
        markup = f'<{self._p}c r="{name}"{shown}{kind}>{inside}</{self._p}c>'
        found.cells[column] = _Written(style, text, formula, markup)
        found.written = True

    def _read_rows(self) -> None:
        """Rows and cells by their numbers; some programs leave these out, and count on."""
        if self._data is None:
            return
        here = 0
        for element in self._data:
            here = number(element, "r", here + 1)
            element.set("r", str(here))
            row = self._rows[here] = _Row(element)
            column, cells = 0, list(element)
            del element[:]
            for cell in cells:
                if bare(cell.tag) != "c":
                    element.append(cell)
                    continue
                column = _column(cell, column + 1)
                cell.set("r", cell_name(here, column))
                row.cells[column] = cell
        del self._data[:]

    def _share_no_formulas(self) -> None:
        """Each formula in its own cell: one that is shared would go with the cell that has its text."""
        masters: dict[str, tuple[str, str]] = {}
        for cell, formula in self._formula_cells():
            if formula.get("t") != "shared":
                continue
            here, shared = cell.get("r", "A1"), formula.get("si", "")
            if formula.text:
                masters[shared] = (formula.text, here)
            elif shared in masters:
                text, origin = masters[shared]
                formula.text = _copied(text, origin, here)
            for key in ("t", "si", "ref"):
                formula.attrib.pop(key, None)

    def _forget_results(self) -> None:
        groups = []
        for cell, formula in self._formula_cells():
            _forget(cell)
            area = area_of(formula.get("ref", "")) if formula.get("t") in _GROUPS else None
            if area and not area.is_cell:
                groups.append(area)
        for area in groups:
            for row, column in list(self.filled(area)):
                member = self._cell(row, column)
                if isinstance(member, Element) and first(member, "f") is None:
                    _forget(member)

    def _in_order(self) -> list[_Row]:
        return [self._rows[row] for row in sorted(self._rows)]

    def _formula_cells(self) -> Iterator[tuple[Element, Element]]:
        for row in self._in_order():
            for _, cell in sorted(row.cells.items(), key=lambda item: item[0]):
                formula = first(cell, "f") if isinstance(cell, Element) else None
                if isinstance(cell, Element) and formula is not None:
                    yield cell, formula

    def _row_markup(self, row: _Row) -> str:
        attributes = dict(row.element.attrib)
        if row.written:
            attributes.pop("spans", None)
        shown = "".join(f" {key}={quoteattr(value)}" for key, value in attributes.items())
        cells = (
            cell.markup if isinstance(cell, _Written) else tostring(cell, encoding="unicode")
            for _, cell in sorted(row.cells.items(), key=lambda item: item[0])
        )
        rest = (tostring(child, encoding="unicode") for child in row.element)
        return f"<{self._p}row{shown}>{''.join(cells)}{''.join(rest)}</{self._p}row>"


def _forget(cell: Element) -> None:
    without(cell, "v", "is")
    cell.attrib.pop("t", None)


def _column(cell: Element, next_one: int) -> int:
    name = cell.get("r")
    if name is None:
        return next_one
    letters = name.rstrip("0123456789")
    if letters == name or not letters.isalpha() or not letters.isascii() or len(letters) > 3:
        raise UnreadableError(f'a cell is called "{name[:20]}"')
    column: int = column_index_from_string(letters)
    return column


def _copied(formula: str, origin: str, target: str) -> str:
    """A formula as it reads after being copied from one cell to another."""
    try:
        copied: str = Translator(f"={formula}", origin).translate_formula(target)
    except (TokenizerError, TranslatorError, ValueError) as error:
        raise UnreadableError(f"the formula of {origin} cannot be copied to {target}") from error
    return copied[1:]
