"""Whoever re-performs the close workbook comes to the same cents: LibreOffice computes every formula afresh.

Each stored value is spoilt first, so that a formula that nobody computes is seen. One run of LibreOffice serves all.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from invrecon.reconciliation.run import Run
from invrecon.reports.workbook import write
from tests.close_books import EVERY_KIND, Kind
from tests.close_workbook import Binder
from tests.libreoffice import all_converted, needs_libreoffice

pytestmark = needs_libreoffice

ADDED = Decimal("1.01")
EDITED = {
    # What ADDED is added to, in the small books with an unexplained rest: the sheet, and the row and column.
    "a G/L entry": ("Entries", "X9", "G/L"),
    "a value entry": ("Entries", "DOC1", "Inventory ledger"),
    "a piece of evidence": ("Reconciling items", "S1", "Amount"),
}
_SPOILT = "12345.67"
_FORMULA = re.compile(r'<c r="([A-Z]+\d+)"([^>]*)><f[^>]*>([^<]*)</f><v>([^<]*)</v></c>')


class Recalculated:
    """A workbook that was written, and the values that LibreOffice gives its formulas."""

    def __init__(self, path: Path, again: Path) -> None:
        stored, computed = list(_formulas(path)), list(_formulas(again))
        self.binder = Binder(path)
        self.texts = {cell: text for cell, text, _ in stored}
        self.stored = {cell: Decimal(value) for cell, _, value in stored}
        self.computed = {cell: Decimal(value) for cell, _, value in computed if not value.startswith("#")}

    def differing(self) -> dict[tuple[str, str], tuple[str, Decimal, Decimal | None]]:
        """The formulas that come to something else than was stored, with both values."""
        return {
            cell: (self.texts[cell], value, self.computed.get(cell))
            for cell, value in self.stored.items()
            if self.computed.get(cell) != value
        }

    def changed(self, *sheets: str) -> list[tuple[str, str, str, Decimal]]:
        """What changed on some sheets: sheet, line, column and by how much."""
        return [
            (sheet, *self.binder.named(sheet, cell), self.computed[sheet, cell] - self.stored[sheet, cell])
            for sheet, cell in self.differing()
            if sheet in sheets
        ]


@pytest.fixture(scope="module")
def recalculated(
    tmp_path_factory: pytest.TempPathFactory, demo: Run, close_workbook: Callable[[Kind], Binder]
) -> Mapping[str, Recalculated]:
    """Every workbook of this file by name, recalculated."""
    folder = tmp_path_factory.mktemp("recalculation")
    written = {kind.__name__: close_workbook(kind).path for kind in EVERY_KIND}
    written["demo"], written["many sheets"] = folder / "demo.xlsx", folder / "many.xlsx"
    write(demo, written["demo"])
    write(demo, written["many sheets"], rows=400)
    written |= dict.fromkeys(EDITED, written["unexplained"])
    spoilt = {name: folder / f"spoilt {number}.xlsx" for number, name in enumerate(written)}
    for name, path in spoilt.items():
        _spoil(written[name], path, EDITED.get(name))
    again = all_converted(list(spoilt.values()), "xlsx", folder)
    return {name: Recalculated(written[name], path) for name, path in zip(spoilt, again, strict=True)}


@pytest.mark.parametrize("kind", [*(kind.__name__ for kind in EVERY_KIND), "demo", "many sheets"])
def test_every_formula_comes_to_what_is_stored(recalculated: Mapping[str, Recalculated], kind: str) -> None:
    book = recalculated[kind]
    assert len(book.stored) > 10
    assert book.differing() == {}


def test_amounts_beyond_excels_digits_are_in_no_formula(recalculated: Mapping[str, Recalculated]) -> None:
    # As a number 12,345,678,901,234,567.89 would be 12,345,678,901,234,568.
    stored = recalculated["beyond_excel"].stored
    assert max(map(abs, stored.values())) < 1
    assert Decimal("0.01") in stored.values()


# What is typed over shows wherever it counts, by exactly as much.


def changes(of_ledger: str, sign: int) -> list[tuple[str, str, str, Decimal]]:
    """What an amount more in one ledger changes: nothing explains it, so it stays unexplained."""
    up, rest = ADDED, ADDED * sign
    parts = [(of_ledger, up), ("Difference", rest), ("Unexplained", rest)]
    balance = f"Balance per {of_ledger[0].lower()}{of_ledger[1:]}" if sign < 0 else f"Balance per {of_ledger}"
    total = "Total" if sign < 0 else "G/L Total"
    margins = [("Matrix", name, "Inventory", rest if name == "Difference" else up) for name in (total, "Difference")]
    return [
        *(("Summary", line, part, amount) for line in ("Inventory", "Total", "2110") for part, amount in parts),
        # The matrix adds up the other side of each posting: an amount that is typed over has none.
        *(margins if sign > 0 else [("Summary", BOTH_SIDES, "Inventory ledger", up)]),
        *(("Matrix", line, part, amount) for line in ("2110", "Sum") for part, amount in ((total, up), parts[1])),
        *(("Statement", line, "Amount", amount) for line, amount in ((balance, up), ("Unexplained", rest))),
        *(("Statement", line, "Amount", amount) for line, amount in ((balance, up), ("Unexplained", rest))),
    ]


BOTH_SIDES = "Inventory ledger of all account types: every posting has two sides"
SHEETS = ("Summary", "Matrix", "Statement", "Reconciling items")


def test_an_entry_flows_into_matrix_tie_out_and_what_is_unexplained(recalculated: Mapping[str, Recalculated]) -> None:
    assert sorted(recalculated["a G/L entry"].changed(*SHEETS)) == sorted(changes("G/L", 1))
    assert sorted(recalculated["a value entry"].changed(*SHEETS)) == sorted(changes("Inventory ledger", -1))


def test_a_piece_of_evidence_flows_into_its_item_and_what_is_left(recalculated: Mapping[str, Recalculated]) -> None:
    assert sorted(recalculated["a piece of evidence"].changed(*SHEETS)) == sorted(
        [
            *(("Summary", line, "Explained", ADDED) for line in ("Inventory", "Total", "2110")),
            *(("Summary", line, "Unexplained", -ADDED) for line in ("Inventory", "Total", "2110")),
            *[("Statement", "+ Cost not posted", "Amount", ADDED), ("Statement", "Unexplained", "Amount", -ADDED)] * 2,
            *(("Reconciling items", line, "Amount", ADDED) for line in ("2110", "Total")),
        ]
    )


def _formulas(path: Path) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Every formula of a workbook as it is stored: sheet and cell, formula and value."""
    with zipfile.ZipFile(path) as archive:
        for number, title in enumerate(_titles(archive), start=1):
            sheet = archive.read(f"xl/worksheets/sheet{number}.xml").decode()
            found = _FORMULA.findall(sheet)
            assert len(found) == len(re.findall("<f[ >]", sheet)), title
            yield from (((title, cell), unescape(text), value) for cell, _, text, value in found)


def _titles(archive: zipfile.ZipFile) -> list[str]:
    return [unescape(name) for name in re.findall(r'<sheet name="([^"]*)"', archive.read("xl/workbook.xml").decode())]


def _spoil(path: Path, spoilt: Path, edited: tuple[str, str, str] | None) -> None:
    """Copy a workbook with a wrong value beside every formula, and with something added to one amount."""
    sheet, cell = (edited[0], Binder(path).cell(*edited)) if edited else ("", "")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(spoilt, "w", zipfile.ZIP_DEFLATED) as copy:
        titles = _titles(archive)
        for name in archive.namelist():
            data = archive.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f><v>)[^<]*", rb"\g<1>" + _SPOILT.encode(), data)
            if edited and name == f"xl/worksheets/sheet{titles.index(sheet) + 1}.xml":
                data, found = re.subn(rf'(<c r="{cell}"[^>]*><v>)([^<]*)'.encode(), _more, data)
                assert found == 1
            copy.writestr(name, data)


def _more(found: re.Match[bytes]) -> bytes:
    return found[1] + str(Decimal(found[2].decode()) + ADDED).encode()
