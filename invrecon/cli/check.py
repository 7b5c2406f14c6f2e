"""`invrecon check`: read the exports and say what they are."""

from __future__ import annotations

from pathlib import Path

import click

from invrecon.errors import EXIT_RECONCILED


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option("--profile", metavar="NAME", help="Which ERP the exports come from; see `invrecon profiles`.")
def command(path: str | None, profile: str | None) -> int:
    """Read the exports and say what they are; reconcile nothing.

    Prints each file with its role, rows and control total, and the columns that are not used. Ends with 2 and all
    problems when a file cannot be used.
    """
    from invrecon.engine import Engine
    from invrecon.money import signed
    from invrecon.pipeline import read_ledger
    from invrecon.reports.wording import SEVERITY, input_name, printable
    from invrecon.settings import read_settings

    settings = read_settings(Path(path) if path else None, profile=profile)
    with Engine() as engine:
        ledger, findings = read_ledger(engine, settings)
        for file in ledger.inputs:
            total = "" if file.control_total is None else f", control total {signed(file.control_total)}"
            click.echo(f"{input_name(file)}: {file.role}, {file.rows:,} rows{total}")
            if file.unknown_columns:
                click.echo(f"    columns not used: {printable(', '.join(file.unknown_columns))}")
        for finding in findings:
            click.echo(f"{SEVERITY[finding.severity]}: {printable(finding.message)}")
    return EXIT_RECONCILED
