"""Small books of Sage Pastel for tests: a document is one line, and all that follows from it is derived.

    books.posted("INV", -20, 10, "INV00001")         # stock, and its integration lines in the ledger
    books.move("INV", -20, 10, "INV00001")           # stock alone
    books.gl(TIMBER, -200, COST, "INV00001")         # the ledger alone, balanced on cost of sales
    assert causes(books.reconcile()) == {}

Derived are the integration lines (one for each document and account), the valuation, the opening balances and the trial
balance. The financial year begins in March, so that October is period 8. Amounts are debit positive, given as int or
text, never float. References and accounts are as facts/sage-inventory-groups.md 3.1 has them.
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
from invrecon.reconciliation.run import Run
from invrecon.settings import read_settings
from tests.gp_books import assert_sums

TIMBER, GLUE, TOOLS = "8400000", "8410000", "8420000"
SALES, COST, PURCHASES = "1000000", "2000000", "2100000"
COUNTED, ADJUSTED, VARIANCE = "4100000", "4200000", "4300000"
EXPENSE, CAPITAL, BANK, SUPPLIERS, ACCRUED = "4500000", "5200000", "8500000", "9000000", "9500000"

AS_OF = dt.date(2026, 10, 31)
FIRST_MONTH = 3
MAIN, SECOND = "001", "002"

Row = dict[str, object]
Place = tuple[str, str]
"""An item in a store."""

# The account of the other side, by the type of the document (facts/sage-inventory-groups.md 1).
CONTRA = {
    "GRN": ACCRUED,
    "SI": SUPPLIERS,
    "RTN": SUPPLIERS,
    "INV": COST,
    "CRN": COST,
    "IJ": ADJUSTED,
    "SC": COUNTED,
}


@dataclass
class Movement:
    """A row of the movement listing."""

    place: Place
    date: dt.date
    quantity: Decimal
    value: Decimal
    row: Row


class Books:
    """A company with boards and planks on one inventory account, glue on another, and what a test writes down.

    Everything can be changed before `reconcile` is called. What is on hand at first is bought in the year before.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.groups: dict[str, Row] = {}
        """The inventory groups by number."""
        self.group_of: dict[Place, str] = {}
        """The group of each item in each store, on the day the valuation is printed."""
        self.on_hand: dict[Place, tuple[Decimal, Decimal]] = {}
        """Quantity and value on 28 February 2026, before the first movement."""
        self.movements: list[Movement] = []
        self.integration: dict[tuple[str, str, str, int, str], Decimal] = {}
        """Integration lines: document, account, date, period and entry type."""
        self.lines: list[Row] = []
        self.waiting: list[Row] = []
        self.details: list[Row] = []
        """Entry Type Details; `detailed` lists the integration lines instead."""
        self.opening: dict[str, Decimal] = {}
        """Opening balances that the ledger has other than stock has."""
        self.balances: dict[str, Decimal] = {}
        """Balances that the trial balance has other than the ledger has."""
        self.revalued: dict[Place, Decimal] = {}
        """What the valuation shows besides opening and movements."""
        self.item_lists: list[tuple[str | None, list[Row]]] = []
        self.settings: list[str] = []
        self.accounts: dict[str, list[str]] = {}
        self.run_date: str | None = "2026-10-31"
        """When the valuation was printed, as its title says."""
        self.listed_on: str | None = None
        """When the movement listing was printed."""
        self.opening_valuation: str | None = None
        """When an earlier valuation was printed, which shows what was on hand at first."""
        self.valued_then: dict[Place, str] = {}
        """Groups that the earlier valuation shows other than today's."""
        self.detailed = self.without_opening = False
        self.hidden: dict[str, set[str]] = {}
        """Captions that an export does not show, by its role."""
        self.left_out: set[str] = set()
        """Roles that nobody exported."""
        self.signs = False
        """Debit and credit columns in the ledger, else one amount with a sign."""
        for number, text, account in (("1", "Boards", TIMBER), ("2", "Planks", TIMBER), ("3", "Glue", GLUE)):
            self.group(number, account, Description=text)
        for item, group, quantity, cost in (("BOARD", "1", 100, 10), ("PLANK", "2", 40, 5), ("GLUE", "3", 30, 3)):
            self.stock(item, group, quantity, cost)

    # Master data.

    def group(self, number: str, inventory: str, **accounts: object) -> Self:
        """Add or change an inventory group."""
        self.groups[number] = {
            "Group": number,
            "Description": f"Group {number}",
            "Sales": SALES,
            "Inventory": inventory,
            "Cost of Sales": COST,
            "Count Variance": COUNTED,
            "Adjustment": ADJUSTED,
            "Purchase Variance": VARIANCE,
            "Purchases": "",
        } | {caption.replace("_", " "): value for caption, value in accounts.items()}
        return self

    def stock(self, item: str, group: str, quantity: int = 0, cost: int | str = 0, *, store: str = MAIN) -> Self:
        """Put an item into a group in a store, with what was on hand at first."""
        self.group_of[item, store] = group
        self.on_hand[item, store] = (Decimal(quantity), Decimal(quantity) * Decimal(cost))
        return self

    def account(self, item: str, store: str = MAIN) -> str:
        """The inventory account of an item in a store."""
        return str(self.groups[self.group_of[item, store]]["Inventory"])

    # Documents.

    def move(
        self,
        kind: str,
        quantity: int | str,
        cost: int | str,
        reference: str,
        *,
        date: str = "2026-10-15",
        period: int | str | None = None,
        item: str = "BOARD",
        store: str = MAIN,
        value: int | str | None = None,
        **captions: object,
    ) -> Self:
        """Add a row of the movement listing; its value is quantity times cost unless it is given."""
        amount = Decimal(quantity) * Decimal(cost) if value is None else Decimal(value)
        day = dt.date.fromisoformat(date)
        row: Row = {
            "Item Code": item,
            "Store": store,
            "Date": date,
            "Period": period_of(day) if period is None else period,
            "Document Type": kind,
            "Reference": reference,
            "Quantity": quantity,
            "Unit Cost": cost,
            "Value": amount,
        }
        self.movements.append(Movement((item, store), day, Decimal(quantity), amount, row | captions))
        return self

    def posted(
        self,
        kind: str,
        quantity: int | str,
        cost: int | str,
        reference: str,
        *,
        date: str = "2026-10-15",
        period: int | None = None,
        item: str = "BOARD",
        store: str = MAIN,
        value: int | str | None = None,
        account: str | None = None,
        contra: str | None = None,
        entry_type: str = "IC",
        **captions: object,
    ) -> Self:
        """Add a document that both ledgers have; several items of one document share its ledger lines."""
        self.move(
            kind, quantity, cost, reference, date=date, period=period, item=item, store=store, value=value, **captions
        )
        amount = round(self.movements[-1].value, 2)
        posted = period_of(dt.date.fromisoformat(date)) if period is None else period
        for number, side in ((account or self.account(item, store), amount), (contra or CONTRA[kind], -amount)):
            key = (reference[:8].upper(), number, date, posted, entry_type)
            self.integration[key] = self.integration.get(key, Decimal(0)) + side
        return self

    def transfer(self, item: str, quantity: int, cost: int | str, reference: str, **fields: Any) -> Self:
        """Move an item from the main store to the second one; integration posts it where the accounts differ."""
        self.posted("TRF", -quantity, cost, reference, item=item, contra=self.account(item, SECOND), **fields)
        return self.move("TRF", quantity, cost, reference, item=item, store=SECOND, **fields)

    def gl(
        self,
        account: str,
        amount: int | str,
        contra: str | None = EXPENSE,
        reference: str = "JNL1",
        *,
        date: str = "2026-10-15",
        period: int | str | None = None,
        entry_type: str = "GJ",
        **captions: object,
    ) -> Self:
        """Add a line of the ledger, and with `contra` the opposite line on that account."""
        sides = [(account, Decimal(amount))] + ([(contra, -Decimal(amount))] if contra else [])
        self.lines += [
            _line(number, period_of(dt.date.fromisoformat(date)) if period is None else period, date, entry_type,
                  reference, side) | captions
            for number, side in sides
        ]  # fmt: skip
        return self

    def waits(self, account: str, amount: int | str, reference: str, **captions: object) -> Self:
        """Add a line of a batch that nobody has updated."""
        row = _line(account, 8, "2026-10-15", "IC", reference, Decimal(amount))
        self.waiting.append(row | {"Batch": "7", "User": "THEMBA"} | captions)
        return self

    def listed(self, groups: dict[str, str], date: str | None, *, services: tuple[str, ...] = ()) -> Self:
        """Add a list of items as they were on a day: the group of each in the main store."""
        rows: list[Row] = [
            {
                "Item Code": item,
                "Description": item.title(),
                "Store": MAIN,
                "Group": group,
                "Physical/Service": "Service" if item in services else "Physical",
                "Last Cost": 0,
            }
            for item, group in groups.items()
        ]
        self.item_lists.append((date, rows))
        return self

    # What follows from them.

    def ledger(self) -> list[Row]:
        """The detailed ledger: opening balances, integration lines, and the others."""
        rows = [_line(account, 1, "2026-03-01", "OB", "", amount) | {"Description": "Opening Balance"}
                for account, amount in self._openings().items() if amount and not self.without_opening]  # fmt: skip
        return rows + self._integration_lines() + self.lines

    def _openings(self) -> dict[str, Decimal]:
        stock: dict[str, Decimal] = {}
        for (item, store), (_, value) in self.on_hand.items():
            account = self.account(item, store)
            stock[account] = stock.get(account, Decimal(0)) + value
        openings = stock | self.opening
        return openings | {CAPITAL: -sum(openings.values(), Decimal(0))}

    def _integration_lines(self) -> list[Row]:
        return [
            _line(account, period, date, entry_type, reference, amount)
            for (reference, account, date, period, entry_type), amount in self.integration.items()
            if amount
        ]

    def _details(self) -> list[Row]:
        return self._integration_lines() if self.detailed else self.details

    def _valuation(self) -> list[Row]:
        run_date = dt.date.fromisoformat(self.run_date or "2026-10-31")
        ahead = self.listed_on is not None and dt.date.fromisoformat(self.listed_on) <= run_date
        rows = []
        for place, group in self.group_of.items():
            quantity, value = self.on_hand.get(place, (Decimal(0), Decimal(0)))
            moved = [one for one in self.movements if one.place == place and (ahead or one.date <= run_date)]
            quantity += sum((one.quantity for one in moved), Decimal(0))
            value += sum((one.value for one in moved), self.revalued.get(place, Decimal(0)))
            if quantity or value:
                rows.append(_valued(place, group, quantity, value))
        return rows

    def _opening_valuation(self) -> list[Row]:
        return [
            _valued(place, self.valued_then.get(place, self.group_of[place]), quantity, value)
            for place, (quantity, value) in self.on_hand.items()
            if quantity or value
        ]

    def _trial_balance(self) -> list[Row]:
        """Balances at the end of the period of the cut-off."""
        if "trial_balance" in self.left_out:
            return []
        sums: dict[str, Decimal] = {} if not self.without_opening else {**self._openings()}
        for row in self.ledger():
            if _in_time(row):
                account = str(row["Account"])
                sums[account] = sums.get(account, Decimal(0)) + Decimal(str(row["Amount"]))
        return [
            {"Account": account, "Description": f"Account {account}", "Debit": max(amount, Decimal(0)),
             "Credit": max(-amount, Decimal(0))}
            for account, amount in (sums | self.balances).items()
        ]  # fmt: skip

    def write(self) -> Path:
        """Write the exports and the toml, and give the folder."""
        self.folder.mkdir(parents=True, exist_ok=True)
        exports: list[tuple[str, str, str | None, list[Row]]] = [
            ("value_entries", "Inventory Movements", self.listed_on, [one.row for one in self.movements]),
            ("gl_entries", "Detailed Ledger", None, self._sided(self.ledger())),
            ("trial_balance", "Trial Balance", None, self._trial_balance()),
            ("inventory_valuation", "Inventory Valuation", self.run_date, self._valuation()),
            ("inventory_groups", "Inventory Groups", None, list(self.groups.values())),
            ("unposted_gl_entries", "Unposted Batches", None, self.waiting),
            ("entry_type_details", "Entry Type Details", None, self._details()),
        ]  # fmt: skip
        if self.opening_valuation:
            exports.append(
                ("inventory_valuation", "Inventory Valuation", self.opening_valuation, self._opening_valuation())
            )
        exports += [("items", "Inventory Items", date, rows) for date, rows in self.item_lists]
        inputs: dict[str, list[str]] = {}
        for number, (role, title, date, rows) in enumerate(exports):
            if rows and role not in self.left_out:
                file = f"{number}-{title.lower().replace(' ', '-')}.csv"
                _write(self.folder / file, title, date, rows, self.hidden.get(role, set()))
                inputs.setdefault(role, []).append(file)
        toml = [
            'profile = "sage-pastel"',
            "[inputs]",
            *(f"{role} = {json.dumps(names)}" for role, names in inputs.items()),
        ]
        toml += ["[settings]", *self.settings, "[accounts]"]
        toml += [f"{json.dumps(kind)} = {json.dumps(numbers)}" for kind, numbers in self.accounts.items()]
        (self.folder / "invrecon.toml").write_text("\n".join(toml) + "\n", encoding="utf-8")
        return self.folder

    def _sided(self, rows: list[Row]) -> list[Row]:
        if not self.signs:
            return rows
        sided = []
        for row in rows:
            amount = Decimal(str(row["Amount"]))
            rest = {caption: cell for caption, cell in row.items() if caption != "Amount"}
            sided.append(rest | {"Debit": max(amount, Decimal(0)), "Credit": max(-amount, Decimal(0))})
        return sided

    def reconcile(self, **options: Any) -> invrecon.Reconciliation:
        """Write the exports and reconcile them, as of 31 October 2026 unless told otherwise; the sums must hold."""
        r = invrecon.reconcile(self.write(), **({"as_of": AS_OF} | options))
        assert_sums(r)
        return r

    def run(self) -> AbstractContextManager[Run]:
        """The same with its tables, for the journal that corrects the books."""
        return reconciled(read_settings(self.write(), as_of=AS_OF), lambda _: None)


