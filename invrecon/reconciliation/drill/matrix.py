"""The numbers of the matrix, by the names of a row and a column."""

from __future__ import annotations

from invrecon.account_types import TRANSFERS
from invrecon.errors import InputError
from invrecon.money import ZERO
from invrecon.reconciliation.drill.number import Number, in_words, left_out, refuse_without_gl, refused
from invrecon.reconciliation.names import find, meant
from invrecon.reconciliation.record import Comparison, Matrix, MatrixRow
from invrecon.reconciliation.result import Reconciliation
from invrecon.reconciliation.vocabulary import MARGINS

_OF_TYPES = "ledger = 'inventory' AND list_contains(?::VARCHAR[], account_type)"
_ON_ACCOUNTS = """ledger = 'gl' AND account_no IN (SELECT account_no FROM account_use
                                                   WHERE list_contains(?::VARCHAR[], account_type))"""


def matrix_number(r: Reconciliation, row: str, column: str) -> Number:
    """A cell, or a number of the margins. Row and column may change places; a group is named A + B.

    Raises:
        InputError: no such row or column, nothing stands where they meet, or nothing could be compared there.
    """
    matrix = r.difference_matrix
    lines = _lines(matrix)
    known = [*lines, *MARGINS, "Warning"]
    # A name that is neither is looked for among those of its own place.
    one = find(row, known) or meant("row", row, [name for name in known if name not in matrix.columns])
    other = find(column, known) or meant("column", column, [*matrix.columns, *MARGINS])
    if "Warning" in (one, other):
        raise refused("a warning is no amount", "Drill into its cause: invrecon drill --cause ID.")
    for name, across in ((one, other), (other, one)):
        line = lines.get(name)
        if line is not None and across in MARGINS:
            return _margin(r, line, across)
        if isinstance(line, MatrixRow) and across in matrix.columns:
            return _cell(line, across)
    raise refused(f'nothing stands in row "{row}", column "{column}"', "Give a row and a column of the matrix.")


def _lines(matrix: Matrix) -> dict[str, Comparison]:
    """Everything that has a name: balance-sheet columns, rows, and groups of types that share accounts."""
    groups = {" + ".join(group.account_types): group for group in matrix.shared_groups}
    return {**matrix.columns, **{row.account_type: row for row in matrix.rows}, **groups}


def _cell(row: MatrixRow, column: str) -> Number:
    title, amount = f"{row.account_type}, {column}", row.cells[column]
    if row.account_type in TRANSFERS:
        one, other = TRANSFERS[row.account_type]
        return Number(
            title,
            amount,
            "-amount",
            "ledger = 'inventory' AND account_type = ? AND balancing_account_type = ?",
            (column, {one: other, other: one}.get(column)),
            ("The row shows the negative of the amount on the column's account.",),
        )
    columns = list(row.cells)
    return Number(
        title,
        amount,
        "amount",
        # A pair without a balance-sheet account stands in the first column, where it nets to zero.
        """ledger = 'inventory' AND account_type = ?
           AND (balancing_account_type = ? OR (? AND NOT list_contains(?::VARCHAR[], balancing_account_type)))""",
        (row.account_type, column, column == columns[0], columns),
    )


def _margin(r: Reconciliation, line: Comparison, margin: str) -> Number:
    types, name = list(line.account_types), " + ".join(line.account_types)
    title = f"{name}, {margin}"
    if name in TRANSFERS:
        raise refused(f'"{name}" belongs to no account, so it has no {margin}', "Drill into one of its cells.")
    if margin == "Total":
        return Number(title, line.total or ZERO, "amount", _OF_TYPES, (types,))
    refuse_without_gl(r, f'"{name}"')
    if line.gl_total is None or line.difference is None:
        raise _not_compared(r, name, margin)
    if margin == "G/L Total":
        return Number(title, line.gl_total, "amount", _ON_ACCOUNTS, (types,))
    condition = f"(({_OF_TYPES}) OR ({_ON_ACCOUNTS})) AND status <> 'matched'"
    return Number(title, line.difference, "effect", condition, (types, types), (left_out(r),))


def _not_compared(r: Reconciliation, name: str, margin: str) -> InputError:
    """Why a type has no margin of its own: it shares accounts with others, or the ERP does not compare it."""
    groups = [g.account_types for g in r.difference_matrix.shared_groups if name in g.account_types]
    return (
        _shares_accounts(r, name, margin, groups[0])
        if groups
        else refused(
            f'"{name}" is not compared with the G/L, so it has no {margin}',
            f'Drill into its Total, or name its accounts under [accounts] in invrecon.toml: "{name}" = ["..."].',
        )
    )


def _shares_accounts(r: Reconciliation, name: str, margin: str, group: tuple[str, ...]) -> InputError:
    others = in_words(other for other in group if other != name)
    accounts = ", ".join(line.account_no for line in r.account_lines if name in line.account_types)
    return refused(
        f'"{name}" shares an account with {others}, so it has no {margin} of its own',
        f'Drill into the group, "{" + ".join(group)}" "{margin}", or into an account: --account {accounts}.',
    )
