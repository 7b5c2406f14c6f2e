"""What the sections add up to: of an account, section by section and within it by the keys that differ; and in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from invrecon.money import ZERO
from invrecon.reconciliation.record import SectionLine
from invrecon.reconciliation.vocabulary import SECTIONS


@dataclass(frozen=True)
class SectionSum:
    """What a section has, or below it what differs in some `keys`. Amounts are debit positive."""

    section: str
    keys: tuple[str, ...]
    value_entries: int
    subledger: Decimal
    gl_entries: int
    gl: Decimal
    of: tuple[SectionSum, ...] = ()

    @property
    def difference(self) -> Decimal:
        """G/L less inventory ledger."""
        return self.gl - self.subledger

    @property
    def lines(self) -> tuple[SectionSum, ...]:
        """The section, and what it consists of."""
        return (self, *self.of)


def section_sums(lines: Sequence[SectionLine], account_no: str) -> tuple[SectionSum, ...]:
    """The sections of an account that have entries, in their order."""
    mine = [line for line in lines if line.account_no == account_no]
    return tuple(_section(section, mine) for section in SECTIONS if any(line.section == section for line in mine))


def sections_in_all(lines: Sequence[SectionLine], account_no: str | None) -> tuple[SectionSum, ...]:
    """Every section over all accounts, or of one account."""
    mine = [line for line in lines if account_no in (None, line.account_no)]
    return tuple(_section(section, mine) for section in SECTIONS)


def _section(section: str, lines: Sequence[SectionLine]) -> SectionSum:
    own = [line for line in lines if line.section == section]
    return _added_up(section, (), own, tuple(_added_up(section, line.keys, [line]) for line in own if line.keys))


def _added_up(
    section: str, keys: tuple[str, ...], lines: Sequence[SectionLine], of: tuple[SectionSum, ...] = ()
) -> SectionSum:
    return SectionSum(
        section,
        keys,
        sum(line.value_entries for line in lines),
        sum((line.subledger for line in lines), ZERO),
        sum(line.gl_entries for line in lines),
        sum((line.gl for line in lines), ZERO),
        of,
    )
