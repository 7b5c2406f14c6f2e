"""The sentences that all reports share: title, period, result, and what each warning says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from invrecon import profiles
from invrecon.findings import counted
from invrecon.money import ZERO, accounting, decimals_of, signed
from invrecon.reconciliation.record import Comparison
from invrecon.reconciliation.result import Reconciliation
from invrecon.reconciliation.statement import Statement, difference_total, statements, unexplained_total

if TYPE_CHECKING:
    from invrecon.ledger.load import InputFile

TITLE = "Inventory - G/L reconciliation"
LEDGER = {"inventory": "Inventory", "gl": "G/L"}
SEVERITY = {"error": "Error", "warning": "Warning", "info": "Note"}
Verdict = Literal["agrees", "doubtful", "differs"]
_NAMED = 8


def printable(text: str) -> str:
    """Text from an export without control characters, so that it cannot steer a terminal or break a line."""
    return text if text.isprintable() else "".join(ch if ch.isprintable() else " " for ch in text)


def day(date: dt.date) -> str:
    """A date as people write it: 31 Oct 2026."""
    return f"{date.day} {date:%b %Y}"


def period(r: Reconciliation) -> str:
    """The period in words, with the currency where it is known."""
    words = f"{day(r.from_date)} to {day(r.as_of)}" if r.from_date else f"as of {day(r.as_of)}"
    return f"{words}, {r.currency}" if r.currency else words


def filters(r: Reconciliation) -> str:
    """The filters in words; empty without any."""
    parts = []
    if r.items:
        parts.append(f"item {', '.join(r.items)}")
    if r.locations:
        parts.append(f"location {', '.join(name or '(blank)' for name in r.locations)}")
    return "; ".join(parts)


def inputs(r: Reconciliation) -> str:
    """What was read, in one line."""

    def rows(role: str) -> int:
        return sum(file.rows for file in r.inputs if file.role == role)

    words = profiles.load(r.profile).words
    parts = [counted(len({file.file for file in r.inputs}), "export")]
    parts.append(counted(rows("value_entries"), words["value_entry"]))
    if rows("gl_entries"):
        parts.append(counted(rows("gl_entries"), words["gl_entry"]))
    setup = [str(rows(role)) for role in ("inventory_posting_setup", "general_posting_setup") if rows(role)]
    if setup:
        parts.append(f"posting setup {' + '.join(setup)} lines")
    return ", ".join(parts)


def money(r: Reconciliation) -> Callable[[Decimal | None], str]:
    """How this reconciliation's amounts are printed: 1,234.56, (1,234.56), a dash for zero."""
    decimals = decimals_of(r.currency)
    return lambda amount: accounting(amount, decimals)


def warnings(line: Comparison, r: Reconciliation) -> str:
    """The warnings of a row in the accountant's words, each with its amount."""
    show = money(r)
    return ", ".join(
        warning.title if warning.amount is None else f"{warning.title} {show(warning.amount)}"
        for warning in line.warnings
    )


def name(line: Comparison) -> str:
    """The name of a compared line: the account type, or the types that share an account."""
    return " + ".join(line.account_types)


def verdict(r: Reconciliation) -> Verdict:
    """What the closing sentence is coloured as: agreement only where all is compared and nothing unexplained."""
    if not r.compared or (r.reconciled and r.unexplained):
        return "doubtful"
    return "agrees" if r.reconciled else "differs"


