"""The template as it is read: its sheets, names, Excel tables and formats. `saving` writes it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from xml.etree.ElementTree import Element

from invrecon.errors import InputError, Problem
from invrecon.exports.package import Package
from invrecon.exports.workbooks import xlsx
from invrecon.exports.workbooks.xml_parts import bare
from invrecon.reports.template.area import Area, area_of
from invrecon.reports.template.markup import deep, every, first, link_id, number, parsed, without
from invrecon.reports.template.opening import EXPECTED, has_macros, open_template
from invrecon.reports.template.sheet import Sheet
from invrecon.reports.template.styles import Styles

_PIVOT_CACHE = re.compile(r"xl/pivotCache/pivotCacheDefinition[^/]*\.xml", re.IGNORECASE)
_CHART = re.compile(r"xl/(?:charts|drawings)/[^/]*chart[^/]*\.xml", re.IGNORECASE)


@dataclass
class ListObject:
    """An Excel table: a range with captions that grows and shrinks. `part` is where it is kept."""

    name: str
    sheet: Sheet
    part: str
    root: Element

    @property
    def area(self) -> Area | None:
        """All of it, from the captions to the row of totals."""
        return area_of(self.root.get("ref", ""))

    @property
    def totals(self) -> int:
        """How many rows of totals it ends with: none or one."""
        return number(self.root, "totalsRowCount")

    @property
    def has_captions(self) -> bool:
        """Whether its first row holds captions."""
        return self.root.get("headerRowCount", "1") != "0"

    def formula(self, column: int) -> str:
        """The formula that the table keeps for a column, counted from zero; empty without one."""
        columns = [each for listed in every(self.root, "tableColumns") for each in every(listed, "tableColumn")]
        kept = first(columns[column], "calculatedColumnFormula") if column < len(columns) else None
        return "" if kept is None else kept.text or ""

    def resize(self, area: Area) -> None:
        """Let the table end in another row. What a filter has hidden is shown again."""
        self.root.set("ref", str(area))
        without(self.root, "sortState")
        for own_filter in every(self.root, "autoFilter"):
            own_filter.set("ref", str(area.down_to(area.bottom - self.totals)))
            without(own_filter, "filterColumn", "sortState")


class Book:
    """An opened template. `decimals` are those of the currency."""

    def __init__(self, template: Path, decimals: int) -> None:
        """Read what can be written to.

        Raises:
            InputError: it is no workbook, is damaged or protected by a password, or expands beyond reason.
        """
        self.name = str(template)
        self.package = open_template(template)
        self.part = xlsx.workbook_part(self.package)
        if not self.part or self.part.endswith(".bin"):
            raise self.refused("this is no workbook that can be filled")
        self.root = parsed(self.package, self.member(self.part))
        links = xlsx.links_of(self.package, self.part)
        kinds = {link.kind: link.part for link in links.values()}
        if "styles" not in kinds:
            raise self.refused("the workbook has no cell formats")
        self.styles_part = kinds["styles"]
        self.styles = Styles(parsed(self.package, self.member(self.styles_part)), decimals)
        strings = self._strings(kinds.get("sharedStrings"))
        self.sheets: list[Sheet | None] = []  # in the order of the workbook; None for sheets without cells
        self.tables: list[ListObject] = []
        for each in deep(self.root, "sheet"):
            link = links.get(link_id(each))
            if link is None or link.kind != "worksheet":
                self.sheets.append(None)
                continue
            sheet = Sheet(each.get("name", ""), link.part, parsed(self.package, self.member(link.part)), strings)
            self.sheets.append(sheet)
            self.tables += self._tables_of(sheet)
        self.pivot_caches = dict(self._pivot_caches())

    def __enter__(self) -> Book:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.package.__exit__(kind, error, trace)

    def refused(self, found: str, *, expected: str = EXPECTED, action: str = "", sheet: str = "") -> InputError:
        """The template cannot be used."""
        return InputError(Problem(file=self.name, sheet=sheet, found=found, expected=expected, action=action))

    @property
    def counts_from_1904(self) -> bool:
        """Whether its dates are days since 1904."""
        return any(each.get("date1904") in ("1", "true") for each in every(self.root, "workbookPr"))

    @property
    def has_macros(self) -> bool:
        """Whether there is a macro project, or a sheet of old macros, in it."""
        return has_macros(self.package)

    def sheet(self, name: str) -> Sheet | None:
        """The worksheet of this name, whatever its case."""
        return next((sheet for sheet in self.worksheets if sheet.name.casefold() == name.casefold()), None)

    @property
    def worksheets(self) -> list[Sheet]:
        """All sheets that have cells."""
        return [sheet for sheet in self.sheets if sheet is not None]

    @property
    def names(self) -> list[Element]:
        """The defined names."""
        return [each for listed in every(self.root, "definedNames") for each in every(listed, "definedName")]

    @property
    def charts(self) -> list[str]:
        """The parts that are charts."""
        return [member for member in self.package.members if _CHART.fullmatch(member)]

    def chart_references(self) -> Iterator[tuple[str, str]]:
        """What each chart refers to: the name of its part, and a reference."""
        for member in self.charts:
            for each in deep(parsed(self.package, member), "f"):
                yield posixpath.basename(member), each.text or ""

    def _tables_of(self, sheet: Sheet) -> Iterator[ListObject]:
        for link in _links(self.package, sheet.part):
            if link.kind == "table":
                root = parsed(self.package, self.member(link.part))
                yield ListObject(root.get("displayName", root.get("name", "")), sheet, link.part, root)

    def _pivot_caches(self) -> Iterator[tuple[str, Element]]:
        for member in self.package.members:
            if _PIVOT_CACHE.fullmatch(member):
                yield member, parsed(self.package, member)

    def _strings(self, part: str | None) -> list[str]:
        if not part:
            return []
        root = parsed(self.package, self.member(part))
        return ["".join(_texts(each)) for each in every(root, "si")]

    def member(self, part: str) -> str:
        """The member of the container that holds a part.

        Raises:
            InputError: there is none.
        """
        member = self.package.find(part)
        if not member:
            raise self.package.damaged("it is not there", part)
        return member


def _links(package: Package, part: str) -> list[xlsx.Link]:
    folder, name = posixpath.split(part)
    if not package.find(posixpath.join(folder, "_rels", f"{name}.rels")):
        return []
    return list(xlsx.links_of(package, part).values())


def _texts(string: Element) -> Iterator[str]:
    """The text of a shared string, without what says how it is pronounced."""
    for each in string:
        if bare(each.tag) == "t":
            yield each.text or ""
        elif bare(each.tag) == "r":
            yield from (text.text or "" for text in every(each, "t"))
