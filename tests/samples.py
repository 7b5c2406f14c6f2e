"""The sample companies as they are committed: each run of them once for all tests that only read what comes out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import invrecon

SAMPLES = Path(__file__).parents[1] / "sample_data"


@cache
def reconciled_once(folder: Path, **options: object) -> invrecon.Reconciliation:
    """The result of a folder that no test writes to."""
    assert folder.is_relative_to(SAMPLES), f"{folder} may change between two tests"
    return invrecon.reconcile(folder, **options)  # type: ignore[arg-type]
