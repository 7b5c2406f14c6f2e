"""The lines in which a control account is told: its groups, its opening, integration, everything else, and the whole.

Amounts are debit positive. A difference is G/L less stock. None stands where there is nothing to compare: an entry type
has no stock of its own, and a group that shares its account has no ledger of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from invrecon.money import ZERO
from invrecon.reconciliation.record import ControlAccount, LedgerPart

Kind = Literal["group", "opening", "integration", "other", "entry type", "total"]


@dataclass(frozen=True)
class ControlLine:
    """One line: what it tells, the group or entry type that it is of, and how many G/L lines an entry type has.

    An entry type is `part_of` integration or of the other lines, which come before it.
    """

    kind: Kind
    subledger: Decimal | None
    gl: Decimal | None
    difference: Decimal | None
    code: str = ""
    name: str = ""
    lines: int | None = None
    part_of: Kind | None = None


def control_lines(account: ControlAccount) -> tuple[ControlLine, ...]:
    """The lines of an account, from its groups to the whole; entry types stand below what they are part of."""
    return tuple(_lines(account))


def _lines(account: ControlAccount) -> Iterable[ControlLine]:
    alone = len(account.groups) == 1
    for group in account.groups:
        gl, difference = (account.gl, account.gl - group.subledger) if alone else (None, None)
        yield ControlLine("group", group.subledger, gl, difference, group.group, group.description)
    yield _compared("opening", account.stock_opening, account.gl_opening)
    yield _compared("integration", account.stock_moved, account.integration)
    yield from _entry_types("integration", (part for part in account.parts if part.from_inventory))
    yield ControlLine("other", None, account.other, account.other)
    yield from _entry_types("other", (part for part in account.parts if not part.from_inventory))
    yield _compared("total", account.subledger, account.gl)


def _compared(kind: Kind, subledger: Decimal, gl: Decimal) -> ControlLine:
    return ControlLine(kind, subledger, gl, gl - subledger)


def _entry_types(kind: Kind, parts: Iterable[LedgerPart]) -> Iterable[ControlLine]:
    for part in parts:
        yield ControlLine("entry type", None, part.amount, None, part.entry_type, lines=part.lines, part_of=kind)


def in_all(accounts: Iterable[ControlAccount]) -> ControlLine:
    """All control accounts added up."""
    listed = list(accounts)
    subledger = sum((account.subledger for account in listed), ZERO)
    return _compared("total", subledger, sum((account.gl for account in listed), ZERO))
