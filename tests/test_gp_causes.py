"""Each cause of Dynamics GP on books as small as they can be: what it claims, and the neighbour that it leaves alone.

The sum law (explained and unexplained make the difference) is asserted whenever books are reconciled, and nothing may
be left unexplained.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from invrecon.causes import causes_of
from tests.gp_books import (
    ACCRUED,
    COGS,
    FINISHED,
    INCOME,
    INVENTORY,
    MISC,
    OFFSET,
    PAYABLE,
    RAW,
    Books,
    causes,
    item,
    notes,
)

RIPPLE, MATCH, CLOSED = "Cost Adjustment of Sale", "Cost Adjustment, Invoice Match", "Cost Adjustment, PO Edit Status"
BROUGHT_FORWARD = {"Source Document": "BBF"}


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A receipt and a sale that both ledgers have."""
    books = Books(tmp_path / "exports")
    books.posted("Receipt", 1000, document="RCT0", je=1, date="2026-10-01")
    return books.posted("Sale", -100, document="INV0", je=2, date="2026-10-02")


@pytest.fixture
def empty(tmp_path: Path) -> Books:
    """Books in which nothing was ever posted."""
    return Books(tmp_path / "exports")


def test_every_cause_tells_what_it_means_and_how_to_correct_it() -> None:
    for cause in causes_of("dynamics-gp"):
        assert cause.meaning.strip(), cause.id
        assert cause.correction.strip(), cause.id
        assert cause.action, cause.id


# What is in order.


def test_clean_books_of_several_accounts_in_summary_and_in_detail(books: Books) -> None:
    source = "SLSTE00000500"
    books.move("Sale", -60, document="INV5", je=5, source=source).move(
        "Sale", -40, document="INV6", je=5, source=source
    )
    books.gl(INVENTORY, -100, COGS, kind="Sale", je=5, source=source)
    books.posted("Receipt", 300, document="RCT7", je=7, account=RAW)
    books.posted("Receipt", 200, document="RCT8", je=8, account=FINISHED, item="CAR")
    r = books.reconcile()
    assert causes(r) == {}
    assert r.reconciled
    assert [line.account_no for line in r.account_lines] == [INVENTORY, FINISHED, RAW]


@pytest.mark.parametrize("other", [INVENTORY, FINISHED])
def test_a_transfer_is_no_difference_on_one_account_or_on_two(books: Books, other: str) -> None:
    books.move("Transfer", -100, document="TRF1", je=4, offset=other)
    books.move("Transfer", 100, document="TRF1", je=4, account=other, Site="WEST")
    books.gl(other, 100, INVENTORY, kind="Transfer", document="TRF1", je=4)
    assert causes(books.reconcile()) == {}


def test_a_transfer_within_one_account_needs_no_journal(books: Books) -> None:
    books.move("Transfer", -100, document="TRF1", je=4).move("Transfer", 100, document="TRF1", je=4, Site="WEST")
    assert causes(books.reconcile()) == {}


@pytest.mark.parametrize("reference", ["SALES", "SALESRCT00000012", "INVAdjustedCost", "POPPO", "ivarct0007"])
def test_automatic_cost_adjustments_are_never_direct_postings(books: Books, reference: str) -> None:
    books.posted(RIPPLE, -5, document="INV0", je=10, reference=reference)
    books.move(RIPPLE, -3, document="INV0", je=11).move(RIPPLE, -4, document="INV9", je=11)
    books.gl(INVENTORY, -7, COGS, kind=RIPPLE, je=11, Reference=reference)
    assert causes(books.reconcile()) == {}


def test_an_automatic_cost_adjustment_without_journal_entry_is_found_by_its_source(books: Books) -> None:
    books.move(RIPPLE, -5, document="INV0", source="GLTRX00000050")
    books.gl(INVENTORY, -5, COGS, kind=RIPPLE, je=10, source="GLTRX00000050", Reference="SALESRCT1")
    assert causes(books.reconcile()) == {}


def test_nine_inventory_accounts_of_manufacturing(books: Books) -> None:
    for number in range(9):
        bucket = {"account": f"134{number}", "offset": "1400", "item": f"PART{number}", "document": "MO1", "je": 50}
        books.posted("Assembly", 10 + number, **bucket)  # type: ignore[arg-type]
    r = books.reconcile()
    assert causes(r) == {}
    assert len(r.account_lines) == 10


def test_a_document_after_the_cut_off_counts_in_neither_ledger(books: Books) -> None:
    books.posted("Sale", -60, document="INV5", je=5, date="2026-11-02")
    assert causes(books.reconcile()) == {}


# In inventory, not in the G/L.


