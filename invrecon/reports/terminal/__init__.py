"""The terminal report: the matrix, what each difference says and consists of, why each account differs, the result.

Negative amounts stand in parentheses, zero is a dash, and colour only repeats what the signs say. Where the whole
matrix does not fit the width, its margins come first and the cells below.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from invrecon.reports import wording
from invrecon.reports.console import printed
from invrecon.reports.terminal.bridge import print_bridges
from invrecon.reports.terminal.control_accounts import print_control_accounts
from invrecon.reports.terminal.matching import print_matching
from invrecon.reports.terminal.matrix import print_matrix, print_warnings
from invrecon.reports.terminal.period_months import print_period_months
from invrecon.reports.terminal.statement import print_why
from invrecon.reports.wording import printable

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

_SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "info": ""}
_RESULT_STYLE = {"agrees": "bold green", "doubtful": "bold yellow", "differs": "bold red"}


def render(reconciliation: Reconciliation) -> str:
    """The report as text for standard output: coloured on a terminal, plain in a pipe or with NO_COLOR."""
    return printed(lambda console: print_report(reconciliation, console))


def print_report(r: Reconciliation, console: Console) -> None:
    """Print the report on a console of any width."""
    _heading(r, console)
    print_matrix(r, console)
    print_warnings(r, console)
    print_bridges(r, console)
    print_why(r, console)
    print_control_accounts(r, console)
    print_period_months(r, console)
    print_matching(r, console)
    _findings(r, console)
    style = _RESULT_STYLE[wording.verdict(r)] if r.compared else "bold"
    console.print(Text(wording.result(r), style=style))


def _heading(r: Reconciliation, console: Console) -> None:
    parts = [printable(part) for part in (wording.TITLE, r.company, wording.period(r)) if part]
    console.print(Text("   ".join(parts), style="bold"))
    console.print(Text(wording.inputs(r)))
    if wording.filters(r):
        console.print(Text(f"Only {printable(wording.filters(r))}"))
    console.print()


def _findings(r: Reconciliation, console: Console) -> None:
    console.print()
    for finding in r.findings:
        label = Text(f"{wording.SEVERITY[finding.severity]}: ", style=_SEVERITY_STYLE[finding.severity])
        console.print(label.append(printable(finding.message), style="default"))
    if r.findings:
        console.print()
