"""Drilling: the entries behind a number add up to it, whatever the number and whatever the books."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invrecon.account_types import COLUMNS
from invrecon.errors import InputError
from invrecon.pipeline import Run, reconciled
from invrecon.reconciliation.drill import Drilled, SumsDisagreeError, drill, list_entries
from invrecon.reconciliation.drill.account import SIDES, account_number, cause_number, unexplained_number
from invrecon.reconciliation.drill.matrix import matrix_number
from invrecon.reconciliation.drill.number import Number
from invrecon.reconciliation.record import MatrixRow
from invrecon.reports.drill import drill_listing
from invrecon.reports.listing import render
from invrecon.settings import read_settings
from sample_data.make import disturbances as disturb
from sample_data.make import exports
from tests.bookkeeping import Books
from tests.shell import call, is_as_seen, width
from tests.test_explained import ALL_FORMS, Disturbance, Form, disturbed, several
from tests.truths import runs, seeds

AS_OF = dt.date(2026, 10, 31)


@pytest.fixture(scope="module")
def listed(demo: Run) -> Run:
    """The sample company, ready to be drilled into."""
    list_entries(demo.ledger, demo.reconciliation)
    return demo


def numbers(run: Run) -> Iterator[Number]:
    """Every number of the matrix and the tie-out that is one; what could not be compared refuses."""
    r = run.reconciliation
    for line in r.difference_matrix.comparisons():
        name = " + ".join(line.account_types)
        amounts = {"Total": line.total, "G/L Total": line.gl_total, "Difference": line.difference}
        if isinstance(line, MatrixRow):
            amounts |= line.cells
        for column, amount in amounts.items():
            if amount is not None:
                number = matrix_number(r, name, column)
                assert number.amount == amount, number
                yield number
    for line in r.account_lines:
        if line.difference is not None:
            yield from (account_number(r, line.account_no, side) for side in SIDES)
            if r.compared:
                yield unexplained_number(r, line.account_no)
    if r.compared:
        for item in r.reconciling_items:
            yield cause_number(r, item.cause, item.account_no)
            yield cause_number(r, item.cause)
        yield unexplained_number(r)


def assert_all_add_up(run: Run, measures: tuple[str, ...] = ("amount", "-amount", "effect")) -> int:
    """Drill into every number and add the entries up once more; how many numbers there were."""
    drilled_into = [number for number in numbers(run) if number.measure in measures]
    for number in drilled_into:
        drilled = drill(run.ledger, number)
        assert sum((entry.amount for entry in drilled.entries), Decimal(0)) == number.amount
        assert len(drilled.entries) == drilled.count
    return len(drilled_into)


@pytest.fixture
def run(books: Books) -> Iterator[Callable[..., Run]]:
    """Opens a run of the small books, ready to be drilled into."""
    with ExitStack() as stack:

        def opened(**options: object) -> Run:
            settings = read_settings(books.write(), **({"as_of": AS_OF} | options))
            made = stack.enter_context(reconciled(settings, lambda _: None))
            list_entries(made.ledger, made.reconciliation)
            return made

        yield opened


def entries(drilled: Drilled) -> list[tuple[str, str, str]]:
    """Document, amount and status of each entry, as an accountant would jot them down."""
    return [(entry.document_no, f"{entry.amount:.2f}", entry.status) for entry in drilled.entries]


def test_every_number_of_the_sample_company_is_the_sum_of_its_entries(listed: Run) -> None:
    assert assert_all_add_up(listed) > 200


def test_every_status_of_an_account_is_the_sum_of_its_entries(listed: Run) -> None:
    r = listed.reconciliation
    for line in r.matching:
        if line.account_no in ("2110", "2131", "7191"):
            parts = [
                drill(listed.ledger, account_number(r, line.account_no, side, line.status)).number.amount
                for side in ("inventory", "gl", "difference")
            ]
            assert parts == [line.subledger, line.gl, line.gl - line.subledger]


@runs(2)
@given(several, seeds, st.sampled_from(ALL_FORMS), st.booleans())
def test_whatever_happened_entries_and_days_add_up_to_every_difference(
    chosen: list[Disturbance], seed: int, form: Form, period: bool
) -> None:
    books, _ = disturbed([*chosen, disturb.mystery], seed)
    if form.post:
        form.post(books)
    with tempfile.TemporaryDirectory() as folder:
        exports.write_exports(Path(folder), books, relation=form.relation, gl_as_csv=True)
        settings = read_settings(folder, from_date=dt.date(2026, 10, 1) if period else None)
        with reconciled(settings, lambda _: None) as run:
            list_entries(run.ledger, run.reconciliation)
            assert_all_add_up(run, ("effect",))
            last = {day.account_no: day.difference for day in run.reconciliation.timeline}
            for line in run.reconciliation.account_lines:
                assert last.get(line.account_no, 0) == line.difference


def test_entries_that_do_not_add_up_are_our_mistake_and_say_so(listed: Run) -> None:
    wrong = Number("COGS", Decimal("0.01"), "amount", "ledger = 'gl' AND account_no = ?", ("7190",))
    with pytest.raises(SumsDisagreeError, match="a mistake in invrecon"):
        drill(listed.ledger, wrong)


def test_a_cell_lists_its_postings_largest_first_with_file_and_row(books: Books, run: Callable[..., Run]) -> None:
    books.value_entry("Sale / Direct Cost", actual=-30, document="S1")
    books.value_entry("Sale / Direct Cost", actual=-70, document="S2", **{"Item No.": "2000", "Description": "Bell"})
    books.pair("COGS", "Inventory", 30, document="S1").pair("COGS", "Inventory", 70, document="S2")
    made = run()
    drilled = drill(made.ledger, matrix_number(made.reconciliation, "COGS", "Inventory"))
    assert entries(drilled) == [("S2", "70.00", "matched"), ("S1", "30.00", "matched")]
    first = drilled.entries[0]
    assert (first.ledger, first.account_no, first.account_type) == ("inventory", "7190", "COGS")
    assert (first.item_no, first.description, first.file, first.row) == ("2000", "Bell", "value-entries.csv", 3)


def test_a_partly_posted_entry_stands_with_either_part(books: Books, run: Callable[..., Run]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100, posted=60)
    books.pair("Inventory", "Direct Cost Applied", 60)
    made = run()
    total = drill(made.ledger, matrix_number(made.reconciliation, "Inventory", "Total"))
    assert entries(total) == [("DOC1", "60.00", "matched"), ("DOC1", "40.00", "not posted")]
    difference = drill(made.ledger, matrix_number(made.reconciliation, "Difference", "Inventory"))
    assert entries(difference) == [("DOC1", "-40.00", "not posted")]
    assert [(entry.cause, entry.note) for entry in difference.entries] == [
        ("cost-not-posted", "partly posted: 60.00 of 100.00")
    ]


def test_a_transfer_row_shows_the_negative_of_the_column_s_account(books: Books, run: Callable[..., Run]) -> None:
    books.value_entry("Consumption / Direct Cost", actual=-50, order="Production")
    books.pair("WIP Inventory", "Inventory", 50)
    made = run()
    cells = [drill(made.ledger, matrix_number(made.reconciliation, "Inventory To WIP", column)) for column in COLUMNS]
    assert [entries(cell) for cell in cells] == [[("DOC1", "50.00", "matched")], [], [("DOC1", "-50.00", "matched")]]


def test_a_difference_leaves_out_what_matches_and_the_g_l_total_does_not(books: Books, run: Callable[..., Run]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    books.pair("Inventory", "8450", 7, document="GJ1", source_code="GENJNL")
    made = run()
    r = made.reconciliation
    assert entries(drill(made.ledger, matrix_number(r, "Inventory", "Difference"))) == [("GJ1", "7.00", "G/L only")]
    assert entries(drill(made.ledger, matrix_number(r, "Inventory", "G/L Total"))) == [
        ("DOC1", "100.00", "matched"),
        ("GJ1", "7.00", "G/L only"),
    ]


@pytest.mark.parametrize(
    ("row", "column"),
    [("COGS", "Inventory"), ("cogs", "INVENTORY"), ("Inventory", "COGS"), ("  Cogs ", "inventory")],
)
def test_names_are_forgiven_their_spelling_and_their_order(listed: Run, row: str, column: str) -> None:
    assert matrix_number(listed.reconciliation, row, column).title == "COGS, Inventory"


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("COGGS", "Inventory", 'unknown row "COGGS"; expected Inventory To WIP, .* Did you mean "COGS"'),
        ("COGS", "Invertory", 'unknown column "Invertory"; expected Inventory, .* Did you mean "Inventory"'),
        ("COGS", "Warning", "a warning is no amount. Drill into its cause"),
        ("Inventory", "WIP Inventory", "nothing stands in row"),
        ("Total", "Difference", "nothing stands in row"),
        ("Inventory To WIP", "Total", "belongs to no account"),
        ("Capacity Variance", "G/L Total", 'shares an account with Capacity Overhead Variance.*--account 7891'),
        ("Difference", "Capacity Variance", '"Capacity Variance . Capacity Overhead Variance" "Difference"'),
    ],
)  # fmt: skip
def test_what_is_no_number_says_why_and_where_to_drill_instead(listed: Run, row: str, column: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        matrix_number(listed.reconciliation, row, column)


def test_types_that_share_an_account_drill_as_a_group(listed: Run) -> None:
    number = matrix_number(listed.reconciliation, "Capacity Variance + Capacity Overhead Variance", "Difference")
    assert drill(listed.ledger, number).number.amount == Decimal("1.60")


def test_accounts_that_are_told_in_sum_only_drill_in_sum(books: Books, run: Callable[..., Run]) -> None:
    books.hidden = {"Location Code"}
    east, west = ({**books.inventory_setup[0], "Location Code": code} for code in ("EAST", "WEST"))
    books.inventory_setup = [east, west | {"Inventory Account": "2120"}]
    books.value_entry("Purchase / Direct Cost", actual=100).pair("2120", "Direct Cost Applied", 90)
    made = run()
    r = made.reconciliation
    with pytest.raises(InputError, match="account 2120 could only be compared in sum"):
        account_number(r, "2120")
    assert entries(drill(made.ledger, account_number(r, "2120", "gl"))) == [("DOC1", "90.00", "amount differs")]
    assert entries(drill(made.ledger, matrix_number(r, "Inventory", "Difference"))) == [
        ("DOC1", "-100.00", "amount differs"),
        ("DOC1", "90.00", "amount differs"),
    ]
    assert_all_add_up(made)


def test_postings_without_an_account_make_the_difference_of_their_type(books: Books, run: Callable[..., Run]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100, **{"Inventory Posting Group": "NEW"})
    books.value_entry("Purchase / Direct Cost", actual=8).pair("Inventory", "Direct Cost Applied", 108)
    made = run()
    assert_all_add_up(made)
    drilled = drill(made.ledger, matrix_number(made.reconciliation, "Inventory", "Total"))
    assert [(entry.account_no, entry.amount) for entry in drilled.entries] == [("", 100), ("2110", 8)]


def test_balances_stand_in_for_entries_where_the_g_l_has_none(books: Books, run: Callable[..., Run]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100, posted=60)
    books.trial_balance = [
        {"G/L Account No.": no, "Name": "", "Balance at Date": amount} for no, amount in (("2110", 75), ("7291", -60))
    ]
    made = run()
    drilled = drill(made.ledger, matrix_number(made.reconciliation, "Inventory", "Difference"))
    assert entries(drilled) == [("", "75.00", ""), ("DOC1", "-60.00", ""), ("DOC1", "-40.00", "not posted")]
    assert (drilled.entries[0].file, drilled.entries[0].row) == ("trial-balance.csv", 2)
    assert drilled.number.remarks[0].startswith("The G/L was given as balances")
    assert_all_add_up(made)
    with pytest.raises(InputError, match="only where value entries were matched"):
        account_number(made.reconciliation, "2110", status="matched")


def test_with_an_item_filter_the_inventory_side_alone_can_be_drilled_into(
    books: Books, run: Callable[..., Run]
) -> None:
    for item, cost in (("1000", 10), ("2000", 32)):
        books.value_entry("Purchase / Direct Cost", actual=cost, document=item, **{"Item No.": item})
    books.pair("Inventory", "Direct Cost Applied", 42)
    made = run(items=("2000",))
    assert entries(drill(made.ledger, account_number(made.reconciliation, "2110", "inventory"))) == [
        ("2000", "32.00", "")
    ]
    for number in (matrix_number, lambda r, *_: account_number(r, "2110"), lambda r, *_: cause_number(r, "rounding")):
        with pytest.raises(InputError, match="was not compared with the G/L"):
            number(made.reconciliation, "Inventory", "Difference")
    assert_all_add_up(made)


def test_a_cause_lists_its_entries_on_all_accounts_or_one(listed: Run) -> None:
    r = listed.reconciliation
    everywhere, here = (drill(listed.ledger, cause_number(r, "direct-posting", no)) for no in (None, "2110"))
    assert [(entry.account_no, entry.amount) for entry in everywhere.entries] == [
        ("2110", Decimal("1250.00")),
        ("7190", Decimal("-310.45")),
    ]
    assert here.number.amount == Decimal("1250.00")
    assert here.entries[0].note.startswith("ANNA, GENJNL")


def test_what_no_cause_explains_can_be_drilled_into(books: Books, run: Callable[..., Run]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    books.gl("Inventory", 12, document="X1")
    books.pair("Inventory", "8450", 3, document="GJ1", source_code="GENJNL")
    made = run()
    assert entries(drill(made.ledger, unexplained_number(made.reconciliation))) == [("X1", "12.00", "G/L only")]


def test_the_list_stops_at_its_limit_and_says_what_is_left(listed: Run) -> None:
    number = account_number(listed.reconciliation, "2110", "gl")
    every, few = drill(listed.ledger, number), drill(listed.ledger, number, 3)
    assert few.entries == every.entries[:3]
    assert few.not_listed == sum(entry.amount for entry in every.entries[3:])
    totals = drill_listing(few, listed.reconciliation).totals
    assert [(total.id, total.entries) for total in totals] == [("not_listed", every.count - 3), ("total", every.count)]
    assert totals[0].amounts["amount"] + sum(entry.amount for entry in few.entries) == number.amount
    assert [abs(entry.amount) for entry in every.entries] == sorted(
        (abs(e.amount) for e in every.entries), reverse=True
    )


def test_every_format_carries_the_same_entries(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.value_entry("Purchase / Direct Cost", actual="1234.50", posted=0, document="P1").gl("COGS", 1, document="G1")
    folder = books.write()
    said = {
        form: call(capsys, "drill", "--account", "2110", folder, "--as-of", "2026-10-31", "--format", form)
        for form in ("table", "json", "csv", "markdown")
    }
    assert {each.status for each in said.values()} == {0}
    document = json.loads(said["json"].out)
    assert document["schema"] == "invrecon-list/1"
    assert [(row["document_no"], row["amount"], row["row"]) for row in document["rows"]] == [("P1", "-1234.50", 2)]
    assert document["totals"] == [{"id": "total", "label": "1 entry", "entries": 1, "amount": "-1234.50"}]
    assert [row["amount"] for row in csv.DictReader(io.StringIO(said["csv"].out))] == ["-1234.50"]
    assert said["csv"].err == "Entries that match are left out: they add up to nothing.\n"
    assert "| **1 entry** |" in said["markdown"].out
    assert "(1,234.50)" in said["table"].out
    assert said["table"].err == ""


def test_a_row_and_a_column_are_drilled_into_on_the_command_line(
    books: Books, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(60):
        books.value_entry("Purchase / Direct Cost", actual=1 + number, document=f"P{number}")
    folder = books.pair("Inventory", "Direct Cost Applied", 1830, document="SUM").write()
    cell = ("drill", "direct cost applied", "inventory", folder, "--as-of", "2026-10-31")
    shown = call(capsys, *cell).out
    assert "10 more, not listed  " in shown
    assert shown.count("(") == 52, "the fifty largest, what is left, and the number"
    assert call(capsys, *cell, "--limit", 1).out.count("P59") == 1
    assert "not listed" not in call(capsys, *cell, "--limit", 0).out
    assert len(call(capsys, *cell, "--format", "csv").out.splitlines()) == 61


def test_text_from_exports_stays_text(books: Books, capsys: pytest.CaptureFixture[str]) -> None:
    books.value_entry("Purchase / Direct Cost", actual=100).pair("Inventory", "Direct Cost Applied", 100)
    for number, text in enumerate(("=1+1", "\x1b[31mred", "@SUM(1) | [x](y) <b> *z*")):
        books.gl("Inventory", number + 1, document=text, source_code="GENJNL", Description=text)
    folder, number = books.write(), ("--account", "2110", "--as-of", "2026-10-31")
    rows = list(csv.DictReader(io.StringIO(call(capsys, "drill", *number, folder, "--format", "csv").out)))
    assert [row["document_no"] for row in rows] == ["'@SUM(1) | [x](y) <b> *z*", " [31mred", "'=1+1"]
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    assert "\x1b" not in call(capsys, "drill", *number, folder).out
    assert r"@SUM(1) \| \[x](y) \<b\> \*z\*" in call(capsys, "drill", *number, folder, "--format", "markdown").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name a ROW and a COLUMN"),
        (["COGS"], "Name a ROW and a COLUMN"),
        (["COGS", "Inventory", "a", "b"], "Name a ROW and a COLUMN"),
        (["COGS", "Inventory", "--account", "2110"], "give PATH alone"),
        (["COGS", "Inventory", "--status", "matched"], "go with --account"),
        (["--cause", "rounding", "--account", "2110", "--of", "gl"], "do not go with --cause"),
        (["--cause", "roundin"], 'unknown cause "roundin".* Did you mean "rounding"'),
        (["--account", "211O"], 'unknown account "211O"; expected 2110'),
        (
            ["--account", "2110", "--status", "date differ"],
            'unknown status "date differ".* Did you mean "date differs"',
        ),
        (["COGS", "Inventory", "no-such-folder"], "no such file or folder"),
        (["--account", "2110", "--limit", "-1"], "-1"),
    ],
)
def test_bad_usage_ends_with_2_and_says_what_is_right(
    books: Books, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    books.value_entry("Purchase / Direct Cost", actual=1).pair("Inventory", "Direct Cost Applied", 1)
    monkeypatch.chdir(books.write())
    end = call(capsys, "drill", *arguments)
    assert (end.status, end.out) == (2, "")
    assert re.search(said, end.err), end.err


@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(
    ("name", "row", "column", "limit"),
    [("difference", "COGS (Interim)", "Difference", None), ("cell", "COGS", "Inventory", 4)],
)
def test_what_people_see_of_the_entries(
    listed: Run, name: str, row: str, column: str, limit: int | None, columns: int
) -> None:
    drilled = drill(listed.ledger, matrix_number(listed.reconciliation, row, column), limit)
    with width(columns):
        shown = render(drill_listing(drilled, listed.reconciliation), "table")
    assert is_as_seen(f"drill-{name}-{columns}.txt", shown)
    assert max(map(len, shown.splitlines())) <= columns


def test_amounts_are_never_cut_however_narrow_the_terminal(listed: Run) -> None:
    drilled = drill(listed.ledger, account_number(listed.reconciliation, "2110", "gl"), 5)
    with width(30):
        shown = render(drill_listing(drilled, listed.reconciliation), "table")
    assert all(f"{abs(entry.amount):,.2f}" in shown for entry in drilled.entries)
