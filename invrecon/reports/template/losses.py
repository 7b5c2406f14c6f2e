"""What a template has that openpyxl does not keep: found by comparing it with the workbook that was made of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from invrecon.exports.package import Package
from invrecon.exports.workbooks import xlsx
from invrecon.reports.template.parts import content_of, elements_of, links_of
from invrecon.reports.wording import listed

# In words, and the marks that it leaves: a link by its kind, an element or extension with the kind of its part.
_FEATURES = (
    ("text boxes and shapes", ("drawing sp",)),
    ("lines that connect shapes", ("drawing cxnSp",)),
    ("grouped drawings", ("drawing grpSp",)),
    ("drawings by hand", ("drawing contentPart",)),
    ("diagrams (SmartArt)", ("diagramData",)),
    ("pictures", ("drawing pic",)),
    ("links behind pictures and shapes", ("drawing hlinkClick",)),
    ("pictures in headers and footers", ("worksheet legacyDrawingHF",)),
    ("background pictures", ("worksheet picture",)),
    ("charts", ("chart",)),
    ("charts of newer kinds (waterfall, treemap)", ("chartEx",)),
    ("shapes in charts", ("chartUserShapes",)),
    ("tables of data below charts", ("chart dTable",)),
    ("texts, scales and number formats in charts",
     ("chart title", "chart rich", "chart strRef", "chart name", "chart separator", "chart max", "chart min",
      "chart numFmt", "chart tickLblPos")),
    ("colours in charts", ("chart alpha", "chart solidFill", "chart srgbClr", "chart schemeClr")),
    ("designs of charts",
     ("chartStyle", "chartColorStyle", "chart style", "chart roundedCorners=1", "chart autoTitleDeleted=1")),
    ("sparklines", ("worksheet sparkline",)),
    ("data bars, icons and other conditional formats of Excel 2010 and later",
     ("worksheet {78C0D931-6437-407D-A8EE-F0AAD7539E65}",)),
    ("lists to choose from that lie on another sheet", ("worksheet {CCE6A557-97BC-4B89-ADB6-D9C93CAAB3DF}",)),
    ("slicers", ("slicer",)),
    ("timelines", ("timeline",)),
    ("comments", ("comments comment",)),
    ("discussions", ("threadedComment",)),
    ("buttons and other controls", ("worksheet control", "vmlDrawing control")),
    ("embedded objects", ("worksheet oleObject",)),
    ("pivot tables", ("pivotTable",)),
    ("queries behind tables", ("queryTable",)),
    ("ranges that some may edit", ("worksheet protectedRange",)),
    ("views of single users", ("worksheet customSheetView",)),
    ("marks that an error is meant", ("worksheet ignoredError",)),
    ("the sorting of a list", ("worksheet sortState",)),
    ("settings of the printer itself", ("printerSettings",)),
    ("formulas that spill over, which become formulas in braces,", ("sheetMetadata",)),
    ("pictures in cells and linked data", ("rdRichValue",)),
    ("boxes to tick in cells", ("FeaturePropertyBag",)),
    ("connections to data", ("connections",)),
    ("the data model", ("powerPivotData",)),
    ("links to other workbooks", ("externalLink",)),
    ("data of other programs (custom XML)", ("customXml",)),
    ("a ribbon of its own", ("extensibility", "ui/extensibility")),
    ("add-ins", ("webextensiontaskpanes", "taskpanes")),
    ("the label of confidentiality", ("classificationlabels",)),
    ("the digital signature", ("origin",)),
    ("macros", ("vbaProject",)),
    ("the signature of the macros", ("vbaProjectSignature",)),
)  # fmt: skip
_READ = ("worksheet", "chartsheet", "drawing", "chart", "comments")
_FOLLOWED = ("table", "vbaProject", "vmlDrawing")
_CONTROL = re.compile(rb'ObjectType="(?!Note)')

Marks = Counter[tuple[str, str]]  # how often a sheet (empty: the workbook) has a mark


def losses(template: Package, made: Path) -> Iterator[str]:
    """What the template has and the made workbook has not, or less of it, with the sheets that it stood on.

    Raises:
        InputError: the template is damaged.
    """
    with Package(made, str(made)) as package:
        lost = _marks(template) - _marks(package)
    for words, marks in _FEATURES:
        sheets = [sheet for sheet, mark in lost if mark in marks]
        named = [sheet for sheet in dict.fromkeys(sheets) if sheet]
        on = f" on the sheet{'s' * (len(named) > 1)} {listed(named)}" if named else ""
        if sheets:
            yield f"{words}{on} cannot be kept; the template still has them"


def _marks(package: Package) -> Marks:
    found: Marks = Counter()
    book = xlsx.workbook_part(package)
    links = xlsx.links_of(package, book)
    titles = {
        links[each.attributes["id"]].part: each.attributes["name"]
        for each in xlsx.read_elements(package, package.find(book) or book)
        if each.name == "sheet" and each.attributes.get("id") in links
    }
    for link in (*links_of(package, ""), *links.values()):
        _look(package, link, titles.get(link.part, ""), found)
    return found


def _look(package: Package, link: xlsx.Link, sheet: str, found: Marks) -> None:
    """Note a part and what is in it; then those that it links to."""
    found[sheet, link.kind] += 1
    if link.kind not in (*_READ, *_FOLLOWED) or not package.find(link.part):
        return
    for element in elements_of(package, link.part) if link.kind in _READ else ():
        mark = element.attributes.get("uri", "").upper() if element.name == "ext" else element.name
        found[sheet, f"{link.kind} {mark}"] += 1
        found[sheet, f"{link.kind} {mark}={element.attributes.get('val')}"] += 1
    if link.kind == "vmlDrawing":
        found[sheet, "vmlDrawing control"] += len(_CONTROL.findall(content_of(package, link.part)))
    for further in links_of(package, link.part):
        _look(package, further, sheet, found)
