"""Printed reports: page headers, group headings and totals between the entries.

They are recognised by what they lack (a date, an entry number, amounts) and by what they say, left out of the values,
and the totals are compared with the entries they stand for: a report that holds fewer rows than it was printed with is
refused. What cannot be told from a damaged entry stays in, and is reported as a bad row.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem
from invrecon.exports.printed.layout import Layout, describe, odd_rows
from invrecon.exports.printed.totals import check_totals

_LISTED = 20
_NAMED = 5  # rows that a remark names one by one


@dataclass
class LeftOut:
    """What was said by the rows that are no entries.

    `problems` stand by themselves. `wrong_totals` may follow from other problems of the file, and count only when there
    are none.
    """

    problems: list[Problem] = field(default_factory=list)
    wrong_totals: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def keep_odd_rows(engine: Engine, layout: Layout, raw: str, text: str) -> None:
    """Keep the raw rows that may be no entries in table report_raw, and drop the raw table.

    A regular file has none. Lines that state a balance (table report_balance) are told already. Rows that the reader
    found too short (table "<raw>_short") go to table report_short.
    """
    short = quoted(f"{raw}_short")
    engine.run(f"CREATE TABLE IF NOT EXISTS {short} (source_row BIGINT, c0 VARCHAR, c1 VARCHAR)")
    engine.run(
        f"""CREATE OR REPLACE TABLE report_short AS
            SELECT source_row, CAST(c0 AS INTEGER) AS fields, coalesce(c1, '') <> '' AS cut_off FROM {short}
            WHERE coalesce(c1, '') <> '' OR source_row NOT IN (SELECT source_row FROM report_balance)"""
    )
    engine.run(
        f"""CREATE OR REPLACE TABLE report_raw AS SELECT * FROM {quoted(raw)}
            WHERE source_row IN (SELECT source_row FROM {quoted(text)} WHERE {odd_rows(engine, layout)}
                                 UNION ALL SELECT source_row FROM report_short)
              AND source_row NOT IN (SELECT source_row FROM report_balance)"""
    )
    engine.run(f"DROP TABLE {quoted(raw)}")
    engine.run(f"DROP TABLE {short}")


def set_aside(engine: Engine, layout: Layout, table: str) -> LeftOut:
    """Take the rows that are no entries out of `table`, and check the totals among them."""
    left_out = LeftOut()
    if not engine.value("SELECT count(*) FROM report_raw"):
        return left_out
    describe(engine, layout, table)
    engine.script(__package__, "rows.sql")
    totals = check_totals(engine, layout.header, table, layout.amounts)
    left_out.wrong_totals += totals.wrong
    left_out.problems += [*totals.no_entries, *_conflicts(engine), *_short_rows(engine, layout)]
    engine.run(
        f"""DELETE FROM {quoted(table)} WHERE source_row IN (
                SELECT source_row FROM report_kind UNION ALL SELECT source_row FROM report_short)"""
    )
    left_out.remarks += _remarks(engine, complete=totals.complete)
    return left_out


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


def _short_rows(engine: Engine, layout: Layout) -> Iterable[Problem]:
    """Rows that end early and are entries all the same."""
    width = len(layout.header.captions)
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
