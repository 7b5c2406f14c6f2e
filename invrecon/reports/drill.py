"""The entries behind a number, as a list."""

from __future__ import annotations

from invrecon.findings import counted
from invrecon.money import decimals_of
from invrecon.reconciliation.drill import Drilled
from invrecon.reconciliation.result import Reconciliation
from invrecon.reports import wording
from invrecon.reports.listing import Column, Listing, Total

COLUMNS = (
    Column("ledger", "Ledger"),
    Column("posting_date", "Date", "date"),
    Column("document_no", "Document"),
    Column("entry_no", "Entry", rank=1, named=True),
    Column("account_no", "Account"),
    Column("account_type", "Account type", rank=1),
    Column("item_no", "Item", rank=2, named=True),
    Column("description", "Description", rank=2),
    Column("amount", "Amount", "amount"),
    Column("status", "Status", rank=1),
    Column("cause", "Cause"),
    Column("note", "Note", rank=2),
    Column("file", "File", rank=2),
    Column("row", "Row", "count", rank=2, named=True),
)


def drill_listing(drilled: Drilled, r: Reconciliation) -> Listing:
    """The list of a number's entries; its last line is the number, the one before it what is not listed."""
    number, listed = drilled.number, len(drilled.entries)
    totals = [Total("total", counted(drilled.count, "entry"), {"amount": number.amount}, drilled.count)]
    if listed < drilled.count:
        more = drilled.count - listed
        totals.insert(0, Total("not_listed", f"{more:,} more, not listed", {"amount": drilled.not_listed}, more))
    return Listing(
        title=number.title,
        subtitle=", ".join(part for part in (r.company, wording.period(r), wording.filters(r)) if part),
        columns=COLUMNS,
        rows=tuple(
            (
                wording.LEDGER[entry.ledger],
                entry.posting_date,
                entry.document_no,
                entry.entry_no,
                entry.account_no,
                entry.account_type,
                entry.item_no,
                entry.description,
                entry.amount,
                entry.status,
                entry.cause,
                entry.note,
                entry.file,
                entry.row,
            )
            for entry in drilled.entries
        ),
        totals=tuple(totals),
        remarks=number.remarks,
        decimals=decimals_of(r.currency),
    )
