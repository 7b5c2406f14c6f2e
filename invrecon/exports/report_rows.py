"""Printed reports: page headers, group headings and totals between the entries.

They are recognised by what they lack (a date, an entry number, amounts) and by what they say, left out of the values,
and the totals are compared with the entries they stand for: a report that holds fewer rows than it was printed with is
refused. What cannot be told from a damaged entry stays in, and is reported as a bad row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem
from invrecon.exports import words
from invrecon.exports.cells import TYPED
from invrecon.exports.formats import DATES, Kind
from invrecon.exports.recognise import Export
from invrecon.exports.report_totals import check_totals

_MARK = f"chr({ord(TYPED)})"
_LISTED = 20
_NAMED = 5  # rows that a remark names one by one
_NUMBERS = ("entry_no", "document_no")  # what an entry is known by, where the export shows it


@dataclass
class LeftOut:
    """What was said by the rows that are no entries.

    `problems` stand by themselves. `wrong_totals` may follow from other problems of the file, and count only when there
    are none.
    """

    problems: list[Problem] = field(default_factory=list)
    wrong_totals: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def keep_odd_rows(engine: Engine, export: Export, raw: str, text: str, columns: Mapping[str, Kind]) -> None:
    """Keep the raw rows that may be no entries in table report_raw, and drop the raw table.

    A regular file has none. Rows that the reader found too short (table "<raw>_short") go to table report_short.
    """
    short = quoted(f"{raw}_short")
    engine.run(f"CREATE TABLE IF NOT EXISTS {short} (source_row BIGINT, c0 VARCHAR, c1 VARCHAR)")
    engine.run(
        f"""CREATE OR REPLACE TABLE report_short AS
            SELECT source_row, CAST(c0 AS INTEGER) AS fields, coalesce(c1, '') <> '' AS cut_off FROM {short}"""
    )
    engine.run(
        f"""CREATE OR REPLACE TABLE report_raw AS SELECT * FROM {quoted(raw)}
            WHERE source_row IN (SELECT source_row FROM {quoted(text)} WHERE {_odd(export, columns)}
                                 UNION ALL SELECT source_row FROM report_short)"""
    )
    engine.run(f"DROP TABLE {quoted(raw)}")
    engine.run(f"DROP TABLE {short}")


def set_aside(engine: Engine, export: Export, table: str, columns: Mapping[str, Kind]) -> LeftOut:
    """Take the rows that are no entries out of `table`, and check the totals among them."""
    left_out = LeftOut()
    if not engine.value("SELECT count(*) FROM report_raw"):
        return left_out
    amounts = [column for column, kind in columns.items() if kind == "amount"]
    _set_patterns(engine)
    _describe(engine, export, table, columns, amounts)
    engine.script(__package__, "report_rows.sql")
    totals = check_totals(engine, export.header, table, amounts)
    left_out.wrong_totals += totals.wrong
    left_out.problems += [*totals.no_entries, *_conflicts(engine), *_short_rows(engine, export)]
    engine.run(
        f"""DELETE FROM {quoted(table)} WHERE source_row IN (
                SELECT source_row FROM report_kind UNION ALL SELECT source_row FROM report_short)"""
    )
    left_out.remarks += _remarks(engine, complete=totals.complete)
    return left_out


def _odd(export: Export, columns: Mapping[str, Kind]) -> str:
    """SQL: whether a row of text may be no entry. It errs on the side of yes; most rows of most files are not."""
    dates = _dates(export, columns)
    beginnings = ", ".join(
        f"'{word[:3]}'" for word in sorted({_bare(w)[:3] for w in (*words.totals(), *words.pages())})
    )

    def unlikely(column: str) -> str:
        """Blank, or the beginning of a label."""
        return f"({quoted(column)} = '' OR strip_accents(lower(left({quoted(column)}, 3))) IN ({beginnings}))"

    if dates:
        unread = "SELECT written FROM date_reading WHERE coalesce(ymd, dmy, mdy, yy, serial) IS NULL"
        nobody = " AND ".join(unlikely(column) for column in _identity(export, columns)) or "false"
        return " OR ".join([*(f"{quoted(column)} IN ({unread})" for column in dates), f"({nobody})"])
    above = {cell.strip().lower() for row in _rows_above(export) for cell in row if cell.strip()}
    written = ", ".join("'" + cell.replace("'", "''") + "'" for cell in sorted(above)) or "''"
    keys = _keys(export, columns)[:1]
    return " OR ".join(f"{unlikely(column)} OR lower({quoted(column)}) IN ({written})" for column in keys) or "false"


def _dates(export: Export, columns: Mapping[str, Kind]) -> list[str]:
    """The date that every entry has; none in lists of accounts, items or setup lines."""
    return [column for column in _needed(export) if columns[column] in DATES][:1]


def _keys(export: Export, columns: Mapping[str, Kind]) -> list[str]:
    """Texts without which a row is no entry, or a poor one."""
    return [column for column in _needed(export) if columns[column] == "text"]


def _needed(export: Export) -> list[str]:
    role = export.header.role
    return [c for c in dict.fromkeys((*role.identified_by, *role.needs)) if c in export.header.columns]


def _identity(export: Export, columns: Mapping[str, Kind]) -> list[str]:
    """What tells an entry that lacks its date from a total."""
    return [column for column in _NUMBERS if column in columns] or _keys(export, columns)


def _rows_above(export: Export) -> list[list[str]]:
    """The rows down to the header, cut to its width as all rows are."""
    width = len(export.header.captions)
    return [row[:width] for row in export.table.previews()[export.split][: export.header.row]]


def _describe(engine: Engine, export: Export, table: str, columns: Mapping[str, Kind], amounts: Sequence[str]) -> None:
    """The tables that report_rows.sql works on."""
    header = export.header
    engine.run(
        """CREATE OR REPLACE TABLE report_column (position INTEGER, use VARCHAR, identity BOOLEAN, caption VARCHAR)"""
    )
    identity, keys = _identity(export, columns), _keys(export, columns)

    def use(column: str) -> str:
        if column in _NUMBERS:
            return {"entry_no": "number", "document_no": "document"}[column]
        kind = columns[column]
        return "date" if kind in DATES else "key" if column in keys else kind

    places = [
        (place, use(column), column in identity, header.captions[place]) for column, place in header.columns.items()
    ]
    places += [(place, "account", False, header.captions[place]) for place in header.accounts.values()]
    engine.insert("report_column", places)
    engine.run("CREATE OR REPLACE TABLE report_title (title INTEGER, position INTEGER, written VARCHAR)")
    engine.insert(
        "report_title",
        [
            (title, position, cell.strip())
            for title, row in enumerate(_rows_above(export))
            for position, cell in enumerate(row)
            if cell.strip()
        ],
    )
    odd = "source_row IN (SELECT source_row FROM report_raw)"
    said = " UNION ALL ".join(
        f"""SELECT source_row, {header.columns[column]} AS position, {quoted(column)} AS amount
            FROM {quoted(table)} WHERE {odd} AND {quoted(column)} IS NOT NULL"""
        for column in amounts
    )
    engine.run(f"CREATE OR REPLACE TABLE report_amount AS {said or _NO_AMOUNTS}")
    engine.run(
        f"""CREATE OR REPLACE TABLE report_cell AS
            SELECT source_row, position, written, amount FROM (
                SELECT source_row, CAST(substr(place, 2) AS INTEGER) AS position,
                       ltrim(cell(written), {_MARK}) AS written
                FROM (UNPIVOT report_raw ON COLUMNS(* EXCLUDE source_row) INTO NAME place VALUE written))
            LEFT JOIN report_amount USING (source_row, position) WHERE written <> ''"""
    )
    _describe_entries(engine, export, table, columns)


_NO_AMOUNTS = "SELECT 0 AS source_row, 0 AS position, 0 AS amount WHERE false"


def _describe_entries(engine: Engine, export: Export, table: str, columns: Mapping[str, Kind]) -> None:
    """Which of the odd rows may be entries all the same, and what entries are like."""
    dates, keys = _dates(export, columns), _keys(export, columns)
    if dates:
        entry, typed = f"{quoted(dates[0])} IS NOT NULL", quoted(f"{dates[0]} as written")
        # A bare number is a date in a workbook that lost its formats, or the code of a group.
        bare_number = rf"regexp_full_match({typed}, concat({_MARK}, '\d+(\.\d+)?'))"
    elif keys:
        key = f"strip_accents(lower({quoted(keys[0])}))"
        labels = (f"NOT regexp_matches({key}, getvariable('{pattern}'))" for pattern in ("total_first", "page_first"))
        entry, bare_number = " AND ".join([f"{key} <> ''", *labels]), "false"
    else:
        entry, bare_number = "true", "false"
    engine.run(
        f"""CREATE OR REPLACE TABLE report_entry AS SELECT source_row, {entry} AS entry, {bare_number} AS bare_number
            FROM {quoted(table)} WHERE source_row IN (SELECT source_row FROM report_raw)"""
    )
    written = [quoted(column if kind == "text" else f"{column} as written") for column, kind in columns.items()]
    filled = " + ".join(f"CAST({column} <> '' AS INTEGER)" for column in written) or "0"
    has_amounts = "amount" in columns.values() and bool(dates or keys)
    engine.run(
        f"""CREATE OR REPLACE TABLE report_file AS
            SELECT median({filled}) AS usual_cells, max(source_row) AS last_entry, {has_amounts} AS has_amounts
            FROM {quoted(table)} WHERE {entry}"""
    )


def _set_patterns(engine: Engine) -> None:
    totals, pages = ("|".join(re.escape(_bare(word)) for word in listed) for listed in (words.totals(), words.pages()))
    no_sign = r"[^\p{L}\p{N}]*"
    engine.set_variable("total_first", rf"^{no_sign}({totals})(?:$|[\s:.,;(/=*#])")
    engine.set_variable("total_last", rf"[\s:.,;)/-]({totals}){no_sign}$")
    engine.set_variable("page_first", rf"^{no_sign}({pages})(?:$|[^\p{{L}}])")
    engine.set_variable("page_only", rf"^{no_sign}({pages}){no_sign}$")


def _bare(word: str) -> str:
    """A word as strip_accents(lower()) of the engine gives it."""
    return "".join(ch for ch in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(ch))


def _conflicts(engine: Engine) -> Iterable[Problem]:
    """Rows that read like a total and have a date like an entry: counted, they might count twice."""
    rows = engine.rows(
        f"""SELECT source_row, label, count(*) OVER () FROM report_kind WHERE kind = 'conflict'
            ORDER BY source_row LIMIT {_LISTED}"""
    )
    for listed, (row, label, count) in enumerate(rows, start=1):
        yield Problem(
            row=row,
            found=f'the row reads like a total ("{label}"), and has a date like an entry',
            expected="an entry with its document number, or a total without a date",
            action="Delete the row if it is a total; give it its document number if it is an entry.",
            more=count - listed if listed == len(rows) else 0,
        )


def _short_rows(engine: Engine, export: Export) -> Iterable[Problem]:
    """Rows that end early and are entries all the same."""
    width = len(export.header.captions)
    rows = engine.rows(
        f"""SELECT source_row, fields, cut_off, count(*) OVER () FROM report_short
            WHERE source_row NOT IN (SELECT source_row FROM report_kind) ORDER BY cut_off, source_row LIMIT {_LISTED}"""
    )
    for listed, (row, fields, cut_off, count) in enumerate(rows, start=1):
        if not cut_off:
            expected, found = f"{width}, as in the header", f"only {fields} fields"
        elif count > 1:
            continue
        else:
            expected = "a complete row"
            found = f"the last row ends after {fields} of {width} fields: the file seems cut off"
        more = count - listed if listed == len(rows) else 0
        yield Problem(row=row, found=found, expected=expected, action="Export the file again.", more=more)


def _remarks(engine: Engine, *, complete: bool) -> Iterable[str]:
    """What was left out, so that an entry taken for something else can be found."""
    found = {
        kind: (count, rows)
        for kind, count, rows in engine.rows(
            f"""SELECT kind, count(*), list(source_row ORDER BY source_row)[:{_NAMED}] FROM report_kind
                WHERE kind <> 'conflict' GROUP BY kind"""
        )
    }
    if not found:
        return
    names = (("page", "line of page headers", "lines of page headers"),
             ("heading", "group heading", "group headings"), ("total", "total", "totals"))  # fmt: skip
    parts = []
    for kind, one, many in names:
        if kind in found:
            count, rows = found[kind]
            named = ", ".join(str(row) for row in rows)
            further = f" and {count - len(rows):,} more" if count > len(rows) else ""
            places = f" (row{'s' if count > 1 else ''} {named}{further})" if kind == "heading" else ""
            parts.append(f"{count:,} {one if count == 1 else many}{places}")
    listed = " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
    single = sum(count for count, _ in found.values()) == 1
    left_out = "is no entry and was left out" if single else "are no entries and were left out"
    if "total" in found:
        agree = "; the totals agree with the rows" if complete else ""
    else:
        agree = "; no total tells whether the rows are complete" if "heading" in found else ""
    yield f"{listed} {left_out}{agree}."
