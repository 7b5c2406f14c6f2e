"""Which role each table of a file plays, told from its captions alone, never from the file's name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from invrecon.errors import InputError, Problem
from invrecon.exports.captions import Header, find_header, playable
from invrecon.exports.headless import headless
from invrecon.exports.printed.balance_lines import balance_words
from invrecon.exports.printed.headings import below_headings, may_have_headings
from invrecon.exports.source import Source
from invrecon.exports.table import Table
from invrecon.profiles import Profile, Role

_BALANCES = ("trial_balance", "gl_account")  # tables in which a second table of the same accounts would count double
_SIDES = ("value_entry", "gl_entry")
_NEARLY = 6  # captions of entries that a table must show to be more than a list with dates and amounts

Captions = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Export:
    """A table whose role is known: ready to be loaded."""

    table: Table
    header: Header
    split: str
    name: str

    @property
    def role(self) -> str:
        """The role it plays, as in `[inputs]` of the toml."""
        return self.header.role.name


def recognised(source: Source, tables: Sequence[Table], profile: Profile, own: Captions) -> list[Export]:
    """The tables of a file that play a role; `own` are the user's captions by role (`[columns.<role>]`).

    Raises:
        InputError: two sheets may be the same data twice, or a table may as well play another role.
    """
    found: list[Export] = []
    problems: list[Problem] = []
    for table in tables:
        best: tuple[Header, str] | None = None
        for split, rows in table.previews().items():
            header = find_header(rows, profile, own, source.role, table.sheet)
            header = header or headless(rows, profile, own, source.role)
            if header and (best is None or _rank(header) > _rank(best[0])):
                best = (header, split)
        below = _below_headings(table, best, profile, own, source.role)
        if below:
            found.append(Export(below[0], below[1], below[2], source.name))
        elif best:
            export = Export(table, best[0], best[1], source.name)
            found.append(export)
            problems.extend(_rival_roles(export, profile, own) if source.role is None else ())
    # Where the toml gives the role, a header that shows it half is taken, unless another sheet shows it whole; in an
    # archive that is given as a whole, the other files are other exports.
    whole = [export for export in found if export.header.plays_role]
    found = whole if whole or source.archive else found
    # A workbook may show balances twice (a report and its data sheet): the sheet with more columns is the data.
    fullest = {export.role: max(e.header.recognised for e in found if e.role == export.role) for export in found}
    found = [e for e in found if e.header.role.table not in _BALANCES or e.header.recognised == fullest[e.role]]
    problems.extend(_doubtful_sheets(found))
    if problems:
        raise InputError(problems)
    return found


def _below_headings(
    table: Table, best: tuple[Header, str] | None, profile: Profile, own: Captions, role: str | None
) -> tuple[Table, Header, str] | None:
    """The table with the columns that its headings name, where that tells more than its header alone."""
    found: tuple[Table, Header, str] | None = None
    most = best[0].recognised if best else 0
    for split, rows in table.previews().items():
        for each in profile.roles.values():
            if not may_have_headings(rows, each) or role not in (None, each.name):
                continue
            header = find_header(rows, profile, own, each.name)
            if header and role is None and each not in playable(profile, _titles(table, rows, header)):
                continue
            grouped = below_headings(table, header, split, balance_words(profile, each.table)) if header else None
            if grouped and grouped[1].recognised > most:
                found, most = (*grouped, split), grouped[1].recognised
    return found


def _titles(table: Table, rows: Sequence[Sequence[str]], header: Header) -> Iterable[str]:
    return (table.sheet, *(cell for row in rows[: header.row - 1] for cell in row))


def nearly(tables: Sequence[Table], profile: Profile) -> Header | None:
    """The header of a table that shows much of an entry export and lacks a column that tells it; None without one."""
    roles = [role for role in profile.roles.values() if role.table in _SIDES]
    headers = [
        header
        for table in tables
        for rows in table.previews().values()
        for role in roles
        if (header := find_header(rows, profile, {}, role.name)) and header.recognised >= _NEARLY
    ]
    return max(headers, key=lambda header: header.recognised, default=None)


def _rank(header: Header) -> tuple[bool, int]:
    return header.plays_role, header.recognised


def _rival_roles(export: Export, profile: Profile, own: Captions) -> Iterable[Problem]:
    """Another role that the same row plays with as many columns: nothing tells which of the two is meant."""
    header = export.header
    rows = export.table.previews()[export.split]
    for role in profile.roles.values():
        if role == header.role or {role.table, header.role.table} == set(_BALANCES):
            continue  # a list of balances serves either way, and is read once
        if role.titled or header.role.titled or header.row == 0:
            continue  # its title has told, or would have
        rival = find_header(rows, profile, own, role.name)
        if rival and _rank(rival) == _rank(header) and rival.row == header.row and not _complete(header):
            yield _either(export, header.role, role)


def _complete(header: Header) -> bool:
    return header.recognised == len(header.role.columns) + len(header.role.accounts)


def _either(export: Export, one: Role, other: Role) -> Problem:
    return Problem(
        file=export.name,
        sheet=export.table.sheet,
        row=export.header.row,
        found=f"these captions may be those of {one.title} or of {other.title}",
        expected="captions of one export",
        action=f'Say which in invrecon.toml under [inputs]: {one.name} = "{export.name}" or '
        f'{other.name} = "{export.name}".',
    )


def _doubtful_sheets(found: list[Export]) -> Iterable[Problem]:
    """Sheets of one workbook that may be the same data twice, with nothing in them that would tell."""
    for number, export in enumerate(found):
        first = next(e for e in found if e.role == export.role)
        told_apart = "entry_no" in export.header.columns and "entry_no" in first.header.columns
        counts = export.header.role.table in _BALANCES or "entry_no" in export.header.role.columns
        if found.index(first) < number and counts and not told_apart:
            yield Problem(
                file=export.name,
                sheet=export.table.sheet,
                found=f'this sheet and the sheet "{first.table.sheet}" both look like the {export.header.role.title}',
                expected="the data once",
                action="Delete the sheet that is not meant, or show the Entry No. in both."
                if "entry_no" in export.header.role.columns
                else "Delete the sheet that is not meant.",
            )