@pytest.mark.parametrize(("amount", "word"), [(100, "increase"), (-100, "decrease")])
def test_an_adjustment_with_post_to_gl_off(books: Books, amount: int, word: str) -> None:
    more = {"Batch Number": "COUNT1", "Posted User ID": "BEN"}
    books.move("Adjustment", amount, document="ADJ1", **more)  # type: ignore[arg-type]
    r = books.reconcile()
    assert causes(r) == {"post-to-gl-off": f"{-amount:.2f}"}
    assert notes(r, "post-to-gl-off") == f"{word} of BIKE, MAIN, batch COUNT1, BEN"
    assert item(r, "post-to-gl-off").evidence[0].document_no == "ADJ1"
    assert item(r, "post-to-gl-off").doubt == ""


def test_post_to_gl_off_interrupted_and_deleted_are_told_apart(books: Books) -> None:
    books.move("Adjustment", 10, document="OFF")
    books.move("Adjustment", 200, document="LOST", je=70)
    books.posted("Adjustment", 5, document="HALF1", je=80)
    books.move("Adjustment", 3000, document="HALF2", source=books.source("Adjustment", "HALF1"))
    r = books.reconcile()
    assert causes(r) == {
        "post-to-gl-off": "-10.00",
        "journal-deleted": "-200.00",
        "posting-interrupted": "-3000.00",
    }
    assert notes(r, "journal-deleted") == "JE 70 is not in the G/L"
    assert "are in the G/L" in notes(r, "posting-interrupted")


def test_an_unposted_batch_is_told_with_its_name_and_age_and_is_no_deleted_journal(books: Books) -> None:
    books.move("Adjustment", -100, document="ADJ1", je=7)
    books.work(INVENTORY, -100, OFFSET, kind="Adjustment", document="ADJ1", je=7, **{"Batch Number": "IVADJ0031"})
    books.move("Adjustment", -30, document="ADJ2", je=8)
    r = books.reconcile()
    assert causes(r) == {"gl-batch-unposted": "100.00", "journal-deleted": "30.00"}
    assert notes(r, "gl-batch-unposted") == "batch IVADJ0031, JE 7, sa, 16 days old"


def test_an_unposted_batch_is_found_by_its_source_where_the_row_has_no_journal_entry(books: Books) -> None:
    source = "IVADJ00000044"
    books.move("Adjustment", -100, document="ADJ1", source=source)
    books.work(INVENTORY, -100, OFFSET, kind="Adjustment", je=7, source=source)
    assert causes(books.reconcile()) == {"gl-batch-unposted": "100.00"}


def test_an_unposted_automatic_cost_adjustment(books: Books) -> None:
    books.move(RIPPLE, -5, document="INV0", je=10)
    fields = {"Reference": "SALESRCT01", "Batch Number": "GLTRX00000123"}
    books.work(INVENTORY, -5, COGS, kind=RIPPLE, je=10, **fields)
    r = books.reconcile()
    assert causes(r) == {"gl-batch-unposted": "5.00"}
    assert "batch GLTRX00000123" in notes(r, "gl-batch-unposted")


def test_a_typed_entry_that_waits_is_no_difference(books: Books) -> None:
    books.work(INVENTORY, 100, MISC, je=7)
    assert causes(books.reconcile()) == {}


def test_adjusted_costs_and_override_variances_are_told_apart(books: Books) -> None:
    books.move(
        RIPPLE, -30, document="INV0", **{"Receipt Number": "RCT9", "Is Override Receipt": 1, "Is Override Relieved": 1}
    )
    books.move(RIPPLE, -4, document="INV0", **{"Receipt Number": "RCT0"})
    books.move("Standard Cost Adjustment", -500, document="STD1")
    r = books.reconcile()
    assert causes(r) == {"override-variance-not-posted": "30.00", "adjust-cost-not-journaled": "504.00"}
    assert notes(r, "override-variance-not-posted") == "BIKE, MAIN, receipt RCT9"
    assert "receipt RCT0" in notes(r, "adjust-cost-not-journaled")


def test_an_override_that_waits_for_its_receipt_has_no_variance(books: Books) -> None:
    books.move("Sale", -60, document="INV5", je=70, **{"Is Override Receipt": 1, "Is Override Relieved": 0})
    assert causes(books.reconcile()) == {"journal-deleted": "60.00"}


def test_a_relieved_sale_that_was_never_journaled_is_more_than_its_variance(books: Books) -> None:
    books.move("Sale", -60, document="INV5", **{"Is Override Receipt": 1, "Is Override Relieved": 1})
    assert causes(books.reconcile()) == {"posting-interrupted": "60.00"}


def test_a_relieved_sale_at_another_cost(books: Books) -> None:
    flags = {"Is Override Receipt": 1, "Is Override Relieved": 1}
    books.move("Sale", -66, document="INV5", je=5, **flags)  # type: ignore[arg-type]
    books.gl(INVENTORY, -60, COGS, kind="Sale", document="INV5", je=5)
    r = books.reconcile()
    assert causes(r) == {"override-variance-not-posted": "6.00"}
    assert "sold at 60.00, came in at 66.00" in notes(r, "override-variance-not-posted")


