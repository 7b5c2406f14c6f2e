"""The command line as scripts use it: exit statuses, what goes where, and that output files are whole or absent."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

from tests.bookkeeping import Books
from tests.test_sample_company import CLEAN, DEMO

COMMANDS = (
    "reconcile",
    "drill",
    "timeline",
    "journal",
    "check",
    "init",
    "causes",
    "rules",
    "profiles",
    "demo",
    "completion",
)


def invrecon(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "invrecon", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"COLUMNS": "120"} | environment,
    )


@cache
def seen(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a command says that reads committed files and writes none: run once, however many tests look at it."""
    return invrecon(*arguments, **environment)


def test_reconciled_ends_with_0() -> None:
    run = seen("reconcile", CLEAN)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.splitlines()[-1] == "Reconciled: 39 accounts agree to the cent."


def test_differences_end_with_1_and_the_last_line_says_how_much_and_where() -> None:
    run = seen("reconcile", DEMO)
    assert run.returncode == 1
    assert "Not reconciled: 20 of 40 accounts differ, by 10,971.79 in all (661.45 net): 2110, 2111" in run.stdout


def test_fail_on_never_ends_with_0() -> None:
    assert invrecon("reconcile", DEMO, "--fail-on", "never").returncode == 0


def test_tolerance_moves_the_line_between_0_and_1(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual="100.00").pair("Inventory", "Direct Cost Applied", "100.05")
    folder = books.write()
    assert invrecon("reconcile", folder, "--tolerance", "0.05").returncode == 0
    assert invrecon("reconcile", folder, "--tolerance", "0.04").returncode == 1


def test_an_incomplete_input_never_ends_with_0_whatever_the_tolerance(books: Books) -> None:
    books.value_entry("Sale / Variance", actual=5)  # the ERP has no rule for it
    books.pair("Inventory", "COGS", 1, source_code="INVTPCOST").pair("Inventory", "COGS", -1)
    run = invrecon("reconcile", books.write(), "--tolerance", "1000000")
    assert run.returncode == 1
    assert "Error: 1 value entry of Sale / Variance with actual cost 5.00 cannot be placed on any account" in run.stdout
    assert "Not reconciled: the amounts agree, but the input is incomplete." in run.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["reconcile", "no-such-folder"], "no such file or folder"),
        (["reconcile", str(CLEAN), "--as-of", "31.10.2026"], "31.10.2026"),
        (["reconcile", str(CLEAN), "--tolerance", "much"], 'the tolerance is "much"; expected an amount'),
        (["reconcile", str(CLEAN), "--from", "2026-11-01"], "the period begins on 2026-11-01 and ends on 2026-10-31"),
        (["reconcile", str(CLEAN), "-o", "recon.doc"], "No report is written as recon.doc"),
        (["reconcile", str(CLEAN), "--profile", "dynamics"], 'unknown profile "dynamics"'),
        (["reconsile"], "No such command"),
        (["rules", "--explain", "Sale / Variance"], "the ERP does not allow it"),
    ],
)
def test_bad_usage_ends_with_2_and_one_clear_message(arguments: list[str], said: str) -> None:
    run = invrecon(*arguments)
    assert run.returncode == 2
    assert said in run.stderr
    assert run.stdout == ""
    assert "Traceback" not in run.stderr


def test_standard_output_carries_the_result_and_nothing_else() -> None:
    run = seen("reconcile", DEMO, "--format", "json")
    assert json.loads(run.stdout)["schema"] == "invrecon/1"
    assert run.stderr == ""


def test_remarks_go_to_standard_error_and_quiet_leaves_them_out(tmp_path: Path) -> None:
    for path in CLEAN.glob("*.csv"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "gl-entries.xlsx").write_bytes((CLEAN / "gl-entries.xlsx").read_bytes())
    (tmp_path / "budget.csv").write_text("Month,Plan\nJan,1\n", encoding="utf-8")
    loud, quiet = invrecon("reconcile", tmp_path), invrecon("reconcile", tmp_path, "--quiet")
    assert "as of 2026-10-31: the chart of accounts shows the balances of this date" in loud.stderr
    assert "Note: budget.csv was not used" in loud.stdout
    assert (quiet.stdout, quiet.stderr, quiet.returncode) == ("", "", loud.returncode)


def test_several_outputs_at_once_and_a_dash_is_standard_output(tmp_path: Path) -> None:
    names = [tmp_path / name for name in ("recon.json", "recon.csv", "recon.md", "recon.txt")]
    run = invrecon("reconcile", DEMO, "--quiet", *(argument for name in names for argument in ("-o", name)))
    assert (run.returncode, run.stdout) == (1, "")
    assert json.loads(names[0].read_text(encoding="utf-8"))["company"] == "Cronus Cycles"
    assert names[1].read_text(encoding="utf-8").startswith("section,key,column,fact,amount,text\n")
    assert names[2].read_text(encoding="utf-8").startswith("# Inventory - G/L reconciliation\n")
    assert names[3].read_text(encoding="utf-8").startswith("Inventory - G/L reconciliation")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(name.name for name in names)
    assert invrecon("reconcile", DEMO, "--format", "json", "-o", "-").stdout == names[0].read_text(encoding="utf-8")


def test_nothing_is_written_when_the_input_cannot_be_used(books: Books, tmp_path: Path) -> None:
    books.value_entry("Purchase / Direct Cost", actual="12.34.56").gl("Inventory", 1)
    run = invrecon("reconcile", books.write(), "-o", tmp_path / "recon.json")
    assert run.returncode == 2
    assert not (tmp_path / "recon.json").exists()


