"""Where results go: standard output and files, each file whole or not at all; remarks go to standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from invrecon.cli.part import Part, part_beside, remove_abandoned
from invrecon.errors import InputError, NotPrintedError, Problem
from invrecon.interruption import undisturbed, written
from invrecon.progress import Progress, untold
from invrecon.reports import WRITERS
from invrecon.reports.console import in_file

if TYPE_CHECKING:
    from invrecon.cli.progress import ProgressBar
    from invrecon.reports.dialect import Dialect
    from invrecon.reports.listing import Listing

    WriteAll = Callable[[Any, Iterable[Path]], None]

_STDOUT = "-"
_FOR_PEOPLE = "table"


def remark(quiet: bool, bar: ProgressBar) -> Callable[[str], None]:
    """How a command tells the user what it decided: lines on standard error above the bar, nothing when quiet."""

    def told(text: str) -> None:
        with bar.away():
            say([text])

    return (lambda _: None) if quiet else told


def write_outputs(
    form: str | None,
    outputs: tuple[str, ...],
    quiet: bool,
    text: Callable[[Any, str], str],
    write: Callable[[Any, str, Path], None],
    suffixes: Mapping[str, str],
    bar: ProgressBar,
) -> WriteAll:
    """A function that writes the result everywhere it was asked for; it is told the files that the result was made of.

    `text` makes what is printed, by format; `write` makes a file, and also what standard output gets of a format that
    is no text. `suffixes` maps file names to formats. The bar shows each file, and is gone before anything is printed.

    Raises:
        click.UsageError: a file name whose suffix is no report format, the same place twice, or bytes for a terminal.
        InputError: a place that nothing can be written to.
    """
    files = _files(outputs, suffixes)
    to_stdout = _STDOUT in outputs or form is not None or not quiet
    if form in WRITERS and sys.stdout.isatty():
        raise click.UsageError(f"A terminal shows no {form}: write it with -o FILE.{form}, or into a pipe.")

    def write_all(result: Any, made_of: Iterable[Path]) -> None:
        _refuse_inputs(files, made_of)
        # Everything is made before anything is written: a report that fails leaves no half of the others.
        bar("Making the report", 0, None)
        printed = text(result, form or _FOR_PEOPLE) if to_stdout and form not in WRITERS else ""
        write_whole({path: partial(write, result, format_) for path, format_ in files.items()}, bar)
        if form in WRITERS:
            _stream(partial(write, result, form), bar)
        else:
            bar.close()
            _print(printed, form or _FOR_PEOPLE)

    return write_all


def write_lists(
    form: str | None, outputs: tuple[str, ...], quiet: bool, dialect: Dialect, bar: ProgressBar
) -> WriteAll:
    """As `write_outputs`, for a list: the result is a function that gives the list for a format.

    CSV carries rows and nothing else, so what else there is to say goes to standard error.
    """
    from invrecon.reports import listing as lists

    def text(made: Callable[[str], Listing], chosen: str) -> str:
        return lists.render(made(chosen), chosen, dialect)

    def file(made: Callable[[str], Listing], chosen: str, path: Path) -> None:
        with in_file():
            text_file(text(made, chosen))(path)

    write = write_outputs(form, outputs, quiet, text, file, lists.SUFFIXES, bar)

    def write_all(made: Callable[[str], Listing], made_of: Iterable[Path]) -> None:
        made = cache(made)
        write(made, made_of)
        if form == "csv" and not quiet:
            say(made(form).remarks)

    return write_all


def _files(outputs: tuple[str, ...], suffixes: Mapping[str, str]) -> dict[Path, str]:
    """The files to write, each with its format."""
    names = [name for name in outputs if name != _STDOUT]
    unknown = [name for name in names if Path(name).suffix.lower() not in suffixes]
    if unknown:
        known = ", ".join(suffixes)
        raise click.UsageError(
            f"No report is written as {', '.join(unknown)}: use one of {known}, or - for standard output."
        )
    if len(outputs) - len(names) > 1:
        raise click.UsageError("-o - is given twice, and there is one standard output.")
    seen: dict[str, str] = {}
    for name in names:
        place = os.path.normcase(os.path.realpath(name))
        if place in seen:
            both = " and ".join(dict.fromkeys((seen[place], name)))
            raise click.UsageError(f"-o gives the same file twice: {both}.")
        seen[place] = name
    for name in names:
        _refuse_place(Path(name))
    return {Path(name): suffixes[Path(name).suffix.lower()] for name in names}


def _refuse_place(path: Path) -> None:
    """What is certain beforehand is said before the work: no file can be there, or none may be replaced."""
    from invrecon.exports.source import open_in

    program = open_in(path)
    if program:
        found, action = f"the file is open in {program}", "Close it there, or choose another name with -o."
        raise InputError(Problem(file=str(path), found=found, expected="a file that may be replaced", action=action))
    folder = path.resolve().parent
    against = {
        "there is no such folder": not folder.is_dir(),
        "this is a folder": path.is_dir(),
        "the folder is write-protected": folder.is_dir() and not os.access(folder, os.W_OK),
        "the file is write-protected": path.exists() and not os.access(path, os.W_OK),
    }
    for why, applies in against.items():
        if applies:
            raise _not_written(path, why)


def _refuse_inputs(files: Iterable[Path], made_of: Iterable[Path]) -> None:
    """A report never takes the place of an export that it was made from."""
    exports = [path for path in made_of if path.exists()]
    for path in files:
        if path.exists() and any(path.samefile(export) for export in exports):
            raise InputError(
                Problem(
                    file=str(path),
                    found="this is one of the exports that were read; nothing was written",
                    expected="another file",
                    action="Choose another name with -o.",
                )
            )


def _print(text: str, form: str) -> None:
    """Text to standard output: for people as their terminal writes it, for programs as a file holds it, in UTF-8."""
    plain = form == _FOR_PEOPLE or sys.stdout.isatty()
    with _to_standard_output():
        click.echo(text if plain else text.encode("utf-8"), nl=False)


def _stream(write: Callable[[Path], None], bar: ProgressBar) -> None:
    """Copy a report that is no text to standard output, whole or not at all."""
    from invrecon.engine.run_folder import run_folder

    with run_folder() as folder:
        path = folder / "report"
        bar("Writing the report", 0, None)
        write(path)
        bar.close()
        with path.open("rb") as report, _to_standard_output():
            shutil.copyfileobj(report, sys.stdout.buffer)
            sys.stdout.buffer.flush()


@contextmanager
def _to_standard_output() -> Iterator[None]:
    """Tell what standard output refuses from what a file refuses."""
    try:
        yield
    except OSError as error:
        raise NotPrintedError(error.errno, error.strerror) from error


def say(remarks: Iterable[str]) -> None:
    """Remarks to standard error, each as wide as the terminal."""
    from textwrap import fill

    from invrecon.reports.console import width
    from invrecon.reports.wording import printable

    for text in remarks:
        lines = fill(printable(text), width(), subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)
        click.echo(lines, err=True)


def write_whole(reports: Mapping[Path, Callable[[Path], object]], progress: Progress = untold) -> None:
    """Have each report written beside its target, and move all into place when all are written: no one sees half.

    Raises:
        InputError: one of them cannot be written.
    """
    parts: dict[Path, Part] = {}
    path = Path()
    with ExitStack() as stack:
        try:
            for number, (path, write) in enumerate(reports.items()):
                progress(f"Writing {path.name}", number, len(reports))
                target = path.resolve()  # a link stays one, and leads to the new report
                remove_abandoned(target.parent)
                parts[target] = stack.enter_context(part_beside(target))
                write(parts[target].path)
                parts[target].finish()
            for path in parts:
                if path.is_file():
                    path.open("r+b").close()  # one that another program has locked keeps all of them from moving
            with undisturbed():
                for path, part in parts.items():
                    part.move(path)
                written(reports)
        except OSError as error:
            raise _not_written(path, error.strerror or str(error)) from error


def _not_written(path: Path, why: str) -> InputError:
    return InputError(
        Problem(
            file=str(path),
            found=f"the report cannot be written ({why})",
            expected="a folder that exists, may be written to and has room, and a file that no other program has open",
            action="Choose another place with -o.",
        )
    )


def text_file(text: str) -> Callable[[Path], object]:
    """A report that is this text."""
    return lambda path: path.write_text(text, encoding="utf-8", newline="")
