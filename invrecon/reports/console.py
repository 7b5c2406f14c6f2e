"""Where a report for people is printed.

On standard output it is as wide as the terminal and coloured there, plain in a pipe or with NO_COLOR; in a file it is
always plain, and as wide on every machine.
"""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

_PLAIN_WIDTH = 120


@dataclass(frozen=True)
class Paper:
    """What is printed on: its width in characters, whether it is a terminal, and the encoding it is written in."""

    width: int = _PLAIN_WIDTH
    terminal: bool = False
    encoding: str = "utf-8"


_paper: ContextVar[Paper | None] = ContextVar("paper", default=None)


class _Page(io.StringIO):
    """Text that knows the encoding it will be written in, so that drawings keep to what can be written."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the text, once it is written."""
        return self._encoding


def width() -> int:
    """The columns that there are to write in."""
    return shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns


@contextmanager
def on_paper(paper: Paper) -> Iterator[None]:
    """Print on this for as long as the context lasts, and not for standard output."""
    token = _paper.set(paper)
    try:
        yield
    finally:
        _paper.reset(token)


def in_file() -> AbstractContextManager[None]:
    """Print for a file: plain, 120 characters wide, whatever standard output is."""
    return on_paper(Paper())


def printed(write: Callable[[Console], None]) -> str:
    """What `write` prints on the console, as text for standard output, or for the paper of the context."""
    from rich.console import Console

    paper = _paper.get() or Paper(width(), sys.stdout.isatty(), sys.stdout.encoding or "utf-8")
    page = _Page(paper.encoding)
    write(
        Console(
            file=page,
            width=paper.width,
            force_terminal=paper.terminal,
            force_jupyter=False,
            highlight=False,
            emoji=False,
            soft_wrap=False,
        )
    )
    text = page.getvalue()
    return text if paper.terminal else "".join(f"{line.rstrip()}\n" for line in text.splitlines())
