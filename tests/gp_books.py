"""Small books of Dynamics GP for tests: the inventory trial balance and the G/L, exported as SmartLists.

    books.posted("Receipt", 1000, document="RCT1", je=101)              # both ledgers, rightly
    books.move("Sale", -60, document="INV1", je=102)                    # the inventory trial balance alone
    books.gl("1300", -60, "4510", document="INV1", je=102, kind="Sale") # the G/L alone, balanced on 4510
    assert causes(books.reconcile()) == {}

Amounts are debit positive, given as int or text, never float. A kind is a Document Type of the trial balance (facts/
dynamics-gp.md 3.1) or "Journal", what a person types; it says which audit trail, series and offset account are usual.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from contextlib import AbstractContextManager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

import invrecon
from invrecon.pipeline import reconciled
from invrecon.reconciliation.record import ReconcilingItem
from invrecon.reconciliation.run import Run
from invrecon.settings import read_settings

INVENTORY, FINISHED, RAW, COGS = "1300", "1310", "1320", "4510"
OFFSET, VARIANCES, ACCRUED, PAYABLE, MISC, INCOME = "4500", "4520", "2111", "2100", "6100", "3900"

AS_OF = dt.date(2026, 10, 31)

Row = dict[str, object]


@dataclass(frozen=True)
class Usual:
    """How Dynamics GP posts a kind of document: audit trail prefix, series, source document, offset account."""

    prefix: str
    series: str
    source_document: str
    offset: str


_RIPPLE = Usual("GLTRX", "Financial", "GJ", COGS)
_INVOICE = Usual("POIVC", "Purchasing", "POIVC", ACCRUED)
USUAL = {
    "Receipt": Usual("RECVG", "Purchasing", "RECVG", ACCRUED),
    "Sale": Usual("SLSTE", "Sales", "SJ", COGS),
    "Return": Usual("SLSTE", "Sales", "SJ", COGS),
    "Adjustment": Usual("IVADJ", "Inventory", "IVADJ", OFFSET),
    "Variance": Usual("IVADJ", "Inventory", "IVADJ", VARIANCES),
    "Transfer": Usual("IVTFR", "Inventory", "IVTFR", INVENTORY),
    "Assembly": Usual("ASMTR", "Inventory", "ASMTR", RAW),
    "Standard Cost Adjustment": Usual("IVADJ", "Inventory", "IVADJ", VARIANCES),
    "Cost Adjustment, PO Edit Status": Usual("GLTRX", "Financial", "EDTPO", ACCRUED),
    "Cost Adjustment, Invoice Match": _INVOICE,
    "Cost Adjustment, Landed Cost Match": _INVOICE,
    "Cost Adjustment of Adjustment": _RIPPLE,
    "Cost Adjustment of Sale": _RIPPLE,
    "Cost Adjustment of Transfer": _RIPPLE,
    "Journal": Usual("GLTRX", "Financial", "GJ", MISC),
    "Voucher": Usual("PMTRX", "Purchasing", "PMTRX", PAYABLE),
}


class Books:
    """Exports of a company with one item, one site and one inventory account, and whatever a test writes down.

    Every list can be changed before `reconcile` is called; a caption added to one line becomes a column for all.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trial: list[Row] = []
        """The Historical Inventory Trial Balance."""
        self.lines: list[Row] = []
        """Account Transactions."""
        self.balances: list[Row] = []
        """The trial balance of the G/L."""
        self.items: list[Row] = []
        self.transactions: list[Row] = []
        self.receipts: list[Row] = []
        self.batches: list[Row] = []
        self.hidden: set[str] = set()
        """Captions that the inventory trial balance does not show."""
        self.gl_hidden: set[str] = set()
        self.accounts: list[str] = []
        """The inventory accounts of the toml; without any, the trial balance names them."""
        self._sources: dict[tuple[str, str], str] = {}

    def source(self, kind: str, document: str) -> str:
        """The audit trail code of a document: another one for each, as when every batch holds one document."""
        key = (USUAL[kind].prefix, document)
        return self._sources.setdefault(key, f"{key[0]}{len(self._sources) + 1:08}")

    def move(
        self,
        kind: str,
        amount: int | str,
        *,
        document: str = "DOC1",
        je: int = 0,
        date: str = "2026-10-15",
        item: str = "BIKE",
        account: str = INVENTORY,
        offset: str | None = None,
        source: str | None = None,
        **captions: object,
    ) -> Self:
        """Add a row of the inventory trial balance; cost adjustments have no quantity. A journal entry of 0 is none."""
        of_cost = "Cost Adjustment" in kind
        self.trial.append(
            {
                "Item Number": item,
                "Document Type": kind,
                "Document Number": document,
                "Document Date": date,
                "GL Posting Date": date,
                "Site": "MAIN",
                "Quantity Type": "On Hand",
                "Quantity In Base U Of M": 0 if of_cost else (1 if Decimal(amount) > 0 else -1),
                "Extended Cost": amount,
                "Inventory Account": account,
                "Inventory Offset Account": USUAL[kind].offset if offset is None else offset,
                "Journal Entry": je,
                "TRX Source": self.source(kind, document) if source is None else source,
            }
            | captions
        )
        return self

    def gl(
        self,
        account: str,
        amount: int | str,
        balancing: str | None = None,
        *,
        kind: str = "Journal",
        document: str = "",
        je: int = 900,
        date: str = "2026-10-15",
        source: str | None = None,
        **captions: object,
    ) -> Self:
        """Add a line of the G/L, and with `balancing` the opposite line on that account."""
        usual = USUAL[kind]
        sides = [(account, Decimal(amount))]
        if balancing is not None:
            sides.append((balancing, -Decimal(amount)))
        for number, signed in sides:
            self.lines.append(
                {
                    "Journal Entry": je,
                    "Series": usual.series,
                    "Transaction Date": date,
                    "Account Number": number,
                    "Debit Amount": max(signed, Decimal(0)),
                    "Credit Amount": max(-signed, Decimal(0)),
                    "Originating Transaction Source": self.source(kind, document) if source is None else source,
                    "Originating Control Number": document,
                    "Source Document": usual.source_document,
                    "Reference": "",
                    "Document Status": "Open",
                    "Batch Number": "",
                    "User Who Posted": "ANNA" if kind == "Journal" else "sa",
                }
                | captions
            )
        return self

    def work(self, account: str, amount: int | str, balancing: str | None = None, **fields: Any) -> Self:
        """Add lines to an unposted batch of the G/L."""
        return self.gl(account, amount, balancing, **({"Document Status": "Work", "Batch Number": "B1"} | fields))

    def posted(
        self,
        kind: str,
        amount: int | str,
        *,
        document: str = "DOC1",
        je: int,
        date: str = "2026-10-15",
        account: str = INVENTORY,
        offset: str | None = None,
        item: str = "BIKE",
        reference: str = "",
        **captions: object,
    ) -> Self:
        """Add a document that both ledgers have rightly; automatic cost adjustments carry a reference of theirs."""
        self.move(
            kind, amount, document=document, je=je, date=date, account=account, offset=offset, item=item, **captions
        )
        balancing = USUAL[kind].offset if offset is None else offset
        return self.gl(account, amount, balancing, kind=kind, document=document, je=je, date=date, Reference=reference)

    def item(self, number: str = "BIKE", tracking: str = "None", **captions: object) -> Self:
        """Add an item; a tracking option is None, Serial Numbers or Lot Numbers."""
        self.items.append(
            {"Item Number": number, "Item Description": number.title(), "Item Tracking Option": tracking} | captions
        )
        return self

    def transaction(
        self, kind: str, amount: int | str, *, document: str, item: str = "BIKE", source: str | None = None
    ) -> Self:
        """Add a line of Inventory Transactions, which has costs without sign."""
        self.transactions.append(
            {
                "Document Number": document,
                "Item Number": item,
                "Document Type": kind,
                "TRX QTY": 1 if Decimal(amount) > 0 else -1,
                "Unit Cost": abs(Decimal(amount)),
                "Extended Cost": abs(Decimal(amount)),
                "TRX Location": "MAIN",
                "TRX Source": self.source(kind, document) if source is None else source,
                "Document Status": "Posted",
            }
        )
        return self

    def receipt(self, number: str, received: int, sold: int, unit_cost: int | str, **captions: object) -> Self:
        """Add a layer of Purchase Receipts."""
        self.receipts.append(
            {
                "Item Number": "BIKE",
                "TRX Location": "MAIN",
                "QTY Type": "On Hand",
                "Receipt Number": number,
                "QTY Received": received,
                "QTY Sold": sold,
                "Unit Cost": unit_cost,
            }
            | captions
        )
        return self

    def balance(self, account: str, ending: int | str) -> Self:
        """Add a line of the G/L's trial balance."""
        self.balances.append({"Account Number": account, "Account Description": account, "Ending Balance": ending})
        return self

    def write(self) -> Path:
        """Write the exports and the toml, and give the folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        exports = {
            "value_entries": ("inventory-trial-balance.csv", self.trial, self.hidden),
            "gl_entries": ("account-transactions.csv", self.lines, self.gl_hidden),
            "trial_balance": ("trial-balance.csv", self.balances, set()),
            "items": ("items.csv", self.items, set()),
            "inventory_transactions": ("inventory-transactions.csv", self.transactions, set()),
            "purchase_receipts": ("purchase-receipts.csv", self.receipts, set()),
            "inventory_batches": ("inventory-batches.csv", self.batches, set()),
        }
        toml = ['profile = "dynamics-gp"', "[inputs]"]
        for role, (file, rows, hidden) in exports.items():
            if rows:
                _write(self.folder / file, rows, hidden)
                toml.append(f"{role} = {json.dumps(file)}")
        if self.accounts:
            toml += ["[accounts]", f"Inventory = {json.dumps(self.accounts)}"]
        (self.folder / "invrecon.toml").write_text("\n".join(toml) + "\n", encoding="utf-8")
        return self.folder

    def reconcile(self, **options: Any) -> invrecon.Reconciliation:
        """Write the exports and reconcile them, as of 31 October 2026 unless told otherwise; the sums must hold."""
        r = invrecon.reconcile(self.write(), **({"as_of": AS_OF} | options))
        assert_sums(r)
        return r

    def run(self) -> AbstractContextManager[Run]:
        """The same with its tables, for the journal that corrects the books."""
        return reconciled(read_settings(self.write(), as_of=AS_OF), lambda _: None)


def assert_sums(r: invrecon.Reconciliation) -> None:
    """The law of every reconciliation: items sum to what is explained, which with the rest is the difference."""
    for line in r.account_lines:
        assert None not in (line.difference, line.explained, line.unexplained)
        assert line.explained + line.unexplained == line.difference
        own = [item.amount for item in r.reconciling_items if item.account_no == line.account_no]
        assert sum(own, Decimal(0)) == line.explained
    for item in r.reconciling_items:
        assert sum(piece.amount for piece in item.evidence) == item.amount != 0
        assert item.action


def causes(r: invrecon.Reconciliation, *, unexplained: str = "0.00") -> dict[str, str]:
    """Each cause's amount over all accounts, where it is not zero; asserts what is left unexplained of the total."""
    rest = sum((line.unexplained or Decimal(0) for line in r.account_lines), Decimal(0))
    assert f"{rest:.2f}" == unexplained
    sums: dict[str, Decimal] = {}
    for item in r.reconciling_items:
        sums[item.cause] = sums.get(item.cause, Decimal(0)) + item.amount
    return {cause: f"{amount:.2f}" for cause, amount in sums.items()}


def item(r: invrecon.Reconciliation, cause: str) -> ReconcilingItem:
    """The first item of a cause."""
    return next(item for item in r.reconciling_items if item.cause == cause)


def notes(r: invrecon.Reconciliation, cause: str) -> str:
    """All notes of a cause's evidence."""
    return "; ".join(piece.note for item in r.reconciling_items if item.cause == cause for piece in item.evidence)


def _write(path: Path, rows: list[Row], hidden: set[str]) -> None:
    captions = [caption for caption in dict.fromkeys(key for row in rows for key in row) if caption not in hidden]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, captions, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
