"""A proposed journal: as a list for people and programs, and in the columns that the ERP imports."""

from __future__ import annotations

import datetime as dt
import unicodedata

from invrecon.causes.journal import Journal, JournalLine
from invrecon.findings import counted
from invrecon.money import ZERO, decimals_of
from invrecon.profiles import JournalLayout
from invrecon.reconciliation.result import Reconciliation
from invrecon.reports import wording
from invrecon.reports.csv import plain_text
from invrecon.reports.listing import Cell, Column, Kind, Listing, Total

_SEPARATORS = {ord(sign): " " for sign in ",;\"'\t"}
_PERIOD = Column("period", "Period", "count")
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
    with_periods = any(line.period is not None for line in journal.lines)
    label = f"{counted(len(journal.lines), 'line')} in {counted(documents, 'document')}"
    return Listing(
        title="Proposed journal",
        subtitle=", ".join(part for part in (r.company, wording.period(r)) if part),
        columns=(*COLUMNS[:2], *([_PERIOD] if with_periods else []), *COLUMNS[2:]),
        rows=tuple(
            (
                line.document_no,
                line.posting_date,
                *([line.period] if with_periods else []),
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
    kinds: dict[str, Kind] = {
        "posting_date": "text" if layout.date else "date",
        "period": "count",
        "amount": "amount",
        "debit": "amount",
        "credit": "amount",
    }

    def cell(line: JournalLine, caption: str) -> Cell:
        if caption not in layout.fields:
            return layout.constants[caption]
        value: Cell = getattr(line, layout.fields[caption])
        if isinstance(value, dt.date):
            return f"{value:{layout.date}}" if layout.date else value
        if isinstance(value, str) and layout.as_is:
            return _as_is(value)[: layout.description_length]
        return value

    return Listing(
        title="Proposed journal",
        columns=tuple(Column(name, name, kinds.get(layout.fields.get(name, ""), "text")) for name in layout.columns),
        rows=tuple(tuple(cell(line, caption) for caption in layout.columns) for line in journal.lines),
        remarks=journal.remarks,
        decimals=decimals_of(r.currency),
        header=layout.header,
    )


def _as_is(text: str) -> str:
    """Text that a file needs no quotes for, in letters that every code page has: Correct IJ7  Cafe."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain_text(plain.translate(_SEPARATORS)).strip()
