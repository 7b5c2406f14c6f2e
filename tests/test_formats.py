"""One format per column, decided from the whole column, settled by the file's other columns, or refused."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from invrecon.errors import InputError
from tests.bookkeeping import Books, findings
from tests.shell import call
from tests.test_reading import CAPTIONS, actual, column, entry, read, table, toml, workbook, write
from tests.test_refusals import problem

# Amounts: how currencies, sides and signs are written


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("$5", "5"),
        ("-$1,234.56", "-1234.56"),
        ("$-1,234.56", "-1234.56"),
        ("($1,234.56)", "-1234.56"),
        ("$(1,234.56)", "-1234.56"),
        ("1,234.56 USD", "1234.56"),
        ("(1,234.56) USD", "-1234.56"),
        ("EUR 1,234.56-", "-1234.56"),
        ("1.234,56 €", "1234.56"),
        ("1 234,56\u00a0€", "1234.56"),
        ("-1.234,56 kr", "-1234.56"),
        ("R 1 234.56", "1234.56"),
        ("CHF 1'234.50", "1234.5"),
        ("1,234.56 CR", "-1234.56"),
        ("1,234.56CR", "-1234.56"),
        ("1,234.56 Cr.", "-1234.56"),
        ("CR 1,234.56", "-1234.56"),
        ("1,234.56 DR", "1234.56"),
        ("1.234,56 H", "-1234.56"),
        ("1.234,56 S", "1234.56"),
        ("1.234,56 Haben", "-1234.56"),
        ("$1,234.56 CR", "-1234.56"),
    ],
)
def test_currencies_and_sides(tmp_path: Path, written: str, amount: str) -> None:
    write(tmp_path, table(entry(1, written), delimiter=";"))
    assert actual(tmp_path) == [amount]


def test_amounts_in_several_currencies_are_not_added_up(tmp_path: Path) -> None:
    found = problem(write(tmp_path, table(entry(1, "$5"), entry(2, "5 €"), entry(3, "7"))))
    assert (found.file, found.column) == ("value-entries.csv", "Cost Amount (Actual)")
    assert "$, €" in found.found


# Amounts: the decimal sign


def test_another_column_of_the_file_settles_the_decimal_sign(tmp_path: Path) -> None:
    """1.234 alone could be either; the expected cost beside it has 0,50."""
    write(tmp_path, table(entry(1, "1.234"), entry(2, "2.345", expected="0,50"), delimiter=";"))
    assert actual(tmp_path) == ["1234", "2345"]


def test_another_file_settles_nothing(tmp_path: Path) -> None:
    """Each file may come from another user with another region."""
    write(tmp_path, table(entry(1, "1.234"), delimiter=";"), "a.csv")
    write(tmp_path, table(entry(2, "0,50"), delimiter=";"), "b.csv")
    assert problem(tmp_path).file == "a.csv"


def test_columns_may_differ_and_then_settle_nothing(tmp_path: Path) -> None:
    captions = [*CAPTIONS, "Cost Posted to G/L"]
    rows = [[*entry(1, "0.50", expected="0,25"), "1.234"]]
    found = problem(write(tmp_path, table(*rows, captions=captions, delimiter=";")))
    assert found.column == "Cost Posted to G/L"
    plain = [[*entry(1, "0.50", expected="0,25"), "1234"]]
    write(tmp_path, table(*plain, captions=captions, delimiter=";"))
    assert actual(tmp_path) == ["0.5"]


# Dates


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("31-Oct-26", "2026-10-31"),
        ("31-Oct-2026 14:05", "2026-10-31"),
        ("31. Oktober 2026", "2026-10-31"),
        ("31 oct. 2026", "2026-10-31"),
        ("1 août 2026", "2026-08-01"),
        ("31-okt-26", "2026-10-31"),
        ("October 31, 2026", "2026-10-31"),
        ("Oct 3rd, 2026", "2026-10-03"),
        ("31/Oct/2026", "2026-10-31"),
        ("20261031", "2026-10-31"),
        ("C31-Dec-26", "2026-12-31"),
        ("U31.12.26", "2026-12-31"),
    ],
)
def test_dates_in_words_and_unbroken(tmp_path: Path, written: str, date: str) -> None:
    write(tmp_path, table(entry(date=written)))
    assert [str(day) for day in column(tmp_path, "posting_date")] == [date]


def test_a_date_in_words_beside_an_open_one_settles_nothing(tmp_path: Path) -> None:
    found = problem(write(tmp_path, table(entry(1, date="3/4/2026"), entry(2, date="31-Oct-26"))))
    assert 'date = "dmy" or date = "mdy"' in found.action


def test_accounting_periods_begin_on_the_first_of_a_month(books: Books) -> None:
    """1/1/2026 to 12/1/2026 are twelve months, not twelve days in January."""
    books.value_entry("Purchase / Direct Cost", actual=100, posted=0)
    months = [{"Starting Date": f"{month}/1/2026", "New Fiscal Year": "No", "Closed": "No"} for month in range(1, 13)]
    months.append({"Starting Date": "2027-01-01", "New Fiscal Year": "Yes", "Closed": "No"})
    books.extra["accounting-periods.csv"] = months
    rows = read(books.write(), "SELECT starting_date FROM accounting_period ORDER BY source_row")
    assert [start for (start,) in rows] == [*(dt.date(2026, month, 1) for month in range(1, 13)), dt.date(2027, 1, 1)]


def test_dates_that_a_spreadsheet_has_turned(tmp_path: Path) -> None:
    """10/05/2026 became the tenth of May, 10/31/2026 stayed text: the date cells are wrong, and no one would see it."""
    rows = [CAPTIONS, entry(1, date=dt.date(2026, 5, 10)), entry(2, date="10/31/2026"), entry(3, date="10/30/2026")]
    found = problem(workbook(tmp_path, {"S": rows}))
    assert found.column == "Posting Date"
    assert "exchanged day and month" in found.found


def test_date_cells_beside_closing_dates_are_not_turned(tmp_path: Path) -> None:
    rows = [CAPTIONS, entry(1, date=dt.date(2026, 5, 20)), entry(2, date="C12/31/26")]
    assert column(workbook(tmp_path, {"S": rows}), "posting_date") == [dt.date(2026, 5, 20), dt.date(2026, 12, 31)]


# What the toml states


def test_formats_of_one_kind_of_file(tmp_path: Path) -> None:
    """[formats] holds for all files, [formats.<role>] for one kind."""
    write(tmp_path, table(entry(1, "1.234", date="3/4/2026"), delimiter=";"))
    toml(tmp_path, '[formats]\ndecimal = ","\n[formats.value_entries]\ndecimal = "."\ndate = "mdy"')
    assert actual(tmp_path) == ["1.234"]
    assert column(tmp_path, "posting_date") == [dt.date(2026, 3, 4)]


# Rows that cannot be read


def test_skipping_bad_rows_is_never_reconciled(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Direct Cost", actual="12.50", date="31 Septober")
    books.value_entry("Purchase / Direct Cost", actual="7 apples")
    result = books.reconcile(skip_bad_rows=True)
    assert "rows-skipped" in findings(result)
    (finding,) = [finding for finding in result.findings if finding.id == "rows-skipped"]
    assert finding.severity == "error"
    assert "value-entries.csv" in finding.message
    assert "2 rows" in finding.message
    assert "12.50" in finding.message
    assert [evidence.row for evidence in finding.evidence] == [3, 4]
    assert result.accounts()["difference"].abs().sum() == 0
    assert not result.reconciled


def test_skipped_rows_on_the_command_line(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Purchase / Direct Cost", actual="12.50", date="31 Septober")
    folder = books.write()
    assert call(capsys, "reconcile", folder).status == 2
    said = call(capsys, "reconcile", folder, "--skip-bad-rows")
    assert said.status == 1
    assert "Error: 1 row of value-entries.csv cannot be read and was left out, 12.50 in all" in " ".join(
        said.out.split()
    )
    assert "All accounts reconciled" not in said.out
    assert call(capsys, "drill", "--account", "2110", folder, "--skip-bad-rows").status == 0


def test_a_file_that_cannot_be_used_at_all_is_not_skipped(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual="1.234").pair("Inventory", "Direct Cost Applied", 1)
    with pytest.raises(InputError, match="can be read in two ways"):
        books.reconcile(skip_bad_rows=True)
