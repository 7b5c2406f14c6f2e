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
    """Leave out lines of last year that the opening balance of their account holds already.

    It is the last one from before the movements begin. Where these reach back further it is the first one, if the lines
    before it do not come to it: they are not all there. If they do, it is the balance that is left out.
    """
    engine = ledger.engine
    if ledger.profile.last_period is None:
        engine.run("CREATE MACRO begins_with(day, brought_forward) AS date_trunc('year', day)")
        return
    # Each report begins with one, of whatever month, and it is dated on the day before.
    engine.run(
        """CREATE MACRO begins_with(day, brought_forward) AS
           date_trunc('month', CAST(day + CASE WHEN brought_forward THEN 1 ELSE 0 END AS DATE))"""
    )
    rows = engine.rows(
        """WITH first_movement AS (
               SELECT coalesce(min(posting_date), DATE '9999-12-31') AS day FROM value_entry
               WHERE brought_forward IS NOT TRUE
           ), opening AS (
               SELECT account_no, min(posting_date) < any_value(first_movement.day) AS before_movements,
                      coalesce(max(posting_date) FILTER (posting_date < first_movement.day), min(posting_date)) AS day
               FROM gl_entry CROSS JOIN first_movement WHERE brought_forward GROUP BY account_no
           ), contained AS (
               SELECT account_no, opening.day FROM gl_entry JOIN opening USING (account_no)
               WHERE posting_date <= opening.day GROUP BY ALL
               HAVING any_value(before_movements)
                   OR sum(amount) FILTER (brought_forward) <> sum(amount) FILTER (brought_forward IS NOT TRUE)
           )
           DELETE FROM gl_entry USING contained
           WHERE gl_entry.account_no = contained.account_no AND gl_entry.posting_date <= contained.day
             AND (gl_entry.brought_forward IS NOT TRUE OR gl_entry.posting_date < contained.day)
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
