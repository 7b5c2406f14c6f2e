"""Cells of a worksheet that calamine gives as blank although they stand for a value.

A formula error (#REF!) and a formula that was never calculated would count as zero, and the total would look right. The
sheet's own XML is searched for them, in pieces of whole rows.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

_PIECE = 1 << 20
# Some writers put a prefix before every tag, some leave out where a cell stands.
_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']e["'])([^>]*)>""")
_UNCALCULATED_CELL = re.compile(
    rb"""<(?:\w+:)?c\b(?![^>]*\bt=["']str["'])([^>]*[^/>]|)>\s*"""
    rb"""<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"""
)
_PLACE = re.compile(rb"""\br=["']([A-Z]{1,3})(\d+)["']""")
# What is wrong, what to do, how it is found, and what a text must hold to be worth searching.
_SEARCHES = (
    ("holds a formula error", "Correct the formula, or paste the values.", _ERROR_CELL, (b'"e"', b"'e'")),
    (
        "holds a formula without its result",
        "Open the workbook in Excel, save it, and try again.",
        _UNCALCULATED_CELL,
        (b"<f", b":f"),
    ),
)


@dataclass(frozen=True)
class LostCell:
    """A cell that would be read as blank: what is wrong, what to do, and its place where the file says it."""

    found: str
    action: str
    letters: str
    row: int | None

    @property
    def column(self) -> int:
        """The column counted from 0: A is 0, AA is 26."""
        number = 0
        for letter in self.letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        return number - 1


def lost_cells(archive: zipfile.ZipFile, part: str) -> Iterator[LostCell]:
    """Every such cell of the worksheet that the archive member `part` holds.

    Raises:
        zipfile.BadZipFile, zlib.error, EOFError: the member is damaged.
    """
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(_PIECE):
            text = tail + chunk
            cut = text.rfind(b"row>") + 4  # whole rows only, so that no cell is cut in two
            if cut < 4:
                tail = text
                continue
            yield from _search(text[:cut])
            tail = text[cut:]
        yield from _search(tail)


def _search(text: bytes) -> Iterator[LostCell]:
    for found, action, pattern, needles in _SEARCHES:
        if any(needle in text for needle in needles):
            for match in pattern.finditer(text):
                place = _PLACE.search(match[1])
                yield LostCell(found, action, place[1].decode() if place else "", int(place[2]) if place else None)


def part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The archive member that holds a sheet, by the workbook's own list and its relationships."""
    from xml.etree import ElementTree

    names = set(archive.namelist())
    book = ElementTree.fromstring(archive.read(BOOK))
    links = ElementTree.fromstring(archive.read(LINKS))
    target = {link.get("Id"): link.get("Target", "") for link in links}
    for element in book.iter():
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            identity = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
            part = target.get(identity, "").lstrip("/")
            part = part if part.startswith("xl/") else f"xl/{part}"
            return part if part in names else None
    return None