def test_a_posting_without_date_is_interrupted(books: Books) -> None:
    books.move("Sale", -60, document="INV5", **{"GL Posting Date": "1900-01-01"})
    r = books.reconcile()
    assert causes(r) == {"posting-interrupted": "60.00"}
    assert notes(r, "posting-interrupted") == "no GL posting date, BIKE"


def test_a_sale_without_journal_entry_is_probably_interrupted(books: Books) -> None:
    books.move("Sale", -60, document="INV5")
    r = books.reconcile()
    assert causes(r) == {"posting-interrupted": "60.00"}
    assert item(r, "posting-interrupted").doubt == "the posting journals of INV5"


def test_a_batch_in_recovery_is_named(books: Books) -> None:
    books.posted("Adjustment", 5, document="HALF1", je=80)
    source = books.source("Adjustment", "HALF1")
    books.move("Adjustment", 30, document="HALF2", source=source, **{"Batch Number": "COUNT1"})
    books.batches.append({"Batch Number": "COUNT1", "Batch Status": "Busy", "Number Of TRX": 2, "Batch Total": 35})
    assert "batch COUNT1 is Busy" in notes(books.reconcile(), "posting-interrupted")


def test_a_purchase_order_closed_without_journal_entry(books: Books) -> None:
    books.posted(CLOSED, -7, document="PO8", je=8)
    books.move(CLOSED, -20, document="PO9", **{"PO Number": "PO9"})
    r = books.reconcile()
    assert causes(r) == {"purchase-order-closed": "20.00"}
    assert notes(r, "purchase-order-closed") == "PO PO9, BIKE, no journal entry"


def test_a_purchase_order_closed_in_the_gl_alone(books: Books) -> None:
    books.gl(INVENTORY, -20, ACCRUED, kind=CLOSED, document="PO9", je=9)
    r = books.reconcile()
    assert causes(r) == {"purchase-order-closed": "-20.00"}
    assert "closed in Edit PO Status" in notes(r, "purchase-order-closed")


def test_an_account_that_the_gl_export_leaves_out(books: Books) -> None:
    books.posted("Receipt", 100, document="RCT9", je=9, account=RAW)
    books.move("Receipt", 30, document="RCT8", je=8)
    books.lines = [line for line in books.lines if line["Account Number"] != RAW]
    r = books.reconcile()
    assert causes(r) == {"account-not-listed": "-100.00", "journal-deleted": "-30.00"}
    assert [found.account_no for found in r.reconciling_items] == [INVENTORY, RAW]


# In the G/L, not in inventory.


def test_a_typed_journal_entry(books: Books) -> None:
    books.gl(INVENTORY, 50, MISC, je=10, Reference="Write up", **{"Batch Number": "MISC1"})
    r = books.reconcile()
    assert causes(r) == {"direct-posting": "50.00"}
    assert notes(r, "direct-posting") == "ANNA, JE 10, MISC1, Write up"
    assert item(r, "direct-posting").doubt == ""


@pytest.mark.parametrize("reference", ["SALES returns written off", "Inventory", "POP invoice 7", ""])
def test_a_reference_that_only_begins_like_an_automatic_one_was_typed(books: Books, reference: str) -> None:
    books.gl(INVENTORY, -5, COGS, je=10, Reference=reference)
    assert causes(books.reconcile()) == {"direct-posting": "-5.00"}


def test_a_reference_like_that_of_an_automatic_adjustment_in_a_batch_of_a_person(books: Books) -> None:
    books.gl(INVENTORY, -5, MISC, je=10, Reference="INV", **{"Batch Number": "ANNA1"})
    assert causes(books.reconcile()) == {"direct-posting": "-5.00"}


def test_an_automatic_cost_adjustment_without_row(books: Books) -> None:
    books.gl(INVENTORY, -5, COGS, kind=RIPPLE, je=10, Reference="SALESAdjustedCost")
    named = {"Originating Master Name": "IV Ripple Transaction"}
    books.gl(INVENTORY, -7, COGS, kind=RIPPLE, document="INV0", je=11, **named)
    r = books.reconcile()
    assert causes(r) == {"hitb-row-missing": "-12.00"}
    assert item(r, "hitb-row-missing").doubt


def test_an_entry_of_another_company_names_it(books: Books) -> None:
    books.gl(INVENTORY, 50, MISC, je=10, **{"Originating Company ID": "TWO"})
    for line in books.lines[:4]:
        line["Originating Company ID"] = "ONE"
    r = books.reconcile()
    assert causes(r) == {"direct-posting": "50.00"}
    assert "from company TWO" in notes(r, "direct-posting")


def test_a_payables_voucher_on_the_inventory_account(books: Books) -> None:
    books.gl(INVENTORY, 70, PAYABLE, kind="Voucher", document="V1", je=5, **{"Originating Master ID": "ACME"})
    r = books.reconcile()
    assert causes(r) == {"non-item-document": "70.00"}
    assert "ACME" in notes(r, "non-item-document")
    assert item(r, "non-item-document").doubt == ""


