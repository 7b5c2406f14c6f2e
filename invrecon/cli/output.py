"""Where results go: standard output and files, each file whole or not at all; remarks go to standard error."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from invrecon.errors import InputError, Problem
from invrecon.reports import WRITERS

if TYPE_CHECKING:
    from invrecon.reports.listing import Listing


def remark(quiet: bool) -> Callable[[str], None]:
    """How a command tells the user what it decided: lines on standard error, nothing when quiet."""
    return (lambda _: None) if quiet else (lambda text: say([text]))


def write_outputs(
    form: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
    text: Callable[[Any, str], str],
    write: Callable[[Any, str, Path], None],
    suffixes: Mapping[str, str],
) -> Callable[[Any], None]:
    """A function that writes the result everywhere it was asked for.

    `text` makes what is printed, by format; `write` makes a file, and also what standard output gets of a format that
    is no text. `suffixes` maps file names to formats.

    Raises:
        click.UsageError: a file name whose suffix is no report format, or bytes for a terminal.
    """
    files = {name: suffixes.get(Path(name).suffix.lower()) for name in outputs if name != "-"}
    unknown = [name for name, format_ in files.items() if format_ is None]
    if unknown:
        known = ", ".join(suffixes)
        raise click.UsageError(
            f"No report is written as {', '.join(unknown)}: use one of {known}, or - for standard output."
        )
    to_stdout = "-" in outputs or form is not None or not quiet
    if form in WRITERS and sys.stdout.isatty():
        raise click.UsageError(f"A terminal shows no {form}: write it with -o FILE.{form}, or into a pipe.")

    def write_all(result: Any) -> None:
        # Everything is made before anything is written: a report that fails leaves no half of the others.
        printed = text(result, form or "table") if to_stdout and form not in WRITERS else ""
        write_whole({Path(name): partial(write, result, format_) for name, format_ in files.items() if format_})
        if form in WRITERS:
            _stream(partial(write, result, form))
        click.echo(printed, nl=False)

    return write_all


def _stream(write: Callable[[Path], None]) -> None:
    """Copy a report that is no text to standard output, whole or not at all."""
    with tempfile.TemporaryDirectory(prefix="invrecon-") as folder:
        path = Path(folder, "report")
        write(path)
        with path.open("rb") as report:
            shutil.copyfileobj(report, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def print_listing(listing: Listing, form: str) -> None:
    """Print a list. CSV carries rows and nothing else, so what else there is to say goes to standard error."""
    from invrecon.reports import listing as lists

    click.echo(lists.render(listing, form), nl=False)
    if form == "csv":
        say(listing.remarks)


def say(remarks: Iterable[str]) -> None:
    """Remarks to standard error, each as wide as the terminal."""
    from textwrap import fill

    from invrecon.reports.console import width
    from invrecon.reports.wording import printable

    for text in remarks:
        lines = fill(printable(text), width(), subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        click.echo(lines, err=True)


def write_whole(reports: Mapping[Path, Callable[[Path], object]]) -> None:
    """Have each report written beside its target, and move all into place when all are written: no one sees half."""
    parts: dict[Path, Path] = {}
    path = Path()
    try:
        try:
            for path, write in reports.items():
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
                os.close(handle)
                parts[path] = Path(name)
                write(parts[path])
                parts[path].chmod(0o666 & ~_umask())
            for path, part in parts.items():
                part.replace(path)
        finally:
            for part in parts.values():
                part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            Problem(
                file=str(path),
                found=f"the report cannot be written ({error.strerror})",
                expected="a folder that exists and may be written to",
                action="Choose another place with -o.",
            )
        ) from error


def text_file(text: str) -> Callable[[Path], object]:
    """A report that is this text."""
    return lambda path: path.write_text(text, encoding="utf-8", newline="")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
