"""Matrix: account types down, balance-sheet accounts across, with live totals and the warnings beside them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from invrecon.reconciliation.record import Comparison, MatrixRow
from invrecon.reports import explaining, wording
from invrecon.reports import matrix as seen
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Formula, Key, Span, added, less, same
from invrecon.reports.workbook.composition import composition, parts
from invrecon.reports.workbook.layout import Sheet

_WIDTHS = (48, 18, 62)
"""Of account types, of each column of amounts, and of warnings."""

_SUMMARY = (("Total", "total"), ("G/L Total", "gl_total"), ("Difference", "difference"))


def lay_out(binder: Binder) -> Sheet:
    """The sheet: the matrix, and per account type the accounts that its numbers are made of."""
    amounts = parts(binder.r)
    label, amount, warning = _WIDTHS
    sheet = Sheet("Matrix", (label, *[amount] * len(amounts), warning))
    sheet.heading("Difference matrix", binder.subtitle)
    entries = binder.run.ledger.profile.words["value_entries"]
    sheet.note(
        f"Each cell is what {entries} bring to the row's account against the column's account. Difference is G/L "
        "less inventory ledger. Every number leads to the accounts behind it, and these to their entries."
    )
    sheet.captions("Account type", *amounts, "Warning", right=range(1, len(amounts) + 1))
    columns, rows, groups = seen.columns(binder.r), seen.rows(binder.r), binder.r.difference_matrix.shared_groups
    for row in rows:
        _row(sheet, binder, row)
    for group in groups:
        _group(sheet, binder, group)
    _column_summary(sheet, binder)
    if seen.not_compared(binder.r):
        sheet.note(seen.not_compared(binder.r))
    margins = [line for line in (*rows, *groups) if line.difference is not None]
    if margins:
        sheet.stands_out.append((("matrix", margins[0].account_types, "Difference"),
                                 ("matrix", margins[-1].account_types, "Difference")))  # fmt: skip
    if any(line.difference is not None for line in columns.values()):
        names = list(columns)
        sheet.stands_out.append((("matrix", "Difference", names[0]), ("matrix", "Difference", names[-1])))
    sheet.section("Accounts behind the matrix")
    for column, line in columns.items():
        composition(sheet, binder, line, back=("matrix", "Total", column))
    for each in (*(row for row in rows if not seen.is_set_apart(binder.r, row)), *groups):
        composition(sheet, binder, each, back=("matrix", each.account_types))
    return sheet


def _row(sheet: Sheet, binder: Binder, row: MatrixRow) -> None:
    key, behind = ("matrix", row.account_types), ("composition", row.account_types)
    if seen.is_set_apart(binder.r, row):
        _without_entries(sheet, binder, row, key)
        return
    columns = list(seen.columns(binder.r))
    total = None if row.total is None else added(Span((*key, columns[0]), (*key, columns[-1])))
    sheet.row(
        Cell(row.account_type, name=key, to=behind),
        *(
            Cell(row.cells[column], name=(*key, column), to=behind, formula=_behind(behind, column))
            for column in columns
        ),
        *_margins(row, key, behind, total),
        wording.warnings(row, binder.r),
    )


def _without_entries(sheet: Sheet, binder: Binder, row: MatrixRow, key: Key) -> None:
    """A row that is not compared: its amounts, whose entries the workbook does not list."""
    cells = [Cell(row.cells[column], name=(*key, column)) for column in seen.columns(binder.r)]
    total = added(Span(cells[0].name or (), cells[-1].name or ()))
    sheet.row(Cell(row.account_type, name=key), *cells, Cell(row.total, name=(*key, "Total"), formula=total))


def _group(sheet: Sheet, binder: Binder, group: Comparison) -> None:
    """Types that share an account are compared as one: their totals are added up."""
    key, behind = ("matrix", group.account_types), ("composition", group.account_types)
    total = _behind(behind, "Total")
    sheet.row(
        Cell(wording.name(group), name=key, to=behind), *[None] * len(seen.columns(binder.r)),
        *_margins(group, key, behind, total), wording.warnings(group, binder.r),
    )  # fmt: skip


def _margins(line: Comparison, key: Key, behind: Key, total: Formula | None) -> tuple[Cell | None, ...]:
    """Total, G/L Total and Difference, each where there is one."""
    own, gl, stated = (*key, "Total"), (*key, "G/L Total"), ("statement type", line.account_types)
    margins = (
        Cell(line.total, name=own, to=behind, formula=total),
        Cell(line.gl_total, name=gl, to=behind, formula=_behind(behind, "G/L Total")),
        Cell(line.difference, name=(*key, "Difference"), to=stated, formula=less(gl, own)),
    )
    return tuple(cell if cell.value is not None else None for cell in margins)


def _column_summary(sheet: Sheet, binder: Binder) -> None:
    """The margins of the balance-sheet columns. Down any column, rows and Total come to nothing."""
    columns, rows = seen.columns(binder.r), seen.rows(binder.r)
    for name, attribute in _SUMMARY:
        cells: list[Cell | None] = [Cell(name, "total")]
        for column, line in columns.items():
            amount: Decimal | None = getattr(line, attribute)
            behind = ("composition", line.account_types)
            formula = {
                "Total": _counterpart(rows, column),
                "G/L Total": _behind(behind, "G/L Total"),
                "Difference": less(("matrix", "G/L Total", column), ("matrix", "Total", column)),
            }[name]
            to: Key = ("statement type", line.account_types) if name == "Difference" else behind
            named = ("matrix", name, column)
            cells.append(Cell(amount, "total", name=named, to=to, formula=formula if amount is not None else None))
        if any(cell is not None and cell.value is not None for cell in cells[1:]):
            sheet.row(*cells)
    for column, line in columns.items():
        if line.warnings:
            warnings = explaining.capital(wording.warnings(line, binder.r))
            sheet.row(Cell("Warning", "total"), Cell(f"{column}: {warnings}", "note", across=len(sheet.widths) - 1))


def _counterpart(rows: Sequence[MatrixRow], column: str) -> Formula | None:
    """What the rows of a column bring to its account; without rows there is nothing to add up."""
    if not rows:
        return None
    span = Span(("matrix", rows[0].account_types, column), ("matrix", rows[-1].account_types, column))
    return Formula("-SUM({0})", (span,))


def _behind(accounts: Key, part: str) -> Formula:
    """A part of the sum of the accounts behind a line."""
    return same((accounts, part))
