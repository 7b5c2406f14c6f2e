"""The matrix as people see it: the columns and rows of their ERP. The JSON has all columns, whatever the ERP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from invrecon import profiles

if TYPE_CHECKING:
    from invrecon.reconciliation.record import Comparison, MatrixRow
    from invrecon.reconciliation.result import Reconciliation


def columns(r: Reconciliation) -> Mapping[str, Comparison]:
    """The balance-sheet columns that the ERP has, and any other in which something stands."""
    own = profiles.load(r.profile).columns
    return {
        name: line
        for name, line in r.difference_matrix.columns.items()
        if name in own or line.total or line.gl_total is not None
    }


def rows(r: Reconciliation) -> tuple[MatrixRow, ...]:
    """All rows but those that are neither compared nor have anything in them.

    Of account types that the ERP compares a row of zeros says that nothing differs; of others it says nothing.
    """
    return tuple(row for row in r.difference_matrix.rows if not is_set_apart(r, row) or _holds_anything(row))


def not_compared(r: Reconciliation) -> str:
    """What is to be said of rows without a G/L total where the ERP compares some account types only; else nothing."""
    apart = [row.account_type for row in rows(r) if is_set_apart(r, row)]
    if not r.compared or not apart:
        return ""
    return (
        "Rows without G/L Total show where value went, which `invrecon drill ROW COLUMN` lists. Their accounts serve "
        "other business too, and are compared only where [accounts] in invrecon.toml names them."
    )


def is_set_apart(r: Reconciliation, row: MatrixRow) -> bool:
    """Whether the ERP does not compare the row's account type, and nobody asked for it."""
    profile = profiles.load(r.profile)
    return row.gl_total is None and row.account_type in profile.rows and row.account_type not in profile.compared


def _holds_anything(row: MatrixRow) -> bool:
    return bool(row.total or row.warnings or any(row.cells.values()))
