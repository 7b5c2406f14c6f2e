"""What leads where: from a difference to its statement, from the statement's line to the item with its documents.

Addresses are positions (`statement-3`), so that no text of an export becomes one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from invrecon.reconciliation.bridge import Bridge, Step, bridges
from invrecon.reconciliation.statement import Statement, added_up, statements, type_totals
from invrecon.reconciliation.vocabulary import UNEXPLAINED
from invrecon.reports.explaining import capital
from invrecon.reports.page.items import cause_groups

if TYPE_CHECKING:
    from invrecon.reconciliation.record import AccountLine, Comparison, ReconcilingItem
    from invrecon.reconciliation.result import Reconciliation


@dataclass(frozen=True)
class Part:
    """An account's part of an amount, and the address of what proves it."""

    account_no: str
    amount: Decimal
    address: str


class Links:
    """The parts of a page and their addresses; None for what the page does not have."""

    def __init__(self, r: Reconciliation) -> None:
        self.stated = statements(r)
        self.bridges = bridges(r)
        self.groups = cause_groups(r)
        self.totals = type_totals(r)
        self.sums = added_up(self.totals)
        self._accounts = r.account_lines
        self._items = {
            (item.account_no, item.cause): (f"item-{number}", item)
            for number, item in enumerate(r.reconciling_items, start=1)
        }
        self._names = {line.account_no: line.name for line in r.account_lines}
        self._bridges = {each.account_types: f"bridge-{number}" for number, each in enumerate(self.bridges, start=1)}
        self._causes = {
            capital(each.cause.title): f"cause-{number}" for number, each in enumerate(self.groups, start=1)
        }
        self._statements: dict[str, str] = {}
        for number, statement in enumerate(self.stated, start=1):
            for account_no in _accounts_of(statement):
                self._statements.setdefault(account_no, f"statement-{number}")

    def statement(self, account_no: str) -> str | None:
        """The statement of an account, or the one of the types with which it is compared in sum."""
        return self._statements.get(account_no)

    def compared(self, line: Comparison) -> str | None:
        """What explains a compared line: its one statement, or where it has several the bridge that adds them up."""
        own = [
            f"statement-{number}"
            for number, statement in enumerate(self.stated, start=1)
            if not set(line.account_types).isdisjoint(statement.account_types)
        ]
        return own[0] if len(own) == 1 else self.bridge(line.account_types)

    def bridge(self, account_types: tuple[str, ...]) -> str | None:
        """The bridge of these account types."""
        return self._bridges.get(account_types)

    def cause(self, title: str) -> str | None:
        """The items of a cause, by the title that begins with a capital."""
        return self._causes.get(title)

    def name(self, account_no: str) -> str:
        """The account's name; empty where no export tells it."""
        return self._names.get(account_no, "")

    def item(self, item: ReconcilingItem) -> str:
        """The item with its evidence."""
        return self._items[item.account_no, item.cause][0]

    def behind(self, statement: Statement, cause: str) -> list[Part]:
        """The items that a statement's line is made of: one, or of accounts in sum all that there are."""
        return self._parts(_accounts_of(statement), cause)

    def parts(self, bridge: Bridge, step: Step) -> list[Part]:
        """A step's accounts, largest part first, each with its item; of the unexplained rest with its statement."""
        types = set(bridge.account_types)
        # The bridge without types is that of the accounts without any.
        accounts = [
            line for line in self._accounts if (types & set(line.account_types) if types else not line.account_types)
        ]
        if step.cause == UNEXPLAINED:
            return _largest_first(self._unexplained(accounts))
        return _largest_first(self._parts([line.account_no for line in accounts], step.cause))

    def _unexplained(self, accounts: Iterable[AccountLine]) -> Iterable[Part]:
        for line in accounts:
            address = self._statements.get(line.account_no)
            if line.unexplained and address:
                yield Part(line.account_no, line.unexplained, address)

    def _parts(self, accounts: Iterable[str], cause: str) -> list[Part]:
        found = [self._items[account_no, cause] for account_no in accounts if (account_no, cause) in self._items]
        return [Part(item.account_no, item.amount, address) for address, item in found]


def _accounts_of(statement: Statement) -> tuple[str, ...]:
    return (statement.account_no,) if statement.account_no else statement.in_sum_of


def _largest_first(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: -abs(part.amount))
