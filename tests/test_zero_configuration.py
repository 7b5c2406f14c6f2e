"""A folder of exports and nothing else: what a run decides by itself, and `invrecon init`, which writes it down."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import invrecon
from invrecon import profiles
from invrecon.errors import InputError
from tests.bookkeeping import Books, findings
from tests.samples import reconciled_once
from tests.shell import call

SAMPLE = Path(__file__).parents[1] / "sample_data" / "business-central"


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """The sample company's exports without toml, under names that say nothing."""
    folder = tmp_path / "month end"
    folder.mkdir()
    exports = [path for path in SAMPLE.iterdir() if path.suffix in (".csv", ".xlsx")]
    for number, path in enumerate(sorted(exports), start=1):
        shutil.copy(path, folder / f"export ({number}){path.suffix}")
    return folder


def without_inputs(text: str) -> dict[str, object]:
    document = json.loads(text)
    del document["inputs"]
    return document


# What is decided


def test_a_bare_folder_says_what_it_decided(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = call(capsys, "reconcile", bare)
    assert said.status == 1
    first, second, *_, date, setting = said.err.splitlines()
    assert first == "exports of Microsoft Dynamics 365 Business Central:"
    assert second == "  Value Entries               export (10).csv, export (9).csv"
    assert date == "as of 2026-10-31: the trial balance shows the balances of this date; --as-of sets another"
    assert setting.startswith("expected_cost_posting = true: ")
    assert call(capsys, "reconcile", bare, "--quiet").err == ""


def test_a_bare_folder_gives_the_result_of_the_toml(bare: Path) -> None:
    """The sample's own toml names company and currency besides, which no export tells."""
    told = reconciled_once(SAMPLE).to_dict()
    found = invrecon.reconcile(bare).to_dict()
    assert found["as_of"] == told["as_of"]
    assert found["matrix"] == told["matrix"]
    assert [(line["account_no"], line["explained"]) for line in found["accounts"]] == [
        (line["account_no"], line["explained"]) for line in told["accounts"]
    ]


def trial_balance(books: Books, *balances: tuple[str, int]) -> Books:
    books.trial_balance = [{"G/L Account No.": account, "Balance": balance} for account, balance in balances]
    return books


def months(books: Books) -> Books:
    """Entries in September, October and November."""
    for date, amount in (("2026-09-10", 100), ("2026-10-20", 50), ("2026-11-03", 7)):
        books.value_entry("Purchase / Direct Cost", actual=amount, date=date, document=date)
        books.pair("Inventory", "Direct Cost Applied", amount, date=date, document=date)
    return books


@pytest.mark.parametrize(
    ("balance", "as_of"), [(100, "2026-09-30"), (150, "2026-10-31"), (157, "2026-11-03"), (99, "2026-11-03")]
)
def test_the_cut_off_date_is_that_of_the_balances(books: Books, balance: int, as_of: str) -> None:
    """The end of a month that is over; balances of no date at all leave the last posting date."""
    months(trial_balance(books, ("2110", balance), ("7291", -balance)))
    assert books.reconcile(as_of=None).as_of == dt.date.fromisoformat(as_of)


def test_cost_that_was_not_posted_at_the_end_of_the_month_counts(books: Books) -> None:
    """The G/L ends on the 20th, the inventory ledger on the 30th: October is what is compared."""
    books.value_entry("Purchase / Direct Cost", actual=50, date="2026-10-20")
    books.pair("Inventory", "Direct Cost Applied", 50, date="2026-10-20")
    books.value_entry("Purchase / Direct Cost", actual=9, posted=0, date="2026-10-30", document="LATE")
    result = trial_balance(books, ("2110", 50), ("7291", -50)).reconcile(as_of=None)
    assert result.as_of == dt.date(2026, 10, 31)
    assert [item.cause for item in result.reconciling_items] == ["cost-not-posted", "cost-not-posted"]


def test_a_date_inside_a_month(books: Books) -> None:
    months(trial_balance(books, ("2110", 100), ("7291", -100)))
    books.value_entry("Purchase / Direct Cost", actual=1, date="2026-09-29", document="LATE")
    books.pair("Inventory", "Direct Cost Applied", 1, date="2026-09-29", document="LATE")
    assert books.reconcile(as_of=None).as_of == dt.date(2026, 9, 10)


def test_the_company_that_every_export_names(books: Books) -> None:
    for entry in months(books).value_entries:
        entry["Company Name"] = "Cronus Cycles"
    assert books.reconcile().company == "Cronus Cycles"


def test_one_account_that_disagrees_does_not_move_the_date(books: Books) -> None:
    """It may hold the very difference that is looked for."""
    months(trial_balance(books, ("2110", 150), ("7291", -150), ("5510", 30), ("7170", -99)))
    books.pair("Invt. Accrual (Interim)", "Inventory Adjmt.", 30, date="2026-09-01", document="X")
    assert books.reconcile(as_of=None).as_of == dt.date(2026, 10, 31)


# Which ERP


def another_erp(monkeypatch: pytest.MonkeyPatch, caption: str) -> None:
    """A second ERP that calls the cost by another caption, and all else as Business Central does."""
    known = profiles.load("business-central")
    entries = known.roles["value_entries"]
    columns = {**entries.columns, "cost_amount_actual": (caption,)}
    roles = {**known.roles, "value_entries": replace(entries, columns=columns)}
    twin = replace(known, id="twin", title="Twin ERP", roles=roles)
    monkeypatch.setattr(profiles, "names", lambda: ("business-central", "twin"))
    monkeypatch.setattr(profiles, "load", lambda name: twin if name == "twin" else known)


def test_the_erp_is_told_by_the_captions(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    another_erp(monkeypatch, "Actual Cost")
    folder = months(books).write()
    (folder / "invrecon.toml").unlink()
    assert invrecon.reconcile(folder).profile == "business-central"
    entries = folder / "value-entries.csv"
    text = entries.read_text(encoding="utf-8").replace("Cost Amount (Actual)", "Actual Cost")
    entries.write_text(text, encoding="utf-8")
    assert invrecon.reconcile(folder).profile == "twin"


def test_captions_of_two_erps(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    another_erp(monkeypatch, "Cost Amount (Actual)")
    folder = months(books).write()
    (folder / "invrecon.toml").unlink()
    with pytest.raises(InputError) as caught:
        invrecon.reconcile(folder)
    (problem,) = caught.value.problems
    assert "Microsoft Dynamics 365 Business Central or Twin ERP" in problem.found
    assert 'profile = "business-central" or profile = "twin"' in problem.action
    assert invrecon.reconcile(folder, profile="twin").profile == "twin"


# Files that play no role, or two


def test_item_ledger_entries_are_told_from_value_entries(books: Books) -> None:
    """They show much of what value entries show, and their amounts are other amounts."""
    columns = ["Posting Date", "Entry Type", "Document No.", "Item No.", "Description", "Location Code",
               "Cost Amount (Actual)", "Order Type", "Entry No."]  # fmt: skip
    books.extra["item-ledger-entries.csv"] = [dict.fromkeys(columns, "1")]
    months(books).write()
    (books.folder / "invrecon.toml").unlink()
    result = invrecon.reconcile(books.folder)
    (finding,) = [finding for finding in result.findings if finding.id == "file-not-used"]
    assert finding.severity == "warning"
    assert finding.message.startswith("item-ledger-entries.csv was not used: it looks like Value Entries")
    assert '"Item Ledger Entry Type"' in finding.message


def test_value_entries_without_a_column_that_tells_them(books: Books) -> None:
    books.hidden.add("Item Ledger Entry Type")
    months(books).write()
    (books.folder / "invrecon.toml").unlink()
    with pytest.raises(InputError) as caught:
        invrecon.reconcile(books.folder)
    (problem,) = caught.value.problems
    assert problem.file == "value-entries.csv"
    assert '"Item Ledger Entry Type"' in problem.found


def test_captions_of_two_exports(books: Books) -> None:
    books.extra["periods.csv"] = [{"Starting Date": "2026-01-01", "Ending Date": "2026-01-31", "Closed": "No"}]
    months(books).write()
    (books.folder / "invrecon.toml").unlink()
    with pytest.raises(InputError) as caught:
        invrecon.reconcile(books.folder)
    (problem,) = caught.value.problems
    assert (problem.file, problem.row) == ("periods.csv", 1)
    assert 'accounting_periods = "periods.csv" or inventory_periods = "periods.csv"' in problem.action


def test_a_customer_list_is_no_chart_of_accounts(books: Books) -> None:
    books.extra["customers.csv"] = [{"No.": "10000", "Name": "Adatum", "Balance (LCY)": "5"}]
    months(books).write()
    (books.folder / "invrecon.toml").unlink()
    result = invrecon.reconcile(books.folder)
    assert findings(result).count("file-not-used") == 1
    assert result.reconciled


# invrecon init


def test_init_writes_what_a_bare_run_decides(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = call(capsys, "reconcile", bare, "--format", "json").out
    said = call(capsys, "init", bare)
    assert said.status == 0
    assert "invrecon.toml written: 11 inputs" in said.out
    after = call(capsys, "reconcile", bare, "--format", "json")
    assert after.out == before
    assert after.err == ""  # nothing is left to decide
    text = (bare / "invrecon.toml").read_text(encoding="utf-8")
    assert "as_of = 2026-10-31 " in text
    assert "# the trial balance shows the balances of this date" in text
    assert "1,142 rows, 2026-01-02 to " in text


def test_init_never_replaces_a_toml_unasked(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (bare / "invrecon.toml").write_text('profil = "x"\n', encoding="utf-8")
    said = call(capsys, "init", bare)
    assert said.status == 2
    assert "--force" in said.err
    assert (bare / "invrecon.toml").read_text(encoding="utf-8") == 'profil = "x"\n'
    printed = call(capsys, "init", bare, "--print")
    assert printed.status == 0
    assert call(capsys, "init", bare, "--force").status == 0
    assert (bare / "invrecon.toml").read_text(encoding="utf-8") == printed.out


def test_init_writes_nothing_when_a_file_cannot_be_used(bare: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next(bare.glob("*.csv")).write_bytes(b"")
    said = call(capsys, "init", bare)
    assert said.status == 2
    assert "the file is empty" in said.err
    assert not (bare / "invrecon.toml").exists()


def test_init_on_odd_names_and_archives(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    folder = months(books).write()
    (folder / "invrecon.toml").unlink()
    (folder / "value-entries.csv").rename(folder / 'Entrées "10" [v2] #1.csv')
    with zipfile.ZipFile(folder / "rest.zip", "w") as archive:
        for path in sorted(folder.glob("*-*.csv")):
            archive.write(path, path.name)
            path.unlink()
    before = call(capsys, "reconcile", folder, "--format", "json").out
    assert call(capsys, "init", folder).status == 0
    assert "rest.zip/gl-entries.csv" in (folder / "invrecon.toml").read_text(encoding="utf-8")
    assert call(capsys, "reconcile", folder, "--format", "json").out == before


# invrecon check


def test_check_tells_each_file(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    folder = months(books).write()
    (folder / "value-entries.csv").write_text(
        (folder / "value-entries.csv").read_text(encoding="utf-8").replace("2026-10-20", "10/20/2026"),
        encoding="utf-16",
    )
    said = call(capsys, "check", folder)
    assert said.status == 0
    assert "value-entries.csv\n    Value Entries (value_entries), 3 rows, 10 Sep 2026 to 3 Nov 2026\n" in said.out
    assert "    text with commas, UTF-16; dates as 10/20/2026\n".replace("20/", "31/") in said.out
    assert "    totals: Cost Amount (Actual) 157.00, " in said.out


def test_check_tells_the_good_files_and_the_problems_of_the_others(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.value_entry("Purchase / Direct Cost", actual="abc")
    folder = months(books).write()
    said = call(capsys, "check", folder)
    assert said.status == 2
    assert "gl-entries.csv\n    General Ledger Entries (gl_entries), 6 rows" in said.out
    assert 'value-entries.csv:\n  row 2, column "Cost Amount (Actual)": "abc"' in said.err
