"""What a number is to drilling: its amount as the reconciliation states it, and which entries should add up to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from invrecon.errors import InputError, Problem
from invrecon.reconciliation.result import Reconciliation

Measure = Literal["amount", "-amount", "effect"]
"""What an entry adds to a number: its amount on the account, the negative of it, or its part of G/L less inventory."""


@dataclass(frozen=True)
class Number:
    """A number that can be drilled into.

    `amount` is what the reconciliation says. `condition`, with its parameters, is true for the rows of the table
    `drill_entry` that make it up; `measure` is what each of them adds. `remarks` say what is particular about it.
    """

    title: str
    amount: Decimal
    measure: Measure
    condition: str
    parameters: tuple[Any, ...] = ()
    remarks: tuple[str, ...] = ()


def matched(r: Reconciliation) -> bool:
    """Whether there were G/L entries to match the value entries with."""
    return r.compared and any(file.role == "gl_entries" for file in r.inputs)


def left_out(r: Reconciliation) -> str:
    """What is to be said of the entries that a difference does not list."""
    if matched(r):
        return "Entries that match are left out: they add up to nothing."
    return "The G/L was given as balances, so nothing could be matched: every entry of the inventory ledger is listed."


def refused(found: str, action: str) -> InputError:
    """The error that a number is asked for which is none; it says where to drill instead."""
    return InputError(Problem(found=found, action=action))


def refuse_without_gl(r: Reconciliation, name: str) -> None:
    """Nothing of the G/L can be drilled into when the run looked at some items or locations only.

    Raises:
        InputError: it did.
    """
    if not r.compared:
        raise refused(
            f"{name} was not compared with the G/L, which knows neither items nor locations",
            "Leave out --item and --location, or drill into the Total.",
        )


def in_words(names: Iterable[str]) -> str:
    """Names in a sentence: one, two and three."""
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last
