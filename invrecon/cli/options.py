"""Options that several commands share: which run is meant, where the result goes, and how CSV is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from invrecon.cli.names import profile_names
from invrecon.engine import ENGINES
from invrecon.reports import listing as lists
from invrecon.reports.dialect import DECIMAL_SIGNS, PLAIN, Dialect, against_delimiter

if TYPE_CHECKING:
    from invrecon.settings import Settings

Command = TypeVar("Command", bound=Callable[..., Any])

DATE = click.DateTime(formats=["%Y-%m-%d"])
_KEPT = "invrecon.kept"
_CSV_OPTIONS = ("bom", "delimiter", "decimal")
_SPELLED = {"tab": "\t", "\\t": "\t"}

# A file to write, or "-"; a shell completes its name, and output.py says what stands against it.
FILE = click.Path(readable=False, allow_dash=True)

skip_bad_rows = click.option(
    "--skip-bad-rows",
    is_flag=True,
    help="Leave out rows that cannot be read, and say how many and what they come to. Such a run is never called "
    "reconciled.",
)
profile_option = click.option(
    "--profile",
    metavar="NAME",
    shell_complete=profile_names,
    help="Which ERP the exports come from; see `invrecon profiles`.",
)


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep what says how a run is done, not what it finds: commands pass it on unseen, by `kept()`."""
    ctx.meta.setdefault(_KEPT, {})[param.name] = value


memory_limit_option = click.option(
    "--memory-limit",
    metavar="SIZE",
    expose_value=False,
    callback=_keep,
    help="How much memory the run may take (2GB, 500MB); what needs more goes to disk. Default: half of the "
    "machine's or the container's, and at most 2GB where the exports are large.",
)
engine_option = click.option(
    "--engine",
    type=click.Choice(tuple(ENGINES)),
    expose_value=False,
    callback=_keep,
    help="Who does the work: duckdb is built in; postgres and spark are told in invrecon.toml where they are.",
)

item_option = click.option(
    "--item",
    "items",
    multiple=True,
    metavar="NO",
    help="Only this item (repeatable). Shows the inventory side alone: the G/L knows no items.",
)
location_option = click.option(
    "--location",
    "locations",
    multiple=True,
    metavar="CODE",
    help="Only this location (repeatable). Shows the inventory side alone.",
)
only_problems = click.option("-q", "--quiet", is_flag=True, help="Print nothing but problems.")


def output_option(what: str, suffixes: Iterable[str]) -> Callable[[Command], Command]:
    """-o of a report or a list, with the suffixes that tell its format."""
    *most, last = suffixes
    return click.option(
        "-o",
        "--output",
        "outputs",
        multiple=True,
        type=FILE,
        metavar="FILE",
        help=f"Also write the {what} to FILE (repeatable); its suffix tells the format: {', '.join(most)} or {last}. "
        "- is standard output.",
    )


def quiet_option(what: str) -> Callable[[Command], Command]:
    """--quiet of a report or a list."""
    return click.option(
        "-q",
        "--quiet",
        is_flag=True,
        help=f"No remarks on standard error, and no {what} unless --format or -o asks for one.",
    )


def run_options(command: Command) -> Command:
    """--as-of, --from, --profile, --skip-bad-rows, --memory-limit and --engine, as `invrecon reconcile` has them."""
    for option in (
        engine_option,
        memory_limit_option,
        skip_bad_rows,
        profile_option,
        click.option("--from", "from_", type=DATE, metavar="DATE", help="Net changes from this date on, not balances."),
        click.option("--as-of", type=DATE, metavar="DATE", help="Up to this date, inclusive (2026-10-31)."),
    ):
        command = option(command)
    return command


def list_options(command: Command) -> Command:
    """--format, -o and --quiet of a list, and how its CSV is written."""
    for option in (
        csv_options,
        quiet_option("list"),
        output_option("list", lists.SUFFIXES),
        click.option(
            "--format",
            "form",
            type=click.Choice(list(lists.RENDERERS)),
            help="How the list is printed. Default: table.",
        ),
    ):
        command = option(command)
    return command


def _delimiter(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """One character, or the word tab."""
    sign = _SPELLED.get(value, value)
    reason = against_delimiter(sign)
    if reason:
        told = f'"{value}" {reason}. Give one character such as , ; or | or the word tab.'
        raise click.BadParameter(told, ctx, param)
    return sign


def csv_options(command: Command) -> Command:
    """--bom, --delimiter and --decimal, which the command gets as one `dialect`.

    On a command line that writes no CSV they are refused: whoever gives them expects a file that will not be there.
    """

    @click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, so that Excel shows accents right.")
    @click.option(
        "--delimiter",
        callback=_delimiter,
        metavar="CHARACTER",
        default=PLAIN.delimiter,
        help='What separates the columns of CSV, such as ";", or the word tab. Default: a comma.',
    )
    @click.option(
        "--decimal",
        type=click.Choice(DECIMAL_SIGNS),
        default=PLAIN.decimal,
        help="The decimal sign of amounts in CSV. Default: a point.",
    )
    @wraps(command)
    def with_dialect(*arguments: Any, bom: bool, delimiter: str, decimal: str, **given: Any) -> Any:
        names = given.get("outputs", ())
        if given["form"] == "csv" or any(Path(name).suffix.lower() == ".csv" for name in names):
            if delimiter == decimal:
                raise click.UsageError('Decimal commas need another delimiter: add --delimiter ";" or --delimiter tab.')
        else:
            _refuse_without_csv(click.get_current_context())
        return command(*arguments, dialect=Dialect(delimiter, decimal, bom), **given)

    return with_dialect  # type: ignore[return-value]


def _refuse_without_csv(ctx: click.Context) -> None:
    source = click.core.ParameterSource.COMMANDLINE
    asked = [f"--{name}" for name in _CSV_OPTIONS if ctx.get_parameter_source(name) is source]
    if asked:
        verb = "is" if len(asked) == 1 else "are"
        raise click.UsageError(
            f"{', '.join(asked)} {verb} for CSV, and none is written: add --format csv or -o FILE.csv."
        )


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
        **kept(),
        **more,
    )


def kept() -> dict[str, Any]:
    """The settings that say how the run of this command line is done."""
    settings: dict[str, Any] = click.get_current_context().meta.get(_KEPT, {})
    return settings
