"""The finished reconciliation: frozen records that every report renders and none computes.

Amounts are exact decimals, debit positive. A difference is G/L less inventory ledger: positive means that the G/L is
higher. None stands where there is nothing to compare: transfer rows, shared accounts, a filter by item or location.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from invrecon.account_types import COLUMNS
from invrecon.findings import Evidence, Finding
from invrecon.ledger.load import InputFile

if TYPE_CHECKING:
    import pandas as pd


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
    """One line that is compared: an account type, or a group of types that share an account."""

    account_types: tuple[str, ...]
    total: Decimal | None
    gl_total: Decimal | None
    difference: Decimal | None
    warnings: tuple[Warning, ...] = ()


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
    """Part of an account's difference, owed to one cause, with the entries that prove it."""

    cause: str
    account_no: str
    amount: Decimal
    entries: int
    summary: str
    action: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Reconciliation:
    """The whole result of a run."""

    company: str
    currency: str
    profile: str
    from_date: dt.date | None
    as_of: dt.date
    tolerance: Decimal
    items: tuple[str, ...]
    locations: tuple[str, ...]
    difference_matrix: Matrix
    account_lines: tuple[AccountLine, ...]
    reconciling_items: tuple[ReconcilingItem, ...]
    findings: tuple[Finding, ...]
    inputs: tuple[InputFile, ...]

    @property
    def compared(self) -> bool:
        """Whether there is a G/L side at all: a filter by item or location leaves none."""
        return not (self.items or self.locations)

    @property
    def differing_accounts(self) -> tuple[AccountLine, ...]:
        """Accounts whose difference exceeds the tolerance."""
        return tuple(line for line in self.account_lines if _exceeds(line.difference, self.tolerance))

    @property
    def differing_types(self) -> tuple[Comparison, ...]:
        """Account types and groups whose difference exceeds the tolerance."""
        return tuple(c for c in self.difference_matrix.comparisons() if _exceeds(c.difference, self.tolerance))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that forbid calling the books reconciled."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def reconciled(self) -> bool:
        """True only when everything was compared, nothing is known to be missing, and no difference is too large."""
        return self.compared and not self.errors and not self.differing_accounts and not self._differing_undecided

    @property
    def unexplained(self) -> bool:
        """Whether any account keeps an unexplained rest beyond the tolerance, or could not be compared in full."""
        rest = any(_exceeds(line.unexplained, self.tolerance) for line in self.account_lines)
        return rest or bool(self.errors) or bool(self._differing_undecided) or not self.compared

    @property
    def _differing_undecided(self) -> tuple[Comparison, ...]:
        """Differing types some of whose accounts could only be compared in sum: no account line shows their part."""
        undecided = {name for line in self.account_lines if line.difference is None for name in line.account_types}
        return tuple(c for c in self.differing_types if not undecided.isdisjoint(c.account_types))

    def matrix(self) -> pd.DataFrame:
        """The matrix as a DataFrame of exact decimals: account types down, balance-sheet accounts across.

        The last rows and columns are Total, G/L Total and Difference; None where there is nothing to compare.
        """
        import pandas as pd

        margins = ("Total", "G/L Total", "Difference")
        lines: dict[str, list[Decimal | None]] = {
            row.account_type: [*row.cells.values(), row.total, row.gl_total, row.difference]
            for row in self.difference_matrix.rows
        }
        columns = self.difference_matrix.columns
        for name, attribute in zip(margins, ("total", "gl_total", "difference"), strict=True):
            lines[name] = [*(getattr(columns[column], attribute) for column in COLUMNS), None, None, None]
        return pd.DataFrame.from_dict(lines, orient="index", columns=[*COLUMNS, *margins], dtype=object)

    def accounts(self) -> pd.DataFrame:
        """The tie-out per G/L account as a DataFrame of exact decimals."""
        import pandas as pd

        return pd.DataFrame([vars(line) for line in self.account_lines], dtype=object)

    def to_dict(self) -> dict[str, Any]:
        """The reconciliation in the shape of the JSON contract, schema invrecon/1."""
        from invrecon.reconciliation.document import document

        return document(self)

    def to_json(self) -> str:
        """The reconciliation as JSON text, schema invrecon/1."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n"


def _exceeds(amount: Decimal | None, tolerance: Decimal) -> bool:
    return amount is not None and abs(amount) > tolerance
