"""Which files there are, and which role each table in them plays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from invrecon.engine import Engine
from invrecon.errors import InputError, Problem
from invrecon.exports.captions import Header, find_header, normal
from invrecon.exports.source import Source, sources
from invrecon.exports.table import Table, open_tables
from invrecon.profiles import Profile
from invrecon.settings import FILE_NAME, Settings, unknown

_BALANCES = ("trial_balance", "gl_account")  # tables in which a second table of the same accounts would count double


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
    """The exports of a run that can be loaded, the files that play no role, and what is wrong with others.

    With problems nothing is reconciled; the exports are loaded all the same, to tell all problems at once.
    """

    exports: tuple[Export, ...]
    unused: tuple[str, ...]
    problems: tuple[Problem, ...]


def find_exports(engine: Engine, settings: Settings, profile: Profile) -> Found:
    """Open the files that the toml names, or every file of the folder, and recognise what they are.

    Raises:
        InputError: the toml names roles that the profile does not know, or the folder cannot be read.
    """
    exports: list[Export] = []
    unused: list[str] = []
    problems: list[Problem] = []
    for source in sources(engine, settings, profile):
        try:
            found = _recognised(engine, source, settings, profile)
        except InputError as error:
            problems.extend(error.problems)
            continue
        exports.extend(found)
        if not found and source.role is None:
            unused.append(source.name)
        elif not found:
            problems.append(_not_recognised(source, profile))
    problems.extend(_copies(exports))
    problems.extend(_own_caption_problems(exports, settings, profile))
    incomplete = {id(export): list(_header_problems(export)) for export in exports}
    problems.extend(problem for listed in incomplete.values() for problem in listed)
    return Found(tuple(e for e in exports if not incomplete[id(e)]), tuple(unused), tuple(problems))


def _recognised(engine: Engine, source: Source, settings: Settings, profile: Profile) -> list[Export]:
    found: list[Export] = []
    for table in open_tables(engine, source):
        best: tuple[Header, str] | None = None
        for split, rows in table.previews().items():
            header = find_header(rows, profile, settings.columns, source.role)
            if header and (
                best is None or (header.plays_role, header.recognised) > (best[0].plays_role, best[0].recognised)
            ):
                best = (header, split)
        if best:
            found.append(Export(table, best[0], best[1], source.name))
    # A workbook may show balances twice (a report and its data sheet): the sheet with more columns is the data.
    fullest = {export.role: max(e.header.recognised for e in found if e.role == export.role) for export in found}
    found = [e for e in found if e.header.role.table not in _BALANCES or e.header.recognised == fullest[e.role]]
    problems = list(_doubtful_sheets(found))
    if problems:
        raise InputError(problems)
    return found


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


def _copies(exports: list[Export]) -> Iterable[Problem]:
    """The same bytes twice in one role: every amount would count double."""
    seen: dict[tuple[str, str, str], Export] = {}
    for export in exports:
        first = seen.setdefault((export.role, export.table.sha256, export.table.sheet), export)
        if first is not export:
            yield Problem(
                file=export.name,
                sheet=export.table.sheet,
                found=f"this file is the same as {first.name}",
                expected="each export once",
                action="Remove one of the two.",
            )


def _own_caption_problems(exports: list[Export], settings: Settings, profile: Profile) -> Iterable[Problem]:
    """`[columns.<role>]` of the toml: roles, columns and captions that do not exist."""
    for name, captions in settings.columns.items():
        if name not in profile.roles:
            yield unknown("role in [columns]", name, tuple(profile.roles))
            continue
        role = profile.roles[name]
        shown = {normal(caption) for export in exports if export.role == name for caption in export.header.captions}
        for caption, column in captions.items():
            if column not in role.columns and column not in role.accounts:
                yield unknown(f"column of {name}", column, (*role.columns, *role.accounts))
            elif shown and normal(caption) not in shown:
                yield Problem(
                    file=FILE_NAME,
                    found=f'[columns.{name}] names the caption "{caption}", and no {role.title} export shows it',
                    expected="a caption as it stands in the file",
                    action="Correct the caption, or remove the line.",
                )


def _header_problems(export: Export) -> Iterable[Problem]:
    header = export.header
    missing = [
        column
        for column in (*header.role.identified_by, *header.role.needs)
        if column not in header.columns and column not in header.accounts
    ]
    columns = set(header.columns)
    if "amount" in header.role.columns and "amount" not in columns and len(columns & {"debit", "credit"}) == 1:
        missing.append("credit" if "debit" in columns else "debit")  # one side alone is no amount
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


def _not_recognised(source: Source, profile: Profile) -> Problem:
    expected = profile.roles[str(source.role)]
    captions = ", ".join(f'"{expected.columns[c][0]}"' for c in expected.identified_by if c in expected.columns)
    return Problem(
        file=source.name,
        found="no header row was found in its first rows",
        expected=f"the captions of the {expected.title} export, such as {captions}",
        action=f"Check that this is the right file for {expected.name}.",
    )
