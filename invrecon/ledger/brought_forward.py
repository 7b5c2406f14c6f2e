"""Balances brought forward: each counts once (facts/dynamics-gp.md 1.3, 4.2 G20 and G37).

The year-end close writes the closing balance of each account into the new year. Where the entries of earlier years are
in the export too, it would count twice: only the first of an account stands for what lies before the export.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from invrecon.findings import counted
from invrecon.ledger.load import Ledger
from invrecon.ledger.remark import FileRemark


def settle_brought_forward(ledger: Ledger) -> list[FileRemark]:
    """Mark what is brought forward in either ledger, and take out what the years before it say already.

    Creates the table `year_end_gap`: accounts whose balance brought forward is not what the entries before it come to.
    """
    engine, documents = ledger.engine, list(ledger.profile.brought_forward)
    engine.run("CREATE TABLE year_end_gap (account_no VARCHAR, posting_date DATE, amount DECIMAL(38, 5))")
    if not documents:
        return []
    engine.run(
        "UPDATE value_entry SET brought_forward = list_contains(?::VARCHAR[], upper(document_no))",
        [documents],
    )
    engine.run(
        "UPDATE gl_entry SET brought_forward = list_contains(?::VARCHAR[], upper(source_code))",
        [list(ledger.profile.source_codes["opening"])],
    )
    engine.run(
        """UPDATE gl_entry SET brought_forward = true
           WHERE list_contains(?::VARCHAR[], upper(trim(description)))
              OR list_contains(?::VARCHAR[], upper(trim(document_no)))""",
        [list(ledger.profile.brought_forward_lines)] * 2,
    )
    _date_by_period(ledger)
    contained = list(_contained_in_opening(ledger))
    engine.script(__package__, "brought_forward.sql")
    rows = engine.rows(
        """DELETE FROM gl_entry USING later_brought_forward AS later
           WHERE gl_entry.source_file = later.source_file AND gl_entry.source_row = later.source_row
           RETURNING gl_entry.source_file"""
    )
    return contained + [
        FileRemark(
            "gl_entry",
            file,
            f"{counted(len(list(same)), 'balance')} brought forward left out: the years before are there.",
        )
        for file, same in groupby(sorted(file for (file,) in rows))
    ]


def _contained_in_opening(ledger: Ledger) -> Iterable[FileRemark]:
    """Leave out lines of last year from before the first opening balance of their account, which it holds already.

    Where they come to it they are the account's whole history, and the balance is left out instead.
    """
    engine = ledger.engine
    engine.run("CREATE MACRO year_of(day, brought_forward) AS date_trunc('year', day)")
    if ledger.profile.last_period is None:
        return
    for (month,) in engine.rows("SELECT first_month FROM financial_year"):
        # An opening balance is dated on the last day of the year before.
        engine.run(
            f"""CREATE OR REPLACE MACRO year_of(day, brought_forward) AS date_trunc('year',
                    CAST(day + CASE WHEN brought_forward THEN 1 ELSE 0 END AS DATE) - to_months({int(month) - 1}))"""
        )
    rows = engine.rows(
        """WITH opening AS (
               SELECT account_no, min(posting_date) AS day, arg_min(amount, posting_date) AS amount FROM gl_entry
               WHERE brought_forward GROUP BY account_no HAVING count(DISTINCT posting_date) = count(*)
           ), earlier AS (
               SELECT account_no, any_value(opening.day) AS day
               FROM gl_entry JOIN opening USING (account_no)
               WHERE gl_entry.brought_forward IS NOT TRUE AND gl_entry.posting_date <= opening.day
               GROUP BY account_no HAVING sum(gl_entry.amount) <> any_value(opening.amount)
           )
           DELETE FROM gl_entry USING earlier
           WHERE gl_entry.account_no = earlier.account_no AND gl_entry.posting_date <= earlier.day
             AND gl_entry.brought_forward IS NOT TRUE
           RETURNING gl_entry.source_file"""
    )
    for file, same in groupby(sorted(file for (file,) in rows)):
        lines = counted(len(list(same)), "line")
        yield FileRemark("gl_entry", file, f"{lines} of last year left out: the opening balances hold them.")


def _date_by_period(ledger: Ledger) -> None:
    """Where entries count by period, what stands for the history before a report counts on the day before it begins."""
    if ledger.profile.last_period is None:
        return
    ledger.engine.run(
        """UPDATE gl_entry
           SET posting_date = CAST(date_trunc('month', coalesce(
               posting_date, (SELECT min(posting_date) FROM gl_entry), (SELECT min(posting_date) FROM value_entry)))
               AS DATE) - 1
           WHERE brought_forward"""
    )
