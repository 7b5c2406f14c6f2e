"""Where results go: standard output and files, each file whole or not at all; remarks go to standard error."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from invrecon.errors import InputError, Problem
from invrecon.reports import SUFFIXES, render

if TYPE_CHECKING:
    from invrecon.reports.listing import Listing


def remark(quiet: bool) -> Callable[[str], None]:
    """How a command tells the user what it decided: lines on standard error, nothing when quiet."""
    return (lambda _: None) if quiet else (lambda text: say([text]))


def write_outputs(
    form: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
    rendering: Callable[[Any, str], str] = render,
) -> Callable[[Any], None]:
    """A function that writes the result everywhere it was asked for; `rendering` makes text of it, by format.

    Raises:
        click.UsageError: a file name whose suffix is no report format.
    """
    files = {name: SUFFIXES.get(Path(name).suffix.lower()) for name in outputs if name != "-"}
    unknown = [name for name, format_ in files.items() if format_ is None]
    if unknown:
        known = ", ".join(SUFFIXES)
        raise click.UsageError(
            f"No report is written as {', '.join(unknown)}: use one of {known}, or - for standard output."
        )
    to_stdout = "-" in outputs or form is not None or not quiet

    def write(result: Any) -> None:
        # Everything is rendered before anything is written: a report that fails leaves no half of the others.
        rendered = {Path(name): rendering(result, format_) for name, format_ in files.items() if format_}
        printed = rendering(result, form or "table") if to_stdout else ""
        write_whole(rendered)
        click.echo(printed, nl=False)

    return write


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


def write_whole(reports: Mapping[Path, str]) -> None:
    """Write each text beside its target, and move all into place when all are written: no one sees half of them."""
    parts: dict[Path, Path] = {}
    path = Path()
    try:
        try:
            for path, text in reports.items():
                handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
                parts[path] = Path(name)
                with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
                    stream.write(text)
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


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
