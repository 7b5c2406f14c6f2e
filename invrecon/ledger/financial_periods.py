"""Periods of the financial year: the G/L counts an entry in its period, whatever its date is.

A posting has a period and a date, and the two are independent (facts/sage-inventory-groups.md 2, 6.4): a line dated in
March may sit in February. Periods are months; the 13th, for year-end adjustments, lies in the twelfth month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from invrecon.errors import InputError, Problem
from invrecon.ledger.load import Ledger
from invrecon.settings import Settings

_LEAST = 0.6  # of the entries must agree on the first month of the year
_TABLES = ("gl_entry", "unposted_gl_entry", "entry_type_line")


def settle_financial_periods(ledger: Ledger, settings: Settings) -> None:
    """Date every G/L entry within its period, and keep the date as it is written in `dated_on`.

    Creates the table `financial_year`: the month in which period 1 begins, and whether the data told it. It is empty
    where no export shows periods.

    Raises:
        InputError: a period that does not exist, or periods that fit no financial year.
    """
    engine, last = ledger.engine, ledger.profile.last_period
    if last is None:
        return
    engine.set_variable("last_period", str(last))
    engine.script(__package__, "financial_periods.sql")
    problems = list(_unknown_periods(ledger))
    if problems:
        raise InputError(problems)
    stated = settings.erp.get("financial_year_start")
    start = stated.month if isinstance(stated, dt.date) else _told_by_entries(ledger)
    engine.run("CREATE TABLE financial_year (first_month INTEGER, stated BOOLEAN)")
    if start is not None:
        engine.insert("financial_year", [(start, stated is not None)])
    for table in _TABLES:
        engine.run(f"UPDATE {table} SET dated_on = posting_date")
        engine.run(
            f"""UPDATE {table} SET posting_date = within_period(posting_date, period_number(period), first_month)
                FROM financial_year WHERE period_number({table}.period) IS NOT NULL AND posting_date IS NOT NULL"""
        )


def _unknown_periods(ledger: Ledger) -> Iterable[Problem]:
    """Of every file the first period that is no number from 1 to the last."""
    rows = ledger.engine.rows(
        """SELECT source_file, source_row, period, count(*) OVER (PARTITION BY source_file) FROM period_line
           WHERE trim(period) NOT IN ('', '0') AND period_number(period) IS NULL
           QUALIFY row_number() OVER (PARTITION BY source_file ORDER BY source_row) = 1 ORDER BY ALL"""
    )
    for file, row, period, count in rows:
        yield Problem(
            file=file,
            row=row,
            column="Period",
            found=f'period "{period}"',
            expected=f"a period of the financial year, 1 to {ledger.profile.last_period}",
            action="Correct the row, or map another column to period in invrecon.toml.",
            more=count - 1,
        )


def _told_by_entries(ledger: Ledger) -> int | None:
    """The month in which period 1 begins, where enough entries agree on it; None without periods."""
    votes = ledger.engine.rows(
        """SELECT (month(posting_date) - period_number(period) + 12) % 12 + 1 AS first_month, count(*) AS entries
           FROM period_line WHERE period_number(period) BETWEEN 1 AND 12 AND posting_date IS NOT NULL
           GROUP BY 1 ORDER BY entries DESC, first_month"""
    )
    if not votes:
        return None
    if votes[0][1] < _LEAST * sum(entries for _, entries in votes):
        raise InputError(
            Problem(
                found="the periods of the entries fit no financial year: most dates lie in other months",
                expected="dates and periods that agree as a rule",
                action="State the first day of period 1 in invrecon.toml, under [settings]: "
                "financial_year_start = 2026-03-01.",
            )
        )
    return int(votes[0][0])
