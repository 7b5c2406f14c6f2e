"""`--template`: a company's own workbook instead of ours; what cannot be filled is said before any work is done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import click

from invrecon.errors import InputError, Problem
from invrecon.reports import SUFFIXES

if TYPE_CHECKING:
    from invrecon.reconciliation.run import Run

FORM = "xlsx"
_WORKBOOKS = {".xlsx": FORM, ".xlsm": FORM}


class Template:
    """The workbook that is filled, and the suffixes that reports may have beside it."""

    suffixes: ClassVar[Mapping[str, str]] = {**_WORKBOOKS, **SUFFIXES}

    def __init__(self, name: str, form: str | None, outputs: tuple[str, ...]) -> None:
        """Check the template and the files that are made of it.

        Raises:
            click.UsageError: no workbook is asked for.
            InputError: the template is no workbook, would be overwritten, or has macros that the new file cannot have.
        """
        from invrecon.reports.template import template_has_macros

        self._path = Path(name)
        self._said: set[str] = set()
        workbooks = [Path(output) for output in outputs if Path(output).suffix.lower() in _WORKBOOKS]
        if not workbooks and form != FORM:
            raise click.UsageError("--template fills a workbook: say where it goes, with -o FILE.xlsx.")
        has_macros = template_has_macros(self._path)
        for workbook in workbooks:
            if workbook.exists() and self._path.samefile(workbook):
                raise _refused(workbook, "this is the template, which is kept as it is", "Choose another name with -o.")
            if has_macros != (workbook.suffix.lower() == ".xlsm"):
                raise _macros(workbook, has_macros)
        if form == FORM and has_macros:
            raise _refused(self._path, "the template has macros, which an .xlsx cannot have", "Use -o FILE.xlsm.")

    def write(self, run: Run, path: Path, tell: Callable[[str], None]) -> None:
        """Fill the template from the run, and tell what must be said about it, once.

        Raises:
            InputError: there is no room for a table, or no name to fill.
            OSError: the file cannot be written.
        """
        from invrecon.reports.template import fill

        for remark in fill(run, self._path, path):
            if remark not in self._said:
                self._said.add(remark)
                tell(f"{self._path.name}: {remark}")


def _macros(workbook: Path, has_macros: bool) -> InputError:
    if has_macros:
        found, suffix = "the template has macros, which this kind of file cannot have", ".xlsm"
    else:
        found, suffix = "the template has no macros, and Excel opens no such file without them", ".xlsx"
    return _refused(workbook, found, f"Write -o {workbook.with_suffix(suffix)}.")


def _refused(path: Path, found: str, action: str) -> InputError:
    return InputError(Problem(file=str(path), found=found, action=action))
