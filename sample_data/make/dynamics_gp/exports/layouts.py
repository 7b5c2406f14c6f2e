"""The three forms in which the books are handed over: SmartList captions, table columns, printed reports."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from sample_data.make.books import AS_OF, ZERO
from sample_data.make.dynamics_gp.books import Books
from sample_data.make.dynamics_gp.exports.columns import Cell, Column, Export
from sample_data.make.one_sheet import write_one_sheet

COMPANY = "Fabrikam Outdoor"
NEVER = date(1900, 1, 1)
ROWS_OF_A_PAGE = 50
RUN = "11/3/2026", "8:14:09 AM"

Line = list[Cell]
Exports = Mapping[str, Export]


def in_words(column: Column, record: object) -> Cell:
    """A value as SmartLists and reports show it: codes in words, Yes and No, zero journal entries as 0."""
    value = column.value(record)
    if column.words is not None and isinstance(value, int):
        return column.words[value]
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return NEVER if value is None else value


def under_captions(export: Export) -> list[Line]:
    """The export with SmartList captions."""
    head: Line = [column.caption for column in export.columns]
    return [head, *([in_words(column, record) for column in export.columns] for record in export.records)]


def american(cell: Cell) -> str:
    """A cell as text: 10/31/2026, two decimals."""
    if isinstance(cell, date):
        return f"{cell.month}/{cell.day}/{cell.year}"
    return f"{cell:.2f}" if isinstance(cell, Decimal) else str(cell)


def write_text(path: Path, lines: Iterable[Line], text: Callable[[Cell], str] = american) -> None:
    """Comma, CRLF, UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([text(cell) for cell in line] for line in lines)


def write_workbook(path: Path, name: str, lines: list[Line]) -> None:
    """What a SmartList sends to Excel."""
    write_one_sheet(path, name, lines, days="m/d/yyyy", made_on=date(2026, 11, 3), never=NEVER)


def account_transactions(listed: Exports) -> list[Line]:
    """The SmartList over unposted and posted entries alike: Document Status tells them apart."""
    posted, work = listed["account-transactions"], listed["unposted-journal-entries"]
    head, *lines = under_captions(posted)
    in_work = Export(work.file, work.table, work.title, posted.columns, work.records)
    _, *unposted = under_captions(in_work)
    return [
        [*head, "Document Status"],
        *([*line, "Work"] for line in unposted),
        *([*line, "Open"] for line in lines),
    ]


def smartlist(listed: Exports, folder: Path, *, workbook: bool = False) -> None:
    """SmartList captions, and the trial balance of inventory with the captions of a report server."""
    lines = account_transactions(listed)
    if workbook:
        write_workbook(folder / "account-transactions.xlsx", "Account Transactions", lines)
    else:
        write_text(folder / "account-transactions.csv", lines)
    for name, export in listed.items():
        if name not in ("account-transactions", "unposted-journal-entries"):
            write_text(folder / f"{name}.csv", under_captions(export))


def tables(listed: Exports, folder: Path, books: Books) -> None:
    """The tables as a query shows them: column names, codes, account indexes, blanks behind texts, midnights."""
    index: dict[Cell, int] = {account.no: account.index for account in books.accounts} | {"": 0}
    for name, export in listed.items():
        if name == "trial-balance":
            write_text(folder / "trial-balance.csv", under_captions(export))
            continue
        lines: list[Line] = [[column.table for column in export.columns]]
        lines += ([_stored(column, record, index) for column in export.columns] for record in export.records)
        write_text(folder / f"{export.table}.csv", lines, str)


def _stored(column: Column, record: object, index: Mapping[Cell, int]) -> Cell:
    value = column.value(record)
    if column.account:
        return index[value]
    if isinstance(value, bool):
        return int(value)
    if value is None or isinstance(value, date):
        return f"{value or NEVER} 00:00:00"
    if isinstance(value, Decimal):
        return f"{value:.5f}"
    return value.ljust(column.width) if isinstance(value, str) else value


def printed(listed: Exports, folder: Path) -> None:
    """The inventory trial balance and the trial balance as reports printed to a file; the rest from SmartLists."""
    write_text(folder / "hitb.csv", hitb_report(listed["hitb"]))
    write_text(folder / "trial-balance.csv", trial_balance_report(listed["trial-balance"]))
    for name, export in listed.items():
        if name not in ("hitb", "trial-balance"):
            write_text(folder / f"{name}.csv", under_captions(export))


def hitb_report(export: Export) -> Iterator[Line]:
    """Item by item, with a heading and a total of each, and the head of the report again on every page."""
    head, *lines = under_captions(export)
    page = 1
    yield from _page(export.title, page, head)
    for number, line in enumerate(_by_item(head, lines), start=1):
        yield line
        if number % ROWS_OF_A_PAGE == 0:
            page += 1
            yield from _page(export.title, page, head)


def _page(title: str, page: int, head: Line) -> Iterator[Line]:
    width = len(head)
    yield ["System:", *RUN, *[""] * (width - 5), "Page:", page]
    yield ["User Date:", RUN[0], COMPANY, *[""] * (width - 3)]
    yield [title.upper(), *[""] * (width - 1)]
    yield [f"By GL Posting Date, through {american(AS_OF)}", *[""] * (width - 1)]
    yield [""] * width
    yield head


def _by_item(head: Line, lines: list[Line]) -> Iterator[Line]:
    items: dict[Cell, list[Line]] = {}
    for line in lines:
        items.setdefault(line[0], []).append(line)
    for item_no, of_item in items.items():
        yield [f"Item: {item_no}", *[""] * (len(head) - 1)]
        yield from of_item
        yield _total(head, f"Total {item_no}", of_item)
    yield _total(head, "Grand Total", lines)


def _total(head: Line, name: str, lines: list[Line]) -> Line:
    total: Line = [name, *[""] * (len(head) - 1)]
    for caption in ("TRX QTY In Base", "Extended Cost"):
        at = head.index(caption)
        total[at] = sum((cell for line in lines if isinstance(cell := line[at], Decimal)), ZERO)
    return total


def trial_balance_report(export: Export) -> Iterator[Line]:
    """The trial balance summary with its title, the period, and its totals."""
    head, *lines = under_captions(export)
    blank = [""] * len(head)
    yield ["System:", *RUN, "", "", "Page:", 1]
    yield [COMPANY, *blank[1:]]
    yield [f"TRIAL BALANCE SUMMARY FOR {AS_OF.year}", *blank[1:]]
    yield [f"Date: 1/1/{AS_OF.year} through {american(AS_OF)}", *blank[1:]]
    yield [*blank]
    yield head
    yield from lines
    total: Line = ["Grand Total:", f"{len(lines)} Accounts"]
    for at in range(2, len(head)):
        total.append(sum((cell for line in lines if isinstance(cell := line[at], Decimal)), ZERO))
    yield total
