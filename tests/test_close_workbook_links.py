"""Every number of the close workbook leads to what is behind it, down to the row of an export, and back again."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from invrecon.reconciliation.run import Run
from invrecon.reports.workbook import write, writing
from tests.bookkeeping import Books
from tests.close_books import EVERY_KIND, Kind, unexplained
from tests.close_workbook import SHEETS, Binder, binder, money, place

DEMO = Path(__file__).parents[1] / "sample_data" / "business-central"


@pytest.fixture(scope="module")
def book(demo: Run, tmp_path_factory: pytest.TempPathFactory) -> Binder:
    path = tmp_path_factory.mktemp("links") / "demo.xlsx"
    write(demo, path)
    return Binder(path)


class Reader:
    """Somebody who clicks on cells: `at` is where a click leads."""

    def __init__(self, book: Binder) -> None:
        self.book = book
        self.targets = {(title, cell): location for title, cell, location in book.links()}
        self.links = {where: place(location) for where, location in self.targets.items()}

    def lost(self) -> list[tuple[tuple[str, str], str]]:
        """The links that lead to no sheet, or to cells that are empty."""
        return [(where, location) for where, location in self.targets.items() if set(self.selected(location)) <= {None}]

    def selected(self, location: str) -> Iterator[object]:
        """What the cells hold that a click selects."""
        title, cells = location.replace("'", "").split("!")
        if title in self.book.values:
            found = self.book.values[title][cells]
            for row in found if isinstance(found, tuple) else [[found]]:
                yield from (cell.value for cell in row)

    def at(self, title: str, cell: str) -> tuple[str, int, int]:
        return self.links[title, cell]

    def line(self, title: str, row: int) -> dict[str, object]:
        """The cells of a line by their letters."""
        sheet = self.book.values[title]
        return {cell.column_letter: cell.value for cell in sheet[row] if cell.value is not None}


@pytest.fixture(scope="module")
def reader(book: Binder) -> Reader:
    return Reader(book)


def test_every_link_leads_to_a_cell_that_is_there(reader: Reader) -> None:
    assert len(reader.links) > 2000
    assert reader.lost() == []


def test_every_sheet_can_be_reached_and_left_by_a_click(reader: Reader) -> None:
    contents = {target[0] for (title, _), target in reader.links.items() if title == "Summary"}
    assert contents == set(SHEETS) - {"Summary"} | {"Summary"}
    assert {reader.at(title, "A3")[0] for title in SHEETS[1:]} == {"Summary"}


def test_every_amount_with_entries_behind_it_is_a_link(reader: Reader) -> None:
    tables = {
        # Where amounts stand that have entries behind them, and whose lines.
        "Summary": "DEFGH", "Matrix": "BCDEFG", "Statement": "C", "Reconciling items": "D", "Bridge": "B",
    }  # fmt: skip
    sums = {"Total", "Sum"}
    without = [
        f"{title}!{cell.coordinate}"
        for title, columns in tables.items()
        for row in reader.book.values[title].iter_rows()
        for cell in row
        if cell.coordinate[0] in columns and isinstance(cell.value, int | float) and cell.value
        and row[0].value not in sums and (title, cell.coordinate) not in reader.links
    ]  # fmt: skip
    assert without == []


def statement_lines(reader: Reader, row: int) -> Iterator[int]:
    """The lines of a statement below its title, from the balance of one ledger to that of the other."""
    for number in range(row + 1, row + 30):
        yield number
        if str(reader.line("Statement", number).get("A", "")).startswith("Balance per G/L"):
            return


def test_three_clicks_lead_from_a_difference_to_the_row_of_an_export(reader: Reader, demo: Run) -> None:
    """Summary, Statement, Reconciling items, Entries: each shows the amount that was clicked, and what is behind it."""
    walked = 0
    for account in demo.reconciliation.differing_accounts:
        summary = next(row for row in range(33, 90) if reader.line("Summary", row).get("A") == account.account_no)
        assert money(reader.line("Summary", summary)["F"]) == account.difference
        title, top, _ = reader.at("Summary", f"F{summary}")  # the first click
        assert title == "Statement"
        assert str(reader.line(title, top)["A"]).startswith(account.account_no)
        items = [row for row in statement_lines(reader, top) if ("+ " in (said := str(reader.line(title, row)["A"])))
                 or "- " in said]  # fmt: skip
        found = sum((money(reader.line("Statement", row)["C"]) for row in items), Decimal(0))
        assert found == account.explained
        for row in items:
            item = reader.at("Statement", f"C{row}")  # the second
            assert item[0] == "Reconciling items"
            assert reader.line(*item[:2])["A"] == account.account_no
            assert reader.line(*item[:2])["D"] == reader.line("Statement", row)["C"]
            walked += follow_evidence(reader, item[1])
    assert walked > 50


def follow_evidence(reader: Reader, row: int) -> int:
    """Click on every piece of evidence of an item: the entry shows the same, and names the row of its export."""
    sheet = reader.book.sheet("Reconciling items")
    number = row + 1
    while sheet.row_dimensions[number].outlineLevel == 1:
        piece = reader.line("Reconciling items", number)
        title, entry, _ = reader.at("Reconciling items", f"D{number}")  # the third
        line = reader.line(title, entry)
        assert title == "Entries"
        assert line["F"] == piece["B"]
        assert abs(money(line.get("J", line.get("K")))) >= abs(money(piece["D"]))
        assert f"{line['O']}, row {line['P']}" == piece["G"]
        number += 1
    return number - row - 1


def test_the_row_of_the_export_holds_the_entry(reader: Reader) -> None:
    rows: dict[object, list[list[str]]] = {}
    for number in range(6, 5513, 97):
        line = reader.line("Entries", number)
        if line["O"] not in rows:
            rows[line["O"]] = list(read(DEMO / str(line["O"])))
        cells = rows[line["O"]][int(str(line["P"])) - 1]
        assert {line["F"], line["G"]} <= set(cells)


def read(path: Path) -> Iterator[list[str]]:
    """The lines of an export as a spreadsheet counts them."""
    if path.suffix == ".xlsx":
        for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True):
            yield [str(value) for value in row]
    else:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(file)


def test_there_is_a_way_back_at_each_step(reader: Reader) -> None:
    for (title, cell), target in reader.links.items():
        row = int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        if title == "Summary" and target[0] == "Statement" and target[1] > 1:
            back = reader.at("Statement", f"D{target[1] + 1}")
            assert back[0] == "Summary"
            assert reader.line("Summary", back[1])["A"] == reader.line("Summary", row)["A"]
        if title == "Statement" and target[0] == "Reconciling items":
            account = reader.line(*target[:2])["A"]
            assert str(reader.line(*reader.at("Reconciling items", f"A{target[1]}")[:2])["A"]).startswith(str(account))
        if title == "Reconciling items" and target[0] == "Entries":
            assert reader.at("Entries", f"M{target[1]}")[0] == "Reconciling items"
            assert reader.at("Entries", f"M{target[1]}")[1] < row


def test_a_link_to_entries_selects_all_that_make_up_the_amount(reader: Reader) -> None:
    """What a click selects adds up to the amount that was clicked: whole accounts, and cells of the matrix."""
    checked = 0
    for (title, cell), location in reader.targets.items():
        if location.startswith("'Entries'!") and title in ("Summary", "Matrix") and ":" in location:
            amount = sum(map(money, reader.selected(location)), Decimal(0))
            shown = money(reader.book.values[title][cell].value)
            # A transfer is shown with the negative of what its account has.
            assert shown in (amount, -amount), (title, cell)
            checked += 1
    assert checked > 150


def test_no_sheet_has_more_links_than_a_spreadsheet_takes(
    books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = unexplained(books)
    linked = binder(books, **options)
    assert writing._MOST_LINKS <= 65_530
    monkeypatch.setattr(writing, "_MOST_LINKS", 3)
    few = binder(books, name="few.xlsx", **options)
    assert max(Counter(title for title, _, _ in few.links()).values()) == 3
    assert few.text("Matrix") == linked.text("Matrix")


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_no_link_of_any_books_is_lost(close_workbook: Callable[[Kind], Binder], kind: Kind) -> None:
    assert Reader(close_workbook(kind)).lost() == []
