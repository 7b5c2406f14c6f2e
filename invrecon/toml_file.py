"""What `invrecon.toml` says: every mistake in it at once, an unknown key with the nearest known one."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from invrecon import profiles
from invrecon.engine import ENGINES
from invrecon.errors import InputError, Problem
from invrecon.memory_limit import in_bytes
from invrecon.tolerance import exact_tolerance

FILE_NAME = "invrecon.toml"
REFERENCE = "table:"  # what a name in [inputs] begins with that is a table of the engine, and no file

_KEYS = ("company", "currency", "profile", "as_of", "from", "inputs", "settings", "accounts", "tolerance", "columns",
         "formats", "audit_trails", "memory_limit", "engine", "postgres", "spark")  # fmt: skip
_TABLES: dict[str, dict[str, type]] = {
    "settings": {
        "expected_cost_posting": bool,
        "automatic_cost_posting": bool,
        "finish_order_without_output": bool,
        "include_non_inventory_cost": bool,
        "allow_posting_from": dt.date,
        "inventory_source_codes": list,
        "integration": str,
        "integration_since": dt.date,
        "integration_entry_types": list,
        "financial_year_start": dt.date,
        "valuation_date": dt.date,
    },
    "tolerance": {"amount": str},
    "postgres": {"connection": str, "schema": str},
    "spark": {"master": str, "folder": str, "conf": dict},
}
_CHOICES = {"integration": ("full", "none")}
_AUDIT_TRAIL_KINDS = ("item", "sale", "purchase", "document", "journal", "opening")
_FORMATS = {"decimal": (".", ","), "date": ("dmy", "mdy", "ymd"), "credit": ("positive", "negative")}


def read_toml(path: Path) -> dict[str, Any]:
    """The fields of `Settings` that the file states, and the folder in which it lies.

    Raises:
        InputError: it cannot be read, or has mistakes (all of them).
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        found = f"the file cannot be read ({error.strerror})"
        raise InputError(Problem(file=path.name, found=found, action="Check its permissions.")) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(
            Problem(file=path.name, found=f"the file is not valid TOML ({error})", action="Correct the line.")
        ) from error
    problems: list[Problem] = [unknown("key", key, _KEYS) for key in data if key not in _KEYS]
    fields: dict[str, Any] = {"folder": path.parent}
    for key in ("company", "currency", "profile", "engine"):
        _take(data, key, str, fields, problems)
    _take(data, "as_of", dt.date, fields, problems)
    _take(data, "from", dt.date, fields, problems, "from_date")
    for table in ("inputs", "accounts", "columns", "formats", "audit_trails", *_TABLES):
        if not isinstance(data.get(table, {}), dict):
            problems.append(Problem(file=FILE_NAME, found=f"{table} is {data[table]!r}", expected=f"a table [{table}]"))
            del data[table]
    for table, keys in _TABLES.items():
        problems.extend(_table_problems(data.get(table, {}), table, keys))
    fields["erp"] = data.get("settings", {})
    fields["formats"] = _formats(data.get("formats", {}), problems)
    fields["columns"] = _columns(data.get("columns", {}), problems)
    fields["engines"] = {name: data[name] for name in ENGINES if name in data}
    fields["accounts"] = _accounts(data.get("accounts", {}), fields.get("profile", ""), problems)
    fields["audit_trails"] = _audit_trails(data.get("audit_trails", {}), problems)
    fields["tables"] = _tables(data.get("inputs", {}))
    fields["inputs"] = _inputs(data.get("inputs", {}), path.parent, problems)
    try:
        if "amount" in data.get("tolerance", {}):
            fields["tolerance"] = exact_tolerance(data["tolerance"]["amount"], path.name)
        if "memory_limit" in data:
            fields["memory_limit"] = in_bytes(data["memory_limit"], path.name)
    except InputError as error:
        problems.extend(error.problems)
    if problems:
        raise InputError(problems)
    return fields


def _take(
    data: Mapping[str, Any], key: str, kind: type, fields: dict[str, Any], problems: list[Problem], name: str = ""
) -> None:
    if key not in data:
        return
    if not isinstance(data[key], kind) or isinstance(data[key], dt.datetime):
        wanted = "a date such as 2026-10-31, without quotes" if kind is dt.date else "text in quotes"
        problems.append(Problem(file=FILE_NAME, found=f"{key} is {data[key]!r}", expected=wanted))
        return
    fields[name or key] = data[key]


def _table_problems(table: Mapping[str, Any], name: str, keys: Mapping[str, type]) -> list[Problem]:
    problems = [unknown(f"{name} key", key, tuple(keys)) for key in table if key not in keys]
    words = {
        bool: "true or false, without quotes",
        str: "text in quotes",
        list: 'a list such as ["INVTPCOST"]',
        dt.date: "a date such as 2026-10-01, without quotes",
        dict: f"a table [{name}.conf]",
    }
    problems.extend(
        Problem(file=FILE_NAME, found=f"{name}.{key} is {table[key]!r}", expected=words[kind])
        for key, kind in keys.items()
        if key in table and not (_texts(table[key]) if kind is list else isinstance(table[key], kind))
    )
    problems.extend(
        unknown(f"{name}.{key}", table[key], _CHOICES[key])
        for key in _CHOICES
        if key in keys and isinstance(table.get(key), str) and table[key] not in _CHOICES[key]
    )
    start = table.get("financial_year_start")
    if isinstance(start, dt.date) and start.day != 1:
        found = f"{name}.financial_year_start is {start}"
        problems.append(Problem(file=FILE_NAME, found=found, expected="the first day of a month: periods are months"))
    return problems


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(text, str) for text in value)


