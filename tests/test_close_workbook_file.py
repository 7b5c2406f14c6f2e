"""The close workbook as a file: the same bytes of the same inputs, whole or not at all, and in order inside."""

from __future__ import annotations

import datetime as dt
import gc
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

import openpyxl
import pytest
from openpyxl.worksheet.cell_range import CellRange

from invrecon.reconciliation.run import Run
from invrecon.reports.workbook import write
from tests.bookkeeping import Books
from tests.close_books import EVERY_KIND, Kind, unexplained
from tests.close_workbook import Binder, binder
from tests.test_sample_company import CLEAN

EPOCH = "1793404800"  # 31 October 2026


@pytest.fixture(scope="module")
def book(demo: Run, tmp_path_factory: pytest.TempPathFactory) -> Binder:
    path = tmp_path_factory.mktemp("file") / "demo.xlsx"
    write(demo, path)
    return Binder(path)


# The same inputs, the same bytes.


def test_the_same_inputs_give_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    """In processes of their own, other folders, other time zones, with other permissions for new files."""
    made = []
    for name, zone, mask in (("one", "UTC", "022"), ("another/place", "Asia/Tokyo", "077")):
        folder = Path(shutil.copytree(CLEAN, tmp_path / name / "exports"))
        made.append(tmp_path / name / "recon.xlsx")
        run = f"umask {mask}; exec {sys.executable} -m invrecon reconcile {folder} -q -o {made[-1]}"
        environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "TZ": zone}
        subprocess.run(["/bin/sh", "-c", run], check=True, env=environment)
    one, other = (path.read_bytes() for path in made)
    assert one == other
    assert Binder(made[0]).formulas.properties.created.isoformat() == "2026-10-31T00:00:00"


