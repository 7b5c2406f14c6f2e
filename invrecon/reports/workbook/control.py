"""Control accounts: groups, opening, integration and everything else; then periods beside calendar months.

For ERPs with inventory groups. Of each account everything foots by formula, down to its difference.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from invrecon.reconciliation.control_lines import ControlLine, control_lines, in_all
from invrecon.reconciliation.period_table import PeriodTable, period_tables
from invrecon.reconciliation.record import ControlAccount
from invrecon.reconciliation.result import Reconciliation
from invrecon.reports import control_accounts as control
from invrecon.reports import period_months as periods
from invrecon.reports import wording
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Formula, Key, Role, Span, added, chained, less
from invrecon.reports.workbook.layout import Sheet

_WIDTHS = (54, 18, 18, 18, 18, 18, 18, 18)
_AMOUNTS = (1, 2, 3, 4)


def lay_out(binder: Binder) -> list[Sheet]:
    """The sheet, where the ERP has inventory groups or entries have periods; else none."""
    r = binder.r
    if not r.control_accounts and not r.period_months:
        return []
    sheet = Sheet("Control accounts", _WIDTHS)
    sheet.heading("Control accounts", binder.subtitle)
    if r.control_accounts:
        sheet.note(control.test(r))
        sheet.captions("Account", "G/L lines", "Inventory ledger", "G/L", "Difference", right=_AMOUNTS)
        for account in r.control_accounts:
            _account(sheet, r, account)
        _whole(sheet, r.control_accounts)
    if periods.agreed(r):
        sheet.note(periods.agreed(r))
    for number, table in enumerate(period_tables(r.period_months)):
        _periods(sheet, table, first=number == 0)
    return [sheet]


def _account(sheet: Sheet, r: Reconciliation, account: ControlAccount) -> None:
    sheet.row(Cell(control.heading(account), "total", to=("account", account.account_no)), *[Cell("", "total")] * 4)
    for line in control_lines(account):
        _line(sheet, r, account, line)


def _line(sheet: Sheet, r: Reconciliation, account: ControlAccount, line: ControlLine) -> None:
    role: Role = "total" if line.kind == "total" else "body"
    name = _name(account, line)
    sheet.row(
        Cell(f"{'   ' * control.level(line)}{control.label(r, line)}", role),
        Cell(line.lines, role) if line.lines is not None or role == "total" else None,
        _amount(line.subledger, role, (*name, "Inventory ledger"), _stock(account, line)),
        _amount(line.gl, role, (*name, "G/L"), _gl(account, line)),
        _amount(line.difference, role, (*name, "Difference"), _difference(line, name)),
    )


def _name(account: ControlAccount, line: ControlLine) -> Key:
    """What formulas call a line."""
    return ("control", account.account_no, line.kind, line.part_of, line.code)


def _named(account: ControlAccount, kinds: Iterable[str], column: str) -> list[Key]:
    return [("control", account.account_no, kind, None, "", column) for kind in kinds]


def _amount(amount: Decimal | None, role: Role, name: Key, formula: Formula | None) -> Cell | None:
    return None if amount is None else Cell(amount, role, name=name, formula=formula)


def _stock(account: ControlAccount, line: ControlLine) -> Formula | None:
    """All stock is what there was and what moved."""
    if line.kind != "total":
        return None
    return chained(_named(account, ("opening", "integration"), "Inventory ledger"))


def _gl(account: ControlAccount, line: ControlLine) -> Formula | None:
    """The whole ledger is opening, integration and the rest; these two are their entry types, which follow them."""
    if line.kind == "total":
        return chained(_named(account, ("opening", "integration", "other"), "G/L"))
    parts = [(*_name(account, each), "G/L") for each in control_lines(account) if each.part_of == line.kind]
    return added(Span(parts[0], parts[-1])) if parts else None


def _difference(line: ControlLine, named: Key) -> Formula | None:
    """G/L less inventory, where both are there."""
    if line.difference is None or line.gl is None:
        return None
    if line.subledger is None:
        return chained([(*named, "G/L")])
    return less((*named, "G/L"), (*named, "Inventory ledger"))


def _whole(sheet: Sheet, accounts: Iterable[ControlAccount]) -> None:
    """All control accounts added up."""
    listed = list(accounts)
    whole = in_all(listed)
    columns = (("Inventory ledger", whole.subledger), ("G/L", whole.gl), ("Difference", whole.difference))
    sheet.blank()
    sheet.row(
        Cell("All control accounts", "total"),
        Cell("", "total"),
        *(
            Cell(
                amount,
                "rest",
                name=("control", "all", column),
                formula=chained([key for each in listed for key in _named(each, ("total",), column)]),
            )
            for column, amount in columns
        ),
    )


def _periods(sheet: Sheet, table: PeriodTable, *, first: bool) -> None:
    """What disagrees in one ledger: an amount, and below it how many entries it stands for."""
    if first:
        sheet.section(periods.TITLE)
        sheet.note(periods.NOTE)
    months = [periods.month(month) for month in table.months]
    captions = (wording.LEDGER[table.ledger], *months)
    sheet.captions(*captions, right=range(1, len(captions)), freeze=False)
    for period in table.periods:
        cells = [table.cell(period, month) for month in table.months]
        sheet.row(periods.period(*period), *(None if cell is None else cell.amount for cell in cells))
        sheet.row("   entries", *(None if cell is None else cell.entries for cell in cells))
