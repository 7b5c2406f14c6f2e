"""A proposed journal: as a list for people and programs, and in the columns that the ERP imports."""

from __future__ import annotations

from invrecon.causes.journal import Journal, JournalLine
from invrecon.findings import counted
from invrecon.money import ZERO, decimals_of
from invrecon.profiles import JournalLayout
from invrecon.reconciliation.result import Reconciliation
from invrecon.reports import wording
from invrecon.reports.listing import Cell, Column, Kind, Listing, Total

COLUMNS = (
    Column("document_no", "Document"),
    Column("posting_date", "Date", "date"),
    Column("account_no", "Account"),
    Column("description", "Description"),
    Column("amount", "Amount", "amount"),
    Column("cause", "Cause", for_people=False),
    Column("corrects", "Corrects", for_people=False),
)


def journal_listing(journal: Journal, r: Reconciliation) -> Listing:
    """The journal with its sum, which is zero, and everything that is to be said about it."""
    documents = len({line.document_no for line in journal.lines})
    total = sum((line.amount for line in journal.lines), ZERO)
    label = f"{counted(len(journal.lines), 'line')} in {counted(documents, 'document')}"
    return Listing(
        title="Proposed journal",
        subtitle=", ".join(part for part in (r.company, wording.period(r)) if part),
        columns=COLUMNS,
        rows=tuple(
            (
                line.document_no,
                line.posting_date,
                line.account_no,
                line.description,
                line.amount,
                line.cause,
                line.corrects,
            )
            for line in journal.lines
        ),
        totals=(Total("total", label, {"amount": total}, len(journal.lines)),),
        remarks=journal.remarks,
        decimals=decimals_of(r.currency),
    )


def import_listing(journal: Journal, r: Reconciliation, layout: JournalLayout) -> Listing:
    """The journal's lines in the ERP's own columns, ready to be imported."""
    kinds: dict[str, Kind] = {"posting_date": "date", "amount": "amount", "debit": "amount", "credit": "amount"}

    def cell(line: JournalLine, caption: str) -> Cell:
        value: Cell = getattr(line, layout.fields[caption]) if caption in layout.fields else layout.constants[caption]
        return value

    return Listing(
        title="Proposed journal",
        columns=tuple(Column(name, name, kinds.get(layout.fields.get(name, ""), "text")) for name in layout.columns),
        rows=tuple(tuple(cell(line, caption) for caption in layout.columns) for line in journal.lines),
        remarks=journal.remarks,
        decimals=decimals_of(r.currency),
    )
