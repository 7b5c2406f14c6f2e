"""What each ERP calls things: one TOML file per system, read into a frozen `Profile`. Data, not code.

The TOML speaks English. What the ERP shows in other languages stands in `<profile>.captions.csv`, one row per English
caption or option value, and is added behind the English when the profile is read: so a caption is recognised in any of
the languages, while messages go on naming it in English.
"""

from __future__ import annotations

import csv
import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

DEFAULT = "business-central"

_Names = Mapping[str, Sequence[str]]


@dataclass(frozen=True, eq=False)  # a role is itself: what is known of it can be cached by it
class Role:
    """One kind of export: the ledger table it fills and the captions its columns go by.

    A file plays the role when it has every column of `identified_by` and, where given, at least one of `one_of`; where
    the user has not named the role, only with every column of `told_by` too. Where it is `titled`, a file that nobody
    named plays it only with a title that says so (a key of the profile's `titles`), and then plays no other.
    `needs` are the columns without which nothing can be reconciled. `accounts` maps account types to the captions of
    the columns that hold their account numbers (posting setup only). A caption of `only_beside` is too common to mean
    anything by itself: it counts where the user has named the role, or a column that it maps to stands in the header.
    `headings` are columns that may stand in headings above the rows instead, each with the patterns that find it there.
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
    told_by: tuple[str, ...] = ()
    titled: str = ""
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def export(self) -> str:
        """The export as messages speak of it: an Account Transactions export."""
        return f"{'an' if self.title[0] in 'AEIOU' else 'a'} {self.title} export"


@dataclass(frozen=True)
class JournalLayout:
    """How the ERP imports journal lines: the columns in order, the field or the constant that each holds.

    Fields are posting_date, period, document_no, account_no, description and amount (debit positive), or debit and
    credit. `document_no` is the pattern of document numbers, of year, month and number; there are no more of a month
    than `documents`. `date` is the pattern of dates, ISO where it is empty. A file that is imported `as_is` has neither
    quotes nor letters beyond ASCII; amounts have no more than `decimals`.
    """

    columns: tuple[str, ...]
    fields: Mapping[str, str]
    constants: Mapping[str, str]
    document_no: str
    description_length: int
    header: bool = True
    date: str = ""
    documents: int | None = None
    decimals: int | None = None
    as_is: bool = False


@dataclass(frozen=True)
class RowLayout:
    """Rows without captions above them: the captions in order, and patterns of what stands under some of them.

    A file of such rows plays `role` unless the toml names another. `formats` are how it is written: date, decimal.
    """

    role: str
    captions: tuple[str, ...]
    looks: Mapping[str, str]
    formats: Mapping[str, str]


@dataclass(frozen=True)
class AuditTrail:
    """What the letters in front of an audit trail code say of a G/L entry: who posted it, and to which accounts.

    Its `kind` is item, sale or purchase where items move, document where another module posted, else journal or
    opening. `movement` is the type of value entry that it makes. `source` tells how sure that is.
    """

    prefix: str
    kind: str
    movement: str
    transaction: str
    lines: str
    source: str


@dataclass(frozen=True)
class Ripple:
    """How the references of automatic cost adjustments are made: what was consumed, and what changed its cost."""

    prefixes: tuple[str, ...]
    suffixes: tuple[str, ...]
    master_name: str


@dataclass(frozen=True)
class Profile:
    """An ERP: its roles, option values, source codes, and which posting rules and causes apply.

    `columns` and `rows` are the account types of its matrix, `compared` those that are held against the G/L,
    with `compared_without_integration` where inventory is not integrated with it. `vouchers`
    name, by table, the number by which both ledgers know a posting. `origin` is what tells inventory postings in the
    G/L from others. With `entries_name_accounts` value entries and items name their inventory accounts; with
    `movements_of_any_type` types that no rule knows are none. `journal` where
    it imports any. `settings_pages` says where the ERP keeps each of the [settings] of the toml. With
    `numbered_without_gaps` a missing entry number means a missing entry. `no_date` is how a date that was never set is
    stored. `base_ledgers` are those whose entries count, where there are several. With `summary_apart` balances are
    stored apart from the entries. `index_captions` head columns that hold the index of an account. `brought_forward`
    are documents that stand for the history before them, `brought_forward_lines` how lines of the G/L that do are
    called. Where it posts into numbered periods of the financial year, `last_period` is the last of them. With
    `valued_now` its valuation shows stock as it is when it is printed. A cost that was
    captured with tax is the right one times one of `tax_rates`. Both ledgers know a posting by so many
    characters of the number as `voucher_length` says. Methods that `cannot_tie` value items otherwise than the G/L
    does. `matching_keys` are what its own routine compares, in words, where it shows the result in sections. `words`
    are what its users call things. `titles` are patterns of what a report's title may say about how it was printed.
    `layouts` are rows without captions. `account_digits` are those of a main account and of a sub-account where an
    account number is both. `closing_lines` name the lines of a ledger that only state its balance. With
    `sides_are_balances` debit and credit of a trial balance are the balance, not the movement. With
    `numbered_groups` an inventory group is a number, behind which its name may stand. It is `inferred` from
    captions unless it is for the toml to name.
    """

    id: str
    title: str
    how_to_export: str
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
    setup_exports: Mapping[str, str]
    origin: str
    entries_name_accounts: bool
    movements_of_any_type: bool
    causes: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    compared: tuple[str, ...]
    compared_without_integration: tuple[str, ...]
    vouchers: Mapping[str, str]
    no_date: dt.date | None
    base_ledgers: tuple[str, ...]
    summary_apart: bool
    index_captions: tuple[str, ...]
    audit_trails: tuple[AuditTrail, ...]
    ripple: Ripple | None
    brought_forward: tuple[str, ...]
    cannot_tie: tuple[str, ...]
    brought_forward_lines: tuple[str, ...]
    last_period: int | None
    valued_now: bool
    tax_rates: tuple[str, ...]
    voucher_length: int | None
    titles: Mapping[str, tuple[str, ...]]
    matching_keys: Mapping[str, str]
    words: Mapping[str, str]
    layouts: tuple[RowLayout, ...]
    account_digits: tuple[int, int] | None
    closing_lines: tuple[str, ...]
    sides_are_balances: bool
    numbered_groups: bool
    inferred: bool


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
    matrix = data["matrix"]
    account_types: _Names = {name: () for fields in data["roles"].values() for name in fields.get("accounts", {})}
    return Profile(
        id=name,
        title=data["title"],
        how_to_export=data["how_to_export"],
        rules=data["rules"],
        roles={
            role: _role(role, fields, translated, data.get("headings", {})) for role, fields in data["roles"].items()
        },
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
        setup_exports=data["setup_exports"],
        origin=data["origin"],
        entries_name_accounts=data.get("entries_name_accounts", False),
        movements_of_any_type=data.get("movements_of_any_type", False),
        causes=tuple(data["causes"]),
        columns=tuple(matrix["columns"]),
        rows=tuple(matrix["rows"]),
        compared_without_integration=tuple(matrix.get("compared_without_integration", ())),
        compared=tuple(matrix.get("compared", (*matrix["columns"], *matrix["rows"]))),
        vouchers={table: data["voucher"][table] for table in ("value_entry", "gl_entry")},
        voucher_length=data["voucher"].get("length"),
        no_date=data.get("no_date"),
        base_ledgers=tuple(data.get("base_ledgers", ())),
        summary_apart=data.get("summary_apart", False),
        index_captions=tuple(data.get("index_captions", ())),
        audit_trails=_audit_trails(name),
        ripple=_ripple(data["ripple"]) if "ripple" in data else None,
        brought_forward=tuple(data.get("brought_forward", {}).get("documents", ())),
        brought_forward_lines=tuple(data.get("brought_forward", {}).get("lines", ())),
        last_period=data.get("periods", {}).get("last"),
        cannot_tie=tuple(data.get("valuation", {}).get("cannot_tie", ())),
        valued_now=data.get("valuation", {}).get("valued_now", False),
        tax_rates=tuple(data.get("tax", {}).get("rates", ())),
        titles={said: tuple(patterns) for said, patterns in data.get("titles", {}).items()},
        matching_keys=data.get("matching_keys", {}),
        words=data["words"],
        layouts=tuple(_layout(layout) for layout in data.get("layouts", {}).values()),
        account_digits=_account_digits(data.get("accounts")),
        closing_lines=tuple(data.get("brought_forward", {}).get("closing_lines", ())),
        sides_are_balances=data.get("trial_balance", {}).get("sides") == "balances",
        numbered_groups=data.get("numbered_groups", False),
        inferred=data.get("inferred", True),
    )


def _layout(data: Mapping[str, Any]) -> RowLayout:
    return RowLayout(data["role"], tuple(data["captions"]), data["looks"], data.get("formats", {}))


def _account_digits(data: Mapping[str, int] | None) -> tuple[int, int] | None:
    return (data["main_digits"], data["sub_digits"]) if data else None


def _audit_trails(name: str) -> tuple[AuditTrail, ...]:
    """The audit trail codes of an ERP by their letters; none where it has no such codes."""
    table = files(__package__).joinpath(f"{name}.audit-trails.csv")
    if not table.is_file():
        return ()
    return tuple(AuditTrail(**row) for row in csv.DictReader(table.read_text(encoding="utf-8").splitlines()))


def _ripple(data: Mapping[str, Any]) -> Ripple:
    return Ripple(tuple(data["prefixes"]), tuple(data["suffixes"]), data["master_name"])


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


def _role(name: str, fields: Mapping[str, Any], translated: _Names, patterns: _Names) -> Role:
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
        told_by=texts("told_by"),
        titled=fields.get("titled", ""),
        headings={column: tuple(patterns.get(column, ())) for column in texts("headings")},
        only_beside={
            spelling: tuple(columns)
            for caption, columns in fields.get("only_beside", {}).items()
            for spelling in (caption, *translated.get(caption, ()))
        },
    )
