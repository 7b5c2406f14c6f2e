"""The HTML page as text: what it says of every kind of run, and that it is one file which nothing can get into."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from decimal import Decimal, localcontext
from itertools import product
from pathlib import Path

import pytest

import invrecon
from invrecon.reconciliation.bridge import Bridge, Step
from invrecon.reconciliation.run import Run
from invrecon.reports import palette, render, wording
from invrecon.reports.page.bridge_chart import bridge_chart
from tests.bookkeeping import ACCOUNTS, Books
from tests.page_text import page_text
from tests.samples import reconciled_once
from tests.shell import call, is_as_seen

DEMO = Path(__file__).parents[1] / "sample_data" / "business-central"


def said(r: invrecon.Reconciliation) -> str:
    """The page's text."""
    return page_text(render(r, "html"))


def headings(r: invrecon.Reconciliation) -> list[str]:
    """The page's sections."""
    return [line.removeprefix("## ") for line in said(r).splitlines() if line.startswith("## ")]


def block(r: invrecon.Reconciliation, begins: str) -> list[str]:
    """The lines from one that begins so to the next heading."""
    lines = said(r).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith(begins))
    end = next((n for n, line in enumerate(lines) if n > first and line.startswith("#")), len(lines))
    return lines[first:end]


@pytest.fixture
def bought(books: Books) -> Books:
    """100 bought and posted; 20 sold and not posted; 5 written to the inventory account by hand."""
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.value_entry("Sale / Direct Cost", -20, posted=0, document="S1", date="2026-10-20")
    return books.gl("Inventory", 5, source_code="GENJNL", document="J1", Description="By hand")


# What it says.


def test_what_people_see(bought: Books) -> None:
    bought.toml = ['company = "Cronus Cycles"', 'currency = "USD"']
    text = re.sub(r"\b[0-9a-f]{64}\b", "0" * 64, said(bought.reconcile()))
    text = re.sub(r"invrecon \d[\w.]*", "invrecon 1.2.3", text)
    assert is_as_seen("page.txt", text)


def test_the_answer_comes_first_and_last(demo: Run) -> None:
    answer = wording.result(demo.reconciliation)
    lines = said(demo.reconciliation).splitlines()
    places = [number for number, line in enumerate(lines) if line == answer]
    assert len(places) == 2
    assert places[0] < lines.index("## Matrix")
    assert len(lines) - places[1] == 2  # the company and the version stand below


def test_the_statement_of_an_account_adds_up_as_in_the_terminal(bought: Books) -> None:
    assert block(bought.reconcile(), "### 2110")[1:] == [
        "Statement of 2110",
        "Line | Entries | Amount | Documents",
        "Balance per inventory ledger | | 80.00 |",
        "+ Cost not posted | 1 entry | 20.00 | S1, 20 Oct 2026: not posted",
        "+ Direct posting | 1 entry | 5.00 | J1, 15 Oct 2026: ANNA, GENJNL, By hand",
        "Balance per G/L | | 105.00 |",
        "Unexplained | | 0.00 |",
        "First out of balance 15 Oct 2026 (J1); the gap changed on 1 later day. Accounts Matrix",
    ]


