"""Tables of the engine into the ledger tables, without a row of them leaving it.

Columns have to be of types that leave nothing open: numbers that are exact, dates without a time, true or false. What a
file may leave to be decided from all its cells, amounts as text for example, is refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from invrecon.engine import AMOUNT, Engine, quoted
from invrecon.errors import InputError, Problem
from invrecon.exports.formats import DATES, Kind
from invrecon.exports.recognise import Export
from invrecon.exports.referred import ReferredTable
from invrecon.ledger.options import translate_options
from invrecon.ledger.selection import plain_selection
from invrecon.ledger.tables import table_columns
from invrecon.ledger.totals import FileTotals, file_totals
from invrecon.profiles import Profile

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
_EXPECTED = {
    "text": "text, or whole numbers",
    "amount": "exact numbers: numeric or decimal, or whole numbers",
    "date": "dates",
    "month": "dates",
    "flag": "true or false (boolean)",
}


@dataclass(frozen=True)
class _Value:
    """A column in SQL, and what makes one of its values unusable."""

    sql: str
    unusable: str = "false"


def load_referred(
    engine: Engine, export: Export, table: ReferredTable, profile: Profile, first_place: int
) -> FileTotals:
    """Append a table of the engine to its ledger table, and tell what it adds up to.

    The rows have numbers in the order of the entries, where those have numbers, else of their values.

    Raises:
        InputError: a column is of a type that leaves something open, or a value is none of ours.
    """
    header = export.header
    kinds = table_columns(header.role.table)
    if header.accounts:
        raise InputError(
            Problem(file=export.name, found=f"{header.role.title} cannot be a table yet", action="Export it to a file.")
        )
    columns = {column: list(table.types)[place] for column, place in header.columns.items()}
    cells = {column: f"c{place}" for column, place in header.columns.items()}
    values = {column: _value(cells[column], kinds[column], table.types[name]) for column, name in columns.items()}
    wrong = [column for column, value in values.items() if value is None]
    if wrong:
        raise InputError([_wrong_type(export, columns[column], kinds[column], table) for column in wrong])
    known = {column: value for column, value in values.items() if value}
    problems = list(_unusable(engine, export, table, known))
    if problems:
        raise InputError(problems)
    into, source = quoted(header.role.table), quoted(table.known_as)
    given = ", ".join(f"{value.sql} AS {quoted(column)}" for column, value in known.items())
    numbers = [cells[column] for column in ("entry_no", "gl_entry_no", "value_entry_no") if column in cells]
    order = ", ".join(numbers or cells.values())
    selected = plain_selection(export, profile)
    engine.run(
        f"""INSERT INTO {into} ({selected.into}, source_file, source_row, place)
            SELECT {selected.values}, ?, row_no, ? + row_no
            FROM (SELECT {given}, row_number() OVER (ORDER BY {order}) AS row_no FROM {source})""",
        [export.name, first_place],
    )
    own = "source_file = " + "'" + export.name.replace("'", "''") + "'"
    translate_options(engine, header.role.table, own, export, profile)
    return file_totals(engine, header.role.table, export, own)


def _value(name: str, kind: Kind, type_: str) -> _Value | None:
    if kind == "text" and type_ == "VARCHAR":
        return _Value(f"coalesce(trim({name}), '')")
    if kind == "text" and type_ in _WHOLE:
        return _Value(f"coalesce(CAST({name} AS VARCHAR), '')")
    if kind == "amount" and (type_ in _WHOLE or type_.startswith("DECIMAL")):
        return _Value(f"CAST({name} AS {AMOUNT})", f"{name} <> round({name}, 5) OR abs({name}) >= 1e22")
    if kind in DATES and type_ in ("DATE", "TIMESTAMP"):
        day = f"CAST({name} AS DATE)"
        return _Value(day, f"{name} <> {day} OR {day} < DATE '1900-01-01' OR {day} > DATE '2099-12-31'")
    if kind == "flag" and type_ == "BOOLEAN":
        return _Value(name)
    return None


def _wrong_type(export: Export, name: str, kind: Kind, table: ReferredTable) -> Problem:
    return Problem(
        file=export.name,
        column=name,
        found=f"the column is of type {table.types[name]}",
        expected=_EXPECTED[kind],
        action="Make a view that casts it, and name the view instead; or export the table to a file.",
    )


def _unusable(engine: Engine, export: Export, table: ReferredTable, values: dict[str, _Value]) -> Iterable[Problem]:
    """Values that are of the right type, and still none of ours; entries without a date are."""
    wrong = {column: value.unusable for column, value in values.items() if value.unusable != "false"}
    if export.header.role.table in ("value_entry", "gl_entry") and "posting_date" in wrong:
        wrong["posting_date"] += f" OR {values['posting_date'].sql} IS NULL"
    if not wrong:
        return
    counted = ", ".join(f"count(*) FILTER ({unusable})" for unusable in wrong.values())
    counts = engine.rows(f"SELECT {counted} FROM {quoted(table.known_as)}")[0]
    for column, count in zip(wrong, counts, strict=True):
        if count:
            amount = table_columns(export.header.role.table)[column] == "amount"
            yield Problem(
                file=export.name,
                column=list(table.types)[export.header.columns[column]],
                found=f"{count:,} of its values " + ("have more than five decimals" if amount else "are no days"),
                expected="at most five decimals" if amount else "days from 1900 to 2099 without a time, in every entry",
            )
