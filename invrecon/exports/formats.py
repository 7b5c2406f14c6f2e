"""How a file writes amounts and dates: one number format and one date order per column, decided from all its cells.

Nothing is guessed cell by cell. A column that stays open is settled by the file's other columns; a file that could be
read in two ways is refused, and the message gives the line of toml that settles it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem

Kind = Literal["text", "amount", "date", "month", "flag"]
DATES = ("date", "month")  # a month is the date it begins on

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
_ISO = "iso"  # the verdict on a column whose dates all begin with the four digits of a year: no hint for others
# Verdicts on columns whose cells can be read in two ways: what, for example, and the line of toml that settles it.
_OPEN: Mapping[str, tuple[str, str, str]] = {
    "decimal?": ("amounts", "1.234 and 1,234", 'decimal = "." or decimal = ","'),
    "day?": ("dates", "3/4/2026 as 3 April or as March 4", 'date = "dmy" or date = "mdy"'),
    "year?": ("dates", "26-10-05 as 2026 or as 2005", 'date = "ymd" or date = "dmy"'),
}


@dataclass(frozen=True)
class Formats:
    """How the columns of a file write amounts ("." or ",") and dates ("ymd", "dmy" or "mdy").

    Columns that need no format are absent: number cells, ISO dates, plain digits read the same in all.
    """

    decimals: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)

    def decimal(self, column: str) -> str:
        """The decimal sign of an amount column."""
        return self.decimals.get(column, ".")

    def date(self, column: str) -> str:
        """The order of day, month and year in a date column."""
        return self.dates.get(column, "dmy")

    def expected(self, kind: Kind, column: str) -> str:
        """What a cell of this kind should have held, in words."""
        if kind == "flag":
            return "Yes or No"
        if kind == "text":
            return "an account number"
        return _EXPECTED["amount"][self.decimal(column)] if kind == "amount" else _EXPECTED["date"][self.date(column)]

    @property
    def shown(self) -> str:
        """The formats in words, as `invrecon check` shows them; empty where no cell needed one."""
        amounts = {".": "1,234.56", ",": "1.234,56"}
        dates = {"ymd": "2026-10-31", "dmy": "31.10.2026", "mdy": "10/31/2026"}
        parts = [f"amounts as {amounts[mark]}" for mark in sorted(set(self.decimals.values()))]
        parts += [f"dates as {dates[order]}" for order in sorted(set(self.dates.values()))]
        return ", ".join(parts)


def settle_formats(
    engine: Engine, table: str, columns: Mapping[str, Kind], marked: Mapping[str, str], stated: Mapping[str, str]
) -> tuple[Formats, list[Problem]]:
    """Decide how the text cells of a file write amounts (columns of `table`) and dates (table `date_reading`).

    `marked` are amount columns whose cells stand without marks in another column (marks.py). `stated` is `[formats]` of
    the toml and goes before what the file says. The problems returned have no file yet, and their column is the
    canonical one.
    """
    amounts = [column for column, kind in columns.items() if kind == "amount"]
    dates = {column: kind for column, kind in columns.items() if kind in DATES}
    plain = not _in_question(engine, dates)
    problems = [*_currencies(engine, table, marked), *([] if plain else _turned(engine))]
    cells = {column: marked.get(column, column) for column in amounts}
    settled: list[dict[str, str]] = []
    for verdicts in (
        dict.fromkeys(amounts, stated["decimal"]) if "decimal" in stated else _decimal_marks(engine, table, cells),
        dict.fromkeys(dates, stated["date"]) if "date" in stated else _date_orders(engine, dates, plain),
    ):
        formats, still_open = _settled_by_the_others(verdicts)
        settled.append(formats)
        problems.extend(_open(verdict, columns) for verdict, columns in still_open.items())
    return Formats(*settled), problems


def _in_question(engine: Engine, dates: Mapping[str, Kind]) -> bool:
    """Whether any date can be read in several ways; dates that all begin with the year cannot."""
    return bool(dates and engine.value("SELECT count(*) FROM date_reading WHERE ymd IS NULL"))


def _settled_by_the_others(verdicts: Mapping[str, str]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The formats, with columns that were open read as the others if those agree; and the columns still open."""
    decided = {verdict for verdict in verdicts.values() if verdict not in _OPEN and verdict != _ISO}
    others = decided.pop() if len(decided) == 1 else None
    formats: dict[str, str] = {}
    still_open: dict[str, list[str]] = {}
    for column, verdict in verdicts.items():
        if verdict not in _OPEN:
            formats[column] = "ymd" if verdict == _ISO else verdict
        elif others:
            formats[column] = others
        else:
            still_open.setdefault(verdict, []).append(column)
    return formats, still_open


