"""`invrecon causes`: the manual of differences, one page a cause. Every text comes from the cause's own record."""

from __future__ import annotations

from collections.abc import Collection
from textwrap import dedent
from typing import TYPE_CHECKING

import click

from invrecon.cli.names import cause_ids, profile_names

if TYPE_CHECKING:
    from invrecon.causes.cause import Cause

# What corrects the books, by the cause's remedy: the heading in the list, and what is said on the page.
_REMEDIES = {
    "journal": ("A journal corrects it", "`invrecon journal` proposes it where the exports prove the item."),
    "erp": ("The ERP corrects it, by a batch or in its setup", "None: a journal would be in the way of the ERP's own."),
    "time": ("Time corrects it", "None: timing is never journaled."),
    "nothing": ("Nothing to correct", "None: the books are right as they are."),
}
_WIDTH = 80


@click.command()
@click.argument("cause", required=False, metavar="[ID]", shell_complete=cause_ids)
@click.option("--profile", metavar="ERP", shell_complete=profile_names, help="Only what applies to this ERP.")
def command(cause: str | None, profile: str | None) -> None:
    """List the causes of differences, or explain one: what it means, how it shows, how to correct it."""
    from invrecon import profiles
    from invrecon.causes import causes_of
    from invrecon.reconciliation.names import meant

    erps = [meant("profile", profile, profiles.names())] if profile else list(profiles.names())
    if cause is None:
        every = [known for erp in erps for known in causes_of(erp)]
        first = {known.id: known for known in reversed(every)}
        _list([first[cause_id] for cause_id in dict.fromkeys(known.id for known in every)])
        return
    wanted = meant("cause", cause, dict.fromkeys(known.id for erp in erps for known in causes_of(erp)))
    pages = {known: erp for erp in reversed(erps) for known in causes_of(erp) if known.id == wanted}
    (page, its), *others = reversed(pages.items())
    _explain(page, its)
    for _, erp in others:
        click.echo(f"\nIn {profiles.load(erp).title}: invrecon causes {wanted} --profile {erp}")


def _list(causes: Collection[Cause]) -> None:
    width = max(len(cause.id) for cause in causes)
    for remedy, (heading, _) in _REMEDIES.items():
        corrected = [cause for cause in causes if cause.remedy == remedy]
        if corrected:
            click.echo(heading)
            for cause in corrected:
                click.echo(f"    {cause.id.ljust(width)}  {cause.title}")
            click.echo()
    click.echo("invrecon causes ID explains one.")


def _explain(cause: Cause, erp: str) -> None:
    from invrecon import profiles

    click.echo(f"{cause.id}: {cause.title}")
    _section("What it means", cause.meaning)
    _section("How it shows", " ".join(_shows(cause)))
    _section("How to correct it", cause.correction)
    _section("Journal", _REMEDIES[cause.remedy][1])
    commands = [f"invrecon drill --cause {cause.id}", "invrecon timeline"] if cause.claims else []
    if cause.claims and profiles.load(erp).matching_keys:
        commands.append("invrecon matching")
    commands += ["invrecon journal"] if cause.remedy == "journal" else []
    if commands:
        click.echo("\nSee also")
        for line in commands:
            click.echo(f"    {line}")


def _shows(cause: Cause) -> list[str]:
    said = []
    if cause.claims:
        said.append(
            f'As the reconciling item "{cause.title}" of each account that it concerns, and as a warning on rows of '
            "the matrix, with its part of G/L less inventory ledger."
        )
    if cause.marks:
        part = "It also marks" if cause.claims else "As a warning on"
        said.append(f'{part} rows that it concerns without making a difference, as "{cause.title}".')
    return said


def _section(heading: str, text: str) -> None:
    click.echo(f"\n{heading}\n{click.wrap_text(' '.join(dedent(text).split()), _WIDTH, '    ', '    ')}")
