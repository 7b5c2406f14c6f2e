"""`invrecon` in a process of its own that meets something at a certain step: a signal, or a disk that takes no more."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

# Tests in the background of a shell ignore Ctrl-C, and so would what they start.
_AT_STEP = """
import os, signal, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
from invrecon.cli import progress
def met():
    {what}
def told(bar, step, done, total, call=progress.ProgressBar.__call__):
    call(bar, step, done, total)
    if step.startswith({step!r}):
        met()
progress.ProgressBar.__call__ = told
{before}
from invrecon.cli import main; main()
"""


@dataclass(frozen=True)
class Place:
    """Where a run works: its folder for reports, and the system's temporary folder as it sees it."""

    reports: Path
    temporary: Path

    @classmethod
    def under(cls, folder: Path) -> Place:
        """Two empty folders."""
        place = cls(folder / "reports", folder / "temporary")
        place.reports.mkdir()
        place.temporary.mkdir()
        return place

    def outputs(self, *names: str) -> list[str]:
        """-o for each of these reports."""
        return [part for name in names for part in ("-o", str(self.reports / name))]

    @property
    def left(self) -> list[str]:
        """All that lies in both folders but the reports."""
        return sorted(
            str(path.relative_to(folder))
            for folder in (self.reports, self.temporary)
            for path in folder.rglob("*")
            if folder == self.temporary or path.name.startswith(".")
        )


def started(
    place: Place, *arguments: object, at: str = "nowhere", meets: str = "pass", before: str = ""
) -> subprocess.Popen[str]:
    """Start `invrecon`; when it comes to the step whose name begins with `at`, it runs the Python in `meets`."""
    code = _AT_STEP.format(what=meets, step=at, before=before)
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=os.environ | {"TMPDIR": str(place.temporary), "SOURCE_DATE_EPOCH": "1793404800", "COLUMNS": "120"},
        cwd=Path(__file__).parents[1],
    )


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    """The status that it ends with, its standard output and its standard error."""
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err
