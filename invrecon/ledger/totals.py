"""What a file adds up to, as `invrecon check` and the list of inputs show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from invrecon.engine import Engine, quoted
from invrecon.exports.printed.layout import NEVER_ADDED
from invrecon.exports.recognise import Export
from invrecon.ledger.selection import control_amount
from invrecon.ledger.tables import table_columns


@dataclass(frozen=True)
class FileTotals:
    """Rows, the total of the main amount, those of all amount columns by caption, first and last posting date."""

    rows: int
    control_total: Decimal | None
    totals: Mapping[str, Decimal]
    first_date: dt.date | None
    last_date: dt.date | None


def file_totals(
    engine: Engine, table: str, export: Export, condition: str = "true", filled: Collection[str] | None = None
) -> FileTotals:
    """Add up the rows of a file: those of `table` that a condition selects.

    `filled` names the columns in which anything stands, where the table itself does not tell a blank from zero.
    """
    header = export.header
    kinds = table_columns(header.role.table)
    amounts = [column for column in header.columns if kinds[column] == "amount" and column not in NEVER_ADDED]
    shown = [column for column in amounts if filled is None or column in filled]
    dated = quoted("posting_date") if "posting_date" in header.columns else "NULL::DATE"
    control = control_amount(export)[0]
    asked = ["count(*)", f"sum({control or 'NULL'})", f"min({dated})", f"max({dated})"]
    asked += [f"sum({quoted(column)})" for column in shown]
    rows, total, first, last, *sums = engine.rows(f"SELECT {', '.join(asked)} FROM {quoted(table)} WHERE {condition}")[
        0
    ]
    captions = [header.captions[header.columns[column]] for column in shown]
    totals = {caption: amount for caption, amount in zip(captions, sums, strict=True) if amount is not None}
    if filled is not None and control.strip('"') in set(amounts) - set(filled):
        total = None  # a column without a single amount has no total
    return FileTotals(int(rows), total, totals, first, last)
