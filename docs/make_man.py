"""The manual pages, from the help texts: `make man` writes docs/man/invrecon.1 and one page for each command.

They carry no date, so the same program gives the same pages. click-man knows neither commands that are imported when
they are called nor paragraphs that keep their lines, hence this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from inspect import cleandoc
from pathlib import Path

import click

from invrecon import __version__
from invrecon.cli import cli

FOLDER = Path(__file__).parent / "man"
_KEPT = "\b\n"  # click keeps the lines of a paragraph that begins so
_EVERY_COMMAND = """\
.SH EXIT STATUS
.TP
.B 0
done{reconciled}
{differ}.TP
.B 2
bad usage, unusable input, or a report that cannot be written
.TP
.B 130
interrupted (143 by SIGTERM)
.SH SEE ALSO
.BR invrecon (1)
"""
_DIFFER = ".TP\n.B 1\ndifferences remain, as\n.B \\-\\-fail\\-on\nsays\n"
_ENDING = r""".SH ENVIRONMENT
Every option can be given as a variable: INVRECON, the command and the option's long name, in capitals, joined by
underscores. What the command line says goes before it. Of an option that can be repeated, blanks separate the values,
and colons those that are files.
.TP
.BR INVRECON_RECONCILE_TOLERANCE =0.05
as
.B invrecon reconcile \-\-tolerance 0.05
.TP
.BR INVRECON_RECONCILE_DELIMITER =";"
CSV with semicolons whenever CSV is written
.TP
.B NO_COLOR
If set, nothing is coloured.
.TP
.B COLUMNS
How wide reports are printed. Default: the terminal, or 120 where there is none.
.TP
.B TMPDIR
Where a run keeps its intermediate files, and what needs more memory than it may take.
.TP
.B SOURCE_DATE_EPOCH
The time, in seconds since 1970, that a workbook says it was written at, so that the same exports give the same file to
the byte.
.SH FILES
.TP
.I invrecon.toml
What is known of a company's exports: its name and currency, the ERP, the cut-off date, which file is which, accounts,
tolerance, and how dates and amounts are written. Every line of it is optional, and so is the file.
.B invrecon init
writes one that says what a run would decide by itself. It is looked for in the folder given, else in the current folder
and those above it.
.SH SEE ALSO
"""


def pages() -> dict[str, str]:
    """Every manual page by the name of its file."""
    context = click.Context(cli, info_name="invrecon", **cli.context_settings)
    found = {"invrecon.1": "".join(f"{line}\n" for line in _overview(context))}
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        one = click.Context(command, info_name=name, parent=context)
        found[f"invrecon-{name}.1"] = "".join(f"{line}\n" for line in _page(one))
    return found


def _overview(context: click.Context) -> Iterator[str]:
    yield from _heading(context, "inventory - G/L reconciliation that explains every difference to the cent")
    yield from _described(context)
    yield ".SH COMMANDS"
    names = cli.list_commands(context)
    for name in names:
        yield ".TP"
        yield f".BR {_plain(f'invrecon-{name}')} (1)"
        yield _plain(_said_of(cli.get_command(context, name)))
    yield from _options(context)
    yield from _ENDING.splitlines()
    pages = [f".BR {_plain(f'invrecon-{name}')} (1)" for name in names]
    yield from [f"{page}," for page in pages[:-1]] + pages[-1:]


def _page(context: click.Context) -> Iterator[str]:
    yield from _heading(context, _said_of(context.command))
    yield from _described(context)
    yield from _options(context)
    reconcile = context.info_name == "reconcile"
    reconciled = ": reconciled within tolerance" if reconcile else ""
    yield from _EVERY_COMMAND.format(reconciled=reconciled, differ=_DIFFER if reconcile else "").splitlines()


def _said_of(command: click.Command | None) -> str:
    assert command is not None
    return command.get_short_help_str(limit=200)


def _heading(context: click.Context, said: str) -> Iterator[str]:
    name = context.command_path.replace(" ", "-")
    yield f'.TH "{name.upper()}" 1 "" "invrecon {__version__}" "invrecon manual"'
    yield ".SH NAME"
    yield rf"{_plain(name)} \- {_plain(said.rstrip('.'))}"
    yield ".SH SYNOPSIS"
    yield f".B {_plain(context.command_path)}"
    yield _plain(" ".join(context.command.collect_usage_pieces(context)))


def _described(context: click.Context) -> Iterator[str]:
    """The help text: paragraphs, and the lists in it, which become sections where they have a name of their own."""
    sections: list[list[str]] = []
    yield ".SH DESCRIPTION"
    for paragraph in cleandoc(str(context.command.help)).split("\n\n"):
        if not paragraph.startswith(_KEPT):
            yield ".PP"
            yield _plain(" ".join(paragraph.split()))
            continue
        first, *lines = paragraph.removeprefix(_KEPT).split("\n")
        shown = list(_statuses(lines)) if first == "Exit status" else [".nf", *map(_plain, _unindented(lines)), ".fi"]
        if first in ("Exit status", "Examples"):
            sections.append([f".SH {first.upper()}", *shown])
        else:
            yield ".PP"
            yield _plain(first)
            yield from (".RS 4", *shown, ".RE")
    for section in sections:
        yield from section


def _unindented(lines: Iterable[str]) -> list[str]:
    """Lines without the blanks that they all begin with."""
    return cleandoc("\n" + "\n".join(lines)).split("\n")


def _statuses(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        status, said = line.split(maxsplit=1)
        yield from (".TP", f".B {status}", _plain(said))


def _options(context: click.Context) -> Iterator[str]:
    options = [param for param in context.command.get_params(context) if isinstance(param, click.Option)]
    records = [record for option in options if (record := option.get_help_record(context))]
    yield ".SH OPTIONS"
    for names, said in records:
        yield ".TP"
        # Names are bold; what stands for a value is not.
        yield re.sub(r"(?<![\w\\])((?:\\-){1,2}\w(?:\w|\\-)*)", r"\\fB\1\\fR", _plain(names))
        yield _plain(said)


def _plain(text: str) -> str:
    """Text that roff prints as it stands: no sign in it is a request, and hyphens can be copied as they are."""
    signs = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti"}
    line = "".join(signs.get(sign, sign) for sign in text)
    return rf"\&{line}" if line.startswith((".", "\\(aq")) else line


def main() -> None:
    """Write the pages, and remove those of commands that are no more."""
    FOLDER.mkdir(exist_ok=True)
    written = pages()
    for path in FOLDER.glob("*.1"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main()