def _columns(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, dict[str, str]]:
    columns: dict[str, dict[str, str]] = {}
    for role, captions in table.items():
        if isinstance(captions, dict) and all(isinstance(column, str) for column in captions.values()):
            columns[role] = captions
        else:
            expected = f'a table [columns.{role}] with lines such as "My caption" = "posting_date"'
            problems.append(Problem(file=FILE_NAME, found=f"columns.{role} is {captions!r}", expected=expected))
    return columns


def _formats(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, dict[str, str]]:
    """`[formats]` under the key "", and `[formats.<role>]` under each role."""
    formats: dict[str, dict[str, str]] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            formats[name] = {key: _format(f"formats.{name}", key, text, problems) for key, text in value.items()}
        else:
            formats.setdefault("", {})[name] = _format("formats", name, value, problems)
    return formats


def _format(table: str, key: str, value: Any, problems: list[Problem]) -> str:
    if key not in _FORMATS:
        problems.append(unknown(f"{table} key", key, tuple(_FORMATS)))
    elif not isinstance(value, str):
        problems.append(Problem(file=FILE_NAME, found=f"{table}.{key} is {value!r}", expected="text in quotes"))
    elif value not in _FORMATS[key]:
        problems.append(unknown(f"{table}.{key}", value, _FORMATS[key]))
    return str(value)


def _audit_trails(table: Mapping[str, Any], problems: list[Problem]) -> dict[str, str]:
    """What the letters of an audit trail code mean that the profile does not know: IVXYZ = "item"."""
    for prefix, kind in table.items():
        if kind not in _AUDIT_TRAIL_KINDS:
            problems.append(
                Problem(
                    file=FILE_NAME,
                    found=f"audit_trails.{prefix} is {kind!r}",
                    expected=f"one of {', '.join(_AUDIT_TRAIL_KINDS)}",
                )
            )
    return {prefix.upper(): str(kind) for prefix, kind in table.items()}


def _accounts(table: Mapping[str, Any], erp: str, problems: list[Problem]) -> dict[str, tuple[str, ...]]:
    """Account numbers by account type: one of the matrix of the ERP, where the toml names it, else of any."""
    from invrecon.account_types import ACCOUNT_TYPES

    known = tuple(account_type.name for account_type in ACCOUNT_TYPES)
    if erp in profiles.names():
        known = (*profiles.load(erp).columns, *profiles.load(erp).rows)
    accounts: dict[str, tuple[str, ...]] = {}
    for name, numbers in table.items():
        numbers_list = [numbers] if isinstance(numbers, str) else numbers
        if name not in known:
            problems.append(unknown("account type", name, known))
        elif not _texts(numbers_list):
            problems.append(
                Problem(file=FILE_NAME, found=f'accounts."{name}" is {numbers!r}', expected='a list such as ["2110"]')
            )
        else:
            accounts[name] = tuple(numbers_list)
    return accounts


def _tables(table: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """The inputs that are tables of the engine: "table:public.value_entry"."""
    tables: dict[str, tuple[str, ...]] = {}
    for role, given in table.items():
        names = [given] if isinstance(given, str) else given
        if _texts(names) and any(name.startswith(REFERENCE) for name in names):
            tables[role] = tuple(name.removeprefix(REFERENCE) for name in names if name.startswith(REFERENCE))
    return tables


def _inputs(table: Mapping[str, Any], folder: Path, problems: list[Problem]) -> dict[str, tuple[Path, ...]]:
    inputs: dict[str, tuple[Path, ...]] = {}
    for role, given in table.items():
        patterns = [given] if isinstance(given, str) else given
        if not _texts(patterns):
            expected = 'a file, a pattern such as "value-entries*.csv", or a list of them'
            problems.append(Problem(file=FILE_NAME, found=f"inputs.{role} is {given!r}", expected=expected))
            continue
        paths: list[Path] = []
        for pattern in patterns:
            if pattern.startswith(REFERENCE):
                continue
            found = _files(folder, pattern)
            if not found:
                problems.append(
                    Problem(
                        file=FILE_NAME,
                        found=f'[inputs] {role} names "{pattern}", and there is no such file',
                        expected="a file or pattern relative to the folder of the toml",
                        action="Correct the name, or export the file.",
                    )
                )
            paths.extend(path for path in found if path not in paths)
        inputs[role] = tuple(paths)
    return inputs


def _files(folder: Path, pattern: str) -> list[Path]:
    """The file of that very name, else those that match; hidden files and the lock files of open workbooks are none.

    "october.zip/value*.csv" stands for files in an archive, and is given as it is written: it is looked for when the
    archive is opened.
    """
    plain = folder / pattern
    try:
        if plain.is_file():
            return [plain]
        found = [] if Path(pattern).is_absolute() else _matching(folder, pattern)
        if found:
            return found
        archive = next((parent for parent in plain.parents if parent.is_file()), None)
        if archive or Path(pattern).is_absolute():
            return [plain] if archive else []
        head, _, rest = pattern.partition("/")  # a pattern for the archives as well: "*.zip/value*.csv"
        return [path / rest for path in _matching(folder, head)] if rest else []
    except (ValueError, IndexError, OSError):  # what pathlib makes of an empty or impossible pattern
        return []


def _matching(folder: Path, pattern: str) -> list[Path]:
    return sorted(path for path in folder.glob(pattern) if path.is_file() and not path.name.startswith((".", "~$")))


def unknown(what: str, found: str, known: tuple[str, ...]) -> Problem:
    """A name in the toml that does not exist, with the names that do and the nearest of them."""
    near = get_close_matches(found, known, n=1, cutoff=0.5)
    return Problem(
        file=FILE_NAME,
        found=f'unknown {what} "{found}"',
        expected=", ".join(known),
        action=f'Did you mean "{near[0]}"?' if near else "",
    )
