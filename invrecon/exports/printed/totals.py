"""Control totals: the totals of a printed report against the entries they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem
from invrecon.exports.captions import Header
from invrecon.money import signed

_LISTED = 20
_ACTION = (
    "Export the report again: rows are missing, or were changed. Delete the totals only if you know them to be wrong."
)


@dataclass
class Totals:
    """Totals that are wrong, rows that are neither totals nor entries, and whether the others account for all entries.

    Rows that say nothing of a total, and are none, are taken out of table report_kind: they stay what they were.
    """

    wrong: list[Problem] = field(default_factory=list)
    no_entries: list[Problem] = field(default_factory=list)
    complete: bool = False


def check_totals(engine: Engine, header: Header, table: str, amounts: Sequence[str]) -> Totals:
    """Compare the totals in report_total with the values in `table`, and drop from report_kind what is no total."""
    totals = Totals()
    if not engine.value("SELECT count(*) FROM report_total"):
        return totals
    _add_up(engine, header, table, amounts)
    engine.script(__package__, "totals.sql")
    totals.wrong += [*_wrong(engine, header), *_rows_below_the_last(engine)]
    totals.no_entries += _codes_for_dates(engine)
    engine.run(
        """DELETE FROM report_kind WHERE kind = 'total' AND total_word IS NULL
           AND look IN (SELECT look FROM report_verdict WHERE rule IS NULL)"""
    )
    totals.complete = not totals.wrong
    return totals


def _add_up(engine: Engine, header: Header, table: str, amounts: Sequence[str]) -> None:
    """Tables report_span and report_segment: the entries between two totals, counted and added up."""
    ways = {"all": "true"} | ({"without totals": f"NOT ({_adds_up(header)})"} if "account_no" in header.columns else {})
    if engine.value("SELECT count(*) FROM report_balance"):
        ways["without balances"] = "source_row NOT IN (SELECT source_row FROM report_balance)"
    sums = [
        f"coalesce(sum({quoted(column)}) FILTER ({condition}), 0) AS {quoted(f'{column} {way}')}"
        for column in amounts
        for way, condition in ways.items()
    ]
    engine.run(
        f"""CREATE OR REPLACE TABLE report_sum AS
            WITH entry AS (
                SELECT * FROM {quoted(table)} WHERE source_row NOT IN (SELECT source_row FROM report_kind)
            ), span AS (
                SELECT ordinal FROM report_total UNION ALL SELECT max(ordinal) + 1 FROM report_total
            ), placed AS (
                SELECT entry.*, coalesce(report_total.ordinal, (SELECT max(ordinal) FROM span)) AS ordinal
                FROM entry ASOF LEFT JOIN report_total ON entry.source_row <= report_total.source_row
            )
            SELECT span.ordinal, count(placed.ordinal) AS entries, min(source_row) AS first_row,
                   max(source_row) AS last_row, {", ".join(sums)}
            FROM span LEFT JOIN placed USING (ordinal) GROUP BY span.ordinal"""
    )
    engine.run("CREATE OR REPLACE TABLE report_span AS SELECT ordinal, entries, first_row, last_row FROM report_sum")
    segments = " UNION ALL ".join(
        f"""SELECT ordinal, {header.columns[column]} AS position, '{way}' AS way, {quoted(f"{column} {way}")} AS amount
            FROM report_sum"""
        for column in amounts
        for way in ways
    )
    engine.run(f"CREATE OR REPLACE TABLE report_segment AS {segments}")


def _adds_up(header: Header) -> str:
    """SQL: whether an account of a list of balances adds up others, by its type or its name."""
    told = [
        f"regexp_matches(strip_accents(lower({quoted(column)})), getvariable('{pattern}'))"
        for column in ("account_type", "name")
        for pattern in ("total_first", "total_last")
        if column in header.columns
    ]
    # The number of the option instead of its name: Total and End-Total.
    told += ["account_type IN ('2', '4')"] if "account_type" in header.columns else []
    return " OR ".join(told) or "false"


def _wrong(engine: Engine, header: Header) -> Iterable[Problem]:
    """Every total that is called one and follows no rule, with the entries since the last one of its level."""
    rows = engine.rows(
        f"""SELECT claim.source_row, position, label, says, comes_to, min(first_row), max(last_row), count(*) OVER ()
            FROM report_claim AS claim JOIN report_verdict USING (look) JOIN report_total USING (ordinal)
            LEFT JOIN report_span ON report_span.ordinal > claim.last AND report_span.ordinal <= claim.ordinal
            WHERE report_verdict.rule IS NULL AND claim.total_word IS NOT NULL AND claim.scheme = 'stacked'
              AND claim.rule = 'below' AND claim.way = 'all' AND says <> comes_to
            GROUP BY claim.source_row, position, label, says, comes_to
            ORDER BY claim.source_row, position LIMIT {_LISTED}"""
    )
    for listed, (row, position, label, says, comes_to, first, last, count) in enumerate(rows, start=1):
        where = "there are no entries above it" if first is None else (
            f"the entry in row {first} is {signed(comes_to)}" if first == last
            else f"the entries in rows {first} to {last} add up to {signed(comes_to)}"
        )  # fmt: skip
        yield Problem(
            row=row,
            column=header.captions[position],
            found=f'"{label}" says {signed(says)}, and {where}; the file is incomplete or was changed',
            expected="a total that equals the entries above it",
            action=_ACTION,
            more=count - listed if listed == len(rows) else 0,
        )


def _rows_below_the_last(engine: Engine) -> Iterable[Problem]:
    """Entries that stand under no total, though those above do: the end of the report is missing."""
    rows = engine.rows(
        """SELECT first_row, last_row FROM report_span
           WHERE entries > 0 AND ordinal = (SELECT max(ordinal) FROM report_span)
             AND EXISTS (SELECT 1 FROM report_verdict WHERE rule = 'below')
             AND NOT EXISTS (SELECT 1 FROM report_verdict WHERE rule = 'above')"""
    )
    for first, last in rows:
        which = "an entry stands" if first == last else f"the entries from here to row {last} stand"
        yield Problem(
            row=first,
            found=f"{which} below the last total; the file seems to be cut off",
            expected="a total at the end, as above",
            action="Export the report again. If it is complete, delete its totals.",
        )


def _codes_for_dates(engine: Engine) -> Iterable[Problem]:
    """Number cells of a workbook that could be a date or the code of a group, in rows that are no total."""
    for row, label in engine.rows(
        f"""SELECT source_row, label FROM report_total JOIN report_verdict USING (look)
            WHERE rule IS NULL AND bare_number AND total_word IS NULL ORDER BY source_row LIMIT {_LISTED}"""
    ):
        del label
        yield Problem(
            row=row,
            found="the row has a number for a date, no document number, and is no total of the rows above",
            expected="an entry with a date and a document number, or a total",
            action="Delete the row if it is a total; else give it a date and a document number.",
        )
