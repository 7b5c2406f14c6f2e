"""A report while it is written: a hidden file beside its target, whose place it takes once it is whole.

A run that is killed leaves such files behind; the next one that writes into the folder removes them.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from invrecon.holding import hold, mark, taken_over
from invrecon.interruption import undisturbed, undone_by

_SUFFIX = ".part"
_ATTEMPTS = 10


class Part:
    """One such file, held by this run until it is in place or gone."""

    def __init__(self, path: Path, handle: int) -> None:
        self.path = path
        self._handle = handle

    def finish(self) -> None:
        """Have the disk take all of it: what has no room may show only then, and a power cut may come at any time.

        Raises:
            OSError: there is no room.
        """
        os.fsync(self._handle)
        self.path.chmod(0o666 & ~_umask())

    def move(self, target: Path) -> None:
        """Put it in the place of the target.

        Raises:
            OSError: the target cannot be replaced.
        """
        if os.name == "nt":
            self._let_go()  # Windows moves no file that is open
        self.path.replace(target)

    def discard(self) -> None:
        """Remove it, unless it is in place."""
        with undisturbed():
            self.path.unlink(missing_ok=True)
            self._let_go()

    def _let_go(self) -> None:
        handle, self._handle = self._handle, -1
        if handle >= 0:
            os.close(handle)


@contextmanager
def part_beside(target: Path) -> Iterator[Part]:
    """A new part in the folder of the target, gone at the end unless it was moved.

    Raises:
        OSError: the folder takes no file.
    """
    with undisturbed():
        part = _made(target.parent)
    with undone_by(part.discard):
        try:
            yield part
        finally:
            part.discard()


def remove_abandoned(folder: Path) -> None:
    """Remove the parts that killed runs have left there: this user's, made on this machine."""
    with suppress(OSError):
        for path in folder.glob(f".{mark()}*{_SUFFIX}"):
            with taken_over(path) as dead:
                if dead:
                    path.unlink(missing_ok=True)


def _made(folder: Path) -> Part:
    for _ in range(_ATTEMPTS):
        handle, name = tempfile.mkstemp(dir=folder, prefix=f".{mark()}", suffix=_SUFFIX)
        if hold(handle):
            return Part(Path(name), handle)
        os.close(handle)  # another run took it for a dead one's, between two calls
    raise OSError(0, "other programs remove what is written there")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
