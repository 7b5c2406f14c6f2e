"""What a cell of the workbook holds: its value, how it looks, what it is called, where it leads, how it is computed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Value = str | Decimal | dt.date | int | None
Key = tuple[Hashable, ...]
Role = Literal[
    "body",
    "head",
    "head-right",
    "group",
    "total",
    "figure",
    "rest",
    "title",
    "quiet",
    "note",
    "detail",
    "detail-note",
    "fill",
    "good",
    "bad",
    "doubt",
]
"""What a cell is for; `styles` says how it looks. A zero is a dash but in a figure and a rest, which are signed for."""


@dataclass(frozen=True)
class Span:
    """All cells from one to another in a column or a row, by their names."""

    first: Key
    last: Key


@dataclass(frozen=True)
class Lines:
    """Entries of the sheet Entries, from one number to another, of one ledger or of both; in formulas their amounts.

    `digits` is the most that a sum of some of them can have: that of all, without their signs, to the last decimal.
    """

    first: int
    last: int
    ledger: Literal["inventory", "gl", "both"] = "both"
    digits: int = 0


Operand = Key | Span | Lines


@dataclass(frozen=True)
class Formula:
    """A formula: `text` with {0}, {1} ... where the cells, spans or entries of `operands` stand. It is rounded."""

    text: str
    operands: tuple[Operand, ...]


@dataclass(frozen=True)
class Cell:
    """One cell. `name` is what formulas and links call it, `to` the name of what a click on it opens.

    The value of a formula is what it comes to, so that a viewer that computes nothing shows it. `across` merges the
    cell with those to its right.
    """

    value: Value = None
    role: Role = "body"
    name: Key | None = None
    to: Key | Lines | None = None
    formula: Formula | None = None
    across: int = 1


def added(*operands: Operand) -> Formula:
    """The sum of cells, spans and entries."""
    return Formula("SUM(" + ",".join(f"{{{number}}}" for number in range(len(operands))) + ")", operands)


def chained(keys: Sequence[Key]) -> Formula:
    """The sum of cells that stand here and there, of which SUM would take 255 at most."""
    return Formula("+".join(f"{{{number}}}" for number in range(len(keys))), tuple(keys))


def same(key: Key) -> Formula:
    """What another cell says."""
    return Formula("{0}", (key,))


def less(minuend: Key, *subtrahends: Operand) -> Formula:
    """A cell less the sum of others."""
    return Formula("{0}-SUM(" + ",".join(f"{{{n}}}" for n in range(1, len(subtrahends) + 1)) + ")",
                   (minuend, *subtrahends))  # fmt: skip


def digits_of_sum(turnover: Decimal, decimals: int) -> int:
    """The most digits that a sum can have, or come through on the way, of amounts that are so much without signs."""
    return len(str(int(turnover))) + decimals
