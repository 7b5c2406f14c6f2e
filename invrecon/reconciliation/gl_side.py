"""The general ledger's side: from G/L entries, from a trial balance, or from both, which are then held together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from invrecon.engine import Engine
from invrecon.errors import InputError, Problem
from invrecon.findings import Finding
from invrecon.ledger.load import Ledger
from invrecon.money import signed
from invrecon.reconciliation.coverage import coverage_findings
from invrecon.reconciliation.offset_accounts import offset_account_findings
from invrecon.reconciliation.opening_from_trial_balance import openings_from_trial_balance
from invrecon.reconciliation.origin import number_gl_entries
from invrecon.reconciliation.prior_periods import prior_period_findings
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
    engine.run(
        """CREATE TABLE source_codes (inventory VARCHAR[], compression VARCHAR[], compression_text VARCHAR,
                                      documents VARCHAR[], opening VARCHAR[], opening_text VARCHAR, shown BOOLEAN,
                                      trusted BOOLEAN)"""
    )
    engine.script(__package__, "scope.sql")
    stated = settings.erp.get("inventory_source_codes", settings.erp.get("integration_entry_types", codes["inventory"]))
    inventory = [code.upper() for code in stated]
    texts, shown = ledger.profile.descriptions, ledger.has("gl_entry", "source_code")
    engine.insert("source_codes", [(
        inventory,
        list(codes["compression"]),
        texts.get("compression"),
        list(codes["documents"]),
        list(codes["opening"]),
        texts.get("opening"),
        shown,
        True,
    )])  # fmt: skip
    engine.script(__package__, "trial_balance.sql")
    if ledger.profile.summary_apart and ledger.has("gl_entry") and not settings.filtered:
        engine.script("invrecon.ledger", "inferred.sql")  # on which day how many balances agree with the entries
        engine.script(__package__, "summary_apart.sql")
    openings = tuple(openings_from_trial_balance(ledger, settings))
    number_gl_entries(ledger, settings)
    engine.script(__package__, "gl_side.sql")
    if settings.filtered:
        return GLSide({}, {})
    if not ledger.has("gl_entry"):
        column = _trial_balance_column(settings, engine)
        if column is None:
            raise InputError(_nothing_to_compare(ledger.profile.roles["gl_entries"].export, settings))
        stated = f"SELECT account_no, {column} FROM trial_balance_line WHERE {column} IS NOT NULL"
        amounts = dict(engine.rows(stated))
        return GLSide(amounts, {}, tuple(_trial_balance_findings(ledger, settings, column, amounts)))
    sums = "SELECT account_no, sum(amount) FROM gl_entry_in_period WHERE {} GROUP BY account_no"
    amounts = dict(engine.rows(sums.format("NOT set_aside")))
    set_aside = dict(engine.rows(sums.format("set_aside")))
    return GLSide(
        amounts,
        set_aside,
        (
            *openings,
            *_gaps(ledger, settings),
            *_not_covered(ledger, amounts),
            *coverage_findings(ledger),
            *prior_period_findings(ledger),
            *offset_account_findings(ledger),
        ),
    )


def _trial_balance_column(settings: Settings, engine: Engine) -> str | None:
    """What of the trial balance serves as the G/L side: net changes for a period, else balances; None without."""
    columns = ("net_change",) if settings.from_date else ("balance", "opening + net_change", "balance_without_date")
    for column in columns:
        if engine.value(f"SELECT count({column}) FROM trial_balance_line"):
            return column
    return None


def _nothing_to_compare(entries: str, settings: Settings) -> Problem:
    shown = "Net Change" if settings.from_date else "Balance at Date"
    return Problem(
        found="there is nothing to compare the inventory ledger with",
        expected=f"{entries}, or a trial balance that shows {shown}",
        action="Add the export to the folder, or to [inputs] in invrecon.toml.",
    )


def _gaps(ledger: Ledger, settings: Settings) -> Iterable[Finding]:
    """Accounts in scope on which the G/L entries and the trial balance disagree: one of the two is incomplete.

    Balances are held against the entries up to the cut-off, net changes against those of the period. The chart of
    accounts does not carry its date filter: without one it shows the sum of all entries, which counts as agreement.
    """
    dated = ledger.has("trial_balance")
    if dated:
        yield from _not_in_trial_balance(ledger)
    rows = ledger.engine.rows(
        """SELECT line.account_no, line.opening,
                  coalesce(line.balance, line.opening + line.net_change, line.balance_without_date) AS stated,
                  coalesce(sum(entry.amount) FILTER (entry.posting_date <= run.as_of), 0) AS balance,
                  coalesce(sum(entry.amount)
                           FILTER (entry.posting_date BETWEEN run.from_date AND run.as_of), 0) AS moved,
                  coalesce(sum(entry.amount), 0) AS all_entries,
                  line.net_change
           FROM trial_balance_line AS line
           JOIN scope_account AS scope ON scope.account_no = line.account_no
           CROSS JOIN run
           LEFT JOIN gl_entry AS entry ON entry.account_no = line.account_no AND entry.of_summary IS NOT TRUE
           GROUP BY ALL
           HAVING coalesce(stated, line.net_change) IS NOT NULL
              AND stated IS DISTINCT FROM coalesce(sum(entry.amount) FILTER (entry.posting_date <= run.as_of), 0)
              AND line.balance_without_date IS DISTINCT FROM coalesce(sum(entry.amount), 0)
           ORDER BY ALL"""
    )
    for account_no, opening, stated, balance, moved, all_entries, net_change in rows:
        if not dated and all_entries in (stated, net_change):
            continue
        entries, said = balance, stated
        if settings.from_date or stated is None:
            if moved == net_change or net_change is None:
                continue
            entries, said = moved, net_change
        hint = "One of the two exports is incomplete, filtered, or of another date."
        if said == stated and opening and entries - said == -opening:
            hint = "The gap is the opening balance: export the G/L entries from the beginning, or give --from."
        yield Finding(
            "gl-entries-disagree-with-trial-balance",
            "error" if dated or said == stated else "warning",
            f"Account {account_no}: the G/L entries sum to {signed(entries)}, the trial balance says {signed(said)}, "
            f"a gap of {signed(entries - said)}. {hint}",
        )


def _not_in_trial_balance(ledger: Ledger) -> Iterable[Finding]:
    """Accounts in scope that moved, and that the trial balance leaves out.

    It may be filtered; one that sums to zero claims to be complete.
    """
    rows = ledger.engine.rows(
        """SELECT account_no, sum(amount) AS balance FROM gl_entry JOIN scope_account USING (account_no), run
           WHERE posting_date BETWEEN run.from_date AND run.as_of AND of_summary IS NOT TRUE
             AND account_no NOT IN (SELECT account_no FROM trial_balance)
           GROUP BY account_no HAVING balance <> 0 ORDER BY account_no"""
    )
    complete = ledger.engine.value("SELECT coalesce(sum(coalesce(balance, net_change)), 0) = 0 FROM trial_balance")
    for account_no, balance in rows:
        yield Finding(
            "gl-entries-disagree-with-trial-balance",
            "error" if complete else "warning",
            f"Account {account_no}: the G/L entries sum to {signed(balance)}, the trial balance does not list the "
            "account. One of the two exports is incomplete, filtered, or of another date.",
        )


def _not_covered(ledger: Ledger, amounts: dict[str, Decimal]) -> Iterable[Finding]:
    """Accounts to which cost was posted, and that no G/L export mentions: zero is wrong there."""
    rows = ledger.engine.rows(
        """SELECT account_no, sum(amount - coalesce(unposted, 0)) AS posted FROM posting_in_period
           WHERE account_no IS NOT NULL AND account_type IN (SELECT account_type FROM compared_type)
             AND account_no NOT IN (SELECT account_no FROM gl_entry)
             AND account_no NOT IN (SELECT account_no FROM trial_balance_line)
           GROUP BY account_no HAVING posted <> 0 ORDER BY account_no"""
    )
    for account_no, amount in rows:
        if account_no not in amounts:
            yield Finding(
                "account-not-covered",
                "warning",
                f"No G/L export mentions account {account_no}, which should carry {signed(amount)}: "
                "it counts as 0.00. Check that the export is not filtered.",
            )


def _trial_balance_findings(
    ledger: Ledger, settings: Settings, column: str, amounts: dict[str, Decimal]
) -> Iterable[Finding]:
    """What a trial balance alone leaves open."""
    if column == "balance_without_date":
        yield Finding(
            "balance-without-date",
            "warning",
            "The chart of accounts shows Balance, which has no date: it is right only if nothing was posted after the "
            "cut-off. Set a date filter and show Balance at Date.",
        )
    yield from _restarted_income_accounts(ledger, settings)
    yield from _not_covered(ledger, amounts)


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
