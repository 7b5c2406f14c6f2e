"""What stands beside an amount and in a checkbox column, as patterns and lists that values.sql and dates.sql use.

The words are data: words.toml has them by language, currencies.toml has signs and codes of currencies.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from importlib.resources import files

from invrecon.engine import Engine, quoted
from invrecon.exports import words

# Anything that an amount without marks has not: quicker to look for than letters and signs of all scripts.
_MARKED = r"[^-+0-9.,()'' \x{1F}\x{A0}\x{202F}\x{2019}\x{2212}]"
_BLANK = r"[ \x{00A0}\x{202F}]"


def set_marks(engine: Engine) -> None:
    """Give the engine its variables (currencies, side marks, yes and no) and the table of month names."""
    data = tomllib.loads(files(__package__).joinpath("currencies.toml").read_text(encoding="utf-8"))
    currencies = [*data["signs"], *data["codes"].split()]
    engine.set_variable("currencies", _any_of(currencies))
    engine.set_variable("currencies_in_front", _any_of([*currencies, *data["signs_in_front"]]))
    engine.set_variable("credit_marks", _mark(words.credit()))
    engine.set_variable("debit_marks", _mark(words.debit()))
    engine.set_variable("yes", sorted(words.yes()))
    engine.set_variable("no", sorted(words.no()))
    engine.run("CREATE TABLE month_name (name VARCHAR, number VARCHAR)")
    engine.insert("month_name", [(name, str(number)) for name, number in words.months().items()])


def unmark(engine: Engine, table: str, columns: Mapping[str, str]) -> dict[str, str]:
    """Amount columns in which more than digits and signs stand, each with the name of a column without such marks.

    `columns` gives the kind of each column. Nearly every file has none: looking for them costs one pattern a cell.
    """
    amounts = [column for column, kind in columns.items() if kind == "amount"]
    if not amounts:
        return {}
    worded = ", ".join(f"bool_or(regexp_matches({quoted(column)}, '{_MARKED}'))" for column in amounts)
    found = engine.rows(f"SELECT {worded} FROM {quoted(table)}")[0]
    marked = {column: f"{column} unmarked" for column, worded in zip(amounts, found, strict=True) if worded}
    for column, plain in marked.items():
        engine.run(f"ALTER TABLE {quoted(table)} ADD COLUMN {quoted(plain)} VARCHAR")
        engine.run(f"UPDATE {quoted(table)} SET {quoted(plain)} = unmarked({quoted(column)})")
    return marked


def _mark(marks: Iterable[str]) -> str:
    """A side mark before or behind an amount; a single letter only with a blank between, lest 12C be a credit."""
    behind = rf"{_BLANK}+(?i:{_any_of(marks)})[.]?$"
    close_behind = rf"(?i:{_any_of(mark for mark in marks if len(mark) > 1)})[.]?$"
    before = rf"^(?i:{_any_of(marks)})[.]?{_BLANK}+"
    return f"{behind}|{close_behind}|{before}"


def _any_of(texts: Iterable[str]) -> str:
    """Alternatives of a pattern, the longest first."""
    return "|".join(re.escape(text) for text in sorted(texts, key=lambda text: (-len(text), text)))
