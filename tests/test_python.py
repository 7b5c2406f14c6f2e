"""The Python door: `from invrecon import reconcile`."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

import invrecon
from invrecon.account_types import COLUMNS, ROWS
from tests.bookkeeping import Books
from tests.test_sample_company import DEMO


def test_the_matrix_is_a_frame_of_exact_decimals_with_both_margins() -> None:
    matrix = invrecon.reconcile(str(DEMO)).matrix()
    margins = ["Total", "G/L Total", "Difference", "Warning"]
    assert list(matrix.columns) == [*COLUMNS, *margins]
    assert list(matrix.index) == ["Inventory To WIP", "WIP To Interim", *ROWS, *margins]
    assert matrix.loc["COGS", "Inventory"] == Decimal("53926.67")
    assert str(matrix.loc["Difference", "Inventory"]) == "-1883.45"
    assert matrix.loc["Inventory To WIP", "Total"] is None
    assert matrix.loc["Warning", "WIP Inventory"] == "cost-not-posted, amount-differs"
    assert {type(cell) for cell in matrix.loc["COGS", [*COLUMNS, *margins[:3]]]} == {Decimal}


def test_the_json_is_the_contract_and_drops_no_key() -> None:
    result = invrecon.reconcile(DEMO)
    document = json.loads(result.to_json())
    assert document == result.to_dict()
    contract = {
        "schema": None, "company": None, "currency": None, "profile": None, "from": None, "as_of": None,
        "reconciled": None, "tolerance": None,
        "matrix": {"columns": None, "rows": None, "columns_summary": None, "shared_groups": None},
        "accounts": None, "reconciling_items": None, "findings": None, "inputs": None,
    }  # fmt: skip
    assert document.keys() >= contract.keys()
    assert document["matrix"].keys() >= contract["matrix"].keys()
    row = {"account_type", "cells", "total", "gl_total", "difference", "warnings"}
    assert all(line.keys() >= row for line in document["matrix"]["rows"])
    summary = {"total", "gl_total", "difference", "warnings"}
    assert all(line.keys() >= summary for line in document["matrix"]["columns_summary"].values())
    assert all(line.keys() >= {"account_types", *summary} for line in document["matrix"]["shared_groups"])
    account = {"account_no", "name", "account_types", "subledger", "gl", "difference", "explained", "unexplained"}
    assert all(line.keys() >= account for line in document["accounts"])
    assert all(line.keys() == {"id", "severity", "message", "evidence"} for line in document["findings"])
    assert all(line.keys() >= {"role", "file", "sha256", "rows", "control_total"} for line in document["inputs"])


@pytest.mark.parametrize(
    ("currency", "amount", "shown"),
    [
        ("USD", "100", "100.00"),
        ("", "100.5", "100.50"),
        ("KWD", "100.5", "100.500"),
        ("JPY", "100", "100.00"),
        ("USD", "0.12345", "0.12345"),
    ],
)
def test_amounts_are_exact_text_with_the_decimals_of_the_currency(
    books: Books, currency: str, amount: str, shown: str
) -> None:
    books.toml = [f'currency = "{currency}"']
    books.value_entry("Purchase / Direct Cost", actual=amount).pair("Inventory", "Direct Cost Applied", amount)
    result = books.reconcile()
    assert result.to_dict()["matrix"]["columns_summary"]["Inventory"]["total"] == shown
    assert result.to_dict()["matrix"]["columns_summary"]["Inventory"]["difference"] == (
        "0.000" if currency == "KWD" else "0.00"
    )


def test_dates_are_dates_or_iso_text_and_anything_else_is_refused(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=1).pair("Inventory", "Direct Cost Applied", 1)
    with pytest.raises(invrecon.InputError, match='"31/10/2026" is no date'):
        books.reconcile(as_of="31/10/2026")


def test_an_unknown_public_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError):
        invrecon.reconsile  # noqa: B018