def period_of(day: dt.date) -> int:
    """The period of a date, in a financial year that begins in March."""
    return (day.month - FIRST_MONTH) % 12 + 1


def _line(account: str, period: int | str, date: str, entry_type: str, reference: str, amount: Decimal) -> Row:
    return {
        "Account": account,
        "Period": period,
        "Date": date,
        "Entry Type": entry_type,
        "Reference": reference,
        "Description": "",
        "Amount": amount,
    }


def _valued(place: Place, group: str, quantity: Decimal, value: Decimal) -> Row:
    return {
        "Item Code": place[0],
        "Description": place[0].title(),
        "Store": place[1],
        "Group": group,
        "Quantity": quantity,
        "Unit Cost": round(value / quantity, 4) if quantity else Decimal(0),
        "Value": value,
    }


def _in_time(row: Row) -> bool:
    """Whether a line belongs to a period of this financial year that ends by 31 October 2026, or opens the year."""
    date, period = dt.date.fromisoformat(str(row["Date"])), int(str(row["Period"] or 0)) % 100
    months = (min(period, 12) + FIRST_MONTH - 1 - date.month + 6) % 12 - 6 if period else 0
    month = date.year * 12 + date.month + months  # that of its period which is nearest to its date
    return AS_OF.year * 12 + FIRST_MONTH <= month <= AS_OF.year * 12 + AS_OF.month


def _write(path: Path, title: str, date: str | None, rows: list[Row], hidden: set[str]) -> None:
    captions = [caption for caption in dict.fromkeys(key for row in rows for key in row) if caption not in hidden]
    with path.open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow([title])
        if date:
            lines.writerow([f"Run Date: {date}"])
        writer = csv.DictWriter(stream, captions, restval="", extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
