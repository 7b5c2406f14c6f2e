"""What came of it: a result with its totals, or the message of a refusal. Any other end is an error of the program."""

from __future__ import annotations

from pathlib import Path

import invrecon

Totals = tuple[object, ...]


def outcome(folder: Path, as_of: str | None = None) -> tuple[invrecon.Reconciliation | None, str]:
    """The result, or the message of the refusal."""
    try:
        return invrecon.reconcile(folder, as_of=as_of), ""
    except invrecon.InputError as error:
        return None, str(error)


def totals(result: invrecon.Reconciliation) -> Totals:
    """Every cell of the matrix, and both sides of every account that has any."""
    lines = [(line.account_no, line.subledger, line.gl) for line in result.account_lines if line.subledger or line.gl]
    return sorted(lines), [(row.account_type, dict(row.cells)) for row in result.difference_matrix.rows]
