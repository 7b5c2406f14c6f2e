"""Plain files: every cell is written in the one way that needs no second look, so that one pass reads the whole.

Dates are ISO dates, amounts digits with a point, texts have no blanks around them, and no row looks like a heading or a
total: most files that a program wrote are so. Every row carries its `evidence`, whether it is odd and how its amounts
are written. Where any row is odd, the file is read the long way (values.py), which weighs all cells of a column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from invrecon.engine import Engine, quoted
from invrecon.exports.formats import DATES, Formats, Kind
from invrecon.exports.plain_file import PlainFile
from invrecon.exports.printed.balance_lines import BalanceWords, is_line
from invrecon.exports.printed.layout import Layout, layout_of, of_nobody
from invrecon.exports.recognise import Export

_SIDES = ("value_entry", "gl_entry", "unposted_gl_entry", "entry_type_line", "relation", "item")
_ODD = 1
_BITS = 3  # for each amount and date: filled, with a decimal sign, with one that can be no other


@dataclass(frozen=True)
class PlainCell:
    """A column in SQL: its value, what makes it odd, and what its text tells.

    `filled`: something is written there; `pointed`: with a decimal sign; `proven`: with one that is no thousand.
    """

    value: str
    odd: str = "false"
    filled: str = "false"
    pointed: str = "false"
    proven: str = "false"


@dataclass(frozen=True)
class PlainValues:
    """The query for all values of a file, by canonical column, with their evidence, and what the evidence says."""

    file: PlainFile
    query: str
    columns: Mapping[str, Kind]
    texts: frozenset[str]

    @staticmethod
    def is_odd(evidence: int | None) -> bool:
        """Whether any row is not plain; `evidence` is that of all rows, joined bit by bit."""
        return bool((evidence or 0) & _ODD)

    def in_doubt(self, evidence: int) -> bool:
        """Whether a column has decimal signs, and all of them could be thousands."""
        return any(self._bit(evidence, at, 1) and not self._bit(evidence, at, 2) for at in range(len(self._told)))

    def filled(self, evidence: int) -> frozenset[str]:
        """The amount and date columns in which anything stands."""
        return frozenset(column for at, column in enumerate(self._told) if self._bit(evidence, at, 0))

    def formats(self, evidence: int) -> Formats:
        """How the file writes its amounts and dates."""
        dates = [column for column in self.filled(evidence) & self.texts if self.columns[column] in DATES]
        return Formats(
            {column: "." for at, column in enumerate(self._told) if self._bit(evidence, at, 1)},
            dict.fromkeys(sorted(dates), "ymd"),
        )

    @property
    def _told(self) -> list[str]:
        return _told(self.columns)

    @staticmethod
    def _bit(evidence: int, place: int, bit: int) -> bool:
        return bool(evidence >> (1 + _BITS * place + bit) & 1)


def plain_values(
    engine: Engine, export: Export, kinds: Mapping[str, Kind], balances: BalanceWords
) -> PlainValues | None:
    """How to read an export in one pass, if it may be plain; None where it cannot be."""
    header = export.header
    if header.row == 0 or header.accounts or header.role.table not in _SIDES:
        return None
    file = export.table.plain(header, export.split)
    if file is None:
        return None
    columns = {column: kinds[column] for column in header.columns}
    layout = layout_of(export, columns)
    cells = {
        column: _cell(f"c{place}", columns[column], file.types[place], needed=column == layout.date)
        for column, place in header.columns.items()
    }
    if not all(cells.values()):
        return None
    known = {column: cell for column, cell in cells.items() if cell is not None}
    values = ", ".join(f"{cell.value} AS {quoted(column)}" for column, cell in known.items())
    odd = [cell.odd for cell in known.values() if cell.odd != "false"]
    told = [known[column] for column in _told(columns)]
    # Odd rows are looked for among the values, because that is where their columns have names.
    inner = f"SELECT {values}, ({' OR '.join(odd) or 'false'}) AS odd_cell, {_bits(told)} AS written"
    lines = _states_balance(balances, len(header.captions))
    query = f"""SELECT * EXCLUDE (odd_cell, written, is_balance),
                       CAST(odd_cell OR is_balance OR {_no_entry(engine, layout)} AS BIGINT) | written AS evidence
                FROM ({inner}, ({lines}) AS is_balance FROM {file.source})"""
    texts = frozenset(column for column, place in header.columns.items() if file.types[place] == "VARCHAR")
    return PlainValues(file, query, columns, texts)


def _told(columns: Mapping[str, Kind]) -> list[str]:
    return [column for column, kind in columns.items() if kind == "amount" or kind in DATES]


def _bits(cells: Iterable[PlainCell]) -> str:
    said = (word for cell in cells for word in (cell.filled, cell.pointed, cell.proven))
    bits = (f"(CAST({word} AS BIGINT) << {place})" for place, word in enumerate(said, start=1) if word != "false")
    return f"({' | '.join(bits) or '0::BIGINT'})"


def _states_balance(balances: BalanceWords, width: int) -> str:
    stated = balances.opening or balances.closing
    return is_line(balances, [f"CAST(c{at} AS VARCHAR)" for at in range(width)]) if stated else "false"


def _no_entry(engine: Engine, layout: Layout) -> str:
    nobody = of_nobody(engine, layout)
    first = next(iter(layout.identity if layout.date else layout.keys), None)
    if first is None or not (layout.date or layout.header.row == 1):
        return f"({nobody})"
    # What begins with a digit is a number and no label, which is quickly seen.
    return f"CASE WHEN {quoted(first)} >= '0' AND {quoted(first)} < ':' THEN false ELSE ({nobody}) END"


def _cell(column: str, kind: Kind, type_: str, *, needed: bool) -> PlainCell | None:
    """A column of a file by its type; None where the type leaves a question open."""
    whole = type_ in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT")
    if type_ == "VARCHAR":
        return _text_cell(column, kind, needed=needed)
    if kind == "text" and whole:
        return PlainCell(f"coalesce(CAST({column} AS VARCHAR), '')")
    if kind == "amount" and (whole or _holds_only_ours(type_)):
        return PlainCell(f"CAST({column} AS DECIMAL(28,5))", filled=f"{column} IS NOT NULL")
    if kind in DATES and type_ == "DATE":
        outside = f"coalesce(year({column}) NOT BETWEEN 1900 AND 2099, {needed})"
        return PlainCell(column, outside, filled=f"{column} IS NOT NULL")
    if kind == "flag" and type_ == "BOOLEAN":
        return PlainCell(column)
    return None


def _text_cell(column: str, kind: Kind, *, needed: bool) -> PlainCell:
    """A cell that is never NULL. Blanks around it make it odd, as text and as anything else."""
    if kind == "text":
        return PlainCell(column, f"({column} LIKE ' %' OR {column} LIKE '% ')")
    if kind == "flag":
        return PlainCell(f"flag({column})", f"(flag({column}) IS NULL AND {column} <> '')")
    if kind in DATES:
        value = f"TRY_CAST({column} AS DATE)"
        odd = f"({value} IS NULL OR NOT regexp_full_match({column}, '(19|20)\\d\\d-\\d\\d-\\d\\d'))"
        # Whether a row may do without its date, the long way tells.
        return PlainCell(value, odd if needed else f"({column} <> '' AND {odd})", f"{column} <> ''")
    point = f"instr({column}, '.')"
    return PlainCell(
        f"TRY_CAST({column} AS DECIMAL(28,5))",
        f"NOT regexp_full_match({column}, '(-?\\d{{1,22}}(\\.\\d{{1,5}})?)?')",
        f"{column} <> ''",
        f"{point} > 0",
        # 1.234 may be a thousand: three digits behind the point prove nothing.
        f"({point} > 0 AND strlen({column}) - {point} <> 3)",
    )


def _holds_only_ours(type_: str) -> bool:
    """Whether every amount of a decimal type is one of ours, to the last digit."""
    if not type_.startswith("DECIMAL("):
        return False
    width, scale = (int(part) for part in type_.removeprefix("DECIMAL(").removesuffix(")").split(","))
    return scale <= 5 and width - scale <= 22
