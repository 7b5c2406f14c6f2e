"""Which files there are, and which role each table in them plays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from invrecon.engine import Engine
from invrecon.errors import InputError, Problem
from invrecon.exports.captions import Header, find_header
from invrecon.exports.delimited import DelimitedTable
from invrecon.exports.parquet import ParquetTable
from invrecon.exports.workbook import open_workbook
from invrecon.profiles import Profile
from invrecon.settings import Settings

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".parquet")


class Table(Protocol):
    """A table in a file: it shows its first rows, and loads itself into the engine as text with row numbers."""

    @property
    def path(self) -> Path: ...  # noqa: D102
    @property
    def sheet(self) -> str: ...  # noqa: D102
    @property
    def sha256(self) -> str: ...  # noqa: D102
    @property
    def typed(self) -> bool: ...  # noqa: D102

    def previews(self) -> dict[str, list[list[str]]]:
        """The first rows, for each way in which the file could be split."""

    def load(self, engine: Engine, table: str, header: Header, split: str, /) -> None:
        """Create the raw table: source_row, c0, c1, ... all text."""


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


@dataclass(frozen=True)
class Found:
    """All exports of a run, and the files of the folder that play no role."""

    exports: tuple[Export, ...]
    unused: tuple[str, ...]


def find_exports(engine: Engine, settings: Settings, profile: Profile) -> Found:
    """Open the files that the toml names, or every file of the folder, and recognise what they are.

    Raises:
        InputError: files that cannot be opened or that lack the columns of the role the toml gives them.
    """
    exports: list[Export] = []
    unused: list[str] = []
    problems: list[Problem] = []
    for path, role in _candidates(settings, profile):
        try:
            found = _recognised(engine, path, role, settings, profile)
        except InputError as error:
            problems.extend(error.problems)
            continue
        exports.extend(found)
        if not found and role is None:
            unused.append(path.name)
        elif not found:
            problems.append(_not_recognised(path, profile, str(role)))
    for export in exports:
        problems.extend(_header_problems(export))
    if problems:
        raise InputError(problems)
    return Found(tuple(exports), tuple(unused))


def _candidates(settings: Settings, profile: Profile) -> Iterable[tuple[Path, str | None]]:
    if settings.inputs:
        unknown = [role for role in settings.inputs if role not in profile.roles]
        if unknown:
            raise InputError([_unknown_role(role, profile) for role in unknown])
        for role, paths in settings.inputs.items():
            for path in paths:
                yield path, role
        return
    files = sorted(p for p in settings.folder.iterdir() if p.is_file() and not p.name.startswith((".", "~$")))
    for path in files:
        if path.suffix.lower() in SUFFIXES:
            yield path, None


def _open(engine: Engine, path: Path) -> list[Table]:
    """The tables of a file, by what its first bytes say it is, whatever its name."""
    try:
        with path.open("rb") as stream:
            magic = stream.read(8)
    except OSError as error:
        raise InputError(
            Problem(
                file=path.name,
                found=f"the file cannot be read ({error.strerror})",
                expected="a file that this user may read",
                action="Close it in other programs, check its permissions, and try again.",
            )
        ) from error
    if not magic:
        raise InputError(Problem(file=path.name, found="the file is empty", expected="a header row and data rows"))
    if magic.startswith(b"PAR1"):
        return [ParquetTable(path, engine)]
    if magic.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or path.suffix.lower() in (".xlsx", ".xlsm"):
        return list(open_workbook(path))
    return [DelimitedTable(path, engine)]


def _recognised(
    engine: Engine, path: Path, role: str | None, settings: Settings, profile: Profile
) -> list[Export]:  # fmt: skip
    found: list[Export] = []
    for table in _open(engine, path):
        best: tuple[Header, str] | None = None
        for split, rows in table.previews().items():
            header = find_header(rows, profile, settings.columns, role)
            if header and (
                best is None or (header.plays_role, header.recognised) > (best[0].plays_role, best[0].recognised)
            ):
                best = (header, split)
        if best:
            found.append(Export(table, best[0], best[1], settings.shown(path)))
    # A workbook may show the same data twice (a report and its data sheet): the sheet with more columns is the data.
    fullest = {export.role: max(e.header.recognised for e in found if e.role == export.role) for export in found}
    return [export for export in found if export.header.recognised == fullest[export.role]]


def _header_problems(export: Export) -> Iterable[Problem]:
    header = export.header
    missing = [
        column
        for column in (*header.role.identified_by, *header.role.needs)
        if column not in header.columns and column not in header.accounts
    ]
    for column in dict.fromkeys(missing):
        yield Problem(
            file=export.name,
            sheet=export.table.sheet,
            row=header.row,
            found=f'there is no column "{header.role.columns[column][0]}"',
            expected=f"a {header.role.title} export that shows it",
            action="Show the column on the page and export again, or map your caption to it in invrecon.toml: "
            f'[columns.{header.role.name}] "Your caption" = "{column}".',
        )
    for caption in header.repeated:
        yield Problem(
            file=export.name,
            sheet=export.table.sheet,
            row=header.row,
            column=caption,
            found="the caption stands over more than one column",
            expected="one column of that name",
            action="Delete or rename the column that is not meant.",
        )


def _unknown_role(role: str, profile: Profile) -> Problem:
    from difflib import get_close_matches

    near = get_close_matches(role, profile.roles, n=1)
    return Problem(
        file="invrecon.toml",
        found=f'[inputs] has "{role}", which profile {profile.id} does not know',
        expected=", ".join(profile.roles),
        action=f'Did you mean "{near[0]}"?' if near else "",
    )


def _not_recognised(path: Path, profile: Profile, role: str) -> Problem:
    expected = profile.roles[role]
    captions = ", ".join(f'"{expected.columns[c][0]}"' for c in expected.identified_by if c in expected.columns)
    return Problem(
        file=path.name,
        found="no header row was found in its first rows",
        expected=f"the captions of the {expected.title} export, such as {captions}",
        action=f"Check that this is the right file for {role}.",
    )
