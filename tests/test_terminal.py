"""The drawings of the report, and what it is printed on: terminals of every width, pipes, files, old encodings."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal, localcontext
from pathlib import Path
from unittest.mock import patch

import pytest
from rich.console import Console

from invrecon import reports
from invrecon.reconciliation.bridge import Bridge, Step
from invrecon.reconciliation.record import TimelineDay
from invrecon.reconciliation.run import Run
from invrecon.reconciliation.statement import Statement
from invrecon.reports.console import Paper, on_paper
from invrecon.reports.terminal import bridge as drawing
from invrecon.reports.terminal import curve
from invrecon.reports.terminal.drawing import ASCII, BLOCKS
from tests.bookkeeping import Books
from tests.pseudo_terminal import on_terminal
from tests.test_sample_company import DEMO

DAY = dt.date(2026, 1, 1)


def invrecon_bytes(*arguments: object, encoding: str) -> subprocess.CompletedProcess[bytes]:
    """Run `invrecon` where standard output is a pipe in this encoding."""
    command = [sys.executable, "-m", "invrecon", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=os.environ | {"PYTHONIOENCODING": encoding})


def bridge(subledger: str, *amounts: str) -> Bridge:
    """A bridge from this balance, by causes A, B, C ... with these amounts."""
    level, steps = Decimal(subledger), []
    with localcontext(prec=100):
        for letter, amount in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", map(Decimal, amounts), strict=False):
            steps.append(Step(letter, f"cause {letter}", amount, level, level + amount))
            level += amount
    return Bridge(("Inventory",), Decimal(subledger), level, tuple(steps))


def seen(run: Run, width: int, *bridges: Bridge, encoding: str = "utf-8") -> list[str]:
    """The lines of these bridges on paper of this width, without heading and blank lines."""
    page = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    console = Console(file=page, width=width)
    with patch.object(drawing, "bridges", lambda _: bridges):
        drawing.print_bridges(run.reconciliation, console)
    page.flush()
    lines = page.buffer.getvalue().decode(encoding).splitlines()  # type: ignore[attr-defined]
    assert max(map(len, lines), default=0) <= width
    return [line.rstrip() for line in lines if line.strip() and not line.startswith(drawing.TITLE)]


def test_each_step_stands_where_the_one_before_it_ends(demo: Run) -> None:
    assert seen(demo, 80, bridge("100.00", "60.00", "-40.00")) == [
        "Inventory",
        "   Balance per inventory ledger   100.00  ░░░░░░░░░░░░░░░░░░░░░░░░",
        "   + Cause A                       60.00                          ██████████████",
        "   - Cause B                     (40.00)                              ▐█████████",
        "   Balance per G/L                120.00  ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
    ]


def test_negative_balances_hang_from_zero_at_the_right(demo: Run) -> None:
    assert seen(demo, 60, bridge("0.00", "-12.50"))[1:] == [
        "   Balance per inventory ledger        -                   │",
        "   - Cause A                     (12.50)  █████████████████│",
        "   Balance per G/L               (12.50)  ░░░░░░░░░░░░░░░░░│",
    ]


def test_a_balance_that_crosses_zero_has_a_line_there(demo: Run) -> None:
    assert seen(demo, 60, bridge("20.00", "-80.00", "30.00"))[1:] == [
        "   Balance per inventory ledger    20.00               │░░░░",
        "   - Cause A                     (80.00)  ██████████████████",
        "   + Cause B                       30.00  ██████▌      │",
        "   Balance per G/L               (30.00)        ░░░░░░░│",
    ]


def test_tiny_causes_beside_a_large_balance_have_a_scale_of_their_own_and_it_is_said(demo: Run) -> None:
    assert seen(demo, 60, bridge("9999999.00", "3.00", "-0.01")) == [
        f"Inventory   ({drawing.NOT_FROM_ZERO})",
        "   Balance per inventory ledger   9,999,999.00  ░░",
        "   + Cause A                              3.00   ▐██████████",
        "   - Cause B                            (0.01)             ▐",
        "   Balance per G/L               10,000,001.99  ░░░░░░░░░░░░",
    ]
    assert drawing.NOT_FROM_ZERO in seen(demo, 80, bridge("-9999999.00", "3.00"))[0]
    assert drawing.NOT_FROM_ZERO not in seen(demo, 80, bridge("1.00", "3.00"))[0]


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("balance", ["0.01", "-7.00", "99999999999999999999999.99999"])
def test_twenty_causes_fit_every_width_and_each_of_them_is_seen(demo: Run, width: int, balance: str) -> None:
    lines = seen(demo, width, bridge(balance, *["0.01"] * 10, *["-1000.00"] * 10))
    if len(balance) > 20 and width == 80:
        assert lines == []  # no room for a bar beside such an amount
    else:
        assert len(lines) == 23
        assert all("█" in line or "▌" in line or "▐" in line for line in lines[2:-1])


@pytest.mark.parametrize("balance", ["1234567890123456789012345678901234567890.12", "-1" + 39 * "0"])
def test_forty_digits_are_never_cut_and_without_room_there_is_no_bridge(demo: Run, balance: str) -> None:
    assert seen(demo, 80, bridge(balance, "5.00")) == []
    assert f"{abs(int(balance.partition('.')[0])):,}." in seen(demo, 120, bridge(balance, "5.00"))[1]
    assert seen(demo, 120, bridge("5.00", balance))


def test_what_does_not_differ_has_no_bridge(demo: Run) -> None:
    assert seen(demo, 120) == []
    assert seen(demo, 120, bridge("100.00", "5.00", "-5.00")) == []
    assert seen(demo, 120, replace(bridge("100.00", "5.00"), account_types=("COGS",))) == []
    assert "Bridge" not in reports.render(replace(demo.reconciliation, items=("1000",)), "table")


def test_an_unexplained_rest_is_a_step(demo: Run) -> None:
    rest = Step("unexplained", "unexplained", Decimal(-7), Decimal(105), Decimal(98))
    steps = bridge("100.00", "5.00").steps
    lines = seen(demo, 80, Bridge(("Inventory", "WIP Inventory"), Decimal(100), Decimal(98), (*steps, rest)))
    assert lines[0].startswith("Inventory + WIP Inventory")
    assert "- Unexplained" in lines[3]


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp850", "latin-1"])
def test_without_block_characters_bars_are_ascii(demo: Run, encoding: str) -> None:
    assert seen(demo, 60, bridge("20.00", "-80.00", "30.00"), encoding=encoding)[1:] == [
        "   Balance per inventory ledger    20.00               |====",
        "   - Cause A                     (80.00)  ##################",
        "   + Cause B                       30.00  #######      |",
        "   Balance per G/L               (30.00)        =======|",
    ]


def drawn(run: Run, *gaps: tuple[int, str], days: int = 24, heights: str = BLOCKS.heights) -> str:
    """The curve of an account whose difference becomes these amounts on these days of a period."""
    timeline = tuple(
        TimelineDay("2110", DAY + dt.timedelta(day - 1), Decimal(0), Decimal(difference), ())
        for day, difference in gaps
    )
    r = replace(run.reconciliation, timeline=timeline, from_date=DAY, as_of=DAY + dt.timedelta(days - 1))
    return curve.drawn(r, Statement(("Inventory",), Decimal(0), Decimal(0), (), "2110"), heights)


def test_a_curve_rises_on_the_day_that_the_gap_does(demo: Run) -> None:
    assert drawn(demo, (7, "10"), (13, "70")) == "▁▁▁▁▁▁▃▃▃▃▃▃████████████"
    assert drawn(demo, (7, "-10"), (13, "-70")) == "▁▁▁▁▁▁▃▃▃▃▃▃████████████"


def test_time_runs_by_date_and_not_by_change(demo: Run) -> None:
    assert drawn(demo, (1, "70"), (2, "60"), (3, "70"), (240, "0"), days=240) == "███████████████████████▁"
    assert drawn(demo, (1, "70"), (3, "10"), days=4) == "██▃▃"


def test_a_gap_that_opens_and_closes_within_a_part_is_seen(demo: Run) -> None:
    assert drawn(demo, (101, "70"), (103, "0"), days=240) == "▁▁▁▁▁▁▁▁▁▁█▁▁▁▁▁▁▁▁▁▁▁▁▁"


def test_a_gap_that_crosses_zero_runs_from_its_lowest_amount_to_its_highest(demo: Run) -> None:
    assert drawn(demo, (1, "-40"), (13, "30"), (19, "0")) == "▁▁▁▁▁▁▁▁▁▁▁▁██████▅▅▅▅▅▅ (40.00) to 30.00"


def test_a_single_change_has_no_curve(demo: Run) -> None:
    assert drawn(demo, (7, "10")) == ""


def test_a_curve_of_ascii_characters(demo: Run) -> None:
    assert drawn(demo, (7, "10"), (13, "70"), heights=ASCII.heights) == "______::::::############"


def test_a_curve_stands_beside_the_sentence_or_below_it(demo: Run) -> None:
    sentence = "   First out of balance 5 Feb 2026 (PR100005); the gap changed on 1 later day."
    with on_paper(Paper(width=120)):
        assert f"{sentence}  ▁▁▅▅" in reports.render(demo.reconciliation, "table")
    with on_paper(Paper(width=80)):
        assert f"{sentence}\n   ▁▁▅▅" in reports.render(demo.reconciliation, "table")


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "cp850"])
def test_the_whole_report_can_be_encoded(demo: Run, encoding: str) -> None:
    with on_paper(Paper(encoding=encoding)):
        assert reports.render(demo.reconciliation, "table").encode(encoding)


def greek(books: Books) -> Path:
    """A company whose name no western code page has."""
    books.toml = ['company = "Αθήνα Ποδήλατα 🚲"']
    books.value_entry("Purchase / Direct Cost", actual=100, document="Ω1").gl("Inventory", 90, Description="Περιγραφή")
    books.chart = [{"No.": "2110", "Name": "Αποθέματα", "Income/Balance": "Balance Sheet"}]
    return books.write()


@pytest.mark.parametrize("encoding", ["cp1252", "cp437", "ascii"])
@pytest.mark.parametrize("command", ["reconcile", "timeline", "check"])
def test_no_letter_of_an_export_ends_a_command(books: Books, encoding: str, command: str) -> None:
    run = invrecon_bytes(command, greek(books), encoding=encoding)
    assert run.returncode in (0, 1)
    assert b"Traceback" not in run.stderr
    assert run.stdout


def test_json_stays_json_whatever_the_encoding(books: Books) -> None:
    run = invrecon_bytes("reconcile", greek(books), "--format", "json", encoding="cp1252")
    assert json.loads(run.stdout)["company"] == "Αθήνα Ποδήλατα 🚲"


def test_a_report_for_a_file_is_plain_and_of_one_width_although_a_terminal_orders_it(tmp_path: Path, demo: Run) -> None:
    path = tmp_path / "recon.txt"
    shown = on_terminal("reconcile", DEMO, "-o", path, columns=90, delay=60)
    assert "\x1b[1m" in shown.sent
    assert max(map(len, shown.screen.splitlines())) <= 90
    with on_paper(Paper(width=120)):
        assert path.read_text(encoding="utf-8") == reports.render(demo.reconciliation, "table")


def test_a_list_for_a_file_is_plain_too(tmp_path: Path) -> None:
    path = tmp_path / "days.txt"
    shown = on_terminal("timeline", DEMO, "-o", path, columns=200, delay=60)
    assert "\x1b[1m" in shown.sent
    assert "\x1b" not in path.read_text(encoding="utf-8")


def test_no_colour_where_it_is_not_wanted() -> None:
    shown = on_terminal("reconcile", DEMO, delay=60, NO_COLOR="1")
    assert "\x1b[38" not in shown.sent
    assert "\x1b[31" not in shown.sent
    assert "\x1b[38" in on_terminal("reconcile", DEMO, delay=60).sent
