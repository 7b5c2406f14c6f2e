"""How large the books are decides how the engine keeps them, and nothing of what is said of them."""

from __future__ import annotations

import pytest

from invrecon.engine import embedded
from tests.samples import SAMPLES
from tests.shell import call


@pytest.mark.parametrize("company", ["business-central", "dynamics-gp", "sage-pastel"])
@pytest.mark.parametrize(
    "taken_for",
    [
        pytest.param({"_FEW": 0}, id="of several megabytes"),  # several threads, views where small books have tables
        pytest.param({"_FEW": 0, "_KEPT_IN_MEMORY": 0}, id="of gigabytes"),  # tables in a file of the run's folder
    ],
)
def test_small_books_that_are_taken_for_large_ones_are_reconciled_the_same(
    company: str, taken_for: dict[str, int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = call(capsys, "reconcile", SAMPLES / company, "--format", "json")
    for limit, size in taken_for.items():
        monkeypatch.setattr(embedded, limit, size)
    assert call(capsys, "reconcile", SAMPLES / company, "--format", "json") == said
