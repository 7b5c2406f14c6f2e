"""Matching: what each account has in the sections of Reconcile to GL, for ERPs that have such a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from invrecon.reconciliation.matching.section_sums import SectionSum, section_sums
from invrecon.reports import matching
from invrecon.reports.terminal.amounts import UNBOUNDED, amount_text, plain_table, print_table
from invrecon.reports.wording import printable

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

_CAPTIONS = ("Entries", "Inventory", "G/L\nentries", "G/L", "Difference")
_COUNTS = (0, 2)
_NARROWEST_AMOUNT = 12
_NARROWEST_LABEL = 24


def print_matching(r: Reconciliation, console: Console) -> None:
    """Print the sections of every account, and by which keys entries differ. Nothing where there are no sections."""
    if not r.sections:
        return
    console.print()
    console.print(Text("Matching", style="bold"))
    table = _table(r, counts=True)
    if console.measure(table, options=console.options.update_width(UNBOUNDED)).minimum > console.width:
        table = _table(r, counts=False)
    print_table(console, table)
    console.print(Text(matching.HINT, style="dim"))


def _table(r: Reconciliation, *, counts: bool) -> Table:
    """The sections of all accounts, with how many entries they have where there is room."""
    columns = [number for number in range(len(_CAPTIONS)) if counts or number not in _COUNTS]
    table = plain_table()
    table.add_column("", overflow="fold", min_width=_NARROWEST_LABEL, vertical="bottom")
    for number in columns:
        width = None if number in _COUNTS else _NARROWEST_AMOUNT
        table.add_column(_CAPTIONS[number], justify="right", no_wrap=True, vertical="bottom", min_width=width)
    for account_no, name in matching.accounts_in_sections(r):
        table.add_row(Text(printable(f"{account_no}  {name}".rstrip()), style="bold"))
        for section in section_sums(r.sections, account_no):
            for line in section.lines:
                cells = _amounts(r, line)
                label = Text(f"{' ' * (3 if line is section else 6)}{matching.label(line, r)}")
                table.add_row(label, *(cells[number] for number in columns))
    return table


def _amounts(r: Reconciliation, section: SectionSum) -> list[Text]:
    return [
        Text(f"{section.value_entries:,}" if section.value_entries else "-"),
        amount_text(r, section.subledger),
        Text(f"{section.gl_entries:,}" if section.gl_entries else "-"),
        amount_text(r, section.gl),
        amount_text(r, section.difference),
    ]
