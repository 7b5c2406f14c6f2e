"""Rows without captions above them, in a layout that an ERP prescribes, told by what stands in them.

Sage Pastel imports journal and cash book batches so (facts/sage-inventory-groups.md 3.1), and most add-ons write it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from invrecon.exports.captions import Header, find_header
from invrecon.profiles import Profile, RowLayout


def headless(
    rows: Sequence[Sequence[str]], profile: Profile, own: Mapping[str, Mapping[str, str]], role: str | None = None
) -> Header | None:
    """The header that the first rows of a table would have, or None where they are in no layout of the profile.

    The toml may give such a file another `role` than the layout: that of posted lines.
    """
    for layout in profile.layouts:
        header = find_header([layout.captions], profile, own, role or layout.role)
        if header and header.plays_role and _in_layout(rows, layout):
            return replace(header, row=0, formats=layout.formats)
    return None


def _in_layout(rows: Sequence[Sequence[str]], layout: RowLayout) -> bool:
    """Whether the first row is in the layout, and most of those below it: of a damaged one its own message tells."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    fitting = [_fits(row, layout) for row in filled]
    return bool(fitting) and fitting[0] and 2 * sum(fitting) > len(fitting)


def _fits(row: Sequence[str], layout: RowLayout) -> bool:
    """Whether a row has no more fields than the layout, reaches the last of those that are looked at, and fits them.

    A program may drop the blank fields at the end of a row.
    """
    cells = [cell.strip() for cell in row]
    last = max(map(layout.captions.index, layout.looks))
    if len(cells) <= last or any(cells[len(layout.captions) :]):
        return False
    return all(
        re.fullmatch(pattern, cells[layout.captions.index(caption)], re.IGNORECASE)
        for caption, pattern in layout.looks.items()
    )
