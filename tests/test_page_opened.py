"""The page in a real browser: from a difference to its documents, by mouse and keyboard, on screens and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from invrecon.findings import Evidence, Finding
from invrecon.reconciliation.run import Run
from invrecon.reports import palette, render, wording
from tests.chromium import Opened, chromium, opened

Open = Callable[..., AbstractContextManager[Opened]]

ONE = Decimal(1)
HOSTILE = '"><img src=x onerror=alert(1)></style></script><script>alert(1)</script>\u202etxt.exe\x1b[31m {{ 7 * 7 }}'


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Open:
    return partial(opened, browser, folder=tmp_path)


@pytest.fixture(scope="module")
def page_of_demo(demo: Run) -> str:
    return render(demo.reconciliation, "html")


def row(page: Page, caption: str, begins: str) -> Locator:
    """The row of a table that begins so."""
    table = page.get_by_role("table", name=re.compile(caption))
    return table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=begins, exact=True))


def item(page: Page, cause: str, account: str) -> Locator:
    """A reconciling item by its cause and account."""
    group = page.get_by_role("article", name=cause, exact=True)
    return group.locator("details.item").filter(has=page.locator(f"summary .account:has-text('{account}')"))


def visible(page: Page, selector: str) -> int:
    return page.locator(selector).filter(visible=True).count()


# From a difference to its documents.


def test_a_difference_of_the_matrix_leads_to_its_bridge_and_on_to_the_documents(
    open_page: Open, page_of_demo: str
) -> None:
    with open_page(page_of_demo) as shown:
        page = shown.page
        row(page, "^Amounts", "Difference").get_by_role("link", name="Inventory, difference (1,883.45)").click()
        steps = page.get_by_role("table", name="Inventory: from inventory ledger to G/L", exact=True)
        expect(steps).to_be_in_viewport()
        steps.get_by_role("row", name=re.compile("Direct posting")).get_by_role("link", name="2110").click()
        found = item(page, "Direct posting", "2110").get_by_role("row", name=re.compile("GJ100062"))
        expect(found).to_be_in_viewport()
        assert found.get_by_role("cell").all_inner_texts() == [
            "28 Oct 2026", "1,250.00", "ANNA, GENJNL, DEFAULT, Manual inventory correction", "G/L", "3575", "ANNA",
            "gl-entries.xlsx", "3,558",
        ]  # fmt: skip


def test_a_difference_of_an_account_leads_to_its_statement_to_the_item_and_back(
    open_page: Open, page_of_demo: str
) -> None:
    with open_page(page_of_demo) as shown:
        page = shown.page
        row(page, "^The tie-out", "2110").get_by_role("link", name="2110, difference 477.59").click()
        statement = page.get_by_role("article", name="2110 Resale Items")
        expect(statement).to_be_in_viewport()
        statement.get_by_role("link", name="- Wrong account", exact=True).click()
        wrong = item(page, "Wrong account", "2110")
        expect(wrong.get_by_role("row", name=re.compile("PI100056"))).to_be_in_viewport()
        wrong.get_by_role("link", name="Statement of 2110").click()
        expect(statement).to_be_in_viewport()
        page.go_back()
        expect(wrong.get_by_role("row", name=re.compile("PI100056"))).to_be_in_viewport()


def test_every_link_leads_to_a_place_of_its_own(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        places = shown.page.eval_on_selector_all("[id]", "nodes => nodes.map(node => node.id)")
        links = shown.page.eval_on_selector_all("a", "links => links.map(link => link.getAttribute('href'))")
        assert len(places) == len(set(places))
        assert {link.removeprefix("#") for link in links} <= set(places)


def test_every_difference_leads_to_an_explanation(open_page: Open, demo: Run, page_of_demo: str) -> None:
    r = demo.reconciliation
    with open_page(page_of_demo) as shown:
        linked = shown.page.locator("td.difference")
        assert linked.count() == len(r.differing_types) + len(r.differing_accounts)
        assert linked.locator("a").count() == linked.count()


def test_without_script_links_and_folds_work_and_the_filter_is_not_offered(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo, script=False) as shown:
        page = shown.page
        assert visible(page, "#filter, #unfold") == 0
        page.get_by_role("link", name="2110, difference 477.59").click()
        page.get_by_role("article", name="2110 Resale Items").get_by_role(
            "link", name="- Wrong account", exact=True
        ).click()
        wrong = item(page, "Wrong account", "2110")
        expect(wrong.locator("summary")).to_be_in_viewport()
        wrong.locator("summary").click()
        expect(wrong.get_by_role("row", name=re.compile("PI100056"))).to_be_visible()


# The filter.


def test_the_filter_shows_what_has_all_words_and_says_how_many(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        page = shown.page
        everything = (visible(page, ".statement"), visible(page, ".item"))
        page.get_by_role("searchbox", name="Filter").fill("direct gj100062")
        expect(page.get_by_role("status")).to_have_text(
            "Filter is on: 1 of 20 statements, 1 of 31 items, 1 of 141 entries shown. "
            "Result, matrix, charts and totals are those of all."
        )
        assert (visible(page, ".statement"), visible(page, ".item"), visible(page, ".cause")) == (1, 1, 1)
        page.get_by_role("button", name="Clear").click()
        assert (visible(page, ".statement"), visible(page, ".item")) == everything == (20, 31)
        expect(page.get_by_role("status")).to_be_empty()


def test_the_filter_finds_an_entry_unfolds_its_item_and_keeps_the_total(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        page = shown.page
        page.get_by_role("searchbox", name="Filter").fill("CNT100005")
        moved = item(page, "Posting setup changed", "2115")
        expect(moved.get_by_role("row", name=re.compile("CNT100005"))).to_be_visible()
        assert moved.locator("tbody tr").filter(visible=True).count() == 1
        expect(moved.locator("tfoot")).to_contain_text("(3,086.33)")
        expect(moved.locator(".shown")).to_have_text(
            "1 of 53 entries listed here, as the filter asks; the total is that of all."
        )
        page.keyboard.press("Escape")
        expect(moved.locator("tbody")).not_to_be_visible()


def test_the_filter_hides_neither_result_nor_totals_and_says_where_there_is_nothing(
    open_page: Open, page_of_demo: str
) -> None:
    with open_page(page_of_demo) as shown:
        page = shown.page
        page.get_by_role("searchbox", name="Filter").fill("no such document")
        expect(page.get_by_role("status")).to_contain_text("0 of 20 statements, 0 of 31 items, 0 of 141 entries")
        assert visible(page, ".result") == 2
        for caption in ("^Amounts", "^The tie-out", "^By account type", "^What was read"):
            expect(page.get_by_role("table", name=re.compile(caption))).to_be_visible()
        assert visible(page, "svg.bridge") == 10
        page.keyboard.press("Control+End")
        expect(page.get_by_role("status")).to_be_in_viewport()


def test_a_link_to_what_the_filter_left_out_takes_the_filter_off(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        page = shown.page
        page.get_by_role("searchbox", name="Filter").fill("7490")
        page.get_by_role("link", name="2110, difference 477.59").click()
        expect(page.get_by_role("article", name="2110 Resale Items")).to_be_in_viewport()
        expect(page.get_by_role("searchbox", name="Filter")).to_have_value("")


def test_what_the_filter_leaves_out_is_printed(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        shown.page.get_by_role("searchbox", name="Filter").fill("7490")
        shown.page.emulate_media(media="print")
        assert visible(shown.page, ".item") == 31
        assert visible(shown.page, "#shown, #filter, #clear, nav") == 0


# The keyboard.


def test_the_keyboard_skips_to_the_figures_and_unfolds_an_item(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        page = shown.page
        page.keyboard.press("Tab")
        expect(page.get_by_role("link", name="Skip to the figures")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        statement = page.get_by_role("article", name="2110 Resale Items")
        statement.get_by_role("link", name="+ Direct posting", exact=True).focus()
        page.keyboard.press("Enter")
        direct = item(page, "Direct posting", "2110")
        expect(direct.locator("summary")).to_be_focused()
        expect(direct.locator("tbody")).to_be_visible()
        page.keyboard.press("Enter")
        expect(direct.locator("tbody")).not_to_be_visible()
        page.keyboard.press("Space")
        expect(direct.locator("tbody")).to_be_visible()
        page.keyboard.press("Tab")
        expect(direct.get_by_role("link", name="Statement of 2110")).to_be_focused()


def test_what_has_the_focus_is_seen(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        for _ in range(12):
            shown.page.keyboard.press("Tab")
            assert shown.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


# For readers who listen.


def test_landmarks_headings_and_tables_have_names_in_order(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        page = shown.page
        for role in ("banner", "main", "contentinfo", "search", "status"):
            assert page.get_by_role(role).count() == 1, role  # type: ignore[arg-type]
        expect(page.get_by_role("navigation", name="Contents")).to_be_visible()
        levels = page.get_by_role("heading").evaluate_all("nodes => nodes.map(node => Number(node.tagName[1]))")
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(later <= level + 1 for level, later in pairwise(levels))
        assert page.locator("table:not(:has(caption))").count() == 0
        assert page.locator("th:not([scope])").count() == 0
        assert page.locator("svg[role=img]:not(:has(> title)), svg[role=img]:not(:has(> desc))").count() == 0
        assert page.locator("html").get_attribute("lang") == "en"


def test_a_chart_tells_its_figures_and_has_them_in_a_table_too(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        page = shown.page
        chart = page.get_by_role("img", name=re.compile("^Bridge of Inventory Balance"))
        expect(chart).to_have_accessible_name(
            "Bridge of Inventory Balance per inventory ledger 41,727.36; Direct posting 1,250.00; "
            "Posting setup changed (3,086.33); Amount differs (27.00); Cost not posted (20.12); "
            "Balance per G/L 39,843.91; the bars do not begin at zero."
        )
        page.locator("#bridge-1 > summary").click()
        table = page.get_by_role("table", name="Inventory: from inventory ledger to G/L", exact=True)
        assert [cell.split("\t")[1] for cell in table.locator("tbody").inner_text().split("\n")] == [
            "41,727.36", "1,250.00", "(3,086.33)", "(27.00)", "(20.12)", "39,843.91",
        ]  # fmt: skip
        page.locator("#timeline-figures > summary").click()
        last = page.get_by_role("table", name=re.compile("^Running difference")).locator("tbody tr").last
        assert last.inner_text().split("\t")[:3] == ["30 Oct 2026", "(3,314.88)", "3,086.33"]


def test_a_negative_amount_is_read_as_one(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        tree = shown.page.get_by_role("table", name=re.compile("^Amounts")).aria_snapshot()
        assert 'cell "minus (10,302.86)"' in tree
        assert shown.page.locator("td.negative").first.inner_text() == "(10,302.86)"


# On paper.


def test_paper_has_all_evidence_and_no_controls(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo, width=1040, script=False) as shown:
        page = shown.page
        page.emulate_media(media="print")
        assert visible(page, ".evidence tbody tr") == page.locator(".evidence tbody tr").count() == 141
        assert visible(page, "#timeline-figures tbody tr") == 33
        assert visible(page, "nav, input, button, .back a") == 0
        head = page.locator(".evidence thead").first
        assert head.evaluate("head => getComputedStyle(head).display") == "table-header-group"


def test_paper_cuts_no_amount(open_page: Open, demo: Run) -> None:
    matrix = demo.reconciliation.difference_matrix
    rows = tuple(
        replace(row, cells={name: amount.scaleb(30) for name, amount in row.cells.items()}) for row in matrix.rows
    )
    columns = {name: replace(line, total=line.total.scaleb(30)) for name, line in matrix.columns.items() if line.total}
    huge = replace(demo.reconciliation, difference_matrix=replace(matrix, rows=rows, columns=columns))
    with open_page(render(huge, "html"), width=1040) as shown:
        shown.page.emulate_media(media="print")
        ends = shown.page.eval_on_selector_all(
            "td.amount", "cells => cells.map(cell => cell.getBoundingClientRect().right)"
        )
        assert max(ends) <= 1040


# On any screen.


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_screen_needs_to_be_moved_sideways(open_page: Open, page_of_demo: str, width: int) -> None:
    with open_page(page_of_demo, width=width) as shown:
        shown.page.get_by_role("button", name="Unfold all").click()
        assert shown.page.evaluate("document.documentElement.scrollWidth") == width


def test_a_dark_screen_gets_dark_paper_and_paper_stays_white(open_page: Open, page_of_demo: str) -> None:
    ground = "getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()"
    with open_page(page_of_demo, dark=True) as shown:
        assert shown.page.evaluate(ground) == palette.DARK["PAPER"]
        shown.page.emulate_media(media="print")
        assert shown.page.evaluate(ground) == palette.PAPER


# Text that would like to be more.


def test_text_from_exports_stays_text(open_page: Open, demo: Run) -> None:
    r = demo.reconciliation
    hostile = replace(
        r,
        company=HOSTILE,
        account_lines=tuple(replace(a, name=HOSTILE, account_no=HOSTILE + a.account_no) for a in r.account_lines),
        reconciling_items=tuple(
            replace(each, summary=HOSTILE, account_no=HOSTILE + each.account_no, evidence=(
                Evidence(HOSTILE, None, each.amount, HOSTILE, 1, "gl", HOSTILE, HOSTILE, HOSTILE),
            ))
            for each in r.reconciling_items
        ),
        timeline=tuple(replace(day, account_no=HOSTILE + day.account_no) for day in r.timeline),
        findings=(Finding("hostile", "error", HOSTILE, (Evidence(HOSTILE),)),),
        inputs=tuple(replace(file, file=HOSTILE) for file in r.inputs),
    )  # fmt: skip
    text = wording.printable(HOSTILE)
    with open_page(render(hostile, "html")) as shown:
        page = shown.page
        assert page.locator("img:not(svg), script").count() == 1
        assert page.locator("*").evaluate_all("nodes => nodes.filter(n => n.getAttribute('onerror')).length") == 0
        expect(page.locator(".company")).to_have_text(re.sub(" +", " ", text))
        page.get_by_role("button", name="Unfold all").click()
        assert visible(page, ".evidence tbody tr") == len(r.reconciling_items)
        said = page.locator("body").inner_text()
        assert all(character.isprintable() for character in re.sub(r"[\n\t]", "", said))
        page.get_by_role("searchbox").fill("<script>alert(1)")
        expect(page.get_by_role("status")).to_contain_text("31 of 31 items")


def test_the_browser_may_fetch_nothing_and_run_nothing_else(open_page: Open, page_of_demo: str) -> None:
    with open_page(page_of_demo) as shown:
        refused = shown.page.evaluate(
            """() => new Promise(done => {
                const refused = new Set();
                addEventListener('securitypolicyviolation', event => {
                    if (refused.add(event.effectiveDirective).size === 4) done([...refused].sort());
                });
                document.body.append(Object.assign(document.createElement('img'), {src: 'https://example.org/x.png'}));
                document.body.append(Object.assign(document.createElement('style'), {textContent: 'p {color: red}'}));
                try { document.body.setAttribute('onclick', 'alert(1)'); } catch {}
                fetch('https://example.org/').catch(() => {});
            })"""
        )
        assert refused == ["connect-src", "img-src", "require-trusted-types-for", "style-src-elem"]
        # The browser tells what was asked of it, and in its console that it refused.
        shown.fetched.clear()
        shown.complaints.clear()


# Other runs.


def test_a_page_of_very_many_entries_opens_and_filters_at_once(open_page: Open, demo: Run) -> None:
    r = demo.reconciliation
    many = tuple(Evidence(f"D{number}", r.as_of, ONE, "gl.csv", number, "gl", str(number)) for number in range(1000))
    items = tuple(replace(each, amount=ONE * 5000, entries=5000, evidence=many) for each in r.reconciling_items)
    with open_page(render(replace(r, reconciling_items=items), "html")) as shown:
        page = shown.page
        page.get_by_role("searchbox").fill("D199")
        expect(page.get_by_role("status")).to_contain_text("31 of 31 items, 31 of 6,200 entries")
        first = page.locator(".item").first
        expect(first.locator("tfoot")).to_contain_text("4,800 more, not listed")
        expect(first.locator("tfoot")).to_contain_text("4,800.00")
