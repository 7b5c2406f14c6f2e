"""One thing measured beside another, and the Markdown table of many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.measure import Cost

_HEAD = (
    "| what | beside | size | wall s | CPU s | peak MB | beside: wall s | CPU s | peak MB "
    "| ratio: wall | CPU | memory | aim |\n"
    "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|---|"
)


@dataclass(frozen=True)
class Comparison:
    """What of invrecon was measured (`ours`), what beside it (`theirs`), on what, and which ratio is aimed at."""

    what: str
    beside: str
    size: str
    ours: Cost
    theirs: Cost
    aim: str = ""

    def row(self) -> str:
        """As a row of Markdown: the figures of both, and their ratios."""
        costs = (self.ours.wall, self.ours.cpu, self.ours.peak, self.theirs.wall, self.theirs.cpu, self.theirs.peak)
        ratios = (ours / theirs if theirs else 0 for ours, theirs in zip(costs[:3], costs[3:], strict=True))
        cells = (
            self.what,
            self.beside,
            self.size,
            *map(figure, costs),
            *(f"{ratio:.2f}" for ratio in ratios),
            self.aim,
        )
        return f"| {' | '.join(cells)} |"


def table(comparisons: Iterable[Comparison]) -> str:
    """The comparisons as a Markdown table."""
    return "\n".join([_HEAD, *(each.row() for each in comparisons)])


def figure(number: float) -> str:
    """A figure with about three digits."""
    return f"{number:,.0f}" if number >= 100 else f"{number:.1f}" if number >= 10 else f"{number:.2f}"