def test_an_unexplained_rest_names_the_command_that_lists_it(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    books.gl("Inventory", 7)
    assert "Unexplained | | 7.00 | invrecon drill --cause unexplained --account 2110 lists its entries." in block(
        books.reconcile(), "### 2110"
    )


# Every kind of run.


def test_a_run_of_one_location_shows_the_inventory_side_and_compares_nothing() -> None:
    r = reconciled_once(DEMO, locations=("WEST",))
    assert headings(r) == ["Matrix", "Findings", "Inputs", "Result"]
    assert "Only location WEST" in said(r)
    assert "Account type | Inventory | Inventory (Interim) | WIP Inventory | Total\n" in said(r)
    assert said(r).count("Not compared:") == 2
    assert "G/L Total" not in said(r)


def test_books_in_agreement_need_no_explanation(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100)
    r = books.reconcile()
    assert headings(r) == ["Matrix", "Accounts", "Inputs", "Result"]
    assert said(r).count("Reconciled: 17 accounts agree to the cent.") == 2
    assert 'class="result agrees"' in render(r, "html")


def test_books_that_agree_only_because_items_cancel_are_not_shown_as_agreeing_plainly(bought: Books) -> None:
    # What was not posted was written by another hand: the rest cancels the items, account by account.
    bought.gl("Inventory", -25, document="X1").gl("COGS", 20, document="X1")
    r = bought.reconcile()
    assert r.reconciled
    assert "Reconciliation statements" in headings(r)
    assert "Reconciled: 17 accounts agree to the cent. Not all is explained: unexplained" in said(r)
    assert render(r, "html").count('class="result doubtful"') == 2


def test_balances_alone_say_which_export_would_explain_the_rest(bought: Books) -> None:
    bought.gl_entries = []
    bought.trial_balance = [
        {"Account": no, "StartingBalance": 0, "NetChange": amount, "Balance": amount}
        for no, amount in ((ACCOUNTS["Inventory"], 105), (ACCOUNTS["Direct Cost Applied"], -100), (ACCOUNTS["COGS"], 0))
    ]
    r = bought.reconcile()
    assert "Timeline of the difference" not in headings(r)
    assert "To explain the rest, export the General Ledger Entries of the accounts 2110" in said(r)


def test_a_difference_without_any_item_has_a_statement_and_no_items(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100).pair("Inventory", "Direct Cost Applied", 100).gl("Inventory", 7)
    r = books.reconcile()
    assert not r.reconciling_items
    assert headings(r) == [
        "Matrix", "Bridge from inventory ledger to G/L", "Timeline of the difference", "Accounts",
        "Reconciliation statements", "Inputs", "Result",
    ]  # fmt: skip


def test_accounts_in_sum_lead_to_the_statement_of_their_type(books: Books) -> None:
    books.inventory_setup = [{"Location Code": "", "Invt. Posting Group Code": "GOODS", "WIP Account": "2140"}]
    books.toml_tables = ["[accounts]", '"Inventory" = ["2110", "2120"]']
    books.value_entry("Purchase / Direct Cost", 100).gl("2110", 60).gl("2120", 40).gl("Direct Cost Applied", -100)
    books.gl("2120", 13, source_code="GENJNL", document="J1")
    html = render(books.reconcile(), "html")
    assert '<td colspan="3" class="in-sum"><a href="#statement-1">compared in sum</a></td>' in html
    assert "### 2110, 2120 in sum Inventory" in page_text(html)
    assert "2120 | | Inventory | | 53.00 | compared in sum" in page_text(html)
    assert '<a href="#item-1">+ Direct posting</a>' in html


def test_types_that_share_an_account_are_one_line_and_one_bridge(bought: Books) -> None:
    bought.general_setup[0]["COGS Account"] = ACCOUNTS["Inventory"]
    text = said(bought.reconcile())
    assert re.search(r"^Inventory \+ COGS \| \| \| \| 100\.00 \| 105\.00 \| 5\.00", text, re.MULTILINE)
    assert "### Inventory + COGS\nBridge of Inventory + COGS\n" in text


def test_errors_in_the_input_are_told_where_they_stand(books: Books) -> None:
    books.value_entry("Purchase / Direct Cost", 100)
    books.trial_balance = [
        {"Account": no, "StartingBalance": 0, "NetChange": amount, "Balance": amount}
        for no, amount in ((ACCOUNTS["Inventory"], 120), (ACCOUNTS["Direct Cost Applied"], -100))
    ]
    r = books.reconcile()
    assert r.errors
    assert "in the input: see Findings." in said(r)
    assert any(line.startswith("Error ") for line in block(r, "## Findings"))


def test_amounts_keep_all_their_digits(demo: Run) -> None:
    amount = Decimal("-12345678901234567890123456789012345678.90")
    r = demo.reconciliation
    first = replace(r.account_lines[0], subledger=amount)
    assert "(12,345,678,901,234,567,890,123,456,789,012,345,678.90)" in said(
        replace(r, account_lines=(first, *r.account_lines[1:]))
    )


@pytest.mark.parametrize("balance", ["-1" + 39 * "0", "1234567890123456789012345678901234567890.12"])
def test_a_small_step_beside_forty_digits_is_drawn(demo: Run, balance: str) -> None:
    with localcontext(prec=100):
        before, after = Decimal(balance), Decimal(balance) + 5
    bridge = Bridge(("Inventory",), before, after, (Step("a", "cause A", Decimal(5), before, after),))
    bars = bridge_chart(demo.reconciliation, bridge).bars
    assert [bar.label for bar in bars] == ["Balance per inventory ledger", "+ Cause A", "Balance per G/L"]
    assert [(bar.kind, bar.width) for bar in bars][1] == ("added", 80)


# Many entries.


@pytest.mark.parametrize(("items", "listed"), [(1, 200), (100, 100), (500, 20)])
def test_a_page_lists_the_largest_entries_and_says_how_many_it_does_not(demo: Run, items: int, listed: int) -> None:
    r = demo.reconciliation
    one = next(item for item in r.reconciling_items if item.cause == "direct-posting")
    proof = tuple(replace(one.evidence[0], amount=Decimal(1), row=row, document_no=f"J{row}") for row in range(1000))
    many = replace(one, amount=Decimal(5000), entries=5000, evidence=proof)
    page = render(
        replace(r, reconciling_items=tuple(replace(many, account_no=f"A{number}") for number in range(items))), "html"
    )
    last = page_text(page).split("### Direct posting")[1].split("### ")[0].split("## ")[0]
    assert last.count(f"J{listed - 1} |") == items
    assert f"J{listed} |" not in last
    assert last.count(f"{5000 - listed:,} more, not listed | {5000 - listed:,}.00 | invrecon drill --cause") == items
    assert len(page) < 10_000_000


def test_all_entries_are_listed_where_there_are_few(demo: Run) -> None:
    text = said(demo.reconciliation)
    assert "not listed" not in text
    assert sum(len(item.evidence) for item in demo.reconciliation.reconciling_items) == len(
        re.findall(r"\| (?:Inventory|G/L) \| \d+ \| \w* \| [\w.-]+ \| [\d,]+$", text, re.MULTILINE)
    )


# One file, in which nothing runs but what was written for it.


def test_the_policy_allows_the_one_style_and_the_one_script(demo: Run) -> None:
    html = render(demo.reconciliation, "html")
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert policy.startswith("default-src &#39;none&#39;; ")
    for name in ("style", "script"):
        ((text),) = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{name}-src &#39;sha256-{digest}&#39;" in policy
    assert "unsafe" not in policy


def test_the_page_is_one_file_without_inline_handlers_or_addresses_elsewhere(demo: Run) -> None:
    html = render(demo.reconciliation, "html")
    tags = re.findall(r"<[a-z][^>]*>", html)
    assert not [tag for tag in tags if re.search(r"\s(style|on\w+|src|srcset|data)=", tag)]
    assert {link[0] for link in re.findall(r'href="([^"]*)"', html)} == {"#"}
    assert not re.search(r"@import|url\(|https?://", html)


def test_same_inputs_give_the_same_bytes(bought: Books) -> None:
    assert render(bought.reconcile(), "html") == render(bought.reconcile(), "html")


def test_the_page_is_written_to_a_file_and_to_standard_output(
    bought: Books, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, file = bought.write(), tmp_path / "recon.html"
    run = call(capsys, "reconcile", folder, "--as-of", "2026-10-31", "-o", file, "--format", "html", "--quiet")
    assert run.status == 1
    assert run.out == file.read_text(encoding="utf-8") == render(bought.reconcile(), "html")


# Colours.


def luminance(colour: str) -> float:
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 measures it: 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


LIGHT = {name: getattr(palette, name) for name in palette.DARK}
GROUNDS = ["PAPER", "BAND", "DIFFERENCE_GROUND", "AGREEMENT_GROUND", "DOUBT_GROUND"]


@pytest.mark.parametrize("colours", [LIGHT, palette.DARK], ids=["light", "dark"])
def test_text_can_be_read_on_every_ground(colours: dict[str, str]) -> None:
    texts = ["INK", "QUIET", "LINK", "HEADING", "DIFFERENCE", "AGREEMENT", "DOUBT"]
    faint = {pair: contrast(*map(colours.__getitem__, pair)) for pair in product(texts, GROUNDS)}
    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}


@pytest.mark.parametrize(
    ("colours", "curves"), [(LIGHT, palette.CURVES), (palette.DARK, palette.DARK_CURVES)], ids=["light", "dark"]
)
def test_charts_can_be_seen_on_paper(colours: dict[str, str], curves: tuple[str, ...]) -> None:
    drawn = [*curves, *(colours[name] for name in ("BALANCE", "ADDED", "DEDUCTED", "DOUBT"))]
    assert min(contrast(colour, colours["PAPER"]) for colour in drawn) >= 3


def test_every_colour_has_its_counterpart_for_dark_screens() -> None:
    colours = {name for name, value in vars(palette).items() if isinstance(value, str) and value.startswith("#")}
    assert colours == set(palette.DARK)
    assert len(palette.CURVES) == len(palette.DARK_CURVES)
