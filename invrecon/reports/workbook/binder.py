"""What all sheets ask for: the finished run, its statements, and where the entries behind a number are listed."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.money import ZERO
from invrecon.reconciliation.drill.lines import Block, number_entries
from invrecon.reconciliation.run import Run
from invrecon.reconciliation.statement import statements, type_totals
from invrecon.reports import wording
from invrecon.reports.workbook.cells import Lines, digits_of_sum


class Binder:
    """A run as the sheets see it."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.r = run.reconciliation
        self.blocks = number_entries(run.ledger, self.r)
        self.entries = self.blocks[-1].last if self.blocks else 0
        self.statements = statements(self.r)
        self.type_totals = type_totals(self.r)
        # Accounts whose postings name none of them: they are compared as a sum.
        self.in_sum = {line.account_no for line in self.r.account_lines if line.difference is None}

    @property
    def subtitle(self) -> str:
        """Whose books, and which period."""
        r = self.r
        return "   ".join(part for part in (r.company, wording.period(r), wording.filters(r)) if part)

    def of_account(self, account_no: str, ledger: str) -> list[Block]:
        """The entries of an account in one ledger."""
        return [block for block in self.blocks if (block.account_no, block.ledger) == (account_no, ledger)]


def lines_of(blocks: Iterable[Block]) -> Lines | None:
    """Blocks that follow one another as one range of entries; None of no blocks."""
    listed = list(blocks)
    if not listed:
        return None
    ledgers = {block.ledger for block in listed}
    turnover = sum((block.turnover for block in listed), ZERO)
    return Lines(
        min(block.first for block in listed),
        max(block.last for block in listed),
        ledgers.pop() if len(ledgers) == 1 else "both",
        digits_of_sum(turnover, max(block.decimals for block in listed)),
    )
