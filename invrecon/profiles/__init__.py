"""What each ERP calls things: one TOML file per system, read into a frozen `Profile`. Data, not code.

The TOML speaks English. What the ERP shows in other languages stands in `<profile>.captions.csv`, one row per English
caption or option value, and is added behind the English when the profile is read: so a caption is recognised in any of
the languages, while messages go on naming it in English.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT = "business-central"

_Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, eq=False)  # a role is itself: what is known of it can be cached by it
class Role:
    """One kind of export: the ledger table it fills and the captions its columns go by.

    A file plays the role when it has every column of `identified_by` and, where given, at least one of `one_of`.
    `needs` are the columns without which nothing can be reconciled. `accounts` maps account types to the captions of
    the columns that hold their account numbers (posting setup only). A caption of `only_beside` is too common to mean
    anything by itself: it counts where the user has named the role, or a column that it maps to stands in the header.
    """

    name: str
    title: str
    table: str
    columns: Mapping[str, tuple[str, ...]]
    accounts: Mapping[str, tuple[str, ...]]
    identified_by: tuple[str, ...]
    one_of: tuple[str, ...]
    needs: tuple[str, ...]
    only_beside: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class JournalLayout:
    """How the ERP imports journal lines: the columns in order, the field or the constant that each holds.

    Fields are posting_date, document_no, account_no, description and amount (debit positive). Document numbers begin
    with `document_no`.
    """

    columns: tuple[str, ...]
    fields: Mapping[str, str]
    constants: Mapping[str, str]
    document_no: str
    description_length: int


@dataclass(frozen=True)
class Profile:
    """An ERP: its roles, option values, source codes, and which posting rules apply. `journal` where it imports any.

    `settings_pages` says where the ERP keeps each of the [settings] of the toml. With `numbered_without_gaps` a missing
    entry number means a missing entry.
    """

    id: str
    title: str
    rules: str
    roles: Mapping[str, Role]
    options: Mapping[str, Mapping[str, tuple[str, ...]]]
    source_codes: Mapping[str, tuple[str, ...]]
    descriptions: Mapping[str, str]
    account_type_captions: Mapping[str, tuple[str, ...]]
    compressed_tables: Mapping[str, str]
    settings_off: Mapping[str, str]
    unhide: Mapping[str, str]
    settings_pages: Mapping[str, str]
    numbered_without_gaps: bool
    journal: JournalLayout | None


@cache
def names() -> tuple[str, ...]:
    """The ids of all profiles, in alphabetical order."""
    folder = files(__package__)
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def load(name: str) -> Profile:
    """Read one profile by its id, as listed by `names()`."""
    data = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    translated = _translations(name)
    account_types: _Names = {name: () for fields in data["roles"].values() for name in fields.get("accounts", {})}
    return Profile(
        id=name,
        title=data["title"],
        rules=data["rules"],
        roles={role: _role(role, fields, translated) for role, fields in data["roles"].items()},
        options={option: _named(values, translated) for option, values in data["options"].items()},
        source_codes={use: tuple(codes) for use, codes in data["source_codes"].items()},
        descriptions=data["descriptions"],
        account_type_captions=_named({**account_types, **data["account_type_captions"]}, translated),
        compressed_tables=data["compressed_tables"],
        settings_off=data["settings_off"],
        unhide=data["unhide"],
        settings_pages=data["settings_pages"],
        numbered_without_gaps=data["numbered_without_gaps"],
        journal=JournalLayout(**{**data["journal"], "columns": tuple(data["journal"]["columns"])})
        if "journal" in data
        else None,
    )


def _translations(name: str) -> _Names:
    """What each English caption or value is called in other languages; a cell separates several by " | "."""
    table = files(__package__).joinpath(f"{name}.captions.csv")
    if not table.is_file():
        return {}
    _, *rows = csv.reader(table.read_text(encoding="utf-8").splitlines())
    return {
        english: tuple(alias for cell in cells for alias in cell.split(" | "))
        for first, *cells in rows
        for english in first.split(" | ")
    }


def _captions(columns: _Names, translated: _Names) -> dict[str, tuple[str, ...]]:
    """The captions of each column, in the order in which they are tried."""
    return {
        column: tuple(dict.fromkeys([*english, *(t for caption in english for t in translated.get(caption, ()))]))
        for column, english in columns.items()
    }


def _named(names: _Names, translated: _Names) -> dict[str, tuple[str, ...]]:
    """What else each name is written as: what the TOML gives, and the name itself in other languages."""
    return {name: tuple(dict.fromkeys([*others, *translated.get(name, ())])) for name, others in names.items()}


def _role(name: str, fields: Mapping[str, Any], translated: _Names) -> Role:
    def texts(key: str) -> tuple[str, ...]:
        return tuple(fields.get(key, ()))

    return Role(
        name=name,
        title=str(fields["title"]),
        table=str(fields["table"]),
        columns=_captions(fields["columns"], translated),
        accounts=_captions(fields.get("accounts", {}), translated),
        identified_by=texts("identified_by"),
        one_of=texts("one_of"),
        needs=texts("needs"),
        only_beside={
            spelling: tuple(columns)
            for caption, columns in fields.get("only_beside", {}).items()
            for spelling in (caption, *translated.get(caption, ()))
        },
    )
