"""`invrecon drill`: the entries behind a number."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from invrecon.cli.names import cause_ids_and_the_rest, row_column_path, statuses
from invrecon.cli.options import item_option, list_options, location_option, run_options, run_settings
from invrecon.cli.output import remark, write_lists
from invrecon.cli.progress import ProgressBar
from invrecon.errors import EXIT_RECONCILED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from invrecon.reconciliation.drill.account import Side
    from invrecon.reconciliation.drill.number import Number
    from invrecon.reconciliation.result import Reconciliation
    from invrecon.reports.dialect import Dialect
    from invrecon.reports.listing import Listing

_LISTED = 50
_FOR_PEOPLE = ("table", "markdown")


@click.command()
@click.argument("names", nargs=-1, metavar="[ROW COLUMN] [PATH]", shell_complete=row_column_path)
@click.option("--account", metavar="NO", help="The entries behind a G/L account's difference.")
@click.option(
    "--cause",
    metavar="ID",
    shell_complete=cause_ids_and_the_rest,
    help="The entries that a cause explains; `unexplained` for those that none does.",
)
@click.option(
    "--status",
    metavar="STATUS",
    shell_complete=statuses,
    help='With --account: only entries of this status, such as "date differs".',
)
@click.option(
    "--of",
    "side",
    type=click.Choice(["difference", "inventory", "gl"]),
    default="difference",
    show_default=True,
    help="With --account: its difference, or either ledger's side of it.",
)
@item_option
@location_option
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"List the N largest entries, 0 for all. Default: {_LISTED} in a table or Markdown, all in JSON or CSV.",
)
@list_options
@run_options
def command(
    names: tuple[str, ...],
    account: str | None,
    cause: str | None,
    status: str | None,
    side: Side,
    items: tuple[str, ...],
    locations: tuple[str, ...],
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
    """List the entries behind a number of the matrix or the tie-out, each with its file and row, largest first.

    ROW and COLUMN are names in the matrix, in any spelling: a cell, or Total, "G/L Total" or Difference of a row or a
    column. Types that share an account are one row, "A + B". The entries add up to the number. PATH is as for
    `invrecon reconcile`, and stands last.

    \b
    Examples
        invrecon drill COGS Inventory october
        invrecon drill Inventory Difference october --from 2026-10-01
        invrecon drill --account 2110 october -o 2110.csv
        invrecon drill --cause direct-posting --account 2110
        invrecon drill --account 2110 --of gl --status "G/L only"
    """  # noqa: D301
    row_and_column = not (account or cause)
    if row_and_column and len(names) not in (2, 3):
        raise click.UsageError("Name a ROW and a COLUMN of the matrix, or give --account or --cause.")
    if not row_and_column and len(names) > 1:
        raise click.UsageError("With --account or --cause there is no ROW or COLUMN: give PATH alone.")
    if not account and (status or side != "difference"):
        raise click.UsageError("--status and --of go with --account.")
    if cause and (status or side != "difference"):
        raise click.UsageError("A cause explains part of a difference: --status and --of do not go with --cause.")
    path = names[-1] if len(names) in (1, 3) else None
    bar = ProgressBar(quiet)
    write = write_lists(form, outputs, quiet, dialect, bar)
    settings = run_settings(path, as_of, from_, profile, skip_bad_rows, items=items, locations=locations)

    from invrecon import profiles
    from invrecon.pipeline import reconciled
    from invrecon.reconciliation.drill import drill, list_entries
    from invrecon.reports.drill import drill_listing

    if cause:
        cause = _known_cause(cause, profiles.names())
    with bar, reconciled(settings, remark(quiet, bar), bar) as run:
        r = run.reconciliation
        if cause:
            cause = _known_cause(cause, (r.profile,))
        number = _number(r, names, account, cause, side, status or "")
        list_entries(run.ledger, r)

        def listing(chosen: str) -> Listing:
            listed = limit if limit is not None else _LISTED if chosen in _FOR_PEOPLE else 0
            return drill_listing(drill(run.ledger, number, listed or None), r)

        write(listing, run.files)
    return EXIT_RECONCILED


def _known_cause(given: str, erps: Iterable[str]) -> str:
    """The cause that is meant, of those that apply to any of the ERPs.

    Raises:
        InputError: there is none.
    """
    from invrecon.causes import causes_of
    from invrecon.reconciliation.names import meant
    from invrecon.reconciliation.vocabulary import UNEXPLAINED

    causes = dict.fromkeys(cause.id for erp in erps for cause in causes_of(erp))
    return meant("cause", given, (*causes, UNEXPLAINED))


def _number(
    r: Reconciliation, names: tuple[str, ...], account: str | None, cause: str | None, side: Side, status: str
) -> Number:
    from invrecon.reconciliation.drill.account import (
        account_number,
        cause_number,
        unexplained_number,
    )
    from invrecon.reconciliation.drill.matrix import matrix_number
    from invrecon.reconciliation.vocabulary import UNEXPLAINED

    if cause == UNEXPLAINED:
        return unexplained_number(r, account)
    if cause:
        return cause_number(r, cause, account)
    if account:
        return account_number(r, account, side, status)
    return matrix_number(r, names[0], names[1])
