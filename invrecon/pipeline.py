"""A run from end to end: exports, ledger, posting, reconciliation, causes. One stage after the other, nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from invrecon.causes.claims import claim
from invrecon.causes.items import explained, reconciling_items
from invrecon.causes.warnings import raise_warnings, warning_findings
from invrecon.engine import Engine, open_engine
from invrecon.errors import InputError, Problem
from invrecon.exports.find import Unused, find_exports
from invrecon.findings import Finding
from invrecon.ledger.account_indexes import settle_account_indexes
from invrecon.ledger.account_numbers import as_numbered, settle_account_numbers
from invrecon.ledger.complete import complete
from invrecon.ledger.group_numbers import settle_group_numbers
from invrecon.ledger.inferred import decide
from invrecon.ledger.integrity import integrity_findings, refuse_unusable
from invrecon.ledger.leading_zeros import restore_leading_zeros
from invrecon.ledger.load import Ledger, load
from invrecon.ledger.remark import remarked
from invrecon.posting.project import project
from invrecon.progress import Progress, untold
from invrecon.reconciliation.compare import compare
from invrecon.reconciliation.control_accounts import control_accounts, silent_months
from invrecon.reconciliation.gl_side import gl_side
from invrecon.reconciliation.matching import match
from invrecon.reconciliation.matching.sections import section_lines
from invrecon.reconciliation.matching.summary import matching_lines
from invrecon.reconciliation.period_months import period_months, shows_periods
from invrecon.reconciliation.result import Reconciliation
from invrecon.reconciliation.run import Run
from invrecon.reconciliation.timeline import timeline
from invrecon.reports.inputs import told
from invrecon.settings import Settings, read_settings

Note = Callable[[str], None]

_STAGES = 4  # from the ledger tables to what explains the differences


def reconcile(
    path: Path | str | None = None,
    *,
    as_of: dt.date | str | None = None,
    from_date: dt.date | str | None = None,
    profile: str | None = None,
    items: tuple[str, ...] = (),
    locations: tuple[str, ...] = (),
    tolerance: Decimal | str | None = None,
    skip_bad_rows: bool = False,
    memory_limit: str | None = None,
    engine: str | None = None,
    note: Note | None = None,
    progress: Progress = untold,
) -> Reconciliation:
    """Reconcile a folder of exports, or what an `invrecon.toml` names, with the general ledger.

    Dates are inclusive, as dates or ISO text; `as_of` alone compares balances, with `from_date` net changes. With
    `skip_bad_rows` rows that cannot be read are left out, and the result is never reconciled. `memory_limit` says what
    the run may take ("2GB"); what needs more goes to disk. `engine` names
    who does the work ("duckdb", "postgres", "spark"). `note` is called with remarks for the user about what
    was decided on the way, `progress` with what is done now.

    Raises:
        InputError: the input cannot be used; it carries every problem found.
    """
    settings = read_settings(
        path,
        as_of=_date(as_of),
        from_date=_date(from_date),
        profile=profile,
        items=tuple(items),
        locations=tuple(locations),
        tolerance=tolerance,
        skip_bad_rows=skip_bad_rows,
        memory_limit=memory_limit,
        engine=engine,
    )
    with reconciled(settings, note or (lambda _: None), progress) as run:
        return run.reconciliation


@contextmanager
def reconciled(settings: Settings, note: Note, progress: Progress = untold) -> Iterator[Run]:
    """All stages; what nobody stated is decided from the data and told. The tables go when the context ends."""
    with open_engine(settings.engine, settings.engine_options, settings.memory_limit) as engine:
        ledger, findings = read_ledger(engine, settings, progress)
        settings, decisions = decide(ledger, as_numbered(ledger.profile, settings))
        as_of = settings.cut_off
        for text in told(ledger, settings, decisions):
            note(text)
        progress("Posting value entries", 0, _STAGES)
        findings += project(ledger, settings, as_of)
        progress("Comparing with the G/L", 1, _STAGES)
        gl = gl_side(ledger, settings)
        matrix, account_lines = compare(ledger, settings, gl)
        progress("Matching entries", 2, _STAGES)
        match(ledger, settings)
        progress("Explaining differences", 3, _STAGES)
        claim(ledger, settings)
        items = reconciling_items(ledger) if not settings.filtered else ()
        yield Run(
            ledger,
            Reconciliation(
                company=settings.company,
                currency=settings.currency,
                profile=ledger.profile.id,
                from_date=settings.from_date,
                as_of=as_of,
                tolerance=settings.tolerance,
                items=settings.items,
                locations=settings.locations,
                difference_matrix=raise_warnings(ledger, settings, matrix),
                account_lines=explained(account_lines, items),
                reconciling_items=items,
                matching=matching_lines(ledger) if ledger.has("gl_entry") and not settings.filtered else (),
                timeline=() if settings.filtered else timeline(ledger),
                findings=(
                    *findings,
                    *gl.findings,
                    *(silent_months(ledger) if not settings.filtered else ()),
                    *warning_findings(ledger, settings),
                ),
                inputs=ledger.inputs,
                sections=section_lines(ledger) if not settings.filtered else (),
                control_accounts=control_accounts(ledger) if not settings.filtered else (),
                period_months=period_months(ledger) if not settings.filtered else (),
                integrated=settings.erp.get("integration") != "none",
                with_periods=not settings.filtered and ledger.has("gl_entry") and shows_periods(ledger),
            ),
            settings,
            decisions,
        )


@dataclass(frozen=True)
class Examined:
    """What the exports of a run are, as far as they can be read, and everything that stands against using them.

    `reports` are the reports of our own that lie among them, and are not read.
    """

    ledger: Ledger
    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    reports: tuple[str, ...] = ()


def read_ledger(engine: Engine, settings: Settings, progress: Progress = untold) -> tuple[Ledger, list[Finding]]:
    """Exports into ledger tables, completed and checked, with what is to be said about them.

    Raises:
        InputError: no value entries, or anything in the files that cannot be used.
    """
    examined = examine(engine, settings, progress)
    if examined.problems:
        raise InputError(examined.problems)
    return examined.ledger, list(examined.findings)


def examine(engine: Engine, settings: Settings, progress: Progress = untold) -> Examined:
    """Read all that can be read, and tell the problems instead of raising them.

    Raises:
        InputError: there is nothing to read at all.
    """
    found = find_exports(engine, settings, progress)
    ledger, problems = load(engine, found, settings, progress)
    unused = tuple(_unused(found.unused))
    if not problems and not (ledger.played("value_entries") or _values_stock(ledger, found.unused)):
        problems = [_no_value_entries(ledger, settings, found.unused)]
    if problems:
        return Examined(ledger, unused, tuple(problems), found.reports)
    progress("Completing the ledgers", 0, None)
    problems = settle_account_indexes(ledger)
    if problems:
        return Examined(ledger, unused, tuple(problems), found.reports)
    settle_account_numbers(ledger)
    settle_group_numbers(ledger)
    settings = as_numbered(ledger.profile, settings)
    remarks = restore_leading_zeros(ledger, (number for numbers in settings.accounts.values() for number in numbers))
    try:
        refuse_unusable(ledger)
        remarks += complete(ledger, settings)
    except InputError as error:
        return Examined(ledger, unused, error.problems, found.reports)
    ledger = remarked(ledger, remarks)
    findings = (*unused, *ledger.findings, *integrity_findings(ledger, settings))
    return Examined(ledger, findings, (), found.reports)


def _values_stock(ledger: Ledger, unused: Iterable[Unused]) -> bool:
    """Whether a valuation stands by itself: there is one, and no file that would be the movements but for a column."""
    movements = ledger.profile.roles["value_entries"].title
    return ledger.played("inventory_valuation") and not any(file.like == movements for file in unused)


def _no_value_entries(ledger: Ledger, settings: Settings, unused: Iterable[Unused]) -> Problem:
    role = ledger.profile.roles["value_entries"]
    title = role.title
    like = next((file for file in unused if file.like == title), None)
    if like:
        return Problem(
            file=like.file,
            found=f"this looks like {title}, but it lacks {like.lacks}",
            expected=f"{role.export} that shows it",
            action="Show the column on the page and export again.",
        )
    stock = next((file for file in ledger.inputs if file.role in ("item_quantities", "purchase_receipts")), None)
    if stock:
        kind = ledger.profile.roles[stock.role].title
        return Problem(
            file=stock.file,
            found=f"this is {kind}, which shows what is on hand today, and ties to the G/L at no date",
            expected=title,
            action=f"Print the {title} by GL posting date to a file, or export its table, and add it.",
        )
    action = ledger.profile.how_to_export
    if not settings.profile and not ledger.inputs:
        action += ' Of an ERP without a profile: profile = "generic" in invrecon.toml, and map its captions there.'
    return Problem(
        file=settings.shown(settings.folder),
        found=f"no {title} export was found",
        expected=f"{title} of {ledger.profile.title}, as CSV, Excel or Parquet",
        action=action,
    )


def _unused(files: Iterable[Unused]) -> Iterable[Finding]:
    for file in files:
        if file.like:
            message = f"{file.file} was not used: it looks like {file.like}, but it lacks {file.lacks}."
            yield Finding("file-not-used", "warning", message)
        elif file.is_template:
            yield Finding("file-not-used", "info", f"{file.file} was not used: it is a template for --template.")
        else:
            message = f"{file.file} was not used: its captions are those of no export we know."
            yield Finding("file-not-used", "info", message)


def _date(value: dt.date | str | None) -> dt.date | None:
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value)
    except ValueError as error:
        raise InputError(Problem(found=f'"{value}" is no date', expected="a date such as 2026-10-31")) from error
