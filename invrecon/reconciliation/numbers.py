"""Which number is meant: its amount as the reconciliation states it, and which entries of the ledgers add up to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from invrecon.account_types import TRANSFERS
from invrecon.errors import InputError, Problem
from invrecon.money import ZERO
from invrecon.reconciliation.matching.summary import STATUSES
from invrecon.reconciliation.names import find, meant
from invrecon.reconciliation.record import AccountLine, Comparison, MatrixRow
from invrecon.reconciliation.result import Reconciliation

MARGINS = ("Total", "G/L Total", "Difference")
UNEXPLAINED = "unexplained"
Side = Literal["difference", "inventory", "gl"]

# What an entry adds to the number: its amount on the account, the negative of it, or its part of G/L less inventory.
Measure = Literal["amount", "-amount", "effect"]


@dataclass(frozen=True)
class Number:
    """A number that can be drilled into.

    `amount` is what the reconciliation says. `condition`, with its parameters, is true for the entries of the table
    `drill_entry` that make it up; `measure` is what each of them adds. `remarks` say what is particular about it.
    """

    title: str
    amount: Decimal
    measure: Measure
    condition: str
    parameters: tuple[Any, ...] = ()
    remarks: tuple[str, ...] = ()


_MATCHED_LEFT_OUT = "Entries that match are left out: they add up to nothing."
_BALANCES_ONLY = "The G/L was given as balances, so nothing could be matched: every entry of the inventory ledger is listed."


def matrix_number(r: Reconciliation, row: str, column: str) -> Number:
    """A number of the matrix by the names of its row and its column, which may stand in either order.

    Raises:
        InputError: no such row or column, nothing stands where they meet, or nothing could be compared there.
    """
    lines = _lines(r)
    known = [*lines, *MARGINS, "Warning"]
    # A word that is neither is looked for where it stands.
    first = find(row, known) or meant("row", row, [name for name in known if name not in r.difference_matrix.columns])
    second = find(column, known) or meant("column", column, [*r.difference_matrix.columns, *MARGINS])
    if "Warning" in (first, second):
        raise _refused("a warning is no amount", "Drill into its cause: invrecon drill --cause ID.")
    if first in MARGINS:
        first, second = second, first
    if first in lines and second in MARGINS:
        return _margin(r, lines[first], second)
    if first in r.difference_matrix.columns:
        first, second = second, first
    row_line = lines.get(first)
    if isinstance(row_line, MatrixRow) and second in r.difference_matrix.columns:
        return _cell(r, row_line, second)
    raise _refused(f'nothing stands in "{row}", "{column}"', "Give a row and a column of the matrix.")


def account_number(r: Reconciliation, account_no: str, side: Side, status: str = "") -> Number:
    """The difference of an account, or either ledger's side of it; of one matching status alone if one is given.

    Raises:
        InputError: no such account or status, or the account could only be compared in sum.
    """
    line = _account(r, account_no)
    _refuse_without_gl(r, f"account {line.account_no}", side)
    amount = {"difference": line.difference, "inventory": line.subledger, "gl": line.gl}[side]
    if amount is None:
        raise _in_sum_only(line)
    condition, parameters, remarks = "account_no = ?", [line.account_no], []
    said = {"difference": "difference", "inventory": "inventory ledger", "gl": "G/L"}[side]
    if side != "difference":
        condition += f" AND ledger = '{side}'"
    elif not status:
        condition += " AND status <> 'matched'"
        remarks.append(_MATCHED_LEFT_OUT if r.matching else _BALANCES_ONLY)
    if status:
        status = meant("status", status, STATUSES)
        amount = _of_status(r, line, side, status, amount)
        condition += " AND status = ?"
        parameters.append(status)
        said += f", {status}"
    title = " ".join(part for part in ("Account", line.account_no, line.name) if part) + f": {said}"
    return Number(title, amount, "effect" if side == "difference" else "amount", condition, tuple(parameters), tuple(remarks))


def cause_number(r: Reconciliation, cause: str, account_no: str | None = None) -> Number:
    """What a cause explains, on one account or on all; for UNEXPLAINED what no cause does.

    Raises:
        InputError: no such account, or it could only be compared in sum.
    """
    _refuse_without_gl(r, cause, "difference")
    line = None if account_no is None else _account(r, account_no)
    title = cause if line is None else f"{cause}, account {line.account_no}"
    own, parameters = ("", ()) if line is None else (" AND account_no = ?", (line.account_no,))
    if cause == UNEXPLAINED:
        if line is not None and line.unexplained is None:
            raise _in_sum_only(line)
        amount = sum((each.unexplained or ZERO for each in r.account_lines if line in (None, each)), ZERO)
        condition = "status <> 'matched' AND cause = '' AND account_no <> ''"
        if line is None:
            # Accounts that were compared in sum have no difference of their own.
            condition += " AND account_no NOT IN (SELECT account_no FROM undecided_account)"
        return Number(title, amount, "effect", condition + own, parameters, (_MATCHED_LEFT_OUT if r.matching else _BALANCES_ONLY,))
    items = [item for item in r.reconciling_items if item.cause == cause and (line is None or item.account_no == line.account_no)]
    amount = sum((item.amount for item in items), ZERO)
    return Number(title, amount, "effect", f"cause = ? AND account_no <> ''{own}", (cause, *parameters), tuple(dict.fromkeys(item.action for item in items)))


def _lines(r: Reconciliation) -> dict[str, Comparison]:
    """Everything in the matrix that has a name: balance-sheet columns, rows, and groups that share accounts."""
    matrix = r.difference_matrix
    groups = {" + ".join(group.account_types): group for group in matrix.shared_groups}
    return {**matrix.columns, **{row.account_type: row for row in matrix.rows}, **groups}


def _cell(r: Reconciliation, row: MatrixRow, column: str) -> Number:
    title = f"{row.account_type}, {column}"
    if row.account_type in TRANSFERS:
        one, other = TRANSFERS[row.account_type]
        balancing = {one: other, other: one}.get(column)
        remark = "The row shows the negative of the amount on the column's account."
        condition = "ledger = 'inventory' AND account_type = ? AND balancing_account_type = ?"
        return Number(title, row.cells[column], "-amount", condition, (column, balancing), (remark,))
    columns = list(row.cells)
    # A pair without a balance-sheet account shows in the first column, where it nets to zero.
    condition = """ledger = 'inventory' AND account_type = ?
        AND (balancing_account_type = ? OR (? AND NOT list_contains(?::VARCHAR[], balancing_account_type)))"""
    return Number(title, row.cells[column], "amount", condition, (row.account_type, column, column == columns[0], columns))


def _margin(r: Reconciliation, line: Comparison, margin: str) -> Number:
    types, name = list(line.account_types), " + ".join(line.account_types)
    if name in TRANSFERS:
        raise _refused(f'"{name}" belongs to no account, so it has no {margin}', "Drill into one of its cells.")
    title = f"{name}, {margin}"
    own = "ledger = 'inventory' AND list_contains(?::VARCHAR[], account_type)"
    gl = """ledger = 'gl' AND account_no IN (SELECT account_no FROM account_use
                                            WHERE list_contains(?::VARCHAR[], account_type))"""
    if margin == "Total":
        return Number(title, line.total or ZERO, "amount", own, (types,))
    _refuse_without_gl(r, name, "gl")
    amount = line.gl_total if margin == "G/L Total" else line.difference
    if amount is None:
        raise _shares_accounts(r, name, margin)
    if margin == "G/L Total":
        return Number(title, amount, "amount", gl, (types,))
    condition = f"(({own}) OR ({gl})) AND status <> 'matched'"
    return Number(title, amount, "effect", condition, (types, types), (_MATCHED_LEFT_OUT if r.matching else _BALANCES_ONLY,))


def _of_status(r: Reconciliation, line: AccountLine, side: Side, status: str, whole: Decimal) -> Decimal:
    """The part of an account's number that has a status. What matches is what the other statuses leave."""
    amounts = {
        matching.status: {"inventory": matching.subledger, "gl": matching.gl, "difference": matching.gl - matching.subledger}[side]
        for matching in r.matching
        if matching.account_no == line.account_no and matching.status != "matched"
    }
    return whole - sum(amounts.values(), ZERO) if status == "matched" else amounts.get(status, ZERO)


