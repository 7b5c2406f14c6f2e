"""The reconciliation statement: from the inventory ledger's balance to the G/L's, in the form that accountants sign.

    inventory ledger + items + unexplained = G/L

Amounts are exact, debit positive. An item's amount is its part of (G/L - inventory ledger): positive is added to the
inventory ledger's balance, negative deducted. What no item explains is unexplained, never forced to zero. Between two
dates the balances are net changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from invrecon.money import ZERO
from invrecon.reconciliation.record import AccountLine, Comparison, ReconcilingItem, Warning

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

# Their warnings may carry the amount of entries that stand apart, which is no part of the difference (see `Warning`).
_MAY_STAND_APART = {"closing-entries", "date-compression"}


@dataclass(frozen=True)
class StatementItem:
    """What one cause adds to the inventory ledger's balance (positive), or deducts from it (negative); never zero.

    `entries` counts the entries behind it; None where it is known as a sum only, and then `summary` is empty.
    """

    cause: str
    title: str
    amount: Decimal
    entries: int | None = None
    summary: str = ""


@dataclass(frozen=True)
class Balances:
    """Two balances, debit positive, and what lies between them: additions first, then deductions, largest first."""

    account_types: tuple[str, ...]
    subledger: Decimal
    gl: Decimal
    items: tuple[StatementItem, ...]

    @property
    def difference(self) -> Decimal:
        """G/L less inventory ledger: positive means that the G/L is higher."""
        return self.gl - self.subledger

    @property
    def explained(self) -> Decimal:
        """The part of the difference that the items add up to, with its sign; they may cancel."""
        return sum((item.amount for item in self.items), ZERO)

    @property
    def unexplained(self) -> Decimal:
        """The part of the difference that no item explains, with its sign."""
        return self.difference - self.explained


@dataclass(frozen=True)
class Statement(Balances):
    """The statement of one G/L account; or of account types, for what no single account shows.

    Then `account_no` is empty, and `in_sum_of` lists the accounts that could be compared in sum only; it is empty too
    where the posting setup has no account for the types.
    """

    account_no: str = ""
    name: str = ""
    in_sum_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class TypeTotal(Balances):
    """The total of an account type, or of the types that share accounts; its items are sums by cause.

    Without any account type it is that of the accounts that carry inventory cost and no posting setup line names.
    """


def statements(r: Reconciliation) -> tuple[Statement, ...]:
    """The statements of all accounts that differ or have reconciling items, by account; then those of account types.

    Items that cancel, and leave no difference, are stated all the same. With a filter by item or location nothing was
    compared, and there is none.
    """
    if not r.compared:
        return ()
    items: dict[str, list[ReconcilingItem]] = {}
    for item in r.reconciling_items:
        items.setdefault(item.account_no, []).append(item)
    accounts = [
        Statement(
            line.account_types,
            line.subledger,
            line.gl,
            _ordered(_stated(items.get(line.account_no, ()))),
            line.account_no,
            line.name,
        )
        for line in r.account_lines
        if line.difference is not None and line.subledger is not None and line.gl is not None
    ]
    parts = [_rest(r, line) for line in r.difference_matrix.comparisons() if line.difference is not None]
    return tuple(statement for statement in (*accounts, *parts) if statement.items or statement.difference)


def type_totals(r: Reconciliation) -> tuple[TypeTotal, ...]:
    """The totals of all account types that are compared, in the order of the matrix; types that share accounts as one.

    Together they are the whole comparison: the inventory ledger adds up to nothing, for every posting has two sides.
    """
    if not r.compared:
        return ()
    totals = []
    for line in r.difference_matrix.comparisons():
        if line.difference is not None and line.total is not None and line.gl_total is not None:
            items = _by_cause([*_stated(_items(r, _decided(r, line))), *_rest(r, line).items])
            totals.append(TypeTotal(line.account_types, line.total, line.gl_total, items))
    outside = [line for line in r.account_lines if not line.account_types and line.difference is not None]
    if outside:
        subledger = sum((line.subledger or ZERO for line in outside), ZERO)
        gl = sum((line.gl or ZERO for line in outside), ZERO)
        totals.append(TypeTotal((), subledger, gl, _by_cause(_stated(_items(r, outside)))))
    return tuple(totals)


def added_up(parts: Iterable[Balances]) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Inventory ledger, explained, unexplained and G/L of several, with their signs: three parts and their whole."""
    subledger = explained = unexplained = gl = ZERO
    for part in parts:
        subledger += part.subledger
        explained += part.explained
        unexplained += part.unexplained
        gl += part.gl
    return subledger, explained, unexplained, gl


