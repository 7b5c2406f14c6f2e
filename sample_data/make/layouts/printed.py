"""A list printed to a file: titles, pages, groups with headings and subtotals, a grand total."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from sample_data.make.layouts.tables import Cell, Table

ROWS_OF_A_PAGE = 50
COMPANY = "Cronus Cycles"
PRINTED_ON = "Printed on November 3, 2026, 8:14 AM by ANNA"

Line = list[Cell]


@dataclass(frozen=True)
class Report:
    """A table as a report prints it: grouped by a column, with totals of some columns."""

    title: str
    table: Table
    group_by: str
    totals: tuple[str, ...]
    heading: Callable[[str], str]

    def lines(self) -> Iterator[Line]:
        """All lines of the report, with the header again on every page."""
        width = len(self.table.captions)
        yield [COMPANY]
        yield [self.title]
        yield ["Period: 01/01/26..10/31/26"]
        yield [PRINTED_ON]
        yield []
        yield [*self.table.captions]
        page = 1
        for number, line in enumerate(self._body(), start=1):
            yield line
            if number % ROWS_OF_A_PAGE == 0:
                page += 1
                yield []
                yield [COMPANY, *[""] * (width - 2), f"Page {page}"]
                yield [self.title]
                yield [*self.table.captions]

    def _body(self) -> Iterator[Line]:
        for group, rows in self._groups().items():
            yield [self.heading(group)]
            yield from ([*row] for row in rows)
            yield self._total(f"Total {group or 'other'}", rows)
        yield self._total("Grand Total", self.table.rows)

    def _groups(self) -> dict[str, list[tuple[Cell, ...]]]:
        groups: dict[str, list[tuple[Cell, ...]]] = {}
        column = self.table.column(self.group_by)
        for row in sorted(self.table.rows, key=lambda row: str(row[column])):
            groups.setdefault(str(row[column]), []).append(row)
        return groups

    def _total(self, name: str, rows: Iterable[tuple[Cell, ...]]) -> Line:
        line: Line = [name, *[""] * (len(self.table.captions) - 1)]
        for caption in self.totals:
            column = self.table.column(caption)
            line[column] = sum((row[column] for row in rows), Decimal("0.00"))
        return line


def with_headings(balances: Table, chart: Table) -> Table:
    """The trial balance as it is printed: every line of the chart, total accounts with the sum of their range."""
    own = {row[0]: row for row in balances.rows}
    width = len(balances.captions) - 2
    rows = []
    for account in chart.rows:
        no, name = account[chart.column("No.")], account[chart.column("Name")]
        totaling = str(account[chart.column("Totaling")])
        if no in own:
            rows.append(own[no])
        elif totaling:
            first, last = totaling.split("..")
            inside = [row for row in balances.rows if first <= str(row[0]) <= last]
            rows.append((no, name, *(sum(column, Decimal("0.00")) for column in [*zip(*inside, strict=True)][2:])))
        elif account[chart.column("Account Type")] != "Posting":
            rows.append((no, name, *[""] * width))
    return balances.keep(rows)