@pytest.mark.parametrize(
    ("tracking", "cause"),
    [("Serial Numbers", "serial-override"), ("Lot Numbers", "lot-override"), ("None", "hitb-row-missing")],
)
def test_a_sale_that_only_the_gl_and_the_transactions_have(books: Books, tracking: str, cause: str) -> None:
    books.item(tracking=tracking).transaction("Sale", -70, document="INV5")
    books.gl(INVENTORY, -70, COGS, kind="Sale", document="INV5", je=5)
    r = books.reconcile()
    assert causes(r) == {cause: "-70.00"}
    assert "BIKE" in notes(r, cause)
    assert item(r, cause).doubt == ""


@pytest.mark.parametrize(
    ("tracking", "cause"),
    [("Serial Numbers", "serial-override"), ("Lot Numbers", "lot-override"), ("None", "hitb-row-missing")],
)
def test_without_transactions_an_override_is_only_suspected(books: Books, tracking: str, cause: str) -> None:
    books.item(tracking=tracking).gl(INVENTORY, -70, COGS, kind="Sale", document="INV5", je=5)
    r = books.reconcile()
    assert causes(r) == {cause: "-70.00"}
    assert item(r, cause).doubt == "the Inventory Transactions export"
    assert item(r, cause).summary.startswith("probably")


def test_freight_and_drop_shipments_are_no_overrides(books: Books) -> None:
    books.item(tracking="Serial Numbers").transaction("Sale", -100, document="INV0")
    books.gl(INVENTORY, -7, MISC, kind="Sale", document="FREIGHT", je=5)
    books.gl(INVENTORY, -400, COGS, kind="Sale", document="DROPSHIP", je=6)
    r = books.reconcile()
    assert causes(r) == {"non-item-document": "-407.00"}
    assert item(r, "non-item-document").doubt == ""


def test_freight_beside_items_in_one_journal(books: Books) -> None:
    books.posted("Sale", -60, document="INV5", je=5)
    books.gl(INVENTORY, -7, MISC, kind="Sale", document="INV5", je=5)
    r = books.reconcile()
    assert causes(r) == {"non-item-document": "-7.00"}
    assert "beside items in JE 5" in notes(r, "non-item-document")
    assert item(r, "non-item-document").doubt == "the Inventory Transactions export"


def test_of_a_document_with_freight_the_override_is_its_item_alone(books: Books) -> None:
    books.item(tracking="Serial Numbers").transaction("Sale", -70, document="INV5")
    books.gl(INVENTORY, -70, COGS, kind="Sale", document="INV5", je=5)
    books.gl(INVENTORY, -7, MISC, kind="Sale", document="INV5", je=5)
    assert causes(books.reconcile()) == {"serial-override": "-70.00", "non-item-document": "-7.00"}


def test_an_override_in_a_journal_that_sums_it_up_with_another_item(books: Books) -> None:
    books.item(tracking="Serial Numbers").item("PUMP").transaction("Sale", -70, document="INV5")
    books.move("Sale", -30, document="INV5", je=5, item="PUMP").transaction("Sale", -30, document="INV5", item="PUMP")
    books.gl(INVENTORY, -100, COGS, kind="Sale", document="INV5", je=5)
    assert causes(books.reconcile()) == {"serial-override": "-70.00"}


@pytest.mark.parametrize("known", [True, False])
def test_a_receipt_that_only_the_gl_has(books: Books, known: bool) -> None:
    books.receipt("RCT0", 10, 1, 100)
    if known:
        books.receipt("RCT5", 1, 0, 20)
    books.gl(INVENTORY, 20, ACCRUED, kind="Receipt", document="RCT5", je=5)
    r = books.reconcile()
    cause = "hitb-row-missing" if known else "non-item-document"
    assert causes(r) == {cause: "20.00"}
    assert item(r, cause).doubt == ""


@pytest.mark.parametrize("one_journal", [True, False])
def test_a_document_of_a_batch_of_which_inventory_has_the_others(books: Books, one_journal: bool) -> None:
    source = "IVADJ00000077"
    books.move("Adjustment", 40, document="ADJ6", je=6, source=source)
    books.gl(INVENTORY, 40, OFFSET, kind="Adjustment", document="ADJ6", je=6, source=source)
    books.gl(INVENTORY, 60, OFFSET, kind="Adjustment", document="ADJ7", je=6 if one_journal else 7, source=source)
    assert causes(books.reconcile()) == {"posting-interrupted": "60.00"}


def test_an_adjustment_of_which_inventory_has_nothing(books: Books) -> None:
    books.gl(INVENTORY, 20, OFFSET, kind="Adjustment", document="ADJ5", je=5)
    r = books.reconcile()
    assert causes(r) == {"hitb-row-missing": "20.00"}
    assert item(r, "hitb-row-missing").doubt == "the Inventory Transactions export"


