"""Captions: find the header row of a table, and tell from it which role the table plays.

A caption is compared by its letters and digits alone, so that "Cost Posted to G/L", Cost_Posted_to_G_L and
costPostedToGL are one. The sign of the local currency, such as "(LCY)", is dropped; that of another currency, such as
"(ACY)", is not, because it is another amount.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, lru_cache
from itertools import accumulate, pairwise, zip_longest

from invrecon.profiles import Profile, Role

HEADER_SEARCH_ROWS = 30
_NEAR = 0.8
_REMEMBERED = 4096  # of the texts of a run, as each profile and role asks of them again

_ODATA_CHARACTER = re.compile(r"_x([0-9A-Fa-f]{4})_")
# English, German (Mandantenwährung), French (devise société), Spanish (divisa local), Dutch (lokale valuta). Not the
# Danish (RV): to a Dutch reader that is the reporting currency. It stands in the captions that are Danish for certain.
_LOCAL_CURRENCY = re.compile(r"\s*\((?i:LCY|MW|DS|DL|LV)\)|\s+DS\s*$")
_OTHER_CURRENCY = re.compile(r"\((?i:ACY|FCY|BW|DR|DA|EV|RV|ERV|ARV|Rapp\.-val\.)\)|\s+DR\s*$")

_WITH_TAX = re.compile(
    r"\bincl(?:usive|uding|\.)?(?:\b|$)", re.IGNORECASE
)  # of Value Incl and Value Excl, never this one


def decoded(name: str) -> str:
    """A caption or option value as it was before OData wrote its signs as _x0020_."""
    return _ODATA_CHARACTER.sub(lambda match: chr(int(match[1], 16)), name)


@cache
def normal(caption: str) -> str:
    """A caption or option value reduced to what is compared: letters and digits, without case and accents.

    N° is written with the sign of a degree: it is made the letter that it stands for, so that it equals Nº and No.
    """
    bare = _LOCAL_CURRENCY.sub("", decoded(caption)).replace("°", "º")
    return "".join(ch for ch in unicodedata.normalize("NFKD", bare).casefold() if ch.isalnum())


@cache
def _known(role: Role) -> Mapping[str, tuple[str, ...]]:
    """The normal forms of the captions of each column and account type of a role, in the order they are tried."""
    names_of = {**role.columns, **role.accounts}
    return {column: tuple(dict.fromkeys(normal(name) for name in names)) for column, names in names_of.items()}


@cache
def _all_known(role: Role) -> frozenset[str]:
    return frozenset(alias for aliases in _known(role).values() for alias in aliases)


@dataclass(frozen=True)
class Header:
    """A recognised header row: the role it plays and where each canonical column stands.

    `row` counts from 1 as a spreadsheet does. It is 0 where no captions stand above the rows, and `formats` are then
    how such rows are written, unless the toml says otherwise. `columns` and `accounts` map canonical columns and
    account types to the position of their caption; `unknown` are the captions that mean nothing to the profile.
    """

    role: Role
    row: int
    captions: tuple[str, ...]
    columns: Mapping[str, int]
    accounts: Mapping[str, int]
    unknown: tuple[str, ...]
    repeated: tuple[str, ...] = field(default=())
    formats: Mapping[str, str] = field(default_factory=dict)

    @property
    def recognised(self) -> int:
        """How many columns of the role were found."""
        return len(self.columns) + len(self.accounts)

    @property
    def plays_role(self) -> bool:
        """Whether the columns that identify the role are all there."""
        found = {*self.columns, *self.accounts}
        return found.issuperset((*self.role.identified_by, *self.role.told_by)) and (
            not self.role.one_of or not found.isdisjoint(self.role.one_of)
        )


@dataclass(frozen=True)
class _Line:
    """A row as a header is looked for in it: its captions, and where each stands by its normal form."""

    row: int
    captions: tuple[str, ...]
    positions: Mapping[str, Sequence[int]]


def find_header(
    rows: Sequence[Sequence[str]],
    profile: Profile,
    own: Mapping[str, Mapping[str, str]],
    role: str | None = None,
    sheet: str = "",
) -> Header | None:
    """The best header among the first rows of a table, or None when no row plays a role.

    `own` maps the user's own captions to canonical columns, by role (`[columns.<role>]` in the toml). With `role` given
    (the toml says so), the row that shows most of that role's captions, as long as it shows two. Two rows are read as
    one header only where they show more together than either of them alone: a title stands above many a header. Where a
    line above, or the name of the `sheet`, is the title of a role, no other role is looked for.
    """
    searched = tuple(map(tuple, rows[:HEADER_SEARCH_ROWS]))
    titles = (_titles_in(profile, cells) for cells in ([sheet], *searched))
    said = list(accumulate(titles, lambda above, line: above | line))

    def best(lines: Iterable[_Line]) -> Header | None:
        found: Header | None = None
        for line in lines:
            for candidate in [profile.roles[role]] if role else _of_titles(profile, said[line.row - 1]):
                header = _read(line, candidate, own.get(candidate.name, {}), named=role is not None)
                if header and (header.plays_role or (role and header.recognised >= 2)) and _better(header, found):
                    found = header
        return found

    alone, joined = map(best, _lines(searched))
    return joined if joined and _needs_both_rows(joined, alone) else alone


def playable(profile: Profile, titles: Iterable[str]) -> Sequence[Role]:
    """The roles that a file with these texts above its header may play: those of its title, else those without one."""
    return _of_titles(profile, _titles_in(profile, titles))


def _titles_in(profile: Profile, texts: Iterable[str]) -> frozenset[str]:
    """The titles of roles that these texts say, as keys of the profile's `titles`."""
    titled = {role.titled for role in profile.roles.values() if role.titled}
    written = {text.strip() for text in texts} - {""} if titled else set()
    return frozenset(
        title for title in titled if any(_says(text, pattern) for pattern in profile.titles[title] for text in written)
    )


