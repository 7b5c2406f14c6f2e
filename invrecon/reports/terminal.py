"""The terminal report: the matrix at a glance, what each difference says, the accounts that differ, the result.

Negative amounts stand in parentheses, zero is a dash, and colour only repeats what the signs say. Where the whole
matrix does not fit the width, its margins come first and the cells below.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from invrecon.account_types import COLUMNS
from invrecon.reports import wording
from invrecon.reports.wording import printable

if TYPE_CHECKING:
    from invrecon.reconciliation.record import Comparison
    from invrecon.reconciliation.result import Reconciliation

_PIPED_WIDTH = 120
_UNBOUNDED = 10_000
_NARROWEST_AMOUNT = 12
_NARROWEST_LABEL = 24
_MARGINS = ("Total", "G/L Total", "Difference")
_Row = tuple[Text, list[Text]]
_SEVERITY_STYLE = {"error": "bold red", "warning": "yellow", "info": ""}


def render(reconciliation: Reconciliation) -> str:
    """The report as text for standard output: coloured on a terminal, plain in a pipe or with NO_COLOR."""
    terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    console = Console(
        file=io.StringIO(), width=width, force_terminal=terminal, highlight=False, emoji=False, soft_wrap=False
    )
    print_report(reconciliation, console)
    text: str = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n" if not terminal else text


def print_report(r: Reconciliation, console: Console) -> None:
    """Print the report on a console of any width."""
    _heading(r, console)
    wide = _matrix(r, [*COLUMNS, *_MARGINS] if r.compared else [*COLUMNS, "Total"])
    if console.measure(wide, options=console.options.update_width(_UNBOUNDED)).maximum <= console.width:
        _print(console, wide)
    else:
        if r.compared:
            _print(console, _matrix(r, list(_MARGINS)))
            console.print()
        _print(console, _matrix(r, [*COLUMNS, "Total"]))
    _warnings(r, console)
    _accounts(r, console)
    _findings(r, console)
    style = "bold green" if r.reconciled else "bold red" if r.compared else "bold"
    console.print(Text(wording.result(r), style=style))


def _heading(r: Reconciliation, console: Console) -> None:
    parts = [printable(part) for part in (wording.TITLE, r.company, wording.period(r)) if part]
    console.print(Text("   ".join(parts), style="bold"))
    console.print(Text(wording.inputs(r)))
    if wording.filters(r):
        console.print(Text(f"Only {printable(wording.filters(r))}"))
    console.print()


def _matrix(r: Reconciliation, shown: Sequence[str]) -> Table:
    """The matrix with these columns; without the balance-sheet columns their accounts stand as rows of their own."""
    matrix = r.difference_matrix
    with_cells, with_margins = set(COLUMNS) <= set(shown), set(_MARGINS) <= set(shown)
    rows: list[_Row] = []
    if not with_cells:
        rows += [(Text(name), _amounts(r, line, shown)) for name, line in matrix.columns.items()]
    # A transfer row has cells only.
    rows += [
        (Text(row.account_type), _amounts(r, row, shown, row.cells))
        for row in matrix.rows
        if with_cells or row.total is not None
    ]
    if with_margins:
        rows += [
            (Text("\n+ ".join(group.account_types), style="italic"), _amounts(r, group, shown))
            for group in matrix.shared_groups
        ]
    if with_cells:
        rows.append((Text(""), []))
        for margin, attribute in zip(_MARGINS, ("total", "gl_total", "difference"), strict=True):
            if margin == "Total" or r.compared:
                amounts = {name: getattr(line, attribute) for name, line in matrix.columns.items()}
                cells = [_amount(r, amounts.get(column), margin == "Difference") for column in shown]
                rows.append((Text(margin, style="bold"), cells))
    # Long names break into two lines rather than widen the column.
    return _amount_table("", [column.replace(" (", "\n(").replace("WIP ", "WIP\n") for column in shown], rows)


def _amount_table(label: str, captions: Sequence[str], rows: Sequence[_Row]) -> Table:
    """A label column that may wrap, and amount columns that are never cut, whatever the width of the terminal."""
    table = _table()
    table.add_column(label, overflow="fold", min_width=_NARROWEST_LABEL)
    for position, caption in enumerate(captions):
        widest = max((len(amounts[position]) for _, amounts in rows if amounts), default=0)
        width = max(widest, _NARROWEST_AMOUNT)
        table.add_column(caption, justify="right", no_wrap=True, vertical="bottom", min_width=width)
    for text, amounts in rows:
        table.add_row(text, *amounts)
    return table


def _print(console: Console, table: Table) -> None:
    """Print a table, wider than the terminal if it must be: a wrapped line can be read, a cut amount cannot."""
    console.print(table, width=max(console.width, console.measure(table).minimum), crop=False, no_wrap=True)


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False, header_style="bold")


def _amounts(
    r: Reconciliation, line: Comparison, shown: Sequence[str], cells: Mapping[str, Decimal] | None = None
) -> list[Text]:
    values = {**(cells or {}), "Total": line.total, "G/L Total": line.gl_total, "Difference": line.difference}
    return [_amount(r, values.get(column), column == "Difference") for column in shown]


def _amount(r: Reconciliation, amount: Decimal | None, difference: bool) -> Text:
    stands_out = difference and amount is not None and abs(amount) > r.tolerance
    dim = not stands_out and amount == 0
    return Text(wording.money(r)(amount), style="bold red" if stands_out else "dim" if dim else "")


def _warnings(r: Reconciliation, console: Console) -> None:
    # A type that shares its account shows its warnings with its group.
    grouped = {name for group in r.difference_matrix.shared_groups for name in group.account_types}
    lines = [
        line
        for line in r.difference_matrix.comparisons()
        if line.warnings and (len(line.account_types) > 1 or line.account_types[0] not in grouped)
    ]
    if not lines:
        return
    console.print()
    table = _table()
    table.show_header = False
    table.add_column(max_width=35)
    table.add_column()
    for line in lines:
        text = wording.warnings(line, r)
        table.add_row(Text(f"! {wording.name(line)}"), Text(text[:1].upper() + text[1:]))
    console.print(table)


def _accounts(r: Reconciliation, console: Console) -> None:
    rows: list[_Row] = [
        (
            Text(f"{printable(line.account_no)}  {printable(line.name)}"),
            [_amount(r, line.subledger, False), _amount(r, line.gl, False), _amount(r, line.difference, True)],
        )
        for line in r.differing_accounts
    ]
    if rows:
        console.print()
        _print(console, _amount_table("Account", ("Inventory\nledger", "G/L", "Difference"), rows))


def _findings(r: Reconciliation, console: Console) -> None:
    console.print()
    for finding in r.findings:
        label = Text(f"{wording.SEVERITY[finding.severity]}: ", style=_SEVERITY_STYLE[finding.severity])
        console.print(label.append(printable(finding.message), style="default"))
    if r.findings:
        console.print()
