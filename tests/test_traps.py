"""Exports that look whole and are not: filters, two companies, months that are missing, trial balances with totals."""

from __future__ import annotations

from decimal import Decimal

import pytest

import invrecon
from invrecon.errors import InputError
from invrecon.findings import Finding
from tests.bookkeeping import ACCOUNTS, Books, findings, row

INVENTORY, APPLIED = ACCOUNTS["Inventory"], ACCOUNTS["Direct Cost Applied"]


def bought(books: Books, count: int = 1, **fields: object) -> Books:
    """So many purchases of 10, posted."""
    for number in range(count):
        document = str(fields.get("document", f"PI{number}"))
        date = str(fields.get("date", "2026-10-15"))
        books.value_entry("Purchase / Direct Cost", 10, document=document, date=date)
        books.pair("Inventory", "Direct Cost Applied", 10, document=document, date=date)
    return books


def finding(result: invrecon.Reconciliation, id: str) -> Finding:
    (only,) = [each for each in result.findings if each.id == id]
    return only


# Value entries that the export lacks


def test_an_export_filtered_to_a_location_is_told_by_the_numbers_it_lacks(books: Books) -> None:
    bought(books, 10)
    books.inventory_setup.append(books.inventory_setup[0] | {"Location Code": "BLUE"})
    books.inventory_setup.append(books.inventory_setup[0] | {"Location Code": "RED"})
    for entry in books.value_entries:
        entry["Location Code"] = "BLUE"
    books.value_entries = books.value_entries[::-2]
    told = finding(books.reconcile(), "value-entries-missing")
    assert told.severity == "warning"
    assert "4 of the numbers 2 to 10 are missing from the value entries (3, 5, 7, 9)" in told.message
    assert "All value entries are of location BLUE, and the posting setup knows RED." in told.message


def test_a_missing_value_entry_that_the_gl_is_related_to_is_an_error(books: Books) -> None:
    bought(books, 200)
    books.extra["gl-item-relation.csv"] = [
        {"G/L Entry No.": 2 * number + side, "Value Entry No.": number + 1} for number in range(200) for side in (1, 2)
    ]
    del books.value_entries[100], books.gl_entries[200:202]
    books.gl("Inventory", 10, document="PI100", **{"Entry No.": 201})
    books.gl("Direct Cost Applied", -10, document="PI100", **{"Entry No.": 202})
    result = books.reconcile()
    told = finding(result, "value-entries-missing")
    assert told.severity == "error"
    assert "(101), and the G/L is related to 1 of them: they exist" in told.message


def test_a_few_numbers_lost_in_rolled_back_postings_are_a_note(books: Books) -> None:
    bought(books, 200).value_entry("Sale / Direct Cost", -1).pair("Inventory", "COGS", -1)
    for entry in books.value_entries[150:]:
        entry["Entry No."] = int(str(entry["Entry No."])) + 2
    result = books.reconcile()
    assert finding(result, "value-entries-missing").severity == "info"
    assert result.reconciled


def test_what_a_filter_on_posting_date_leaves_out_at_the_end_is_a_note(books: Books) -> None:
    """In November postings of both months take turns; the export ends with October."""
    for number in range(1, 61):
        date = f"2026-10-{min(31, number):02}" if number <= 31 or number % 2 else "2026-11-03"
        bought(books, document=f"PI{number}", date=date)
    kept = [entry for entry in books.value_entries if str(entry["Posting Date"]) < "2026-11"]
    books.value_entries = kept
    result = books.reconcile()
    assert finding(result, "value-entries-missing").severity == "info"
    assert result.reconciled


def test_without_numbers_the_documents_tell(books: Books) -> None:
    bought(books, 10)
    books.inventory_setup.append(books.inventory_setup[0] | {"Location Code": "RED"})
    for entry in books.value_entries:
        entry["Location Code"] = "BLUE"
    books.inventory_setup.append(books.inventory_setup[0] | {"Location Code": "BLUE"})
    books.value_entries = books.value_entries[::2]
    books.hidden = {"Entry No."}
    told = finding(books.reconcile(), "value-entries-missing")
    assert "5 documents that inventory posted to the G/L have no value entry" in told.message


# Periods


