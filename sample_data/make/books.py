"""The books: value entries (inventory ledger), G/L entries, and the setup that says which account is meant.

Money is Decimal, in company currency (USD), rounded to cents. In the G/L debit is positive, credit negative.
In the inventory ledger a positive cost amount raises the value of inventory (of work in process for capacity).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

AS_OF = date(2026, 10, 31)
ZERO = Decimal("0.00")


def money(amount: Decimal | int | str) -> Decimal:
    """An amount rounded to cents, half away from zero, as the ERP rounds."""
    return Decimal(amount).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class GLAccount:
    """One line of the chart of accounts. Only accounts of type Posting carry entries; totals add up a range."""

    no: str
    name: str
    income_balance: str
    category: str
    account_type: str = "Posting"
    totaling: str = ""
    direct_posting: bool = True
    blocked: bool = False


@dataclass
class Item:
    """An item. Unit and standard cost per unit; overhead_rate is the amount of overhead per unit bought or made."""

    no: str
    description: str
    inventory_posting_group: str
    gen_prod_posting_group: str
    costing_method: str
    unit_cost: Decimal
    overhead_rate: Decimal = ZERO
    reorder_quantity: int = 0
    item_type: str = "Inventory"
    tracking: str = ""

    @property
    def has_standard_cost(self) -> bool:
        """Whether stock is kept at a standard cost, with variances for what was paid."""
        return self.costing_method == "Standard"


@dataclass
class ValueEntry:
    """One line of the inventory ledger: what happened to the cost of an item (or of a capacity), and what is posted."""

    entry_no: int
    posting_date: date
    item_ledger_entry_type: str
    entry_type: str
    document_no: str
    document_type: str
    document_line_no: int
    description: str
    item_no: str
    location_code: str
    inventory_posting_group: str
    gen_bus_posting_group: str
    gen_prod_posting_group: str
    source_type: str
    source_no: str
    source_code: str
    user_id: str
    item_ledger_entry_no: int
    valued_quantity: Decimal = ZERO
    item_ledger_entry_quantity: Decimal = ZERO
    invoiced_quantity: Decimal = ZERO
    cost_amount_expected: Decimal = ZERO
    cost_amount_actual: Decimal = ZERO
    expected_cost_posted_to_gl: Decimal = ZERO
    cost_posted_to_gl: Decimal = ZERO
    variance_type: str = ""
    item_charge_no: str = ""
    order_type: str = ""
    order_no: str = ""
    order_line_no: int = 0
    inventoriable: bool = True
    adjustment: bool = False
    capacity_ledger_entry_no: int = 0
    capacity_type: str = ""
    capacity_no: str = ""
    department: str = ""

    @property
    def valuation_date(self) -> date:
        """The day from which the cost counts in the valuation of stock: here always the posting date."""
        return self.posting_date

    @property
    def expected_cost(self) -> bool:
        """Whether the entry carries expected cost only."""
        return bool(self.cost_amount_expected) and not self.cost_amount_actual

    @property
    def cost_per_unit(self) -> Decimal:
        """Cost per valued unit; blank capacity and rounding entries have none."""
        cost = self.cost_amount_actual or self.cost_amount_expected
        return money(cost / self.valued_quantity) if self.valued_quantity else ZERO


@dataclass(frozen=True)
class PostingKey:
    """What a line of inventory cost was posted as: its side of the rule, and the keys of its account in the setups.

    The inventory posting group is the one that decides about the account: for WIP that of the produced item.
    """

    account_type: str
    balancing_account_type: str
    location_code: str
    inventory_posting_group: str
    gen_bus_posting_group: str
    gen_prod_posting_group: str

    @property
    def is_expected(self) -> bool:
        """Whether expected cost was posted: all its rules move Inventory (Interim), and no rule of actual cost does."""
        return "Inventory (Interim)" in (self.account_type, self.balancing_account_type)


@dataclass
class GLEntry:
    """One line of the general ledger. Debit is positive.

    Cost from inventory has a posting key and names the value entries it was posted for (several when posted in sum);
    the second posting of a document has the key only. A closing entry is dated after the end of its day.
    """

    entry_no: int
    posting_date: date
    account_no: str
    amount: Decimal
    document_no: str
    description: str
    source_code: str
    user_id: str
    register_no: int = 0
    document_type: str = ""
    gen_posting_type: str = ""
    gen_bus_posting_group: str = ""
    gen_prod_posting_group: str = ""
    balancing_account_no: str = ""
    journal_batch: str = ""
    system_created: bool = False
    closing: bool = False
    value_entry_nos: tuple[int, ...] = ()
    posting_key: PostingKey | None = None
    department: str = ""


class Due(NamedTuple):
    """What a value entry puts on an account, debit positive: the G/L entry that should be there."""

    value_entry_no: int
    posting_date: date
    account_no: str
    amount: Decimal


@dataclass(frozen=True)
class Line:
    """A document line: when, where, which item and how many (positive), on which document, from or to whom."""

    posting_date: date
    document_no: str
    item: Item
    location_code: str
    quantity: Decimal
    source_type: str = ""
    source_no: str = ""
    gen_bus_posting_group: str = ""
    user_id: str = "BEN"
    department: str = ""
    line_no: int = 10000
    item_ledger_entry_no: int = 0
    order_type: str = ""
    order_no: str = ""

    def on(self, posting_date: date, document_no: str) -> Line:
        """The same line on a later document, e.g. the invoice of a receipt."""
        return replace(self, posting_date=posting_date, document_no=document_no)


# Accounts of the inventory posting setup, found by location and inventory posting group; all others by gen. groups.
INVENTORY_SETUP_ACCOUNTS = (
    "Inventory",
    "Inventory (Interim)",
    "WIP Inventory",
    "Material Variance",
    "Capacity Variance",
    "Subcontracted Variance",
    "Capacity Overhead Variance",
    "Mfg. Overhead Variance",
    "Material Non-Inventory Variance",
)


@dataclass
class Books:
    """The whole company: setup, inventory ledger and general ledger, with the number series that number them.

    `due` is what the inventory ledger calls for in the G/L, whatever became of it there.
    """

    accounts: list[GLAccount]
    inventory_posting_setup: dict[tuple[str, str], dict[str, str]]
    general_posting_setup: dict[tuple[str, str], dict[str, str]]
    items: dict[str, Item]
    value_entries: list[ValueEntry] = field(default_factory=list)
    gl_entries: list[GLEntry] = field(default_factory=list)
    deleted_gl_entries: list[GLEntry] = field(default_factory=list)
    due: list[Due] = field(default_factory=list)
    closed_periods: set[date] = field(default_factory=set)
    blocked_general_posting_setup: set[tuple[str, str]] = field(default_factory=set)
    disturbed_value_entries: set[int] = field(default_factory=set)
    disturbed_gl_entries: set[int] = field(default_factory=set)
    last_numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _open_register: tuple = ()

    def next_number(self, series: str) -> int:
        """The next number of a series, from 1."""
        self.last_numbers[series] += 1
        return self.last_numbers[series]

    def next_document(self, prefix: str) -> str:
        """The next number of a document series, e.g. PR100001."""
        return f"{prefix}{100000 + self.next_number(prefix)}"

    def posting_group(self, account_type: str, entry: ValueEntry) -> str:
        """The inventory posting group that decides about an account: for WIP the group of the produced item."""
        if account_type == "WIP Inventory":
            return self.items[entry.source_no].inventory_posting_group
        return entry.inventory_posting_group

    def account_no(self, account_type: str, entry: ValueEntry) -> str:
        """The G/L account of an account type for a value entry."""
        if account_type not in INVENTORY_SETUP_ACCOUNTS:
            return self.general_posting_setup[entry.gen_bus_posting_group, entry.gen_prod_posting_group][account_type]
        return self.inventory_posting_setup[entry.location_code, self.posting_group(account_type, entry)][account_type]

    def setup_accounts(self) -> set[str]:
        """Every account that the posting setups name for inventory cost."""
        setups = (*self.inventory_posting_setup.values(), *self.general_posting_setup.values())
        outside = ("Sales", "Purchases")
        return {no for line in setups for kind, no in line.items() if no and kind not in outside}

    def add_value_entry(
        self,
        line: Line,
        item_ledger_entry_type: str,
        entry_type: str,
        source_code: str,
        *,
        expected: Decimal = ZERO,
        actual: Decimal = ZERO,
        **fields,
    ) -> ValueEntry:
        """Add a value entry for a document line, with its cost stamped as posted to the G/L (the caller posts it)."""
        entry = ValueEntry(
            entry_no=self.next_number("value entry"),
            posting_date=line.posting_date,
            item_ledger_entry_type=item_ledger_entry_type,
            entry_type=entry_type,
            source_code=source_code,
            cost_amount_expected=expected,
            cost_amount_actual=actual,
            expected_cost_posted_to_gl=expected,
            cost_posted_to_gl=actual,
            **{
                "document_no": line.document_no,
                "document_type": "",
                "document_line_no": line.line_no,
                "description": line.item.description,
                "item_no": line.item.no,
                "location_code": line.location_code,
                "inventory_posting_group": line.item.inventory_posting_group,
                "gen_bus_posting_group": line.gen_bus_posting_group,
                "gen_prod_posting_group": line.item.gen_prod_posting_group,
                "source_type": line.source_type,
                "source_no": line.source_no,
                "user_id": line.user_id,
                "department": line.department,
                "item_ledger_entry_no": line.item_ledger_entry_no,
                "order_type": line.order_type,
                "order_no": line.order_no,
                "order_line_no": line.line_no if line.order_no else 0,
            }
            | fields,
        )
        self.value_entries.append(entry)
        return entry

    def post_cost(self, entry: ValueEntry, amount: Decimal, *, debit: str, credit: str) -> None:
        """Post a cost to the G/L as one debit and one credit. A negative amount swaps the sides; 0.00 posts nothing."""
        if not amount:
            return
        for account_type, balancing, signed in ((debit, credit, amount), (credit, debit, -amount)):
            line = self.post(**self.cost_line(entry, account_type, balancing), amount=signed)
            self.due.append(Due(entry.entry_no, line.posting_date, line.account_no, signed))

    def cost_line(self, entry: ValueEntry, account_type: str, balancing_account_type: str) -> dict[str, object]:
        """The fields, but for the amount, of a G/L entry that cost posting makes for one side of a value entry."""
        return {
            "posting_date": entry.posting_date,
            "account_no": self.account_no(account_type, entry),
            "document_no": entry.document_no,
            "description": f"{entry.entry_type} {entry.source_no} on {entry.posting_date:%m/%d/%y}",
            "source_code": "INVTPCOST",
            "user_id": entry.user_id,
            "system_created": True,
            "value_entry_nos": (entry.entry_no,),
            "posting_key": PostingKey(
                account_type,
                balancing_account_type,
                entry.location_code,
                self.posting_group(account_type, entry),
                entry.gen_bus_posting_group,
                entry.gen_prod_posting_group,
            ),
            "department": entry.department,
        }

    def post(self, **fields) -> GLEntry:
        """Add one G/L entry; entries of one document, date and source share a register. Departments only on income."""
        register = (fields["document_no"], fields["posting_date"], fields["source_code"])
        if register != self._open_register:
            self._open_register = register
            self.next_number("register")
        entry = GLEntry(entry_no=self.next_number("G/L entry"), register_no=self.last_numbers["register"], **fields)
        if entry.account_no < "6000":
            entry.department = ""
        self.gl_entries.append(entry)
        return entry

    def balances(self, until: date | None = AS_OF, *, closing: bool = True) -> dict[str, Decimal]:
        """Balance per G/L account at a date (None: all entries), debit positive, with or without closing entries."""
        balance: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for entry in self.gl_entries:
            if (until is None or entry.posting_date <= until) and (closing or not entry.closing):
                balance[entry.account_no] += entry.amount
        return dict(balance)

    def due_balances(self, until: date | None = AS_OF) -> dict[str, Decimal]:
        """What the inventory ledger puts on each account up to a date (None: all entries), debit positive."""
        balance: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for due in self.due:
            if until is None or due.posting_date <= until:
                balance[due.account_no] += due.amount
        return dict(balance)
