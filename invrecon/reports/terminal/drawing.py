"""The characters that bars and curves are drawn with: blocks, or ASCII where the output cannot encode them."""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console


@dataclass(frozen=True)
class Bar:
    """A bar's cells: filled as a whole, in the left half, in the right half."""

    full: str
    left: str
    right: str


@dataclass(frozen=True)
class Drawing:
    """One set of characters: the bar of a balance, the bar of a step, the line at zero, the heights of a curve."""

    balance: Bar
    step: Bar
    zero: str
    heights: str

    def encodable(self, encoding: str) -> bool:
        """Whether all of it can be written in this encoding."""
        bars = "".join(part for bar in (self.balance, self.step) for part in (bar.full, bar.left, bar.right))
        try:
            f"{bars}{self.zero}{self.heights}".encode(encoding)
        except UnicodeEncodeError:
            return False
        return True


BLOCKS = Drawing(Bar("░", "░", "░"), Bar("█", "▌", "▐"), "│", "▁▂▃▄▅▆▇█")
ASCII = Drawing(Bar("=", "=", "="), Bar("#", "#", "#"), "|", "_.:-=+*#")


def drawing(console: Console) -> Drawing:
    """The characters for what is printed on this console."""
    return BLOCKS if BLOCKS.encodable(console.encoding) else ASCII
