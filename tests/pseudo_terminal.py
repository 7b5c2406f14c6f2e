"""The command line on a terminal: what it writes there, and what is left on the screen in the end."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from time import monotonic

import pytest

pty = pytest.importorskip("pty")
fcntl = pytest.importorskip("fcntl")
termios = pytest.importorskip("termios")

_CONTROL = re.compile(r"\x1b\[(\d*)[;\d?]*([A-Za-z])|(\r)|(\n)|([^\x1b\r\n]+)")

_LONGEST = 120
"""Seconds that a command may take, the bar alone would go on for ever."""

# Tests in the background of a shell ignore Ctrl-C, and so would what they start. Without any delay the work waits for
# the bar, so that quick machines show it too.
_BAR = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from invrecon.cli import progress
progress.DELAY = {delay}
def begun(bar, begin=progress.ProgressBar.__enter__):
    begin(bar)
    if bar._timer and not progress.DELAY:
        bar._timer.join()
    return bar
progress.ProgressBar.__enter__ = begun
"""


@dataclass(frozen=True)
class Shown:
    """The status that a command ended with, what the terminal was sent, and what went to a file instead."""

    status: int
    sent: str
    redirected: str

    @property
    def screen(self) -> str:
        """What is left to read, when lines were erased and written anew."""
        lines, row, column = [""], 0, 0
        for count, command, carriage_return, line_feed, text in _CONTROL.findall(self.sent):
            if carriage_return:
                column = 0
            elif line_feed:
                row += 1
                lines += [""] * (row + 1 - len(lines))
            elif command == "A":
                row -= int(count or 1)
            elif command == "K":
                lines[row] = ""
            elif text:
                line = lines[row].ljust(column)
                lines[row] = line[:column] + text + line[column + len(text) :]
                column += len(text)
        return "\n".join(line.rstrip() for line in lines)


def on_terminal(
    *arguments: object,
    delay: float = 0,
    columns: int = 120,
    before: str = "",
    stdout_redirected: bool = False,
    interrupt_at: str | None = None,
    **environment: str,
) -> Shown:
    """Run `invrecon` with these arguments on a terminal; its progress bar appears after so many seconds.

    `before` is Python that is run first. With `interrupt_at` Ctrl-C is pressed once the terminal shows these words.
    """
    code = f"{_BAR.format(delay=delay)}\n{before}\nfrom invrecon.cli import main; main()"
    given = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "NO_COLOR")}
    terminal, side = pty.openpty()
    fcntl.ioctl(side, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with TemporaryFile() as redirected:
        process = subprocess.Popen(
            [sys.executable, "-c", code, *map(str, arguments)],
            stdin=side,
            stdout=redirected if stdout_redirected else side,
            stderr=side,
            env=given | {"TERM": "xterm-256color", "LINES": "50"} | environment,
            cwd=Path(__file__).parents[1],
        )
        os.close(side)
        sent = b""
        try:
            end = monotonic() + _LONGEST
            while received := _received(terminal):
                sent += received
                if monotonic() > end:
                    pytest.fail(f"The command does not end: {sent.decode(errors='replace')[-500:]}")
                if interrupt_at and interrupt_at in sent.decode(errors="ignore"):
                    process.send_signal(signal.SIGINT)
                    interrupt_at = None
            status = process.wait(60)
        finally:
            process.kill()
            os.close(terminal)
        redirected.seek(0)
        return Shown(status, sent.decode(), redirected.read().decode())


def _received(terminal: int) -> bytes:
    """What comes next; nothing once the other side is closed."""
    ready, _, _ = select.select([terminal], [], [], 60)
    if not ready:
        pytest.fail("The command writes nothing for a minute.")
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
