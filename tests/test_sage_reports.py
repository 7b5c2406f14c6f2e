"""What people see of Sage Pastel's books: control accounts, periods beside months, and the words of the ERP."""

from __future__ import annotations

import csv
import io
import json
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from invrecon.reports import render
from invrecon.reports.workbook import write
from tests.page_text import page_text
from tests.sage_books import AS_OF, EXPENSE, GLUE, TIMBER, Books
from tests.shell import call, is_as_seen, width

SAMPLE = Path(__file__).parents[1] / "sample_data" / "sage-pastel"

# What the README shows of a long report: from a line that begins so, up to a line that begins so.
EXCERPTS = {
    "sage-matrix.txt": ("Inventory - G/L", "Bridge"),
    "sage-why.txt": ("7700020", "7700030"),
    "sage-control.txt": ("Control accounts", "7700020"),
    "sage-periods.txt": ("Periods and dates", ("Error", "Warning", "Note")),
    "sage-result.txt": ("Not reconciled", ""),
}

# Words of other ERPs, and of a general posting setup.
FOREIGN = (
    "Business Central", "Dynamics", "posting setup", "value entr", "Value entr", "G/L entry", "General Ledger Entries",
    "Reconcile to GL", "credit memo", "CRONUS",
)  # fmt: skip


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A sale from either inventory account that both ledgers have."""
    return Books(tmp_path / "exports").posted("INV", -20, 10, "INV00001").posted("INV", -2, 3, "INV00002", item="GLUE")


def facts(text: str, section: str) -> list[list[str]]:
    """The rows of a section of the CSV report."""
    return [row for row in csv.reader(io.StringIO(text)) if row[0] == section]


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("sage", "reconcile"),
        ("sage-control-accounts", "control"),
        ("sage-period-months", "periods"),
        ("sage-journal", "journal"),
    ],
)
def test_what_people_see(name: str, command: str, columns: int, capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(capsys, command, SAMPLE, "-q", "--format", "table", columns=columns).out
    assert max(map(len, shown.splitlines())) <= columns
    assert is_as_seen(f"{name}-{columns}.txt", shown)


@pytest.mark.parametrize("name", EXCERPTS)
def test_what_the_readme_shows_of_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, behind = EXCERPTS[name]
    lines = call(capsys, "reconcile", SAMPLE, "-q", "--format", "table").out.splitlines()
    begin = max(number for number, line in enumerate(lines) if line.startswith(first)) if name != "sage-why.txt" else (
        next(number for number, line in enumerate(lines) if line.startswith(first))
    )  # fmt: skip
    ends = (number for number, line in enumerate(lines) if behind and number > begin and line.startswith(behind))
    end = next(ends, len(lines))
    assert is_as_seen(name, "\n".join(lines[begin:end]).rstrip("\n") + "\n")


def test_every_report_tells_the_control_accounts(books: Books, tmp_path: Path) -> None:
    books.gl(TIMBER, 77, EXPENSE, "JNL1")
    r = books.reconcile()
    shown = [render(r, "table"), render(r, "markdown"), page_text(render(r, "html"))]
    for text in shown:
        for words in ("The strongest single test", "Group 1 Boards", "Not from the inventory module", "GJ", "(77.00)"):
            assert words.replace("(77.00)", "77.00") in " ".join(text.split())
        assert "Period and date agree on every entry" in text
    told = facts(render(r, "csv"), "control_accounts")
    assert ["control_accounts", TIMBER, "group 1", "subledger", "800.00", "Boards"] in told
    assert ["control_accounts", TIMBER, "other", "difference", "77.00", ""] in told
    assert ["control_accounts", TIMBER, "entry type GJ", "gl", "77.00", ""] in told
    assert ["control_accounts", GLUE, "group 3", "difference", "0.00", "Glue"] in told
    # Groups that share an account have no ledger of their own.
    assert not [row for row in told if row[1:4] == [TIMBER, "group 1", "difference"]]


def test_the_parts_of_a_control_account_add_up_to_its_tie_out(books: Books, tmp_path: Path) -> None:
    books.gl(TIMBER, 77, EXPENSE, "JNL1").move("INV", -1, 10, "INV00009")
    r = books.reconcile()
    for account, line in zip(r.control_accounts, r.account_lines, strict=True):
        assert (account.account_no, account.subledger, account.gl) == (line.account_no, line.subledger, line.gl)
        assert account.difference == line.difference
        assert sum(group.subledger for group in account.groups) == account.subledger
    with books.run() as run:
        write(run, tmp_path / "recon.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "recon.xlsx")["Control accounts"].iter_rows(values_only=True))
    label = [str(row[0]).strip() for row in rows]
    number = {name: label.index(name) + 1 for name in ("Opening", "Integration, and stock moved", "GJ", "In all")}
    other = label.index("Not from the inventory module") + 1
    assert rows[number["In all"] - 1][2:5] == (
        f"=ROUND(C{number['Opening']}+C{number['Integration, and stock moved']},2)",
        f"=ROUND(D{number['Opening']}+D{number['Integration, and stock moved']}+D{other},2)",
        f"=ROUND(D{number['In all']}-SUM(C{number['In all']}),2)",
    )
    assert rows[other - 1][3] == f"=ROUND(SUM(D{number['GJ']}:D{number['GJ']}),2)"


def test_one_control_account_as_a_list(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.gl(TIMBER, 77, EXPENSE, "JNL1")
    options = (books.write(), "--as-of", AS_OF, "-q", "--account", TIMBER)
    listed = json.loads(call(capsys, "control", *options, "--format", "json").out)
    assert [row["part"] for row in listed["rows"]] == [
        "group", "group", "opening", "integration", "entry type", "other", "entry type", "total",
    ]  # fmt: skip
    assert listed["totals"][0]["difference"] == "77.00"
    rows = list(csv.DictReader(io.StringIO(call(capsys, "control", *options, "--format", "csv").out)))
    assert [(row["label"], row["lines"], row["gl"]) for row in rows if row["part"] == "entry type"] == [
        ("IC", "1", "-200.00"),
        ("GJ", "1", "77.00"),
    ]
    end = call(capsys, "control", books.folder, "--as-of", AS_OF, "--account", "8400999")
    assert end.status == 2
    assert "8400000" in end.err


def test_without_integration_stock_journals_are_held_against_stock(books: Books) -> None:
    books.integration = {}
    books.settings = ['integration = "none"', "financial_year_start = 2026-03-01"]
    text = render(books.gl(TIMBER, -200, EXPENSE, "SJ10").gl(GLUE, -6, EXPENSE, "SJ10").reconcile(), "table")
    for words in ("Without integration: stock journals", "Stock journals, and stock moved", "Not a stock journal"):
        assert words in text
    assert "strongest single test" not in text


def test_what_an_erp_does_not_have_is_not_listed(capsys: pytest.CaptureFixture[str]) -> None:
    other = SAMPLE.parent / "business-central-clean"
    assert call(capsys, "control", other, "-q").status == 2
    end = call(capsys, "periods", other, "-q")
    assert end.status == 2
    assert "no numbered periods" in end.err


def test_every_report_tells_periods_that_disagree_with_dates(books: Books, tmp_path: Path) -> None:
    books.posted("INV", -3, 10, "INV00003", date="2026-10-30", period=9)
    books.posted("INV", -1, 10, "INV00004", date="2026-11-02", period=8)
    books.gl(TIMBER, 9, EXPENSE, "ADJ1", date="2026-10-30", period=13, entry_type="GJ")
    r = books.reconcile()
    for text in (render(r, "table"), render(r, "markdown"), page_text(render(r, "html"))):
        for words in ("Period 9, Nov 2026", "Period 8, Oct 2026", "(30.00)", "1 entry"):
            assert words in text
        assert "agree on every entry" not in text
    told = facts(render(r, "csv"), "period_months")
    assert ["period_months", "period 9, 2026-11", "2026-10", "gl_amount", "-30.00", ""] in told
    assert ["period_months", "period 8, 2026-10", "2026-11", "inventory_entries", "1.00", ""] in told
    with books.run() as run:
        write(run, tmp_path / "recon.xlsx")
    rows = list(openpyxl.load_workbook(tmp_path / "recon.xlsx")["Control accounts"].iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "G/L")
    assert head[1:3] == ("Oct 2026", "Nov 2026")
    line = next(row for row in rows[rows.index(head) :] if row[0] == "Period 9, Nov 2026")
    assert line[1] == -30


def test_where_no_entry_shows_a_period_nothing_is_said_to_agree(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.hidden = {"gl_entries": {"Period"}, "value_entries": {"Period"}}
    assert "Period and date agree" not in render(books.reconcile(), "table")
    assert "The exports show no periods." in call(capsys, "periods", books.folder, "--as-of", AS_OF, "-q", "--format",
                                                  "table").out  # fmt: skip


def test_many_months_fit_any_terminal(books: Books) -> None:
    books.settings = ["financial_year_start = 2026-03-01"]  # most entries say another month
    for month in range(3, 10):
        books.posted("INV", -1, 10, f"INV1000{month}", date=f"2026-{month:02d}-30", period=month - 1)
    r = books.reconcile()
    for columns in (60, 80, 120):
        with width(columns):
            text = render(r, "table").partition("Periods and dates")[2]
        assert max(map(len, text.splitlines())) <= columns
        assert text.count("(10.00)") == 14


def test_text_of_exports_is_shown_as_text(books: Books, tmp_path: Path) -> None:
    books.group("3", GLUE, Description="<b>=1+1\x1b[31m")
    books.gl(GLUE, 7, EXPENSE, "JNL1", entry_type="=2+2")
    r = books.reconcile()
    assert "\x1b" not in render(r, "table")
    assert "<b>" not in render(r, "html")
    assert "'=1+1" not in render(r, "table")
    assert all(not cell.startswith("=") for row in csv.reader(io.StringIO(render(r, "csv"))) for cell in row)
    with books.run() as run:
        write(run, tmp_path / "recon.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "recon.xlsx")["Control accounts"] for cell in row]
    assert [cell.data_type for cell in cells if str(cell.value).strip() == "=2+2"] in ([], ["s"])


def test_the_words_are_those_of_the_erp(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    said = [
        call(capsys, *command).out
        for command in (
            ["reconcile", SAMPLE], ["reconcile", SAMPLE, "--format", "markdown"], ["check", SAMPLE],
            ["control", SAMPLE], ["journal", SAMPLE], ["init", SAMPLE, "--print"], ["profiles", "sage-pastel"],
            ["rules", "--profile", "sage-pastel"], ["causes", "--profile", "sage-pastel"],
        )
    ]  # fmt: skip
    said.append(call(capsys, "matching", SAMPLE, "-q").err)
    said.append(page_text(call(capsys, "reconcile", SAMPLE, "--format", "html").out))
    for text in said:
        assert text
        assert not [word for word in FOREIGN if word in text]


def test_each_cause_has_a_page_in_the_words_of_the_erp(capsys: pytest.CaptureFixture[str]) -> None:
    listed = call(capsys, "causes", "--profile", "sage-pastel").out
    for cause in (line.split()[0] for line in listed.splitlines() if line.startswith("    ")):
        page = call(capsys, "causes", cause, "--profile", "sage-pastel").out
        assert "How to correct it" in page
        assert not [word for word in FOREIGN if word in page]


def test_the_check_shows_when_reports_were_printed(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.listed_on = "2026-11-02"
    books.waits(TIMBER, 5, "IJ000009")
    said = call(capsys, "check", books.write()).out
    assert said.count("printed on 31 Oct 2026, by its title") == 1
    assert said.count("printed on 2 Nov 2026, by its title") == 1


def test_a_run_from_the_toml_that_init_writes_is_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "sage", ignore=shutil.ignore_patterns("*.toml", "*.json"))
    bare = call(capsys, "reconcile", folder, "--format", "json", "-q").out
    toml = call(capsys, "init", folder, "--print").out
    for line in ('integration = "full"', 'integration_entry_types = ["IC"]', "financial_year_start = 2026-03-01"):
        assert line in toml
    assert call(capsys, "init", folder).status == 0
    assert call(capsys, "reconcile", folder, "--format", "json", "-q").out == bare
    assert Decimal(json.loads(bare)["control_accounts"][0]["difference"])
