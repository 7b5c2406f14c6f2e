"""Statement: from the inventory ledger's balance to the G/L's, per account and per account type."""

from __future__ import annotations

from invrecon.reconciliation.matching.open_entries import UNMATCHED
from invrecon.reconciliation.statement import Balances, Statement, StatementItem
from invrecon.reports import explaining
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Key, Span, chained, less, same
from invrecon.reports.workbook.layout import Sheet

_WIDTHS = (46, 12, 20, 92)


def lay_out(binder: Binder) -> Sheet:
    """The sheet: accounts that differ or hold items, then all account types that do."""
    r = binder.r
    sheet = Sheet("Statement", _WIDTHS)
    sheet.heading("Reconciliation statement", binder.subtitle)
    sheet.captions("Statement", "Entries", "Amount", "Documents", right=(1, 2))
    if not binder.statements:
        said = "Nothing was compared." if not r.compared else "No account differs, and none holds reconciling items."
        sheet.row(Cell(said, "note", across=len(_WIDTHS)))
    if explaining.from_balances_only(r):
        sheet.note(explaining.from_balances_only(r))
    for stated in binder.statements:
        account = stated.account_no
        title, types = explaining.heading(binder.r, stated)
        key: Key = ("statement", account) if account else ("statement in sum", stated.account_types)
        back: Key = ("account", account) if account else ("type", stated.account_types)
        ends = ("account", account, "Inventory ledger"), ("account", account, "G/L")
        sheet.section(f"{title}   {types}", name=key)
        _lines(sheet, binder, stated, key, back, ends if account else None)
        if abs(stated.unexplained) > r.tolerance and explaining.unexplained_hint(r, stated):
            sheet.note(explaining.unexplained_hint(r, stated))
        if explaining.first_day(r, stated):
            sheet.row(Cell(explaining.first_day(r, stated), "note", to=("timeline", account), across=len(_WIDTHS)))
    for total in binder.type_totals:
        if total.items or total.difference:
            name = explaining.types(binder.r, total)
            key, back = ("statement type", total.account_types), ("type", total.account_types)
            sheet.section(f"Account type: {name}", name=key)
            _lines(sheet, binder, total, key, back, ((*back, "Inventory ledger"), (*back, "G/L")))
    return sheet


def _lines(sheet: Sheet, binder: Binder, stated: Balances, key: Key, back: Key, ends: tuple[Key, Key] | None) -> None:
    """The two balances and what lies between them; `ends` names the cells that the balances are taken from."""
    first, last = ends or (None, None)
    sheet.row(
        explaining.balance(binder.r, "inventory ledger"), None,
        Cell(stated.subledger, name=(key, "ledger"), to=first, formula=same(first) if first else None),
        Cell("Back to Summary", to=back),
    )  # fmt: skip
    for number, item in enumerate(stated.items):
        documents = explaining.summary(item)
        sheet.row(
            f"   {explaining.signed_title(item)}", item.entries,
            _item(binder, stated, item, (key, number)), Cell(documents) if documents else None,
        )  # fmt: skip
    sheet.row(
        explaining.balance(binder.r, "G/L"), None,
        Cell(stated.gl, name=(key, "gl"), to=last, formula=same(last) if last else None),
    )  # fmt: skip
    count = len(stated.items)
    items = [Span((key, 0), (key, count - 1))] if count else []
    formula = less((key, "gl"), (key, "ledger"), *items)
    unmatched = ("matching", UNMATCHED) if stated.unexplained else None
    rest = Cell(stated.unexplained, "rest", name=(key, "rest"), to=unmatched, formula=formula)
    sheet.row(Cell(explaining.UNEXPLAINED, "total"), Cell("", "total"), rest)


def _item(binder: Binder, stated: Balances, item: StatementItem, name: Key) -> Cell:
    """The item's amount: its reconciling items added up, where these are all there is to it."""
    account = stated.account_no if isinstance(stated, Statement) else ""
    own = [
        each
        for each in binder.r.reconciling_items
        if each.cause == item.cause
        and (each.account_no == account if account else _serves(binder, stated, each.account_no))
    ]
    keys: list[Key] = [("item", each.account_no, each.cause) for each in own]
    whole = keys and sum(each.amount for each in own) == item.amount
    return Cell(item.amount, name=name, to=keys[0] if keys else None, formula=chained(keys) if whole else None)


def _serves(binder: Binder, stated: Balances, account_no: str) -> bool:
    """Whether an account is one of the stated types', or like them outside the posting setup."""
    line = next(line for line in binder.r.account_lines if line.account_no == account_no)
    if not stated.account_types:
        return not line.account_types
    return not set(stated.account_types).isdisjoint(line.account_types)