def _decimal_marks(engine: Engine, table: str, amounts: Mapping[str, str]) -> dict[str, str]:
    if not amounts:
        return {}
    # A number cell needs no format, and digits alone read the same in both.
    cells = " UNION ALL ".join(
        f"""SELECT '{column}' AS name, {quoted(cell)} AS t FROM {quoted(table)}
            WHERE regexp_matches({quoted(cell)}, '[.,]') AND NOT starts_with({quoted(cell)}, chr(31))"""
        for column, cell in amounts.items()
    )
    rows = engine.rows(
        f"""SELECT name, count(*) FILTER (with_point AND NOT with_comma),
                   count(*) FILTER (with_comma AND NOT with_point), count(*) FILTER (with_point AND with_comma)
            FROM (SELECT name, is_amount_with_point(t) AS with_point, is_amount_with_comma(t) AS with_comma
                  FROM ({cells}))
            GROUP BY name"""
    )
    return {
        name: "decimal?" if point == comma else "," if comma > point else "."
        for name, point, comma, either in rows
        if point or comma or either
    }


def _currencies(engine: Engine, table: str, marked: Mapping[str, str]) -> list[Problem]:
    """Amounts that say their currency, and not all the same: they cannot be added up."""
    if not marked:
        return []
    cells = " UNION ALL ".join(
        f"SELECT '{column}' AS name, {quoted(column)} AS t, {quoted(plain)} AS plain FROM {quoted(table)}"
        for column, plain in marked.items()
    )
    named = engine.rows(
        f"""SELECT currency_of(t) AS currency, any_value(name) FROM ({cells})
            WHERE t <> plain AND (is_amount_with_point(plain) OR is_amount_with_comma(plain)) AND currency <> ''
            GROUP BY currency ORDER BY currency"""
    )
    if len(named) < 2:
        return []
    return [
        Problem(
            column=named[0][1],
            found=f"the amounts are in several currencies: {', '.join(currency for currency, _ in named)}",
            expected="amounts in the local currency",
            action="Export the amounts in local currency.",
        )
    ]


def _date_orders(engine: Engine, dates: Mapping[str, Kind], plain: bool) -> dict[str, str]:
    verdicts: dict[str, str] = {}
    if plain:
        named = "SELECT DISTINCT name FROM date_use WHERE written <> '' AND NOT starts_with(written, chr(31))"
        return {name: _ISO for (name,) in engine.rows(named)} if dates else {}
    rows = engine.rows(
        """SELECT name, count(*) FILTER (dmy IS NOT NULL AND mdy IS NULL),
                  count(*) FILTER (mdy IS NOT NULL AND dmy IS NULL),
                  count(*) FILTER (dmy <> mdy AND NOT dotted),
                  count(*) FILTER (length(first_part) IN (1, 2)),
                  -- Three numbers of two digits may begin with the year where the last part does not vary less.
                  coalesce(bool_and(yy IS NOT NULL) AND (
                      count(DISTINCT last_part) > count(DISTINCT first_part)
                      OR bool_and(dashed) AND count(DISTINCT last_part) = count(DISTINCT first_part)), false),
                  bool_and(dmy IS NOT NULL AND day(dmy) = 1) FILTER (length(first_part) IN (1, 2)),
                  bool_and(mdy IS NOT NULL AND day(mdy) = 1) FILTER (length(first_part) IN (1, 2))
           FROM date_use JOIN date_reading USING (written) WHERE NOT typed AND first_part <> '' GROUP BY name"""
    )
    for name, dmy, mdy, either, short, year_first, months_dmy, months_mdy in rows:
        if not short:
            verdicts[name] = _ISO
        elif dmy != mdy:
            verdicts[name] = "mdy" if mdy > dmy else "dmy"
        elif dates[name] == "month" and months_dmy != months_mdy:
            verdicts[name] = "dmy" if months_dmy else "mdy"
        elif dmy or either:
            verdicts[name] = "day?"
        else:
            verdicts[name] = "dmy"  # 4/4/2026 and 31.10.2026 read the same in all
        if year_first and short:
            verdicts[name] = "year?"
    return verdicts


def _turned(engine: Engine) -> list[Problem]:
    """Columns in which a spreadsheet of another region exchanged day and month in the cells that fitted.

    What stays text does not fit: 10/31/2026, where 10/05/2026 became 10 May. All the date cells then have days up to
    12, and all the texts a number above 12 in one place.
    """
    rows = engine.rows(
        """SELECT name FROM date_use JOIN date_reading USING (written) GROUP BY name
           HAVING count(*) FILTER (typed AND ymd IS NOT NULL) > 0
              AND bool_and(day(ymd) <= 12) FILTER (typed AND ymd IS NOT NULL)
              AND count(*) FILTER (NOT typed AND length(first_part) IN (1, 2)) > 0
              AND bool_and((dmy IS NULL) <> (mdy IS NULL)) FILTER (NOT typed AND length(first_part) IN (1, 2))
           ORDER BY name"""
    )
    return [
        Problem(
            column=name,
            found="some dates are date cells with days up to 12 only, the others are text: a spreadsheet seems to have "
            "exchanged day and month",
            expected="all dates as date cells, or all as text",
            action="Export again, and do not open the file in a spreadsheet of another region before.",
        )
        for (name,) in rows
    ]


def _open(verdict: str, columns: Sequence[str]) -> Problem:
    what, example, line = _OPEN[verdict]
    return Problem(
        column=columns[0],
        found=f"its {what} can be read in two ways ({example}), and nothing in the file decides",
        expected="one reading",
        action=f"State it in invrecon.toml under [formats]: {line}.",
    )
