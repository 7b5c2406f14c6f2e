"""Whether both ledgers cover the period: entries beyond the cut-off, and months that only one of them knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from itertools import pairwise

from invrecon.findings import Finding, counted
from invrecon.ledger.load import Ledger
from invrecon.money import signed


def coverage_findings(ledger: Ledger) -> Iterable[Finding]:
    """What the dates of value entries and G/L entries say. Needs the tables of `gl_side.sql`."""
    ledger.engine.script(__package__, "coverage.sql")
    yield from _after_cut_off(ledger)
    words = ledger.profile.words
    yield from _months_without(ledger, "value entries", words["value_entries"], words["gl_entries"])
    yield from _months_without(ledger, "G/L entries", words["gl_entries"], words["value_entries"])


def _after_cut_off(ledger: Ledger) -> Iterable[Finding]:
    as_of = ledger.engine.value("SELECT as_of FROM run")
    rows = ledger.engine.rows(
        "SELECT ledger, count(*), sum(amount) FROM after_cut_off GROUP BY ledger ORDER BY ledger DESC"
    )
    own, gl = ledger.profile.words["value_entry"], ledger.profile.words["gl_entry"]
    words = {"inventory": (own, "of cost"), "gl": (gl, "on balance sheet accounts of the setup")}
    parts = [f"{counted(count, words[side][0])} ({signed(amount)} {words[side][1]})" for side, count, amount in rows]
    if parts:
        are = "is" if sum(count for _, count, _ in rows) == 1 else "are"
        message = f"{' and '.join(parts)} {are} dated after {as_of}, and not counted."
        yield Finding("entries-after-cut-off", "info", message)


def _months_without(ledger: Ledger, side: str, lacking: str, other: str) -> Iterable[Finding]:
    rows = ledger.engine.rows("SELECT month FROM uncovered_month WHERE lacking = ? ORDER BY month", [side])
    if rows:
        yield Finding(
            "period-not-covered",
            "warning",
            f"There are {other} that belong to inventory in {_months([month for (month,) in rows])}, and no {lacking} "
            f"at all: that part of the {lacking} may be missing. Export them for the whole period.",
        )


def _months(months: Sequence[dt.date]) -> str:
    """Months in words, runs of them by their ends: Jan 2026, Mar 2026 to May 2026."""
    runs: list[list[dt.date]] = [[months[0]]]
    for before, month in pairwise(months):
        follows = (month.year * 12 + month.month) - (before.year * 12 + before.month) == 1
        if follows:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(f"{r[0]:%b %Y}" if len(r) == 1 else f"{r[0]:%b %Y} to {r[-1]:%b %Y}" for r in runs)
