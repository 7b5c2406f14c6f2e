"""The filled template into a file: the parts that were written to are new, all others are copied byte for byte.

What Excel would go on showing until it calculates is left out: results of formulas, and the points that charts drew.
"""

from __future__ import annotations

import datetime as dt
import os
import posixpath
import re
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from invrecon.exports.own_reports import KEYWORD
from invrecon.exports.workbooks import xlsx
from invrecon.exports.workbooks.xml_parts import bare
from invrecon.reports.template.book import Book
from invrecon.reports.template.markup import every, first, parsed, prefix, written
from invrecon.reports.template.opening import LARGEST

_BEHIND_CALCULATION = ("oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
                       "fileRecoveryPr", "webPublishObjects", "extLst")  # fmt: skip
_DRAWN = re.compile(rb"<((?:\w+:)?(?:numCache|strCache|multiLvlStrCache))>.*?</\1>", re.DOTALL)
_MODIFIED = "{:%Y-%m-%dT%H:%M:%SZ}"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of zip files
_CONTENT_TYPES = {
    False: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    True: "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
_CORE = "docProps/core.xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE_LINK = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CORE_NAMESPACE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"

Part = tuple[str, Iterable[bytes]]


def save(book: Book, path: Path) -> None:
    """Write the workbook; with SOURCE_DATE_EPOCH set the same template and run give the same bytes.

    Raises:
        OSError: the file cannot be written.
    """
    stamp = _stamp()
    _calculate_when_opened(book)
    changed: dict[str, Iterable[bytes]] = dict(_changed(book, stamp))
    dropped = _calculation_chain(book)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for member in dict.fromkeys((*book.package.members, *changed)):
            if member not in dropped:
                entry = zipfile.ZipInfo(member, max(stamp.timetuple()[:6], _FIRST_DAY))
                entry.compress_type = zipfile.ZIP_DEFLATED
                pieces = changed[member] if member in changed else book.package.pieces(member)
                with out.open(entry, "w", force_zip64=True) as stream:
                    for piece in pieces:
                        stream.write(piece)


def _changed(book: Book, stamp: dt.datetime) -> Iterator[Part]:
    """The parts that are not copied as they are."""
    for sheet in book.worksheets:
        yield book.member(sheet.part), sheet.finished()
    for table in book.tables:
        yield book.member(table.part), [written(table.root)]
    for member, root in book.pivot_caches.items():
        root.set("refreshOnLoad", "1")
        yield member, [written(root)]
    for chart in book.charts:
        yield chart, [_DRAWN.sub(b"", book.package.read(chart, LARGEST))]
    yield book.member(book.part), [written(book.root)]
    yield book.member(book.styles_part), [written(book.styles.root)]
    yield _content_types(book)
    yield _links(book)
    yield from _properties(book, stamp)


def _calculate_when_opened(book: Book) -> None:
    """Every formula is calculated when the workbook is opened."""
    found = first(book.root, "calcPr")
    if found is None:
        found = Element(prefix(book.root) + "calcPr")
        behind = (at for at, each in enumerate(book.root) if bare(each.tag) in _BEHIND_CALCULATION)
        book.root.insert(next(behind, len(book.root)), found)
    found.set("fullCalcOnLoad", "1")


def _calculation_chain(book: Book) -> set[str]:
    """The list of formulas in the order of calculation, which Excel makes anew."""
    return {member for member in book.package.members if posixpath.basename(member).lower() == "calcchain.xml"}


def _content_types(book: Book) -> Part:
    """What each part is: the workbook no template of Excel any more, and no list of formulas."""
    member = book.member(xlsx.CONTENT_TYPES)
    root, chain = parsed(book.package, member), _calculation_chain(book)
    for each in list(root):
        part = each.get("PartName", "").lstrip("/")
        if part == book.part:
            each.set("ContentType", _CONTENT_TYPES[book.has_macros])
        elif part in chain:
            root.remove(each)
    if not book.package.find(_CORE):
        SubElement(root, prefix(root) + "Override", PartName=f"/{_CORE}", ContentType=_CORE_TYPE)
    return member, [written(root)]


def _links(book: Book) -> Part:
    folder, name = posixpath.split(book.part)
    member = book.member(posixpath.join(folder, "_rels", f"{name}.rels"))
    root = parsed(book.package, member)
    for each in list(root):
        if each.get("Type", "").endswith("/calcChain"):
            root.remove(each)
    return member, [written(root)]


def _properties(book: Book, stamp: dt.datetime) -> Iterator[Part]:
    """When the workbook was written, and the keyword by which it is known as a report of ours, and no export."""
    member = book.package.find(_CORE)
    if member:
        root = parsed(book.package, member)
    else:
        root = Element("cp:coreProperties", {"xmlns:cp": _CORE_NAMESPACE})
        top = book.member(xlsx.ROOT)
        links = parsed(book.package, top)
        SubElement(links, prefix(links) + "Relationship", Id="rIdInvrecon", Type=_CORE_LINK, Target=_CORE)
        yield top, [written(links)]
    for each in every(root, "modified"):
        each.text = _MODIFIED.format(stamp)
    keywords = first(root, "keywords")
    if keywords is None:
        keywords = SubElement(root, f"{prefix(root)}keywords")
    words = (keywords.text or "").split()
    keywords.text = " ".join(words if KEYWORD in words else [*words, KEYWORD])
    yield member or _CORE, [written(root)]


def _stamp() -> dt.datetime:
    """The time that the workbook says it was written at."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return dt.datetime.fromtimestamp(int(epoch) if epoch.isdecimal() else time.time(), dt.UTC)
