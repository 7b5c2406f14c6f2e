"""The cell formats of the template: each stays as it is, and is copied where a value needs one of its own."""

from __future__ import annotations

from copy import deepcopy
from xml.etree.ElementTree import Element, SubElement

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from invrecon.reports.listing import Kind
from invrecon.reports.template.markup import every, first, number, prefix

_FIRST_OWN_FORMAT = 164
GENERAL = "General"


def shown_as(kind: Kind, decimals: int) -> str:
    """The number format of a value where the company has none: negative amounts in parentheses and red, zero a dash."""
    figure = f"#,##0.{'0' * decimals}"
    formats = {
        "amount": f'{figure}_);[Red]\\({figure}\\);"-"{"?" * decimals}_)',
        "date": "yyyy\\-mm\\-dd",
        "count": "#,##0",
    }
    return formats.get(kind, GENERAL)


class Styles:
    """The formats of a workbook by their number."""

    def __init__(self, root: Element, decimals: int) -> None:
        self.root = root
        self._decimals = decimals
        self._formats = first(root, "cellXfs")
        self._list = [] if self._formats is None else every(self._formats, "xf")
        self._own = {
            number(each, "numFmtId"): each.get("formatCode", GENERAL)
            for listed in every(root, "numFmts")
            for each in every(listed, "numFmt")
        }
        self._made: dict[tuple[int, str, bool], int] = {}
        self._fitted: dict[tuple[int, Kind, bool], int] = {}

    def fit(self, style: int, kind: Kind, *, quoted: bool) -> int:
        """The format for a value of this kind in a cell of this format: the same wherever it can be.

        A General amount or date gets a format, and so does what would be shown as something else. `quoted` text stays
        text when someone edits the cell.
        """
        asked = (style, kind, quoted)
        if asked not in self._fitted:
            self._fitted[asked] = self._fit(style, kind, quoted=quoted)
        return self._fitted[asked]

    def _fit(self, style: int, kind: Kind, *, quoted: bool) -> int:
        number_format = self._number_format(style)
        is_date = is_date_format(number_format)
        if kind == "text" or (kind == "date" and is_date):
            wanted = number_format
        elif kind == "date" or number_format == GENERAL or is_date:
            wanted = shown_as(kind, self._decimals)
        else:
            wanted = number_format
        is_quoted = self._xf(style).get("quotePrefix") in ("1", "true")
        if (wanted, quoted) == (number_format, is_quoted):
            return style
        key = (style, wanted, quoted)
        if key not in self._made:
            self._made[key] = self._copy(style, wanted, quoted=quoted)
        return self._made[key]

    def _xf(self, style: int) -> Element:
        return self._list[style] if style < len(self._list) else Element("xf")

    def _number_format(self, style: int) -> str:
        own = number(self._xf(style), "numFmtId")
        return self._own.get(own) or BUILTIN_FORMATS.get(own, GENERAL)

    def _copy(self, style: int, number_format: str, *, quoted: bool) -> int:
        xf = deepcopy(self._xf(style))
        if number_format != self._number_format(style):
            xf.set("numFmtId", str(self._number_of(number_format)))
            xf.set("applyNumberFormat", "1")
        xf.attrib.pop("quotePrefix", None)
        if quoted:
            xf.set("quotePrefix", "1")
        if self._formats is None:
            self._formats = SubElement(self.root, prefix(self.root) + "cellXfs")
        if not self._list:
            self._add(SubElement(self._formats, prefix(self.root) + "xf"))
        xf.tag = prefix(self.root) + "xf"
        self._formats.append(xf)
        self._add(xf)
        return len(self._list) - 1

    def _add(self, xf: Element) -> None:
        self._list.append(xf)
        if self._formats is not None:
            self._formats.set("count", str(len(self._list)))

    def _number_of(self, number_format: str) -> int:
        known: dict[int, str] = {**BUILTIN_FORMATS, **self._own}
        for known_number, code in known.items():
            if code == number_format:
                return known_number
        new = max([_FIRST_OWN_FORMAT - 1, *self._own]) + 1
        listed = first(self.root, "numFmts")
        if listed is None:
            listed = Element(prefix(self.root) + "numFmts")
            self.root.insert(0, listed)
        SubElement(listed, prefix(self.root) + "numFmt", numFmtId=str(new), formatCode=number_format)
        listed.set("count", str(len(every(listed, "numFmt"))))
        self._own[new] = number_format
        return new
