"""The files of a run: those that the toml names, or all that lie in the folder; of archives, the files in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from invrecon.engine import Engine
from invrecon.engine.trouble import shortage
from invrecon.errors import InputError, Problem
from invrecon.exports.archive import is_archive, members, nested
from invrecon.exports.being_written import is_being_written
from invrecon.profiles import Profile
from invrecon.settings import Settings
from invrecon.toml_file import FILE_NAME, unknown

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet")
ARCHIVES = (".zip", ".gz")


@dataclass(frozen=True)
class Source:
    """A file to read: where its bytes lie, the name that messages and reports cite, and the role the toml gives it.

    `archive` is the archive that the toml names as a whole and the file comes from: not every file in it need play the
    role. `problem` is what stands against reading the file at all.
    """

    path: Path
    name: str
    role: str | None = None
    archive: str = ""
    problem: Problem | None = None

    @property
    def suffix(self) -> str:
        """What its name says it is: ".csv" of "v.CSV" and of "v.csv.gz"."""
        path = PurePosixPath(self.name.lower())
        return PurePosixPath(path.stem).suffix if path.suffix == ".gz" else path.suffix

    @property
    def open_elsewhere(self) -> str:
        """A remark on a file that someone has open; else empty."""
        program = open_in(self.path)
        return f"The file is open in {program}: changes that are not saved yet were not read." if program else ""


def sources(engine: Engine, settings: Settings, profile: Profile) -> Iterator[Source]:
    """Every file to look at, in the order of the toml, else by name.

    Raises:
        InputError: the toml names roles that the profile does not know, or the folder cannot be read.
    """
    unpacked = _Unpacked(engine.folder)
    if settings.inputs:
        unknown_roles = [role for role in settings.inputs if role not in profile.roles]
        if unknown_roles:
            raise InputError([unknown("role in [inputs]", role, tuple(profile.roles)) for role in unknown_roles])
        for role, paths in settings.inputs.items():
            for path in paths:
                yield from _named(unpacked, settings, path, role)
        return
    try:
        files = sorted(path for path in settings.folder.iterdir() if not path.name.startswith((".", "~$")))
    except OSError as error:
        raise InputError(unreadable(settings.folder.name, error)) from error
    for path in files:
        if path.suffix.lower() in (*SUFFIXES, *ARCHIVES) and not path.is_dir() and not is_being_written(path):
            yield from _expanded(unpacked, path, settings.shown(path), _may_be_an_export)


def open_in(path: Path) -> str:
    """The program that has a file open, told by the lock file beside it; else empty."""
    locks = {"Excel": f"~${path.name}", "LibreOffice": f".~lock.{path.name}#"}
    return next((program for program, lock in locks.items() if path.with_name(lock).is_file()), "")


def unreadable(name: str, error: OSError) -> Problem:
    """A file or folder that the operating system does not let us read.

    Raises:
        ShortageError: it is not the file's fault: there is no room for a copy, or too much is open.
    """
    if short := shortage(error):
        raise short from error
    return Problem(
        file=name,
        found=f"the file cannot be read ({error.strerror})",
        expected="a file that this user may read",
        action="Close it in other programs, check its permissions, and try again.",
    )


class _Unpacked:
    """The files that come out of archives, each under a number in the run's own folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def next(self) -> Path:
        self._count += 1
        return self._folder / f"member-{self._count}"


def _may_be_an_export(member: str) -> bool:
    return PurePosixPath(member.lower()).suffix in (*SUFFIXES, *ARCHIVES)


def _named(unpacked: _Unpacked, settings: Settings, path: Path, role: str) -> Iterator[Source]:
    """The sources of one path of the toml: a file, an archive, or files in an archive by name or pattern."""
    archive = next((parent for parent in path.parents if parent.is_file()), None)
    if archive is None:
        yield from _expanded(unpacked, path, settings.shown(path), _may_be_an_export, role)
        return
    pattern = path.relative_to(archive).as_posix()
    shown = settings.shown(archive)
    given = f"{shown}/{pattern}"

    def wanted(member: str) -> bool:
        return member == pattern or fnmatchcase(member, pattern)

    found = list(_expanded(unpacked, archive, shown, wanted, role))
    exact = [source for source in found if source.name == given]
    # A .gz file and a plain file hold nothing that could be named.
    found = [source for source in exact or found if source.problem or source.name != shown]
    for source in found:
        yield Source(source.path, source.name, role, "", source.problem)
    if not found:
        yield Source(archive, given, role, problem=_no_such_file(role, given))


def _no_such_file(role: str, given: str) -> Problem:
    return Problem(
        file=FILE_NAME,
        found=f'[inputs] {role} names "{given}", and there is no such file',
        expected="a file, or a file in an archive, relative to the folder of the toml",
        action="Correct the name, or export the file.",
    )


def _expanded(
    unpacked: _Unpacked, path: Path, name: str, wanted: Callable[[str], bool], role: str | None = None
) -> Iterator[Source]:
    """The file itself, or the files in it where it is an archive."""
    try:
        if not is_archive(path, name):
            yield Source(path, name, role)
            return
        empty = True
        for member in members(path, name, wanted):
            empty = False
            shown = f"{name}/{member.name}" if member.name else name
            target, problem = unpacked.next(), member.problem
            try:
                if not problem:
                    member.unpack(target)
                    problem = nested(target, shown)
            except InputError as error:  # the other files in the archive may tell more
                problem = error.problems[0]
            yield Source(target, shown, role, name if role and member.name else "", problem)
        if empty and wanted is _may_be_an_export:
            yield Source(path, name, role)  # nothing in it to read
    except InputError as error:
        yield Source(path, name, role, problem=error.problems[0])
    except OSError as error:
        yield Source(path, name, role, problem=unreadable(name, error))
