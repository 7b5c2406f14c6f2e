"""`invrecon timeline`: since when the two ledgers differ."""

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
@click.option("--account", metavar="NO", help="Only this G/L account.")
@list_options
@run_options
def command(
    path: str | None,
    account: str | None,
    form: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
    dialect: Dialect,
    as_of: dt.datetime | None,
    from_: dt.datetime | None,
    profile: str | None,
    skip_bad_rows: bool,
) -> int:
    """Show per account the first day out of balance, and each later day on which the gap changed.

    Each day names its documents, largest first. PATH is as for `invrecon reconcile`. Needs G/L entries: balances have
    no days.

    \b
    Examples
        invrecon timeline october
        invrecon timeline october --account 2110 --from 2026-10-01
        invrecon timeline october -o timeline.csv
    """  # noqa: D301
    bar = ProgressBar(quiet)
    write = write_lists(form, outputs, quiet, dialect, bar)
    settings = run_settings(path, as_of, from_, profile, skip_bad_rows)
    from invrecon.pipeline import reconciled
    from invrecon.reconciliation.names import meant
    from invrecon.reports.timeline import timeline_listing

    with bar, reconciled(settings, remark(quiet, bar), bar) as run:
        r, has_entries = run.reconciliation, run.ledger.has("gl_entry")
        entries = run.ledger.profile.roles["gl_entries"].export
    if not has_entries:
        raise InputError(
            Problem(
                found="the G/L was given as balances, and balances have no days",
                expected=entries,
                action="Add the export to the folder, or to [inputs] in invrecon.toml.",
            )
        )
    lines = {line.account_no: line for line in r.account_lines}
    line = lines[meant("account", account, lines)] if account else None
    if line is not None and line.difference is None:
        raise InputError(
            Problem(
                found=f"account {line.account_no} could only be compared in sum with others, and has no gap of its own",
                action=f'Drill into the sum: invrecon drill "{line.account_types[0]}" Difference.',
            )
        )
    write(lambda _: timeline_listing(r, line), run.files)
    return EXIT_RECONCILED