def test_an_unknown_audit_trail_code_leaves_its_entry_in_doubt(books: Books) -> None:
    books.gl(INVENTORY, 20, OFFSET, je=5, source="XYZAB00000001")
    r = books.reconcile()
    assert causes(r) == {"direct-posting": "20.00"}
    assert item(r, "direct-posting").doubt == "the meaning of audit trail code XYZAB00000001"
    assert "unknown-audit-trail" in [finding.id for finding in r.findings]


# In both, differently.


def test_an_amount_that_was_edited(books: Books) -> None:
    books.move("Sale", -60, document="INV5", je=5)
    books.gl(INVENTORY, -66, COGS, kind="Sale", document="INV5", je=5)
    r = books.reconcile()
    assert causes(r) == {"amount-differs": "-6.00"}
    assert "G/L -66.00, inventory ledger -60.00" in notes(r, "amount-differs")


def test_a_line_that_a_journal_lacks_is_no_deleted_journal(books: Books) -> None:
    source = "IVADJ00000009"
    books.move("Adjustment", -60, document="ADJ5", je=5, source=source)
    books.move("Adjustment", -40, document="ADJ6", je=5, source=source)
    books.gl(INVENTORY, -60, OFFSET, kind="Adjustment", document="ADJ5", je=5, source=source)
    r = books.reconcile()
    assert causes(r) == {"amount-differs": "40.00"}
    assert notes(r, "amount-differs") == "JE 5 is in the G/L without it"


def test_a_line_too_many_in_a_journal_of_inventory(books: Books) -> None:
    books.posted("Adjustment", 60, document="ADJ5", je=5)
    books.gl(INVENTORY, 9, OFFSET, kind="Adjustment", document="ADJ5", je=5)
    assert causes(books.reconcile()) == {"amount-differs": "9.00"}


def test_cents_of_a_summary_and_of_landed_cost_are_rounding_and_more_is_not(books: Books) -> None:
    for number in range(3):
        books.move("Sale", "-33.33", document=f"INV{number + 5}", je=5, source="SLSTE00000009")
    books.gl(INVENTORY, "-100.00", COGS, kind="Sale", je=5, source="SLSTE00000009")
    books.move("Cost Adjustment, Landed Cost Match", "7.33", document="LC1", je=6)
    books.gl(INVENTORY, "7.32", ACCRUED, kind=MATCH, document="LC1", je=6)
    assert causes(books.reconcile()) == {"rounding": "-0.02"}
    books.lines[-2]["Debit Amount"] = "7.31"
    assert causes(books.reconcile()) == {"rounding": "-0.01", "amount-differs": "-0.02"}


def test_two_invoices_of_one_receipt(books: Books) -> None:
    for document, je, inventory, gl in (("PI1", 5, 20, 12), ("PI2", 6, 10, 6)):
        books.move(MATCH, inventory, document=document, je=je, RCPTNMBR1="RCT0")
        books.gl(INVENTORY, gl, ACCRUED, kind=MATCH, document=document, je=je)
    r = books.reconcile()
    assert causes(r) == {"receipt-partly-invoiced": "-12.00"}
    assert "receipt RCT0, 2 invoices, G/L 12.00, inventory 20.00" in notes(r, "receipt-partly-invoiced")


def test_an_invoice_for_less_than_was_received_and_one_that_is_a_cent_off(books: Books) -> None:
    books.move(MATCH, 20, document="PI1", je=5, RCPTNMBR1="RCT0")
    books.gl(INVENTORY, 12, ACCRUED, kind=MATCH, document="PI1", je=5)
    books.move(MATCH, 30, document="PI2", je=6, RCPTNMBR1="RCT1")
    books.gl(INVENTORY, "30.01", ACCRUED, kind=MATCH, document="PI2", je=6)
    r = books.reconcile()
    assert causes(r) == {"receipt-partly-invoiced": "-8.00", "rounding": "0.01"}
    assert "partly invoiced" in notes(r, "receipt-partly-invoiced")


def test_invoices_that_are_rightly_matched(books: Books) -> None:
    books.posted(MATCH, 12, document="PI1", je=5, RCPTNMBR1="RCT0")
    books.posted(MATCH, 8, document="PI2", je=6, RCPTNMBR1="RCT0")
    assert causes(books.reconcile()) == {}


@pytest.mark.parametrize("account", ["5000", FINISHED])
def test_a_posting_on_another_account(books: Books, account: str) -> None:
    books.posted("Receipt", 90, document="RCT7", je=7, account=FINISHED)
    books.move("Sale", -60, document="INV5", je=5).gl(account, -60, COGS, kind="Sale", document="INV5", je=5)
    r = books.reconcile()
    found = {(piece.account_no, piece.cause): f"{piece.amount:.2f}" for piece in r.reconciling_items}
    assert found == {(INVENTORY, "wrong-account"): "60.00", (account, "wrong-account"): "-60.00"}
    assert f"on {account} instead of {INVENTORY}" in notes(r, "wrong-account")


