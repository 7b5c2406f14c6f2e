"""The bridge: from the inventory ledger to the G/L, each cause a bar between the balances before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from invrecon.account_types import COLUMNS
from invrecon.reconciliation.bridge import Bridge, Step, bridges
from invrecon.reconciliation.vocabulary import UNEXPLAINED
from invrecon.reports import explaining, palette, wording
from invrecon.reports.terminal.drawing import Bar, Drawing, drawing
from invrecon.reports.terminal.scale import Scale

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

TITLE = "Bridge from inventory ledger to G/L"
NOT_FROM_ZERO = "bars do not begin at zero"
_INDENT = 3
_GAP = 2
_NARROWEST_BAR = 12
_WIDEST_BAR = 60


def print_bridges(r: Reconciliation, console: Console) -> None:
    """Print the bridge of each balance-sheet account type that differs; nothing without any, or without the room.

    What an account type of the income statement differs by stands against one of these, and in its statement.
    """
    shown = [
        bridge
        for bridge in bridges(r)
        if not set(COLUMNS).isdisjoint(bridge.account_types) and r.exceeds(bridge.difference)
    ]
    layout = _Layout(r, shown, console)
    if not shown or layout.bar < _NARROWEST_BAR:
        return
    console.print()
    console.print(Text(TITLE, style="bold"))
    for bridge in shown:
        console.print()
        for line in layout.lines(bridge):
            console.print(line)


class _Layout:
    """The columns that all bridges share: label, amount, and the bar in what is left of the width."""

    def __init__(self, r: Reconciliation, shown: Sequence[Bridge], console: Console) -> None:
        self.r = r
        self.ends = tuple(explaining.balance(r, ledger) for ledger in ("inventory ledger", "G/L"))
        steps = [step for bridge in shown for step in bridge.steps]
        ends = [balance for bridge in shown for balance in (bridge.subledger, bridge.gl)]
        self.label = max(map(len, (*self.ends, *map(explaining.signed_title, steps))))
        amounts = (*ends, *(step.amount for step in steps))
        self.amount = max((len(wording.money(r)(amount)) for amount in amounts), default=0)
        self.bar = min(_WIDEST_BAR, console.width - _INDENT - self.label - _GAP - self.amount - _GAP)
        self.drawing: Drawing = drawing(console)

    def lines(self, bridge: Bridge) -> list[Text]:
        """The heading, the inventory ledger, a line for each step, the G/L."""
        scale = Scale(bridge.levels, self.bar, from_zero=bridge.seen_from_zero)
        heading = Text(" + ".join(bridge.account_types), style="bold")
        if not bridge.seen_from_zero:
            heading.append(f"   ({NOT_FROM_ZERO})", style="not bold dim")
        first, last = self.ends
        return [
            heading,
            self._balance(first, bridge.subledger, scale),
            *(self._step(step, scale) for step in bridge.steps),
            self._balance(last, bridge.gl, scale),
        ]

    def _balance(self, label: str, amount: Decimal, scale: Scale) -> Text:
        return self._line(label, amount, "").append(self._bar(scale.floor, amount, self.drawing.balance, scale, "dim"))

    def _step(self, step: Step, scale: Scale) -> Text:
        stands_out = step.cause == UNEXPLAINED and self.r.exceeds(step.amount)
        colour = palette.ADDED if step.amount > 0 else palette.DEDUCTED
        line = self._line(explaining.signed_title(step), step.amount, "bold red" if stands_out else "")
        return line.append(self._bar(step.before, step.after, self.drawing.step, scale, colour))

    def _bar(self, before: Decimal, after: Decimal, bar: Bar, scale: Scale, style: str) -> Text:
        drawn = Text(scale.drawn(before, after, bar, self.drawing.zero), style=style)
        drawn.highlight_words([self.drawing.zero], "dim default")
        return drawn

    def _line(self, label: str, amount: Decimal, style: str) -> Text:
        texts = (" " * _INDENT, label.ljust(self.label + _GAP), wording.money(self.r)(amount).rjust(self.amount))
        return Text("", no_wrap=True).append("".join(texts), style=style).append(" " * _GAP)
