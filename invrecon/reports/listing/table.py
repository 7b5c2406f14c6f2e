"""A list on a terminal: aligned columns, amounts never cut.

Where the terminal is too narrow, texts break into lines, and the columns that matter least go below their row.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from invrecon.reports.console import printed
from invrecon.reports.listing import Column, Listing
from invrecon.reports.listing.cells import shown
from invrecon.reports.wording import printable

if TYPE_CHECKING:
    from rich.console import Console

_GAP = 2
_WIDEST_WORD = 24
_RANK_THAT_NARROWS = 1
_RIGHT = ("amount", "count")


def render(listing: Listing) -> str:
    """The list as text for standard output."""
    return printed(lambda console: print_listing(listing, console))


def print_listing(listing: Listing, console: Console) -> None:
    """Print the list on a console of any width."""
    from rich.text import Text

    console.print(Text(printable(listing.title), style="bold"))
    if listing.subtitle:
        console.print(Text(printable(listing.subtitle)))
    console.print()
    for line, style in _Layout(listing, console).lines():
        # A line that is too wide may wrap; it is never cut.
        console.print(Text(line, style=style), soft_wrap=True)
    if listing.remarks and (listing.rows or listing.totals):
        console.print()
    for remark in listing.remarks:
        console.print(Text(printable(remark)))


class _Layout:
    """Which columns stand in the row, how wide each is, and which go below."""

    def __init__(self, listing: Listing, console: Console) -> None:
        self.listing = listing
        self.console = console
        self.texts = [[shown(cell, listing.decimals) for cell in row] for row in listing.rows]
        self.heads = [position for position in listing.shown() if self._column(position).heads]
        self.inside = [position for position in listing.shown() if position not in self.heads]
        self.below: list[int] = []
        self.widths: dict[int, int] = {}
        while not self._fits() and (rank := max(self._column(position).rank for position in self.inside)):
            self.below = sorted([*self.below, *(p for p in self.inside if self._column(p).rank == rank)])
            self.inside = [position for position in self.inside if self._column(position).rank < rank]

    def _column(self, position: int) -> Column:
        return self.listing.columns[position]

    def _natural(self, position: int) -> int:
        column = self._column(position)
        sums = [total.amounts.get(column.key) for total in self.listing.totals]
        texts = [shown(amount, self.listing.decimals) for amount in sums if amount is not None]
        return max(map(_cells, (column.caption, *texts, *(row[position] for row in self.texts))))

    def _narrowest(self, position: int) -> int:
        """As narrow as a text may become: its longest word, unless that is very long."""
        column = self._column(position)
        if column.kind != "text":
            return self._natural(position)
        words = (word for text in (column.caption, *(row[position] for row in self.texts)) for word in text.split())
        return min(_WIDEST_WORD, max(map(_cells, words), default=0))

    def _fits(self) -> bool:
        """Whether the columns inside fit, texts narrowed where need be; columns of a high rank narrow no other."""
        self.widths = {position: self._natural(position) for position in self.inside}
        surplus = sum(self.widths.values()) + _GAP * (len(self.widths) - 1) - self.console.width
        if surplus > 0 and max(self._column(position).rank for position in self.inside) <= _RANK_THAT_NARROWS:
            for position in sorted(self.inside, key=lambda p: self._narrowest(p) - self.widths[p]):
                spare = min(max(surplus, 0), max(0, self.widths[position] - self._narrowest(position)))
                self.widths[position] -= spare
                surplus -= spare
        return surplus <= 0

    def lines(self) -> Iterable[tuple[str, str]]:
        """Every line with its style."""
        if self.texts:
            for line in self._row([self._column(position).caption for position in self.inside]):
                yield line, "bold"
        heads: list[str] = []
        for texts in self.texts:
            if heads != [texts[position] for position in self.heads]:
                heads = [texts[position] for position in self.heads]
                yield from (("", ""), (" ".join(heads), "bold"))
            for line in self._row([texts[position] for position in self.inside]):
                yield line, ""
            details = [self._detail(position, texts[position]) for position in self.below if texts[position]]
            for line in self._wrapped("; ".join(details), self.console.width - 2 * _GAP):
                yield " " * 2 * _GAP + line, "dim"
        if self.heads and self.texts:
            yield "", ""
        for total in self.listing.totals:
            amounts = {key: shown(amount, self.listing.decimals) for key, amount in total.amounts.items()}
            yield from ((line, "bold") for line in self._total(printable(total.label), amounts))

    def _detail(self, position: int, text: str) -> str:
        column = self._column(position)
        caption = column.caption if column.caption[1:2].isupper() or "/" in column.caption else column.caption.lower()
        return f"{caption} {text}" if column.named else text

    def _row(self, texts: Sequence[str]) -> Iterable[str]:
        """One row in as many lines as its longest text needs."""
        broken = [self._wrapped(text, self.widths[p]) for p, text in zip(self.inside, texts, strict=True)]
        for line in zip_longest(*broken, fillvalue=""):
            yield (" " * _GAP).join(self._set(p, text) for p, text in zip(self.inside, line, strict=True)).rstrip()

    def _set(self, position: int, text: str) -> str:
        space = " " * (self.widths[position] - _cells(text))
        return space + text if self._column(position).kind in _RIGHT else text + space

    def _total(self, label: str, amounts: dict[str, str]) -> Iterable[str]:
        """The label at the left, each amount under its column; the label stands alone where there is no room."""
        line, end = "", 0
        for position in self.inside:
            end += self.widths[position] + (_GAP if position != self.inside[0] else 0)
            text = amounts.get(self._column(position).key)
            if text is not None:
                line = line.ljust(end - len(text)) + text
        room = len(line) - len(line.lstrip())
        if _cells(label) + _GAP <= room:
            yield label + line[_cells(label) :]
        else:
            yield label
            yield line

    def _wrapped(self, text: str, width: int) -> list[str]:
        """The text in lines of at most this width, broken at blanks where it can be."""
        from rich.text import Text

        if _cells(text) <= width:
            return [text] if text else []
        return [line.plain.rstrip() for line in Text(text).wrap(self.console, width, overflow="fold")]


def _cells(text: str) -> int:
    """How many places the text takes on a terminal."""
    from rich.cells import cell_len

    return cell_len(text)