def test_a_posting_that_was_spread_over_other_accounts(books: Books) -> None:
    books.move("Sale", -60, document="INV5", je=5)
    books.gl("5000", -35, COGS, kind="Sale", document="INV5", je=5).gl(
        "5001", -25, COGS, kind="Sale", document="INV5", je=5
    )
    r = books.reconcile()
    assert causes(r) == {"wrong-account": "60.00"}
    assert "JE 5 has no line on an inventory account" in notes(r, "wrong-account")


def test_the_same_account_on_both_sides(books: Books) -> None:
    books.move("Adjustment", 60, document="ADJ5", je=5, offset=INVENTORY)
    books.gl(INVENTORY, 60, INVENTORY, kind="Adjustment", document="ADJ5", je=5)
    r = books.reconcile()
    assert causes(r) == {"same-account-both-sides": "-60.00"}
    assert f"{INVENTORY} on both sides" in notes(r, "same-account-both-sides")


@pytest.mark.parametrize("document", ["INV5", ""])
def test_a_posting_that_the_gl_has_twice_in_detail_and_in_summary(books: Books, document: str) -> None:
    source = "SLSTE00000009"
    books.move("Sale", -60, document="INV5", je=5, source=source)
    for je in (5, 6):
        books.gl(INVENTORY, -60, COGS, kind="Sale", document=document, je=je, source=source)
    assert causes(books.reconcile()) == {"duplicate-posting": "-60.00"}


def test_two_like_sales_are_no_duplicate(books: Books) -> None:
    books.posted("Sale", -60, document="INV5", je=5).posted("Sale", -60, document="INV6", je=6)
    assert causes(books.reconcile()) == {}


@pytest.mark.parametrize(("inventory", "gl", "amount"), [("10-31", "11-01", "60.00"), ("11-01", "10-31", "-60.00")])
def test_dates_on_either_side_of_the_cut_off(books: Books, inventory: str, gl: str, amount: str) -> None:
    books.move("Sale", -60, document="INV5", je=5, date=f"2026-{inventory}")
    books.gl(INVENTORY, -60, COGS, kind="Sale", document="INV5", je=5, date=f"2026-{gl}")
    assert causes(books.reconcile()) == {"posting-date-differs": amount}


def test_an_automatic_cost_adjustment_in_an_earlier_period(books: Books) -> None:
    books.posted("Receipt", 50, document="RCTX", je=3, date="2026-09-10")
    books.move(RIPPLE, -5, document="INV0", je=10)
    books.gl(INVENTORY, -5, COGS, kind=RIPPLE, je=10, date="2026-09-30", Reference="SALESRCT1")
    assert causes(books.reconcile()) == {}
    assert causes(books.reconcile(from_date="2026-10-01")) == {"posting-date-differs": "5.00"}


# Voided and corrected journals.


def backed_out(books: Books, je: int, by: int, corrected_by: int = 0) -> None:
    for line in books.lines:
        if line["Journal Entry"] == je:
            line |= {"Back Out JE": by, "Correcting JE": corrected_by}


def test_a_typed_journal_that_was_voided_is_nothing(books: Books) -> None:
    books.gl(INVENTORY, 50, MISC, je=10).gl(INVENTORY, -50, MISC, je=11, **{"Original JE": 10})
    backed_out(books, 10, 11)
    assert causes(books.reconcile()) == {}


def test_a_posted_journal_that_was_voided_is_lost(books: Books) -> None:
    books.posted("Adjustment", 70, document="ADJ1", je=10).gl(INVENTORY, -70, OFFSET, je=11, **{"Original JE": 10})
    backed_out(books, 10, 11)
    r = books.reconcile()
    assert causes(r) == {"journal-deleted": "-70.00"}
    assert notes(r, "journal-deleted") == "JE 10 was voided"


@pytest.mark.parametrize(
    ("account", "amount", "expected"),
    [(INVENTORY, 70, {}), (INVENTORY, 80, {"amount-differs": "10.00"}), (MISC, 70, {"wrong-account": "0.00"})],
)
def test_a_corrected_journal_stands_in_the_place_of_the_first(
    books: Books, account: str, amount: int, expected: dict[str, str]
) -> None:
    books.posted("Adjustment", 70, document="ADJ1", je=10).gl(INVENTORY, -70, OFFSET, je=11, **{"Original JE": 10})
    books.gl(account, amount, OFFSET, je=12, **{"Original JE": 10})
    backed_out(books, 10, 11, 12)
    assert causes(books.reconcile()) == expected


# How the books begin.


def begun(books: Books, inventory: int) -> Books:
    """Inventory with a receipt of 2025, and a receipt of 2026 in both ledgers."""
    books.move("Receipt", inventory, document="RCTX", je=3, date="2025-12-15")
    return books.posted("Receipt", 100, document="RCT1", je=2)


