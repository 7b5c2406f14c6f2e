"""`invrecon matching`: both ledgers side by side, in the sections of Reconcile to GL."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from invrecon.cli.options import list_options, run_options, run_settings
from invrecon.cli.output import remark, write_lists
from invrecon.cli.progress import ProgressBar
from invrecon.errors import EXIT_RECONCILED, InputError, Problem
from invrecon.reconciliation.vocabulary import SECTIONS

if TYPE_CHECKING:
    from invrecon.profiles import Profile
    from invrecon.reports.dialect import Dialect
    from invrecon.reports.listing import Listing

_SECTIONS = tuple(section.replace(" ", "-") for section in SECTIONS)
_LISTED = 50
_FOR_PEOPLE = ("table", "markdown")


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option(
    "--section",
    "sections",
    multiple=True,
    type=click.Choice(_SECTIONS),
    help="Only this section (repeatable). Default: all in JSON or CSV, all but matched in a table or Markdown.",
)
@click.option("--account", metavar="NO", help="Only what has to do with this G/L account.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"List N lines of each section, 0 for all. Default: {_LISTED} in a table or Markdown, all in JSON or CSV.",
)
@list_options
@run_options
def command(
    path: str | None,
    sections: tuple[str, ...],
    account: str | None,
    limit: int | None,
    form: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
    dialect: Dialect,
    as_of: dt.datetime | None,
    from_: dt.datetime | None,
    profile: str | None,
    skip_bad_rows: bool,
) -> int:
    """Show both ledgers side by side: what matches, what may match and in which key it differs, and what does not.

    The sections are those of Reconcile to GL in Dynamics GP, which compares transaction date, journal entry,
    originating transaction source, control number and amount; what is unmatched names its cause. Entries that belong
    together have one group number. PATH is as for `invrecon reconcile`.

    \b
    Examples
        invrecon matching october
        invrecon matching october --section potentially-matched --account 000-1300-01
        invrecon matching october -o matching.csv
    """  # noqa: D301
    bar = ProgressBar(quiet)
    write = write_lists(form, outputs, quiet, dialect, bar)
    settings = run_settings(path, as_of, from_, profile, skip_bad_rows)
    from invrecon.pipeline import reconciled
    from invrecon.reconciliation.matching.sections import list_pairs
    from invrecon.reconciliation.names import meant
    from invrecon.reports.matching import matching_listing

    with bar, reconciled(settings, remark(quiet, bar), bar) as run:
        r, ledger = run.reconciliation, run.ledger
        _refuse_without_sections(ledger.profile, ledger.has("gl_entry"))
        lines = {line.account_no: line for line in r.account_lines}
        line = lines[meant("account", account, lines)] if account else None
        list_pairs(ledger)

        def listing(chosen: str) -> Listing:
            for_people = chosen in _FOR_PEOPLE
            wanted = sections or (_SECTIONS[:-1] if for_people else _SECTIONS)
            listed = limit if limit is not None else _LISTED if for_people else 0
            named = [section for section, typed in zip(SECTIONS, _SECTIONS, strict=True) if typed in wanted]
            return matching_listing(ledger, r, named, line, listed or None)

        write(listing, run.files)
    return EXIT_RECONCILED


def _refuse_without_sections(profile: Profile, has_entries: bool) -> None:
    """Sections are those of a routine of the ERP, and of entries.

    Raises:
        InputError: the ERP has no such routine, or the G/L was given as balances.
    """
    if not profile.matching_keys:
        found = f"{profile.title} does not match its ledgers in sections, so there are none to show"
        action = "List what does not match by account and status: invrecon drill --account NO --status STATUS."
        raise InputError(Problem(found=found, action=action))
    if not has_entries:
        found, expected = (
            "the G/L was given as balances, and balances match nothing",
            profile.roles["gl_entries"].export,
        )
        action = "Add the export to the folder, or to [inputs] in invrecon.toml."
        raise InputError(Problem(found=found, expected=expected, action=action))
