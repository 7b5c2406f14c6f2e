"""Files that do not show the same columns, and columns with blanks: nothing is lost, nothing counts twice."""

from __future__ import annotations

import invrecon
from tests.bookkeeping import Books, findings, row, warnings


def in_two_files(books: Books, *hidden: str) -> Books:
    """The last value entry in a file of its own, which does not show some columns."""
    last = {caption: value for caption, value in books.value_entries.pop().items() if caption not in hidden}
    books.extra["more.csv"] = [last]
    return books


def reconcile(books: Books):
    folder = books.write()
    toml = folder / "invrecon.toml"
    text = toml.read_text(encoding="utf-8").replace('more = "more.csv"\n', "")
    toml.write_text(text.replace('"value-entries.csv"', '["value-entries.csv", "more.csv"]'), encoding="utf-8")
    return invrecon.reconcile(folder, as_of="2026-10-31")


def test_a_blank_inventoriable_is_not_a_no(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100, **{"Inventoriable": ""})
    books.value_entry("Purchase / Direct Cost", 7, posted=0, **{"Inventoriable": "No"})
    books.pair("Inventory", "Direct Cost Applied", 100)
    result = books.reconcile()
    assert row(result, "Inventory")["total"] == "100.00"
    assert result.reconciled


def test_a_no_of_one_file_holds_although_the_other_does_not_show_the_column(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 7, posted=0, **{"Inventoriable": "No"})
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    result = reconcile(in_two_files(books, "Inventoriable"))
    assert row(result, "Inventory")["total"] == "100.00"
    assert result.reconciled


def test_a_variance_whose_type_is_shown_counts_once_although_another_file_hides_it(books: Books) -> None:
    books.value_entry("Purchase / Variance / Purchase", 18).pair("Inventory", "Purchase Variance", 18)
    books.value_entry("Output / Variance / Material", 40).pair("Inventory", "Material Variance", 40)
    books.value_entry("Output / Variance / Capacity", 5).pair("Inventory", "Capacity Variance", 5)
    result = reconcile(in_two_files(books, "Variance Type"))
    assert row(result, "Inventory")["total"] == "63.00"
    assert row(result, "Material Variance")["total"] == "-40.00"
    assert row(result, "Variance (type not exported)")["total"] == "-5.00"
    assert row(result, "Inventory")["difference"] == "0.00"


def test_a_posting_group_of_one_file_is_kept_although_the_items_give_it_for_the_other(books: Books) -> None:
    books.items = [{"No.": "1000", "Description": "Wheel", "Inventory Posting Group": "GOODS"}]
    books.inventory_setup.append(
        books.inventory_setup[0] | {"Invt. Posting Group Code": "OLD", "Inventory Account": "2119"}
    )
    books.value_entry("Purchase / Direct Cost", 60, **{"Inventory Posting Group": "OLD"})
    books.value_entry("Purchase / Direct Cost", 40)
    books.gl("2119", 60).gl("2110", 40).gl("Direct Cost Applied", -100)
    assert reconcile(in_two_files(books, "Inventory Posting Group")).reconciled


def test_capacity_without_order_type_is_remarked_on(books: Books) -> None:
    """Assembly resource cost and production capacity end on other accounts: without Order Type no one can tell."""
    books.value_entry("Capacity / Direct Cost", 30, order="Assembly").pair(
        "Inventory Adjmt.", "Direct Cost Applied", 30
    )
    books.hidden = {"Order Type"}
    result = books.reconcile()
    assert "column-not-exported" in findings(result)
    assert not result.reconciled


def test_entries_of_a_file_without_source_code_are_not_taken_for_direct_postings(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.gl("Inventory", 5, source_code="GENJNL")
    books.extra["gl-more.csv"] = [
        {key: value for key, value in entry.items() if key != "Source Code"} for entry in books.gl_entries[:2]
    ]
    del books.gl_entries[:2]
    folder = books.write()
    toml = folder / "invrecon.toml"
    text = toml.read_text(encoding="utf-8").replace('gl_more = "gl-more.csv"\n', "")
    toml.write_text(text.replace('"gl-entries.csv"', '["gl-entries.csv", "gl-more.csv"]'), encoding="utf-8")
    result = invrecon.reconcile(folder, as_of="2026-10-31")
    assert warnings(result, "Inventory") == {"direct-posting": "5.00"}
    assert warnings(result, "Direct Cost Applied") == {}
