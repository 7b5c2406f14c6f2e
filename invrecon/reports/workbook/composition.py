"""The accounts behind a line of the matrix: what each has in every column and per G/L, and from which entries."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from invrecon.account_types import COLUMNS, TRANSFERS
from invrecon.money import ZERO
from invrecon.reconciliation.drill.lines import Block
from invrecon.reconciliation.record import Comparison, MatrixRow
from invrecon.reports import wording
from invrecon.reports.workbook.binder import Binder, amount_of, lines_of
from invrecon.reports.workbook.cells import Cell, Formula, Key, chained, less
from invrecon.reports.workbook.layout import Sheet

PARTS = (*COLUMNS, "Total", "G/L Total", "Difference")
"""The columns of amounts, of the matrix and of the accounts behind it."""


def composition(sheet: Sheet, binder: Binder, line: Comparison, cells: Mapping[str, Decimal], column: str) -> None:
    """The accounts of an account type: what each has in every column, and per G/L. Below them their sum."""
    behind: Key = ("composition", line.account_types)
    parts = (*cells, *(() if line.total is None else PARTS[len(COLUMNS) :]))
    back = ("matrix", "Total", column) if column else ("matrix", line.account_types)
    title = Cell(wording.name(line), "group", name=behind, across=1 + len(PARTS))
    sheet.row(title, *[None] * len(PARTS), Cell("Back to the matrix", "quiet", to=back))
    rows: list[tuple[str, frozenset[str]]] = []
    for account_no, name in _accounts(binder, line):
        filled = _account(sheet, binder, line, account_no, name, (behind, account_no))
        rows.append((account_no, filled))
    whole: dict[str, Decimal | None] = {**cells, "Total": line.total, "G/L Total": line.gl_total}
    whole["Difference"] = line.difference
    sums: list[Cell | None] = []
    for part in PARTS:
        amount = whole.get(part) if part in parts else None
        if amount is None:
            sums.append(Cell("", "total"))
        elif part == "Difference":
            sums.append(Cell(amount, "total", formula=less((behind, "G/L Total"), (behind, "Total"))))
        else:
            keys = [(behind, account_no, part) for account_no, filled in rows if part in filled]
            sums.append(Cell(amount, "total", name=(behind, part), formula=chained(keys) if keys else None))
    sheet.row(Cell("Sum", "total"), *sums)
    sheet.blank()


def _accounts(binder: Binder, line: Comparison) -> list[tuple[str, str]]:
    """The accounts of the line's types with their names; of a transfer those of the two columns, and what has none."""
    types = set(TRANSFERS.get(line.account_types[0], line.account_types))
    named = {account.account_no: account.name for account in binder.r.account_lines}
    wanted = {block.account_no for block in binder.of_types(types)}
    if line.total is not None:
        wanted |= {account.account_no for account in binder.accounts_of(line)}
    return [(account_no, named.get(account_no, "")) for account_no in sorted(wanted)]


def _account(
    sheet: Sheet, binder: Binder, line: Comparison, account_no: str, name: str, key: tuple[Key, str]
) -> frozenset[str]:
    """The row of one account, none where it has no entries; the parts of which it has an amount."""
    own = [block for block in binder.blocks if block.account_no == account_no]
    parts: dict[str, tuple[list[Block], str]] = {}
    if line.account_types[0] in TRANSFERS:
        one, other = TRANSFERS[line.account_types[0]]
        for column, against in ((one, other), (other, one)):
            parts[column] = ([b for b in own if b.account_type == column and b.column == against], "-")
    else:
        mine = [block for block in own if block.account_type in line.account_types]
        if isinstance(line, MatrixRow):
            parts = {column: ([b for b in mine if b.column == column], "") for column in COLUMNS}
        parts["Total"] = (mine, "")
        if line.gl_total is not None:
            parts["G/L Total"] = ([block for block in own if block.ledger == "gl" and account_no], "")
    if not any(blocks for blocks, _ in parts.values()):
        return frozenset()
    row: list[Cell | None] = []
    for part in PARTS:
        if part in parts:
            blocks, sign = parts[part]
            row.append(_sum(blocks, sign, (*key, part)))
        elif part == "Difference" and "G/L Total" in parts:
            difference = amount_of(parts["G/L Total"][0]) - amount_of(parts["Total"][0])
            stated = ("statement", account_no)
            row.append(Cell(difference, to=stated, formula=less((*key, "G/L Total"), (*key, "Total"))))
        else:
            row.append(None)
    label = f"   {account_no} {name}".rstrip() if account_no else "   (no account of its own)"
    sheet.row(Cell(label, to=("account", account_no)), *row)
    return frozenset(parts)


def _sum(blocks: list[Block], sign: str, name: Key) -> Cell:
    """What some blocks of entries come to; they follow one another, so that a click selects them."""
    amount = amount_of(blocks)
    lines = lines_of(blocks)
    if lines is None:
        return Cell(ZERO, name=name)
    return Cell(-amount if sign else amount, name=name, to=lines, formula=Formula(f"{sign}SUM({{0}})", (lines,)))
