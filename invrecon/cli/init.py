"""`invrecon init`: write down what a run decides by itself."""

from __future__ import annotations

from pathlib import Path

import click

from invrecon.cli.options import kept, memory_limit_option, only_problems, profile_option
from invrecon.cli.output import text_file, write_whole
from invrecon.cli.progress import ProgressBar
from invrecon.errors import EXIT_RECONCILED


@click.command()
@click.argument("folder", required=False, type=click.Path(), default=".")
@profile_option
@memory_limit_option
@click.option("--force", is_flag=True, help="Replace an invrecon.toml that is there already.")
@click.option("--print", "only_print", is_flag=True, help="Print the toml; write no file.")
@only_problems
def command(folder: str, profile: str | None, force: bool, only_print: bool, quiet: bool) -> int:
    """Write an invrecon.toml that says what the exports are.

    FOLDER is a folder of exports; default: the current folder. The toml names every file with its role, the cut-off
    date and the settings that the data tell, each with its reason. A run from it gives the same result as a run
    without; from then on it can be edited.
    """
    from invrecon.engine import Embedded
    from invrecon.errors import InputError, Problem
    from invrecon.ledger.inferred import decide
    from invrecon.pipeline import read_ledger
    from invrecon.reports.settings_file import render
    from invrecon.reports.wording import printable
    from invrecon.settings import read_settings
    from invrecon.toml_file import FILE_NAME

    place = Path(folder)
    target = place / FILE_NAME
    if target.exists() and not (force or only_print):
        found, action = "the file is there already", "Use --force to replace it, or --print to see the new one."
        raise InputError(Problem(file=str(target), found=found, expected="a folder without one", action=action))
    settings = read_settings(place, use_toml=False, profile=profile, **kept())
    with ProgressBar(quiet) as bar, Embedded(settings.memory_limit) as engine:
        ledger, findings = read_ledger(engine, settings, bar)
        _, decisions = decide(ledger, settings)
        text = render(ledger, decisions)
    if only_print:
        click.echo(text, nl=False)
        return EXIT_RECONCILED
    write_whole({target: text_file(text)})
    if quiet:
        return EXIT_RECONCILED
    for finding in findings:
        if finding.id == "file-not-used":
            click.echo(printable(finding.message), err=True)
    click.echo(f"{target} written: {len(ledger.inputs)} inputs. Run: invrecon reconcile {folder}")
    return EXIT_RECONCILED
