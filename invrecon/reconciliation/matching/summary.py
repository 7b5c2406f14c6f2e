"""How each account's entries match: counts and sums by status."""

from __future__ import annotations

from invrecon.ledger.load import Ledger
from invrecon.reconciliation.record import MatchingLine
from invrecon.reconciliation.vocabulary import STATUSES


def matching_lines(ledger: Ledger) -> tuple[MatchingLine, ...]:
    """Every account of the comparison, by status: what matches, what matches but for one key, and what does not.

    Counts entries of the period; a value entry that is partly posted counts where it is posted and where it is not.
    """
    ledger.engine.script(__package__, "status.sql")
    rows = ledger.engine.rows(
        """SELECT account_no, status, sum(value_entries), sum(subledger), sum(gl_entries), sum(gl)
           FROM status_sum GROUP BY account_no, status
           HAVING sum(value_entries) <> 0 OR sum(gl_entries) <> 0 ORDER BY account_no, status"""
    )
    lines = [MatchingLine(account, status, int(own), inventory, int(gl), amount)
             for account, status, own, inventory, gl, amount in rows]  # fmt: skip
    return tuple(sorted(lines, key=lambda line: (line.account_no, STATUSES.index(line.status))))
