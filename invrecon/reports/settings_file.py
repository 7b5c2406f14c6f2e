"""`invrecon.toml` as `invrecon init` writes it: what a run without toml decides, each line with its reason."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from invrecon.ledger.decision import Decision
    from invrecon.ledger.load import InputFile, Ledger

_COLUMN = 56  # where comments begin

# What no export tells: the key, a value for example, and what it is for.
_UNTOLD = (
    ("company", '"Example Trading"', "stands on every report"),
    ("currency", '"USD"', "of the amounts; decides how many decimals are shown"),
    ("from", "2026-10-01", "compare net changes from this date on, not balances"),
)
_AUDIT_TRAILS = (("IVXYZ", '"item"', "letters of your company; see invrecon rules --audit-trails"),)
_SETTINGS = {
    "expected_cost_posting": "false",
    "automatic_cost_posting": "true",
    "allow_posting_from": "2026-10-01",
    "inventory_source_codes": '["STK"]',
    "integration": '"full"',
    "integration_since": "2026-06-01",
    "integration_entry_types": '["IC"]',
    "financial_year_start": "2026-03-01",
    "valuation_date": "2026-10-31",
}


def render(ledger: Ledger, decisions: Iterable[Decision]) -> str:
    """The toml of a run over these inputs: running from it gives the same result as running without."""
    decisions = list(decisions)
    pages = ledger.profile.settings_pages
    settings = [(key, example, pages[key]) for key, example in _SETTINGS.items() if key in pages]
    lines = ["# Written by invrecon init from the exports in this folder. A line behind # is what no export tells.", ""]
    if not ledger.profile.inferred:
        lines.append(_line("profile", _toml(ledger.profile.id), "named here, because captions do not tell it"))
    lines += _keys(_UNTOLD, [decision for decision in decisions if not decision.table])
    lines += ["", "[inputs]", "# Paths relative to this file; a list or a pattern is one input made of many files."]
    lines += _inputs(ledger)
    stated = list(_keys(settings, [decision for decision in decisions if decision.table == "settings"]))
    if stated:
        lines += ["", "[settings]", "# What the ERP's own setup pages say.", *stated]
    if ledger.profile.audit_trails:
        lines += ["", "# [audit_trails]", *_keys(_AUDIT_TRAILS, ())]
    lines += ["", "[tolerance]", _line("amount", '"0.00"', "largest difference per account that counts as reconciled")]
    return "\n".join(lines) + "\n"


def _keys(untold: Iterable[tuple[str, str, str]], decided: Sequence[Decision]) -> Iterable[str]:
    known = {decision.key for decision in decided}
    for key, example, meaning in untold:
        if key not in known:
            yield _line(f"# {key}", example, meaning)
    for decision in decided:
        yield _line(decision.key, _toml(decision.value), decision.reason)


def _inputs(ledger: Ledger) -> Iterable[str]:
    for role, group in groupby(ledger.inputs, key=lambda file: file.role):
        files = list(group)
        names = list(dict.fromkeys(file.file for file in files))
        value = _toml(names[0]) if len(names) == 1 else "[" + ", ".join(_toml(name) for name in names) + "]"
        yield _line(role, value, f"{ledger.profile.roles[role].title}: {_extent(files)}")


def _extent(files: list[InputFile]) -> str:
    rows = f"{sum(file.rows for file in files):,} rows"
    first = min((file.first_date for file in files if file.first_date), default=None)
    last = max((file.last_date for file in files if file.last_date), default=None)
    return f"{rows}, {first} to {last}" if first else rows


def _line(key: str, value: str, comment: str) -> str:
    """A key with its comment behind it, or above it where the value is long."""
    line, comment = f"{key} = {value}", f"# {' '.join(comment.split())}"
    return f"{comment}\n{line}" if len(line) >= _COLUMN else f"{line:<{_COLUMN}}{comment}"


def _toml(value: object) -> str:
    """A text, date or truth value, or a list of them, as TOML writes it.

    JSON's strings are TOML's, but for the one character 7F.
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)
