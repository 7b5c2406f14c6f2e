"""`invrecon profiles`: the ERPs, and the exports each can give."""

from __future__ import annotations

import click

from invrecon import profiles


@click.command()
@click.argument("name", required=False, type=click.Choice(profiles.names()))
def command(name: str | None) -> None:
    """List the ERPs, or the exports that one of them can give with the columns that are read."""
    if name is None:
        for known in profiles.names():
            click.echo(f"{known}    {profiles.load(known).title}")
        return
    for role in profiles.load(name).roles.values():
        click.echo(f"{role.name}: {role.title}")
        captions = [names[0] for names in (*role.columns.values(), *role.accounts.values())]
        click.echo(click.wrap_text(", ".join(captions), 100, "    ", "    "))
