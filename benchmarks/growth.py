"""How time and memory grow with the ledgers: a table, the slope, and a picture."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from benchmarks.companies import company, forget
from benchmarks.comparison import figure
from benchmarks.ledgers import reconcile
from benchmarks.measure import Cost, by_turns

_KEPT = 1_000_000  # value entries; a larger company is removed once it is measured


@dataclass(frozen=True)
class Point:
    """The cost of reconciling so many value entries."""

    value_entries: int
    cost: Cost


def points(sizes: Sequence[int], runs: int) -> Iterator[Point]:
    """The cost of a whole reconciliation from CSV, for each size."""
    for value_entries in sizes:
        folder = company(value_entries)
        yield Point(value_entries, by_turns({"ours": reconcile(folder)}, runs)["ours"])
        if value_entries > _KEPT:
            forget(folder)


def slope(measured: Sequence[Point], of: str) -> float:
    """The exponent with which a cost (`wall`, `cpu`, `peak`) grows: 1 is linear, less is better. From the largest two.

    What a run needs before it reads the first entry would flatter the others.
    """
    [(one, other)] = [*pairwise(measured)][-1:]
    grown = getattr(other.cost, of) / getattr(one.cost, of)
    return math.log(grown) / math.log(other.value_entries / one.value_entries)


def table(measured: Sequence[Point]) -> str:
    """The costs as a Markdown table, each row with its growth from the row above."""
    lines = ["| value entries | wall s | CPU s | peak MB | CPU s for each million |", "|--:|--:|--:|--:|--:|"]
    for point in measured:
        cost = point.cost
        figures = (cost.wall, cost.cpu, cost.peak, cost.cpu / point.value_entries * 1_000_000)
        lines.append(f"| {point.value_entries:,} | {' | '.join(map(figure, figures))} |")
    exponents = ", ".join(f"{name} {slope(measured, of):.2f}" for name, of in (("CPU", "cpu"), ("memory", "peak")))
    return "\n".join([*lines, "", f"Exponent of the last doubling (1 is linear): {exponents}."])
