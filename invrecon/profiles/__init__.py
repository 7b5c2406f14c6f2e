"""What each ERP calls things: one TOML file per system, read into a frozen `Profile`. Data, not code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DEFAULT = "business-central"


@dataclass(frozen=True)
class Role:
    """One kind of export: the ledger table it fills and the captions its columns go by.

    A file plays the role when it has every column of `identified_by` and, where given, at least one of `one_of`.
    `needs` are the columns without which nothing can be reconciled. `accounts` maps account types to the captions of
    the columns that hold their account numbers (posting setup only).
    """

    name: str
    title: str
    table: str
    columns: Mapping[str, tuple[str, ...]]
    accounts: Mapping[str, tuple[str, ...]]
    identified_by: tuple[str, ...]
    one_of: tuple[str, ...]
    needs: tuple[str, ...]


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
    """An ERP: its roles, option values, source codes, and which posting rules apply. `journal` where it imports any."""

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
    return Profile(
        id=name,
        title=data["title"],
        rules=data["rules"],
        roles={role: _role(role, fields) for role, fields in data["roles"].items()},
        options={option: {k: tuple(v) for k, v in values.items()} for option, values in data["options"].items()},
        source_codes={use: tuple(codes) for use, codes in data["source_codes"].items()},
        descriptions=data["descriptions"],
        account_type_captions={name: tuple(captions) for name, captions in data["account_type_captions"].items()},
        compressed_tables=data["compressed_tables"],
        settings_off=data["settings_off"],
        unhide=data["unhide"],
        journal=JournalLayout(**{**data["journal"], "columns": tuple(data["journal"]["columns"])})
        if "journal" in data
        else None,
    )


def _role(name: str, fields: dict[str, object]) -> Role:
    def texts(key: str) -> tuple[str, ...]:
        return tuple(fields.get(key, ()))  # type: ignore[arg-type]

    def captions(key: str) -> dict[str, tuple[str, ...]]:
        return {column: tuple(names) for column, names in fields.get(key, {}).items()}  # type: ignore[attr-defined]

    return Role(
        name=name,
        title=str(fields["title"]),
        table=str(fields["table"]),
        columns=captions("columns"),
        accounts=captions("accounts"),
        identified_by=texts("identified_by"),
        one_of=texts("one_of"),
        needs=texts("needs"),
    )
