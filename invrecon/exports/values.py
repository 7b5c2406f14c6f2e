"""From text to values: a table of exact amounts, dates, flags and codes, and every cell that is none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem
from invrecon.exports.captions import Header
from invrecon.exports.cells import TYPED
from invrecon.exports.formats import DATES, Formats, Kind, settle_formats
from invrecon.exports.marks import set_marks, unmark
from invrecon.exports.printed.balance_lines import BalanceWords, note_balance_lines, settle_balance_lines
from invrecon.exports.printed.layout import layout_of
from invrecon.exports.printed.rows import keep_odd_rows, set_aside
from invrecon.exports.recognise import Export

_OPENINGS = "SELECT source_row FROM report_balance WHERE kind = 'opening'"  # they need no date
_NO_BALANCES = BalanceWords()
_MARK = f"chr({ord(TYPED)})"
_LISTED = 20
_READING = {"ymd": "yy", "dmy": "dmy", "mdy": "mdy"}  # column of date_reading by the order of a column of dates


@dataclass
class Reading:
    """How an export was read: its formats, what is wrong with its rows, and what its user should know.

    With problems the values are not to be used. `skipped` are problems of rows that the user wants to be left out.
    """

    formats: Formats = field(default_factory=Formats)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def prepare(engine: Engine) -> None:
    """Define, once for a run, what a cell can mean: the macros of values.sql and the words that they look for."""
    set_marks(engine)
    engine.script(__package__, "values.sql")


def read_values(
    engine: Engine,
    export: Export,
    table: str,
    kinds: Mapping[str, Kind],
    stated: Mapping[str, str],
    *,
    skip_bad_rows: bool = False,
    balances: BalanceWords = _NO_BALANCES,
) -> Reading:
    """Read an export into `table`: source_row, then one column per column and account type of its header.

    Amounts, dates and flags are NULL where the cell is blank. Beside each stands its text as written, in a column named
    "<column> as written". `kinds` tells the kind of each canonical column, `stated` is `[formats]` of the toml,
    `balances` how lines are called that state a balance. With
    `skip_bad_rows` rows that cannot be read are told, and stand in the table "<table> bad" (source_row) as well.

    Raises:
        InputError: the file cannot be read at all.
    """
    raw, text = f"{table}_raw", f"{table}_text"
    columns = {column: kinds[column] for column in export.header.columns}
    layout = layout_of(export, columns)
    malformed = export.table.load(engine, raw, export.header, export.split)
    note_balance_lines(engine, balances, export.header, raw)
    _trim(engine, export, raw, text)
    _read_dates(engine, text, [column for column, kind in columns.items() if kind in DATES])
    keep_odd_rows(engine, layout, raw, text)
    marked = unmark(engine, text, columns)
    formats, undecided = settle_formats(engine, text, columns, marked, stated)
    _convert(engine, export, text, table, columns, marked, formats)
    stated_balances = settle_balance_lines(engine, export.header, columns, table)
    left_out = set_aside(engine, layout, table)
    malformed += left_out.problems
    bad = {} if undecided else _bad_cells(export.header, columns)
    cells = list(_cell_problems(engine, table, bad, columns, formats))
    reading = Reading(formats, remarks=[*export.table.remarks, *left_out.remarks, *stated_balances.remarks])
    fatal = [*malformed, *cells]
    if skip_bad_rows:
        of_a_row = [problem for problem in malformed if problem.row is not None and not problem.more]
        reading.skipped = [_placed(problem, export) for problem in (*of_a_row, *cells)]
        _note_bad_rows(engine, table, bad, [problem.row for problem in of_a_row])
        fatal = [problem for problem in malformed if problem not in of_a_row]
    if not (undecided or malformed or cells):
        fatal = [*left_out.wrong_totals, *stated_balances.wrong]
    fatal.sort(key=lambda problem: problem.row or 0)
    reading.problems = [_placed(problem, export) for problem in (*undecided, *fatal)]
    return reading


def _placed(problem: Problem, export: Export) -> Problem:
    """The problem with its file, its sheet, and the caption of its column as the file has it."""
    place = export.header.columns.get(problem.column)
    column = problem.column if place is None else export.header.captions[place]
    return replace(problem, file=export.name, sheet=export.table.sheet, column=column)


def _note_bad_rows(engine: Engine, table: str, bad: Mapping[str, str], rows: list[int | None]) -> None:
    conditions = " OR ".join(f"({condition})" for condition in bad.values()) or "false"
    engine.run(
        f"""CREATE TABLE {quoted(f"{table} bad")} AS SELECT source_row FROM {quoted(table)} WHERE {conditions}
            UNION SELECT unnest(?::BIGINT[])""",
        [rows],
    )


def _trim(engine: Engine, export: Export, raw: str, text: str) -> None:
    """The columns that are read, by name, as trimmed text; rows that are blank in all of them are no entries."""
    places = {**export.header.columns, **export.header.accounts}
    trimmed = ", ".join(f"cell(c{position}) AS {quoted(name)}" for name, position in places.items())
    filled = " OR ".join(f"{quoted(name)} <> ''" for name in places)
    engine.run(
        f"CREATE TABLE {quoted(text)} AS SELECT * FROM (SELECT source_row, {trimmed} FROM {quoted(raw)}) WHERE {filled}"
    )


def _read_dates(engine: Engine, text: str, columns: list[str]) -> None:
    """Table date_reading: each distinct text of the date columns (table date_use) in every way it can be read."""
    if columns:
        cells = [f"SELECT '{name}' AS name, {quoted(name)} AS written FROM {quoted(text)}" for name in columns]
        engine.run(f"CREATE OR REPLACE TABLE date_use AS {' UNION '.join(cells)}")
        engine.script(__package__, "iso_dates.sql")
        if engine.value("SELECT count(*) FROM date_reading WHERE ymd IS NULL"):
            engine.script(__package__, "dates.sql")


def _convert(
    engine: Engine,
    export: Export,
    text: str,
    table: str,
    columns: Mapping[str, Kind],
    marked: Mapping[str, str],
    formats: Formats,
) -> None:
    typed = export.table.typed
    selected, joins = ["source_row"], []
    for column, kind in columns.items():
        written = f"{quoted(text)}.{quoted(column)}"
        if kind in DATES:
            alias = quoted(f"{column} reading")
            joins.append(f"LEFT JOIN date_reading AS {alias} ON {alias}.written = {written}")
            order = f"{alias}.{_READING[formats.date(column)]}"
            value = f"coalesce({alias}.ymd, {alias}.serial, {order})"
        else:
            cell = f"{quoted(text)}.{quoted(marked.get(column, column))}"
            value = _value(cell, kind, formats.decimal(column), typed)
        selected.append(f"{value} AS {quoted(column)}")
        if kind != "text":
            selected.append(f"{written} AS {quoted(_written(column, kind))}")
    selected += [f"{_text(quoted(name), typed)} AS {quoted(name)}" for name in export.header.accounts]
    engine.run(f"CREATE TABLE {quoted(table)} AS SELECT {', '.join(selected)} FROM {quoted(text)} {' '.join(joins)}")
    engine.run(f"DROP TABLE {quoted(text)}")


def _value(written: str, kind: Kind, decimal: str, typed: bool) -> str:
    """SQL: the value of a trimmed cell, NULL where it is blank or not of that kind."""
    if kind == "text":
        return _text(written, typed)
    if kind == "flag":
        return f"flag({_text(written, typed)})"
    value = f"amount_with_{'point' if decimal == '.' else 'comma'}({written})"
    if not typed:
        return value
    number = f"amount_of_number(substr({written}, 2))"
    return f"CASE WHEN starts_with({written}, {_MARK}) THEN {number} ELSE {value} END"


def _text(written: str, typed: bool) -> str:
    """SQL: a code or description, as text; a number cell as its digits, so that 123 is 123 and not 123.0."""
    # pandas writes a missing code as the number nan.
    return f"regexp_replace({written}, concat('^', {_MARK}, '(nan$)?'), '')" if typed else written


def _bad_cells(header: Header, columns: Mapping[str, Kind]) -> dict[str, str]:
    """SQL conditions by column: cells that are not of its kind, blank dates, amounts on no account."""
    amounts = [quoted(column) for column, kind in columns.items() if kind == "amount"]
    bad: dict[str, str] = {}
    for column, kind in columns.items():
        written = quoted(_written(column, kind))
        if kind != "text":
            needed = kind in DATES and column in header.role.needs
            dated = f"source_row NOT IN ({_OPENINGS})" if needed else "false"
            bad[column] = f"{quoted(column)} IS NULL AND ({written} <> '' OR {dated})"
        elif column == "account_no" and header.role.table == "trial_balance" and amounts:
            # Of G/L entries it may be blank: the ERP leaves it so when the account is deleted.
            bad[column] = f"{written} = '' AND ({' OR '.join(f'{amount} <> 0' for amount in amounts)})"
    return bad


def _cell_problems(
    engine: Engine, table: str, bad: Mapping[str, str], columns: Mapping[str, Kind], formats: Formats
) -> Iterable[Problem]:
    counted = ", ".join(f"count(*) FILTER ({condition})" for condition in bad.values())
    counts = engine.rows(f"SELECT {counted} FROM {quoted(table)}")[0] if bad else ()
    for column in (column for column, count in zip(bad, counts, strict=True) if count):
        kind = columns[column]
        rows = engine.rows(
            f"""SELECT source_row, ltrim({quoted(_written(column, kind))}, {_MARK}), count(*) OVER ()
                FROM {quoted(table)} WHERE {bad[column]} ORDER BY source_row LIMIT {_LISTED}"""
        )
        for listed, (row, value, count) in enumerate(rows, start=1):
            yield Problem(
                row=row,
                column=column,
                found=f'"{value}"' if value else "blank",
                expected=formats.expected(kind, column),
                more=count - len(rows) if listed == len(rows) else 0,
            )


def _written(column: str, kind: Kind) -> str:
    """The column that holds a cell's text as the file has it."""
    return column if kind == "text" else f"{column} as written"
