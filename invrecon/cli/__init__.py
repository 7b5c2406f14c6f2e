"""The command line: commands parse options, call the library and choose the exit status. No arithmetic here."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from invrecon import __version__
from invrecon.errors import EXIT_UNUSABLE, InputError, ShortageError
from invrecon.interruption import Interruption

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_EXPECTED = (InputError, ShortageError, MemoryError, OSError)
_COMMANDS = {
    "reconcile": "Show how inventory and G/L differ, and where.",
    "drill": "List the entries behind a number.",
    "matching": "Show both ledgers side by side, matched or not.",
    "control": "Show control accounts: groups, integration, the rest.",
    "periods": "Show entries whose period and date disagree.",
    "timeline": "Show since when each account is out of balance.",
    "journal": "Propose the journal that corrects what a journal can.",
    "causes": "List the causes of differences, or explain one.",
    "check": "Read the exports and say what they are; reconcile nothing.",
    "init": "Write an invrecon.toml that says what the exports are.",
    "rules": "Print the posting rules, or where one kind of entry goes.",
    "profiles": "List the ERPs, and the exports each can give.",
    "demo": "Reconcile the sample company that comes with invrecon.",
    "completion": "Print what lets a shell complete commands and names.",
}


class _Commands(click.Group):
    """Commands by name, each imported when it is called: `--help` needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        if name not in _COMMANDS:
            return None
        command: click.Command = import_module(f"invrecon.cli.{name}").command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        from click.shell_completion import CompletionItem

        named = [CompletionItem(name, help=said) for name, said in _COMMANDS.items() if name.startswith(incomplete)]
        return [*named, *super(click.Group, self).shell_complete(ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(
    cls=_Commands,
    context_settings={
        "help_option_names": ["-h", "--help"],
        "auto_envvar_prefix": "INVRECON",
        "max_content_width": 100,
    },
)
@click.version_option(__version__, message="invrecon %(version)s")
def cli() -> None:
    """Why does the value of inventory differ from the general ledger?

    invrecon reads what your ERP exports (value entries, G/L entries, trial balance, posting setup), projects every
    value entry onto the account where it ends, and prints the difference against the general ledger, to the cent.

    \b
    Put the exports into a folder, then:
        invrecon reconcile month-end-exports
        invrecon reconcile month-end-exports -o recon.xlsx -o recon.html

    \b
    Exit status
        0    reconciled within tolerance
        1    differences remain (see --fail-on)
        2    bad usage, unusable input, or a report that cannot be written
        130  interrupted (143 by SIGTERM)

    The result goes to standard output, remarks and problems to standard error.
    """  # noqa: D301


def main() -> None:
    """Run the command line; the only place that turns errors into exit statuses."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that lacks a letter shows a question mark
    stop = Interruption()
    try:
        with stop:
            status = cli.main(standalone_mode=False)
    except (
        KeyboardInterrupt,
        click.Abort,
        click.ClickException,
        InputError,
        ShortageError,
        MemoryError,
        OSError,
    ) as error:
        status = _ended(error, stop)
    sys.exit(status if isinstance(status, int) else 0)


def _ended(error: BaseException, stop: Interruption) -> int:
    """Say why the run could not end well; the exit status."""
    # A statement that was broken off may have been taken for a file that cannot be read.
    if stop.signal or isinstance(error, (KeyboardInterrupt, click.Abort)):
        click.echo(stop.message, err=True)
        return stop.status
    if isinstance(error, click.ClickException):
        error.show()
        return EXIT_UNUSABLE
    if isinstance(error, OSError) and error.filename is None:  # all that is written but to standard output has a name
        _close_standard_output()
        click.echo(f"The result cannot be written: {error.strerror}.", err=True)
        return EXIT_UNUSABLE
    click.echo(_refused(error) if isinstance(error, (MemoryError, OSError)) else str(error), err=True)
    return EXIT_UNUSABLE


def _refused(error: MemoryError | OSError) -> str:
    """What the system refuses: memory, or a file."""
    from invrecon.engine.trouble import shortage

    named = f"{error.filename} cannot be read or written: {error.strerror}." if isinstance(error, OSError) else ""
    return str(shortage(error) or named)


def _close_standard_output() -> None:
    """Keep the interpreter from complaining of what could not be written, when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
