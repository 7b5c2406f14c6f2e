"""The sample company: posted by hand, event by event, it reconciles; disturbed, it differs as its truth file says."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from invrecon.causes.journal import journal
from invrecon.pipeline import reconciled
from invrecon.reconciliation.run import Run
from invrecon.settings import read_settings
from sample_data.make import company, exports
from tests.samples import reconciled_once

SAMPLE = Path(__file__).parents[1] / "sample_data"
CLEAN, DEMO = SAMPLE / "business-central-clean", SAMPLE / "business-central"


def differences(result: invrecon.Reconciliation) -> dict[str, Decimal]:
    return {line.account_no: line.difference for line in result.account_lines if line.difference}


def test_the_clean_company_reconciles_to_the_cent() -> None:
    result = reconciled_once(CLEAN)
    assert result.reconciled
    assert differences(result) == {}
    assert [c.account_types for c in result.difference_matrix.comparisons() if c.difference] == []
    assert result.findings == ()


def test_the_clean_company_uses_every_account_type() -> None:
    totals = reconciled_once(CLEAN).matrix()["Total"].dropna()
    assert [name for name, total in totals.items() if total == 0] == []


@pytest.mark.parametrize("month", [1, 2, 6, 10])
def test_the_clean_company_reconciles_in_a_month_alone(month: int) -> None:
    days = {1: 31, 2: 28, 6: 30, 10: 31}
    result = reconciled_once(CLEAN, from_date=f"2026-{month:02d}-01", as_of=f"2026-{month:02d}-{days[month]:02d}")
    assert differences(result) == {}


def test_every_difference_of_the_demo_company_is_the_one_in_its_truth_file() -> None:
    truth = json.loads((DEMO / "truth.json").read_text(encoding="utf-8"))
    result = reconciled_once(DEMO)
    assert not result.reconciled
    assert differences(result) == {account: Decimal(amount) for account, amount in truth["differences"].items()}


def test_the_demo_company_is_recognised_without_its_toml(tmp_path: Path) -> None:
    for path in DEMO.iterdir():
        if path.suffix in (".csv", ".xlsx"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    with_toml = reconciled_once(DEMO)
    bare = invrecon.reconcile(tmp_path, as_of="2026-10-31")
    assert differences(bare) == differences(with_toml)
    told = [[(item.account_no, item.cause, item.amount) for item in r.reconciling_items] for r in (bare, with_toml)]
    assert told[0] == told[1]


def test_its_journal_is_the_same_although_the_accounts_stand_in_two_files(tmp_path: Path, demo: Run) -> None:
    """The hidden sheets of the trial balance's workbook are a second chart of accounts, found without the toml."""
    for path in DEMO.iterdir():
        if path.suffix in (".csv", ".xlsx"):
            (tmp_path / path.name).write_bytes(path.read_bytes())
    day = date(2026, 10, 31)
    layout = demo.ledger.profile.journal
    with reconciled(read_settings(tmp_path, as_of=day), lambda _: None) as bare:
        lines = journal(bare.ledger, bare.reconciliation, layout, day).lines
    assert [line.account_no for line in lines if "GJ100062" in line.description] == ["2110", "8450"]


def test_the_committed_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    exports.write_exports(tmp_path, company.build())
    for made in tmp_path.iterdir():
        if made.suffix != ".xlsx":  # the bytes of a workbook depend on the library's version
            assert made.read_bytes() == (CLEAN / made.name).read_bytes(), made.name
    assert invrecon.reconcile(tmp_path).to_dict()["matrix"] == reconciled_once(CLEAN).to_dict()["matrix"]
