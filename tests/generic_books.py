"""Small books of any ledger for tests: stock movements, and the lines of the G/L, with plain English captions.

    books.posted(1000, "GR1")                    # both ledgers, rightly, balanced on a payable
    books.move(-60, "DN1")                       # stock alone
    books.gl("1300", -60, "DN1", "5100")         # the G/L alone, balanced on 5100
    assert causes(books.reconcile()) == {}

Amounts are debit positive, given as int or text, never float.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

import invrecon
from tests.gp_books import assert_sums

STOCK, PAINT, PAYABLE, COST, EXPENSE = "1300", "1320", "2100", "5100", "6100"
AS_OF = dt.date(2026, 10, 31)

Row = dict[str, object]


class Books:
    """Exports of a company with one item and one inventory account, and whatever a test writes down.

    Every list can be changed before `reconcile` is called; `hidden` names captions that no export shows.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.movements: list[Row] = []
        self.lines: list[Row] = []
        self.waiting: list[Row] = []
        self.balances: list[Row] = []
        self.items: list[Row] = []
        self.groups: list[Row] = []
        self.accounts: Sequence[str] = (STOCK,)
        """The inventory accounts of the toml."""
        self.settings: list[str] = []
        self.hidden: set[str] = set()

    def move(
        self, amount: int | str, document: str, *, date: str = "2026-10-15", item: str = "BIKE", **more: object
    ) -> Self:
        """Add a stock movement."""
        quantity = 1 if Decimal(amount) > 0 else -1
        row: Row = {"Date": date, "Document": document, "Item": item, "Quantity": quantity, "Value": amount}
        self.movements.append(row | more)
        return self

    def gl(
        self,
        account: str,
        amount: int | str,
        document: str,
        balancing: str | None = None,
        *,
        date: str = "2026-10-15",
        **more: object,
    ) -> Self:
        """Add a line of the G/L, and with `balancing` the opposite line on that account."""
        self.lines += _lines(account, amount, document, balancing, date, more)
        return self

    def wait(
        self, account: str, amount: int | str, document: str, balancing: str | None = PAYABLE, **more: object
    ) -> Self:
        """Add lines to a batch that nobody posted."""
        self.waiting += _lines(
            account, amount, document, balancing, "2026-10-15", {"Batch": "B1", "User": "ANNA"} | more
        )
        return self

    def posted(
        self, amount: int | str, document: str, *, date: str = "2026-10-15", account: str = STOCK, **more: object
    ) -> Self:
        """Add a document that both ledgers have rightly."""
        self.move(amount, document, date=date, **more)
        return self.gl(account, amount, document, PAYABLE if Decimal(amount) > 0 else COST, date=date)

    def balance(self, account: str, closing: int | str, opening: int | str = 0) -> Self:
        """Add a line of the trial balance."""
        self.balances.append(
            {"Account": account, "Name": account, "Opening Balance": opening, "Closing Balance": closing}
        )
        return self

    def write(self) -> Path:
        """Write the exports and the toml, and give the folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        exports = {
            "value_entries": ("movements.csv", self.movements),
            "gl_entries": ("ledger.csv", self.lines),
            "unposted_gl_entries": ("waiting.csv", self.waiting),
            "trial_balance": ("trial-balance.csv", self.balances),
            "items": ("items.csv", self.items),
            "inventory_groups": ("groups.csv", self.groups),
        }
        toml = ['profile = "generic"', "[inputs]"]
        for role, (file, rows) in exports.items():
            if rows:
                _write(self.folder / file, rows, self.hidden)
                toml.append(f"{role} = {json.dumps(file)}")
        if self.accounts:
            toml += ["[accounts]", f"Inventory = {json.dumps(list(self.accounts))}"]
        if self.settings:
            toml += ["[settings]", *self.settings]
        (self.folder / "invrecon.toml").write_text("\n".join(toml) + "\n", encoding="utf-8")
        return self.folder

    def reconcile(self, **options: Any) -> invrecon.Reconciliation:
        """Write the exports and reconcile them, as of 31 October 2026 unless told otherwise; the sums must hold."""
        r = invrecon.reconcile(self.write(), **({"as_of": AS_OF} | options))
        assert_sums(r)
        return r


def _lines(account: str, amount: int | str, document: str, balancing: str | None, date: str, more: Row) -> list[Row]:
    sides = [(account, Decimal(amount))]
    if balancing is not None:
        sides.append((balancing, -Decimal(amount)))
    return [
        {
            "Date": date,
            "Account": number,
            "Document": document,
            "Debit": max(signed, Decimal(0)),
            "Credit": max(-signed, Decimal(0)),
            "Description": "",
        }
        | more
        for number, signed in sides
    ]


def _write(path: Path, rows: list[Row], hidden: set[str]) -> None:
    captions = [caption for caption in dict.fromkeys(key for row in rows for key in row) if caption not in hidden]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, captions, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