def test_entries_after_the_cut_off_are_counted_and_told(books: Books) -> None:
    bought(books)
    for document in ("A", "B"):
        bought(books, document=document, date="2026-11-05")
    result = books.reconcile()
    assert result.reconciled
    assert finding(result, "entries-after-cut-off").message == (
        "2 value entries (20.00 of cost) and 2 G/L entries (20.00 on balance sheet accounts of the setup) are dated "
        "after 2026-10-31, and not counted."
    )


def test_months_of_the_gl_that_the_value_entries_do_not_cover(books: Books) -> None:
    for month in ("07", "08", "10"):
        bought(books, document=f"PI{month}", date=f"2026-{month}-15")
    del books.value_entries[:2]
    told = finding(books.reconcile(), "period-not-covered")
    assert told.severity == "warning"
    assert "in Jul 2026 to Aug 2026, and no value entries at all" in told.message


def test_months_of_the_value_entries_that_the_gl_does_not_cover(books: Books) -> None:
    for month in ("07", "08", "10"):
        bought(books, document=f"PI{month}", date=f"2026-{month}-15")
    del books.gl_entries[:4]
    assert "no G/L entries at all" in finding(books.reconcile(), "period-not-covered").message
    assert findings(books.reconcile(from_date="2026-10-01")) == []


def test_an_opening_entry_stands_for_the_months_before_it(books: Books) -> None:
    bought(books, date="2026-07-15")
    books.gl_entries.clear()
    books.pair("Inventory", "Direct Cost Applied", 10, date="2026-10-01", source_code="START", document="OPEN")
    assert "period-not-covered" not in findings(books.reconcile())


# Trial balances


def line(account: str, name: str, balance: object, **captions: object) -> dict[str, object]:
    return {"G/L Account No.": account, "Name": name, "Balance": balance} | captions


def test_total_lines_of_a_trial_balance_are_never_added_up(books: Books) -> None:
    bought(books, 10)
    books.trial_balance = [
        line("1000", "Cash", 50),
        line(INVENTORY, "Stock", 100),
        line("2199", "Total assets", 150),
        line("5000", "Capital", -50),
        line(APPLIED, "Applied", -100),
        line("9999", "Summe Passiva", -150),
    ]
    result = books.reconcile()
    assert result.reconciled
    assert findings(result) == []
    remarks = [file.remarks for file in result.inputs if file.role == "trial_balance"]
    assert remarks == [("2 heading or total lines left out, which only add up others: 2199, 9999.",)]
    books.gl_entries.clear()
    assert row(books.reconcile(), "Inventory")["gl_total"] == "100.00"


def test_total_lines_without_a_telling_name_are_told_by_the_sum_of_all(books: Books) -> None:
    bought(books, 10).gl_entries.clear()
    books.trial_balance = [
        line("1000", "Cash", 50),
        line(INVENTORY, "Stock", 100),
        line("2199", "ASSETS", 150),
        line("5000", "Capital", -50),
        line(APPLIED, "Applied", -100),
    ]
    assert books.reconcile().reconciled


def test_a_trial_balance_that_does_not_sum_to_zero_keeps_its_lines(books: Books) -> None:
    bought(books, 10).gl_entries.clear()
    books.trial_balance = [line("1000", "Cash", 50), line(INVENTORY, "Stock", 100), line(APPLIED, "Applied", -100)]
    result = books.reconcile()
    assert findings(result) == ["trial-balance-does-not-balance"]
    assert not result.reconciled


def test_a_line_that_does_not_add_up_is_an_error(books: Books) -> None:
    bought(books, 10)
    books.trial_balance = [
        {"G/L Account No.": INVENTORY, "Starting Balance": 70, "Net Change": 20, "Balance": 100},
        {"G/L Account No.": APPLIED, "Starting Balance": -70, "Net Change": -30, "Balance": -100},
    ]
    result = books.reconcile()
    assert not result.reconciled
    told = finding(result, "trial-balance-does-not-add-up").message
    assert "on 2110 opening and net change make 90.00, and the balance is 100.00" in told


def test_an_account_that_a_whole_trial_balance_leaves_out(books: Books) -> None:
    bought(books, 10)
    books.trial_balance = [line("1000", "Cash", 100), line(APPLIED, "Applied", -100)]
    result = books.reconcile()
    assert not result.reconciled
    assert "Account 2110" in finding(result, "gl-entries-disagree-with-trial-balance").message


# Companies, currencies, columns that contradict each other


