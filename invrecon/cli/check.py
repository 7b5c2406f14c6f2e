"""`invrecon check`: read the exports and say what they are."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import click

from invrecon.cli.options import engine_option, kept, memory_limit_option, only_problems, profile_option
from invrecon.cli.progress import ProgressBar
from invrecon.errors import EXIT_RECONCILED

if TYPE_CHECKING:
    from invrecon.pipeline import Examined
    from invrecon.settings import Settings


@click.command()
@click.argument("path", required=False, type=click.Path())
@profile_option
@engine_option
@memory_limit_option
@only_problems
def command(path: str | None, profile: str | None, quiet: bool) -> int:
    """Read the exports and say what they are; reconcile nothing.

    Prints each file with its role, rows, period, encoding, formats and control totals, and the columns that are not
    used; then what a run would decide by itself. Ends with 2 and all problems when a file cannot be used.
    """
    from invrecon.engine import open_engine
    from invrecon.errors import InputError
    from invrecon.pipeline import examine
    from invrecon.settings import read_settings

    settings = read_settings(Path(path) if path else None, profile=profile, **kept())
    with open_engine(settings.engine, settings.engine_options, settings.memory_limit) as engine:
        with ProgressBar(quiet) as bar:
            examined = examine(engine, settings, bar)
        said = [] if quiet else list(_said(examined, settings))
    for text in said:
        click.echo(text)
    if examined.problems:
        raise InputError(examined.problems)
    return EXIT_RECONCILED


def _said(examined: Examined, settings: Settings) -> Iterable[str]:
    """Each file, the reports among them, the findings, and what a run would decide unless there are problems."""
    from invrecon.ledger.inferred import decide
    from invrecon.reports.console import width
    from invrecon.reports.inputs import assumed, described
    from invrecon.reports.wording import SEVERITY, printable

    for file in examined.ledger.inputs:
        yield described(file, examined.ledger.profile, width())
    for name in examined.reports:
        yield fill(printable(f"{name}: a report or journal of invrecon, not read"), width())
    for finding in examined.findings:
        yield fill(f"{SEVERITY[finding.severity]}: {printable(finding.message)}", width())
    if not examined.problems:
        _, decisions = decide(examined.ledger, settings)
        for text in assumed(decisions):
            yield fill(printable(text), width())
