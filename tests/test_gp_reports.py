"""What people see of Dynamics GP's books: the columns and the words of their ERP, and the sections that they know."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

import invrecon
from invrecon.pipeline import reconciled
from invrecon.reports import render
from invrecon.reports.workbook import write
from invrecon.settings import read_settings
from tests.gp_books import AS_OF, COGS, INVENTORY, MISC, Books, item
from tests.page_text import page_text
from tests.shell import call, is_as_seen, width

SAMPLE = Path(__file__).parents[1] / "sample_data" / "dynamics-gp"
GOLDEN = Path(__file__).parent / "golden"
OTHER_COLUMNS = ("Inventory (Interim)", "WIP Inventory")

# What the README shows of a long report: from a line that begins so, up to a line that begins so.
EXCERPTS = {
    "gp-matrix.txt": ("Inventory - G/L", "Bridge"),
    "gp-why.txt": ("000-1310-01", "000-1340-01"),
    "gp-matching.txt": ("Matching", "Note"),
    "gp-result.txt": ("Not reconciled", ""),
}


@pytest.fixture
def books(tmp_path: Path) -> Books:
    """A receipt that both ledgers have, of which part was sold."""
    return (
        Books(tmp_path / "exports")
        .posted("Receipt", 1000, document="RCT0", je=1, date="2026-10-01")
        .posted("Sale", -60, document="INV0", je=2, date="2026-10-02")
    )


def sheet(books: Books, title: str, tmp_path: Path) -> list[tuple[object, ...]]:
    """The rows of a sheet of the workbook, as values."""
    path = tmp_path / "recon.xlsx"
    with books.run() as run:
        write(run, path)
    return list(openpyxl.load_workbook(path, data_only=True)[title].iter_rows(values_only=True))


@pytest.mark.parametrize("columns", [80, 120])
def test_what_people_see(columns: int, capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(capsys, "reconcile", SAMPLE, "-q", "--format", "table", columns=columns).out
    assert max(map(len, shown.splitlines())) <= columns
    assert is_as_seen(f"gp-{columns}.txt", shown)


@pytest.mark.parametrize("columns", [80, 120])
def test_what_people_see_of_the_sections(columns: int, capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(capsys, "matching", SAMPLE, "-q", "--format", "table", columns=columns).out
    assert max(map(len, shown.splitlines())) <= columns
    assert is_as_seen(f"gp-matching-{columns}.txt", shown)


@pytest.mark.parametrize("name", EXCERPTS)
def test_what_the_readme_shows_of_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    first, behind = EXCERPTS[name]
    lines = call(capsys, "reconcile", SAMPLE, "-q", "--format", "table").out.splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith(first))
    ends = (number for number, line in enumerate(lines) if behind and number > begin and line.startswith(behind))
    end = next(ends, len(lines))
    assert is_as_seen(name, "\n".join(lines[begin:end]).rstrip("\n") + "\n")


@pytest.mark.parametrize("columns", [60, 80, 120])
def test_the_matrix_has_the_column_of_the_erp_and_no_empty_rows(books: Books, columns: int) -> None:
    r = books.reconcile()
    with width(columns):
        shown = {form: render(r, form) for form in ("table", "markdown", "html")}
    for text in shown.values():
        assert not any(column in text.replace("\n", " ") for column in OTHER_COLUMNS)
        assert "COGS" in text
        assert "Accrued Purchases" in text
        assert "Inventory Transfer" not in text
        assert "Cost Revaluation" not in text
        assert "[accounts]" in text.replace("\\", "")
    assert list(json.loads(r.to_json())["matrix"]["columns_summary"]) == ["Inventory", *OTHER_COLUMNS]


def test_the_workbook_s_matrix_has_the_column_of_the_erp(books: Books, tmp_path: Path) -> None:
    rows = sheet(books, "Matrix", tmp_path)
    head = next(row for row in rows if row[0] == "Account type")
    assert head == ("Account type", "Inventory", "Total", "G/L Total", "Difference", "Warning")
    amounts = {row[0]: row[1:5] for row in rows[rows.index(head) + 1 :] if row[0]}
    assert amounts["COGS"] == (60, 60, None, None)
    assert amounts["Total"][0] == 940
    assert "Cost Revaluation" not in amounts


def test_an_offset_account_is_compared_where_the_toml_names_it(books: Books) -> None:
    toml = books.write() / "invrecon.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + f'[accounts]\nCOGS = ["{COGS}"]\n', encoding="utf-8")
    r = invrecon.reconcile(books.folder, as_of=AS_OF)
    row = next(row for row in r.difference_matrix.rows if row.account_type == "COGS")
    assert (row.gl_total, row.difference) == (60, 0)
    assert "Rows without G/L Total" in render(r, "table")  # of accrued purchases it is still said


def test_the_words_are_those_of_the_erp(books: Books, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    seen = call(capsys, "reconcile", books.write(), "--as-of", AS_OF, "-q", "--format", "table").out
    assert "2 exports, 2 inventory trial balance rows, 4 G/L lines" in " ".join(seen.split())
    everything = "\n".join(render(books.reconcile(), form) for form in ("table", "markdown"))
    everything += page_text(render(books.reconcile(), "html"))
    everything += "".join(
        str(row) for title in ("Matrix", "Matching", "Summary") for row in sheet(books, title, tmp_path)
    )
    everything += call(capsys, "rules", "--profile", "dynamics-gp").out
    for word in ("value entr", "Value entr", "posting setup", "General Ledger Entries"):
        assert word not in everything
    assert "Inventory trial balance row" in call(capsys, "rules", "--profile", "dynamics-gp").out.splitlines()[0]


def test_a_message_asks_for_the_erp_s_own_export(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.lines.clear()
    folder = books.balance(INVENTORY, 900).write()
    for command in (["timeline"], ["drill", "--account", INVENTORY, "--status", "matched"]):
        end = call(capsys, *command, folder, "--as-of", AS_OF, "-q")
        assert end.status == 2
        assert "an Account Transactions export" in " ".join(end.err.split())
        assert "General Ledger Entries" not in end.err


def test_every_report_tells_the_sections(books: Books, tmp_path: Path) -> None:
    books.move("Sale", -60, document="INV1", je=7)
    books.gl(INVENTORY, -75, COGS, document="INV1", kind="Sale", je=7).gl(INVENTORY, 25, MISC, je=90)
    r = books.reconcile()
    for text in (render(r, "table"), render(r, "markdown"), page_text(render(r, "html"))):
        for words in ("Potentially matched", "amount differs", "Unmatched", "invrecon matching", "(75.00)", "25.00"):
            assert words in text
    facts = [line.split(",") for line in render(r, "csv").splitlines() if line.startswith("matching_sections,")]
    assert ["matching_sections", INVENTORY, "potentially matched", "gl", "-75.00", "amount"] in facts
    plain = json.loads(r.to_json())["matching_sections"]
    assert [line["section"] for line in plain] == ["unmatched", "potentially matched", "matched"]
    assert plain[1] == {
        "account_no": INVENTORY, "section": "potentially matched", "keys": ["amount"], "value_entries": 1,
        "subledger": "-60.00", "gl_entries": 1, "gl": "-75.00",
    }  # fmt: skip


def test_the_workbook_shows_the_sections_side_by_side(books: Books, tmp_path: Path) -> None:
    books.move("Sale", -60, document="INV1", je=7)
    books.gl(INVENTORY, -75, COGS, document="INV1", kind="Sale", je=7).gl(INVENTORY, 25, MISC, je=90)
    rows = sheet(books, "Matching", tmp_path)
    head = list(next(row for row in rows if row[0] == "Account"))
    at = {section: next(n for n, row in enumerate(rows) if row[0] == section) for section in
          ("Unmatched", "Potentially matched", "Matched")}  # fmt: skip
    assert list(at.values()) == sorted(at.values())

    def line(number: int) -> dict[object, object]:
        return dict(zip(head, rows[number], strict=True))

    alone, different = line(at["Unmatched"] + 1), line(at["Potentially matched"] + 1)
    assert (alone["G/L journal entry"], alone["G/L"], alone["Cause"]) == ("90", 25, "direct-posting")
    assert (different["Differs"], different["Difference"]) == ("amount (15.00)", -15)
    assert (different["Document"], different["Inventory ledger"]) == ("INV1", -60)
    assert (different["G/L document"], different["G/L"]) == ("INV1", -75)
    # What stands above the sections is what stands in them.
    for ledger, whole in (("Inventory ledger", Decimal(880)), ("G/L", Decimal(890))):
        column = head.index(ledger)
        listed = [row[column] for row in rows[at["Unmatched"] :] if isinstance(row[column], int | float)]
        above = [row[column] for row in rows[: at["Unmatched"]] if row[1] in at]
        assert sum(map(Decimal, listed)) == sum(map(Decimal, above)) == whole


def test_a_sheet_of_few_rows_says_how_many_lines_it_leaves_out(books: Books, tmp_path: Path) -> None:
    for number in range(40):
        books.posted("Sale", -1, document=f"S{number}", je=10 + number)
    path = tmp_path / "recon.xlsx"
    with books.run() as run:
        write(run, path, rows=30)
    rows = list(openpyxl.load_workbook(path)["Matching"].iter_rows(values_only=True))
    assert len(rows) <= 30
    assert any("of 42 lines are listed" in str(row[0]) for row in rows)


def test_rows_that_are_not_compared_can_be_drilled_into(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    folder = books.write()
    options = (folder, "--as-of", AS_OF, "-q", "--format", "json")
    drilled = json.loads(call(capsys, "drill", "COGS", "Inventory", *options).out)
    assert [(row["document_no"], row["account_no"], row["amount"]) for row in drilled["rows"]] == [
        ("INV0", COGS, "60.00")
    ]
    end = call(capsys, "drill", "COGS", "Difference", *options)
    assert end.status == 2
    assert "not compared with the G/L" in end.err
    # They stay out of what is compared.
    assert json.loads(call(capsys, "drill", "--cause", "unexplained", *options).out)["rows"] == []


def test_same_account_on_both_sides_is_drilled_into_by_account_too(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    books.move("Adjustment", 40, document="ADJ1", je=3, offset=INVENTORY)
    for amount in (40, -40):
        books.gl(INVENTORY, amount, document="ADJ1", kind="Adjustment", je=3)
    for side in ("inventory", "gl", "difference"):
        end = call(capsys, "drill", "--account", INVENTORY, "--of", side, books.write(), "--as-of", AS_OF, "-q")
        assert end.status == 0


def test_an_item_tells_increases_from_decreases(books: Books) -> None:
    for number, amount in enumerate((100, 200, -120)):
        books.move("Adjustment", amount, document=f"ADJ{number}")
    found = item(books.reconcile(), "post-to-gl-off")
    assert found.amount == -180
    assert found.summary == "ADJ1, ADJ2 and 1 more: 2 increases 300.00, 1 decrease (120.00)"


def test_one_kind_alone_is_told_too_and_one_document_with_all_that_is_known_of_it(books: Books) -> None:
    books.move("Adjustment", -5, document="ADJ1", item="SADDLE")
    assert item(books.reconcile(), "post-to-gl-off").summary == "ADJ1, 15 Oct 2026: decrease of SADDLE, MAIN"
    books.move("Adjustment", -7, document="ADJ2", item="BELL")
    assert item(books.reconcile(), "post-to-gl-off").summary == "ADJ2, ADJ1: 2 decreases (12.00)"


def test_voided_journals_name_themselves_on_the_days_between_them(books: Books) -> None:
    books.gl(INVENTORY, 80, MISC, je=40, date="2026-10-05", **{"Back Out JE": "41"})
    books.gl(INVENTORY, -80, MISC, je=41, date="2026-10-09", **{"Original JE": "40"})
    days = [(day.date.day, day.change, day.documents) for day in books.reconcile().timeline]
    assert [(day, change) for day, change, _ in days] == [(5, 80), (9, -80)]
    assert all(documents for _, _, documents in days)


def test_audit_trail_codes_are_listed_with_how_to_add_one(capsys: pytest.CaptureFixture[str]) -> None:
    shown = call(capsys, "rules", "--audit-trails", "--profile", "dynamics-gp", columns=80).out
    assert max(map(len, shown.splitlines())) <= 80
    assert is_as_seen("gp-audit-trails.txt", shown)
    end = call(capsys, "rules", "--audit-trails")
    assert end.status == 2
    assert "--profile dynamics-gp" in end.err


def test_a_cause_s_page_leads_to_the_sections_where_the_erp_has_them(capsys: pytest.CaptureFixture[str]) -> None:
    page = call(capsys, "causes", "post-to-gl-off", "--profile", "dynamics-gp").out
    assert "    invrecon matching\n" in page
    other = call(capsys, "causes", "direct-posting", "--profile", "business-central").out
    assert "invrecon matching" not in other


def test_a_run_from_the_toml_that_init_writes_is_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = shutil.copytree(SAMPLE, tmp_path / "gp", ignore=shutil.ignore_patterns("*.toml", "*.json"))
    bare = call(capsys, "reconcile", folder, "--format", "json", "-q").out
    toml = call(capsys, "init", folder, "--print").out
    assert "[settings]" not in toml  # Dynamics GP has no setup that decides what posts
    assert "rules --audit-trails" in toml
    assert call(capsys, "init", folder).status == 0
    assert call(capsys, "reconcile", folder, "--format", "json", "-q").out == bare
    settings = read_settings(folder)
    assert settings.profile == "dynamics-gp"
    with reconciled(settings, lambda _: None) as run:
        assert run.reconciliation.sections


def test_a_journal_is_imported_with_debit_and_credit(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    folder = books.move("Adjustment", 40, document="ADJ1").write()
    end = call(capsys, "journal", folder, "--as-of", AS_OF, "-q", "--format", "csv")
    assert end.out.splitlines()[:2] == [
        "Transaction Date,Reference,Account Number,Debit Amount,Credit Amount,Distribution Reference",
        f"2026-10-31,IR-2026-10-001,{INVENTORY},40.00,0.00,Correct ADJ1: Post to GL off",
    ]
    # A description that the ERP would cut ends with a whole word.
    long = books.move("Cost Adjustment of Sale", -8, document="STDINV00344").write()
    lines = call(capsys, "journal", long, "--as-of", AS_OF, "-q", "--format", "csv").out.splitlines()[1:]
    said = {line.rsplit(",", 1)[1] for line in lines}
    assert all(len(text) <= 30 for text in said)
    assert any(text.startswith("Correct STDINV00344:") and text.split()[-1] in ("cost", "Cost") for text in said), said
