"""What the bare engine needs for one exact group-by over both ledgers: `python -m benchmarks.bare_engine FOLDER`.

The columns and their types are given, so nothing is guessed; only the columns that count are read. The amounts are
DECIMAL, the keys those of the difference matrix. Nothing is checked, placed on accounts, matched or explained.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

VALUE_KEYS = ("Item Ledger Entry Type", "Entry Type", "Variance Type", "Order Type", "Location Code",
              "Inventory Posting Group", "Gen. Bus. Posting Group", "Gen. Prod. Posting Group")  # fmt: skip
VALUE_AMOUNTS = ("Cost Amount (Actual)", "Cost Amount (Expected)", "Cost Posted to G/L", "Expected Cost Posted to G/L")
GL_KEYS = ("G/L Account No.", "Source Code")
GL_AMOUNTS = ("Amount (LCY)",)
AS_OF = "2026-10-31"


def add_up(folder: Path, ledger: str, keys: tuple[str, ...], amounts: tuple[str, ...]) -> int:
    """Sum the amounts of a ledger by its keys; the number of groups."""
    sums = ", ".join(f'sum("{amount}")' for amount in amounts)
    by = ", ".join(f'"{key}"' for key in keys)
    path, read = folder / f"{ledger}.parquet", "read_parquet($path)"
    given: dict[str, object] = {}
    if not path.exists():
        path, read = folder / f"{ledger}.csv", "read_csv($path, auto_detect = false, header = true, columns = $types)"
        captions = path.open(encoding="utf-8-sig").readline().rstrip("\r\n").split(",")
        given = {"types": {caption: _type(caption, amounts) for caption in captions}}
    found = duckdb.execute(
        f'SELECT {by}, {sums} FROM {read} WHERE "Posting Date" <= $as_of GROUP BY ALL',
        {"path": str(path), "as_of": AS_OF} | given,
    )
    return len(found.fetchall())


def _type(caption: str, amounts: tuple[str, ...]) -> str:
    return "DECIMAL(18, 5)" if caption in amounts else "DATE" if caption == "Posting Date" else "VARCHAR"


if __name__ == "__main__":
    for each in (("value-entries", VALUE_KEYS, VALUE_AMOUNTS), ("gl-entries", GL_KEYS, GL_AMOUNTS)):
        print(each[0], add_up(Path(sys.argv[1]), *each), "groups")
