"""What exports of Dynamics GP say about themselves, and what must be known before a tie-out is believed."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import invrecon
from invrecon.findings import Finding
from tests.bookkeeping import findings
from tests.gp_books import RAW, Books
from tests.samples import reconciled_once

SAMPLES = Path(__file__).parents[1] / "sample_data"


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A purchase of 1,000.00 and a sale of 60.00, in both ledgers."""
    return (
        Books(tmp_path / "exports")
        .posted("Receipt", 1000, document="RCT1", je=101, date="2026-10-01")
        .posted("Sale", -60, document="INV1", je=102, date="2026-10-20")
    )


def told(r: invrecon.Reconciliation, finding: str) -> Finding:
    """The only finding of an id."""
    (found,) = (each for each in r.findings if each.id == finding)
    return found


def titled(books: Books, *titles: str) -> Path:
    """The exports, with these lines above the captions of the inventory trial balance."""
    folder = books.write()
    file = folder / "inventory-trial-balance.csv"
    file.write_text("".join(f'"{title}"\n' for title in titles) + file.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def layers(books: Books, **captions: object) -> Books:
    """The open receipts of these books: ten received, less one sold, at 100.00 each; the trial balance likewise."""
    books.trial[0]["Quantity In Base U Of M"] = 10
    books.trial[1] |= {"Quantity In Base U Of M": -1, "Extended Cost": -100}
    for line in books.lines[2:]:
        line.update({side: 100 for side in ("Debit Amount", "Credit Amount") if line[side]})
    return books.receipt("RCT1", 10, 1, "100.00", **{"Date Received": "2026-10-01"} | captions)


def test_clean_books_have_nothing_to_say(books: Books) -> None:
    result = layers(books).item(**{"Valuation Method": "FIFO Perpetual"}).reconcile()
    assert result.findings == ()
    assert result.reconciled


def test_the_clean_company_has_unposted_batches_and_nothing_else() -> None:
    result = reconciled_once(SAMPLES / "dynamics-gp-clean")
    assert [(finding.id, finding.severity) for finding in result.findings] == [("unposted-inventory-batches", "info")]


# How the trial balance was printed


@pytest.mark.parametrize(
    "title", ["By Document Date, through 10/31/2026", "Print report using: Document Date", "Selected by Document Date"]
)
def test_a_report_by_document_date(books: Books, title: str) -> None:
    folder = titled(books, "HISTORICAL INVENTORY TRIAL BALANCE", title)
    result = invrecon.reconcile(folder, as_of="2026-10-31")
    finding = told(result, "printed-by-document-date")
    assert finding.severity == "error"
    assert title in finding.message
    assert not result.reconciled


@pytest.mark.parametrize(
    "title", ["By GL Posting Date, through 10/31/2026", "Sorted by GL Posting Date", "Document Date: First - Last"]
)
def test_a_report_by_posting_date(books: Books, title: str) -> None:
    folder = titled(books, "HISTORICAL INVENTORY TRIAL BALANCE", title, "Include items with zero quantity: Yes")
    assert invrecon.reconcile(folder, as_of="2026-10-31").findings == ()


@pytest.mark.parametrize(
    "title",
    ["Items with zero quantity: Excluded", "Without items with zero value", "Include items with zero value: No"],
)
def test_a_report_that_leaves_off_items_without_quantity(books: Books, title: str) -> None:
    result = invrecon.reconcile(titled(books, "HISTORICAL INVENTORY TRIAL BALANCE", title), as_of="2026-10-31")
    assert told(result, "zero-boxes-unmarked").severity == "warning"


def test_no_gl_date(books: Books) -> None:
    books.hidden.add("GL Posting Date")
    result = books.reconcile()
    assert told(result, "no-gl-date").severity == "warning"
    assert result.reconciled  # document dates serve


def test_sold_out_items_that_are_absent(books: Books) -> None:
    layers(books).receipt("RCT2", 5, 5, "3.00", **{"Item Number": "BELL", "Date Received": "2026-10-05"})
    assert "(BELL)" in told(books.reconcile(), "zero-boxes-unmarked").message


@pytest.mark.parametrize(
    "why", ["an item of zero quantity is there", "received before the report begins", "not sold out"]
)
def test_absent_items_that_prove_nothing(books: Books, why: str) -> None:
    received = "2026-09-01" if "before" in why else "2026-10-05"
    sold = 4 if why == "not sold out" else 5
    layers(books).receipt("RCT2", 5, sold, "3.00", **{"Item Number": "BELL", "Date Received": received})
    if "zero quantity" in why:
        for amount, je in ((7, 103), (-7, 104)):
            kind = "Receipt" if amount > 0 else "Sale"
            books.posted(kind, amount, item="LAMP", document=f"D{je}", je=je)
    assert "zero-boxes-unmarked" not in findings(books.reconcile())


# Quantity types


def test_damaged_stock_that_the_trial_balance_lacks(books: Books) -> None:
    layers(books).receipt("RCT2", 3, 1, "20.00", **{"QTY Type": "Damaged", "Date Received": "2026-10-02"})
    finding = told(books.reconcile(), "quantity-types-missing")
    assert finding.severity == "error"
    assert "Damaged (40.00)" in finding.message


@pytest.mark.parametrize(("quantity", "severity"), [(10, "error"), (12, None), (11, "warning")])
def test_without_quantity_types_the_quantities_tell(books: Books, quantity: int, severity: str | None) -> None:
    layers(books).receipt("RCT2", 3, 1, "20.00", **{"QTY Type": "Damaged", "Date Received": "2026-10-02"})
    books.hidden.add("Quantity Type")
    books.trial[0]["Quantity In Base U Of M"] = quantity  # nine on hand after the sale, two damaged
    found = [each.severity for each in books.reconcile().findings if each.id == "quantity-types-missing"]
    assert found == ([severity] if severity else [])


def test_damaged_stock_by_its_account(books: Books) -> None:
    books.item(**{"Inventory Account Number": "1300", "Damaged Account Number": RAW})
    books.gl(RAW, 25, kind="Adjustment", document="DMG1", je=300)
    assert f"{RAW} (Damaged, 25.00)" in told(books.reconcile(), "quantity-types-missing").message


def test_an_account_for_damaged_stock_that_nothing_is_on(books: Books) -> None:
    books.item(**{"Inventory Account Number": "1300", "Damaged Account Number": RAW})
    assert "quantity-types-missing" not in findings(books.reconcile())


# The G/L


def test_lines_that_may_be_unposted(books: Books) -> None:
    books.gl_hidden.add("Document Status")
    for line in books.lines:
        line["TRX Source"] = "GLTRX00000001"
    books.gl("1300", 5, "6100", je=200, **{"TRX Source": ""})
    finding = told(books.reconcile(), "status-not-exported")
    assert finding.severity == "warning"
    assert "1 line" not in finding.message
    assert "2 lines with debits of 5.00" in finding.message


def test_lines_of_which_nothing_tells_whether_they_are_posted(books: Books) -> None:
    books.gl_hidden.add("Document Status")
    assert told(books.reconcile(), "status-not-exported").severity == "info"


@pytest.mark.parametrize("shown", ["TRX Source", "OPENYEAR"])
def test_lines_that_are_posted_for_certain(books: Books, shown: str) -> None:
    books.gl_hidden.add("Document Status")
    for line in books.lines:
        line[shown] = "GLTRX00000001" if shown == "TRX Source" else 2026
    assert books.reconcile().findings == ()


def test_an_unknown_audit_trail_code(books: Books) -> None:
    books.posted("Adjustment", 8, document="A1", je=120)
    for row in (*books.trial, *books.lines):
        for caption in ("TRX Source", "Originating Transaction Source"):
            row[caption] = str(row.get(caption, "")).replace("IVADJ", "WHSCN")
    finding = told(books.reconcile(), "unknown-audit-trail")
    assert "WHSCN" in finding.message
    assert "1 row of the inventory trial balance with 8.00" in finding.message
    assert "1 G/L entry on inventory accounts with 8.00" in finding.message
    folder = books.write()
    toml = folder / "invrecon.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + '[audit_trails]\nWHSCN = "item"\n', encoding="utf-8")
    assert invrecon.reconcile(folder, as_of="2026-10-31").findings == ()


def test_cost_adjustments_posted_into_a_reported_period(books: Books) -> None:
    books.posted("Cost Adjustment of Sale", 3, document="RCT1", je=130, reference="SALESRCT1", date="2026-10-31")
    books.posted("Cost Adjustment of Sale", 4, document="RCT1", je=131, reference="SALESRCT1", date="2026-10-31")
    for line in books.lines:
        line["Originating Posted Date"] = "2026-11-04" if line["Journal Entry"] == 130 else "2026-10-31"
    result = books.reconcile()
    finding = told(result, "ripple-in-earlier-period")
    assert (finding.severity, [piece.amount for piece in finding.evidence]) == ("info", [Decimal(3)])
    assert result.reconciled


# Accounts


def test_an_account_outside_of_the_list(books: Books) -> None:
    books.accounts = ["1300"]
    books.posted("Receipt", 9, document="RCT9", je=109, account=RAW)
    assert f"{RAW} (1 row with 9.00)" in told(books.reconcile(), "account-list-incomplete").message
    books.accounts.append(RAW)
    assert books.reconcile().findings == ()


@pytest.mark.parametrize("blank", ["", "0", " - - "])
def test_a_row_without_account(books: Books, blank: str) -> None:
    books.posted("Receipt", 9, document="RCT9", je=109)
    books.trial[-1]["Inventory Account"] = blank
    finding = told(books.reconcile(), "hitb-row-without-account")
    assert [(piece.document_no, piece.amount) for piece in finding.evidence] == [("RCT9", Decimal(9))]


# Valuation and receipts


@pytest.mark.parametrize("shown_by", ["items", "trial balance", "receipts"])
def test_average_cost(books: Books, shown_by: str) -> None:
    layers(books)
    if shown_by == "items":
        books.item(**{"Valuation Method": "Average Perpetual"})
    for row in {"trial balance": books.trial, "receipts": books.receipts}.get(shown_by, []):
        row["Valuation Method"] = 3
    result = books.reconcile()
    finding = told(result, "valuation-cannot-tie")
    assert "1 item with 900.00 of inventory is valued by Average Perpetual (BIKE)" in finding.message
    assert result.reconciled


def test_stock_status_is_not_used(books: Books) -> None:
    folder = layers(books).write()
    (folder / "invrecon.toml").unlink()
    (folder / "stock.csv").write_text(
        "Item Number,Item Description,Record Type,QTY On Order,QTY On Hand,QTY Allocated,Location Code,QTY Available\n"
        "BIKE,Bike,Overall,0,9,0,,9\nBIKE,Bike,Site,0,9,0,MAIN,9\n",
        encoding="utf-8",
    )
    finding = told(invrecon.reconcile(folder, as_of="2026-10-31"), "stock-status-used")
    assert finding.message.startswith("stock.csv was not used")
    assert "Overall repeat" in finding.message


@pytest.mark.parametrize(
    ("sold", "unit_cost", "differs"),
    [(1, "100.00", None), (2, "100.00", "100.00"), (1, "100.11", None), (1, "100.12", "-1.08")],
)
def test_receipts_that_disagree(books: Books, sold: int, unit_cost: str, differs: str | None) -> None:
    layers(books)
    books.receipts[0] |= {"QTY Sold": sold, "Unit Cost": unit_cost}
    found = [each for each in books.reconcile().findings if each.id == "sub-ledger-disagrees"]
    amounts = [f"{piece.amount:.2f}" for finding in found for piece in finding.evidence]
    assert amounts == ([differs] if differs else [])


def test_receipts_that_the_trial_balance_does_not_reach(books: Books) -> None:
    """It was printed for the month that is closed, the receipts afterwards."""
    layers(books).receipt("RCT2", 7, 0, "100.00", **{"Date Received": "2026-11-02"})
    assert books.reconcile().findings == ()


def test_an_item_that_only_receipts_know(books: Books) -> None:
    layers(books).receipt("RCT2", 7, 0, "2.00", **{"Item Number": "BELL", "Date Received": "2026-10-02"})
    assert (
        "BELL has 0 of 0.00 in the trial balance and 7 of 14.00"
        in told(books.reconcile(), "sub-ledger-disagrees").message
    )


# Unposted inventory


def test_unposted_batches_and_documents(books: Books) -> None:
    books.batches = [
        {"Batch Number": "B1", "Batch Status": "Available", "Post to GL": "Yes", "Number Of TRX": 2, "Batch Total": 30},
        {"Batch Number": "B2", "Batch Status": "Available", "Post to GL": "No", "Number Of TRX": 1, "Batch Total": 5},
    ]
    books.transaction("Adjustment", 12, document="A7")
    books.transactions[-1]["Document Status"] = "Unposted"
    result = books.reconcile()
    finding = told(result, "unposted-inventory-batches")
    assert "2 unposted inventory batches, 35.00 in all (B1, B2)" in finding.message
    assert "1 unposted inventory transaction, 12.00 in all" in finding.message
    assert result.reconciled


def test_a_batch_stuck_in_posting(books: Books) -> None:
    books.batches = [{"Batch Number": "B1", "Batch Status": "Posting", "Post to GL": "Yes", "Number Of TRX": 2,
                      "Batch Total": 30, "User ID": "DORA"}]  # fmt: skip
    finding = told(books.reconcile(), "inventory-batch-interrupted")
    assert "B1 (Posting)" in finding.message
    assert finding.evidence[0].user_id == "DORA"


# The other side of inventory's journals


def test_a_purchase_price_variance_on_another_account_than_inventory_has(books: Books) -> None:
    books.move("Cost Adjustment, Invoice Match", 25, document="RCT1", je=103, offset="5200", date="2026-10-21")
    books.gl("1300", 25, "5300", kind="Receipt", document="RCT1", je=103, date="2026-10-21")
    result = books.reconcile()
    finding = told(result, "offset-account-differs")
    assert "JE 103 posted -25.00 to 5300, where inventory says 5200" in finding.message
    assert [(each.document_no, each.amount, each.note) for each in finding.evidence] == [
        ("RCT1", Decimal(-25), "on 5300 instead of 5200")
    ]
    assert result.reconciled


def test_other_lines_of_a_journal_are_no_wrong_offset(books: Books) -> None:
    books.posted("Receipt", 40, document="RCT2", je=104, offset="2111")
    books.gl("2111", -40, "2100", kind="Receipt", document="RCT2", je=104)
    books.move("Sale", -10, document="INV2", je=105, offset="4510")
    books.gl("1300", -10, kind="Sale", document="INV2", je=105).gl("4510", 6, kind="Sale", document="INV2", je=105)
    books.gl("4511", 4, kind="Sale", document="INV2", je=105)
    assert books.reconcile().findings == ()
