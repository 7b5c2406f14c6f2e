"""Captions: find the header row of a table, and tell from it which role the table plays.

A caption is compared by its letters and digits alone, so that "Cost Posted to G/L", Cost_Posted_to_G_L and
costPostedToGL are one. A trailing "(LCY)" is dropped; "(ACY)" is not, because it is another amount.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from invrecon.profiles import Profile, Role

HEADER_SEARCH_ROWS = 30

_ODATA_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")
_LOCAL_CURRENCY = re.compile(r"\s*\(LCY\)\s*$", re.IGNORECASE)


def decoded(name: str) -> str:
    """A caption or option value as it was before OData wrote its signs as _x0020_."""
    return _ODATA_CHARACTER.sub(lambda match: chr(int(match[1], 16)), name)


@cache
def normal(caption: str) -> str:
    """A caption or option value reduced to what is compared: letters and digits, without case and accents."""
    bare = _LOCAL_CURRENCY.sub("", decoded(caption))
    return "".join(ch for ch in unicodedata.normalize("NFKD", bare).casefold() if ch.isalnum())


@dataclass(frozen=True)
class Header:
    """A recognised header row: the role it plays and where each canonical column stands.

    `row` counts from 1 as a spreadsheet does. `columns` and `accounts` map canonical columns and account types to the
    position of their caption; `unknown` are the captions that mean nothing to the profile.
    """

    role: Role
    row: int
    captions: tuple[str, ...]
    columns: Mapping[str, int]
    accounts: Mapping[str, int]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...] = field(default=())

    @property
    def recognised(self) -> int:
        """How many columns of the role were found."""
        return len(self.columns) + len(self.accounts)

    @property
    def plays_role(self) -> bool:
        """Whether the columns that identify the role are all there."""
        found = {*self.columns, *self.accounts}
        return found.issuperset(self.role.identified_by) and (
            not self.role.one_of or not found.isdisjoint(self.role.one_of)
        )


def read_header(row_no: int, cells: Sequence[str], role: Role, own: Mapping[str, str]) -> Header:
    """Read one row as the header of `role`.

    `own` maps the user's own captions to canonical columns (`[columns.<role>]` in the toml) and goes before the
    profile's. Where a role knows several captions for a column, the first that is present is used; of "Amount" and
    "Amount (LCY)" side by side, the local currency, unless the user's own caption names one of them.
    """
    captions = tuple(cell.strip() for cell in cells)
    positions: dict[str, list[int]] = {}
    for position, caption in enumerate(captions):
        if caption:
            positions.setdefault(normal(caption), []).append(position)
    repeated: list[str] = []
    used: set[int] = set()

    def place(names: Sequence[str]) -> int | None:
        for name in names:
            found = positions.get(normal(name), [])
            if len(found) > 1 and name in own:
                found = [p for p in found if captions[p] == name.strip()] or found
            if len(found) > 1:
                found = [p for p in found if _LOCAL_CURRENCY.search(captions[p])] or found
            if len(found) > 1:
                repeated.append(captions[found[0]])
            if found:
                used.update(positions[normal(name)])
                return found[0]
        return None

    mine: dict[str, list[str]] = {}
    for caption, column in own.items():
        mine.setdefault(column, []).append(caption)

    def places(names_of: Mapping[str, Sequence[str]]) -> dict[str, int]:
        found = {column: place([*mine.get(column, []), *names]) for column, names in names_of.items()}
        return {column: position for column, position in found.items() if position is not None}

    columns, accounts = places(role.columns), places(role.accounts)
    unknown = tuple(caption for position, caption in enumerate(captions) if caption and position not in used)
    return Header(role, row_no, captions, columns, accounts, unknown, tuple(repeated))


def find_header(
    rows: Sequence[Sequence[str]], profile: Profile, own: Mapping[str, Mapping[str, str]], role: str | None = None
) -> Header | None:
    """The best header among the first rows of a table, or None when no row plays a role.

    With `role` given (the toml says so), the row that shows most of that role's captions, as long as it shows two.
    """
    roles = [profile.roles[role]] if role else list(profile.roles.values())
    best: Header | None = None
    for row_no, cells in enumerate(rows[:HEADER_SEARCH_ROWS], start=1):
        for candidate in roles:
            header = read_header(row_no, cells, candidate, own.get(candidate.name, {}))
            if (header.plays_role or (role and header.recognised >= 2)) and _better(header, best):
                best = header
    return best


def _better(header: Header, best: Header | None) -> bool:
    if best is None or header.plays_role > best.plays_role:
        return True
    # Roles are listed the more particular first, so a later role must show more of itself, not as much; and a role that
    # shows all it has is not outdone: the relation page also shows most of what Value Entries does.
    complete = best.recognised == len(best.role.columns) + len(best.role.accounts)
    more = header.recognised > best.recognised and not complete
    return header.plays_role == best.plays_role and header.row == best.row and more
