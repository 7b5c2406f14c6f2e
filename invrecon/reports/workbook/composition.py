"""The accounts behind a line of the matrix: what each has in every column and per G/L, and from which entries."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from invrecon.account_types import TRANSFERS
from invrecon.reconciliation.drill.composition import AccountShares, Share, composed
from invrecon.reconciliation.record import Comparison, MatrixRow
from invrecon.reconciliation.result import Reconciliation
from invrecon.reports import matrix as seen
from invrecon.reports import wording
from invrecon.reports.workbook.binder import Binder, lines_of
from invrecon.reports.workbook.cells import Cell, Formula, Key, chained, less
from invrecon.reports.workbook.layout import Sheet


def parts(r: Reconciliation) -> tuple[str, ...]:
    """The columns of amounts, of the matrix and of the accounts behind it."""
    return (*seen.columns(r), "Total", "G/L Total", "Difference")


def composition(sheet: Sheet, binder: Binder, line: Comparison, back: Key) -> None:
    """The accounts of a line, each with its shares; below them their sum. `back` is the line on the matrix."""
    behind: Key = ("composition", line.account_types)
    columns = parts(binder.r)
    title = Cell(wording.name(line), "group", name=behind, across=1 + len(columns))
    sheet.row(title, *[None] * len(columns), Cell("Back to the matrix", "quiet", to=back))
    accounts = composed(line, binder.blocks, binder.r.account_lines)
    for account in accounts:
        _account(
            sheet, columns, account, (behind, account.account_no), "-" if line.account_types[0] in TRANSFERS else ""
        )
    sums: list[Cell] = []
    for part, amount in _whole(line, columns).items():
        if amount is None:
            sums.append(Cell("", "total"))
        elif part == "Difference":
            sums.append(Cell(amount, "total", formula=less((behind, "G/L Total"), (behind, "Total"))))
        else:
            keys = [(behind, account.account_no, part) for account in accounts if part in account.shares]
            sums.append(Cell(amount, "total", name=(behind, part), formula=chained(keys) if keys else None))
    sheet.row(Cell("Sum", "total"), *sums)
    sheet.blank()


def _whole(line: Comparison, columns: Sequence[str]) -> dict[str, Decimal | None]:
    """The numbers of the line itself, in the order of the columns."""
    cells = line.cells if isinstance(line, MatrixRow) else {}
    margins = {"Total": line.total, "G/L Total": line.gl_total, "Difference": line.difference}
    return {column: margins[column] if column in margins else cells.get(column) for column in columns}


def _account(sheet: Sheet, columns: Sequence[str], account: AccountShares, key: tuple[Key, str], sign: str) -> None:
    row: list[Cell | None] = [
        _share(account.shares[part], sign, (*key, part)) if part in account.shares else None for part in columns
    ]
    if account.difference is not None:
        formula = less((*key, "G/L Total"), (*key, "Total"))
        row[-1] = Cell(account.difference, to=("statement", account.account_no), formula=formula)
    label = f"{account.account_no} {account.name}".rstrip() or "(no account of its own)"
    sheet.row(Cell(f"   {label}", to=("account", account.account_no)), *row)


def _share(share: Share, sign: str, name: Key) -> Cell:
    """A share with the block of its entries: a click selects them."""
    lines = lines_of(share.blocks)
    formula = Formula(f"{sign}SUM({{0}})", (lines,)) if lines else None
    return Cell(share.amount, name=name, to=lines, formula=formula)
