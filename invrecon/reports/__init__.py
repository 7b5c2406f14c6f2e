"""Reports: each renders one finished `Reconciliation` and computes nothing.

`RENDERERS` maps a format of text to the module whose `render(reconciliation) -> str` makes it. `WRITERS` maps a format
that is bytes, or needs the entries too, to the module whose `write(run, path)` writes it. `SUFFIXES` maps file names to
formats. Modules are imported when their format is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from invrecon.progress import Progress, untold
from invrecon.reports.console import in_file
from invrecon.reports.dialect import PLAIN, Dialect

if TYPE_CHECKING:
    from pathlib import Path

    from invrecon.reconciliation.result import Reconciliation
    from invrecon.reconciliation.run import Run

RENDERERS = {
    "table": "invrecon.reports.terminal",
    "json": "invrecon.reports.json",
    "csv": "invrecon.reports.csv",
    "markdown": "invrecon.reports.markdown",
    "html": "invrecon.reports.page",
}
WRITERS = {"xlsx": "invrecon.reports.workbook"}
FORMATS = (*RENDERERS, *WRITERS)
SUFFIXES = {
    ".xlsx": "xlsx",
    ".html": "html",
    ".json": "json",
    ".csv": "csv",
    ".md": "markdown",
    ".txt": "table",
}


def render(reconciliation: Reconciliation, form: str, dialect: Dialect = PLAIN) -> str:
    """The report as text, in one of the formats of `RENDERERS`; `dialect` is how CSV is written."""
    module = import_module(RENDERERS[form])
    text: str = module.render(reconciliation, dialect) if form == "csv" else module.render(reconciliation)
    return text


def write(run: Run, form: str, path: Path, dialect: Dialect = PLAIN, progress: Progress = untold) -> None:
    """Write the report to a file, in any format, telling how far it is. The tables of the run must still be there.

    Raises:
        OSError: the file cannot be written.
    """
    if form in WRITERS:
        import_module(WRITERS[form]).write(run, path, progress=progress)
    else:
        with in_file():
            text = render(run.reconciliation, form, dialect)
        path.write_text(text, encoding="utf-8", newline="")
