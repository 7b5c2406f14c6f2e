"""The sample companies of Sage Pastel: the script makes what is committed, and it differs as its truth file says."""

from __future__ import annotations

import csv
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from sample_data.make.__main__ import SEED
from sample_data.make.sage_pastel.company import build
from sample_data.make.sage_pastel.samples import CLEAN, DEMO, write_companies
from tests.samples import reconciled_once
from tests.truths import assert_committed

SAMPLE = Path(__file__).parents[1] / "sample_data"


def test_the_committed_files_are_those_that_the_script_makes(tmp_path: Path) -> None:
    write_companies(tmp_path, SEED)
    assert_committed(tmp_path, SAMPLE, CLEAN, DEMO)
    made_now, committed = (invrecon.reconcile(folder / DEMO).to_dict() for folder in (tmp_path, SAMPLE))
    assert made_now["accounts"] == committed["accounts"]


def test_of_every_document_debits_are_credits_and_the_clean_inventory_accounts_are_the_stock() -> None:
    books = build(SEED)
    documents: Counter[tuple[str, int]] = Counter()
    for line in books.lines:
        documents[line.reference, line.period] += line.amount
    assert {document: amount for document, amount in documents.items() if amount} == {}
    assert set(books.inventory_differences().values()) == {Decimal("0.00")}


def test_the_trial_balance_of_the_committed_companies_balances() -> None:
    for name in (CLEAN, DEMO):
        with (SAMPLE / name / "trial-balance.csv").open(encoding="cp1252", newline="") as file:
            lines = list(csv.DictReader(file))
        assert len(lines) > 20
        assert sum(Decimal(line["Debit"]) - Decimal(line["Credit"]) for line in lines) == 0


def test_the_clean_company_reconciles_to_the_cent_without_a_toml() -> None:
    result = reconciled_once(SAMPLE / CLEAN, as_of="2026-10-31")
    assert result.profile == "sage-pastel"
    assert result.reconciled
    assert result.reconciling_items == ()
    assert [finding for finding in result.findings if finding.severity != "info"] == []


@pytest.mark.parametrize("month_end", ["2026-03-31", "2026-06-30", "2026-09-30"])
def test_the_clean_company_reconciles_at_earlier_ends_of_months(month_end: str, tmp_path: Path) -> None:
    for path in (SAMPLE / CLEAN).iterdir():
        if path.name != "trial-balance.csv":  # which shows the balances of October
            (tmp_path / path.name).write_bytes(path.read_bytes())
    result = invrecon.reconcile(tmp_path, as_of=month_end)
    assert {line.account_no: line.difference for line in result.account_lines if line.difference} == {}


def test_every_difference_of_the_demo_company_is_the_one_in_its_truth_file() -> None:
    truth = json.loads((SAMPLE / DEMO / "truth.json").read_text(encoding="utf-8"))
    result = reconciled_once(SAMPLE / DEMO)
    differences = {line.account_no: line.difference for line in result.account_lines if line.difference}
    assert differences == {account: Decimal(amount) for account, amount in truth["differences"].items()}
    assert {line.account_no: line.unexplained for line in result.account_lines if line.unexplained} == {}
    told: Counter[tuple[str, str]] = Counter()
    for disturbance in truth["disturbances"]:
        told[disturbance["account_no"], disturbance["cause"]] += Decimal(disturbance["amount"])
    found: Counter[tuple[str, str]] = Counter()
    for item in result.reconciling_items:
        found[item.account_no, item.cause] += item.amount
    assert dict(found) == dict(told)
    assert len({cause for _, cause in told}) >= 15
