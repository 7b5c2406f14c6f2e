"""The files of a run: those that the toml names, or all that lie in the folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from invrecon.errors import InputError, Problem
from invrecon.profiles import Profile
from invrecon.settings import Settings, unknown

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".parquet")


@dataclass(frozen=True)
class Source:
    """A file to read: where its bytes lie, the name that messages and reports cite, and the role the toml gives it."""

    path: Path
    name: str
    role: str | None = None


def sources(settings: Settings, profile: Profile) -> Iterable[Source]:
    """Every file to look at, in the order of the toml, else by name.

    Raises:
        InputError: the toml names roles that the profile does not know, or the folder cannot be read.
    """
    if settings.inputs:
        unknown_roles = [role for role in settings.inputs if role not in profile.roles]
        if unknown_roles:
            raise InputError([unknown("role in [inputs]", role, tuple(profile.roles)) for role in unknown_roles])
        for role, paths in settings.inputs.items():
            for path in paths:
                yield Source(path, settings.shown(path), role)
        return
    try:
        files = sorted(path for path in settings.folder.iterdir() if not path.name.startswith((".", "~$")))
    except OSError as error:
        raise InputError(unreadable(settings.folder.name, error)) from error
    for path in files:
        if path.suffix.lower() in SUFFIXES and not path.is_dir():
            yield Source(path, settings.shown(path))


def unreadable(name: str, error: OSError) -> Problem:
    """A file or folder that the operating system does not let us read."""
    return Problem(
        file=name,
        found=f"the file cannot be read ({error.strerror})",
        expected="a file that this user may read",
        action="Close it in other programs, check its permissions, and try again.",
    )
