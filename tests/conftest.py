"""Fixtures that every test may use."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from invrecon.pipeline import reconciled
from invrecon.reconciliation.run import Run
from invrecon.settings import read_settings
from tests.bookkeeping import Books
from tests.close_books import Kind
from tests.close_workbook import Binder, binder
from tests.truths import EXAMPLES


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests at length run where INVRECON_EXAMPLES asks for them, and are not there otherwise."""
    if EXAMPLES:
        return
    at_length = [item for item in items if item.get_closest_marker("at_length")]
    config.hook.pytest_deselected(items=at_length)
    items[:] = [item for item in items if not item.get_closest_marker("at_length")]


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


@pytest.fixture(scope="session")
def close_workbook(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Kind], Binder]:
    """The close workbook of a kind of books, written once for all tests that only read it."""

    @cache
    def written(kind: Kind) -> Binder:
        books = Books(tmp_path_factory.mktemp("close") / kind.__name__ / "exports")
        return binder(books, **kind(books))

    return written
