"""Reports: each renders one finished `Reconciliation` and computes nothing.

`RENDERERS` maps a format to the module whose `render(reconciliation) -> str` writes it; `SUFFIXES` maps file names to
formats. Modules are imported when their format is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from invrecon.reconciliation.result import Reconciliation

RENDERERS = {
    "table": "invrecon.reports.terminal",
    "json": "invrecon.reports.json",
    "csv": "invrecon.reports.csv",
    "markdown": "invrecon.reports.markdown",
}
SUFFIXES = {".json": "json", ".csv": "csv", ".md": "markdown", ".txt": "table"}


def render(reconciliation: Reconciliation, form: str) -> str:
    """The report as text, in one of the formats of `RENDERERS`."""
    text: str = import_module(RENDERERS[form]).render(reconciliation)
    return text
