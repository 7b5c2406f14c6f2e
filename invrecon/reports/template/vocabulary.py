"""The names of single values: what a cell may ask for, as data. `docs/template.md` is written from these lists.

A name is made of the fact and of what the fact is about: invrecon_ + difference + _ + 2110.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from invrecon import __version__
from invrecon.account_types import TRANSFERS
from invrecon.causes import causes_of
from invrecon.money import ZERO
from invrecon.reconciliation.record import AccountLine, Comparison
from invrecon.reconciliation.result import Reconciliation
from invrecon.reconciliation.statement import (
    Balances,
    TypeTotal,
    difference_total,
    statements,
    together,
    type_totals,
    unexplained_total,
)
from invrecon.reports import explaining, wording
from invrecon.reports.listing import Cell, Kind
from invrecon.reports.template.slug import slug

NOT_COMPARED = "not compared"
IN_SUM = "compared in sum only"
NO_ACCOUNT = "belongs to no account"


@dataclass(frozen=True)
class Fact:
    """One thing to ask for: its part of the name, what kind of value it is, what it means, and where it is found."""

    name: str
    kind: Kind
    meaning: str
    value: Callable[[Any], Cell]


@dataclass(frozen=True)
class Known:
    """A value that a name stands for. `about` says what it is about; `absent` is written where there is no value."""

    kind: Kind
    value: Cell
    absent: str
    about: str


@dataclass(frozen=True)
class _Account:
    """An account's line, with the first day on which it was out of balance."""

    line: AccountLine
    first_day: Cell


def _net(r: Reconciliation, part: str) -> Decimal | None:
    return getattr(together(statements(r)), part) if r.compared else None


def _gross(r: Reconciliation, total: Callable[[Iterable[Balances]], Decimal]) -> Decimal | None:
    return total(statements(r)) if r.compared else None


RUN: tuple[Fact, ...] = (
    Fact("title", "text", "Inventory - G/L reconciliation", lambda r: wording.TITLE),  # noqa: ARG005
    Fact("company", "text", "The company", lambda r: r.company),
    Fact("currency", "text", "The currency", lambda r: r.currency),
    Fact("profile", "text", "The ERP that the exports come from", lambda r: r.profile),
    Fact("from", "date", "First day of the period; text where balances are compared", lambda r: r.from_date),
    Fact("as_of", "date", "Last day, inclusive", lambda r: r.as_of),
    Fact("period", "text", "Both in words, with the currency", wording.period),
    Fact("filters", "text", "Items and locations that the run was limited to", wording.filters),
    Fact("result", "text", "The result in one sentence", wording.result),
    Fact("reconciled", "text", "yes or no", lambda r: "yes" if r.reconciled else "no"),
    Fact("tolerance", "amount", "The largest difference that counts as reconciled", lambda r: r.tolerance),
    Fact("difference", "amount", "G/L less inventory ledger, all accounts added up", lambda r: _net(r, "difference")),
    Fact("gross_difference", "amount", "The same, added up without signs: zero only if all agree",
         lambda r: _gross(r, difference_total)),
    Fact("explained", "amount", "What causes explain of the difference", lambda r: _net(r, "explained")),
    Fact("net_unexplained", "amount", "What no cause explains of the difference", lambda r: _net(r, "unexplained")),
    Fact(
        "unexplained", "amount", "The same, added up without signs: zero only if all is explained",
        lambda r: _gross(r, unexplained_total),
    ),
    Fact("number_of_accounts", "count", "How many accounts there are", lambda r: len(r.account_lines)),
    Fact(
        "number_of_differing_accounts", "count", "How many differ by more than the tolerance",
        lambda r: len(r.differing_accounts) if r.compared else None,
    ),
    Fact("number_of_errors", "count", "Errors in the input; with any, nothing is reconciled", lambda r: len(r.errors)),
    Fact("inputs_read", "text", "What was read, in one line", wording.inputs),
    Fact("version", "text", "The version of invrecon", lambda r: __version__),  # noqa: ARG005
)  # fmt: skip

ACCOUNT: tuple[Fact, ...] = (
    Fact("name", "text", "The account's name", lambda a: a.line.name),
    Fact("types", "text", "The account types that it serves", lambda a: " + ".join(a.line.account_types)),
    Fact("subledger", "amount", "Balance per inventory ledger", lambda a: a.line.subledger),
    Fact("gl", "amount", "Balance per G/L", lambda a: a.line.gl),
    Fact("difference", "amount", "G/L less inventory ledger", lambda a: a.line.difference),
    Fact("explained", "amount", "What causes explain of it", lambda a: a.line.explained),
    Fact("unexplained", "amount", "What no cause explains of it", lambda a: a.line.unexplained),
    Fact("first_day", "date", "First day out of balance; text where there is none", lambda a: a.first_day),
)

