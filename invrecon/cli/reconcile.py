"""`invrecon reconcile`: the main job."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from invrecon import reports
from invrecon.cli.options import (
    DATE,
    csv_options,
    engine_option,
    item_option,
    location_option,
    memory_limit_option,
    output_option,
    profile_option,
    quiet_option,
    run_settings,
    skip_bad_rows,
)
from invrecon.cli.output import remark, write_outputs
from invrecon.cli.progress import ProgressBar
from invrecon.cli.template import FORM as XLSX
from invrecon.cli.template import Template
from invrecon.errors import EXIT_DIFFERENCES, EXIT_RECONCILED

if TYPE_CHECKING:
    from pathlib import Path

    from invrecon.reconciliation.run import Run
    from invrecon.reports.dialect import Dialect


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option(
    "--as-of",
    type=DATE,
    metavar="DATE",
    help="Compare up to this date, inclusive (2026-10-31). Default: the toml, else the date of the trial balance.",
)
@click.option(
    "--from", "from_", type=DATE, metavar="DATE", help="Compare net changes from this date on; without it, balances."
)
@profile_option
@item_option
@location_option
@click.option(
    "--tolerance", metavar="AMOUNT", help="Largest difference per account that still counts as reconciled. Default 0."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(reports.FORMATS),
    help="How the report is printed; xlsx needs a pipe or file. Default: table.",
)
@output_option("report", reports.SUFFIXES)
@click.option(
    "--template",
    type=click.Path(),
    metavar="FILE",
    help="Fill this workbook of your own instead of writing ours, with -o FILE.xlsx; see docs/template.md.",
)
@csv_options
@skip_bad_rows
@engine_option
@memory_limit_option
@click.option(
    "--fail-on",
    type=click.Choice(["difference", "unexplained", "never"]),
    default="difference",
    show_default=True,
    help="When to end with exit status 1.",
)
@quiet_option("report")
def command(
    path: str | None,
    as_of: dt.datetime | None,
    from_: dt.datetime | None,
    profile: str | None,
    items: tuple[str, ...],
    locations: tuple[str, ...],
    tolerance: str | None,
    skip_bad_rows: bool,
    form: str | None,
    outputs: tuple[str, ...],
    template: str | None,
    dialect: Dialect,
    fail_on: str,
    quiet: bool,
) -> int:  # fmt: skip
    """Show the difference between inventory and G/L, and where it lies.

    PATH is a folder of exports, or an invrecon.toml. Default: the nearest invrecon.toml, else the current folder.
    Reports may be written into that folder: they are not read as exports.

    \b
    Examples
        invrecon reconcile october
        invrecon reconcile october --from 2026-10-01 --as-of 2026-10-31
        invrecon reconcile october --format json > recon.json
        invrecon reconcile october -o recon.xlsx -o recon.html --tolerance 0.05
        invrecon reconcile october --template close.xlsx -o october-close.xlsx
        invrecon reconcile october -o recon.csv --bom --delimiter ";" --decimal ,
    """  # noqa: D301

    def text(run: Run, chosen: str) -> str:
        return reports.render(run.reconciliation, chosen, dialect)

    def file(run: Run, chosen: str, path: Path) -> None:
        if own and chosen == XLSX:
            own.write(run, path, remark(quiet, bar))
        else:
            reports.write(run, chosen, path, dialect, bar)

    bar = ProgressBar(quiet)
    # Refuses a file name before any work is done.
    own = Template(template, form, outputs) if template else None
    write = write_outputs(form, outputs, quiet, text, file, own.suffixes if own else reports.SUFFIXES, bar)
    settings = run_settings(
        path, as_of, from_, profile, skip_bad_rows, items=items, locations=locations, tolerance=tolerance
    )
    from invrecon.pipeline import reconciled

    with bar, reconciled(settings, remark(quiet, bar), bar) as run:
        write(run, run.files)
    result = run.reconciliation
    if fail_on == "never" or result.reconciled or (fail_on == "unexplained" and not result.unexplained):
        return EXIT_RECONCILED
    return EXIT_DIFFERENCES
