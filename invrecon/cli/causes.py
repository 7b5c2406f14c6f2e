"""`invrecon causes`: what a warning means and how to correct it."""

from __future__ import annotations

from textwrap import dedent

import click

from invrecon.causes import CAUSES


@click.command()
@click.argument("cause", required=False, type=click.Choice([cause.id for cause in CAUSES]))
def command(cause: str | None) -> None:
    """List the warnings, or explain one and how to correct it."""
    width = max(len(known.id) for known in CAUSES)
    for known in CAUSES:
        if cause is None:
            click.echo(f"{known.id.ljust(width)}  {known.title}")
        elif known.id == cause:
            click.echo(f"{known.id}: {known.title}")
            for heading, text in (("What it means", known.meaning), ("How to correct it", known.correction)):
                body = " ".join(dedent(text).split())
                click.echo(f"\n{heading}\n{click.wrap_text(body, 80, '    ', '    ')}")
