"""Whole cases as folders; see tests/cases/README.md."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import invrecon

CASES = Path(__file__).parent / "cases"


def _runs() -> list[Any]:
    runs = []
    for folder in sorted(path.parent for path in CASES.glob("*/expected.json")):
        for run in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
            runs.append(pytest.param(folder, run, id=f"{folder.name}: {run['because']}"))
    return runs


@pytest.mark.parametrize(("folder", "run"), _runs())
def test_case(folder: Path, run: dict[str, Any]) -> None:
    result = invrecon.reconcile(folder, as_of=run.get("as_of"), from_date=run.get("from")).to_dict()
    lines = {row["account_type"]: row for row in result["matrix"]["rows"]} | result["matrix"]["columns_summary"]
    differences = run.get("differences", {})

    assert result["reconciled"] == run.get("reconciled", result["reconciled"])
    for account_type, amount in run.get("accounts", {}).items():
        account = next(a for a in result["accounts"] if account_type in a["account_types"])
        assert (account_type, account["subledger"]) == (account_type, amount)
        assert (account_type, account["difference"]) == (account_type, differences.get(account_type, "0.00"))
    for name, expected in run.get("matrix", {}).items():
        actual = lines[name] | lines[name].get("cells", {})
        assert {key: actual[key] for key in expected} == expected, name
    # The runs of a case are one set of books at one date after the other: later entries are part of the story.
    found = [finding["id"] for finding in result["findings"] if finding["id"] != "entries-after-cut-off"]
    assert found == run.get("findings", [])
