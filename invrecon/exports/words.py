"""Words that stand in the cells of a table, in every language that is read: months, yes and no, totals, pages, marks.

The words themselves are data (words.toml). A file may mix languages: the captions of the ERP's user, the months of the
spreadsheet's region. So the languages are not kept apart; no word means two things.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@cache
def months() -> Mapping[str, int]:
    """1 to 12 by the name or abbreviation of a month, casefolded and without a dot: "okt" is 10."""
    names = (enumerate(words["months"], start=1) for words in _languages() if "months" in words)
    return MappingProxyType({_plain(name): number for year in names for number, month in year for name in month})


def yes() -> frozenset[str]:
    """What a ticked checkbox is exported as, casefolded."""
    return frozenset(_all("yes"))


def no() -> frozenset[str]:
    """What an empty checkbox is exported as, casefolded. A blank cell is not among them."""
    return frozenset(_all("no"))


def totals() -> tuple[str, ...]:
    """How a line that adds up others begins, casefolded, longest first. What follows must not be a letter."""
    return tuple(sorted(_all("totals"), key=len, reverse=True))


def pages() -> tuple[str, ...]:
    """How a line that the printer adds begins, casefolded, longest first. What follows must not be a letter."""
    return tuple(sorted(_all("pages"), key=len, reverse=True))


def balances() -> tuple[str, ...]:
    """What a line says that states the balance of an account, casefolded."""
    return _all("balances")


def debit() -> frozenset[str]:
    """Marks that make an amount a debit, casefolded and without a dot: "dr", "s" (Soll)."""
    return frozenset(_all("debit"))


def credit() -> frozenset[str]:
    """Marks that make an amount a credit, casefolded and without a dot: "cr", "h" (Haben)."""
    return frozenset(_all("credit"))


@cache
def _all(kind: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_plain(word) for words in _languages() for word in words.get(kind, ())))


@cache
def _languages() -> tuple[Mapping[str, Any], ...]:
    text = files(__package__).joinpath("words.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text).values())


def _plain(word: str) -> str:
    return word.casefold().removesuffix(".")
