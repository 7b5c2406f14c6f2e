"""The finished reconciliation: the one object that the pipeline makes and every report renders."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from invrecon.account_types import COLUMNS
from invrecon.findings import Finding
from invrecon.ledger.load import InputFile
from invrecon.money import ZERO, decimals_of, exact, tidy
from invrecon.reconciliation.document import (
    plain_account,
    plain_control_account,
    plain_day,
    plain_finding,
    plain_input,
    plain_item,
    plain_matching,
    plain_matrix,
    plain_period_month,
    plain_section,
)
from invrecon.reconciliation.record import (
    AccountLine,
    Comparison,
    ControlAccount,
    MatchingLine,
    Matrix,
    PeriodMonth,
    ReconcilingItem,
    SectionLine,
    TimelineDay,
)

if TYPE_CHECKING:
    import pandas as pd

SCHEMA = "invrecon/1"
_MARGINS = ("Total", "G/L Total", "Difference", "Warning")


@dataclass(frozen=True)
class Reconciliation:
    """The whole result of a run.

    It has `sections` where the ERP shows what matches in sections, `control_accounts` where it has inventory groups,
    and `period_months` where entries have periods of the financial year that disagree with their dates; `with_periods`
    says that they have periods at all. Not `integrated` are control accounts that move by stock journals.
    """

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
    matching: tuple[MatchingLine, ...]
    timeline: tuple[TimelineDay, ...]
    findings: tuple[Finding, ...]
    inputs: tuple[InputFile, ...]
    sections: tuple[SectionLine, ...] = ()
    control_accounts: tuple[ControlAccount, ...] = ()
    period_months: tuple[PeriodMonth, ...] = ()
    with_periods: bool = False
    integrated: bool = True

    @property
    def compared(self) -> bool:
        """Whether there is a G/L side at all: a filter by item or location leaves none."""
        return not (self.items or self.locations)

    def exceeds(self, difference: Decimal | None) -> bool:
        """Whether a difference, or an unexplained rest, is larger than the tolerance; None is nothing compared."""
        return difference is not None and abs(difference) > self.tolerance

    @property
    def differing_accounts(self) -> tuple[AccountLine, ...]:
        """Accounts whose difference exceeds the tolerance."""
        return tuple(line for line in self.account_lines if self.exceeds(line.difference))

    @property
    def gross_difference(self) -> Decimal:
        """The differences of the differing accounts added up without their signs."""
        return sum((abs(line.difference or ZERO) for line in self.differing_accounts), ZERO)

    @property
    def net_difference(self) -> Decimal:
        """The differences of the differing accounts added up: G/L less inventory ledger."""
        return sum((line.difference or ZERO for line in self.differing_accounts), ZERO)

    @property
    def differing_types(self) -> tuple[Comparison, ...]:
        """Account types and groups whose difference exceeds the tolerance."""
        return tuple(c for c in self.difference_matrix.comparisons() if self.exceeds(c.difference))

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Findings that forbid calling the books reconciled."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def reconciled(self) -> bool:
        """True only when everything was compared, nothing is known to be missing, and no difference is too large."""
        return self.compared and not self.errors and not self.differing_accounts and not self.differing_sums

    @property
    def unexplained(self) -> bool:
        """Whether any account keeps an unexplained rest beyond the tolerance, or could not be compared in full."""
        rest = any(self.exceeds(line.unexplained) for line in self.account_lines)
        in_sum = any(self.exceeds(line.unexplained) for line in self.differing_sums)
        return rest or in_sum or bool(self.errors) or not self.compared

    @property
    def differing_sums(self) -> tuple[Comparison, ...]:
        """Differing types some of whose accounts could only be compared in sum: no account line shows their part."""
        undecided = {name for line in self.account_lines if line.difference is None for name in line.account_types}
        return tuple(c for c in self.differing_types if not undecided.isdisjoint(c.account_types))

    def matrix(self) -> pd.DataFrame:
        """The matrix as a DataFrame of exact decimals: account types down, balance-sheet accounts across.

        The last rows and columns are Total, G/L Total, Difference and Warning (the ids of the causes); None where
        there is nothing to compare.
        """
        import pandas as pd

        matrix = self.difference_matrix
        lines: dict[str, list[Decimal | str | None]] = {
            row.account_type: [*map(tidy, row.cells.values()), *_margins(row)] for row in matrix.rows
        }
        edges = [_margins(matrix.columns[column]) for column in COLUMNS]
        for name, edge in zip(_MARGINS, zip(*edges, strict=True), strict=True):
            lines[name] = [*edge, *[None] * len(_MARGINS)]
        return pd.DataFrame.from_dict(lines, orient="index", columns=[*COLUMNS, *_MARGINS], dtype=object)

    def accounts(self) -> pd.DataFrame:
        """The tie-out per G/L account as a DataFrame of exact decimals."""
        import pandas as pd

        frame = pd.DataFrame([vars(line) for line in self.account_lines], dtype=object)
        return frame.map(lambda value: tidy(value) if isinstance(value, Decimal) else value)

    def to_dict(self) -> dict[str, Any]:
        """The reconciliation in the shape of the JSON contract, schema invrecon/1."""
        decimals = decimals_of(self.currency)
        sections = [plain_section(line, decimals) for line in self.sections]
        return {
            "schema": SCHEMA,
            "company": self.company,
            "currency": self.currency,
            "profile": self.profile,
            "from": self.from_date and self.from_date.isoformat(),
            "as_of": self.as_of.isoformat(),
            "items": list(self.items),
            "locations": list(self.locations),
            "reconciled": self.reconciled,
            "tolerance": exact(self.tolerance, decimals),
            "matrix": plain_matrix(self.difference_matrix, decimals),
            "accounts": [plain_account(line, decimals) for line in self.account_lines],
            "reconciling_items": [plain_item(item, decimals) for item in self.reconciling_items],
            "matching": [plain_matching(line, decimals) for line in self.matching],
            "timeline": [plain_day(day, decimals) for day in self.timeline],
            "findings": [plain_finding(finding, decimals) for finding in self.findings],
            "inputs": [plain_input(file, decimals) for file in self.inputs],
        } | {
            key: lines
            for key, lines in (
                ("matching_sections", sections),
                ("control_accounts", [plain_control_account(each, decimals) for each in self.control_accounts]),
                ("period_months", [plain_period_month(each, decimals) for each in self.period_months]),
            )
            if lines
        }

    def to_json(self) -> str:
        """The reconciliation as JSON text, schema invrecon/1."""
        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n"


def _margins(line: Comparison) -> list[Decimal | str | None]:
    amounts = [None if amount is None else tidy(amount) for amount in (line.total, line.gl_total, line.difference)]
    return [*amounts, ", ".join(warning.cause for warning in line.warnings)]
