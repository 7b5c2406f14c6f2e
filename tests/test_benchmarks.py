"""The benchmarks compare what is equal: the same company in each form, and the same matrix by other means."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

import invrecon
from benchmarks.company import CSV, PARQUET, write_company
from benchmarks.growth import Point, slope
from benchmarks.matrix_only import difference_matrix
from benchmarks.measure import PYTHON, Cost, Failed, run
from benchmarks.picture import svg
from benchmarks.report import BEGIN, END, put_into
from benchmarks.write_workbook import note_cells, replayed
from invrecon.reconciliation.result import Reconciliation
from invrecon.reconciliation.run import Run
from invrecon.reports.workbook import write

CENT = Decimal("0.01")
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    write_company(folder, 4_000, CSV)
    return folder


@pytest.fixture(scope="module")
def whole(company: Path) -> Reconciliation:
    return invrecon.reconcile(company)


def test_the_differences_of_a_scaled_company_are_explained(whole: Reconciliation) -> None:
    assert not whole.reconciled
    assert whole.unexplained is False


def test_matrix_only_is_the_matrix_of_the_whole_also_from_parquet(whole: Reconciliation, tmp_path: Path) -> None:
    write_company(tmp_path, 4_000, PARQUET)
    alone = difference_matrix(str(tmp_path))
    assert [(row.account_types, row.total, row.gl_total) for row in alone.rows] == [
        (row.account_types, row.total, row.gl_total) for row in whole.difference_matrix.rows
    ]


@pytest.mark.parametrize("grouped_first", [False, True])
def test_the_pandas_script_comes_to_the_same_matrix(company: Path, whole: Reconciliation, grouped_first: bool) -> None:
    from benchmarks.pandas_matrix import matrix

    theirs = matrix(company, grouped_first=grouped_first)
    ours = {row.account_types: row for row in whole.difference_matrix.rows if row.total is not None}
    assert ours
    for (name,), row in ours.items():
        total, gl_total = (Decimal(repr(amount)).quantize(CENT) for amount in theirs[name])
        assert total == row.total
        assert row.gl_total in (None, gl_total)  # accounts that two types share are compared as one


def test_the_bare_engine_reads_what_we_read(company: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.bare_engine", str(company)]
    said = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    assert [line.split()[0] for line in said.splitlines()] == ["value-entries", "gl-entries"]


def test_the_bare_library_is_handed_every_cell_of_the_workbook(demo: Run, tmp_path: Path) -> None:
    note_cells(lambda path: write(demo, path), tmp_path / "ours.xlsx", tmp_path / "cells")
    replayed(tmp_path / "cells", tmp_path)()
    ours, theirs = (load_workbook(tmp_path / f"{name}.xlsx") for name in ("ours", "workbook"))
    assert [[*sheet.values] for sheet in theirs] == [[*sheet.values] for sheet in ours]


def test_a_program_that_fails_is_not_measured() -> None:
    with pytest.raises(Failed, match="no such ledger"):
        run([PYTHON, "-c", "raise SystemExit('no such ledger')"])


def test_a_cost_that_doubles_with_the_entries_grows_in_proportion() -> None:
    points = [Point(1_000, Cost(9, 9, 200)), Point(2_000, Cost(1, 1, 100)), Point(4_000, Cost(2, 4, 100))]
    assert [slope(points, of) for of in ("wall", "cpu", "peak")] == [1, 2, 0]


def test_the_picture_of_growth_shows_each_size() -> None:
    points = [Point(size * 1_000_000, Cost(size, 2.5 * size, 700 + size)) for size in (1, 2, 4, 8)]
    drawn = ET.fromstring(svg(points))
    texts = [element.text for element in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert [text for text in texts if text and text.endswith(" M")] == ["1 M", "2 M", "4 M", "8 M"] * 2


def test_figures_are_put_between_the_marks_of_a_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n{BEGIN}\nold figures\n{END}\nafter\n", encoding="utf-8")
    for _ in range(2):
        put_into(page, "new figures\n")
    assert page.read_text(encoding="utf-8") == f"before\n{BEGIN}\n\nnew figures\n\n{END}\nafter\n"
