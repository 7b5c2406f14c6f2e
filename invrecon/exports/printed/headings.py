"""Printed reports whose entries do not name their item or account: it stands in a heading above them.

    Item Number: BIKE
    10/1/2026  RCT001  1,000.00
    Totals:            1,000.00

What a heading names becomes a column of the entries below it. That is safe only where no heading can be missing: every
entry needs one, entries below a total need a new one, and the totals must be there, to be held against the entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from invrecon.engine import Engine, quoted
from invrecon.errors import Problem
from invrecon.exports import words
from invrecon.exports.captions import Header, normal
from invrecon.exports.cells import TYPED
from invrecon.exports.printed.balance_lines import BalanceWords, is_line
from invrecon.exports.printed.heading import (
    Cells,
    but_for_numbers,
    code,
    has_balance,
    is_amount,
    labelled,
    named_in,
    without_balances,
)
from invrecon.exports.printed.labels import is_total, set_patterns
from invrecon.findings import counted
from invrecon.profiles import Role

if TYPE_CHECKING:
    from invrecon.exports.table import Table

_NAMED_BY_HEADINGS = ("item_no", "account_no")
_MASTER_DATA = ("store_item",)  # lists without anything that totals could add up
_FEWEST = 4  # columns of a header that lacks only what headings say
_DATES = ("posting_date", "document_date")
_TABLES = ("value_entry", "gl_entry")
_RANGE = re.compile(r"\b(?:first|last|all|to|through)\b", re.IGNORECASE)


def may_have_headings(rows: Iterable[Cells], role: Role) -> bool:
    """Whether any of these rows may be a heading that names what a column of the role would."""
    columns = _columns(role)
    return any(":" in cell for row in rows for cell in row) if columns and not role.headings else bool(columns)


def _columns(role: Role) -> Sequence[str]:
    """The columns that may stand in headings: those of the profile, else the items and accounts of entries."""
    return tuple(role.headings) or (_NAMED_BY_HEADINGS if role.table in _TABLES else ())


def below_headings(
    table: Table, header: Header, split: str, balances: BalanceWords
) -> tuple[GroupedTable, Header] | None:
    """The table with the columns that its headings name, and its header with them; None where it has no such headings.

    `header` may lack what identifies its role, as long as headings say it. `balances` are the words for lines of a
    balance: an opening balance is a row of its account.
    """
    role = header.role
    if not _columns(role) or (header.recognised < _FEWEST and not header.plays_role):
        return None
    rows = table.previews()[split]
    absent = [c for c in _columns(role) if c in role.columns and c not in header.columns]
    below = [named_in(row, column, role) for column in absent for row in rows[header.row :]]
    said = ((column, labelled(row, column, role)) for column in absent for row in rows[: max(header.row - 1, 0)])
    above = {column: code(value, column) for column, value in said if value and not _RANGE.search(value)}
    if not any(below) and not (role.headings and above):
        return None
    carried = [c for c in absent if c in above or any(named_in(row, c, role) for row in rows[header.row :])]
    width = len(header.captions)
    captions = tuple(role.columns[column][0] for column in carried)
    columns = {**header.columns, **{column: width + at for at, column in enumerate(carried)}}
    grouped = replace(header, captions=(*header.captions, *captions), columns=columns)
    return (GroupedTable(table, header, split, carried, above, balances), grouped) if grouped.plays_role else None


@dataclass
class _Reading:
    """What the rows between the entries say: each value with the row from which on it holds, and what is wrong."""

    values: list[tuple[int, Mapping[str, str]]] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    balances: list[int] = field(default_factory=list)
    totals: int = 0
    stated: list[int] = field(default_factory=list)
    lacking: list[tuple[int, str]] = field(default_factory=list)


class GroupedTable:
    """A table with what its headings name as further columns, behind its own."""

    def __init__(
        self,
        table: Table,
        header: Header,
        split: str,
        carried: Sequence[str],
        above: Mapping[str, str],
        balances: BalanceWords,
    ) -> None:
        self._table, self._header, self._split = table, header, split
        self._carried, self._above, self._balances = carried, above, balances
        self._rows = table.previews()[split][: header.row]
        self._remarks: tuple[str, ...] = ()

    @property
    def sheet(self) -> str:
        """The sheet of a workbook."""
        return self._table.sheet

    @property
    def sha256(self) -> str:
        """The fingerprint of the file."""
        return self._table.sha256

    @property
    def typed(self) -> bool:
        """Whether numbers and dates are marked as such."""
        return self._table.typed

    @property
    def form(self) -> str:
        """How the file is written."""
        return self._table.form

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the reader noticed, and how many headings there are."""
        return (*self._table.remarks, *self._remarks)

    def plain(self, _: Header, __: str) -> None:
        """Not by the engine: headings say what the rows below them lack."""

    def previews(self) -> dict[str, list[list[str]]]:
        """The first rows; the header shows the further columns."""
        previews = dict(self._table.previews())
        rows = list(previews[self._split])
        captions = [self._header.role.columns[column][0] for column in self._carried]
        at, width = self._header.row - 1, len(self._header.captions)
        rows[at] = [*rows[at][:width], *[""] * (width - len(rows[at])), *captions]
        previews[self._split] = rows
        return previews

    def load(self, engine: Engine, table: str, header: Header, split: str, /) -> list[Problem]:
        """Create the raw table with the further columns; the headings are no rows of it."""
        problems = self._table.load(engine, table, self._header, split)
        labels = "|".join(re.escape(name) for column in self._carried for name in header.role.columns[column])
        engine.set_variable("report_captions", [caption.lower() for caption in self._header.captions])
        engine.set_variable("report_heading", rf"(?im)^({labels})\s*:")
        set_patterns(engine, header.role)
        reading = self._read(engine, table)
        self._add_columns(engine, table, header, reading)
        titles = [self._title(column) for column in self._carried]
        named = counted(len(reading.values) - 1, "heading") if reading.values[1:] else "the lines"
        remarks = [f"{' and '.join(titles)} of the rows: from {named} above them."]
        if reading.balances:
            remarks.append("Its beginning and ending balances were left aside: only its rows count.")
        self._remarks = tuple(remarks)
        for row, column in reading.lacking[:1]:
            problems.append(
                Problem(
                    # Of no row: without the heading no entry below it can be trusted, so none is left out alone.
                    found=f"no heading says which {self._title(column)} the entries from row {row} on are of",
                    expected=f'a heading such as "{self._title(column)}: ..." above them',
                    action=f"Export the report with the column {self._title(column)} in every row.",
                    more=len(reading.lacking) - 1,
                )
            )
        if not reading.totals and reading.values[1:] and header.role.table not in _MASTER_DATA:
            problems.append(
                Problem(
                    found=f"{' and '.join(titles)} stand in headings only, and no totals prove that none is missing",
                    expected="a report with totals, or with these columns in every row",
                    action="Export the report with its totals, or as a table.",
                )
            )
        return problems

    def _title(self, column: str) -> str:
        return self._header.role.columns[column][0]

    def _entry(self) -> str:
        """SQL: whether a raw row is an entry: it has a date, and all that its kind of entry has, and is no heading."""
        header = self._header
        needed = [header.columns[c] for c in dict.fromkeys(header.role.identified_by) if c in header.columns]
        shown = [c for c in _DATES if c in header.columns]
        if not shown:
            return self._listed(needed)
        filled = (_filled(at) for at in needed)
        line = ", ".join(f"cell(c{at})" for at in range(len(header.captions)))
        heading = f"regexp_matches(concat_ws(chr(10), {line}), getvariable('report_heading'))"
        dates = [f"regexp_matches(cell(c{header.columns[c]}), '\\d')" for c in shown]
        return f"{' AND '.join(filled)} AND ({' OR '.join(dates)}) AND NOT {heading}"

    def _listed(self, needed: Sequence[int]) -> str:
        """SQL: the same of a list without dates: its code is there, any of its amounts, and it is no total's label."""
        code, *amounts = needed
        any_amount = " OR ".join(_filled(at) for at in amounts) or "true"
        return f"{_filled(code)} AND ({any_amount}) AND NOT {is_total(f'cell(c{code})')}"

    def _balance(self) -> str:
        """SQL: whether a raw row states a balance."""
        return is_line(self._balances, [f"cell(c{at})" for at in range(len(self._header.captions))])

    def _read(self, engine: Engine, table: str) -> _Reading:
        header = self._header
        width = len(header.captions)
        cells = ", ".join(f"cell(c{at})" for at in range(width))
        entry = f"({self._entry()}) AND NOT ({self._balance()})"
        rows = engine.rows(
            f"""SELECT source_row, entries, {self._balance()}, {cells} FROM (
                    SELECT *, {entry} AS entry, count(*) FILTER ({entry}) OVER (ORDER BY source_row) AS entries
                    FROM {quoted(table)}) WHERE NOT entry ORDER BY source_row"""
        )
        all_entries = engine.value(f"SELECT count(*) FILTER ({entry}) FROM {quoted(table)}")
        return self._walked(rows, all_entries)

    def _walked(self, rows: Iterable[tuple[object, ...]], all_entries: int) -> _Reading:
        """The rows between the entries, one after the other. Columns are told the outermost first."""
        reading = _Reading()
        now = {column: self._above.get(column, "") for column in self._carried}
        order = [column for column in self._carried if now[column]]
        fresh: set[str] = set(order)
        closed, seen, last_row = 0, 0, self._header.row
        reading.values.append((last_row, dict(now)))

        def pass_entries(entries: int) -> None:
            """Entries have come: each must know its heading, and a new one for every level that a total has closed."""
            nonlocal closed, seen
            if entries == seen:
                return
            closed_levels = order[-closed:] if closed else []
            for column in self._carried:
                if not now[column] or (column in closed_levels and column not in fresh):
                    reading.lacking.append((last_row + 1, column))
            closed, seen = 0, entries
            fresh.clear()

        for source_row, entries, is_balance, *cells in rows:
            pass_entries(int(str(entries)))
            last_row, row = int(str(source_row)), [str(cell) for cell in cells]
            if self._is_page(row):
                continue
            named = {c: value for c in self._carried if (value := named_in(row, c, self._header.role))}
            if named:
                order.extend(column for column in named if column not in order)
                for column, value in named.items():
                    if value != now[column]:
                        # Within another account, the item has to be named again.
                        now.update(dict.fromkeys(order[order.index(column) + 1 :], ""))
                now.update(named)
                fresh.update(named)
                reading.values.append((last_row, dict(now)))
            if is_balance:
                reading.stated.append(last_row)
                closes = self._closes(row)
                over = [] if closes or not closed else [c for c in order[-closed:] if c not in fresh]
                reading.lacking.extend((last_row, c) for c in self._carried if not now[c] or c in over)
                reading.totals += closes
                closed += closes
            elif has_balance(row) and not self._is_total(without_balances(row)):
                reading.balances.append(last_row)
            elif named and not self._is_total(row):
                reading.headings.append(last_row)
            elif self._is_total(row):
                reading.totals += 1
                closed += 1
        pass_entries(all_entries)
        return reading

    def _is_page(self, row: Cells) -> bool:
        """The captions again, or a line above them; but not one that has named what the first entries are of."""
        used = [row[at] for at in self._header.columns.values() if row[at]]
        if used and all(normal(cell) == normal(self._header.captions[row.index(cell)]) for cell in used):
            return True
        if any(named_in(row, column, self._header.role) == value for column, value in self._above.items()):
            return False
        whole = but_for_numbers(row)
        if any(whole == but_for_numbers(above) for above in self._rows[:-1]):
            return True
        first = normal(next((cell for cell in row if cell), ""))
        return any(first.startswith(normal(word)) for word in words.pages())

    def _is_total(self, row: Cells) -> bool:
        amounts = [at for column, at in self._header.columns.items() if column in _AMOUNTS]
        return any(is_amount(row[at]) for at in amounts)

    def _closes(self, row: Cells) -> bool:
        """Whether a line that states a balance is the last one of its heading."""
        return bool(self._balances.closing) and any(
            re.search(self._balances.closing, cell.lstrip(TYPED)) for cell in row
        )

    def _add_columns(self, engine: Engine, table: str, header: Header, reading: _Reading) -> None:
        """Give every entry what holds where it stands, and take the headings out."""
        named, raw = quoted(f"{table}_named"), quoted(table)
        columns = ", ".join(f"n{at} VARCHAR" for at in range(len(self._carried)))
        engine.run(f"CREATE TABLE {named} (from_row VARCHAR, {columns})")
        engine.insert(
            f"{table}_named", [(str(row), *(now[column] for column in self._carried)) for row, now in reading.values]
        )
        carries = self._entry()
        if reading.stated:
            carries = f"({carries}) OR entry.source_row IN ({', '.join(map(str, reading.stated))})"
        added = ", ".join(
            f"CASE WHEN {carries} THEN n{at} ELSE '' END AS c{header.columns[column]}"
            for at, column in enumerate(self._carried)
        )
        engine.run(
            f"""CREATE OR REPLACE TABLE {raw} AS
                SELECT entry.*, {added} FROM {raw} AS entry
                ASOF LEFT JOIN (SELECT * REPLACE (CAST(from_row AS BIGINT) AS from_row) FROM {named}) AS named
                    ON entry.source_row >= named.from_row"""
        )
        engine.run(f"DROP TABLE {named}")
        for each in (table, f"{table}_short"):
            if engine.value("SELECT count(*) FROM duckdb_tables() WHERE table_name = ?", [each]):
                engine.run(
                    f"DELETE FROM {quoted(each)} WHERE list_contains(?::BIGINT[], CAST(source_row AS BIGINT))",
                    [[*reading.headings, *reading.balances]],
                )


_AMOUNTS = ("cost_amount_actual", "cost_amount", "quantity", "amount", "debit", "credit")


def _filled(at: int) -> str:
    """SQL: whether a raw cell is filled, and not with its caption."""
    return f"cell(c{at}) <> '' AND lower(cell(c{at})) <> getvariable('report_captions')[{at + 1}]"
