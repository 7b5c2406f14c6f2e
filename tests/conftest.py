"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from invrecon.pipeline import reconciled
from invrecon.reconciliation.run import Run
from invrecon.settings import read_settings
from tests.bookkeeping import Books


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """Empty books of a small company."""
    return Books(tmp_path / "exports")


@pytest.fixture(scope="session")
def demo() -> Iterator[Run]:
    """The sample company's run, with its tables to ask."""
    folder = Path(__file__).parents[1] / "sample_data" / "business-central"
    with reconciled(read_settings(folder), lambda _: None) as run:
        yield run
