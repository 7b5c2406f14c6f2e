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

import duckdb

from sample_data.make import company, demo, exports

DISTURBED = 3  # copies of the company with its differences
_OWN_ITEMS = 500  # copies whose items are their own
_STRIDE = 100_000  # more entries than a copy has
_ENTRY_NUMBERS = ("Entry No.", "G/L Entry No.", "Value Entry No.", "Item Ledger Entry No.", "G/L Register No.",
                  "Transaction No.")  # fmt: skip
_DOCUMENTS = ("Document No.", "Order No.")
_DATES = ("Posting Date", "Valuation Date")
_BALANCES = ("Net Change", "Balance at Date", "Balance")
_LEDGERS = ("value-entries", "gl-entries", "gl-item-ledger-relation")
_SETUP = ("inventory-posting-setup.csv", "general-posting-setup.csv", "accounting-periods.csv")
_READ = "read_csv(?, all_varchar = true, nullstr = '', union_by_name = true)"


def write_company(folder: Path, value_entries: int, *, parquet: bool = False) -> tuple[int, int]:
    """Write the exports of a company of about so many value entries; how many value and G/L entries there are."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as name, duckdb.connect() as engine:
        disturbed, clean = _companies(Path(name))
        engine.execute(f"SET temp_directory = '{name}/spill'")
        one = engine.execute(f"SELECT count(*) FROM {_READ}", [str(clean / "value-entries*.csv")]).fetchone()
        copies = max(round(value_entries / one[0]), 1)
        made = min(DISTURBED, copies)
        for ledger in _LEDGERS:
            _repeat(engine, disturbed, clean, ledger, made, copies, folder, parquet)
        _items(engine, clean, min(copies, _OWN_ITEMS), folder)
        _chart(engine, disturbed, clean, made, copies - made, folder)
        for setup in _SETUP:
            (folder / setup).write_bytes((clean / setup).read_bytes())
        lines = (disturbed / "invrecon.toml").read_text(encoding="utf-8").splitlines(keepends=True)
        _write_toml(folder, lines, "parquet" if parquet else "csv")
        return tuple(_rows(engine, folder, ledger, parquet) for ledger in _LEDGERS[:2])


def _companies(folder: Path) -> tuple[Path, Path]:
    """The exports of the sample company as it is, and without its disturbances."""
    for name in ("disturbed", "clean"):
        (folder / name).mkdir()
        books = company.build()
        if name == "disturbed":
            demo.disturb_books(books, Random(2026))
        exports.write_exports(folder / name, books, gl_as_csv=True)
    return folder / "disturbed", folder / "clean"


def _repeat(engine, disturbed: Path, clean: Path, ledger: str, made: int, copies: int, folder: Path, parquet: bool):
    """All copies of one export, as one file."""
    pattern = f"{ledger}*.csv"
    columns = [row[0] for row in engine.execute(f"DESCRIBE FROM {_READ}", [str(clean / pattern)]).fetchall()]
    cells = ", ".join(f'{_cell(column, ledger, parquet)} AS "{column}"' for column in columns)
    how = "FORMAT parquet, COMPRESSION zstd" if parquet else "FORMAT csv, HEADER"
    engine.execute(
        f"""COPY (SELECT {cells} FROM (
                SELECT range AS copy, entry.* FROM range({made}), {_READ} AS entry
                UNION ALL SELECT range AS copy, entry.* FROM range({made}, {copies}), {_READ} AS entry))
            TO '{folder / ledger}.{"parquet" if parquet else "csv"}' ({how})""",
        [str(disturbed / pattern), str(clean / pattern)],
    )


def _cell(column: str, ledger: str, parquet: bool) -> str:
    cell = f'"{column}"'
    if column in _ENTRY_NUMBERS:
        cell = f"CASE WHEN {cell} = '0' THEN 0 ELSE CAST({cell} AS BIGINT) + copy * {_STRIDE} END"
        return cell if not parquet else f"CAST({cell} AS BIGINT)"
    if column in _DOCUMENTS:
        return f"{cell} || '/' || copy"
    if column == "Item No.":
        return f"{cell} || '.' || (copy % {_OWN_ITEMS})"
    if column == "Source No." and ledger == "value-entries":
        return f"""CASE WHEN "Source Type" = 'Item' THEN {cell} || '.' || (copy % {_OWN_ITEMS}) ELSE {cell} END"""
    if parquet and column in _DATES:
        return f"CAST({cell} AS DATE)"
    if parquet and (("Cost" in column and "Posting" not in column and column != "Expected Cost") or "Amount" in column):
        return f"CAST({cell} AS DECIMAL(18, 5))"
    return cell


def _items(engine, clean: Path, copies: int, folder: Path):
    engine.execute(
        f"""COPY (SELECT "No." || '.' || range AS "No.", item.* EXCLUDE ("No.")
                  FROM range({copies}), {_READ} AS item) TO '{folder / "items.csv"}' (FORMAT csv, HEADER)""",
        [str(clean / "items.csv")],
    )


def _chart(engine, disturbed: Path, clean: Path, made: int, others: int, folder: Path):
    """The chart of accounts, with the balances of all copies."""
    sums = ", ".join(
        f"""CAST({made} * CAST(one."{name}" AS DECIMAL(28, 2)) + {others} * CAST(two."{name}" AS DECIMAL(28, 2))
            AS DECIMAL(28, 2)) AS "{name}\""""
        for name in _BALANCES
    )
    engine.execute(
        f"""COPY (SELECT one.* REPLACE ({sums}) FROM {_READ} AS one JOIN {_READ} AS two USING ("No."))
            TO '{folder / "chart-of-accounts.csv"}' (FORMAT csv, HEADER)""",
        [str(disturbed / "chart-of-accounts.csv"), str(clean / "chart-of-accounts.csv")],
    )


def _write_toml(folder: Path, lines: list[str], suffix: str) -> None:
    written = []
    for line in lines:
        if line.startswith("trial_balance"):
            continue
        if line.startswith(("value_entries", "gl_entries", "gl_item_relation")):
            role, file = line.split("=")
            line = f'{role}= "{Path(file.strip().strip(chr(34)).replace("*", "")).stem}.{suffix}"\n'
        written.append(line)
    (folder / "invrecon.toml").write_text("".join(written), encoding="utf-8")


def _rows(engine, folder: Path, ledger: str, parquet: bool) -> int:
    read = "read_parquet(?)" if parquet else _READ
    file = folder / f"{ledger}.{'parquet' if parquet else 'csv'}"
    return engine.execute(f"SELECT count(*) FROM {read}", [str(file)]).fetchone()[0]


def main() -> None:
    """Write the company."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--value-entries", type=int, default=1_000_000)
    parser.add_argument("--parquet", action="store_true")
    options = parser.parse_args()
    value, gl = write_company(options.folder, options.value_entries, parquet=options.parquet)
    print(f"{value:,} value entries, {gl:,} G/L entries")


if __name__ == "__main__":
    main()
