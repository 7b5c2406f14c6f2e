"""The sample company, scaled: `python -m benchmarks.company FOLDER --value-entries 1000000 [--parquet]`.

Its year is repeated until there are as many value entries as wanted: the first copies are the disturbed company, the
others the clean one, so that there is something to explain and the rest is as large as a real ledger. Numbers of
entries, documents and orders are each copy's own; items repeat after some hundred copies, as they do in a ledger.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from random import Random
from typing import NamedTuple

import duckdb

from invrecon.engine import quoted
from sample_data.make import company, demo, exports

DISTURBED = 3  # copies of the company with its differences
LEDGERS = ("value-entries", "gl-entries", "gl-item-ledger-relation")
SETUP = ("inventory-posting-setup.csv", "general-posting-setup.csv", "accounting-periods.csv")

_OWN_ITEMS = 500  # copies whose items are their own
# Which ledger numbers what, so that the numbers of one copy begin where those of another end, and none is missing.
_NUMBERED_BY = {
    ("value-entries", "Entry No."): "value-entries",
    ("value-entries", "Item Ledger Entry No."): "value-entries",
    ("gl-entries", "Entry No."): "gl-entries",
    ("gl-entries", "G/L Register No."): "gl-entries",
    ("gl-entries", "Transaction No."): "gl-entries",
    ("gl-item-ledger-relation", "Value Entry No."): "value-entries",
    ("gl-item-ledger-relation", "G/L Entry No."): "gl-entries",
    ("gl-item-ledger-relation", "G/L Register No."): "gl-entries",
}
_DOCUMENTS = ("Document No.", "Order No.")
_DATES = ("Posting Date", "Valuation Date")
_AMOUNTS = ("Cost per Unit", "Cost Amount (Expected)", "Cost Amount (Actual)", "Cost Posted to G/L",
            "Expected Cost Posted to G/L", "Item Ledger Entry Quantity", "Valued Quantity", "Invoiced Quantity",
            "Amount (LCY)", "Debit Amount (LCY)", "Credit Amount (LCY)")  # fmt: skip
_BALANCES = ("Net Change", "Balance at Date", "Balance")
_READ = "read_csv({}, all_varchar = true, nullstr = '', union_by_name = true)"


class Copies(NamedTuple):
    """How often the disturbed company and the clean one are written."""

    disturbed: int
    clean: int


class Shape(NamedTuple):
    """The form of the ledgers: the ending of their files, how the engine writes them, whether columns have types."""

    ending: str
    written: str
    typed: bool


CSV = Shape("csv", "FORMAT csv, HEADER", typed=False)
PARQUET = Shape("parquet", "FORMAT parquet, COMPRESSION zstd", typed=True)


def write_company(folder: Path, value_entries: int, shape: Shape = CSV) -> tuple[int, int]:
    """Write the exports of a company of about so many value entries; how many value and G/L entries there are."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as name, duckdb.connect() as engine:
        disturbed, clean = _companies(Path(name))
        engine.execute("SET temp_directory = $folder", {"folder": f"{name}/spill"})
        engine.execute("SET preserve_insertion_order = false")  # which would hold whole copies back in memory
        copies = _copies(value_entries, _rows(engine, clean / "value-entries*.csv"))
        last = {ledger: _last_number(engine, (disturbed, clean), ledger) for ledger in ("value-entries", "gl-entries")}
        for ledger in LEDGERS:
            _repeat(engine, disturbed, clean, ledger, copies, last, folder, shape)
        _items(engine, clean, min(sum(copies), _OWN_ITEMS), folder)
        _chart(engine, disturbed, clean, copies, folder)
        for setup in SETUP:
            (folder / setup).write_bytes((clean / setup).read_bytes())
        lines = (disturbed / "invrecon.toml").read_text(encoding="utf-8").splitlines()
        (folder / "invrecon.toml").write_text(_one_file_each(lines, shape.ending), encoding="utf-8")
        value, gl, _ = (
            copies.disturbed * _rows(engine, disturbed / f"{ledger}*.csv")
            + copies.clean * _rows(engine, clean / f"{ledger}*.csv")
            for ledger in LEDGERS
        )
        return value, gl


def _copies(value_entries: int, of_one: int) -> Copies:
    copies = max(round(value_entries / of_one), 1)
    disturbed = min(DISTURBED, copies)
    return Copies(disturbed, copies - disturbed)


def _companies(folder: Path) -> tuple[Path, Path]:
    """The exports of the sample company as it is, and without its disturbances."""
    for name in ("disturbed", "clean"):
        (folder / name).mkdir()
        books = company.build()
        if name == "disturbed":
            demo.disturb_books(books, Random(2026))
        exports.write_exports(folder / name, books, gl_as_csv=True)
    return folder / "disturbed", folder / "clean"


def _rows(engine: duckdb.DuckDBPyConnection, pattern: Path) -> int:
    [[rows]] = engine.execute(f"SELECT count(*) FROM {_READ.format('?')}", [str(pattern)]).fetchall()
    return int(rows)


