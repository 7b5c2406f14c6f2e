"""Lists: entries behind a number, days out of balance, journal lines. One record, rendered in every format.

A list is one table that a script reads row by row; the report of a reconciliation has several.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from typing import Literal

from invrecon.reports.dialect import PLAIN, Dialect

Kind = Literal["text", "amount", "date", "count"]
Cell = str | Decimal | dt.date | int | None

RENDERERS = {
    "table": "invrecon.reports.listing.table",
    "json": "invrecon.reports.listing.json",
    "csv": "invrecon.reports.listing.csv",
    "markdown": "invrecon.reports.listing.markdown",
}
SUFFIXES = {".csv": "csv", ".json": "json", ".md": "markdown", ".txt": "table"}


@dataclass(frozen=True)
class Column:
    """A column: `key` names it for programs, `caption` for people.

    Where a terminal is too narrow, the columns of the highest rank go below their row first; those of rank 0 stay in
    it. `named` says that a value there needs its caption to be understood: "item 1000". A column that `heads` its rows
    stands on a terminal as a line above them. A column that is not `for_people` is in JSON and CSV only.
    """

    key: str
    caption: str
    kind: Kind = "text"
    rank: int = 0
    named: bool = False
    for_people: bool = True
    heads: bool = False


@dataclass(frozen=True)
class Total:
    """A line under the list: `id` names it for programs, `label` for people; `amounts` by column key."""

    id: str
    label: str
    amounts: Mapping[str, Decimal]
    entries: int | None = None


@dataclass(frozen=True)
class Listing:
    """A list with its heading, the sums under it, and what is to be said about it. `decimals` are the currency's.

    One without a `header` is CSV that a program imports by position.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    subtitle: str = ""
    totals: tuple[Total, ...] = ()
    remarks: tuple[str, ...] = ()
    decimals: int = 2
    header: bool = True

    def shown(self) -> tuple[int, ...]:
        """The positions of the columns that are worth showing to people: those with anything in them."""
        return tuple(
            position
            for position, column in enumerate(self.columns)
            if column.for_people and (not self.rows or any(row[position] not in (None, "") for row in self.rows))
        )


def render(listing: Listing, form: str, dialect: Dialect = PLAIN) -> str:
    """The list as text, in one of the formats of `RENDERERS`; `dialect` is how CSV is written."""
    module = import_module(RENDERERS[form])
    text: str = module.render(listing, dialect) if form == "csv" else module.render(listing)
    return text
