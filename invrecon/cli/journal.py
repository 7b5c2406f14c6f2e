"""`invrecon journal`: the journal that corrects what a journal can."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from invrecon.cli.options import DATE, FORMATS, run_options, run_settings
from invrecon.cli.output import remark, say, text_file, write_outputs
from invrecon.errors import EXIT_RECONCILED, InputError, Problem

if TYPE_CHECKING:
    from invrecon.reports.listing import Listing


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option(
    "--posting-date", type=DATE, metavar="DATE", help="The day that the journal is posted on. Default: --as-of."
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="What standard output gets. Default: table.")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Also write the journal to FILE (repeatable): .csv for import, .json, .md or .txt by its suffix.",
)
@click.option(
    "-q", "--quiet", is_flag=True, help="No remarks on standard error, and no list unless --format asks for one."
)
@run_options
def command(
    path: str | None,
    posting_date: dt.datetime | None,
    form: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
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
    from invrecon.reports import listing as lists

    def text(made: tuple[Listing, Listing], chosen: str) -> str:
        return lists.render(made[chosen == "csv"], chosen)

    def file(made: tuple[Listing, Listing], chosen: str, path: Path) -> None:
        text_file(text(made, chosen))(path)

    write = write_outputs(form, outputs, quiet, text, file, lists.SUFFIXES)
    settings = run_settings(path, as_of, from_, profile, skip_bad_rows)

    from invrecon.causes.journal import journal
    from invrecon.pipeline import reconciled
    from invrecon.reports.journal import import_listing, journal_listing

    with reconciled(settings, remark(quiet)) as run:
        r, layout = run.reconciliation, run.ledger.profile.journal
        if layout is None:
            raise InputError(Problem(found=f"{run.ledger.profile.title} imports no journal that invrecon knows"))
        proposed = journal(run.ledger, r, layout, posting_date.date() if posting_date else r.as_of)
    write((journal_listing(proposed, r), import_listing(proposed, r, layout)))
    if form == "csv" and not quiet:
        say(proposed.remarks)
    return EXIT_RECONCILED
