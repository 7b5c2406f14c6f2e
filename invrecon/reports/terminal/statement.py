"""Why: the reconciliation statement of each account, the totals by account type, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from invrecon.reconciliation.statement import Statement, StatementItem, TypeTotal, added_up, statements, type_totals
from invrecon.reports import explaining, wording
from invrecon.reports.terminal import curve
from invrecon.reports.terminal.amounts import amount_table, amount_text, print_table
from invrecon.reports.terminal.drawing import drawing

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

_INDENT = 3
_GAP = 2
_SUMMARY_INDENT = 9
_NARROWEST_SUMMARY = 32

_Line = tuple[Text, str, Text, str]
"""What it is, how many entries, the amount, and the documents."""


class _Columns:
    """The columns that the statements of all accounts share: label, entries, amount, and what is left for documents."""

    def __init__(self, r: Reconciliation, stated: Sequence[Statement], width: int) -> None:
        items = [item for statement in stated for item in statement.items]
        amounts = [amount for each in stated for amount in (each.subledger, each.gl, each.unexplained)]
        amounts += [item.amount for item in items]
        labels = [explaining.balance(r, "inventory ledger"), *map(explaining.signed_title, items)]
        self.label = max(map(len, labels))
        self.count = max((len(explaining.count(item)) for item in items), default=0)
        self.amount = max(len(wording.money(r)(amount)) for amount in amounts)
        self.start = _INDENT + self.label + _GAP + self.count + _GAP + self.amount + _GAP
        self.beside = width - self.start >= _NARROWEST_SUMMARY

    def blocks(self, lines: Iterable[_Line]) -> Iterator[Table | Padding]:
        """The lines of a statement, in as few tables as can be.

        The documents stand beside the amount, or where there is no room on lines of their own between two tables.
        """
        table = self._table()
        for label, count, amount, summary in lines:
            table.add_row("", label, Text(count), amount, Text(summary if self.beside else ""))
            if summary and not self.beside:
                yield table
                yield Padding(Text(summary, overflow="fold"), (0, 0, 0, _SUMMARY_INDENT))
                table = self._table()
        if table.rows:
            yield table

    def _table(self) -> Table:
        table = Table.grid(padding=(0, _GAP, 0, 0))
        table.add_column(width=_INDENT - _GAP)
        table.add_column(width=self.label, no_wrap=True)
        table.add_column(width=self.count, no_wrap=True)
        table.add_column(width=self.amount, justify="right", no_wrap=True)
        table.add_column(overflow="fold")
        return table


def print_why(r: Reconciliation, console: Console) -> None:
    """Print the statements of all accounts, the totals, and what to do. Nothing where there is nothing to say."""
    stated = statements(r)
    if not stated:
        return
    console.print()
    console.print(Text("Why", style="bold"))
    balances_only = explaining.from_balances_only(r)
    if balances_only:
        console.print(Text(balances_only))
    legend = curve.legend(r, stated)
    if legend:
        console.print(Text(legend, style="dim"))
    columns = _Columns(r, stated, console.width)
    for statement in stated:
        console.print()
        _print_statement(r, statement, columns, console)
    _print_totals(r, console)
    _print_to_do(r, console)


def _print_statement(r: Reconciliation, statement: Statement, columns: _Columns, console: Console) -> None:
    name, types = explaining.heading(r, statement)
    # Types that do not fit beside the name stand below it.
    between = " " * _INDENT if cell_len(name) + _INDENT + cell_len(types) <= console.width else "\n" + " " * _INDENT
    console.print(Text(name, style="bold").append(between + types, style="not bold dim"))
    exceeds = r.exceeds(statement.unexplained)
    style, rest = "bold red" if exceeds else "", explaining.rest(r, statement)
    lines = [
        (Text(explaining.balance(r, "inventory ledger")), "", amount_text(r, statement.subledger), ""),
        *(_item(r, item) for item in statement.items),
        (Text(explaining.balance(r, "G/L")), "", amount_text(r, statement.gl), ""),
        (Text(explaining.UNEXPLAINED, style=style), "", Text(rest, style=style), ""),
    ]
    for block in columns.blocks(lines):
        if isinstance(block, Table):
            print_table(console, block)
        else:
            console.print(block)
    if exceeds and (hint := explaining.unexplained_hint(r, statement)):
        console.print(Padding(Text(hint, style="dim"), (0, 0, 0, _INDENT)))
    _print_first_day(r, statement, console)


def _item(r: Reconciliation, item: StatementItem) -> _Line:
    title = Text(explaining.signed_title(item))
    return title, explaining.count(item), amount_text(r, item.amount), explaining.summary(item)


def _print_first_day(r: Reconciliation, statement: Statement, console: Console) -> None:
    """Since when the account is out of balance, with its curve beside it, or below where there is no room."""
    said = Text(explaining.first_day(r, statement), style="dim")
    drawn = Text(curve.drawn(r, statement, drawing(console).heights))
    if drawn and _INDENT + said.cell_len + _GAP + drawn.cell_len <= console.width:
        said, drawn = Text.assemble(said, " " * _GAP, drawn), Text()
    for line in filter(None, (said, drawn)):
        console.print(Padding(line, (0, 0, 0, _INDENT)))


def _print_totals(r: Reconciliation, console: Console) -> None:
    """Account types that have anything to explain, in a line each; the others in one, so that the table adds up."""
    totals = type_totals(r)
    said = {name for statement in statements(r) for name in statement.account_types}
    agreeing = [total for total in totals if total.account_types and said.isdisjoint(total.account_types)]
    rows = [(Text(explaining.types(r, total, "\n+ ")), _sums(r, [total])) for total in totals if total not in agreeing]
    if any(total.subledger or total.gl for total in agreeing):
        rows.append((Text("Others, without difference"), _sums(r, agreeing)))
    rows.append((Text("Total", style="bold"), _sums(r, totals)))
    console.print()
    console.print(Text("By account type", style="bold"))
    print_table(console, amount_table("", ("Inventory\nledger", "Explained", "Unexplained", "G/L"), rows))


def _sums(r: Reconciliation, totals: Sequence[TypeTotal]) -> list[Text]:
    subledger, explained, unexplained, gl = added_up(totals)
    rest = amount_text(r, unexplained, difference=True)
    return [amount_text(r, subledger), amount_text(r, explained), rest, amount_text(r, gl)]


def _print_to_do(r: Reconciliation, console: Console) -> None:
    table = Table.grid(padding=(0, _GAP, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column()
    for cause in explaining.to_do(r):
        table.add_row(Text(cause.title), Text(cause.entries), Text(cause.action))
    if table.rows:
        console.print()
        console.print(Text("What to do", style="bold"))
        console.print(table)
