"""Control accounts in words: each inventory account with its groups, and its ledger by where it comes from.

All reports say it in the same lines (facts/sage-inventory-groups.md 4).
"""

from __future__ import annotations

from invrecon.findings import counted
from invrecon.money import decimals_of
from invrecon.reconciliation.control_lines import ControlLine, control_lines, in_all
from invrecon.reconciliation.record import ControlAccount
from invrecon.reconciliation.result import Reconciliation
from invrecon.reports import wording
from invrecon.reports.listing import Column, Listing, Total

HINT = "`invrecon control` lists them, also as CSV and JSON."
_INTEGRATED = (
    "The strongest single test: what integration posted is held against what stock moved by; everything else on an "
    "inventory account is not from the inventory module."
)
_NOT_INTEGRATED = (
    "Without integration: stock journals are held against closing less opening valuation; everything else on an "
    "inventory account is not the value of stock."
)
_LABELS = {
    "opening": "Opening",
    "integration": "Integration, and stock moved",
    "other": "Not from the inventory module",
    "total": "In all",
}
_LABELS_WITHOUT = _LABELS | {"integration": "Stock journals, and stock moved", "other": "Not a stock journal"}
_COLUMNS = (
    Column("account_no", "Account", heads=True),
    Column("account_name", "Name", heads=True),
    Column("part", "Part", for_people=False),
    Column("label", ""),
    Column("code", "Code", for_people=False),
    Column("name", "Description", for_people=False),
    Column("lines", "Lines", "count", rank=1, named=True),
    Column("subledger", "Inventory", "amount"),
    Column("gl", "G/L", "amount"),
    Column("difference", "Difference", "amount"),
)


def test(r: Reconciliation) -> str:
    """What the split of the ledger proves, in a line."""
    return _INTEGRATED if r.integrated else _NOT_INTEGRATED


def heading(account: ControlAccount) -> str:
    """The account by its number and name."""
    return wording.printable(f"{account.account_no}  {account.name}".rstrip())


def label(r: Reconciliation, line: ControlLine) -> str:
    """What a line tells: Group 1 Timber, Opening, IC."""
    if line.kind == "group":
        return wording.printable(f"Group {line.code} {line.name}".rstrip())
    if line.kind == "entry type":
        return wording.printable(line.code) or "(no entry type)"
    return (_LABELS if r.integrated else _LABELS_WITHOUT)[line.kind]


def level(line: ControlLine) -> int:
    """How deep a line stands below its account."""
    return 2 if line.kind == "entry type" else 1


def lines(line: ControlLine) -> str:
    """How many G/L lines an entry type has, as words: 4 lines."""
    return "" if line.lines is None else counted(line.lines, "line")


def control_listing(r: Reconciliation, account_no: str | None, *, indented: bool) -> Listing:
    """The control accounts as a list, or one of them, with their sum; `indented` for a terminal."""
    accounts = [each for each in r.control_accounts if account_no in (None, each.account_no)]
    whole = in_all(accounts)
    amounts = {"subledger": whole.subledger, "gl": whole.gl, "difference": whole.difference}
    named = "control account" if len(accounts) == 1 else "control accounts"
    return Listing(
        title="Control accounts",
        subtitle=", ".join(part for part in (r.company, wording.period(r)) if part),
        columns=_COLUMNS,
        rows=tuple(
            (
                account.account_no,
                account.name,
                line.kind,
                f"{'   ' * level(line) if indented else ''}{label(r, line)}",
                line.code,
                line.name,
                line.lines,
                line.subledger,
                line.gl,
                line.difference,
            )
            for account in accounts
            for line in control_lines(account)
        ),
        totals=(
            Total(
                "total",
                f"{len(accounts)} {named}",
                {key: amount for key, amount in amounts.items() if amount is not None},
            ),
        ),
        remarks=(test(r),),
        decimals=decimals_of(r.currency),
    )
