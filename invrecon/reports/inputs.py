"""The inputs of a run in words: what each file is, and what was decided without being stated."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from invrecon.findings import counted
from invrecon.ledger.printed_on import printed_on
from invrecon.money import signed
from invrecon.reports.wording import input_name, printable

if TYPE_CHECKING:
    from invrecon.ledger.decision import Decision
    from invrecon.ledger.load import InputFile, Ledger
    from invrecon.profiles import Profile
    from invrecon.settings import Settings


def described(file: InputFile, profile: Profile, width: int) -> str:
    """The file's name, and below it, indented, its role, rows, period, form, totals and unused columns."""
    lines = (wrap(printable(line), width, initial_indent="    ", subsequent_indent="      ", break_long_words=False,
                  break_on_hyphens=False) for line in _lines(file, profile))  # fmt: skip
    return "\n".join([input_name(file), *(line for wrapped in lines for line in wrapped)])


def _lines(file: InputFile, profile: Profile) -> Iterable[str]:
    period = f", {_day(file.first_date)} to {_day(file.last_date)}" if file.first_date and file.last_date else ""
    yield f"{profile.roles[file.role].title} ({file.role}), {counted(file.rows, 'row')}{period}"
    yield "; ".join(part for part in (file.form, file.formats.shown) if part)
    printed = printed_on(file, profile)
    if printed:
        yield f"printed on {_day(printed)}, by its title"
    if file.totals:
        yield "totals: " + ", ".join(f"{caption} {signed(total)}" for caption, total in file.totals.items())
    if file.unknown_columns:
        yield f"columns not used: {', '.join(file.unknown_columns)}"
    yield from file.remarks


def _day(date: dt.date) -> str:
    return f"{date.day} {date:%b %Y}"


def told(ledger: Ledger, settings: Settings, decisions: Iterable[Decision]) -> Iterable[str]:
    """What a run decided by itself, in a few lines: which files it took for what, and the settings it assumed.

    The remarks on files follow. A file whose role the toml gives is not told again.
    """
    if not settings.inputs:
        yield f"exports of {ledger.profile.title}:"
        yield from _files_by_role(ledger)
    yield from assumed(decisions)
    for file in ledger.inputs:
        for remark in file.remarks:
            yield f"{file.file}: {remark}"


def assumed(decisions: Iterable[Decision]) -> Iterable[str]:
    """The settings that nobody stated, each with its reason."""
    for decision in decisions:
        if decision.key == "as_of":
            yield f"as of {decision.value}: {decision.reason}; --as-of sets another"
        elif decision.key != "profile":
            value = ", ".join(decision.value) if isinstance(decision.value, list) else str(decision.value).lower()
            yield f"{decision.key} = {value}: {decision.reason}"


def _files_by_role(ledger: Ledger) -> Iterable[str]:
    titles = {file.role: ledger.profile.roles[file.role].title for file in ledger.inputs}
    width = max(map(len, titles.values()))
    for role, files in groupby(ledger.inputs, key=lambda file: file.role):
        yield f"  {titles[role]:{width}}  {', '.join(dict.fromkeys(file.file for file in files))}"
