"""The parts of a finished reconciliation: frozen records that every report renders and none computes.

Amounts are exact decimals, debit positive. A difference is G/L less inventory ledger: positive means that the G/L is
higher. None stands where there is nothing to compare: transfer rows, shared accounts, a filter by item or location.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from invrecon.findings import Evidence
from invrecon.money import ZERO


@dataclass(frozen=True)
class Warning:
    """What concerns one account type: a cause or condition, and its amount where it has one.

    The amount is the part of (G/L - inventory ledger) that it stands for; of closing and compressed entries, which
    make no difference, it is the amount of those entries.
    """

    cause: str
    title: str
    amount: Decimal | None = None


@dataclass(frozen=True)
class Comparison:
    """One line that is compared: an account type, or a group of types that share an account.

    `explained` is the part of the difference that causes explain, None where there is no difference to explain.
    """

    account_types: tuple[str, ...]
    total: Decimal | None
    gl_total: Decimal | None
    difference: Decimal | None
    warnings: tuple[Warning, ...] = ()
    explained: Decimal | None = None

    @property
    def unexplained(self) -> Decimal | None:
        """The part of the difference that no cause explains."""
        if self.difference is None or self.explained is None:
            return None
        return self.difference - self.explained


@dataclass(frozen=True)
class MatrixRow(Comparison):
    """A row of the matrix; `cells` maps each balance-sheet column to the signed amount on the row's account."""

    cells: Mapping[str, Decimal] = None  # type: ignore[assignment]

    @property
    def account_type(self) -> str:
        """The row's account type, or the name of a transfer row."""
        return self.account_types[0]


@dataclass(frozen=True)
class Matrix:
    """The difference matrix (DESIGN section 3): rows, column summaries, and groups of types that share accounts."""

    rows: tuple[MatrixRow, ...]
    columns: Mapping[str, Comparison]
    shared_groups: tuple[Comparison, ...]

    def comparisons(self) -> tuple[Comparison, ...]:
        """Everything that is compared: columns, rows and groups."""
        return (*self.columns.values(), *self.rows, *self.shared_groups)


@dataclass(frozen=True)
class AccountLine:
    """The tie-out of one G/L account. `subledger` is None when postings cannot be told apart by account."""

    account_no: str
    name: str
    account_types: tuple[str, ...]
    subledger: Decimal | None
    gl: Decimal | None
    difference: Decimal | None
    explained: Decimal | None
    unexplained: Decimal | None


@dataclass(frozen=True)
class ReconcilingItem:
    """Part of an account's difference, owed to one cause, with the entries that prove it.

    `amount` is its part of (G/L - inventory ledger), never zero, and the sum over the evidence where that lists all
    `entries`; of very many it lists the largest. `doubt` is empty when the exports prove the cause, else it names the
    export that would.
    """

    cause: str
    title: str
    account_no: str
    amount: Decimal
    entries: int
    summary: str
    action: str
    doubt: str
    evidence: tuple[Evidence, ...]

    def left_out(self, listed: int | None = None) -> tuple[int, Decimal]:
        """How many entries a list of the first `listed` pieces of evidence leaves out, and their part of the amount."""
        pieces = self.evidence[:listed]
        entries = {(piece.ledger, piece.file, piece.row) for piece in pieces}
        rest = self.amount - sum((piece.amount or ZERO for piece in pieces), ZERO)
        return max(0, self.entries - len(entries)), rest


@dataclass(frozen=True)
class MatchingLine:
    """How an account's entries match: one status, with the entries of either ledger that have it, debit positive."""

    account_no: str
    status: str
    value_entries: int
    subledger: Decimal
    gl_entries: int
    gl: Decimal

    @property
    def difference(self) -> Decimal:
        """G/L less inventory ledger."""
        return self.gl - self.subledger


@dataclass(frozen=True)
class SectionLine:
    """How many entries of an account stand in a section of the matching, and what they come to, debit positive.

    Of what is potentially matched there is a line for each combination of keys that differ; else `keys` is empty.
    """

    account_no: str
    section: str
    keys: tuple[str, ...]
    value_entries: int
    subledger: Decimal
    gl_entries: int
    gl: Decimal

    @property
    def difference(self) -> Decimal:
        """G/L less inventory ledger."""
        return self.gl - self.subledger


@dataclass(frozen=True)
class GroupValue:
    """An inventory group and what its stock is worth at the cut-off, by the inventory ledger."""

    group: str
    description: str
    subledger: Decimal


@dataclass(frozen=True)
class LedgerPart:
    """What one entry type posted to a control account, debit positive, and whether the inventory module posted it."""

    entry_type: str
    from_inventory: bool
    lines: int
    amount: Decimal


@dataclass(frozen=True)
class ControlAccount:
    """An inventory account with the groups that point to it: stock and ledger by opening, movement and everything else.

    The opening is what lies before the first day that is compared, or is brought forward. `parts` come after it, those
    of the inventory module first.
    """

    account_no: str
    name: str
    groups: tuple[GroupValue, ...]
    stock_opening: Decimal
    stock_moved: Decimal
    gl_opening: Decimal
    parts: tuple[LedgerPart, ...]

    @property
    def integration(self) -> Decimal:
        """What the inventory module posted."""
        return sum((part.amount for part in self.parts if part.from_inventory), ZERO)

    @property
    def other(self) -> Decimal:
        """Everything else on the account: by definition not from the inventory module."""
        return sum((part.amount for part in self.parts if not part.from_inventory), ZERO)

    @property
    def subledger(self) -> Decimal:
        """What the stock is worth at the cut-off."""
        return self.stock_opening + self.stock_moved

    @property
    def gl(self) -> Decimal:
        """The ledger at the cut-off: opening, integration and everything else."""
        return self.gl_opening + self.integration + self.other

    @property
    def difference(self) -> Decimal:
        """G/L less stock: of the opening, of the movement, and everything else."""
        return self.gl - self.subledger


@dataclass(frozen=True)
class PeriodMonth:
    """Entries posted into the month of a period and dated in another, debit positive.

    `period_month` and `dated_month` are the first days of the two months.
    """

    ledger: str
    period: int
    period_month: dt.date
    dated_month: dt.date
    entries: int
    amount: Decimal


@dataclass(frozen=True)
class TimelineDay:
    """A day on which the gap between the two ledgers of an account changed.

    `change` is what the day added to (G/L - inventory ledger), `difference` the gap at its end, counted from the
    beginning of the period. `documents` names the day's documents that differ, largest first, and not all of very many.
    """

    account_no: str
    date: dt.date
    change: Decimal
    difference: Decimal
    documents: tuple[str, ...]
