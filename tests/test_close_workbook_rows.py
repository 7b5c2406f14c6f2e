"""Rows of entries are put into the workbook as one text each: byte by byte what XlsxWriter makes of their cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from invrecon.reconciliation.run import Run
from invrecon.reports.workbook import plain_rows, write
from tests.bookkeeping import Books
from tests.close_books import Kind, below_zero, beyond_excel, five_decimals, period, unexplained
from tests.close_workbook import Binder, binder

TEXTS = (
    "",
    " a ",
    "a & b < c > d",
    "_x0041_x0042_",
    "_x41_",
    "<r>a</r>",
    '"quoted"',
    "\u00a0a\u3000",
    "\U0001f4b0" * 17_000,
)
DAYS = ("1900-01-01", "1900-02-28", "1900-03-01", "1999-12-31")


def unusual(books: Books) -> dict[str, object]:
    """Texts and days that a file of a spreadsheet must put in a particular way."""
    for number, text in enumerate(TEXTS):
        books.value_entry("Purchase / Direct Cost", 10 + number, document=text or "D", **{"Description": text})
        books.gl("Inventory", 1000 + number, document=text or "D", **{"Description": text})
    for number, day in enumerate(DAYS):
        books.value_entry("Purchase / Direct Cost", f"{number}.00", date=day)
    return {}


@pytest.fixture
def by_the_library(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From here on the sheets seem to be those of another XlsxWriter, which must write all rows itself."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793404800")
    return lambda: monkeypatch.setattr(plain_rows, "_INNER", ("what no sheet has",))


@pytest.mark.parametrize("kind", [unusual, below_zero, beyond_excel, five_decimals, period, unexplained])
def test_rows_are_those_of_the_library(books: Books, kind: Kind, by_the_library: Callable[[], None]) -> None:
    options = kind(books)
    ours = binder(books, name="ours.xlsx", **options).parts()
    by_the_library()
    assert binder(books, name="theirs.xlsx", **options).parts() == ours


def test_those_of_a_whole_company_too(demo: Run, tmp_path: Path, by_the_library: Callable[[], None]) -> None:
    write(demo, tmp_path / "ours.xlsx", rows=1500)
    by_the_library()
    write(demo, tmp_path / "theirs.xlsx", rows=1500)
    assert Binder(tmp_path / "ours.xlsx").parts() == Binder(tmp_path / "theirs.xlsx").parts()
