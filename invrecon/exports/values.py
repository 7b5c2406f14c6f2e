"""What the cells of a file mean: one number format and one date order per file, decided from all its cells.

Nothing is guessed cell by cell. A file that could be read in two ways is refused, and the message gives the line of
toml that settles it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem
from invrecon.exports.workbook import TYPED

DecimalMark = Literal[".", ","]
DateOrder = Literal["ymd", "dmy", "mdy"]
Kind = Literal["text", "amount", "date", "flag"]

_MARK = f"chr({ord(TYPED)})"
_EXPECTED: dict[str, dict[str, str]] = {
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


def cell(column: str) -> str:
    """SQL: the trimmed text of a raw column."""
    return f"cell({quoted(column)})"


def text(column: str, typed: bool) -> str:
    """SQL: a code or description, as text; a number cell as its digits, so that 123 is 123 and not 123.0."""
    # pandas writes a missing code as the number nan.
    return f"regexp_replace({cell(column)}, concat('^', {_MARK}, '(nan$)?'), '')" if typed else cell(column)


def shown(column: str) -> str:
    """SQL: a cell as messages quote it, without the mark of a number cell."""
    return f"ltrim({cell(column)}, {_MARK})"


def converted(column: str, kind: Kind, formats: Formats, typed: bool) -> str:
    """SQL: the value of a raw column, NULL where the cell is not of that kind or is blank."""
    if kind == "text":
        return text(column, typed)
    if kind == "flag":
        return f"flag({text(column, typed)})"
    if kind == "amount":
        written = f"amount_with_{'point' if formats.decimal == '.' else 'comma'}({cell(column)})"
        number = "amount_of_number"
    else:
        order = "yy" if formats.date == "ymd" else formats.date
        written = f"coalesce(date_ymd({cell(column)}), date_{order}({cell(column)}))"
        number = "date_of_number"
    if not typed:
        return written
    bare = f"substr({cell(column)}, 2)"
    of_number = f"coalesce(date_ymd({bare}), {number}({bare}))" if kind == "date" else f"{number}({bare})"
    return f"CASE WHEN starts_with({cell(column)}, {_MARK}) THEN {of_number} ELSE {written} END"


def settle_formats(
    engine: Engine, table: str, kinds: Iterable[tuple[str, Kind]], stated: dict[str, str]
) -> tuple[Formats, list[Problem]]:
    """Decide how the text cells of a raw table write amounts and dates.

    `kinds` gives the raw columns that matter; `stated` is `[formats]` of the toml and settles what the file leaves
    open. The problems returned have no file yet.
    """
    kinds = list(kinds)
    problems: list[Problem] = []
    decimal, date = stated.get("decimal"), stated.get("date")
    if decimal is None:
        point, comma, either = _evidence(
            engine, table, [c for c, kind in kinds if kind == "amount"], "is_amount_with_point", "is_amount_with_comma",
            "regexp_matches(t, '[.,]')",
        )  # fmt: skip
        decimal = "," if comma > point else "."
        if point == comma and (point or either):
            problems.append(_undecided("amounts", "1.234 and 1,234", 'decimal = "." or decimal = ","'))
    if date is None:
        dmy, mdy, either = _evidence(
            engine, table, [c for c, kind in kinds if kind == "date"], "date_dmy", "date_mdy",
            "date_dmy(t) <> date_mdy(t) AND NOT contains(t, '.')",
        )  # fmt: skip
        date = "mdy" if mdy > dmy else "dmy"
        if dmy == mdy and (dmy or either):
            problems.append(_undecided("dates", "3/4/2026 as 3 April or as March 4", 'date = "dmy" or date = "mdy"'))
        elif _year_first(engine, table, [c for c, kind in kinds if kind == "date"]):
            problems.append(_undecided("dates", "26-10-05 as 2026 or as 2005", 'date = "ymd" or date = "dmy"'))
    return Formats(decimal, date), problems  # type: ignore[arg-type]


def _evidence(engine: Engine, table: str, columns: list[str], one: str, other: str, open_: str) -> tuple[int, int, int]:
    """How many text cells only the one reading fits, only the other, and both with different results."""
    if not columns:
        return 0, 0, 0
    cells = " UNION ALL ".join(f"SELECT {cell(column)} AS t FROM {quoted(table)}" for column in columns)
    fits = "is true" if one.startswith("is_") else "IS NOT NULL"
    row = engine.rows(
        f"""SELECT count(*) FILTER (({one}(t) {fits}) AND NOT ({other}(t) {fits})),
                   count(*) FILTER (({other}(t) {fits}) AND NOT ({one}(t) {fits})),
                   count(*) FILTER (({one}(t) {fits}) AND ({other}(t) {fits}) AND {open_})
            FROM ({cells}) WHERE t <> '' AND NOT starts_with(t, {_MARK})"""
    )[0]
    return int(row[0]), int(row[1]), int(row[2])


def _year_first(engine: Engine, table: str, columns: list[str]) -> bool:
    """Whether dates of three two-digit numbers seem to begin with the year: it varies less than what stands last."""
    if not columns:
        return False
    cells = " UNION ALL ".join(f"SELECT {cell(column)} AS t FROM {quoted(table)}" for column in columns)
    return bool(
        engine.value(
            f"""SELECT count(DISTINCT date_part(t, 3)) > count(DISTINCT date_part(t, 1))
                       AND bool_and(date_yy(t) IS NOT NULL)
                FROM ({cells}) WHERE length(date_part(t, 3)) = 2"""
        )
    )


def _undecided(what: str, example: str, line: str) -> Problem:
    return Problem(
        found=f"its {what} can be read in two ways ({example}), and nothing in the file decides",
        expected="one reading",
        action=f"State it in invrecon.toml under [formats]: {line}.",
    )