def test_without_a_fixed_time_only_the_time_differs(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    options = unexplained(books)
    made = []
    for epoch in ("1793404800", "1793491380"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
        made.append(binder(books, name=f"{epoch}.xlsx", **options).parts())
    one, other = made
    assert [name for name in one if one[name] != other[name]] == ["xl/worksheets/sheet10.xml", "docProps/core.xml"]
    inputs, later = (parts["xl/worksheets/sheet10.xml"].decode() for parts in made)
    assert inputs.replace("2026-10-31 00:00 UTC", "2026-11-01 00:03 UTC") == later


@pytest.mark.parametrize(
    "epoch", ["", "yesterday", "1.5", "\N{SUPERSCRIPT TWO}", "999999999999", "99999999999999999999"]
)
def test_a_time_that_is_none_does_no_harm(books: Books, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    today = dt.datetime.now(dt.UTC).replace(tzinfo=None)
    made = binder(books, **unexplained(books)).formulas.properties.created
    assert abs(made - today) < dt.timedelta(days=1)


# Whole or not at all.


@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")  # the library's own files, which go with the run
def test_a_place_that_cannot_be_written_is_an_error_of_the_system(demo: Run, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write(demo, tmp_path / "nowhere" / "recon.xlsx")
    with pytest.raises(IsADirectoryError):
        write(demo, tmp_path)
    assert list(tmp_path.iterdir()) == []
    gc.collect()


def test_what_is_written_on_the_way_lies_in_the_folder_of_the_run(
    demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(demo.ledger.engine.folder.iterdir())
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    monkeypatch.chdir(tmp_path)
    write(demo, Path("recon.xlsx"))
    assert [path.name for path in tmp_path.iterdir()] == ["recon.xlsx"]
    assert set(demo.ledger.engine.folder.iterdir()) == before


# In order inside, as Excel demands it.


def sheets(book: Binder) -> Iterator[ElementTree.Element]:
    for name, data in book.parts().items():
        if name.startswith("xl/worksheets/sheet"):
            yield ElementTree.fromstring(data)


def test_every_part_is_well_formed_and_every_relationship_leads_to_one(book: Binder) -> None:
    parts = book.parts()
    types = ElementTree.fromstring(parts["[Content_Types].xml"])
    assert {each.get("PartName", "").lstrip("/") for each in types.iterfind("{*}Override")} == {
        name for name in parts if not name.endswith(".rels") and name != "[Content_Types].xml"
    }
    for name, data in parts.items():
        tree = ElementTree.fromstring(data)
        if name.endswith(".rels"):
            base = PurePosixPath(name).parent.parent
            targets = [each.get("Target", "") for each in tree if each.get("TargetMode") != "External"]
            found = {os.path.normpath(base / target) if target[0] != "/" else target[1:] for target in targets}
            assert found <= set(parts), name


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_merged_cells_never_overlap(close_workbook: Callable[[Kind], Binder], kind: Kind) -> None:
    for sheet in close_workbook(kind).formulas:
        merged = list(sheet.merged_cells.ranges)
        assert not any(one.isdisjoint(other) is False for one, other in combinations(merged, 2))
        filtered = sheet.auto_filter.ref
        assert not filtered or sheet.max_row < 7 or all(CellRange(filtered).isdisjoint(each) for each in merged)


def test_nothing_is_longer_or_more_than_excel_takes(book: Binder) -> None:
    styles = ElementTree.fromstring(book.parts()["xl/styles.xml"])
    assert len(styles.findall("{*}cellXfs/{*}xf")) < 100
    assert len(book.formulas.defined_names) < 100
    for cell in book.cells():
        assert len(str(cell.value)) <= (8_192 if cell.data_type == "f" else 32_767)
    for sheet in book.formulas:
        assert len(sheet.title) <= 31
        assert all(len(each.formula1) <= 257 for each in sheet.data_validations.dataValidation)


def test_rows_and_cells_stand_in_order_and_their_extent_is_told(book: Binder) -> None:
    for sheet in sheets(book):
        rows = [int(row.get("r", "")) for row in sheet.iterfind("{*}sheetData/{*}row")]
        assert rows == sorted(set(rows))
        for row in sheet.iterfind("{*}sheetData/{*}row"):
            columns = [openpyxl.utils.cell.coordinate_from_string(cell.get("r", ""))[0] for cell in row]
            indices = list(map(openpyxl.utils.column_index_from_string, columns))
            assert indices == sorted(set(indices))
        extent = sheet.find("{*}dimension")
        assert extent is not None
        cells = CellRange(extent.get("ref"))
        assert cells.max_row in (rows[-1], rows[-1] + 1)


def test_names_of_ranges_are_those_of_printing_and_filtering(book: Binder) -> None:
    tree = ElementTree.fromstring(book.parts()["xl/workbook.xml"])
    names = {each.get("name") for each in tree.iterfind("{*}definedNames/{*}definedName")}
    assert names == {"_xlnm.Print_Area", "_xlnm.Print_Titles", "_xlnm._FilterDatabase"}


def test_it_computes_afresh_when_it_is_opened(book: Binder) -> None:
    calculation = ElementTree.fromstring(book.parts()["xl/workbook.xml"]).find("{*}calcPr")
    assert calculation is not None
    assert calculation.get("fullCalcOnLoad") == "1"


def test_charts_carry_the_figures_that_they_draw(book: Binder) -> None:
    """A viewer that computes nothing shows them all the same."""
    charts = [data.decode() for name, data in book.parts().items() if name.startswith("xl/charts/chart")]
    assert len(charts) == 4
    for chart in charts:
        for kind in ("num", "str"):
            for ref in re.findall(rf"<c:{kind}Ref>.*?</c:{kind}Ref>", chart, re.DOTALL):
                first, last = re.search(r"\$(\d+):\$[A-Z]+\$(\d+)</c:f>", ref).groups()  # type: ignore[union-attr]
                assert ref.count("<c:pt ") == int(last) - int(first) + 1
    assert any("<c:lineChart>" in chart for chart in charts)


def test_the_archive_is_a_sound_one(book: Binder) -> None:
    with zipfile.ZipFile(book.path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
    assert len(names) == len(set(names))
