"""Matching: what each account has in the sections of Reconcile to GL, for ERPs that have such a routine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from invrecon.reports.matching import HINT, SectionSum, accounts_in_sections, section_sums
from invrecon.reports.terminal.amounts import Row, amount_table, amount_text, print_table
from invrecon.reports.wording import printable

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

_CAPTIONS = ("Entries", "Inventory", "G/L entries", "G/L", "Difference")


def print_matching(r: Reconciliation, console: Console) -> None:
    """Print the sections of every account, and by which keys entries differ. Nothing where there are no sections."""
    if not r.sections:
        return
    rows: list[Row] = []
    for number, name in accounts_in_sections(r):
        rows.append((Text(printable(f"{number}  {name}".rstrip()), style="bold"), []))
        for section in section_sums(r, number):
            rows.append((Text(f"   {section.label}"), _amounts(r, section)))
            rows += [(Text(f"      {part.label}"), _amounts(r, part)) for part in section.of]
    console.print()
    console.print(Text("Matching", style="bold"))
    print_table(console, amount_table("", _CAPTIONS, rows))
    console.print(Text(HINT, style="dim"))


def _amounts(r: Reconciliation, section: SectionSum) -> list[Text]:
    return [
        Text(f"{section.value_entries:,}" if section.value_entries else "-"),
        amount_text(r, section.subledger),
        Text(f"{section.gl_entries:,}" if section.gl_entries else "-"),
        amount_text(r, section.gl),
        amount_text(r, section.difference),
    ]
