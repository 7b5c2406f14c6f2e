"""However the books are handed over, the reconciliation is the same: same findings, same items, same cents.

The demo company is written down in the habits of several countries and programs (sample_data/make/layouts), as bare
folders: no invrecon.toml, and no file name that tells what is inside. The captions in German and French were written
down independently of those that the package knows.
"""

from __future__ import annotations

import json
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

import invrecon
from sample_data.make import company, demo
from sample_data.make.__main__ import SEED
from sample_data.make.disturbances import Truth
from sample_data.make.layouts import LAYOUTS, Layout, Table, english_csv, german_csv, tables
from tests.shell import call

Json = dict[str, Any]

OTHERS = [pytest.param(layout, id=layout.__name__) for layout in LAYOUTS if layout is not english_csv]


@cache
def demo_company() -> tuple[dict[str, Table], dict[str, Decimal]]:
    """The exports of the demo company, and how far each account is off."""
    books = company.build(SEED)
    truths: list[Truth] = demo.disturb_books(books, Random(SEED))
    return tables(books), demo.differences(books, truths)


@cache
def reconciliation(layout: Layout) -> str:
    """The JSON of the demo company in this layout."""
    exports, _ = demo_company()
    with tempfile.TemporaryDirectory() as folder:
        layout(exports, Path(folder))
        return invrecon.reconcile(folder).to_json()


def without_places(told: str) -> Json:
    """What does not depend on the files: everything but the inputs, and the places that evidence cites."""
    content: Json = json.loads(told)
    del content["inputs"]
    for part in (*content["reconciling_items"], *content["findings"]):
        for piece in part["evidence"]:
            del piece["file"], piece["row"]
    return content


@pytest.mark.parametrize("layout", OTHERS)
def test_the_reconciliation_is_the_same_to_the_byte(layout: Layout) -> None:
    usual, other = without_places(reconciliation(english_csv)), without_places(reconciliation(layout))
    for key, part in usual.items():
        assert other[key] == part, key
    assert json.dumps(other, indent=1) == json.dumps(usual, indent=1)


def test_the_differences_are_those_of_the_truth_as_of_the_day_of_the_trial_balance() -> None:
    _, truth = demo_company()
    told = json.loads(reconciliation(english_csv))
    assert told["as_of"] == "2026-10-31"  # the G/L goes on into November
    found = {line["account_no"]: Decimal(line["difference"]) for line in told["accounts"]}
    assert {account: difference for account, difference in found.items() if difference} == truth
    assert not any(Decimal(line["unexplained"]) for line in told["accounts"])


def test_the_command_line_tells_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    german_csv(demo_company()[0], tmp_path)
    said = call(capsys, "reconcile", tmp_path, "--format", "json")
    assert said.status == 1, said.err
    assert without_places(said.out) == without_places(reconciliation(english_csv))