def test_two_companies_are_refused(books: Books) -> None:
    bought(books)
    for entries, company in ((books.value_entries, "Cronus A"), (books.gl_entries, "Cronus B")):
        for entry in entries:
            entry["Firm"] = company
    books.toml_tables = ["[columns.value_entries]", '"Firm" = "company"', "[columns.gl_entries]", '"Firm" = "company"']
    with pytest.raises(InputError, match="is of company") as caught:
        books.reconcile()
    assert {"Cronus A" in str(caught.value), "Cronus B" in str(caught.value)} == {True}
    for entry in books.gl_entries:
        entry["Firm"] = "Cronus A"
    assert books.reconcile().reconciled


def test_a_trial_balance_of_another_company_is_refused(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    for entry in books.value_entries:
        entry["Company"] = "Cronus A"
    books.trial_balance = [{"G/L Account No.": "2110", "Balance": 100, "Company Name": "Cronus B"}]
    with pytest.raises(InputError, match='is of company "Cronus B"'):
        books.reconcile()


def test_the_same_numbers_with_other_entries_may_be_two_companies(books: Books) -> None:
    bought(books, 30)
    books.value_entries += [entry | {"Document No.": "OTHER"} for entry in books.value_entries]
    with pytest.raises(InputError, match="two companies") as caught:
        books.reconcile()
    assert len(caught.value.problems) == 20
    assert caught.value.problems[-1].more == 10


def test_a_relation_that_stands_twice_is_refused(books: Books) -> None:
    bought(books)
    books.extra["gl-item-relation.csv"] = [{"G/L Entry No.": 1, "Value Entry No.": 1}] * 2
    with pytest.raises(InputError, match="the relation of G/L entry 1 to value entry 1 stands in"):
        books.reconcile()


@pytest.mark.parametrize(("codes", "mixed"), [(("", ""), False), (("USD", "USD"), False), (("", "EUR"), True)])
def test_gl_entries_in_several_currencies(books: Books, codes: tuple[str, str], mixed: bool) -> None:
    bought(books)
    for entry, code in zip(books.gl_entries, codes, strict=True):
        entry["Money"] = code
    books.toml_tables = ["[columns.gl_entries]", '"Money" = "currency"']
    result = books.reconcile()
    assert ("several-currencies" in findings(result)) is mixed
    assert result.reconciled is not mixed


def test_an_amount_that_is_not_debit_less_credit_is_an_error(books: Books) -> None:
    bought(books)
    for entry in books.gl_entries:
        amount = Decimal(str(entry["Amount"])) * 2
        entry |= {"Debit Amount": max(amount, 0), "Credit Amount": max(-amount, 0)}
    result = books.reconcile()
    assert not result.reconciled
    assert "10.00 against 20.00" in finding(result, "amount-is-not-debit-less-credit").message


# Credits that are printed as negative amounts


def sides(books: Books, credit: int) -> Books:
    """Debit and credit columns instead of Amount; credits with this sign."""
    for entry in books.gl_entries:
        amount = Decimal(str(entry.pop("Amount")))
        entry |= {"Debit Amount": max(amount, 0), "Credit Amount": credit * max(-amount, 0)}
    return books


def test_credits_printed_as_negative_amounts_are_credits(books: Books) -> None:
    result = sides(bought(books, 3), -1).reconcile()
    assert result.reconciled
    assert [file.remarks for file in result.inputs if file.role == "gl_entries"] == [
        ("credits are printed as negative amounts, and were read as credits",)
    ]


def test_a_correction_is_a_negative_credit(books: Books) -> None:
    bought(books, 3)
    books.value_entry("Purchase / Direct Cost", -10, document="CORR")
    sides(books, 1)
    books.gl("Inventory", 0, document="CORR", **{"Debit Amount": -10, "Credit Amount": 0})
    books.gl("Direct Cost Applied", 0, document="CORR", **{"Debit Amount": 0, "Credit Amount": -10})
    books.gl_hidden = {"Amount"}
    assert books.reconcile().reconciled


def test_negative_credits_that_prove_nothing_are_refused_until_the_toml_tells(books: Books) -> None:
    sides(bought(books, 3), -1)
    books.gl_entries = [entry for entry in books.gl_entries if entry["G/L Account No."] != INVENTORY]
    with pytest.raises(InputError, match=r"\[formats.gl_entries\]: credit = \"negative\""):
        books.reconcile()
    books.toml_tables = ["[formats.gl_entries]", 'credit = "negative"']
    assert row(books.reconcile(), "Direct Cost Applied")["gl_total"] == "-30.00"
