"""Write the workbooks that only LibreOffice can write: `python -m tests.files.make`, with `soffice` on the path.

They are kept, so that the tests run without it. Each is made with openpyxl and converted to .xls and .ods.
"""

from __future__ import annotations

import datetime as dt
import subprocess
import tempfile
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

CAPTIONS = (
    "Entry No.", "Posting Date", "Document No.", "Item No.", "Item Ledger Entry Type", "Entry Type", "Location Code",
    "Cost Amount (Actual)", "Cost Amount (Expected)", "Margin",
)  # fmt: skip
DAY = dt.date(2026, 10, 15)


def main() -> None:
    """Make them all anew."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _entries(folder / "entries.xlsx")
        _errors(folder / "errors.xlsx")
        _from_1904(folder / "from-1904.xlsx")
        for kind in ("xls", "ods"):
            command = ["soffice", "--headless", "--convert-to", kind, "--outdir", str(Path(__file__).parent)]
            subprocess.run([*command, *map(str, sorted(folder.glob("*.xlsx")))], check=True)


def _row(sheet: Worksheet, no: int, actual: object, **other: object) -> None:
    values = {"date": DAY, "item": "1000", "place": "", "expected": 0, "margin": None} | other
    fixed = no, values["date"], f"DOC{no}", values["item"], "Purchase", "Direct Cost", values["place"]
    sheet.append([*fixed, actual, values["expected"], values["margin"]])


def _entries(path: Path) -> None:
    """A sheet with notes, and a hidden one with all kinds of cells, a filter that hides rows 3 and 5, a merged cell."""
    book = openpyxl.Workbook()
    book.active.append(["Exported by ANNA"])
    sheet = book.create_sheet("Value Entries")
    sheet.sheet_state = "hidden"
    sheet.append(CAPTIONS)
    _row(sheet, 1, 1.5, item="000123")
    _row(sheet, 2, "=1+1", item=123, date=dt.datetime(2026, 10, 15, 13, 5))  # noqa: DTZ001
    _row(sheet, 3, 0.5, place='=T("EAST")')
    _row(sheet, 4, 1234.56, date="2026-10-15", place=True, margin="=1/0")
    _row(sheet, 5, "1,234.50", date=46310, place=dt.time(12, 30))
    sheet["H4"].number_format = "0%"
    sheet["H5"].number_format = '"$"#,##0.00'
    sheet.auto_filter.ref = "A1:J6"
    sheet.auto_filter.add_filter_column(0, ["1", "3", "5"])
    for row in (3, 5):
        sheet.row_dimensions[row].hidden = True
    sheet.merge_cells("G2:G3")
    book.save(path)


def _errors(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(CAPTIONS)
    _row(book.active, 1, "=1/0")
    _row(book.active, 2, 5, item="=NA()", margin="=1/0")
    _row(book.active, 3, 5, expected="=#REF!")
    book.save(path)


def _from_1904(path: Path) -> None:
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active.append(CAPTIONS)
    _row(book.active, 1, 5)
    book.save(path)


if __name__ == "__main__":
    main()
