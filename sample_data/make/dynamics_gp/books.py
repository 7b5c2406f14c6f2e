"""The books: rows of the Historical Inventory Trial Balance, lines of the G/L, and what else a user exports.

Money is Decimal, in US dollars. In the G/L debit is positive, credit negative; an amount of the inventory ledger is
EXTDCOST, which raises the value of inventory when positive.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from sample_data.make.books import AS_OF, ZERO
from sample_data.make.dynamics_gp.chart import ACCOUNTS, INVENTORY, TOOLS, Account
from sample_data.make.dynamics_gp.items import ITEMS, Item

ADJUSTMENT, COUNT, TRANSFER, RECEIPT, RETURN, SALE, ASSEMBLY = range(1, 8)
PO_CLOSED, INVOICE_MATCH, LANDED_COST = 9, 11, 12
OF_RECEIPT = 104
RIPPLE = 100
"""Added to the type of an outflow whose cost is adjusted afterwards (facts 3.1)."""

FINANCIAL, SALES_SERIES, PURCHASING, INVENTORY_SERIES, PAYROLL = 2, 3, 4, 5, 6


@dataclass
class StockRow:
    """A row of the Historical Inventory Trial Balance (SEE30303): a movement, or a cost adjustment without quantity.

    The posting date is the GL posting date; None was never posted. Journal 0 is none.
    """

    item_no: str
    document_no: str
    document_type: int
    document_date: date
    posting_date: date | None
    site: str
    quantity: int
    unit_cost: Decimal
    amount: Decimal
    account_no: str
    offset_account_no: str
    quantity_type: int = 1
    receipt_no: str = ""
    revalued_receipt_no: str = ""
    override: bool = False
    override_relieved: bool = False
    module: str = "IV"
    source_no: str = ""
    order_no: str = ""
    journal_no: int = 0
    audit_trail: str = ""
    sequence: int = 0


@dataclass
class LedgerLine:
    """A line of the G/L (GL20000; GL10001 while it is unposted). Debit is positive."""

    journal_no: int
    posting_date: date
    account_no: str
    amount: Decimal
    source_document: str
    series: int
    audit_trail: str
    reference: str
    batch: str
    user_id: str
    document_no: str = ""
    originating_document_no: str = ""
    master_no: str = ""
    master_name: str = ""
    posting_journal: str = ""
    posted_on: date | None = None
    original_journal: int = 0
    backed_out_by: int = 0
    voided: bool = False
    sequence: int = 0


@dataclass
class Transaction:
    """A posted line of Inventory Transactions (IV30300). A transfer has one, with both sites and quantity types."""

    document_no: str
    document_type: int
    document_date: date
    posting_date: date
    item_no: str
    quantity: int
    unit_cost: Decimal
    amount: Decimal
    site: str
    account_no: str
    offset_account_no: str
    module: str
    to_site: str = ""
    partner_no: str = ""
    audit_trail: str = ""
    batch: str = ""
    user_id: str = ""
    line: int = 0


@dataclass
class Layer:
    """A receipt layer (IV10200): what came in at one cost, and what has left it since."""

    item_no: str
    site: str
    quantity_type: int
    received_on: date
    receipt_no: str
    receipt_type: int
    quantity: int
    unit_cost: Decimal
    account_no: str
    vendor_no: str = ""
    order_no: str = ""
    sequence: int = 0
    outflows: list[Outflow] = field(default_factory=list)

    @property
    def sold(self) -> int:
        """Units that have left the layer."""
        return sum(outflow.quantity for outflow in self.outflows)

    @property
    def on_hand(self) -> int:
        """Units that are left."""
        return self.quantity - self.sold


@dataclass
class Outflow:
    """Units that left a layer by a row, to an offset account or into another layer (transfer, assembly)."""

    row: StockRow
    quantity: int
    into: Layer | None = None
    arrival: StockRow | None = None


@dataclass(frozen=True)
class InventoryBatch:
    """An inventory batch that was not posted, or got stuck while posting: it moved neither ledger by itself."""

    batch: str
    source: str
    status: str
    post_to_gl: bool
    transactions: int
    total: Decimal
    posting_date: date
    user_id: str


@dataclass
class Books:
    """Everything that is exported, and what the disturbances have used."""

    accounts: tuple[Account, ...] = ACCOUNTS
    items: dict[str, Item] = field(default_factory=lambda: {item.no: item for item in ITEMS})
    rows: list[StockRow] = field(default_factory=list)
    lines: list[LedgerLine] = field(default_factory=list)
    unposted: list[LedgerLine] = field(default_factory=list)
    transactions: list[Transaction] = field(default_factory=list)
    layers: list[Layer] = field(default_factory=list)
    inventory_batches: list[InventoryBatch] = field(default_factory=list)
    summary_errors: dict[str, Decimal] = field(default_factory=dict)
    unlisted: set[str] = field(default_factory=set)
    disturbed: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=lambda: {"journal": 12000, "GLTRX": 4100})

    def next_number(self, kind: str) -> int:
        """The next number of a series."""
        self.numbers[kind] = self.numbers.get(kind, 100) + 1
        return self.numbers[kind]

    def next_document(self, prefix: str, digits: int = 7) -> str:
        """The next document number, such as ADJ0000101."""
        return f"{prefix}{self.next_number(prefix):0{digits}}"

    def next_audit_trail(self, prefix: str) -> str:
        """The next audit trail code: five letters and eight digits."""
        return f"{prefix}{self.next_number(prefix):08}"

    def add_row(self, row: StockRow) -> StockRow:
        """Add a row to the inventory trial balance."""
        row.sequence = self.next_number("row")
        self.rows.append(row)
        return row

    def add_layer(self, layer: Layer) -> Layer:
        """Add a receipt layer."""
        layer.sequence = self.next_number("layer")
        self.layers.append(layer)
        return layer

    def ledger_balances(self, *, listed: bool = True) -> dict[str, Decimal]:
        """Balance per G/L account at AS_OF, as far as accounts are in the export."""
        balance: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for line in self.lines:
            if line.posting_date <= AS_OF and not (listed and line.account_no in self.unlisted):
                balance[line.account_no] += line.amount
        return dict(balance)

    def stock_balances(self) -> dict[str, Decimal]:
        """Inventory value per account at AS_OF; a row without GL posting date counts."""
        balance: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for row in self.rows:
            if row.posting_date is None or row.posting_date <= AS_OF:
                balance[row.account_no] += row.amount
        return dict(balance)

    def inventory_differences(self) -> dict[str, Decimal]:
        """(G/L - inventory ledger) per inventory account at AS_OF, the G/L as its trial balance shows it.

        Tools and fixtures are not inventory: whatever was posted there after the balance brought forward is astray.
        """
        ledger, stock = self.ledger_balances(), self.stock_balances()
        differences = {
            no: ledger.get(no, ZERO) + self.summary_errors.get(no, ZERO) - stock.get(no, ZERO) for no in INVENTORY
        }
        astray = (e.amount for e in self.lines if e.account_no == TOOLS and e.source_document != "BBF")
        return differences | {TOOLS: sum(astray, ZERO)}
