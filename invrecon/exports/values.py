"""From text to values: a table of exact amounts, dates, flags and codes, and every cell that is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem
from invrecon.exports.find import Export
from invrecon.exports.formats import Formats, Kind, settle_formats
from invrecon.exports.workbook import TYPED

_MARK = f"chr({ord(TYPED)})"
_LISTED = 100


@dataclass
class Reading:
    """How an export was read: its formats, what is wrong with its rows, and what its user should know.

    With problems the values are not to be used.
    """

    formats: Formats = field(default_factory=Formats)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def read_values(
    engine: Engine, export: Export, table: str, kinds: Mapping[str, Kind], stated: Mapping[str, str]
) -> Reading:
    """Read an export into `table`: source_row, then one column per column and account type of its header.

    Amounts, dates and flags are NULL where the cell is blank. Beside each stands its text as written, in a column named
    "<column> as written". `kinds` tells the kind of each canonical column, `stated` is `[formats]` of the toml.

    Raises:
        InputError: the file cannot be read at all.
    """
    raw, text = f"{table}_raw", f"{table}_text"
    problems = export.table.load(engine, raw, export.header, export.split)
    _trim(engine, export, raw, text)
    columns = {column: kinds[column] for column in export.header.columns}
    amounts, dates = ([column for column, kind in columns.items() if kind == wanted] for wanted in ("amount", "date"))
    if dates:
        _read_dates(engine, text, dates)
    formats, undecided = settle_formats(engine, text, amounts, stated, dated=bool(dates))
    _convert(engine, export, text, table, columns, formats)
    problems += undecided or list(_bad_cells(engine, export, table, columns, formats))
    problems.sort(key=lambda problem: problem.row or 0)
    placed = [replace(problem, file=export.name, sheet=export.table.sheet) for problem in problems]
    return Reading(formats, placed, list(export.table.remarks))


def _trim(engine: Engine, export: Export, raw: str, text: str) -> None:
    """The columns that are read, by name, as trimmed text; rows that are blank in all of them are no entries."""
    places = {**export.header.columns, **export.header.accounts}
    trimmed = ", ".join(f"cell(c{position}) AS {quoted(name)}" for name, position in places.items())
    filled = " OR ".join(f"{quoted(name)} <> ''" for name in places)
    engine.run(
        f"CREATE TABLE {quoted(text)} AS SELECT * FROM (SELECT source_row, {trimmed} FROM {quoted(raw)}) WHERE {filled}"
    )
    engine.run(f"DROP TABLE {quoted(raw)}")


def _read_dates(engine: Engine, text: str, columns: list[str]) -> None:
    distinct = " UNION ".join(f"SELECT DISTINCT {quoted(column)} AS written FROM {quoted(text)}" for column in columns)
    engine.run(f"CREATE OR REPLACE TABLE date_text AS {distinct}")
    engine.script(__package__, "dates.sql")


def _convert(
    engine: Engine, export: Export, text: str, table: str, columns: Mapping[str, Kind], formats: Formats
) -> None:
    typed = export.table.typed
    selected, joins = ["source_row"], []
    for column, kind in columns.items():
        written = f"{quoted(text)}.{quoted(column)}"
        if kind == "date":
            alias = quoted(f"{column} reading")
            joins.append(f"LEFT JOIN date_reading AS {alias} ON {alias}.written = {written}")
            order = f"{alias}.yy" if formats.date == "ymd" else f"{alias}.{formats.date}"
            value = f"coalesce({alias}.ymd, {alias}.serial, {order})"
        else:
            value = _value(written, kind, formats, typed)
        selected.append(f"{value} AS {quoted(column)}")
        if kind != "text":
            selected.append(f"{written} AS {quoted(f'{column} as written')}")
    selected += [f"{_text(quoted(name), typed)} AS {quoted(name)}" for name in export.header.accounts]
    engine.run(f"CREATE TABLE {quoted(table)} AS SELECT {', '.join(selected)} FROM {quoted(text)} {' '.join(joins)}")
    engine.run(f"DROP TABLE {quoted(text)}")


def _value(written: str, kind: Kind, formats: Formats, typed: bool) -> str:
    """SQL: the value of a trimmed cell, NULL where it is blank or not of that kind."""
    if kind == "text":
        return _text(written, typed)
    if kind == "flag":
        return f"flag({_text(written, typed)})"
    value = f"amount_with_{'point' if formats.decimal == '.' else 'comma'}({written})"
    if not typed:
        return value
    number = f"amount_of_number(substr({written}, 2))"
    return f"CASE WHEN starts_with({written}, {_MARK}) THEN {number} ELSE {value} END"


def _text(written: str, typed: bool) -> str:
    """SQL: a code or description, as text; a number cell as its digits, so that 123 is 123 and not 123.0."""
    # pandas writes a missing code as the number nan.
    return f"regexp_replace({written}, concat('^', {_MARK}, '(nan$)?'), '')" if typed else written


def _bad_cells(
    engine: Engine, export: Export, table: str, columns: Mapping[str, Kind], formats: Formats
) -> Iterable[Problem]:
    """Every cell that is not of its column's kind, every blank date where one is needed, every amount on no account."""
    header = export.header
    amounts = [quoted(column) for column, kind in columns.items() if kind == "amount"]
    for column, kind in columns.items():
        written = quoted(column if kind == "text" else f"{column} as written")
        if kind != "text":
            needed = kind == "date" and column in header.role.needs
            bad = f"{quoted(column)} IS NULL AND ({written} <> '' OR {needed})"
        elif column == "account_no" and header.role.table == "trial_balance" and amounts:
            # Of G/L entries it may be blank: the ERP leaves it so when the account is deleted.
            bad = f"{written} = '' AND ({' OR '.join(f'{amount} <> 0' for amount in amounts)})"
        else:
            continue
        rows = engine.rows(
            f"""SELECT source_row, ltrim({written}, {_MARK}), count(*) OVER () FROM {quoted(table)}
                WHERE {bad} ORDER BY source_row LIMIT {_LISTED}"""
        )
        for listed, (row, value, count) in enumerate(rows, start=1):
            yield Problem(
                row=row,
                column=header.captions[header.columns[column]],
                found=f'"{value}"' if value else "blank",
                expected=formats.expected(kind),
                more=count - len(rows) if listed == len(rows) else 0,
            )
