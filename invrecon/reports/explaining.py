"""The words of the reconciliation statement that all reports share: captions, hints, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from invrecon import profiles
from invrecon.causes import causes_of
from invrecon.findings import counted
from invrecon.money import ZERO, decimals_of, signed
from invrecon.reconciliation.statement import entries_behind, statements
from invrecon.reports import wording

if TYPE_CHECKING:
    from invrecon.reconciliation.bridge import Bridge, Step
    from invrecon.reconciliation.record import ReconcilingItem, TimelineDay
    from invrecon.reconciliation.result import Reconciliation
    from invrecon.reconciliation.statement import Statement, StatementItem, TypeTotal

UNEXPLAINED = "Unexplained"
_LONGEST_SUMMARY = 300


@dataclass(frozen=True)
class ToDo:
    """A cause that occurs, how many entries stand behind it (empty where only a sum is known), and what to do."""

    title: str
    entries: str
    action: str


def balance(r: Reconciliation, ledger: str) -> str:
    """The caption of either end of the statement: a balance, or between two dates a net change."""
    return f"{'Net change' if r.from_date else 'Balance'} per {ledger}"


def capital(text: str) -> str:
    """The text as the beginning of a line."""
    return text[:1].upper() + text[1:]


def outside(r: Reconciliation) -> str:
    """What is to be said of an account that belongs to no account type."""
    return profiles.load(r.profile).words["outside"]


def types(r: Reconciliation, of: TypeTotal | Bridge, joint: str = " + ") -> str:
    """The account types that a total or a bridge is of, as a heading; joined by `joint`."""
    return joint.join(of.account_types) or capital(outside(r))


def signed_title(item: StatementItem | Step) -> str:
    """What the item or step is, and whether it is added or deducted: + Direct posting."""
    return f"{'+' if item.amount > 0 else '-'} {capital(item.title)}"


def count(item: StatementItem) -> str:
    """How many entries stand behind the item; empty where only the sum is known."""
    return "" if item.entries is None else counted(item.entries, "entry")


def summary(item: StatementItem | ReconcilingItem) -> str:
    """The item's line of documents: printable, and cut where a description never ends."""
    text = " ".join(wording.printable(item.summary).split())
    return text if len(text) <= _LONGEST_SUMMARY else text[:_LONGEST_SUMMARY].rsplit(" ", 1)[0] + " ..."


def heading(r: Reconciliation, statement: Statement) -> tuple[str, str]:
    """What is stated, and its account types."""
    types = " + ".join(statement.account_types) or outside(r)
    if statement.account_no:
        return wording.printable(f"{statement.account_no}  {statement.name}".rstrip()), types
    if statement.in_sum_of:
        return wording.printable(f"{', '.join(statement.in_sum_of)}  in sum"), types
    return profiles.load(r.profile).words["no_account"], types


def rest(r: Reconciliation, statement: Statement) -> str:
    """The unexplained amount. Zero is a figure here and not a dash: it is what is signed for."""
    if statement.unexplained:
        return wording.money(r)(statement.unexplained)
    return signed(ZERO, decimals_of(r.currency))


def unexplained_hint(r: Reconciliation, statement: Statement) -> str:
    """What to do about an unexplained rest: where to look, if there is anything to look at."""
    if not gl_entries_given(r):
        return ""
    if statement.account_no:
        return f"`invrecon drill --cause unexplained --account {_argument(statement.account_no)}` lists its entries."
    name = _argument(" + ".join(statement.account_types))
    return f"`invrecon drill {name} Difference` lists the entries without a counterpart."


def _argument(text: str) -> str:
    """Text as one argument of a command, which stands between backticks itself."""
    text = wording.printable(text).translate({ord("`"): "'", ord('"'): "'"})
    return text if text.isalnum() else f'"{text}"'


def counted_from(r: Reconciliation) -> str:
    """Where a running difference begins to be counted."""
    return "the beginning of the period" if r.from_date else "the first entry"


def first_day(r: Reconciliation, statement: Statement) -> str:
    """Since when the account has been out of balance, and how often the gap changed after that."""
    days = [day for day in r.timeline if day.account_no == statement.account_no]
    if not statement.account_no or not days:
        return ""
    later = len(days) - 1
    if not later:
        changed = "the gap has not changed since"
    else:
        changed = f"the gap changed on {later:,} later {'day' if later == 1 else 'days'}"
    # Between two dates the gap at the beginning is not known.
    first = "In the period first out of balance" if r.from_date else "First out of balance"
    return f"{first} {wording.day(days[0].date)}{_documents(days[0])}; {changed}."


def _documents(day: TimelineDay) -> str:
    named = wording.printable(day.documents[0]) if day.documents else ""
    return f" ({named}{' and others' if len(day.documents) > 1 else ''})" if named else ""


def gl_entries_given(r: Reconciliation) -> bool:
    """Whether the G/L side is known entry by entry, not only as balances."""
    return any(file.role == "gl_entries" for file in r.inputs)


def from_balances_only(r: Reconciliation) -> str:
    """What balances alone can tell, and the export that would explain the rest; empty where entries were given."""
    if gl_entries_given(r):
        return ""
    title = profiles.load(r.profile).roles["gl_entries"].title
    told = f"Without {title} only what the inventory ledger shows by itself is explained."
    stated = [each for each in statements(r) if each.unexplained]
    accounts = [no for each in stated for no in ([each.account_no] if each.account_no else each.in_sum_of)]
    if not accounts:
        return told
    since = f"from {wording.day(r.from_date)}" if r.from_date else "from the beginning"
    named = wording.printable(", ".join(accounts))
    return f"{told} To explain the rest, export the {title} of the accounts {named}, {since} to {wording.day(r.as_of)}."


def to_do(r: Reconciliation) -> tuple[ToDo, ...]:
    """Every cause that occurs, once, in the order in which it is worked off: first what the ERP must post."""
    occurring = {item.cause for statement in statements(r) for item in statement.items}
    return tuple(
        _to_do(r, cause.id, cause.title, cause.action) for cause in causes_of(r.profile) if cause.id in occurring
    )


def _to_do(r: Reconciliation, cause: str, title: str, action: str) -> ToDo:
    items = [item for item in r.reconciling_items if item.cause == cause]
    entries, all_listed = entries_behind(items)
    counted_entries = counted(entries, "entry") + ("" if all_listed else " or more")
    return ToDo(capital(title), counted_entries if items else "", items[0].action if items else action)
