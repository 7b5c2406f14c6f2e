"""The sample companies of Dynamics GP: the script makes what is committed, and it differs as its truth file says."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from sample_data.make.__main__ import SEED
from sample_data.make.dynamics_gp import disturbances as disturb
from sample_data.make.dynamics_gp.demo import CHOSEN
from sample_data.make.dynamics_gp.samples import CLEAN, DEMO, write_companies
from tests.samples import reconciled_once
from tests.truths import assert_committed

SAMPLE = Path(__file__).parents[1] / "sample_data"


def test_the_committed_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    write_companies(tmp_path, SEED)
    assert_committed(tmp_path, SAMPLE, CLEAN, DEMO)
    made_now, committed = (invrecon.reconcile(folder / DEMO).to_dict() for folder in (tmp_path, SAMPLE))
    assert made_now["accounts"] == committed["accounts"]


def test_the_clean_company_reconciles_to_the_cent() -> None:
    result = reconciled_once(SAMPLE / CLEAN)
    assert result.reconciled
    assert result.reconciling_items == ()
    assert [finding.id for finding in result.findings] == ["unposted-inventory-batches"]  # which make no difference


@pytest.mark.parametrize("month", ["01-31", "05-31", "09-30"])
def test_the_clean_company_reconciles_at_earlier_ends_of_months(month: str) -> None:
    result = reconciled_once(SAMPLE / CLEAN, as_of=f"2026-{month}")
    assert {line.account_no: line.difference for line in result.account_lines if line.difference} == {}


def test_every_difference_of_the_demo_company_is_the_one_in_its_truth_file() -> None:
    truth = json.loads((SAMPLE / DEMO / "truth.json").read_text(encoding="utf-8"))
    result = reconciled_once(SAMPLE / DEMO)
    differences = {line.account_no: line.difference for line in result.account_lines if line.difference}
    assert differences == {account: Decimal(amount) for account, amount in truth["differences"].items()}
    assert {line.account_no: line.unexplained for line in result.account_lines if line.unexplained} == {}
    assert {item.cause for item in result.reconciling_items} == {told["cause"] for told in truth["disturbances"]}


def test_the_demo_company_shows_every_cause_of_the_article() -> None:
    assert set(disturb.OF_THE_ARTICLE) <= set(CHOSEN)