def _account(r: Reconciliation, account_no: str) -> AccountLine:
    lines = {line.account_no: line for line in r.account_lines}
    return lines[meant("account", account_no, lines)]


def _refuse_without_gl(r: Reconciliation, name: str, side: Side) -> None:
    if not r.compared and side != "inventory":
        raise _refused(
            f"{name} was not compared with the G/L, which knows neither items nor locations",
            "Leave out the filter, or drill into the Total.",
        )


def _shares_accounts(r: Reconciliation, name: str, margin: str) -> InputError:
    group = next(g.account_types for g in r.difference_matrix.shared_groups if name in g.account_types)
    accounts = ", ".join(line.account_no for line in r.account_lines if name in line.account_types)
    joined = " + ".join(group)
    return _refused(
        f'"{name}" shares an account with {_listed(other for other in group if other != name)}, so it has no {margin} of its own',
        f'Drill into the group, invrecon drill "{joined}" "{margin}", or into an account: {accounts}.',
    )


def _in_sum_only(line: AccountLine) -> InputError:
    name = next(iter(line.account_types), "")
    return _refused(
        f"account {line.account_no} could only be compared in sum with the other accounts of {_listed(line.account_types)}: "
        "the exports do not show which of them each value entry belongs to",
        f'Drill into the sum, invrecon drill "{name}" "Difference", or into the G/L side: --of gl.',
    )


def _refused(found: str, action: str) -> InputError:
    return InputError(Problem(found=found, action=action))


def _listed(names: Iterable[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
