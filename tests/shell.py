"""The command line in this process: quicker than a process of its own, where a test needs many."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from invrecon.cli import main

GOLDEN = Path(__file__).parent / "golden"


@dataclass(frozen=True)
class Said:
    """What a command printed, and the status it ended with."""

    status: int
    out: str
    err: str


def call(capsys: pytest.CaptureFixture[str], *arguments: object, columns: int = 120) -> Said:
    """Run `invrecon` with these arguments on a terminal of so many columns."""
    with patch.object(sys, "argv", ["invrecon", *map(str, arguments)]), width(columns):
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            main()
    printed = capsys.readouterr()
    return Said(int(end.value.code or 0), printed.out, printed.err)


@contextmanager
def width(columns: int) -> Iterator[None]:
    """A terminal of so many columns."""
    with patch.dict(os.environ, {"COLUMNS": str(columns)}):
        yield


def is_as_seen(name: str, text: str) -> bool:
    """Whether the text is that of the golden file; UPDATE_GOLDEN=1 writes it there."""
    path = GOLDEN / name
    if "UPDATE_GOLDEN" in os.environ:
        path.write_text(text, encoding="utf-8", newline="")
    return text == path.read_text(encoding="utf-8")
