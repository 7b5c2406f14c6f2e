"""Every entry of the comparison in one numbered list, in blocks: one for each account, ledger, type and matrix column.

A workbook prints the list, and links each number to the block behind it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from invrecon.account_types import COLUMNS
from invrecon.ledger.load import Ledger
from invrecon.reconciliation.drill import Entry, list_entries
from invrecon.reconciliation.result import Reconciliation

_AT_ONCE = 20_000


@dataclass(frozen=True)
class Block:
    """The entries `first` to `last` of the list, numbered from one, and what they add up to, debit positive.

    `account_type` is empty for G/L entries. `column` is the column of the matrix that they stand in; on an account of
    the balance sheet it is the other account where that is of the balance sheet too, else empty.
    `turnover` is what they add up to without their signs, `decimals` the most that an amount among them needs.
    """

    account_no: str
    ledger: Literal["inventory", "gl"]
    account_type: str
    column: str
    amount: Decimal
    first: int
    last: int
    turnover: Decimal
    decimals: int


def number_entries(ledger: Ledger, r: Reconciliation) -> tuple[Block, ...]:
    """Create the table `entry_line`, after the causes have claimed, and tell its blocks in their order."""
    list_entries(ledger, r)
    engine = ledger.engine
    engine.set_variable("account_types", [*COLUMNS, *(row.account_type for row in r.difference_matrix.rows)])
    engine.set_variable("columns", COLUMNS)
    engine.script(__package__, "lines.sql")
    rows = engine.rows(
        """SELECT account_no, ledger, coalesce(account_type, ''), column_order, sum(amount),
                  min(position), max(position), sum(abs(amount)),
                  max(length(rtrim(split_part(CAST(amount AS VARCHAR), '.', 2), '0')))
           FROM entry_line GROUP BY ALL ORDER BY min(position)"""
    )
    return tuple(
        Block(account, side, account_type, COLUMNS[column - 1] if column else "", *rest)
        for account, side, account_type, column, *rest in rows
    )


def listed(ledger: Ledger, first: int, last: int) -> Iterator[tuple[int, Entry, str]]:
    """The entries of the list from `first` to `last`, each with its number and its balancing account type."""
    for start in range(first, last + 1, _AT_ONCE):
        rows = ledger.engine.rows(
            """SELECT position, coalesce(balancing_account_type, ''), ledger, posting_date, document_no, entry_no,
                      account_no, coalesce(shown_type, ''), item_no, description, amount, status, cause, note,
                      source_file, source_row
               FROM entry_line WHERE position BETWEEN ? AND ? ORDER BY position""",
            [start, min(start + _AT_ONCE - 1, last)],
        )
        for position, balancing, *entry in rows:
            yield position, Entry._make(entry), balancing


def ledger_sums(ledger: Ledger, first: int, last: int) -> tuple[Decimal, Decimal, Decimal]:
    """What the entries from `first` to `last` come to: inventory ledger, G/L, and G/L less inventory ledger."""
    own, gl = ledger.engine.rows(
        """SELECT coalesce(sum(amount) FILTER (NOT is_gl), 0), coalesce(sum(amount) FILTER (is_gl), 0)
           FROM entry_line WHERE position BETWEEN ? AND ?""",
        [first, last],
    )[0]
    return own, gl, gl - own


def evidence_lines(ledger: Ledger, limit: int) -> dict[tuple[str, str], list[int]]:
    """Where the entries behind each account and cause stand in the list, largest first as in its reconciling item."""
    rows = ledger.engine.rows(
        """SELECT movement.account_no, movement.cause, line.position
           FROM item_movement AS movement JOIN entry_line AS line USING (movement_id)
           QUALIFY row_number() OVER (PARTITION BY movement.account_no, movement.cause
                                      ORDER BY abs(movement.amount) DESC, movement_id) <= ?
           ORDER BY movement.account_no, movement.cause, abs(movement.amount) DESC, movement_id""",
        [limit],
    )
    found: dict[tuple[str, str], list[int]] = {}
    for account_no, cause, position in rows:
        found.setdefault((account_no, cause), []).append(position)
    return found
