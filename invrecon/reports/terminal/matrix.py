"""The matrix at a glance, and what its warnings say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from invrecon.reports import explaining, wording
from invrecon.reports import matrix as seen
from invrecon.reports.terminal.amounts import UNBOUNDED, Row, amount_table, amount_text, plain_table, print_table

if TYPE_CHECKING:
    from invrecon.reconciliation.record import Comparison
    from invrecon.reconciliation.result import Reconciliation

_MARGINS = ("Total", "G/L Total", "Difference")


def print_matrix(r: Reconciliation, console: Console) -> None:
    """Print the matrix: as a whole where it fits the width, else its margins first and the cells below."""
    columns = seen.columns(r)
    wide = _matrix(r, [*columns, *_MARGINS] if r.compared else [*columns, "Total"])
    if console.measure(wide, options=console.options.update_width(UNBOUNDED)).maximum <= console.width:
        print_table(console, wide)
    else:
        if r.compared:
            print_table(console, _matrix(r, list(_MARGINS)))
            console.print()
        print_table(console, _matrix(r, [*columns, "Total"]))
    if note := seen.not_compared(r):
        console.print()
        console.print(Text(note, style="dim"))


def _matrix(r: Reconciliation, shown: Sequence[str]) -> Table:
    """The matrix with these columns; without the balance-sheet columns their accounts stand as rows of their own."""
    columns = seen.columns(r)
    with_cells, with_margins = set(columns) <= set(shown), set(_MARGINS) <= set(shown)
    rows: list[Row] = []
    if not with_cells:
        rows += [(Text(name), _amounts(r, line, shown)) for name, line in columns.items()]
    # A transfer row has cells only.
    rows += [
        (Text(row.account_type), _amounts(r, row, shown, row.cells))
        for row in seen.rows(r)
        if with_cells or row.total is not None
    ]
    if with_margins:
        rows += [
            (Text("\n+ ".join(group.account_types), style="italic"), _amounts(r, group, shown))
            for group in r.difference_matrix.shared_groups
        ]
    if with_cells:
        rows.append((Text(""), []))
        for margin, attribute in zip(_MARGINS, ("total", "gl_total", "difference"), strict=True):
            if margin == "Total" or r.compared:
                amounts = {name: getattr(line, attribute) for name, line in columns.items()}
                cells = [amount_text(r, amounts.get(name), difference=margin == "Difference") for name in shown]
                rows.append((Text(margin, style="bold"), cells))
    # Long names break into two lines rather than widen the column.
    return amount_table("", [column.replace(" (", "\n(").replace("WIP ", "WIP\n") for column in shown], rows)


def _amounts(
    r: Reconciliation, line: Comparison, shown: Sequence[str], cells: Mapping[str, Decimal] | None = None
) -> list[Text]:
    values = {**(cells or {}), "Total": line.total, "G/L Total": line.gl_total, "Difference": line.difference}
    return [amount_text(r, values.get(column), difference=column == "Difference") for column in shown]


def print_warnings(r: Reconciliation, console: Console) -> None:
    """Print what each difference consists of, by account type."""
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
    table = plain_table()
    table.show_header = False
    table.add_column(max_width=35)
    table.add_column()
    for line in lines:
        table.add_row(Text(f"! {wording.name(line)}"), Text(explaining.capital(wording.warnings(line, r))))
    console.print(table)
