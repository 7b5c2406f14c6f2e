"""Small XML parts of office documents, parsed within bounds.

No office program declares a document type. One that is declared can define entities that expand without end, or name
files to be read: such a part is refused, whoever would have parsed it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

PART_LIMIT = 32 << 20
_DEEPEST = 200

# Up to the first tag of a part that is encoded in ASCII or a superset: blanks, processing instructions, comments.
_PLAIN_HEAD = re.compile(rb"(?:\xef\xbb\xbf)?(?>\s+|<\?.*?\?>|<!--.*?-->)*+<[A-Za-z_]", re.DOTALL)


class UnsafeXmlError(Exception):
    """The part is no XML, or declares what no office program declares."""


@dataclass(frozen=True)
class Element:
    """A start tag: its name without namespace or prefix, and its attributes likewise."""

    name: str
    attributes: Mapping[str, str]


def has_plain_head(piece: bytes) -> bool:
    """Whether a part begins with its first element, before anything that could declare entities."""
    return _PLAIN_HEAD.match(piece) is not None


def elements(text: bytes) -> list[Element]:
    """The start tags of a part in order.

    Raises:
        UnsafeXmlError: it is damaged, nested beyond reason, or declares a document type.
    """
    found: list[Element] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise UnsafeXmlError("its XML is nested beyond reason")
        found.append(Element(bare(name), {bare(key): value for key, value in attributes.items()}))

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = safe_parser()
    parser.StartElementHandler, parser.EndElementHandler = start, end
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        raise UnsafeXmlError(f"its XML is damaged: {error}") from error
    return found


def safe_parser() -> expat.XMLParserType:
    """A parser that refuses declarations of document types and entities."""

    def refuse(*_: object) -> None:
        raise UnsafeXmlError("it declares a document type, which no office program does")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.buffer_text = True
    return parser


def bare(name: str) -> str:
    """A tag or attribute without its prefix."""
    return name.rpartition(":")[2]
