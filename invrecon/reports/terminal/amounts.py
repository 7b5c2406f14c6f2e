"""Tables of amounts on a terminal: a label that may wrap, amounts that are never cut."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from invrecon.reports import wording

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

UNBOUNDED = 10_000
_NARROWEST_AMOUNT = 12
_NARROWEST_LABEL = 24
Row = tuple[Text, list[Text]]


def amount_table(label: str, captions: Sequence[str], rows: Sequence[Row]) -> Table:
    """A label column that may wrap, and amount columns that are never cut, whatever the width of the terminal."""
    table = plain_table()
    table.add_column(label, overflow="fold", min_width=_NARROWEST_LABEL, vertical="bottom")
    for position, caption in enumerate(captions):
        widest = max((len(amounts[position]) for _, amounts in rows if amounts), default=0)
        width = max(widest, _NARROWEST_AMOUNT)
        table.add_column(caption, justify="right", no_wrap=True, vertical="bottom", min_width=width)
    for text, amounts in rows:
        table.add_row(text, *amounts)
    return table


def print_table(console: Console, table: Table) -> None:
    """Print a table, wider than the terminal if it must be: a wrapped line can be read, a cut amount cannot."""
    terminal = console.width
    console.width = max(terminal, console.measure(table, options=console.options.update_width(UNBOUNDED)).minimum)
    console.print(table, crop=False)
    console.width = terminal


def plain_table() -> Table:
    """A table without any lines."""
    return Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")


def amount_text(r: Reconciliation, amount: Decimal | None, *, difference: bool = False) -> Text:
    """An amount; one that should be zero, and exceeds the tolerance, stands out."""
    stands_out = difference and r.exceeds(amount)
    dim = not stands_out and amount == 0
    return Text(wording.money(r)(amount), style="bold red" if stands_out else "dim" if dim else "")
