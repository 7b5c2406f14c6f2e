"""Which ERP the files come from, which exports they are, and what is wrong with their headers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from invrecon import profiles
from invrecon.engine import Engine
from invrecon.errors import InputError, Problem
from invrecon.exports.captions import nearest_caption, normal
from invrecon.exports.own_reports import is_own_report, is_template
from invrecon.exports.recognise import Export, nearly, recognised
from invrecon.exports.referred import refer
from invrecon.exports.source import Source, sources, unreadable
from invrecon.exports.table import Table, open_tables
from invrecon.profiles import Profile
from invrecon.progress import Progress, untold
from invrecon.settings import Settings
from invrecon.toml_file import FILE_NAME, unknown

_FIRST = ("value_entries", "gl_entries", "trial_balance", "chart_of_accounts")  # the order in which inputs are listed


@dataclass(frozen=True)
class Unused:
    """A file that plays no role; `like` is the title of the export that it nearly is, `lacks` what it lacks of it.

    A template is a company's own workbook, for `--template`.
    """

    file: str
    like: str = ""
    lacks: str = ""
    is_template: bool = False


@dataclass(frozen=True)
class Found:
    """The exports of a run that can be loaded, the files that play no role, and what is wrong with others.

    `reports` are reports of our own, which lie in many a folder of exports and concern nobody but `invrecon check`.

    With problems nothing is reconciled; the exports are loaded all the same, to tell all problems at once.
    """

    profile: Profile
    exports: tuple[Export, ...]
    unused: tuple[Unused, ...]
    problems: tuple[Problem, ...]
    reports: tuple[str, ...] = ()


Opened = Sequence[tuple[Source, Sequence[Table]]]


def find_exports(engine: Engine, settings: Settings, progress: Progress = untold) -> Found:
    """Open the files that the toml names, or every file of the folder, and recognise what they are.

    Raises:
        InputError: the toml names roles that the profile does not know, the folder cannot be read, or the files may be
            those of two ERPs.
    """
    candidates = [profiles.load(settings.profile)] if settings.profile else _inferred()
    knowing = [profile for profile in candidates if profile.roles.keys() >= settings.inputs.keys()] or candidates
    opened, reports, problems = _opened(engine, settings, knowing, progress)
    engine.local.expect(_size(opened))
    problems.extend(_report_for(source, knowing[0]) for source in reports if source.role is not None)
    profile = knowing[0] if len(knowing) == 1 else _profile_of(opened, knowing, settings)
    exports: list[Export] = []
    without: list[tuple[Source, Sequence[Table]]] = []
    for source, tables in opened:
        try:
            found = recognised(source, tables, profile, settings.columns)
        except InputError as error:
            problems.extend(error.problems)
            continue
        exports.extend(found)
        if not found:
            without.append((source, tables))
    if not settings.inputs:
        exports.sort(key=lambda export: (_place(export.role, profile), export.name, export.table.sheet))
    problems.extend(_roles_not_played(without, exports, profile))
    problems.extend(_copies(exports))
    problems.extend(_own_caption_problems(exports, settings, profile))
    known = tuple(profile.roles)
    problems.extend(unknown("role in [formats]", role, known) for role in settings.formats if role not in ("", *known))
    incomplete = {id(export): list(_header_problems(export)) for export in exports}
    problems.extend(problem for listed in incomplete.values() for problem in listed)
    return Found(
        profile,
        tuple(export for export in exports if not incomplete[id(export)]),
        tuple(_unused(source, tables, profile) for source, tables in without if source.role is None),
        tuple(problems),
        tuple(source.name for source in reports),
    )


def _inferred() -> list[Profile]:
    """The ERPs that captions tell; the others are for the toml to name."""
    return [profile for profile in map(profiles.load, profiles.names()) if profile.inferred]


def _opened(
    engine: Engine, settings: Settings, candidates: Sequence[Profile], progress: Progress
) -> tuple[Opened, list[Source], list[Problem]]:
    """The tables of every file, the files that are reports of our own, and what is wrong with others."""
    opened: list[tuple[Source, Sequence[Table]]] = []
    reports: list[Source] = []
    problems: list[Problem] = []
    for source in sources(engine.local, settings, candidates[0]):
        if source.problem:
            problems.append(source.problem)
            continue
        progress(f"Opening {source.name}", len(opened), None)
        try:
            if is_own_report(source.path, source.name, candidates):
                reports.append(source)
            elif source.role is None and is_template(source.path, source.name):
                opened.append((source, ()))
            else:
                opened.append((source, open_tables(engine.local, source)))
        except InputError as error:
            problems.extend(error.problems)
        except OSError as error:
            problems.append(unreadable(source.name, error))
    for role, names in settings.tables.items():
        for name in names:
            try:
                opened.append(refer(engine, name, role))
            except InputError as error:
                problems.extend(error.problems)
    return opened, reports, problems


def _size(opened: Opened) -> int | None:
    """The bytes of all files; None where one of them is none."""
    files = [source.path for source, _ in opened]
    return sum(file.stat().st_size for file in files) if all(file.is_file() for file in files) else None


def _profile_of(opened: Opened, candidates: Sequence[Profile], settings: Settings) -> Profile:
    """The ERP whose captions the files show most of."""
    shown = {profile.id: _columns_shown(opened, profile, settings) for profile in candidates}
    most = max(shown.values())
    best = [profile for profile in candidates if shown[profile.id] == most]
    if most and len(best) > 1:
        lines = " or ".join(f'profile = "{profile.id}"' for profile in best)
        raise InputError(
            Problem(
                file=settings.shown(settings.folder),
                found=f"the files may come from {' or '.join(profile.title for profile in best)}",
                expected="the captions of one ERP",
                action=f"State it in invrecon.toml: {lines}.",
            )
        )
    return next((profile for profile in best if profile.id == profiles.DEFAULT), best[0])


def _columns_shown(opened: Opened, profile: Profile, settings: Settings) -> int:
    columns = 0
    for source, tables in opened:
        try:
            found = recognised(source, tables, profile, settings.columns)
        except InputError:
            continue  # told once the profile is known
        columns += sum(export.header.recognised for export in found if export.header.plays_role)
    return columns


def _place(role: str, profile: Profile) -> int:
    order = (*_FIRST, *profile.roles)
    return order.index(role)


def _unused(source: Source, tables: Sequence[Table], profile: Profile) -> Unused:
    if not tables and is_template(source.path, source.name):
        return Unused(source.name, is_template=True)
    header = nearly(tables, profile)
    if header is None:
        return Unused(source.name)
    lacks = [column for column in header.role.identified_by if column not in header.columns]
    return Unused(source.name, header.role.title, ", ".join(f'"{header.role.columns[column][0]}"' for column in lacks))


def _roles_not_played(without: Opened, exports: Sequence[Export], profile: Profile) -> Iterable[Problem]:
    """Files that the toml names for a role and that do not play it; of an archive one file must."""
    for source, _ in without:
        served = source.archive and any(
            e.role == source.role and e.name.startswith(f"{source.archive}/") for e in exports
        )
        if source.role is not None and not served:
            yield _not_recognised(source, profile)


def _copies(exports: list[Export]) -> Iterable[Problem]:
    """The same bytes twice in one role: every amount would count double."""
    seen: dict[tuple[str, str, str], Export] = {}
    for export in exports:
        same = export.table.sha256 or export.name
        first = seen.setdefault((export.role, same, export.table.sheet), export)
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
                written = [c for export in exports if export.role == name for c in export.header.captions if c]
                near = get_close_matches(caption, written, n=1)
                yield Problem(
                    file=FILE_NAME,
                    found=f'[columns.{name}] names the caption "{caption}", and no {role.title} export shows it',
                    expected="a caption as it stands in the file",
                    action=f'Did you mean "{near[0]}"?' if near else "Correct the caption, or remove the line.",
                )


def _header_problems(export: Export) -> Iterable[Problem]:
    header = export.header
    missing = [
        column
        for column in (*header.role.identified_by, *header.role.needs)
        if column not in header.columns and column not in header.accounts
    ]
    columns = set(header.columns)
    amounts = {"amount", "cost_amount_actual"}
    if header.role.columns.keys() & amounts and not columns & amounts and len(columns & {"debit", "credit"}) == 1:
        missing.append("credit" if "debit" in columns else "debit")  # one side alone is no amount
    if header.role.table in ("value_entry", "gl_entry") and columns.isdisjoint(header.role.one_of or columns):
        missing.append(header.role.one_of[0])
    for column in dict.fromkeys(missing):
        near = nearest_caption(header, column)
        mapped = f'[columns.{header.role.name}] "{near or "Your caption"}" = "{column}"'
        yield Problem(
            file=export.name,
            sheet=export.table.sheet,
            row=header.row,
            found=f'there is no column "{header.role.columns[column][0]}"',
            expected=f"{header.role.export} that shows it",
            action=f'Did you mean "{near}"? Then write in invrecon.toml: {mapped}.'
            if near
            else f"Show the column on the page and export again, or map your caption to it in invrecon.toml: {mapped}.",
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


def _report_for(source: Source, profile: Profile) -> Problem:
    expected = profile.roles[str(source.role)]
    return Problem(
        file=source.name,
        found="this is a report of invrecon, not an export",
        expected=expected.export,
        action=f"Check which file is meant for {expected.name}.",
    )


def _not_recognised(source: Source, profile: Profile) -> Problem:
    expected = profile.roles[str(source.role)]
    captions = ", ".join(f'"{expected.columns[c][0]}"' for c in expected.identified_by if c in expected.columns)
    wanted = dict.fromkeys((*expected.identified_by, *expected.needs, *expected.one_of[:1]))
    mapped = ", ".join(f'"Your caption" = "{column}"' for column in wanted)
    return Problem(
        file=source.name,
        found="no header row was found in its first rows",
        expected=f"the captions of the {expected.title} export, such as {captions}",
        action=f"Check that this is the right file for {expected.name}, or map its captions under "
        f"[columns.{expected.name}] in invrecon.toml: {mapped}.",
    )
