"""How long it takes to read a large workbook: `python -m benchmarks.read_xlsx --rows 200000`.

A workbook of value entries of 18 columns is written once. Beside our whole reading (recognise the file, search and
copy it, load it into the engine) stands what bare python-calamine needs to make lists of the same cells, so that the
figure means something on another machine. Both are processor seconds of a fresh Python, on one core.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from random import Random

import xlsxwriter

CAPTIONS = (
    "Entry No.", "Posting Date", "Document No.", "Item No.", "Item Ledger Entry Type", "Entry Type", "Location Code",
    "Cost Amount (Actual)", "Cost Amount (Expected)", "Cost Posted to G/L", "Expected Cost Posted to G/L",
    "Item Ledger Entry Quantity", "Valued Quantity", "Gen. Bus. Posting Group", "Gen. Prod. Posting Group",
    "Inventory Posting Group", "User ID", "Description",
)  # fmt: skip

BARE = """
import python_calamine
start = time.process_time()
book = python_calamine.CalamineWorkbook.from_path(sys.argv[1] + "/value-entries.xlsx")
rows = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).iter_rows()]
"""
WHOLE = """
import python_calamine, duckdb
from pathlib import Path
from invrecon.engine import Embedded
from invrecon.exports.find import find_exports
from invrecon.settings import read_settings
settings = read_settings(sys.argv[1])
with Embedded() as engine:
    engine.run("SET threads = 1")
    start = time.process_time()
    for export in find_exports(engine, settings).exports:
        assert not export.table.load(engine, "raw", export.header, export.split)
"""


def main() -> None:
    """Write the workbook, time both, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rows", type=int, default=200_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_workbook(folder / "value-entries.xlsx", options.rows)
        # By turns, so that what else the machine does falls on both.
        times = [(seconds(BARE, folder), seconds(WHOLE, folder)) for _ in range(options.runs)]
        size = (folder / "value-entries.xlsx").stat().st_size
    bare, whole = min(bare for bare, _ in times), min(whole for _, whole in times)
    print(f"Python {sys.version.split()[0]}, python-calamine {version('python-calamine')}, best of {options.runs}\n")
    print("| rows | columns | file | bare calamine to lists | read and load | ratio |")
    print("|--:|--:|--:|--:|--:|--:|")
    shape = f"{options.rows:,} | {len(CAPTIONS)} | {size / (1 << 20):.1f} MB"
    print(f"| {shape} | {bare:.2f} s | {whole:.2f} s | {whole / bare:.2f} |")


def seconds(code: str, folder: Path) -> float:
    """Processor seconds that a fresh Python spends on the code after it sets `start`."""
    lines = f"import sys, time\n{code}\nprint(time.process_time() - start)"
    command = [sys.executable, "-c", lines, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def write_workbook(path: Path, rows: int) -> None:
    """Value entries as a company of 500 items has them."""
    random = Random(2026)
    book = xlsxwriter.Workbook(str(path), {"strings_to_numbers": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Value Entries")
    sheet.write_row(0, 0, CAPTIONS)
    first = dt.datetime(2026, 1, 1)  # noqa: DTZ001 - a day in a workbook has no zone
    for number in range(1, rows + 1):
        cost, quantity = round(random.uniform(-9999, 9999), 2), random.randrange(-50, 50)
        texts = f"SI{100000 + number // 3}", f"{1000 + random.randrange(500)}", random.choice(("Purchase", "Sale"))
        place = random.choice(("EAST", "WEST"))
        sheet.write_number(number, 0, number)
        sheet.write_datetime(number, 1, first + dt.timedelta(days=random.randrange(300)), day)
        sheet.write_row(number, 2, (*texts, "Direct Cost", place, cost, 0, cost, 0, quantity, quantity))
        sheet.write_row(number, 13, ("DOMESTIC", "RETAIL", "FINISHED", "ANNA", f"Description {number % 2000}"))
    book.close()


if __name__ == "__main__":
    main()