def _last_number(engine: duckdb.DuckDBPyConnection, companies: tuple[Path, ...], ledger: str) -> int:
    patterns = [str(company / f"{ledger}*.csv") for company in companies]
    [[last]] = engine.execute(
        f'SELECT max(CAST("Entry No." AS BIGINT)) FROM {_READ.format("?")}', [patterns]
    ).fetchall()
    return int(last)


def _repeat(
    engine: duckdb.DuckDBPyConnection,
    disturbed: Path,
    clean: Path,
    ledger: str,
    copies: Copies,
    last: dict[str, int],
    folder: Path,
    shape: Shape,
) -> None:
    """All copies of one export, as one file."""
    pattern = f"{ledger}*.csv"
    described = engine.execute(f"DESCRIBE FROM {_READ.format('?')}", [str(clean / pattern)]).fetchall()
    cells = ", ".join(f"{_cell(row[0], ledger, last, shape)} AS {quoted(row[0])}" for row in described)
    engine.execute(
        f"""COPY (SELECT {cells} FROM (
                SELECT range AS copy, entry.* FROM range($disturbed), {_READ.format("$one")} AS entry
                UNION ALL
                SELECT range AS copy, entry.* FROM range($disturbed, $all), {_READ.format("$two")} AS entry))
            TO $file ({shape.written})""",
        {
            "one": str(disturbed / pattern),
            "two": str(clean / pattern),
            "disturbed": copies.disturbed,
            "all": sum(copies),
            "file": str(folder / f"{ledger}.{shape.ending}"),
        },
    )


def _cell(caption: str, ledger: str, last: dict[str, int], shape: Shape) -> str:
    """What a copy writes under a caption: SQL over the columns of the company and the number of the copy.

    `last` are the last numbers that the ledgers of one company give.
    """
    cell = quoted(caption)
    own_item = f"{cell} || '.' || (copy % {_OWN_ITEMS})"
    written = {
        **dict.fromkeys(_DOCUMENTS, f"{cell} || '/' || copy"),
        "Item No.": own_item,
    }
    if numbering := _NUMBERED_BY.get((ledger, caption)):
        own = f"CAST({cell} AS BIGINT) + copy * {last[numbering]}"
        return f"CASE WHEN {cell} = '0' THEN 0 ELSE {own} END"  # 0 is none
    if ledger == "value-entries":
        written["Source No."] = f"""CASE WHEN "Source Type" = 'Item' THEN {own_item} ELSE {cell} END"""
    if shape.typed:
        written |= dict.fromkeys(_DATES, f"CAST({cell} AS DATE)")
        written |= dict.fromkeys(_AMOUNTS, f"CAST({cell} AS DECIMAL(18, 5))")
    return written.get(caption, cell)


def _items(engine: duckdb.DuckDBPyConnection, clean: Path, copies: int, folder: Path) -> None:
    engine.execute(
        f"""COPY (SELECT "No." || '.' || range AS "No.", item.* EXCLUDE ("No.")
                  FROM range($copies), {_READ.format("$items")} AS item) TO $file (FORMAT csv, HEADER)""",
        {"copies": copies, "items": str(clean / "items.csv"), "file": str(folder / "items.csv")},
    )


def _chart(engine: duckdb.DuckDBPyConnection, disturbed: Path, clean: Path, copies: Copies, folder: Path) -> None:
    """The chart of accounts, with the balances of all copies."""
    sums = ", ".join(
        f"""CAST($disturbed * CAST(one.{balance} AS DECIMAL(28, 2)) + $clean * CAST(two.{balance} AS DECIMAL(28, 2))
            AS DECIMAL(28, 2)) AS {balance}"""
        for balance in map(quoted, _BALANCES)
    )
    name = "chart-of-accounts.csv"
    engine.execute(
        f"""COPY (SELECT one.* REPLACE ({sums})
                  FROM {_READ.format("$one")} AS one JOIN {_READ.format("$two")} AS two USING ("No."))
            TO $file (FORMAT csv, HEADER)""",
        {"one": str(disturbed / name), "two": str(clean / name), "file": str(folder / name)} | copies._asdict(),
    )


def _one_file_each(lines: list[str], ending: str) -> str:
    """The company's settings, with each ledger in one file, and without its trial balance, which is of one copy."""
    written = []
    for line in lines:
        if line.startswith("trial_balance"):
            continue
        if line.startswith(("value_entries", "gl_entries", "gl_item_relation")):
            role, _, file = line.partition("=")
            stem = Path(file.strip(' "').replace("*", "")).stem
            written.append(f'{role}= "{stem}.{ending}"')
        else:
            written.append(line)
    return "\n".join(written) + "\n"


def main() -> None:
    """Write the company."""
    parser = argparse.ArgumentParser(description="The sample company, scaled.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--value-entries", type=int, default=1_000_000)
    parser.add_argument("--parquet", action="store_true", help="the ledgers as Parquet; without it, as CSV")
    options = parser.parse_args()
    value, gl = write_company(options.folder, options.value_entries, PARQUET if options.parquet else CSV)
    print(f"{value:,} value entries, {gl:,} G/L entries")


if __name__ == "__main__":
    main()
