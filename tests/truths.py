"""What was done to a sample company, against what its reconciliation says: the same for every ERP.

INVRECON_EXAMPLES=50 looks at more seeds.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

import invrecon

EXAMPLES = int(os.environ.get("INVRECON_EXAMPLES", "0"))

seeds = st.integers(0, 2**32 - 1)


class Part(Protocol):
    """A truth about the books, or a reconciling item that should tell it."""

    @property
    def cause(self) -> str:
        """The id of the cause."""

    @property
    def account_no(self) -> str:
        """The account that it puts off."""

    @property
    def amount(self) -> Decimal:
        """Its part of (G/L - inventory ledger)."""


def runs(examples: int) -> settings:
    """So many examples, unless the environment asks for more.

    A failing one is not made smaller: that takes minutes, and a seed is as good as another.
    """
    return settings(
        max_examples=EXAMPLES or examples,
        deadline=None,
        phases=(Phase.reuse, Phase.generate),
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )


def hold_together(result: invrecon.Reconciliation) -> None:
    """The laws of every result: parts add up to the whole, and nothing is said about nothing."""
    items: Counter[str] = Counter()
    for item in result.reconciling_items:
        assert item.amount != 0, item
        items[item.account_no] += item.amount
        if item.entries <= 100:
            assert sum(Decimal(evidence.amount) for evidence in item.evidence) == item.amount, item
    for line in result.account_lines:
        assert line.explained + line.unexplained == line.difference, line
        assert line.explained == items[line.account_no], line


def by_cause(parts: Iterable[Part]) -> dict[tuple[str, str], Decimal]:
    """Amount per account and cause, of truths or of reconciling items.

    An entry without an account is in no account's balance.
    """
    sums: Counter[tuple[str, str]] = Counter()
    for part in parts:
        sums[part.account_no, part.cause] += part.amount
    return {key: amount for key, amount in sorted(sums.items()) if amount and key[0]}


def assert_explained(result: invrecon.Reconciliation, truths: Iterable[Part]) -> None:
    """Every truth is told, nothing else is, and nothing is left over."""
    assert by_cause(result.reconciling_items) == by_cause(truths)
    assert {line.account_no: line.unexplained for line in result.account_lines if line.unexplained} == {}


def assert_committed(made: Path, committed: Path, *companies: str) -> None:
    """What the script makes of these companies is what is committed; a workbook's bytes depend on the library."""
    for name in companies:
        files = {path.name for path in (made / name).iterdir()}
        assert files == {path.name for path in (committed / name).iterdir()}
        for file in files:
            if not file.endswith(".xlsx"):
                assert (made / name / file).read_bytes() == (committed / name / file).read_bytes(), file