def result(r: Reconciliation, errors_stand: str = "above") -> str:
    """The closing sentence: reconciled, or by how much not and in which accounts, or why nothing was compared.

    Where anything is left unexplained, it ends with the amount, added up without signs, and where it stands.
    `errors_stand` is where the reader finds the errors in the input.
    """
    if not r.compared:
        return (
            f"Not compared: this is the inventory side for {filters(r)} only. "
            "The G/L knows neither items nor locations; leave out the filter to reconcile."
        )
    if r.reconciled:
        within = f"within {signed(r.tolerance)}" if r.tolerance else "to the cent"
        sums = [line for line in r.account_lines if line.difference is None]
        in_sum = f"; {counted(len(sums), 'account')} could be compared in sum only, and agree" if sums else ""
        agree = f"Reconciled: {counted(len(r.account_lines) - len(sums), 'account')} agree {within}{in_sum}."
        return " ".join(part for part in (agree, _within(r)) if part)
    said = " ".join(part for part in (_differing_accounts(r), _differing_sums(r)) if part)
    errors = f"{counted(len(r.errors), 'error')} in the input: see {errors_stand}." if r.errors else ""
    parts = ("Not reconciled:", said or "the amounts agree, but the input is incomplete.", errors, _explained(r))
    return " ".join(part for part in parts if part)


def _differing_accounts(r: Reconciliation) -> str:
    """How many accounts differ, by how much, and which."""
    lines, decimals = r.differing_accounts, decimals_of(r.currency)
    if not lines:
        return ""
    return (
        f"{len(lines)} of {counted(len(r.account_lines), 'account')} {'differs' if len(lines) == 1 else 'differ'}, "
        f"by {signed(r.gross_difference, decimals)} in all ({signed(r.net_difference, decimals)} net): "
        f"{listed([line.account_no for line in lines])}."
    )


def _differing_sums(r: Reconciliation) -> str:
    """Which account types differ whose accounts could only be compared in sum."""
    decimals = decimals_of(r.currency)
    sums = [f"{name(line)} by {signed(line.difference or ZERO, decimals)}" for line in r.differing_sums]
    return f"Compared in sum, {'; '.join(sums)}." if sums else ""


def _explained(r: Reconciliation) -> str:
    """How much of what differs is explained: all of it, or how many statements in full, and what is left, and where.

    Of a part only the rest is told: an explained amount would be larger than the difference where the rest is against.
    """
    stated, decimals = statements(r), decimals_of(r.currency)
    if not stated:
        return ""
    if unexplained_total(stated):
        in_full = sum(not statement.unexplained for statement in stated)
        of = counted(len(stated), "account") if all(each.account_no for each in stated) else f"{len(stated)}"
        return f"Explained in full: {in_full or 'none'} of {of}; {_unexplained(stated, decimals)}."
    # An amount only where it is the one that was said to differ: cost may also stand on no account at all.
    on_accounts = all(each.account_no or each.in_sum_of for each in stated)
    told = f"Explained {signed(difference_total(stated), decimals)}" if on_accounts else "All is explained"
    return f"{told}, unexplained {signed(ZERO, decimals)}."


def _within(r: Reconciliation) -> str:
    """What the books hold although they agree: an unexplained rest, or items that cancel each other."""
    stated, decimals = statements(r), decimals_of(r.currency)
    if unexplained_total(stated):
        return f"Not all is explained: {_unexplained(stated, decimals)}."
    cancelling = [subject(statement) for statement in stated if not statement.difference]
    return f"On {listed(cancelling)} reconciling items cancel each other." if cancelling else ""


def _unexplained(stated: Sequence[Statement], decimals: int) -> str:
    """The unexplained amount, and where it stands."""
    where = listed([subject(statement) for statement in stated if statement.unexplained])
    return f"unexplained {signed(unexplained_total(stated), decimals)} on {where}"


def subject(statement: Statement) -> str:
    """What is stated: an account by its number, or account types by their names."""
    if statement.account_no:
        return statement.account_no
    return " + ".join(statement.account_types) + (" (in sum)" if statement.in_sum_of else " (no account)")


def listed(names: Sequence[str]) -> str:
    """Some names in a sentence: all of them, or the first and how many more."""
    named = [printable(each) for each in names[:_NAMED]]
    if len(names) > _NAMED:
        return f"{', '.join(named)} and {len(names) - _NAMED} more"
    *most, last = named
    return f"{', '.join(most)} and {last}" if most else last


def input_name(file: InputFile) -> str:
    """The file as shown in a list of inputs, with its sheet."""
    return printable(f"{file.file} [{file.sheet}]" if file.sheet else file.file)
