"""Control accounts on a terminal: groups, opening, integration and everything else, for ERPs with inventory groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from invrecon.reconciliation.control_lines import ControlLine, control_lines
from invrecon.reports import control_accounts as control
from invrecon.reports.terminal.amounts import Row, amount_table, amount_text, print_table

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

_ROOM_FOR_COUNTS = 90


def print_control_accounts(r: Reconciliation, console: Console) -> None:
    """Print every control account. Nothing where there are none."""
    if not r.control_accounts:
        return
    console.print()
    console.print(Text("Control accounts", style="bold"))
    console.print(Text(control.test(r), style="dim"))
    counts = console.width >= _ROOM_FOR_COUNTS
    rows: list[Row] = []
    for account in r.control_accounts:
        rows.append((Text(control.heading(account), style="bold"), []))
        rows += [(Text(f"{'   ' * control.level(line)}{_label(r, line, counts)}"), _amounts(r, line))
                 for line in control_lines(account)]  # fmt: skip
    print_table(console, amount_table("", ("Inventory", "G/L", "Difference"), rows))
    console.print(Text(control.HINT, style="dim"))


def _label(r: Reconciliation, line: ControlLine, counts: bool) -> str:
    """The line in words; with how many G/L lines there are, where there is room."""
    told = control.lines(line) if counts else ""
    return f"{control.label(r, line)}  {told}".rstrip()


def _amounts(r: Reconciliation, line: ControlLine) -> list[Text]:
    blank = Text("")
    return [
        blank if line.subledger is None else amount_text(r, line.subledger),
        blank if line.gl is None else amount_text(r, line.gl),
        blank if line.difference is None else amount_text(r, line.difference, difference=line.kind == "total"),
    ]
