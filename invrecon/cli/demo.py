"""`invrecon demo`: the main job on the sample company."""

from __future__ import annotations

from pathlib import Path

import click

import invrecon

_SAMPLE = Path("sample_data", "business-central")


@click.command()
@click.option("-q", "--quiet", is_flag=True, help="No remarks on standard error.")
@click.pass_context
def command(ctx: click.Context, quiet: bool) -> int:
    """Reconcile the sample company that comes with invrecon.

    A small bicycle maker on Business Central, ten months, with a known set of disturbances. Ends with 0 although its
    books differ.
    """
    from invrecon.cli.reconcile import command as reconcile

    package = Path(invrecon.__file__).parent
    # Inside an installed package, or beside it in a checkout.
    folder = next(place for place in (package / _SAMPLE, package.parent / _SAMPLE) if place.is_dir())
    if not quiet:
        click.echo(f"invrecon reconcile {folder} --fail-on never", err=True)
    status: int = ctx.invoke(reconcile, path=str(folder), fail_on="never", form="table", quiet=quiet)
    return status
