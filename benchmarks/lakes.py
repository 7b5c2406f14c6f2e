"""Scaled companies as a lake has them: each ledger a folder of Parquet parts, with types that leave nothing open."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import duckdb

from benchmarks.companies import company
from benchmarks.company import LEDGERS
from invrecon.engine import quoted

PARTS = 4
_FLAGS = ("Expected Cost", "Inventoriable", "Adjustment", "System-Created Entry", "Reversed")
_NUMBERS = {"gl-item-ledger-relation": "G/L Entry No."}


def lake(value_entries: int) -> Path:
    """The folder of a company of about so many value entries, whose ledgers are tables of a lake.

    Raises:
        NoRoom: the disk is too full to make the company.
    """
    files = company(value_entries, "parquet")
    folder = files.with_name(f"{files.name}-lake")
    if folder.exists():
        return folder
    unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
    unfinished.mkdir()
    for setup in files.glob("*.csv"):
        shutil.copy(setup, unfinished)
    with duckdb.connect() as engine:
        for ledger in LEDGERS:
            _parts(engine, files / f"{ledger}.parquet", unfinished / ledger, _NUMBERS.get(ledger, "Entry No."))
    toml = (files / "invrecon.toml").read_text(encoding="utf-8")
    for ledger in LEDGERS:
        toml = toml.replace(f'"{ledger}.parquet"', f'"table:./{ledger}"')
    (unfinished / "invrecon.toml").write_text(f'engine = "spark"\n{toml}', encoding="utf-8")
    unfinished.rename(folder)
    return folder


def _parts(engine: duckdb.DuckDBPyConnection, file: Path, folder: Path, number: str) -> None:
    """The rows of a file as parts of a folder, compressed as Spark does it; flags are flags."""
    folder.mkdir()
    columns = [row[0] for row in engine.execute("DESCRIBE FROM read_parquet(?)", [str(file)]).fetchall()]
    flags = ", ".join(
        f"lower({quoted(flag)}) IN ('yes', 'true') AS {quoted(flag)}" for flag in _FLAGS if flag in columns
    )
    cells = f"* REPLACE ({flags})" if flags else "*"
    for part in range(PARTS):
        engine.execute(
            f"""COPY (SELECT {cells} FROM read_parquet($source) WHERE {quoted(number)} % $parts = $part)
                TO $file (FORMAT parquet, COMPRESSION snappy)""",
            {"source": str(file), "parts": PARTS, "part": part, "file": str(folder / f"part-{part}.parquet")},
        )
