"""The parts of a workbook's container: what they link to, and which elements they have, the cells left out."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable

from invrecon.exports.package import Package
from invrecon.exports.workbooks import xlsx
from invrecon.exports.workbooks.xml_parts import Element, UnsafeXmlError, elements

LARGEST = 256 << 20
_CELLS = b"sheetData>"


def links_of(package: Package, part: str) -> Iterable[xlsx.Link]:
    """The links of a part to others; those of the container itself for the part ''."""
    folder, name = posixpath.split(part)
    return (
        xlsx.links_of(package, part).values() if package.find(posixpath.join(folder, "_rels", f"{name}.rels")) else ()
    )


def content_of(package: Package, part: str) -> bytes:
    """A part whole."""
    return package.read(package.find(part) or part, LARGEST)


def elements_of(package: Package, part: str) -> list[Element]:
    """The start tags of a part, without the cells of a sheet.

    Raises:
        InputError: the part is damaged.
    """
    content = content_of(package, part)
    begin, end = content.find(_CELLS) + len(_CELLS), content.rfind(_CELLS)
    if _CELLS in content and begin < end:
        content = content[:begin] + content[content.rfind(b"</", begin, end) :]
    try:
        return elements(content)
    except UnsafeXmlError as error:
        raise xlsx.unsafe(package, part, str(error)) from error
