"""What each export consists of: every column with its caption in SmartLists, its name in the table, its value.

A value is typed here; the layouts write it. An account is written as its number under a caption, as its index in a
table; a code is written in words under a caption, as its digits in a table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sample_data.make.books import AS_OF, ZERO
from sample_data.make.dynamics_gp.books import Books, LedgerLine
from sample_data.make.dynamics_gp.items import DAMAGED_STOCK, IN_SERVICE, Item

Cell = str | int | Decimal | date | bool | None
YEAR_START = date(AS_OF.year, 1, 1)

DOCUMENT_TYPES = {
    1: "Adjustment",
    2: "Variance",
    3: "Transfer",
    4: "Receipt",
    5: "Return",
    6: "Sale",
    7: "Assembly",
    9: "Cost Adjustment, PO Edit Status",
    11: "Cost Adjustment, Invoice Match",
    12: "Cost Adjustment, Landed Cost Match",
    101: "Cost Adjustment of Adjustment",
    102: "Cost Adjustment of Variance",
    103: "Cost Adjustment of Transfer",
    104: "Cost Adjustment of Receipt",
    105: "Cost Adjustment of Return",
    106: "Cost Adjustment of Sale",
    107: "Cost Adjustment of Assembly",
}
TRANSACTION_TYPES = DOCUMENT_TYPES | {7: "Bill Of Materials"}
QUANTITY_TYPES = {1: "On Hand", 2: "Returned", 3: "In Use", 4: "In Service", 5: "Damaged"}
RECEIPT_TYPES = {
    1: "Adjustment", 2: "Variance", 3: "Transfer", 4: "Override", 5: "Receipt", 6: "Return", 7: "Assembly",
}  # fmt: skip
SERIES = {1: "All", 2: "Financial", 3: "Sales", 4: "Purchasing", 5: "Inventory", 6: "Payroll", 7: "Project"}
TRACKING = {1: "None", 2: "Serial Numbers", 3: "Lot Numbers"}
ITEM_TYPES = {1: "Sales Inventory", 4: "Misc Charges", 5: "Services"}
FIFO = {1: "FIFO Perpetual", 0: ""}


@dataclass(frozen=True)
class Column:
    """A column: its caption, its name in the table, and how its value is read from a record.

    `words` are the captions of its codes. `account` tells that the value is an account number. `width` is that of a
    char column, which a table fills with blanks.
    """

    caption: str
    table: str
    value: Callable[[Any], Cell]
    words: Mapping[int, str] | None = None
    account: bool = False
    width: int = 0


@dataclass(frozen=True)
class Export:
    """An export: the names of its file, its columns, and its records."""

    file: str
    table: str
    title: str
    columns: Sequence[Column]
    records: Sequence[Any]


HITB = (
    Column("Item Number", "ITEMNMBR", lambda r: r.item_no, width=31),
    Column("Sequence Number", "SEQNUMBR", lambda r: r.sequence),
    Column("Document Date", "DOCDATE", lambda r: r.document_date),
    Column("GL Posting Date", "GLPOSTDT", lambda r: r.posting_date),
    Column("Document Number", "DOCNUMBR", lambda r: r.document_no, width=21),
    Column("Document Type", "DOCTYPE", lambda r: r.document_type, DOCUMENT_TYPES),
    Column("Site ID", "LOCNCODE", lambda r: r.site, width=11),
    Column("Receipt Number", "RCPTNMBR", lambda r: r.receipt_no, width=21),
    Column("Revalued Receipt Number", "RCPTNMBR1", lambda r: r.revalued_receipt_no, width=21),
    Column("Quantity Type", "QTYTYPE", lambda r: r.quantity_type, QUANTITY_TYPES),
    Column("TRX QTY In Base", "TRXQTYInBase", lambda r: Decimal(r.quantity)),
    Column("Unit Cost", "UNITCOST", lambda r: r.unit_cost),
    Column("Extended Cost", "EXTDCOST", lambda r: r.amount),
    Column("Inventory Account Number", "IVIVINDX", lambda r: r.account_no, account=True),
    Column("Inventory Offset Account Number", "IVIVOFIX", lambda r: r.offset_account_no, account=True),
    Column("Journal Entry", "JRNENTRY", lambda r: r.journal_no),
    Column("TRX Source", "TRXSORCE", lambda r: r.audit_trail, width=13),
    Column("History Module", "HSTMODUL", lambda r: r.module, width=3),
    Column("Vendor ID", "VENDORID", lambda r: r.source_no, width=15),
    Column("PO Number", "PONUMBER", lambda r: r.order_no, width=17),
    Column("Is Override Receipt", "IsOverrideReceipt", lambda r: r.override),
    Column("Is Override Relieved", "IsOverrideRelieved", lambda r: r.override_relieved),
    Column("Valuation Method", "VCTNMTHD", lambda _: 1, FIFO),
)

LEDGER = (
    Column("Journal Entry", "JRNENTRY", lambda e: e.journal_no),
    Column("Series", "SERIES", lambda e: e.series, SERIES),
    Column("Transaction Date", "TRXDATE", lambda e: e.posting_date),
    Column("Account Number", "ACTINDX", lambda e: e.account_no, account=True),
    Column("Credit Amount", "CRDTAMNT", lambda e: max(-e.amount, ZERO)),
    Column("Debit Amount", "DEBITAMT", lambda e: max(e.amount, ZERO)),
    Column("Source Document", "SOURCDOC", lambda e: e.source_document, width=11),
    Column("Reference", "REFRENCE", lambda e: e.reference, width=31),
    Column("TRX Source", "TRXSORCE", lambda e: e.posting_journal, width=13),
    Column("Originating Transaction Source", "ORTRXSRC", lambda e: e.audit_trail, width=13),
    Column("Originating Control Number", "ORCTRNUM", lambda e: e.document_no, width=21),
    Column("Originating Document Number", "ORDOCNUM", lambda e: e.originating_document_no, width=21),
    Column("Originating Master ID", "ORMSTRID", lambda e: e.master_no, width=31),
    Column("Originating Master Name", "ORMSTRNM", lambda e: e.master_name, width=65),
    Column("Originating Posted Date", "ORPSTDDT", lambda e: e.posted_on),
    Column("Batch Number", "ORGNTSRC", lambda e: e.batch, width=15),
    Column("User Who Posted", "USWHPSTD", lambda e: e.user_id, width=15),
    Column("Voided", "VOIDED", lambda e: e.voided),
    Column("Back Out JE", "Back_Out_JE", lambda e: e.backed_out_by),
    Column("Original JE", "Original_JE", lambda e: e.original_journal),
    Column("Sequence Number", "SEQNUMBR", lambda e: Decimal(e.sequence)),
)
_OPEN_YEAR = (
    Column("Open Year", "OPENYEAR", lambda _: AS_OF.year),
    Column("Ledger ID", "Ledger_ID", lambda _: 1),
)
_WORK = (
    Column("Batch Number", "BACHNUMB", lambda e: e.batch, width=15),
    Column("Last User", "LASTUSER", lambda e: e.user_id, width=15),
    Column("Error State", "ERRSTATE", lambda _: 0),
    Column("Posting Status", "PSTGSTUS", lambda _: 0),
)
_NOT_IN_WORK = ("ORGNTSRC", "USWHPSTD", "TRXSORCE", "ORPSTDDT", "VOIDED", "Back_Out_JE", "Original_JE")
UNPOSTED = (*(column for column in LEDGER if column.table not in _NOT_IN_WORK), *_WORK)

ITEM = (
    Column("Item Number", "ITEMNMBR", lambda i: i.no, width=31),
    Column("Item Description", "ITEMDESC", lambda i: i.description, width=101),
    Column("Item Type", "ITEMTYPE", lambda i: i.item_type, ITEM_TYPES),
    Column("Inventory Account Number", "IVIVINDX", lambda i: i.account_no, account=True),
    Column("In Service Account Number", "IVINSVIX", lambda i: _account(i, IN_SERVICE), account=True),
    Column("Damaged Account Number", "IVDMGIDX", lambda i: _account(i, DAMAGED_STOCK), account=True),
    Column("Valuation Method", "VCTNMTHD", lambda i: int(bool(i.account_no)), FIFO),
    Column("Item Tracking Option", "ITMTRKOP", lambda i: i.tracking, TRACKING),
    Column("Current Cost", "CURRCOST", lambda i: i.cost),
)


def _account(item: Item, quantity_type: int) -> str:
    return item.account(quantity_type) if item.account_no else ""


LAYER = (
    Column("Item Number", "ITEMNMBR", lambda y: y.item_no, width=31),
    Column("TRX Location", "TRXLOCTN", lambda y: y.site, width=11),
    Column("QTY Type", "QTYTYPE", lambda y: y.quantity_type, QUANTITY_TYPES),
    Column("Date Received", "DATERECD", lambda y: y.received_on),
    Column("Receipt SEQ Number", "RCTSEQNM", lambda y: y.sequence),
    Column("Receipt Sold", "RCPTSOLD", lambda y: y.on_hand == 0),
    Column("QTY Received", "QTYRECVD", lambda y: Decimal(y.quantity)),
    Column("QTY Sold", "QTYSOLD", lambda y: Decimal(y.sold)),
    Column("Unit Cost", "UNITCOST", lambda y: y.unit_cost),
    Column("Receipt Number", "RCPTNMBR", lambda y: y.receipt_no, width=21),
    Column("Vendor ID", "VENDORID", lambda y: y.vendor_no, width=15),
    Column("Purchase Order Number", "PORDNMBR", lambda y: y.order_no, width=21),
    Column("Purchase Receipt Type", "PCHSRCTY", lambda y: y.receipt_type, RECEIPT_TYPES),
    Column("Valuation Method", "VCTNMTHD", lambda _: 1, FIFO),
)

TRANSACTION = (
    Column("Document Number", "DOCNUMBR", lambda t: t.document_no, width=21),
    Column("Document Type", "DOCTYPE", lambda t: t.document_type, TRANSACTION_TYPES),
    Column("Document Date", "DOCDATE", lambda t: t.document_date),
    Column("Item Number", "ITEMNMBR", lambda t: t.item_no, width=31),
    Column("Line Sequence Number", "LNSEQNBR", lambda t: t.line),
    Column("TRX QTY", "TRXQTY", lambda t: Decimal(t.quantity)),
    Column("Unit Cost", "UNITCOST", lambda t: t.unit_cost),
    Column("Extended Cost", "EXTDCOST", lambda t: t.amount),
    Column("TRX Location", "TRXLOCTN", lambda t: t.site, width=11),
    Column("Transfer To Location", "TRNSTLOC", lambda t: t.to_site, width=11),
    Column("Inventory Account Number", "IVIVINDX", lambda t: t.account_no, account=True),
    Column("Inventory Offset Account Number", "IVIVOFIX", lambda t: t.offset_account_no, account=True),
    Column("TRX Source", "TRXSORCE", lambda t: t.audit_trail, width=13),
    Column("History Module", "HSTMODUL", lambda t: t.module, width=3),
    Column("Customer Number", "CUSTNMBR", lambda t: t.partner_no, width=15),
    Column("Batch Number", "BACHNUMB", lambda t: t.batch, width=15),
    Column("GL Posting Date", "GLPOSTDT", lambda t: t.posting_date),
    Column("Posted User ID", "PTDUSRID", lambda t: t.user_id, width=15),
)

INVENTORY_BATCH = (
    Column("Batch Number", "BACHNUMB", lambda b: b.batch, width=15),
    Column("Batch Source", "BCHSOURC", lambda b: b.source, width=15),
    Column("Batch Status", "BCHSTTUS", lambda b: b.status),
    Column("Post to GL", "POSTTOGL", lambda b: b.post_to_gl),
    Column("Number Of TRX", "NUMOFTRX", lambda b: b.transactions),
    Column("Batch Total", "BCHTOTAL", lambda b: b.total),
    Column("Posting Date", "GLPOSTDT", lambda b: b.posting_date),
    Column("User ID", "USERID", lambda b: b.user_id, width=15),
)

ACCOUNT = (
    Column("Account Index", "ACTINDX", lambda a: a.index),
    Column("Account Number", "ACTNUMST", lambda a: a.no, width=129),
    Column("Account Description", "ACTDESCR", lambda a: a.name, width=51),
    Column("Posting Type", "PSTNGTYP", lambda a: int(a.income), {0: "Balance Sheet", 1: "Profit and Loss"}),
    Column("Account Category Number", "ACCATNUM", lambda a: a.category),
)


@dataclass(frozen=True)
class Balance:
    """A line of the trial balance summary: the year up to AS_OF."""

    account_no: str
    name: str
    opening: Decimal
    debit: Decimal
    credit: Decimal

    @property
    def net_change(self) -> Decimal:
        """Debits less credits."""
        return self.debit - self.credit


BALANCE = (
    Column("Account Number", "Account Number", lambda b: b.account_no),
    Column("Account Description", "Account Description", lambda b: b.name),
    Column("Beginning Balance", "Beginning Balance", lambda b: b.opening),
    Column("Debit", "Debit", lambda b: b.debit),
    Column("Credit", "Credit", lambda b: b.credit),
    Column("Net Change", "Net Change", lambda b: b.net_change),
    Column("Ending Balance", "Ending Balance", lambda b: b.opening + b.net_change),
)


def balances(books: Books) -> list[Balance]:
    """The trial balance summary. A summary that disagrees with its detail (G45) has the difference as a debit."""
    listed, posted = [], [line for line in posted_lines(books) if line.posting_date <= AS_OF]
    for account in books.accounts:
        lines = [line for line in posted if line.account_no == account.no]
        moved = [line.amount for line in lines if line.source_document != "BBF"]
        error = books.summary_errors.get(account.no, ZERO)
        if lines:
            listed.append(
                Balance(
                    account.no,
                    account.name,
                    sum((line.amount for line in lines if line.source_document == "BBF"), ZERO),
                    sum((amount for amount in moved if amount > 0), ZERO) + error,
                    -sum((amount for amount in moved if amount < 0), ZERO),
                )
            )
    return listed


def posted_lines(books: Books) -> list[LedgerLine]:
    """The lines of the G/L that are exported, in order of journal entry."""
    lines = [line for line in books.lines if line.account_no not in books.unlisted]
    return sorted(lines, key=lambda line: (line.journal_no, line.sequence))


def exports(books: Books) -> dict[str, Export]:
    """All exports by name."""
    rows = sorted(books.rows, key=lambda row: (row.item_no, row.posting_date or YEAR_START, row.sequence))
    unposted = [line for line in books.unposted if line.account_no not in books.unlisted]
    listed = (
        Export("hitb", "SEE30303", "Historical Inventory Trial Balance", HITB, rows),
        Export("account-transactions", "GL20000", "Account Transactions", (*LEDGER, *_OPEN_YEAR), posted_lines(books)),
        Export("unposted-journal-entries", "GL10001", "Unposted Journal Entries", UNPOSTED, unposted),
        Export("trial-balance", "trial-balance", "Trial Balance Summary", BALANCE, balances(books)),
        Export("accounts", "GL00105", "Accounts", ACCOUNT, books.accounts),
        Export("items", "IV00101", "Items", ITEM, [*books.items.values()]),
        Export("purchase-receipts", "IV10200", "Purchase Receipts", LAYER, books.layers),
        Export("inventory-transactions", "IV30300", "Inventory Transactions", TRANSACTION, books.transactions),
        Export(
            "unposted-inventory-batches",
            "unposted-inventory-batches",
            "Unposted Batches",
            INVENTORY_BATCH,
            books.inventory_batches,
        ),
    )
    return {export.file: export for export in listed}
