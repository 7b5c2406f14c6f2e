"""How inventory is integrated with the G/L, as the entries tell: whether at all, since when, under which entry types.

Sage Pastel's setup says it, and its reports do not (facts/sage-inventory-groups.md 1, 6.2). A ledger line on an
inventory account that carries the reference of a movement was made by integration.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from importlib.resources import files

from invrecon.ledger.decision import Decision
from invrecon.ledger.load import Ledger
from invrecon.ledger.stock.rollback import check_rollback
from invrecon.settings import Settings


def fill_in_entry_types(ledger: Ledger) -> None:
    """Give ledger lines without an entry type that of the same line in the Entry Type Details."""
    if not ledger.has("entry_type_line"):
        return
    ledger.engine.run("UPDATE entry_type_line SET source_code = 'INTEGRATION' WHERE source_code = ''")
    ledger.engine.run(
        """UPDATE gl_entry SET source_code = detail.source_code FROM entry_type_line AS detail
           WHERE gl_entry.source_code = '' AND detail.voucher = gl_entry.voucher
             AND detail.account_no = gl_entry.account_no AND detail.amount = gl_entry.amount"""
    )


def integration_decisions(ledger: Ledger, settings: Settings) -> Iterable[Decision]:
    """What nobody stated of integration, of the financial year and of the day of the valuation. Needs the cut-off.

    Raises:
        InputError: a valuation that nothing leads back to the cut-off.
    """
    if not ledger.profile.valued_now:
        return
    check_rollback(ledger, settings)
    yield from _dates(ledger, settings)
    if ledger.has("value_entry") and ledger.has("gl_entry"):
        yield from _integration(ledger, settings)


def _dates(ledger: Ledger, settings: Settings) -> Iterable[Decision]:
    engine = ledger.engine
    for (month,) in engine.rows("SELECT first_month FROM financial_year WHERE NOT stated"):
        year = settings.cut_off.year - (settings.cut_off.month < month)
        reason = "period 1 begins here, by the periods and dates of the entries"
        yield Decision("settings", "financial_year_start", dt.date(year, month, 1), reason)
    if "valuation_date" not in settings.erp:
        for (day,) in engine.rows("SELECT last_day FROM valuation_day WHERE last_day IS NOT NULL"):
            yield Decision("settings", "valuation_date", day, "the run date on the Inventory Valuation")


def _integration(ledger: Ledger, settings: Settings) -> Iterable[Decision]:
    engine = ledger.engine
    engine.set_variable("stated_accounts", list(settings.accounts.get("Inventory", ())))
    engine.set_variable("document_types", list(ledger.profile.source_codes["documents"]))
    engine.run(files(__package__).joinpath("integration.sql").read_text(encoding="utf-8"))
    types = [code for (code,) in engine.rows("SELECT code FROM integration_type ORDER BY code")]
    known, lines = engine.rows("SELECT coalesce(sum(known), 0), coalesce(sum(lines), 0) FROM entry_type_use")[0]
    if "integration" not in settings.erp:
        told = f"{known:,} of {lines:,} ledger lines on inventory accounts carry the reference of a movement"
        yield Decision("settings", "integration", "full" if known else "none", told)
    if not known or settings.erp.get("integration") == "none":
        return
    if types and "integration_entry_types" not in settings.erp:
        reason = "the entry type of the ledger lines that carry references of movements"
        yield Decision("settings", "integration_entry_types", types, reason)
    for (month,) in engine.rows("SELECT first_integrated FROM integration_begin WHERE first_integrated > first_moved"):
        if "integration_since" not in settings.erp:
            reason = "no movement of the months before has a ledger line"
            yield Decision("settings", "integration_since", month, reason)
