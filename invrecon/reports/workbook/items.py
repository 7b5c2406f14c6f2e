"""Reconciling items: what makes up each account's difference, with its entries folded below, and room to work on it."""

from __future__ import annotations

from collections.abc import Sequence

from invrecon.causes.items import EVIDENCE_LISTED
from invrecon.findings import Evidence
from invrecon.money import ZERO
from invrecon.reconciliation.drill.lines import evidence_lines
from invrecon.reconciliation.record import ReconcilingItem
from invrecon.reports import explaining, wording
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Key, Lines, Span, added, chained
from invrecon.reports.workbook.layout import Sheet

STATUSES = ("open", "in progress", "corrected", "accepted")
_WIDTHS = (13, 30, 12, 18, 12, 58, 44, 14, 30)
_CAPTIONS = (
    "Account", "Cause; below it documents", "Date", "Amount", "Entries; below entry no.", "Documents; below notes",
    "What to do; below file and row", "Status", "Comment",
)  # fmt: skip
_LISTED_OPEN = 20
_LEAST_LISTED = 10
_LINKED = 30_000


def lay_out(binder: Binder) -> Sheet:
    """The sheet: one row per item, its evidence one level down, folded where it is long."""
    r = binder.r
    sheet = Sheet("Reconciling items", _WIDTHS)
    sheet.heading("Reconciling items", binder.subtitle)
    sheet.note(
        "An item's amount is its part of G/L less inventory ledger. Its entries stand below it; where the plus sign at "
        "the left shows, they are folded. Their rows lead to the sheet Entries."
    )
    sheet.captions(*_CAPTIONS, right=(3, 4))
    if not r.reconciling_items:
        sheet.row(Cell("Nothing was compared." if not r.compared else "There are none.", "note", across=len(_WIDTHS)))
        return sheet
    # Of very many items each lists fewer entries: a sheet holds no more links.
    limit = max(_LEAST_LISTED, min(EVIDENCE_LISTED, _LINKED // len(r.reconciling_items)))
    lines = evidence_lines(binder.run.ledger, limit)
    for item in r.reconciling_items:
        _item(sheet, item, lines[item.account_no, item.cause])
    keys = [_key(item) for item in r.reconciling_items]
    total = sum((item.amount for item in r.reconciling_items), ZERO)
    sheet.row(
        Cell("Total", "total"), Cell("", "total"), Cell("", "total"),
        Cell(total, "total", name=("items", "total"), formula=chained(keys)),
    )  # fmt: skip
    return sheet


def _key(item: ReconcilingItem) -> Key:
    return ("item", item.account_no, item.cause)


def _item(sheet: Sheet, item: ReconcilingItem, lines: Sequence[int]) -> None:
    key = _key(item)
    more, rest = item.left_out(len(lines))
    span = Span((*key, 0), (*key, len(lines) - 1 + bool(more)))
    sheet.row(
        Cell(item.account_no, to=("statement", item.account_no)),
        explaining.capital(item.title),
        None,
        Cell(item.amount, "total", name=key, to=("statement", item.account_no), formula=added(span)),
        item.entries,
        explaining.summary(item),
        item.action,
        Cell("open", "fill", name=(*key, "status")),
        Cell("", "fill"),
    )
    sheet.choices.append(((*key, "status"), STATUSES))
    folded = len(lines) > _LISTED_OPEN
    for number, (piece, line) in enumerate(zip(item.evidence, lines, strict=False)):
        _evidence(sheet, piece, line, (*key, number), folded=folded)
    if more:
        said = f"{more:,} more: filter Entries by account {item.account_no}, cause {item.cause}"
        amount = Cell(rest, "detail", name=(*key, len(lines)))
        sheet.row(None, Cell(said, "detail-note"), None, amount, level=1, folded=folded)


def _evidence(sheet: Sheet, piece: Evidence, line: int, name: Key, *, folded: bool) -> None:
    place = Lines(line, line)
    said = piece.note or ""
    user = None if piece.user_id in said.split(", ") else piece.user_id
    note = "; ".join(part for part in (said, user) if part)
    sheet.row(
        Cell(wording.LEDGER.get(piece.ledger or "", ""), "detail"),
        Cell(piece.document_no or "(no document)", "detail", to=place),
        Cell(piece.posting_date, "detail"),
        Cell(piece.amount, "detail", name=name, to=place),
        Cell(piece.entry_no or "", "detail"),
        Cell(note, "detail"),
        Cell(f"{piece.file}, row {piece.row}" if piece.row else piece.file or "", "detail"),
        level=1,
        folded=folded,
    )
