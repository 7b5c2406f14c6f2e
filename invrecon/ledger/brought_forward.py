"""Balances brought forward: each counts once (facts/dynamics-gp.md 1.3, 4.2 G20 and G37).

The year-end close writes the closing balance of each account into the new year. Where the entries of earlier years are
in the export too, it would count twice: only the first of an account stands for what lies before the export.
"""

from __future__ import annotations

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
    engine.script(__package__, "brought_forward.sql")
    rows = engine.rows(
        """DELETE FROM gl_entry USING later_brought_forward AS later
           WHERE gl_entry.source_file = later.source_file AND gl_entry.source_row = later.source_row
           RETURNING gl_entry.source_file"""
    )
    return [
        FileRemark(
            "gl_entry",
            file,
            f"{counted(len(list(same)), 'balance')} brought forward left out: the years before are there.",
        )
        for file, same in groupby(sorted(file for (file,) in rows))
    ]


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
