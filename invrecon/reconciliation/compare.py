"""The comparison itself: matrix and tie-out from the projected postings and the G/L side.

A cell is the signed amount on the row's account whose balancing account is the column's; the Total row is the
column's own account. Down a column, rows and Total row sum to zero; across a row, the cells sum to the Total.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from invrecon.account_types import COLUMNS, TRANSFERS, UNTYPED_VARIANCE
from invrecon.ledger.load import Ledger
from invrecon.money import ZERO
from invrecon.reconciliation.gl_side import GLSide
from invrecon.reconciliation.record import AccountLine, Comparison, Matrix, MatrixRow
from invrecon.settings import Settings

Pairs = dict[tuple[str, str], Decimal]


def compare(ledger: Ledger, settings: Settings, gl: GLSide) -> tuple[Matrix, tuple[AccountLine, ...]]:
    """The difference matrix and the tie-out per account."""
    pairs: Pairs = {
        (account_type, balancing): amount
        for account_type, balancing, amount in ledger.engine.rows(
            """SELECT account_type, balancing_account_type, sum(amount) FROM posting_in_period
               GROUP BY ALL ORDER BY ALL"""
        )
    }
    used: dict[str, set[str]] = {}
    for account_type, account_no in ledger.engine.rows("SELECT account_type, account_no FROM account_use ORDER BY ALL"):
        used.setdefault(account_type, set()).add(account_no)
    return _matrix(pairs, used, gl, ledger, settings), tuple(_account_lines(ledger, used, gl, settings))


def _matrix(pairs: Pairs, used: dict[str, set[str]], gl: GLSide, ledger: Ledger, settings: Settings) -> Matrix:
    own: dict[str, Decimal] = {}
    for (account_type, _), amount in pairs.items():
        own[account_type] = own.get(account_type, ZERO) + amount
    profile = ledger.profile
    compared = {name for (name,) in ledger.engine.rows("SELECT account_type FROM compared_type")}
    names = [*profile.rows, *([UNTYPED_VARIANCE] if UNTYPED_VARIANCE in own else [])]
    groups = list(_sharing([*COLUMNS, *names], used))
    shared = {name for group in groups if len(group) > 1 for name in group}

    def comparison(types: tuple[str, ...]) -> tuple[tuple[str, ...], Decimal, Decimal | None, Decimal | None]:
        total = sum((own.get(name, ZERO) for name in types), ZERO)
        alone = len(types) == 1
        if settings.filtered or (alone and (types[0] in shared or types[0] not in compared)):
            return types, total, None, None
        # Each account once, however many types and setup lines name it.
        accounts = set().union(*(used.get(name, set()) for name in types))
        gl_total = sum((gl.amounts.get(account, ZERO) for account in accounts), ZERO)
        return types, total, gl_total, gl_total - total

    transfers = tuple(
        MatrixRow((name,), None, None, None, cells=_transfer_cells(pairs, *sides))
        for name, sides in TRANSFERS.items()
        if set(sides) <= set(profile.columns)
    )
    rows = tuple(MatrixRow(*comparison((name,)), cells=_cells(pairs, name)) for name in names)
    return Matrix(
        rows=(*transfers, *rows),
        columns={column: Comparison(*comparison((column,))) for column in COLUMNS},
        shared_groups=tuple(Comparison(*comparison(group)) for group in groups if len(group) > 1),
    )


def _cells(pairs: Pairs, account_type: str) -> dict[str, Decimal]:
    cells = dict.fromkeys(COLUMNS, ZERO)
    for (own, balancing), amount in pairs.items():
        if own == account_type:
            # A pair without a balance-sheet account (assembly resource cost) shows in Inventory, where it nets to zero.
            cells[balancing if balancing in cells else COLUMNS[0]] += amount
    return cells


def _transfer_cells(pairs: Pairs, one: str, other: str) -> dict[str, Decimal]:
    cells = dict.fromkeys(COLUMNS, ZERO)
    cells[one] = ZERO - pairs.get((one, other), ZERO)
    cells[other] = ZERO - pairs.get((other, one), ZERO)
    return cells


def _sharing(names: list[str], used: dict[str, set[str]]) -> Iterable[tuple[str, ...]]:
    """Account types gathered by shared accounts: types that name a common account, directly or through a third."""
    left = list(names)
    while left:
        group = [left.pop(0)]
        accounts = set(used.get(group[0], set()))
        grown = True
        while grown:
            joining = [name for name in left if not accounts.isdisjoint(used.get(name, set()))]
            for name in joining:
                left.remove(name)
                group.append(name)
                accounts |= used[name]
            grown = bool(joining)
        yield tuple(sorted(group, key=names.index))


def _account_lines(ledger: Ledger, used: dict[str, set[str]], gl: GLSide, settings: Settings) -> Iterable[AccountLine]:
    engine = ledger.engine
    subledger = dict(
        engine.rows(
            """SELECT account_no, sum(amount) FROM posting_in_period SEMI JOIN compared_type USING (account_type)
               WHERE account_no IS NOT NULL GROUP BY account_no"""
        )
    )
    undecided = {account for (account,) in engine.rows("SELECT account_no FROM undecided_account")}
    names = dict(engine.rows("SELECT account_no, max(name) FROM trial_balance GROUP BY account_no"))
    names |= dict(engine.rows("SELECT account_no, max(name) FROM gl_account GROUP BY account_no"))
    outside = dict(engine.rows("SELECT account_no, amount FROM account_outside_setup"))
    order = [*COLUMNS, *ledger.profile.rows]
    for account in sorted({*subledger, *outside, *(no for numbers in used.values() for no in numbers)}):
        types = tuple(name for name in order if account in used.get(name, set()))
        own = None if account in undecided else subledger.get(account, ZERO)
        balance = None if settings.filtered else outside.get(account, gl.amounts.get(account, ZERO))
        difference = None if own is None or balance is None else balance - own
        explained = None if difference is None else ZERO
        yield AccountLine(account, names.get(account) or "", types, own, balance, difference, explained, difference)
