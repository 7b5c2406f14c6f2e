"""Plain files straight into their ledger table: one pass over the file, and one look at what the pass has noted."""

from __future__ import annotations

from dataclasses import dataclass

from invrecon.engine import Engine, quoted
from invrecon.exports.formats import Formats
from invrecon.exports.plain import PlainValues, plain_values
from invrecon.exports.printed.balance_lines import balance_words
from invrecon.exports.recognise import Export
from invrecon.ledger.options import translate_options
from invrecon.ledger.selection import Selection, plain_selection
from invrecon.ledger.tables import table_columns
from invrecon.ledger.totals import FileTotals, file_totals
from invrecon.profiles import Profile

_PROBE = 2_000  # rows that must be plain before a large file is read in the hope that all are
_NEW = "evidence IS NOT NULL"  # the rows of the file at work


@dataclass(frozen=True)
class PlainlyRead:
    """What a plain file added up to, and how it writes amounts and dates."""

    totals: FileTotals
    formats: Formats


def load_plain(engine: Engine, export: Export, profile: Profile, first_place: int) -> PlainlyRead | None:
    """Append a plain file to its ledger table; None, and nothing appended, where the file is not plain.

    The places of its rows among those of all files begin behind `first_place`.

    The result is that of the long way, cell for cell; tests compare the two.
    """
    table = export.header.role.table
    values = plain_values(engine, export, table_columns(table), balance_words(profile, table))
    if values is None:
        return None
    engine.run(f"ALTER TABLE {quoted(table)} ADD COLUMN evidence BIGINT")
    appended = _appended(engine, export, values, plain_selection(export, profile))
    if appended:
        evidence, first = appended
        translate_options(engine, table, _NEW, export, profile)
        totals = file_totals(engine, table, export, _NEW, values.filled(evidence))
        # Rows are inserted in the file's order; numbering them while they are read would keep one core busy alone.
        before = first - values.file.first_row
        engine.run(
            f"UPDATE {quoted(table)} SET source_row = rowid - ?, place = rowid - ? WHERE {_NEW}",
            [before, before - first_place],
        )
    engine.run(f"ALTER TABLE {quoted(table)} DROP COLUMN evidence")
    return PlainlyRead(totals, values.formats(evidence)) if appended else None


def _appended(engine: Engine, export: Export, values: PlainValues, selected: Selection) -> tuple[int, int] | None:
    """Append the values. Their evidence, bit by bit, and the engine's own number of the first row.

    None where they are not plain and nothing was appended.
    """
    import duckdb

    table = quoted(export.header.role.table)
    parameters = values.file.parameters
    try:
        if (values.file.rows or _PROBE) >= _PROBE:
            first = f"SELECT bit_or(evidence) FROM (SELECT evidence FROM ({values.query}) LIMIT {_PROBE})"
            if values.is_odd(engine.value(first, parameters)) or not _in_order(engine, values):
                return None
        engine.run(
            f"""INSERT INTO {table} ({selected.into}, source_file, evidence)
                SELECT {selected.values}, ?, {_evidence(export)} FROM ({values.query})""",
            [export.name, *parameters],
        )
    except duckdb.Error:
        return None  # a row of the wrong length, a damaged file: the long way says which
    rows, first_id, last_id, evidence = engine.rows(
        f"SELECT count(*), min(rowid), max(rowid), coalesce(bit_or(evidence), 0) FROM {table} WHERE {_NEW}"
    )[0]
    expected = values.file.rows in (None, rows) and (not rows or last_id - first_id + 1 == rows)
    if rows and expected and not values.is_odd(evidence) and not values.in_doubt(evidence):
        return int(evidence), int(first_id)
    engine.run(f"DELETE FROM {table} WHERE {_NEW}")
    return None


def _in_order(engine: Engine, values: PlainValues) -> bool:
    """Whether the rows come in the file's order, by which they are numbered: the engine keeps it unless it joins."""
    (plan,) = engine.rows(f"EXPLAIN {values.query}", values.file.parameters)
    return "JOIN" not in plan[1]


def _evidence(export: Export) -> str:
    """Credits below zero are odd: they may be printed so, or be corrections (credits.py)."""
    return "evidence | CAST(coalesce(credit, 0) < 0 AS BIGINT)" if "credit" in export.header.columns else "evidence"
