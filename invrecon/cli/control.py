"""`invrecon control`: the control accounts with their groups, and their ledger by where it comes from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from invrecon.cli.options import list_options, run_options, run_settings
from invrecon.cli.output import remark, write_lists
from invrecon.cli.progress import ProgressBar
from invrecon.errors import EXIT_RECONCILED, InputError, Problem

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation
    from invrecon.reports.dialect import Dialect


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--account", metavar="NO", help="Only this inventory account.")
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
    """Show each inventory account with its groups, and its ledger by where it comes from.

    For ERPs with inventory groups: what each group is worth; then opening, what integration posted beside what stock
    moved by, and everything else by entry type, which is not from the inventory module. PATH is as for `invrecon
    reconcile`.

    \b
    Examples
        invrecon control october
        invrecon control october --account 8400000
        invrecon control october -o control.csv
    """  # noqa: D301
    bar = ProgressBar(quiet)
    write = write_lists(form, outputs, quiet, dialect, bar)
    settings = run_settings(path, as_of, from_, profile, skip_bad_rows)
    from invrecon.pipeline import reconciled
    from invrecon.reconciliation.names import meant
    from invrecon.reports.control_accounts import control_listing

    with bar, reconciled(settings, remark(quiet, bar), bar) as run:
        r = run.reconciliation
        _refuse_without_control_accounts(r, run.ledger.profile.title)
        known = {each.account_no: each for each in r.control_accounts}
        number = known[meant("account", account, known)].account_no if account else None
    write(lambda chosen: control_listing(r, number, indented=chosen == "table"), run.files)
    return EXIT_RECONCILED


def _refuse_without_control_accounts(r: Reconciliation, title: str) -> None:
    """Control accounts are those of inventory groups, and need G/L entries.

    Raises:
        InputError: the ERP has no inventory groups, or the G/L was given as balances.
    """
    if r.control_accounts:
        return
    raise InputError(
        Problem(
            found=f"there are no control accounts of inventory groups in these exports of {title}",
            expected="an ERP with inventory groups, and its ledger entry by entry",
            action="`invrecon reconcile` lists the tie-out of every account; `invrecon profiles` the exports.",
        )
    )