TYPE: tuple[Fact, ...] = (
    Fact("total", "amount", "Total per inventory ledger", lambda line: line.total),
    Fact("gl_total", "amount", "Total per G/L", lambda line: line.gl_total),
    Fact("difference", "amount", "G/L less inventory ledger", lambda line: line.difference),
)
TYPE_TOTAL: tuple[Fact, ...] = (
    Fact("explained", "amount", "What causes explain of it", lambda total: total.explained),
    Fact("unexplained", "amount", "What no cause explains of it", lambda total: total.unexplained),
)
WARNINGS = Fact("warnings", "text", "Causes with their amounts, in words", lambda text: text)
CELL = Fact("cell", "amount", "One cell of the matrix: row, then column", lambda amount: amount)
CAUSE = Fact("cause", "amount", "What one cause explains: of all accounts, or of one", lambda amount: amount)


def known_values(r: Reconciliation) -> dict[str, list[Known]]:
    """Every value of a run by what its name says behind the prefix; several values where two names come out alike."""
    found: dict[str, list[Known]] = {}
    for name, known in (*_of_run(r), *_of_accounts(r), *_of_types(r), *_of_cells(r), *_of_causes(r)):
        found.setdefault(slug(name), []).append(known)
    return found


def _of_run(r: Reconciliation) -> Iterator[tuple[str, Known]]:
    absent = {"from": "from the beginning", "filters": "none", "company": "not stated", "currency": "not stated"}
    for fact in RUN:
        yield fact.name, Known(fact.kind, fact.value(r), absent.get(fact.name, NOT_COMPARED), "the reconciliation")


def _of_accounts(r: Reconciliation) -> Iterator[tuple[str, Known]]:
    absent = IN_SUM if r.compared else NOT_COMPARED
    days = first_days(r)
    for line in r.account_lines:
        if not slug(line.account_no):
            continue
        without = {"name": "no name", "types": explaining.outside(r), "first_day": _no_first_day(r, line)}
        account = _Account(line, days.get(line.account_no))
        for fact in ACCOUNT:
            value = fact.value(account)
            said = without.get(fact.name, absent)
            yield f"{fact.name}_{line.account_no}", Known(fact.kind, value, said, f"account {line.account_no}")


def first_days(r: Reconciliation) -> dict[str, dt.date]:
    """The first day on which each account was out of balance, by account number."""
    return {day.account_no: day.date for day in reversed(r.timeline)}


def _no_first_day(r: Reconciliation, line: AccountLine) -> str:
    if not any(file.role == "gl_entries" for file in r.inputs) or line.difference is None:
        return "not known"
    return "never out of balance" if r.compared else NOT_COMPARED


def _of_types(r: Reconciliation) -> Iterator[tuple[str, Known]]:
    totals = {total.account_types: total for total in type_totals(r)}
    for line in r.difference_matrix.comparisons():
        name, absent = wording.name(line), _not_of_its_own(r, line)
        about = f"account type {name}"
        for fact in TYPE:
            yield f"{fact.name}_{name}", Known(fact.kind, fact.value(line), absent, about)
        for fact in TYPE_TOTAL:
            total: TypeTotal | None = totals.get(line.account_types)
            value = None if total is None else fact.value(total)
            yield f"{fact.name}_{name}", Known(fact.kind, value, absent, about)
        yield f"{WARNINGS.name}_{name}", Known(WARNINGS.kind, wording.warnings(line, r), "none", about)


def _not_of_its_own(r: Reconciliation, line: Comparison) -> str:
    """Why a type has no amount of its own."""
    if not r.compared:
        return NOT_COMPARED
    if wording.name(line) in TRANSFERS:
        return NO_ACCOUNT
    shared = [
        group for group in r.difference_matrix.shared_groups if set(line.account_types) < set(group.account_types)
    ]
    return f"shares an account: see {wording.name(shared[0])}" if shared else NOT_COMPARED


def _of_cells(r: Reconciliation) -> Iterator[tuple[str, Known]]:
    for row in r.difference_matrix.rows:
        for column, amount in row.cells.items():
            about = f"the cell {row.account_type}, {column}"
            yield f"{CELL.name}_{row.account_type}_{column}", Known(CELL.kind, amount, NOT_COMPARED, about)


def _of_causes(r: Reconciliation) -> Iterator[tuple[str, Known]]:
    """Every cause there is, also where it explains nothing: that is zero, and not unknown."""
    items = {(item.cause, item.account_no): item.amount for item in r.reconciling_items}
    sums = {item.cause: item.amount for item in together(statements(r)).items}
    for cause in dict.fromkeys(
        (*(cause.id for cause in causes_of(r.profile)), *(item.cause for item in r.reconciling_items))
    ):
        whole = sums.get(cause, ZERO) if r.compared else None
        yield f"{CAUSE.name}_{cause}", Known(CAUSE.kind, whole, NOT_COMPARED, f"the cause {cause}")
        for line in r.account_lines:
            if slug(line.account_no):
                undecided = None if line.difference is None else ZERO
                part = items.get((cause, line.account_no), undecided) if r.compared else None
                said = IN_SUM if r.compared else NOT_COMPARED
                about = f"the cause {cause}, account {line.account_no}"
                yield f"{CAUSE.name}_{cause}_{line.account_no}", Known(CAUSE.kind, part, said, about)


def nearest(key: str, known: Iterable[str]) -> str:
    """The known name that is most like this one; empty where none is."""
    from difflib import get_close_matches

    near = [name for name in known if abs(len(name) - len(key)) <= 3]
    return next(iter(get_close_matches(key, near, n=1, cutoff=0.7)), "")
