"""`invrecon periods`: what was posted into one month and dated in another."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from invrecon.cli.options import list_options, run_options, run_settings
from invrecon.cli.output import remark, write_lists
from invrecon.cli.progress import ProgressBar
from invrecon.errors import EXIT_RECONCILED, InputError, Problem

if TYPE_CHECKING:
    from invrecon.reports.dialect import Dialect


@click.command()
@click.argument("path", required=False, type=click.Path())
@list_options
@run_options
def command(
    path: str | None,
    form: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
    dialect: Dialect,
    as_of: dt.datetime | None,
    from_: dt.datetime | None,
    profile: str | None,
    skip_bad_rows: bool,
) -> int:
    """Show entries whose period and date disagree, by period and month.

    For ERPs that post into numbered periods of the financial year: the G/L counts an entry by its period, stock by its
    date. A line for each ledger, period and month; `invrecon reconcile` shows the same as a table. PATH is as for
    `invrecon reconcile`.

    \b
    Examples
        invrecon periods october
        invrecon periods october -o periods.csv
    """  # noqa: D301
    bar = ProgressBar(quiet)
    write = write_lists(form, outputs, quiet, dialect, bar)
    settings = run_settings(path, as_of, from_, profile, skip_bad_rows)
    from invrecon.pipeline import reconciled
    from invrecon.reports.period_months import period_listing

    with bar, reconciled(settings, remark(quiet, bar), bar) as run:
        r, erp = run.reconciliation, run.ledger.profile
        if erp.last_period is None:
            found = f"{erp.title} posts by date; it has no numbered periods"
            raise InputError(Problem(found=found, action="`invrecon timeline` lists the days on which a gap changed."))
    write(lambda _: period_listing(r), run.files)
    return EXIT_RECONCILED
