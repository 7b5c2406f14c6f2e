"""One file that was read, in words: what `invrecon check` shows of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from textwrap import wrap
from typing import TYPE_CHECKING

from invrecon.findings import counted
from invrecon.money import signed
from invrecon.reports.wording import input_name, printable

if TYPE_CHECKING:
    from invrecon.ledger.load import InputFile
    from invrecon.profiles import Profile


def described(file: InputFile, profile: Profile, width: int) -> str:
    """The file's name, and below it, indented, its role, rows, period, form, totals and unused columns."""
    lines = (wrap(printable(line), width, initial_indent="    ", subsequent_indent="      ", break_long_words=False,
                  break_on_hyphens=False) for line in _lines(file, profile))  # fmt: skip
    return "\n".join([input_name(file), *(line for wrapped in lines for line in wrapped)])


def _lines(file: InputFile, profile: Profile) -> Iterable[str]:
    period = f", {_day(file.first_date)} to {_day(file.last_date)}" if file.first_date and file.last_date else ""
    yield f"{profile.roles[file.role].title} ({file.role}), {counted(file.rows, 'row')}{period}"
    yield "; ".join(part for part in (file.form, file.formats.shown) if part)
    if file.totals:
        yield "totals: " + ", ".join(f"{caption} {signed(total)}" for caption, total in file.totals.items())
    if file.unknown_columns:
        yield f"columns not used: {', '.join(file.unknown_columns)}"
    yield from file.remarks


def _day(date: dt.date) -> str:
    return f"{date.day} {date:%b %Y}"
