"""Options that several commands share: which run is meant, and how a list is printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from invrecon.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

DATE = click.DateTime(formats=["%Y-%m-%d"])
FORMATS = ("table", "json", "csv", "markdown")


skip_bad_rows = click.option(
    "--skip-bad-rows",
    is_flag=True,
    help="Leave out rows that cannot be read, and say how many and what they come to. Never reconciled.",
)


def run_options(command: Command) -> Command:
    """--as-of, --from, --profile and --skip-bad-rows, as `invrecon reconcile` has them."""
    for option in (
        skip_bad_rows,
        click.option("--profile", metavar="NAME", help="Which ERP the exports come from; see `invrecon profiles`."),
        click.option("--from", "from_", type=DATE, metavar="DATE", help="Net changes from this date on, not balances."),
        click.option("--as-of", type=DATE, metavar="DATE", help="Up to this date, inclusive (2026-10-31)."),
    ):
        command = option(command)
    return command


def list_format(command: Command) -> Command:
    """--format of a list."""
    return click.option(
        "--format", "form", type=click.Choice(FORMATS), default="table", show_default=True,
        help="What standard output gets.",
    )(command)  # fmt: skip


def run_settings(
    path: str | None,
    as_of: dt.datetime | None,
    from_: dt.datetime | None,
    profile: str | None,
    skip_bad_rows: bool,
    **more: Any,
) -> Settings:
    """The settings that these options ask for; `more` are further fields of them.

    Raises:
        InputError: no such path, or a toml with mistakes.
    """
    from invrecon.settings import read_settings

    return read_settings(
        Path(path) if path else None,
        as_of=as_of and as_of.date(),
        from_date=from_ and from_.date(),
        profile=profile,
        skip_bad_rows=skip_bad_rows,
        **more,
    )
