"""Summary: the result, the sign-off, the tie-out of every account, and what to do. The page that is signed."""

from __future__ import annotations

from invrecon import __version__
from invrecon.money import ZERO
from invrecon.reconciliation.record import AccountLine
from invrecon.reconciliation.statement import TypeTotal, added_up
from invrecon.reports import explaining, wording
from invrecon.reports.workbook.binder import Binder, lines_of
from invrecon.reports.workbook.cells import Cell, Formula, Key, Role, Span, added, chained, less, same
from invrecon.reports.workbook.layout import Sheet

_WIDTHS = (13, 32, 30, 17, 17, 17, 17, 17)
_RESULT_HEIGHT = 42
_AMOUNT_COLUMNS = range(3, 8)
_AMOUNTS = ("Inventory ledger", "G/L", "Difference", "Explained", "Unexplained")
_CONTENTS = {
    "Matrix": "Account types down, balance-sheet accounts across, with the accounts behind every number",
    "Statement": "From the inventory ledger to the G/L, account by account, cause by cause",
    "Reconciling items": "Every item with its entries; status and comment to fill in",
    "Matching": "Entries without a counterpart, with one that differs, and the totals of those that match",
    "Timeline": "Since when the two ledgers differ",
    "Bridge": "The causes from the inventory ledger to the G/L, as charts",
    "Entries": "All entries of both ledgers behind the numbers, from file and row",
    "Proposed journal": "What a journal can correct, balanced, and what it cannot",
    "Inputs": "The files with their SHA-256 and control totals, and the settings: enough to do it again",
}
_VERDICT: dict[wording.Verdict, Role] = {"agrees": "good", "doubtful": "doubt", "differs": "bad"}
_SEVERITY: dict[str, Role] = {"error": "bad", "warning": "doubt", "info": "body"}


def lay_out(binder: Binder) -> Sheet:
    """The sheet, from the result to the contents."""
    r = binder.r
    sheet = Sheet("Summary", _WIDTHS)
    sheet.heading(wording.TITLE, binder.subtitle)
    sheet.note(f"Made by invrecon {__version__} from {wording.inputs(r)}. Difference is G/L less inventory ledger.")
    sheet.blank()
    result = wording.result(r, "Findings")
    sheet.row(Cell(result, _VERDICT[wording.verdict(r)], name=("result",), across=len(_WIDTHS)), height=_RESULT_HEIGHT)
    _sign_off(sheet)
    if r.compared:
        _by_type(sheet, binder)
        _tie_out(sheet, binder)
        _checks(sheet, binder)
        _to_do(sheet, binder)
    _findings(sheet, binder)
    sheet.section("Contents")
    for title, shows in _CONTENTS.items():
        sheet.row(Cell(title, to=("sheet", title), across=2), None, Cell(shows, "note", across=6))
    return sheet


def _sign_off(sheet: Sheet) -> None:
    sheet.section("Sign-off")
    for who in ("Prepared by", "Reviewed by"):
        sheet.row(
            who, Cell("", "fill", name=("sign-off", who), across=2), None, "Date", Cell("", "fill"), "Signature",
            Cell("", "fill", across=2), height=20,
        )  # fmt: skip


def _by_type(sheet: Sheet, binder: Binder) -> None:
    sheet.section("By account type", name=("by type",))
    sheet.captions("Account type", "", "", *_AMOUNTS, right=_AMOUNT_COLUMNS, freeze=False)
    shown = [total for total in binder.type_totals if _shown(total)]
    for total in shown:
        _type(sheet, binder, total)
    if not shown:
        sheet.row(Cell("No account type has an amount in either ledger.", "note", across=3))
        return
    ends = shown[0].account_types, shown[-1].account_types
    subledger, explained, unexplained, gl = added_up(shown)
    sums = (subledger, gl, explained + unexplained, explained, unexplained)
    sheet.row(
        Cell("Total", "total", across=3), None, None,
        *(
            Cell(amount, "rest" if part == "Unexplained" else "total", name=("type total", part),
                 formula=added(Span(("type", ends[0], part), ("type", ends[1], part))))
            for part, amount in zip(_AMOUNTS, sums, strict=True)
        ),
    )  # fmt: skip


def _shown(total: TypeTotal) -> bool:
    return bool(total.items or total.subledger or total.gl)


def _type(sheet: Sheet, binder: Binder, total: TypeTotal) -> None:
    key = ("type", total.account_types)
    name = explaining.types(binder.r, total)
    stated = ("statement type", total.account_types)
    own, gl = (_ledger(binder, total, part) for part in ("Inventory ledger", "G/L"))
    sheet.row(
        Cell(name, name=key, across=3), None, None,
        Cell(total.subledger, name=(*key, "Inventory ledger"), to=own[0], formula=own[1]),
        Cell(total.gl, name=(*key, "G/L"), to=gl[0], formula=gl[1]),
        Cell(total.difference, name=(*key, "Difference"), to=stated,
             formula=less((*key, "G/L"), (*key, "Inventory ledger"))),
        Cell(total.explained, name=(*key, "Explained"), to=stated, formula=_items(stated, len(total.items))),
        Cell(total.unexplained, "figure", name=(*key, "Unexplained"), to=stated,
             formula=less((*key, "Difference"), (*key, "Explained"))),
    )  # fmt: skip


