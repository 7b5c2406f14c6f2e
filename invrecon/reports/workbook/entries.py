"""Entries: every entry of both ledgers behind the numbers, from file and row, to filter and to add up.

A sheet of Excel holds 1,048,576 rows; of more entries, the rest stand on Entries 2 and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from invrecon.progress import Progress
from invrecon.reconciliation.drill.lines import ledger_sums, listed
from invrecon.reports.wording import LEDGER
from invrecon.reports.workbook.binder import Binder, lines_of
from invrecon.reports.workbook.cells import Cell, Formula, Key, Lines, less
from invrecon.reports.workbook.layout import Row, Sheet

_WIDTHS = (11, 19, 19, 11, 12, 16, 11, 13, 28, 16, 16, 15, 19, 28, 24, 8)
_CAPTIONS = (
    "Account", "Account type", "Against", "Ledger", "Date", "Document", "Entry no.", "Item", "Description",
    "Inventory ledger", "G/L", "Status", "Cause", "Note", "File", "Row",
)  # fmt: skip
_AMOUNT_COLUMN = {"inventory": "J", "gl": "K"}
_TOLD_EVERY = 1_000
_LINKED = 30_000
_FIRST_ROW = 6
"""The row of the first entry, as Excel counts."""


def lay_out(binder: Binder, rows: int, progress: Progress) -> list[Sheet]:
    """As many sheets as the entries need, of at most so many rows each. `progress` is told on the way."""
    room = rows - _FIRST_ROW + 1
    number = max(1, -(-binder.entries // room))
    sheets = []
    for part in range(number):
        first, last = part * room + 1, min((part + 1) * room, binder.entries)
        sheet = Sheet(_title(part), _WIDTHS)
        sheet.heading("Entries", binder.subtitle)
        sheet.rows.pop()  # the blank line: the sums stand there
        said = "What the filter shows adds up to:"
        if number > 1:
            said = f"Entries {first:,} to {last:,} of {binder.entries:,}, on {number} sheets. {said}"
        sheet.row(Cell(said, "quiet"), *[None] * 8, *_sums(binder, first, last, part))
        sheet.captions(*_CAPTIONS, right=(9, 10, 15))
        sheet.filtered = True
        if not binder.entries:
            sheet.row(Cell("There are none.", "note", across=len(_WIDTHS)))
        sheet.stream = _rows(binder, first, last, progress)
        sheets.append(sheet)
    return sheets


def _sums(binder: Binder, first: int, last: int, part: int) -> list[Cell | None]:
    """What the rows that a filter leaves come to: in either ledger, and G/L less inventory ledger."""
    whole = lines_of(binder.blocks)
    if whole is None:
        return []
    own, gl, difference = ledger_sums(binder.run.ledger, first, last)
    keys: dict[str, Key] = {"inventory": ("sum", part, "inventory"), "gl": ("sum", part, "gl")}
    lines = [Lines(first, last, "inventory", whole.digits), Lines(first, last, "gl", whole.digits)]
    return [
        *(
            Cell(amount, "total", name=key, formula=Formula("SUBTOTAL(9,{0})", (line,)))
            for amount, key, line in zip((own, gl), keys.values(), lines, strict=True)
        ),
        Cell(difference, "total", formula=less(keys["gl"], keys["inventory"])),
        Cell("G/L less inventory ledger", "quiet"),
    ]


def places(rows: int) -> Callable[[Lines], list[str]]:
    """Where entries stand: the ranges of their amounts, one for each sheet that they reach over."""
    room = rows - _FIRST_ROW + 1

    def ranges(lines: Lines) -> list[str]:
        columns = [_AMOUNT_COLUMN[lines.ledger]] * 2 if lines.ledger != "both" else [*_AMOUNT_COLUMN.values()]
        found = []
        for part in range((lines.first - 1) // room, (lines.last - 1) // room + 1):
            first = max(lines.first - 1 - part * room, 0) + _FIRST_ROW
            last = min(lines.last - 1 - part * room, room - 1) + _FIRST_ROW
            found.append(f"'{_title(part)}'!{columns[0]}{first}:{columns[1]}{last}")
        return found

    return ranges


def _title(part: int) -> str:
    return "Entries" if part == 0 else f"Entries {part + 1}"


def _rows(binder: Binder, first: int, last: int, progress: Progress) -> Iterable[Row]:
    # Of very many only what a cause explains leads back to its item: a sheet holds no more links.
    linked = binder.entries <= _LINKED
    for position, entry, against in listed(binder.run.ledger, first, last):
        if position % _TOLD_EVERY == 1:
            progress("Writing entries", position, binder.entries)
        own = entry.ledger == "inventory"
        item = ("item", entry.account_no, entry.cause)
        yield Row(
            (
                Cell(entry.account_no, to=("account", entry.account_no)) if linked else entry.account_no,
                entry.account_type,
                against,
                LEDGER[entry.ledger],
                entry.posting_date,
                entry.document_no,
                entry.entry_no,
                entry.item_no,
                entry.description,
                entry.amount if own else None,
                None if own else entry.amount,
                entry.status,
                Cell(entry.cause, to=item) if entry.cause else None,
                entry.note,
                entry.file,
                entry.row,
            )
        )
