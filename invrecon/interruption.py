"""A run that is stopped from outside: Ctrl-C, and the signals that ask a program to end.

Python heeds a signal only between two of its own steps, and one statement of an engine can last for minutes. So a
thread hears of the signal at once, has the statement broken off, and ends the program itself where that takes too long.
Either way all that a run would leave behind is removed first.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType, TracebackType

GRACE = 2.0
"""Seconds that work has to break off by itself, before the program ends in the midst of it."""

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # each system has some of them
_SIGNALS = frozenset(getattr(signal, name) for name in _NAMES if hasattr(signal, name))
_END = b"\0"

Call = Callable[[], object]

_to_break_off: list[Call] = []
_to_undo: list[Call] = []
_written: list[Path] = []
_settled = threading.RLock()  # held while something may be neither begun nor left half done


@contextmanager
def broken_off_by(call: Call) -> Iterator[None]:
    """Have `call` make the work of this context break off, from another thread, when a signal comes."""
    _to_break_off.append(call)
    try:
        yield
    finally:
        _to_break_off.remove(call)


@contextmanager
def undone_by(call: Call) -> Iterator[None]:
    """Have `call` remove what the work of this context leaves behind, should the program end in the midst of it."""
    _to_undo.append(call)
    try:
        yield
    finally:
        _to_undo.remove(call)


class Interruption:
    """The context of a run that heeds signals: a KeyboardInterrupt leaves it, or the program ends within it.

    `signal` is the number of the first one that came, 0 while none has.
    """

    current: Interruption | None = None

    def __init__(self) -> None:
        self.signal = 0
        self._raised = False
        self._deferred = 0
        self._ended = False
        self._before: dict[int, object] = {}
        self._timer: threading.Timer | None = None

    @property
    def status(self) -> int:
        """The exit status by which shells know what ended a program: 130 for Ctrl-C, 143 for SIGTERM."""
        return 128 + (self.signal or signal.SIGINT)

    @property
    def message(self) -> str:
        """What is said at the end: which files stand, if any."""
        if not _written:
            return "Interrupted. Nothing was written."
        return f"Interrupted after {', '.join(map(str, _written))} had been written."

    def __enter__(self) -> Interruption:
        del _written[:]
        if threading.current_thread() is not threading.main_thread():
            return self  # Python gives signals to the main thread alone
        # What whoever started us has ignored stays ignored, such as Ctrl-C in the background of a shell.
        heeded = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]
        self._read, self._write = os.pipe()
        os.set_blocking(self._write, False)
        Interruption.current = self
        self._thread = threading.Thread(target=self._listen, name="signals", daemon=True)
        self._thread.start()
        self._wakeup = signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._before = {number: signal.signal(number, self._heed) for number in heeded}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if Interruption.current is not self:
            return
        self._deferred += 1  # from here on nothing is broken off any more
        with _settled:
            self._ended = True
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]
        signal.set_wakeup_fd(self._wakeup)
        os.write(self._write, _END)
        self._thread.join()
        os.close(self._read)
        os.close(self._write)
        Interruption.current = None

    def _heed(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        """What the main thread does about a signal, as soon as Python lets it."""
        self.signal = self.signal or number
        if not self._deferred and not self._raised:
            self._raised = True
            raise KeyboardInterrupt

    def _listen(self) -> None:
        """What the other thread does about it, at once."""
        while (number := os.read(self._read, 1)) != _END:
            if self._timer:
                self._leave()  # asked twice: at once
            elif number[0] in self._before:
                self.signal = number[0]
                self._timer = threading.Timer(GRACE, self._leave)
                self._timer.daemon = True
                self._timer.start()
                for call in tuple(_to_break_off):
                    call()
        if self._timer:
            self._timer.cancel()

    def _leave(self) -> None:
        """End the program in the midst of its work, with nothing left behind."""
        with _settled:
            if self._ended:
                return
            for call in reversed(_to_undo):
                with suppress(OSError):
                    call()
            with suppress(OSError):
                os.write(sys.__stderr__.fileno() if sys.__stderr__ else 2, f"{self.message}\n".encode())
            os._exit(self.status)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Do the work of this context to its end, whatever signal comes; heed the signal then."""
    run = Interruption.current if threading.current_thread() is threading.main_thread() else None
    if run:
        run._deferred += 1
    try:
        with _settled:
            yield
    finally:
        if run:
            run._deferred -= 1
    if run and run.signal and not run._deferred and not run._raised:
        run._raised = True
        raise KeyboardInterrupt


def written(paths: Iterable[Path]) -> None:
    """Remember that these files stand, whatever comes: no later message says that nothing was written."""
    _written.extend(paths)
