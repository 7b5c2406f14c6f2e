"""The general ledger's side: from G/L entries, from a trial balance, or from both, which are then held together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from invrecon.errors import InputError, Problem
from invrecon.findings import Finding
from invrecon.ledger.load import Ledger
from invrecon.money import signed
from invrecon.settings import Settings


@dataclass(frozen=True)
class GLSide:
    """Amount per account no. in the period, debit positive, closing entries of income accounts set aside.

    Empty when an item or location filter leaves nothing to compare with. `set_aside` holds the closing entries.
    """

    amounts: dict[str, Decimal]
    set_aside: dict[str, Decimal]
    findings: tuple[Finding, ...] = ()


def gl_side(ledger: Ledger, settings: Settings) -> GLSide:
    """Sum the general ledger over the period.

    Raises:
        InputError: neither G/L entries nor a usable trial balance were given.
    """
    engine, codes = ledger.engine, ledger.profile.source_codes
    engine.run("CREATE TABLE source_codes (inventory VARCHAR[], compression VARCHAR[], compression_text VARCHAR)")
    inventory = [code.upper() for code in settings.erp.get("inventory_source_codes", codes["inventory"])]
    engine.insert("source_codes", [(inventory, list(codes["compression"]), ledger.profile.descriptions["compression"])])
    engine.script(__package__, "gl_side.sql")
    if settings.filtered:
        return GLSide({}, {})
    balance = _trial_balance(ledger, settings)
    if not ledger.has("gl_entry"):
        if balance is None:
            raise InputError(_nothing_to_compare(settings))
        return GLSide(balance, {}, tuple(_restarted_income_accounts(ledger, settings)))
    amounts = dict(
        engine.rows("SELECT account_no, sum(amount) FROM gl_entry_in_period WHERE NOT set_aside GROUP BY account_no")
    )
    set_aside = dict(
        engine.rows("SELECT account_no, sum(amount) FROM gl_entry_in_period WHERE set_aside GROUP BY account_no")
    )
    findings = () if balance is None else tuple(_gaps(ledger, settings, amounts, set_aside, balance))
    return GLSide(amounts, set_aside, findings)


def _trial_balance(ledger: Ledger, settings: Settings) -> dict[str, Decimal] | None:
    """Balances (as of) or net changes (period) of the trial balance; None where it does not show them."""
    table = "trial_balance" if ledger.has("trial_balance") else "gl_account"
    if settings.from_date:
        column = "net_change" if ledger.has(table, "net_change") else None
    elif ledger.has(table, "balance"):
        column = "balance"
    else:
        column = "opening + net_change" if ledger.has(table, "opening") and ledger.has(table, "net_change") else None
    if column is None:
        return None
    return dict(ledger.engine.rows(f"SELECT account_no, {column} FROM trial_balance_line"))


def _nothing_to_compare(settings: Settings) -> Problem:
    shown = "Net Change" if settings.from_date else "Balance at Date"
    return Problem(
        found="there is nothing to compare the inventory ledger with",
        expected=f"a General Ledger Entries export, or a trial balance that shows {shown}",
        action="Add the export to the folder, or to [inputs] in invrecon.toml.",
    )


def _gaps(
    ledger: Ledger,
    settings: Settings,
    amounts: dict[str, Decimal],
    set_aside: dict[str, Decimal],
    balance: dict[str, Decimal],
) -> Iterable[Finding]:
    """Accounts in scope on which the G/L entries and the trial balance disagree: one of the two is incomplete."""
    zero = Decimal(0)
    openings = dict(ledger.engine.rows("SELECT account_no, coalesce(opening, 0) FROM trial_balance_line"))
    for (account,) in ledger.engine.rows("SELECT account_no FROM scope_account ORDER BY account_no"):
        if account not in balance:
            continue
        entries = amounts.get(account, zero) + set_aside.get(account, zero)
        gap = entries - balance[account]
        if gap == 0:
            continue
        hint = "One of the two exports is incomplete, filtered, or of another date."
        if not settings.from_date and gap == -openings.get(account, zero):
            hint = "The gap is the opening balance: export the G/L entries from the beginning, or give --from."
        yield Finding(
            "gl-entries-disagree-with-trial-balance",
            "error",
            f"Account {account}: the G/L entries sum to {signed(entries)}, the trial balance says "
            f"{signed(balance[account])}, a gap of {signed(gap)}. {hint}",
        )


def _restarted_income_accounts(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """Without G/L entries, balances of income accounts start anew each year; the inventory ledger does not."""
    if settings.from_date or not ledger.has("accounting_period"):
        return
    started = ledger.engine.value(
        """SELECT max(starting_date) FROM accounting_period, run
           WHERE new_fiscal_year AND starting_date <= run.as_of
             AND starting_date > (SELECT min(posting_date) FROM value_entry)"""
    )
    if started is not None:
        yield Finding(
            "income-accounts-start-anew",
            "warning",
            f"The trial balance shows income accounts since their last closing, the inventory ledger since its first "
            f"entry. Add the G/L entries, or compare a period: --from {started}.",
        )
