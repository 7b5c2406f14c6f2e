"""`invrecon check`: read the exports and say what they are."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill

import click

from invrecon.cli.options import profile_option
from invrecon.errors import EXIT_RECONCILED


@click.command()
@click.argument("path", required=False, type=click.Path())
@profile_option
def command(path: str | None, profile: str | None) -> int:
    """Read the exports and say what they are; reconcile nothing.

    Prints each file with its role, rows, period, encoding, formats and control totals, and the columns that are not
    used; then what a run would decide by itself. Ends with 2 and all problems when a file cannot be used.
    """
    from invrecon.engine import Engine
    from invrecon.errors import InputError
    from invrecon.ledger.inferred import decide
    from invrecon.pipeline import examine
    from invrecon.reports.console import width
    from invrecon.reports.inputs import assumed, described
    from invrecon.reports.wording import SEVERITY, printable
    from invrecon.settings import read_settings

    settings = read_settings(Path(path) if path else None, profile=profile)
    with Engine() as engine:
        examined = examine(engine, settings)
        for file in examined.ledger.inputs:
            click.echo(described(file, examined.ledger.profile, width()))
        for name in examined.reports:
            click.echo(fill(printable(f"{name}: a report or journal of invrecon, not read"), width()))
        for finding in examined.findings:
            click.echo(fill(f"{SEVERITY[finding.severity]}: {printable(finding.message)}", width()))
        if examined.problems:
            raise InputError(examined.problems)
        _, decisions = decide(examined.ledger, settings)
        for text in assumed(decisions):
            click.echo(fill(printable(text), width()))
    return EXIT_RECONCILED
