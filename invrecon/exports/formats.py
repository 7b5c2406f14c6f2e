"""How a file writes amounts and dates: one number format and one date order per file, decided from all its cells.

Nothing is guessed cell by cell. A file that could be read in two ways is refused, and the message gives the line of
toml that settles it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem

DecimalMark = Literal[".", ","]
DateOrder = Literal["ymd", "dmy", "mdy"]
Kind = Literal["text", "amount", "date", "flag"]

_EXPECTED: Mapping[str, Mapping[str, str]] = {
    "amount": {
        ".": "an amount such as 1234.56, with at most five decimals",
        ",": "an amount such as 1234,56, with at most five decimals",
    },
    "date": {
        "ymd": "a date such as 2026-10-31",
        "dmy": "a date such as 31.10.2026 or 2026-10-31",
        "mdy": "a date such as 10/31/2026 or 2026-10-31",
    },
}


@dataclass(frozen=True)
class Formats:
    """How a file writes amounts and dates. ISO dates and real date cells are understood in every order."""

    decimal: DecimalMark = "."
    date: DateOrder = "ymd"

    def expected(self, kind: Kind) -> str:
        """What a cell of this kind should have held, in words."""
        if kind == "flag":
            return "Yes or No"
        if kind == "text":
            return "an account number"
        return _EXPECTED[kind][self.decimal if kind == "amount" else self.date]


def settle_formats(
    engine: Engine, table: str, amounts: Sequence[str], stated: Mapping[str, str], *, dated: bool
) -> tuple[Formats, list[Problem]]:
    """Decide how the text cells of a file write amounts (columns of `table`) and dates (`date_reading`).

    `dated` tells whether the file has dates. `stated` is `[formats]` of the toml and settles what the file leaves open.
    The problems returned have no file yet.
    """
    decimal, undecided_decimal = _decimal_mark(engine, table, amounts, stated.get("decimal"))
    date, undecided_date = _date_order(engine, stated.get("date")) if dated else ("ymd", None)
    problems = [problem for problem in (undecided_decimal, undecided_date) if problem]
    return Formats(cast(DecimalMark, decimal), cast(DateOrder, date)), problems


def _decimal_mark(engine: Engine, table: str, amounts: Sequence[str], stated: str | None) -> tuple[str, Problem | None]:
    if stated or not amounts:
        return stated or ".", None
    # A number cell needs no format, and digits alone read the same in both.
    cells = " UNION ALL ".join(
        f"SELECT {quoted(column)} AS t FROM {quoted(table)} WHERE regexp_matches({quoted(column)}, '[., ]')"
        for column in amounts
    )
    point, comma, either = engine.rows(
        f"""SELECT count(*) FILTER (with_point AND NOT with_comma), count(*) FILTER (with_comma AND NOT with_point),
                   count(*) FILTER (with_point AND with_comma AND regexp_matches(t, '[.,]'))
            FROM (SELECT t, is_amount_with_point(t) AS with_point, is_amount_with_comma(t) AS with_comma
                  FROM ({cells}) WHERE NOT starts_with(t, chr(31)))"""
    )[0]
    undecided = point == comma and (point or either)
    problem = _undecided("amounts", "1.234 and 1,234", 'decimal = "." or decimal = ","') if undecided else None
    return "," if comma > point else ".", problem


def _date_order(engine: Engine, stated: str | None) -> tuple[str, Problem | None]:
    if stated:
        return stated, None
    dmy, mdy, either, iso, year_first = engine.rows(
        """SELECT count(*) FILTER (dmy IS NOT NULL AND mdy IS NULL),
                  count(*) FILTER (mdy IS NOT NULL AND dmy IS NULL),
                  count(*) FILTER (dmy <> mdy AND NOT dotted),
                  count(*) FILTER (length(first_part) IN (1, 2)) = 0,
                  -- Three numbers of two digits begin with the year when the first varies less than the last.
                  coalesce(count(DISTINCT last_part) FILTER (length(last_part) = 2)
                           > count(DISTINCT first_part) FILTER (length(last_part) = 2)
                           AND bool_and(yy IS NOT NULL) FILTER (length(last_part) = 2), false)
           FROM date_reading WHERE NOT typed"""
    )[0]
    if dmy == mdy and (dmy or either):
        example, lines = "3/4/2026 as 3 April or as March 4", 'date = "dmy" or date = "mdy"'
        return "dmy", _undecided("dates", example, lines)
    if year_first:
        return "dmy", _undecided("dates", "26-10-05 as 2026 or as 2005", 'date = "ymd" or date = "dmy"')
    return "ymd" if iso else "mdy" if mdy > dmy else "dmy", None


def _undecided(what: str, example: str, line: str) -> Problem:
    return Problem(
        found=f"its {what} can be read in two ways ({example}), and nothing in the file decides",
        expected="one reading",
        action=f"State it in invrecon.toml under [formats]: {line}.",
    )
