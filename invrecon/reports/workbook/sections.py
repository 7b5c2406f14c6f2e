"""Matching as users of Dynamics GP know it: unmatched, potentially matched, matched, both ledgers side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from invrecon.ledger.load import Ledger
from invrecon.reconciliation.matching.open_entries import UNMATCHED
from invrecon.reconciliation.matching.section_sums import SectionSum, section_sums
from invrecon.reconciliation.matching.sections import Pair, Side, count_pairs, list_pairs, pairs
from invrecon.reconciliation.result import Reconciliation
from invrecon.reconciliation.vocabulary import SECTIONS
from invrecon.reports.matching import accounts_in_sections, differs, heading, label, note
from invrecon.reports.workbook.binder import Binder
from invrecon.reports.workbook.cells import Cell, Lines, Value
from invrecon.reports.workbook.layout import Row, Sheet

_WIDTHS = (14, 28, 8, 12, 19, 10, 17, 16, 12, 19, 10, 17, 16, 14, 24, 26)
_CAPTIONS = (
    "Account", "Differs", "Group", "Date", "Document", "Journal entry", "Source", "Inventory ledger", "G/L date",
    "G/L document", "G/L journal entry", "G/L source", "G/L", "Difference", "Cause", "Note",
)  # fmt: skip
_AMOUNTS = (2, 7, 12, 13)
_ABOVE = 2
"""Rows that a section has above its lines: a blank one and its title."""


def lay_out(binder: Binder, rows: int) -> Sheet:
    """The sheet, of at most so many rows: what each account has in each section, then the sections themselves."""
    r, ledger = binder.r, binder.run.ledger
    list_pairs(ledger)
    sheet = Sheet("Matching", _WIDTHS)
    sheet.heading("Matching", binder.subtitle)
    sheet.note(
        "The sections of Reconcile to GL. Entries that were held against each other have one group number, and the "
        "first line of a group names the keys in which they differ, and by how much. Difference is G/L less inventory "
        "ledger."
    )
    sheet.captions(*_CAPTIONS, right=_AMOUNTS)
    for number, name in accounts_in_sections(r):
        sheet.row(Cell(number, "total", to=("account", number)), Cell(name, "total"),
                  *[Cell("", "total")] * (len(_WIDTHS) - 2))  # fmt: skip
        for section, line in zip(_sections_of(r, number), section_sums(r.sections, number), strict=True):
            _total(sheet, Cell(label(line, r), to=("section", section)), line)
            for part in line.of:
                _total(sheet, Cell(f"   {label(part, r)}"), part)
    counts = {section: count_pairs(ledger, section) for section in SECTIONS}
    empty = sum(not count for count in counts.values())
    room = rows - len(sheet.rows) - len(SECTIONS) * _ABOVE - empty - 1
    if sum(counts.values()) > room:
        sheet.note(f"The first {room:,} of {sum(counts.values()):,} lines are listed. Entries lists all entries.")
    behind, parts = len(sheet.rows), []
    for section in SECTIONS:
        listed = min(counts[section], room)
        room -= listed
        sheet.mark(("section", section), behind + 1)
        parts.append((section, listed, counts[section]))
        behind += _ABOVE + (listed if counts[section] else 1)
    # What the statement says is unexplained has no counterpart.
    sheet.mark(("matching", UNMATCHED), len(sheet.rows) + 1)
    sheet.stream = _listed(ledger, r, parts)
    return sheet


def _sections_of(r: Reconciliation, account_no: str) -> list[str]:
    mine = {line.section for line in r.sections if line.account_no == account_no}
    return [section for section in SECTIONS if section in mine]


def _total(sheet: Sheet, label: Cell, line: SectionSum) -> None:
    """What an account has in a section: the number of entries under their document, the amounts in their columns."""
    sheet.row(
        None, label, None, None, _entries(line.value_entries), None, None, line.subledger, None,
        _entries(line.gl_entries), None, None, line.gl, line.difference,
    )  # fmt: skip


def _entries(number: int) -> Value:
    return f"{number:,} {'entry' if number == 1 else 'entries'}" if number else None


def _listed(ledger: Ledger, r: Reconciliation, parts: Sequence[tuple[str, int, int]]) -> Iterable[Row]:
    for section, listed, number in parts:
        yield Row(())
        yield Row((Cell(heading(section), "group", across=len(_WIDTHS)),))
        if not number:
            yield Row((Cell("There are none.", "note"),))
        for pair in pairs(ledger, section, limit=listed) if listed else ():
            yield _row(pair, r)


def _row(pair: Pair, r: Reconciliation) -> Row:
    account_no = next((side.account_no for side in (pair.inventory, pair.gl) if side is not None), "")
    return Row(
        (
            Cell(account_no or "(none)", to=("account", account_no)),
            differs(pair, r),
            pair.group_no,
            *_side(pair.inventory),
            *_side(pair.gl),
            pair.difference,
            Cell(pair.cause, to=("item", account_no, pair.cause)) if pair.cause else None,
            note(pair),
        )
    )


def _side(side: Side | None) -> tuple[Cell | Value, ...]:
    if side is None:
        return (None,) * 5
    place = Lines(side.line, side.line) if side.line is not None else None
    document = Cell(side.document_no, to=place) if place and side.document_no else side.document_no
    amount = Cell(side.amount, to=place) if place else side.amount
    return side.posting_date, document, side.journal_no, side.source, amount
