"""Periods beside calendar months: entries that were posted into one month and dated in another.

The commonest false difference there is, so the table is always made (facts/sage-inventory-groups.md 2, 6.4; S12).
"""

from __future__ import annotations

from invrecon.ledger.load import Ledger
from invrecon.reconciliation.record import PeriodMonth


def period_months(ledger: Ledger) -> tuple[PeriodMonth, ...]:
    """Entries on inventory accounts whose period and date disagree, summed up by the two; inventory before the G/L."""
    if ledger.profile.last_period is None:
        return ()
    rows = ledger.engine.rows(
        """SELECT 'inventory' AS ledger, period_number(period) AS period,
                  period_month(posting_date, period_number(period), first_month) AS period_month,
                  CAST(date_trunc('month', posting_date) AS DATE) AS dated_month, count(*), sum(cost_amount_actual)
           FROM projected_entry CROSS JOIN financial_year
           WHERE period_number(period) IS NOT NULL AND period_month <> dated_month GROUP BY ALL
           UNION ALL
           SELECT 'gl', period_number(period), period_month(posting_date, period_number(period), first_month) AS posted,
                  CAST(date_trunc('month', dated_on) AS DATE) AS dated, count(*), sum(amount)
           FROM numbered_gl_entry CROSS JOIN financial_year
           WHERE in_scope AND period_number(period) IS NOT NULL AND posted <> dated AND brought_forward IS NOT TRUE
           GROUP BY ALL
           ORDER BY 1 DESC, 3, 2, 4"""
    )
    return tuple(PeriodMonth(*row) for row in rows)


def shows_periods(ledger: Ledger) -> bool:
    """Whether G/L entries have periods at all: without them nothing can be said to agree."""
    if ledger.profile.last_period is None:
        return False
    return bool(
        ledger.engine.value(
            "SELECT count(*) FROM numbered_gl_entry WHERE in_scope AND period_number(period) IS NOT NULL"
        )
    )
