"""What the data tell of the settings that nobody stated: the cut-off date, and how the ERP is set up.

Only what is proved is decided. Each decision is a line of `invrecon.toml` with its reason, so that `invrecon init`
writes what a run without toml assumes.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from invrecon.errors import InputError, Problem
from invrecon.findings import counted
from invrecon.ledger.decision import Decision
from invrecon.ledger.integration import integration_decisions
from invrecon.ledger.load import Ledger
from invrecon.settings import Settings

_LAST_DAYS = dt.timedelta(days=7)  # of a month: entries in them let it count as over
_MOST = 0.6  # of the accounts must have the stated balance: the others may hold the very differences we look for


def decide(ledger: Ledger, settings: Settings) -> tuple[Settings, tuple[Decision, ...]]:
    """Settings with everything that a run needs, and what was decided for them.

    Raises:
        InputError: there are no entries to take a date from.
    """
    decisions: list[Decision] = []
    if not settings.profile:
        reason = f"the captions are those of {ledger.profile.title}"
        decisions.append(Decision("", "profile", ledger.profile.id, reason))
        settings = replace(settings, profile=ledger.profile.id)
    company = _company(ledger) if not settings.company else ""
    if company:
        decisions.append(Decision("", "company", company, "every export that shows a company shows this one"))
        settings = replace(settings, company=company)
    if settings.as_of is None:
        as_of, reason = _cut_off(ledger)
        decisions.append(Decision("", "as_of", as_of, reason))
        settings = replace(settings, as_of=as_of)
    if settings.from_date is None and ledger.profile.valued_now and not ledger.has("stock_valuation"):
        day = ledger.engine.value("SELECT CAST(date_trunc('month', min(posting_date)) AS DATE) FROM value_entry")
        if day <= settings.cut_off:
            reason = "without a valuation only what moved can be compared, from the first movement on"
            decisions.append(Decision("", "from", day, reason))
            settings = replace(settings, from_date=day)
    for decision in (*_setup(ledger, settings), *integration_decisions(ledger, settings)):
        decisions.append(decision)
        settings = replace(settings, erp={**settings.erp, decision.key: decision.value})
    return settings, tuple(decisions)


def _company(ledger: Ledger) -> str:
    """The company that the exports name; two of them were refused before."""
    named = ledger.engine.value(
        """SELECT coalesce(max(company), '')
           FROM (SELECT company FROM value_entry UNION ALL SELECT company FROM gl_entry
                 UNION ALL SELECT company FROM trial_balance)"""
    )
    return str(named)


def _cut_off(ledger: Ledger) -> tuple[dt.date, str]:
    """The date of the balances that were exported, else the last posting date."""
    last = ledger.engine.value(
        """SELECT max(posting_date)
           FROM (SELECT posting_date FROM value_entry UNION ALL SELECT posting_date FROM gl_entry)"""
    )
    if not isinstance(last, dt.date):
        raise InputError(Problem(found="the exports hold no entries", expected="at least one value entry"))
    ledger.engine.script(__package__, "inferred.sql")
    best = ledger.engine.rows(
        f"""SELECT day, next_day FROM balance_agreement WHERE agreeing >= {_MOST} * accounts
            ORDER BY agreeing DESC, day DESC LIMIT 1"""
    )
    if not best and ledger.profile.valued_now and ledger.has("stock_valuation"):
        day = ledger.engine.value("SELECT last_day FROM valuation_day")
        return day, "the run date on the Inventory Valuation"
    if not best:
        return last, "the last posting date in the exports"
    source = "the trial balance" if ledger.has("trial_balance") else "the chart of accounts"
    day, next_day = best[0]
    return _whole_month(day, next_day, last), f"{source} shows the balances of this date"


def _whole_month(day: dt.date, next_day: dt.date | None, last: dt.date) -> dt.date:
    """The end of the day's month where the G/L has nothing between, so that value entries up to it count.

    A month that has only begun when the exports end is not named by its end; nothing lies behind the last entry.
    """
    end = day.replace(day=calendar.monthrange(day.year, day.month)[1])
    if next_day is not None and next_day <= end:
        return day
    return last if day <= last < end - _LAST_DAYS else end


def _setup(ledger: Ledger, settings: Settings) -> Iterable[Decision]:
    if "expected_cost_posting" not in settings.erp:
        stamped = ledger.engine.value("SELECT count(*) FROM value_entry WHERE expected_cost_posted_to_gl <> 0")
        if stamped:
            caption = ledger.profile.roles["value_entries"].columns["expected_cost_posted_to_gl"][0]
            reason = f"{counted(stamped, 'value entry')} with {caption}"
            yield Decision("settings", "expected_cost_posting", True, reason)