@pytest.mark.parametrize(("balances", "amount"), [((500,), None), ((480,), "-20.00"), ((500, 500), "500.00")])
def test_a_balance_brought_forward_that_is_right_that_differs_and_that_is_doubled(
    empty: Books, balances: tuple[int, ...], amount: str | None
) -> None:
    begun(empty, 500)
    for je, balance in enumerate(balances, start=60):
        empty.gl(INVENTORY, balance, INCOME, je=je, date="2026-01-01", source="", **BROUGHT_FORWARD)
    assert causes(empty.reconcile()) == ({} if amount is None else {"opening-balance": amount})


def test_a_balance_brought_forward_that_is_absent_is_no_deleted_journal(empty: Books) -> None:
    r = begun(empty, 500).reconcile()
    assert causes(r) == {"opening-balance": "-500.00"}
    assert item(r, "opening-balance").doubt == "the G/L entries before 1 Oct 2026"


@pytest.mark.parametrize("reset", ["BALANCE FORWARD", "IVRESET"])
def test_the_reset_of_the_trial_balance(empty: Books, reset: str) -> None:
    for number, amount in (("BIKE", 300), ("CAR", 200)):
        empty.move("Receipt", amount, document=reset, item=number, date="2025-12-31", source="")
    empty.posted("Receipt", 100, document="RCT1", je=2)
    assert causes(empty.reconcile()) == {"opening-balance": "-500.00"}
    empty.gl(INVENTORY, 500, INCOME, je=60, date="2026-01-01", source="", **BROUGHT_FORWARD)
    assert causes(empty.reconcile()) == {}


@pytest.mark.parametrize(("balance", "expected"), [(500, {}), (480, {"opening-balance": "-20.00"})])
def test_both_years_are_there_and_the_balance_between_them_counts_once(
    empty: Books, balance: int, expected: dict[str, str]
) -> None:
    empty.posted("Receipt", 500, document="RCTX", je=3, date="2025-12-15").posted("Receipt", 100, document="RCT1", je=2)
    empty.gl(INVENTORY, balance, je=60, date="2026-01-01", source="", **BROUGHT_FORWARD)
    empty.balance(INVENTORY, balance + 100).balance(ACCRUED, -balance - 100)
    assert causes(empty.reconcile()) == expected


@pytest.mark.parametrize(("opening", "expected"), [(500, {}), (480, {"opening-balance": "-20.00"})])
def test_entries_of_one_month_begin_with_the_trial_balance(
    empty: Books, opening: int, expected: dict[str, str]
) -> None:
    empty.move("Receipt", 500, document="RCTX", je=3, date="2026-08-15").posted("Sale", -50, document="INV9", je=9)
    for account, begins, change in ((INVENTORY, opening, -50), (COGS, 0, 50), (ACCRUED, -opening, 0)):
        empty.balance(account, begins + change)
        empty.balances[-1] |= {"Beginning Balance": begins, "Net Change": change}
    r = empty.reconcile()
    assert causes(r) == expected
    assert "gl-entries-disagree-with-trial-balance" not in [finding.id for finding in r.findings]


def test_a_summary_that_differs_from_its_entries(books: Books) -> None:
    books.balance(INVENTORY, 950).balance(COGS, 100).balance(ACCRUED, -1000)
    r = books.reconcile()
    assert causes(r) == {"summary-differs": "50.00"}
    assert item(r, "summary-differs").doubt
    books.balances[0]["Ending Balance"] = 900
    assert causes(books.reconcile()) == {}


# What missing exports and columns leave in doubt.


def test_without_references_a_typed_entry_is_only_suspected(books: Books) -> None:
    books.gl_hidden = {"Reference"}
    books.posted(RIPPLE, -5, document="INV0", je=9).gl(INVENTORY, 50, MISC, je=10)
    r = books.reconcile()
    assert causes(r) == {"direct-posting": "50.00"}
    assert item(r, "direct-posting").doubt == "Reference in the Account Transactions export"


def test_without_journal_entries_what_was_not_posted_is_only_suspected(books: Books) -> None:
    books.hidden = {"Journal Entry"}
    books.move("Adjustment", 9, document="ADJ9").gl(INVENTORY, 50, MISC, je=10)
    r = books.reconcile()
    assert causes(r) == {"post-to-gl-off": "-9.00", "direct-posting": "50.00"}
    assert item(r, "post-to-gl-off").doubt == "Journal Entry in the inventory trial balance"


def test_without_audit_trail_codes_the_series_tells(books: Books) -> None:
    books.gl_hidden = {"Originating Transaction Source", "Originating Control Number"}
    books.gl(INVENTORY, 50, MISC, je=10).gl(INVENTORY, 33, PAYABLE, kind="Voucher", document="V1", je=11)
    assert causes(books.reconcile()) == {"direct-posting": "50.00", "non-item-document": "33.00"}


def test_without_quantities_an_adjustment_is_still_one(books: Books) -> None:
    books.hidden = {"Quantity In Base U Of M"}
    books.move("Adjustment", 9, document="ADJ9", **{"Receipt Number": "ADJ9"})
    assert causes(books.reconcile()) == {"post-to-gl-off": "-9.00"}