@lru_cache(_REMEMBERED)
def _says(text: str, pattern: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None


def _of_titles(profile: Profile, said: Collection[str]) -> Sequence[Role]:
    return [role for role in profile.roles.values() if (role.titled in said if said else not role.titled)]


def nearest_caption(header: Header, column: str) -> str | None:
    """The caption that means nothing to the profile and is most like one of a column that the header lacks.

    An amount in another currency or with its tax is never offered, however near its caption is.
    """
    near = {
        caption: max(
            (SequenceMatcher(None, normal(caption), a).ratio() for a in _known(header.role)[column]), default=0
        )
        for caption in header.unknown
        if not (_OTHER_CURRENCY.search(caption) or _WITH_TAX.search(caption))
    }
    nearest = max(near, key=lambda caption: near[caption], default=None)
    return nearest if nearest is not None and near[nearest] >= _NEAR else None


@lru_cache(64)
def _lines(rows: tuple[tuple[str, ...], ...]) -> tuple[Sequence[_Line], Sequence[_Line]]:
    """Each row by itself, and each with the row above it, however many profiles and roles they are held against."""
    alone = [_line(row, cells) for row, cells in enumerate(rows, start=1)]
    return alone, [_line(row, _joined(*two)) for row, two in enumerate(pairwise(rows), start=2)]


def _line(row: int, cells: Iterable[str]) -> _Line:
    captions = tuple(cell.strip() for cell in cells)
    positions: dict[str, list[int]] = {}
    for position, caption in enumerate(captions):
        if caption:
            positions.setdefault(normal(caption), []).append(position)
    return _Line(row, captions, positions)


def _joined(upper: Sequence[str], lower: Sequence[str]) -> Iterable[str]:
    """Two rows as one: a caption of the upper row also stands over the blank cells to its right, as if merged."""
    over = ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        over = above.strip() or over
        yield f"{over} {below}" if below.strip() else above


def _read(line: _Line, role: Role, own: Mapping[str, str], *, named: bool) -> Header | None:
    """Read a row as the header of a role; None where it has none of its captions.

    The user's own captions go before the profile's. Where a role knows several captions for a column, the first that is
    present is used; of "Amount" and "Amount (LCY)" side by side, the local currency, unless the user's own caption
    names one of them.
    """
    if not own and _all_known(role).isdisjoint(line.positions):
        return None
    mine: dict[str, list[str]] = {}
    for caption, column in own.items():
        mine.setdefault(column, []).append(caption.strip())
    ignored = frozenset() if named else _ignored(line, role)
    repeated: list[str] = []
    used: set[int] = set()

    def place(column: str) -> int | None:
        names = mine.get(column, [])
        for alias in (*map(normal, names), *(a for a in _known(role)[column] if a not in ignored)):
            found = line.positions.get(alias, ())
            used.update(found)
            if len(found) > 1:
                found = [p for p in found if line.captions[p] in names] or found
            if len(found) > 1:
                found = [p for p in found if _LOCAL_CURRENCY.search(line.captions[p])] or found
            if len(found) > 1:
                repeated.append(line.captions[found[0]])
            if found:
                return found[0]
        return None

    def places(names_of: Iterable[str]) -> dict[str, int]:
        found = {column: place(column) for column in names_of}
        return {column: position for column, position in found.items() if position is not None}

    columns, accounts = places(role.columns), places(role.accounts)
    unknown = tuple(caption for position, caption in enumerate(line.captions) if caption and position not in used)
    return Header(role, line.row, line.captions, columns, accounts, unknown, tuple(repeated))


def _ignored(line: _Line, role: Role) -> frozenset[str]:
    """The captions that would mean something to the role only if other columns stood beside them."""
    return frozenset(
        normal(caption)
        for caption, columns in role.only_beside.items()
        if all(line.positions.keys().isdisjoint(_known(role)[column]) for column in columns)
    )


def _better(header: Header, best: Header | None) -> bool:
    if best is None or header.plays_role > best.plays_role:
        return True
    # Roles are listed the more particular first, so a later role must show more of itself, not as much; and a role that
    # shows all it has is not outdone: the relation page also shows most of what Value Entries does.
    complete = best.recognised == len(best.role.columns) + len(best.role.accounts)
    more = header.recognised > best.recognised and not complete
    return header.plays_role == best.plays_role and header.row == best.row and more


def _needs_both_rows(joined: Header, alone: Header | None) -> bool:
    if alone is None or joined.plays_role > alone.plays_role:
        return True
    one_of_the_two = joined.row in (alone.row, alone.row + 1)
    return joined.plays_role == alone.plays_role and one_of_the_two and joined.recognised > alone.recognised
