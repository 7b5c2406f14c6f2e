"""Where a report for people is printed: as wide as the terminal, coloured there, plain in a pipe or with NO_COLOR."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_PIPED_WIDTH = 120


def width() -> int:
    """The columns that there are to write in."""
    return shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns


def printed(write: Callable[[Console], None]) -> str:
    """What `write` prints on the console, as text for standard output."""
    from rich.console import Console

    terminal = sys.stdout.isatty()
    out = io.StringIO()
    write(Console(file=out, width=width(), force_terminal=terminal, highlight=False, emoji=False, soft_wrap=False))
    return out.getvalue() if terminal else "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
