"""Entries of two companies in one run: no total of them means anything."""

from __future__ import annotations

from collections.abc import Iterable

from invrecon.errors import Problem
from invrecon.ledger.load import Ledger


def mixed_companies(ledger: Ledger) -> Iterable[Problem]:
    """A problem for every company but the first, each with a row of its own and one of the first."""
    rows = ledger.engine.rows(
        """SELECT min(company), min_by(source_file, (source_file, source_row)) AS file,
                  min_by(source_row, (source_file, source_row)) AS row
           FROM (SELECT company, source_file, source_row FROM value_entry
                 UNION ALL SELECT company, source_file, source_row FROM gl_entry
                 UNION ALL SELECT company, source_file, source_row FROM trial_balance)
           WHERE company <> '' GROUP BY lower(company) ORDER BY count(*) DESC, lower(min(company))"""
    )
    for company, file, row in rows[1:]:
        first, first_file, first_row = rows[0]
        yield Problem(
            file=file,
            row=row,
            found=f'this row is of company "{company}", and {first_file}, row {first_row} is of "{first}"',
            expected="the entries of one company",
            action="Put the exports of each company into a folder of its own, or export with a filter on one company.",
        )
