"""The bridge from the inventory ledger to the G/L: what each cause adds or takes away, one step after the other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from invrecon.account_types import COLUMNS
from invrecon.money import EVERY_DIGIT
from invrecon.reconciliation.statement import TypeTotal, type_totals
from invrecon.reconciliation.vocabulary import UNEXPLAINED

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

_LEAST_SHARE = Decimal("0.25")


@dataclass(frozen=True)
class Step:
    """One cause's part of the difference, and the balances before and after; `cause` is "unexplained" for the rest."""

    cause: str
    title: str
    amount: Decimal
    before: Decimal
    after: Decimal


@dataclass(frozen=True)
class Bridge:
    """From the inventory ledger's balance of an account type to the G/L's; debit positive. The last step ends there."""

    account_types: tuple[str, ...]
    subledger: Decimal
    gl: Decimal
    steps: tuple[Step, ...]

    @property
    def difference(self) -> Decimal:
        """G/L less inventory ledger: positive means that the G/L is higher."""
        return self.gl - self.subledger

    @property
    def levels(self) -> tuple[Decimal, ...]:
        """Every balance on the way, from the inventory ledger's to the G/L's."""
        return (self.subledger, *(step.after for step in self.steps))

    @property
    def seen_from_zero(self) -> bool:
        """Whether a drawing that begins at zero shows the steps: they take a quarter of it at least."""
        with localcontext(EVERY_DIGIT):
            low, high = min(self.levels), max(self.levels)
            return low <= 0 <= high or high - low >= max(low.copy_abs(), high.copy_abs()) * _LEAST_SHARE


def bridges(r: Reconciliation) -> tuple[Bridge, ...]:
    """The bridges of all account types that have anything between the two ledgers; balance-sheet types come first.

    Within each the additions come first, then the deductions, the largest first, and what is unexplained last. With a
    filter by item or location nothing was compared, and there is none.
    """
    totals = [total for total in type_totals(r) if total.items or total.difference]
    return tuple(map(_bridge, sorted(totals, key=lambda total: not set(total.account_types) & set(COLUMNS))))


def _bridge(total: TypeTotal) -> Bridge:
    parts = [(item.cause, item.title, item.amount) for item in total.items]
    if total.unexplained:
        parts.append((UNEXPLAINED, UNEXPLAINED, total.unexplained))
    steps, level = [], total.subledger
    for cause, title, amount in parts:
        steps.append(Step(cause, title, amount, level, level + amount))
        level += amount
    return Bridge(total.account_types, total.subledger, total.gl, tuple(steps))
