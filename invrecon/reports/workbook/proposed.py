"""Proposed journal: what a journal can correct, document by document, and in words what it cannot."""

from __future__ import annotations

from itertools import groupby

from invrecon.causes.journal import JournalLine, journal
from invrecon.money import ZERO
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Span, added
from invrecon.reports.workbook.layout import Sheet

_WIDTHS = (22, 12, 14, 54, 18, 26, 20, 20)


def lay_out(binder: Binder) -> Sheet:
    """The sheet. Each document of the journal adds up to zero, and so does the whole."""
    r, profile = binder.r, binder.run.ledger.profile
    sheet = Sheet("Proposed journal", _WIDTHS)
    sheet.heading("Proposed journal", binder.subtitle)
    if profile.journal is None or not r.compared:
        sheet.note("Nothing was compared." if not r.compared else f"{profile.title} imports no journal that is known.")
        return sheet
    proposed = journal(binder.run.ledger, r, profile.journal, r.as_of)
    sheet.note(
        "A draft, posted nowhere: it corrects what is proved and what a journal can correct. `invrecon journal` writes "
        "it in the columns that the ERP imports."
    )
    sheet.captions("Document", "Date", "Account", "Description", "Amount", "Cause", "Corrects", "Approved", right=(4,))
    documents = [list(lines) for _, lines in groupby(proposed.lines, key=lambda line: line.document_no)]
    for lines in documents:
        _document(sheet, lines)
    if not documents:
        sheet.row(Cell("There is nothing that a journal corrects.", "note", across=len(_WIDTHS)))
    if proposed.remarks:
        sheet.section("What to check, and what is not in the journal")
        for remark in proposed.remarks:
            sheet.note(remark)
    return sheet


def _document(sheet: Sheet, lines: list[JournalLine]) -> None:
    key = ("journal", lines[0].document_no)
    for number, line in enumerate(lines):
        item = ("item", line.account_no, line.cause)
        sheet.row(
            line.document_no,
            line.posting_date,
            line.account_no,
            line.description,
            Cell(line.amount, name=(*key, number), to=item),
            line.cause,
            line.corrects,
            Cell("", "fill") if number == 0 else None,
        )
    total = sum((line.amount for line in lines), ZERO)
    sum_of = added(Span((*key, 0), (*key, len(lines) - 1)))
    sheet.row(*[Cell("", "total")] * 3, Cell(f"Total of {lines[0].document_no}", "total"),
              Cell(total, "rest", formula=sum_of))  # fmt: skip
