"""`invrecon journal`: the journal that corrects what a journal can."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from invrecon.cli.options import DATE, list_options, run_options, run_settings
from invrecon.cli.output import remark, write_lists
from invrecon.cli.progress import ProgressBar
from invrecon.errors import EXIT_RECONCILED, InputError, Problem

if TYPE_CHECKING:
    from invrecon.reports.dialect import Dialect


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option(
    "--posting-date", type=DATE, metavar="DATE", help="The day that the journal is posted on. Default: --as-of."
)
@list_options
@run_options
def command(
    path: str | None,
    posting_date: dt.datetime | None,
    form: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
    dialect: Dialect,
    as_of: dt.datetime | None,
    from_: dt.datetime | None,
    profile: str | None,
    skip_bad_rows: bool,
) -> int:
    """Propose the journal that corrects what a journal can: balanced, document by document.

    CSV has the columns that the ERP's general journal imports; choose template and batch there. What the ERP has to do
    itself, timing, and what is not proved are said in words, on standard error where standard output is CSV. What is
    unexplained stays: nothing is forced to zero. PATH is as for `invrecon reconcile`.

    \b
    Examples
        invrecon journal october
        invrecon journal october -o journal.csv --posting-date 2026-11-02
        invrecon journal october --format csv > journal.csv
    """  # noqa: D301
    bar = ProgressBar(quiet)
    write = write_lists(form, outputs, quiet, dialect, bar)
    settings = run_settings(path, as_of, from_, profile, skip_bad_rows)

    from invrecon.causes.journal import journal
    from invrecon.pipeline import reconciled
    from invrecon.reports.journal import import_listing, journal_listing

    with bar, reconciled(settings, remark(quiet, bar), bar) as run:
        r, layout = run.reconciliation, run.ledger.profile.journal
        if layout is None:
            raise InputError(Problem(found=f"{run.ledger.profile.title} imports no journal that invrecon knows"))
        proposed = journal(run.ledger, r, layout, posting_date.date() if posting_date else r.as_of)
    write(
        lambda chosen: import_listing(proposed, r, layout) if chosen == "csv" else journal_listing(proposed, r),
        run.files,
    )
    return EXIT_RECONCILED
