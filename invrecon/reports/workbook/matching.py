"""Matching: entries without a counterpart, entries whose counterpart differs in one key, and totals of what matches."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from invrecon.findings import counted
from invrecon.ledger.load import Ledger
from invrecon.reconciliation.drill.number import matched
from invrecon.reconciliation.matching.open_entries import DIFFERENT, UNMATCHED, OpenEntry, open_counts, open_entries
from invrecon.reports.wording import LEDGER
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Lines
from invrecon.reports.workbook.layout import Row, Sheet

_WIDTHS = (13, 20, 9, 13, 12, 20, 13, 18, 18, 40, 22, 30, 9)
_CAPTIONS = (
    "Account", "Status", "Group", "Ledger", "Date", "Document", "Entry no.", "Inventory ledger", "G/L", "Description",
    "Cause", "File", "Row",
)  # fmt: skip
_SECTIONS = (("Unmatched: no counterpart", UNMATCHED), ("Potentially matched: one key differs", DIFFERENT))
_ABOVE = 2
"""Rows that a section has above its entries: a blank one and its title."""


def lay_out(binder: Binder, rows: int) -> Sheet:
    """The sheet, of at most so many rows: how many entries have which status, then those that do not match."""
    r = binder.r
    sheet = Sheet("Matching", _WIDTHS)
    sheet.heading("Matching", binder.subtitle)
    if not matched(r):
        words = binder.run.ledger.profile.words
        own, gl = words["value_entries"], words["gl_entries"]
        sheet.note(f"Nothing was matched: there are no {gl} to hold the {own} against.")
        return sheet
    counts = open_counts(binder.run.ledger)
    sheet.note(
        "Entries that were held against each other have one group number; the status names the key in which they "
        "differ. Those that match are counted here, and listed on Entries."
    )
    _totals(sheet, binder, counts)
    room = rows - len(sheet.rows) - 2 * _ABOVE - 1
    if sum(counts.values()) > room:
        sheet.note(f"The first {room:,} of {sum(counts.values()):,} are listed. Entries lists all: filter by status.")
    parts, behind = [], len(sheet.rows)
    listed = 0
    for title, statuses in _SECTIONS:
        number = min(sum(counts.get(status, 0) for status in statuses), room - listed)
        first = behind + _ABOVE
        sheet.mark(("matching", statuses), behind + 1)
        for status in statuses:
            if status in counts:
                sheet.mark(("status", status), first)
                first += counts[status]
        parts.append((title, listed + 1, listed + number))
        listed += number
        behind += _ABOVE + max(1, number)
    sheet.stream = _listed(binder.run.ledger, parts)
    return sheet


def _totals(sheet: Sheet, binder: Binder, counts: Mapping[str, int]) -> None:
    """How many entries of either ledger have which status, per account, in the columns of the entries themselves."""
    words = binder.run.ledger.profile.words
    sheet.captions(*_CAPTIONS, right=(2, 7, 8, 12))
    for line in binder.r.matching:
        ledgers = ((words["value_entry"], line.value_entries), (words["gl_entry"], line.gl_entries))
        entries = ", ".join(counted(number, noun) for noun, number in ledgers if number)
        sheet.row(
            Cell(line.account_no, to=("account", line.account_no)),
            Cell(line.status, to=("status", line.status) if line.status in counts else None),
            *[None] * 5, line.subledger, line.gl, entries,
        )  # fmt: skip


def _listed(ledger: Ledger, parts: Sequence[tuple[str, int, int]]) -> Iterable[Row]:
    for title, first, last in parts:
        yield Row(())
        yield Row((Cell(title, "group", across=len(_WIDTHS)),))
        if last < first:
            yield Row((Cell("There are none.", "note"),))
        for entry in open_entries(ledger, first, last):
            yield _row(entry)


def _row(entry: OpenEntry) -> Row:
    own = entry.ledger == "inventory"
    place = Lines(entry.line, entry.line) if entry.line is not None else None
    amount = Cell(entry.amount, to=place)
    return Row(
        (
            Cell(entry.account_no or "(none)", to=("account", entry.account_no)),
            Cell(entry.status if entry.in_period else f"{entry.status}, outside the period"),
            Cell(entry.group_no),
            Cell(LEDGER[entry.ledger]),
            Cell(entry.posting_date),
            Cell(entry.document_no, to=place),
            Cell(entry.entry_no),
            amount if own else None,
            None if own else amount,
            Cell(entry.description),
            Cell(entry.cause, to=("item", entry.account_no, entry.cause)) if entry.cause else None,
            Cell(entry.file),
            Cell(entry.row),
        )
    )
