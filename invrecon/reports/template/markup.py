"""The parts of a workbook as trees in which every name, prefix and attribute stays as its program wrote it.

Names are compared without their prefixes: programs differ in them.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, tostring
from xml.parsers import expat

from invrecon.exports.package import Package
from invrecon.exports.workbooks.xml_parts import UnsafeXmlError, bare, has_plain_head, safe_parser

PART_LIMIT = 256 << 20
_DEEPEST = 200
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class UnreadableError(Exception):
    """The template holds what no spreadsheet program writes."""


def parsed(package: Package, member: str) -> Element:
    """A part as a tree.

    Raises:
        InputError: it is damaged, or declares what no office program declares.
    """
    text = package.read(member, PART_LIMIT)
    if not has_plain_head(text[:4096]):
        raise package.damaged("it declares a document type or an encoding, which no office program does", member)
    try:
        return _tree(text)
    except (UnsafeXmlError, expat.ExpatError, ParseError) as error:
        raise package.damaged(error, member) from error


def _tree(text: bytes) -> Element:
    builder, depth = TreeBuilder(), 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnsafeXmlError("its XML is nested beyond reason")
        builder.start(name, attributes)

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(name)

    parser = safe_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.Parse(text, True)
    return builder.close()


def written(root: Element) -> bytes:
    """The tree as a part."""
    body: bytes = tostring(root, encoding="utf-8")
    return _HEAD + body


def prefix(element: Element) -> str:
    """What stands before the name of the element, with its colon; mostly nothing."""
    return element.tag.removesuffix(bare(element.tag))


def every(element: Element, name: str) -> list[Element]:
    """The children of this name."""
    return [child for child in element if bare(child.tag) == name]


def first(element: Element | None, name: str) -> Element | None:
    """The first child of this name."""
    return next(iter(every(element, name)), None) if element is not None else None


def number(element: Element, name: str, default: int = 0) -> int:
    """An attribute that is a whole number.

    Raises:
        UnreadableError: it is none.
    """
    text = element.get(name)
    if text is None:
        return default
    if not text.strip().isdecimal():
        raise UnreadableError(f'{bare(element.tag)} has {name} "{text[:20]}"')
    return int(text)


def deep(element: Element, name: str) -> Iterator[Element]:
    """All elements of this name, however deep."""
    return (each for each in element.iter() if bare(each.tag) == name)


def link_id(element: Element) -> str:
    """The id of the link that an element has to another part."""
    return next((value for key, value in element.attrib.items() if ":" in key and bare(key) == "id"), "")


def without(element: Element, *names: str) -> None:
    """Remove the children of these names."""
    for child in list(element):
        if bare(child.tag) in names:
            element.remove(child)
