"""Two large ledgers, beside the bare engine and beside what one writes in pandas."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from benchmarks.companies import company
from benchmarks.comparison import Comparison
from benchmarks.measure import PYTHON, Cost, by_turns, run

WHOLE, MATRIX, ENGINE = "whole reconcile, to JSON", "matrix only", "bare engine, one group-by"
PANDAS, GROUPED = "pandas, straight", "pandas, grouped before merged"
_AIMS = {(WHOLE, ENGINE): "2.5", (MATRIX, ENGINE): "1.5", (MATRIX, PANDAS): "0.33, memory 0.2"}
Totals = dict[str, list[Decimal | None]]

_CENT = Decimal("0.01")


def beside_engine_and_pandas(value_entries: int, forms: Iterable[str], runs: int) -> Iterable[Comparison]:
    """From CSV beside both; from Parquet beside the engine, as pandas needs another package to read it."""
    for ending in forms:
        others = (ENGINE, PANDAS, GROUPED) if ending == "csv" else (ENGINE,)
        folder = company(value_entries, ending)
        programs = {name: command for name, command in _programs(folder).items() if name in (WHOLE, MATRIX, *others)}
        costs = by_turns(programs, runs)
        size = f"{value_entries:,} {'CSV' if ending == 'csv' else 'Parquet'}"
        for ours in (WHOLE, MATRIX):
            yield _comparison(ours, ENGINE, size, costs)
        for theirs in others[1:]:
            yield _comparison(MATRIX, theirs, size, costs)


def reconcile(folder: Path) -> list[str]:
    """The command that reconciles a folder to JSON."""
    return [PYTHON, "-m", "invrecon", "reconcile", str(folder), "--format", "json", "--fail-on", "never", "--quiet"]


def exactness(value_entries: int) -> str:
    """Whether pandas comes to the same matrix: to the cent, and to the last digit."""
    programs = _programs(company(value_entries))
    exact, floats = (_printed(programs[name]) for name in (MATRIX, PANDAS))
    pairs = [
        (amount, floating)
        for row, amounts in exact.items()
        for amount, floating in zip(amounts, floats.get(row, (None, None)), strict=True)
        if amount is not None and floating is not None
    ]
    to_the_cent = sum(amount.quantize(_CENT) == floating.quantize(_CENT) for amount, floating in pairs)
    to_the_last = sum(amount == Decimal(repr(float(floating))) for amount, floating in pairs)
    tied = [row for row, (total, gl) in exact.items() if total and total == gl]
    apart = sum(floats[row][0] != floats[row][1] for row in tied)
    return (
        f"Of {len(pairs)} totals in the matrix of {value_entries:,} value entries pandas has {to_the_cent} to the cent "
        f"and {to_the_last} exactly. {len(tied)} rows tie to the G/L exactly; in {apart} of them pandas finds a "
        "difference that is not zero."
    )


def _programs(folder: Path) -> dict[str, list[str]]:
    module = (PYTHON, "-m")
    return {
        ENGINE: [*module, "benchmarks.bare_engine", str(folder)],
        MATRIX: [*module, "benchmarks.matrix_only", str(folder)],
        WHOLE: reconcile(folder),
        PANDAS: [*module, "benchmarks.pandas_matrix", str(folder)],
        GROUPED: [*module, "benchmarks.pandas_matrix", str(folder), "--grouped-first"],
    }


def _comparison(ours: str, theirs: str, size: str, costs: dict[str, Cost]) -> Comparison:
    return Comparison(ours, theirs, size, costs[ours], costs[theirs], _AIMS.get((ours, theirs), ""))


def _printed(command: list[str]) -> Totals:
    """Total and G/L total of each row; None where a row has none of its own, as it shares its accounts with others."""
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "matrix.json")
        run(command, output)
        printed = json.loads(output.read_text(), parse_float=Decimal)
    return {
        row: [None if amount is None else Decimal(amount) for amount in amounts] for row, amounts in printed.items()
    }
