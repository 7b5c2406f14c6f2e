"""Fixtures that every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bookkeeping import Books


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """Empty books of a small company."""
    return Books(tmp_path / "exports")