def test_an_output_folder_that_does_not_exist_is_said_so(tmp_path: Path) -> None:
    run = invrecon("reconcile", CLEAN, "-o", tmp_path / "recon.md", "-o", tmp_path / "nowhere" / "recon.json")
    assert run.returncode == 2
    assert list(tmp_path.iterdir()) == []
    assert "the report cannot be written" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_pipe_that_closes_early_is_no_error() -> None:
    command = f"{sys.executable} -m invrecon reconcile {DEMO} | head -1"
    run = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert run.stdout.startswith("Inventory - G/L reconciliation")
    assert run.stderr == ""


def test_no_colour_in_a_pipe() -> None:
    assert "\x1b" not in seen("reconcile", DEMO).stdout


def test_item_and_location_show_the_inventory_side_only_and_say_why() -> None:
    run = seen("reconcile", DEMO, "--location", "EAST")
    assert run.returncode == 1
    assert "The G/L knows neither items nor locations" in run.stdout
    result = json.loads(invrecon("reconcile", DEMO, "--item", "000123", "--format", "json").stdout)
    assert result["reconciled"] is False
    lines = [*result["matrix"]["rows"], *result["matrix"]["columns_summary"].values(), *result["accounts"]]
    assert {line["difference"] for line in lines} == {None}
    assert {line.get("gl_total", line.get("gl")) for line in lines} == {None}
    assert any(row["total"] not in (None, "0.00") for row in result["matrix"]["rows"])


def test_items_add_up_to_the_whole(books: Books) -> None:
    for item, cost in (("1000", 10), ("2000", 32)):
        books.value_entry("Purchase / Direct Cost", actual=cost, **{"Item No.": item})
    books.pair("Inventory", "Direct Cost Applied", 42)
    totals = [books.reconcile(items=(item,)).difference_matrix.columns["Inventory"].total for item in ("1000", "2000")]
    assert totals == [10, 32]
    assert books.reconcile(items=("1000", "2000")).difference_matrix.columns["Inventory"].total == 42


def test_csv_is_one_fact_a_row() -> None:
    rows = list(csv.DictReader(io.StringIO(seen("reconcile", DEMO, "--format", "csv").stdout)))
    facts = {(row["section"], row["key"], row["column"], row["fact"]): row["amount"] for row in rows}
    assert facts["matrix", "COGS", "Inventory", "cell"] == "53926.67"
    assert facts["matrix", "Inventory", "Difference", "difference"] == "-1883.45"
    assert facts["accounts", "2110", "Resale Items", "difference"] == "477.59"
    assert len(facts) == len(rows)


def test_text_from_exports_never_becomes_a_formula_nor_an_escape_sequence(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100)
    books.gl("=HYPERLINK(1)", 100).gl("@SUM(1)", -100)
    books.chart = [
        {"No.": "2110", "Name": "=cmd|' /C calc'!A0", "Income/Balance": "Balance Sheet", "Account Type": "Posting"},
        {"No.": "7291", "Name": "\x1b[31mred | [x](y) <b>", "Income/Balance": "Income Statement"},
    ]
    folder = books.write()
    rows = list(csv.reader(io.StringIO(invrecon("reconcile", folder, "--format", "csv").stdout)))
    texts = [cell for row in rows for position, cell in enumerate(row) if position != 4]
    assert "'=cmd|' /C calc'!A0" in texts
    assert "'=HYPERLINK(1)" in texts
    assert not any(text.startswith(("=", "+", "-", "@")) for text in texts)
    assert "\x1b" not in invrecon("reconcile", folder).stdout
    markdown = invrecon("reconcile", folder, "--format", "markdown").stdout
    assert "\x1b" not in markdown
    assert "red \\| \\[x](y) \\<b\\>" in markdown


def test_every_command_has_help_and_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert invrecon(command, "--help").returncode == 0
        assert f"invrecon {command}" in readme


def test_rules_explain_where_one_kind_of_entry_goes() -> None:
    run = invrecon("rules", "--explain", "Sale / Direct Cost")
    assert run.returncode == 0
    assert "S1  Sale / Direct Cost, expected cost" in run.stdout
    assert "S2  Sale / Direct Cost, actual cost" in run.stdout
    assert "COGS (Interim): - cost amount (expected)" in run.stdout


def test_check_reads_everything_and_reconciles_nothing() -> None:
    run = seen("check", DEMO)
    assert run.returncode == 0
    assert "gl-entries.xlsx [General Ledger Entries]\n    General Ledger Entries (gl_entries), 3,564 rows" in run.stdout
    assert "trial-balance.xlsx [TrialBalanceData]\n    Trial Balance (trial_balance)" in run.stdout
    assert "Difference" not in run.stdout


def test_causes_explain_a_warning_and_its_correction() -> None:
    run = invrecon("causes", "cost-not-posted")
    assert "How to correct it" in run.stdout
    assert "Post Inventory Cost to G/L" in run.stdout


def test_profiles_lists_the_erps() -> None:
    assert "business-central" in invrecon("profiles").stdout
    assert "Cost Posted to G/L" in invrecon("profiles", "business-central").stdout


def test_demo_reconciles_the_sample_company_and_ends_well() -> None:
    run = invrecon("demo")
    assert run.returncode == 0
    assert "Cronus Cycles" in run.stdout