def test_of_inventory_accounts_alone_a_missing_journal_may_be_on_another_account(books: Books) -> None:
    books.move("Sale", -60, document="INV9", je=40)
    books.lines = [line for line in books.lines if line["Account Number"] == INVENTORY]
    r = books.reconcile()
    assert causes(r) == {"journal-deleted": "60.00"}
    assert item(r, "journal-deleted").doubt == "a G/L export of all accounts"


# Corrections.


def test_a_typed_journal_that_posts_what_post_to_gl_left_out_belongs_to_it(books: Books) -> None:
    books.move("Adjustment", 50, document="ADJ1", date="2026-10-05")
    books.gl(INVENTORY, 50, OFFSET, je=10, date="2026-10-20", Reference="ADJ1")
    books.gl(INVENTORY, 8, MISC, je=11, date="2026-10-20", Reference="something else")
    r = books.reconcile()
    assert causes(r) == {"direct-posting": "8.00"}


def test_one_typed_journal_for_all_that_post_to_gl_left_out(books: Books) -> None:
    books.move("Adjustment", 50, document="ADJ1").move("Adjustment", -20, document="ADJ2")
    books.gl(INVENTORY, 30, OFFSET, je=10, date="2026-10-20", Reference="ADJ1 and ADJ2")
    assert causes(books.reconcile()) == {}
    books.move("Adjustment", 7, document="ADJ3")
    assert causes(books.reconcile()) == {"post-to-gl-off": "-37.00", "direct-posting": "30.00"}


def test_an_adjustment_that_repeats_a_typed_journal_with_post_to_gl_off_settles_it(books: Books) -> None:
    books.gl(INVENTORY, -50, MISC, je=10, date="2026-10-05", Reference="Shrinkage")
    books.move("Adjustment", -50, document="ADJ1", date="2026-10-20")
    assert causes(books.reconcile()) == {}


def test_a_reversed_typed_journal_is_nothing(books: Books) -> None:
    books.gl(INVENTORY, 50, MISC, je=10).gl(INVENTORY, -50, MISC, je=11, date="2026-10-20")
    assert causes(books.reconcile()) == {}


def test_a_journal_posted_again_settles_the_deleted_one(books: Books) -> None:
    books.move("Sale", -60, document="INV5", je=7)
    books.gl(INVENTORY, -60, COGS, je=30, date="2026-10-25", Reference="lost JE 7")
    assert causes(books.reconcile()) == {}


# Several at once.


def typed(books: Books) -> None:
    books.gl(INVENTORY, 1, MISC, je=910, Reference="typed")


def off(books: Books) -> None:
    books.move("Adjustment", -20, document="OFF1")


def waiting(books: Books) -> None:
    books.move("Adjustment", -300, document="WAIT1", je=930)
    books.work(INVENTORY, -300, OFFSET, kind="Adjustment", document="WAIT1", je=930)


def adjusted(books: Books) -> None:
    books.move(RIPPLE, -4000, document="INV0", **{"Receipt Number": "RCT0"})


def overridden(books: Books) -> None:
    books.move(RIPPLE, -50000, document="INV0", **{"Is Override Receipt": 1, "Is Override Relieved": 1})


def serial(books: Books) -> None:
    books.item("PUMP", "Serial Numbers").transaction("Sale", -600000, document="SER1", item="PUMP")
    books.gl(INVENTORY, -600000, COGS, kind="Sale", document="SER1", je=960)


def lot(books: Books) -> None:
    books.item("PAINT", "Lot Numbers").transaction("Sale", -7000000, document="LOT1", item="PAINT")
    books.gl(INVENTORY, -7000000, COGS, kind="Sale", document="LOT1", je=970)


ARTICLE: dict[Callable[[Books], None], tuple[str, str]] = {
    typed: ("direct-posting", "1.00"),
    off: ("post-to-gl-off", "20.00"),
    waiting: ("gl-batch-unposted", "300.00"),
    adjusted: ("adjust-cost-not-journaled", "4000.00"),
    overridden: ("override-variance-not-posted", "50000.00"),
    serial: ("serial-override", "-600000.00"),
    lot: ("lot-override", "-7000000.00"),
}


def test_all_causes_of_the_vendors_article_at_once(books: Books) -> None:
    for happens in ARTICLE:
        happens(books)
    r = books.reconcile()
    assert causes(r) == dict(ARTICLE.values())
    assert r.unexplained is False


@pytest.mark.parametrize("left_out", ARTICLE, ids=lambda happens: happens.__name__)
def test_one_cause_less_changes_no_other(books: Books, left_out: Callable[[Books], None]) -> None:
    for happens in ARTICLE:
        if happens is not left_out:
            happens(books)
    assert causes(books.reconcile()) == dict(told for happens, told in ARTICLE.items() if happens is not left_out)
