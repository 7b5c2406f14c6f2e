"""`invrecon.toml` and the command line, merged into one frozen `Settings`.

The command line wins over the toml, which toml_file.py reads.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from invrecon import profiles
from invrecon.engine import EMBEDDED, ENGINES
from invrecon.errors import InputError, Problem
from invrecon.memory_limit import in_bytes
from invrecon.tolerance import exact_tolerance
from invrecon.toml_file import FILE_NAME, read_toml, unknown


@dataclass(frozen=True)
class Settings:
    """Everything that decides a run, besides the exports themselves.

    `from_date` and `as_of` are inclusive; without `from_date` balances are compared, with it net changes. `tolerance`
    is the largest difference per account that still counts as reconciled. The settings of the ERP (`erp`) are absent
    where nobody stated them. `accounts` adds account numbers to account types, on top of a posting setup or instead.
    `formats` hold for all files under the key "", for the files of one role under its name. `audit_trails` say what
    posts the G/L entries whose audit trail code begins with these letters. With `skip_bad_rows` rows that cannot be
    read are left out, and the run is never reconciled. The profile is empty until someone names it. `memory_limit` is
    in bytes, 0 where nobody set one. `engines` is what the toml says of each engine,
    `engine` names the one that does the work, `tables` are its tables by the role that they play.
    """

    folder: Path
    company: str = ""
    currency: str = ""
    profile: str = ""
    from_date: dt.date | None = None
    as_of: dt.date | None = None
    items: tuple[str, ...] = ()
    locations: tuple[str, ...] = ()
    tolerance: Decimal = Decimal(0)
    inputs: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    erp: Mapping[str, Any] = field(default_factory=dict)
    accounts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    formats: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    audit_trails: Mapping[str, str] = field(default_factory=dict)
    skip_bad_rows: bool = False
    memory_limit: int = 0
    engine: str = EMBEDDED
    engines: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    @property
    def filtered(self) -> bool:
        """Whether only some items or locations are looked at, so that there is no G/L side to compare with."""
        return bool(self.items or self.locations)

    @property
    def engine_options(self) -> Mapping[str, Any]:
        """What the toml says of the engine of the run, and `home`: the folder to which its paths are relative."""
        return {**self.engines.get(self.engine, {}), "home": self.folder}

    @property
    def cut_off(self) -> dt.date:
        """The date up to which entries count, inclusive, once it is stated or decided."""
        if self.as_of is None:
            raise ValueError("the cut-off date is not decided yet")
        return self.as_of

    def formats_of(self, role: str) -> Mapping[str, str]:
        """What the toml states of the way in which files of a role are written: decimal, date, credit."""
        return {**self.formats.get("", {}), **self.formats.get(role, {})}

    def shown(self, path: Path) -> str:
        """A file's name as reports show it: relative to the folder of the run, with forward slashes."""
        name = path.relative_to(self.folder).as_posix() if path.is_relative_to(self.folder) else path.name
        return name.encode("utf-8", "replace").decode()  # a name that is no text still gets shown


def read_settings(path: Path | str | None = None, *, use_toml: bool = True, **overrides: Any) -> Settings:
    """Settings for a folder of exports or a toml; None means the nearest toml upward, else the current folder.

    Without `use_toml` a toml in the folder is left aside. `overrides` are fields of `Settings` from the command line;
    those that are None, False or empty count as not given.

    Raises:
        InputError: no such path, or a toml with mistakes (all of them).
    """
    place = _place(path)
    if not use_toml and place.is_file():
        place = place.parent
    given = {key: value for key, value in overrides.items() if value is not False and value not in (None, (), [])}
    for text in (*given.get("items", ()), *given.get("locations", ())):
        if text != text.encode("utf-8", "replace").decode():
            raise InputError(Problem(found=f"{text!r} is no text", expected="an item or a location in UTF-8"))
    if "tolerance" in given:
        given["tolerance"] = exact_tolerance(given["tolerance"])
    if "memory_limit" in given:
        given["memory_limit"] = in_bytes(given["memory_limit"])
    fields = read_toml(place) if place.is_file() else {"folder": place}
    settings = Settings(**{**fields, **given})
    if settings.from_date and settings.as_of and settings.from_date > settings.as_of:
        raise InputError(
            Problem(
                found=f"the period begins on {settings.from_date} and ends on {settings.as_of}",
                expected="from <= as-of",
            )
        )
    if settings.engine not in ENGINES:
        problem = unknown("engine", settings.engine, tuple(ENGINES))
        raise InputError(replace(problem, file="") if "engine" in given else problem)
    if settings.profile and settings.profile not in profiles.names():
        problem = unknown("profile", settings.profile, profiles.names())
        raise InputError(replace(problem, file="") if "profile" in given else problem)
    return settings


def _place(path: Path | str | None) -> Path:
    if path is None:
        here = Path.cwd()
        return next((p / FILE_NAME for p in (here, *here.parents) if (p / FILE_NAME).is_file()), here)
    place = Path(path)
    if place.is_dir():
        toml = place / FILE_NAME
        return toml if toml.is_file() else place
    if place.is_file() and place.suffix == ".toml":
        return place
    found = "this is a file, not a folder of exports" if place.is_file() else "no such file or folder"
    raise InputError(
        Problem(
            file=str(path),
            found=found,
            expected="a folder of exports, or an invrecon.toml",
            action="Give the folder that holds the exports.",
        )
    )