def _ledger(binder: Binder, total: TypeTotal, part: str) -> tuple[Key, Formula]:
    """What is behind a total: the accounts of its types on the matrix, or those outside the posting setup."""
    if total.account_types:
        behind: Key = ("composition", total.account_types)
        return behind, same((behind, "Total" if part == "Inventory ledger" else "G/L Total"))
    outside = [
        line.account_no for line in binder.r.account_lines if not line.account_types and line.difference is not None
    ]
    return ("account", outside[0]), chained([("account", account_no, part) for account_no in outside])


def _items(statement: Key, count: int) -> Formula | None:
    """The sum of a statement's items, where it has any."""
    return added(Span((statement, 0), (statement, count - 1))) if count else None


def _tie_out(sheet: Sheet, binder: Binder) -> None:
    sheet.section("Tie-out per account", name=("tie-out",))
    sheet.captions("Account", "Name", "Account types", *_AMOUNTS, right=_AMOUNT_COLUMNS, freeze=False)
    for line in binder.r.account_lines:
        _account(sheet, binder, line)
    compared = [line for line in binder.r.account_lines if line.difference is not None]
    if binder.in_sum:
        sheet.note(
            "Accounts without a difference could be compared in sum only, with the others of their account type: the "
            f"exports do not show which of them each {binder.run.ledger.profile.words['value_entry']} belongs to."
        )
    if compared:
        sheet.stands_out.append(
            (("account", compared[0].account_no, "Difference"), ("account", compared[-1].account_no, "Difference"))
        )


def _account(sheet: Sheet, binder: Binder, line: AccountLine) -> None:
    key = ("account", line.account_no)
    stated: Key = ("statement", line.account_no)
    own = lines_of(binder.of_account(line.account_no, "inventory"))
    gl = lines_of(binder.of_account(line.account_no, "gl"))
    items = sum(item.account_no == line.account_no for item in binder.r.reconciling_items)
    compared = line.difference is not None

    difference = less((*key, "G/L"), (*key, "Inventory ledger")) if compared else None
    rest = less((*key, "Difference"), (*key, "Explained")) if compared else None
    sheet.row(
        Cell(line.account_no, name=key, to=stated),
        line.name,
        ", ".join(line.account_types) or explaining.capital(explaining.outside(binder.r)),
        Cell(line.subledger, name=(*key, "Inventory ledger"), to=own, formula=added(own) if own else None),
        Cell(line.gl, name=(*key, "G/L"), to=gl, formula=added(gl) if gl else None),
        Cell(line.difference, name=(*key, "Difference"), to=stated, formula=difference),
        Cell(line.explained, name=(*key, "Explained"), to=stated, formula=_items(stated, items)),
        Cell(line.unexplained, "figure", name=(*key, "Unexplained"), to=stated, formula=rest),
    )


def _checks(sheet: Sheet, binder: Binder) -> None:
    """What must come to nothing however the books look, as formulas over the other sheets."""
    compared = [line.account_no for line in binder.r.account_lines if line.difference is not None]
    on_accounts = all(stated.account_no for stated in binder.statements)
    if not compared or binder.in_sum or not on_accounts or not any(map(_shown, binder.type_totals)):
        return
    ends = compared[0], compared[-1]
    difference, explained = (
        Span(("account", ends[0], part), ("account", ends[1], part)) for part in ("Difference", "Explained")
    )
    checks = {
        "Inventory ledger of all account types: every posting has two sides": added(("type total", "Inventory ledger")),
        "Differences of the account types, less those of the accounts": less(("type total", "Difference"), difference),
    }
    if binder.r.reconciling_items:
        checks["Reconciling items, less what the accounts have explained"] = less(("items", "total"), explained)
    sheet.section("Checks: each must come to 0.00", name=("checks",))
    for number, (said, formula) in enumerate(checks.items()):
        sheet.row(Cell(said, across=3), None, None, Cell(ZERO, "figure", name=("check", number), formula=formula))
    sheet.stands_out.append((("check", 0), ("check", len(checks) - 1)))


def _to_do(sheet: Sheet, binder: Binder) -> None:
    to_do = explaining.to_do(binder.r)
    if not to_do:
        return
    sheet.section("What to do")
    sheet.captions("Cause", "", "Entries", "", "", "", "", "", freeze=False)
    for cause in to_do:
        sheet.row(Cell(cause.title, across=2), None, cause.entries, Cell(cause.action, across=5))


def _findings(sheet: Sheet, binder: Binder) -> None:
    if not binder.r.findings:
        return
    sheet.section("Findings", name=("findings",))
    for finding in binder.r.findings:
        label = Cell(wording.SEVERITY[finding.severity], _SEVERITY[finding.severity])
        sheet.row(label, Cell(finding.message, across=7))
