"""The progress bar: one line on standard error for work that takes a while, gone before anything else is printed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, Timer
from time import monotonic
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.live import Live
    from rich.table import Table

DELAY = 0.5
"""Seconds of work before a bar appears: small runs show none, and do not even load what draws it."""

_BAR_WIDTH = 24
_SECONDS_WIDTH = 5


class ProgressBar:
    """A bar on standard error, if that is a terminal and nobody wants quiet; called as `invrecon.progress.Progress`.

    As a context it appears once the work has lasted for the delay, and is gone when the context ends, however it ends.
    """

    def __init__(self, quiet: bool = False) -> None:
        self._wanted = not quiet and sys.stderr.isatty()
        self._step: tuple[str, int, int | None] = ("", 0, None)
        self._begin = monotonic()
        self._timer: Timer | None = None
        self._live: Live | None = None
        self._lock = RLock()

    def __enter__(self) -> ProgressBar:
        if self._wanted:
            # A thread of its own: one step alone may take a minute, and nobody calls in the meantime.
            self._timer = Timer(DELAY, self._appear)
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Show this step from now on."""
        self._step = (step, done, total)

    def close(self) -> None:
        """Take the bar away for good, before anything is printed on standard output."""
        with self._lock:
            self._wanted = False
            if self._timer:
                self._timer.cancel()
            self._stop()

    @contextmanager
    def away(self) -> Iterator[None]:
        """Take the bar away for as long as something else is printed."""
        with self._lock:
            shown = self._live is not None
            self._stop()
            try:
                yield
            finally:
                if shown:
                    self._start()

    def _appear(self) -> None:
        import rich.live  # noqa: F401  (it takes a while, and the lock is free until then)

        with self._lock:
            if self._wanted:
                self._start()

    def _start(self) -> None:
        from rich.console import Console
        from rich.live import Live

        console = Console(stderr=True, highlight=False, emoji=False)
        if console.is_interactive:
            self._live = Live(
                console=console,
                get_renderable=self._line,
                transient=True,
                redirect_stdout=False,
                redirect_stderr=False,
            )
            self._live.start(refresh=True)

    def _stop(self) -> None:
        if self._live:
            self._live.stop()
            self._live = None

    def _line(self) -> Table:
        """The bar, the seconds that all has taken, the step, and how many of how many."""
        from rich.progress_bar import ProgressBar as Bar
        from rich.table import Table
        from rich.text import Text

        from invrecon.reports.palette import ADDED
        from invrecon.reports.wording import printable

        step, done, total = self._step
        said = printable(step) if total is None else f"{printable(step)}, {done:,} of {total:,}"
        bar = Bar(
            total=total,
            completed=done,
            width=_BAR_WIDTH,
            complete_style=ADDED,
            finished_style=ADDED,
            pulse_style=ADDED,
        )
        line = Table.grid(padding=(0, 2, 0, 0))
        line.add_column(width=_BAR_WIDTH)
        line.add_column(width=_SECONDS_WIDTH, justify="right")
        line.add_column(no_wrap=True, overflow="crop")
        line.add_row(bar, f"{monotonic() - self._begin:.0f} s", Text(said))
        return line
