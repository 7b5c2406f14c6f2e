"""`invrecon profiles`: the ERPs, and the exports each can give."""

from __future__ import annotations

import click

from invrecon import profiles


@click.command()
@click.argument("name", required=False, type=click.Choice(profiles.names()))
def command(name: str | None) -> None:
    """List the ERPs, or the exports that one of them can give with the columns that are read."""
    if name is None:
        width = max(map(len, profiles.names()))
        for known in profiles.names():
            click.echo(f"{known:<{width}}  {profiles.load(known).title}")
        return
    profile = profiles.load(name)
    for role in profile.roles.values():
        click.echo(f"{role.name}: {role.title}")
        columns = {**role.columns, **role.accounts}
        captions = [names[0] for names in columns.values()]
        if not profile.inferred:  # their users map captions of their own: what they map them to
            captions = [f"{column} ({names[0]})" for column, names in columns.items()]
        click.echo(click.wrap_text(", ".join(captions), 100, "    ", "    "))