def together(parts: Iterable[Balances]) -> Balances:
    """Several as one: their balances and what each cause explains of them, added up with their signs."""
    parts = tuple(parts)
    subledger, _, _, gl = added_up(parts)
    return Balances((), subledger, gl, _by_cause(item for part in parts for item in part.items))


def difference_total(stated: Iterable[Balances]) -> Decimal:
    """The differences added up without their signs: zero only where every one is zero."""
    return sum((abs(statement.difference) for statement in stated), ZERO)


def unexplained_total(stated: Iterable[Balances]) -> Decimal:
    """The unexplained amounts added up without their signs: too much here never makes up for too little there."""
    return sum((abs(statement.unexplained) for statement in stated), ZERO)


def entries_behind(items: Iterable[ReconcilingItem]) -> tuple[int, bool]:
    """How many entries stand behind a cause's items, each counted once however many accounts it concerns.

    The second is False where the items are too large to list all their entries: then it is the least that there are.
    """
    listed, least, all_listed = set(), 0, True
    for item in items:
        own = {(piece.ledger, piece.file, piece.row) for piece in item.evidence}
        listed |= own
        least = max(least, item.entries)
        all_listed = all_listed and len(own) == item.entries
    return max(least, len(listed)), all_listed


def _rest(r: Reconciliation, line: Comparison) -> Statement:
    """What an account type compares beyond its accounts' own lines: accounts in sum, and cost that has no account.

    Nothing in most books. The items are what the warnings of the type have beyond the items of those accounts.
    """
    decided = _decided(r, line)
    undecided = [each for each in _of_types(r, line) if each.difference is None]
    subledger = (line.total or ZERO) - sum((each.subledger or ZERO for each in decided), ZERO)
    gl = (line.gl_total or ZERO) - sum((each.gl or ZERO for each in decided), ZERO)
    items: list[StatementItem] = []
    if undecided or subledger or gl:
        own = {item.cause: item.amount for item in _by_cause(_stated(_items(r, decided)))}
        amounts = {warning: (warning.amount or ZERO) - own.get(warning.cause, ZERO) for warning in line.warnings}
        parts = {warning: amount for warning, amount in amounts.items() if warning.cause not in _MAY_STAND_APART}
        if sum(parts.values(), ZERO) + sum(own.values(), ZERO) != line.explained:
            parts = amounts
        items = [_in_sum(r, undecided, warning, amount) for warning, amount in parts.items() if amount]
    in_sum_of = tuple(each.account_no for each in undecided)
    return Statement(line.account_types, subledger, gl, _ordered(items), in_sum_of=in_sum_of)


def _in_sum(r: Reconciliation, undecided: Sequence[AccountLine], warning: Warning, amount: Decimal) -> StatementItem:
    """The item of a cause on accounts in sum, with the entries of the one account's item that is all there is."""
    told = _stated(item for item in _items(r, undecided) if item.cause == warning.cause)
    if len(told) == 1 and told[0].amount == amount:
        return told[0]
    return StatementItem(warning.cause, warning.title, amount)


def _of_types(r: Reconciliation, line: Comparison) -> list[AccountLine]:
    """The accounts of a compared line. Those of types that share an account belong to the group."""
    types = set(line.account_types)
    return [account for account in r.account_lines if not types.isdisjoint(account.account_types)]


def _decided(r: Reconciliation, line: Comparison) -> list[AccountLine]:
    return [account for account in _of_types(r, line) if account.difference is not None]


def _items(r: Reconciliation, lines: Sequence[AccountLine]) -> list[ReconcilingItem]:
    numbers = {line.account_no for line in lines}
    return [item for item in r.reconciling_items if item.account_no in numbers]


def _stated(items: Iterable[ReconcilingItem]) -> list[StatementItem]:
    return [StatementItem(item.cause, item.title, item.amount, item.entries, item.summary) for item in items]


def _by_cause(items: Iterable[StatementItem]) -> tuple[StatementItem, ...]:
    """One item for each cause, in the order in which they come, without those that cancel."""
    sums: dict[str, StatementItem] = {}
    for item in items:
        amount = item.amount + (sums[item.cause].amount if item.cause in sums else ZERO)
        sums[item.cause] = StatementItem(item.cause, item.title, amount)
    return _ordered(item for item in sums.values() if item.amount)


def _ordered(items: Iterable[StatementItem]) -> tuple[StatementItem, ...]:
    return tuple(sorted(items, key=lambda item: (item.amount < 0, -abs(item.amount))))
