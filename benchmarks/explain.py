"""How long it takes to explain a company's differences: `python -m benchmarks.explain --copies 90`.

The demo company with its disturbances is copied, document by document: 90 copies are 103,000 value entries and 250,000
G/L entries. Beside the whole reconciliation stands what the bare engine needs to read the same files and add them up
by account, so that the figure means something on another machine.
"""

from __future__ import annotations

import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from random import Random

import duckdb

from sample_data.make import company, demo, exports

NUMBERS = ("Entry No.", "G/L Entry No.", "Value Entry No.", "Item Ledger Entry No.")
DOCUMENTS = ("Document No.", "Order No.")
BALANCES = ("Net Change", "Balance at Date", "Balance")

EXPLAIN = "import sys, invrecon; r = invrecon.reconcile(sys.argv[1]); print(len(r.reconciling_items), r.unexplained)"
ADD_UP = """
    import sys, duckdb
    for pattern, key, amount in (("value-entries*.csv", "Item No.", "Cost Amount (Actual)"),
                                 ("gl-entries.csv", "G/L Account No.", "Amount (LCY)")):
        duckdb.sql(f'''SELECT "{key}", sum(CAST("{amount}" AS DECIMAL(28, 5)))
                       FROM read_csv('{sys.argv[1]}/{pattern}', all_varchar = true) GROUP BY ALL''').fetchall()
"""


def main() -> None:
    """Write the copies, time both, and print a Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--copies", type=int, default=90)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        entries = write_copies(folder, options.copies)
        bare = min(seconds(ADD_UP.replace("\n    ", "\n"), folder) for _ in range(options.runs))
        whole = min(seconds(EXPLAIN, folder) for _ in range(options.runs))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"Python {sys.version.split()[0]}, duckdb {duckdb.__version__}, best of {options.runs}\n")
    print("| value entries | G/L entries | add up, bare engine | reconcile and explain | ratio | peak memory |")
    print("|--:|--:|--:|--:|--:|--:|")
    counts = " | ".join(f"{count:,}" for count in entries)
    print(f"| {counts} | {bare:.1f} s | {whole:.1f} s | {whole / bare:.1f} | {peak:,} MB |")


def seconds(code: str, folder: Path) -> float:
    """How long a fresh Python takes to run the code on the folder."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, str(folder)], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def write_copies(folder: Path, copies: int) -> tuple[int, int]:
    """Exports of so many companies in one; returns the number of value entries and of G/L entries."""
    books = company.build()
    demo.disturb_books(books, Random(2026))
    exports.write_exports(folder, books, gl_as_csv=True)
    (folder / "trial-balance.xlsx").unlink()
    toml = folder / "invrecon.toml"
    toml.write_text("\n".join(line for line in toml.read_text().splitlines() if "trial-balance" not in line))
    repeated = ("value-entries-2026-h1.csv", "value-entries-2026-h2.csv", "gl-entries.csv",
                "gl-item-ledger-relation.csv")  # fmt: skip
    for name in repeated:
        _repeat(folder / name, copies)
    _multiply(folder / "chart-of-accounts.csv", copies)
    return len(books.value_entries) * copies, len(books.gl_entries) * copies


def _repeat(path: Path, copies: int) -> None:
    captions, rows = _read(path)
    numbers = [captions.index(name) for name in NUMBERS if name in captions]
    documents = [captions.index(name) for name in DOCUMENTS if name in captions]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(captions)
        for copy in range(copies):
            for row in rows:
                own = list(row)
                for position in numbers:
                    own[position] = str(int(row[position] or 0) + copy * 1_000_000)
                for position in documents:
                    own[position] = row[position] and f"{row[position]}-{copy}"
                writer.writerow(own)


def _multiply(path: Path, copies: int) -> None:
    captions, rows = _read(path)
    balances = [captions.index(name) for name in BALANCES]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(captions)
        for row in rows:
            writer.writerow([str(Decimal(cell) * copies) if at in balances else cell for at, cell in enumerate(row)])


def _read(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        captions, *rows = csv.reader(file)
    return captions, rows


if __name__ == "__main__":
    main()
