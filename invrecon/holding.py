"""Files that tell whether the run which made them is still alive: it holds them until it ends, however it ends.

On POSIX a run holds a file by a lock, on Windows by having it open. The system lets go of both when a process ends,
also when it is killed. Where a file system knows no locks, no file counts as abandoned.
"""

from __future__ import annotations

import os
import platform
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zlib import crc32


def mark() -> str:
    """What the names of this machine's files carry: locks need not reach from one machine to another."""
    return f"invrecon-{crc32(platform.node().encode()):08x}-"


def hold(handle: int) -> bool:
    """Hold a file that was just made, until its handle is closed; whether it is there, and nobody took it for dead."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return True
    return os.fstat(handle).st_nlink > 0


@contextmanager
def taken_over(path: Path) -> Iterator[bool]:
    """Whether the run that held this file is dead; while the context lasts, no other run gets the same answer.

    A link, another user's file, and what cannot be opened or locked count as held. On Windows the file is gone then.
    """
    if sys.platform == "win32":
        try:
            path.unlink()  # refused as long as a process has it open
        except OSError:
            yield False
        else:
            yield True
        return
    import fcntl

    try:
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        yield False
        return
    try:
        file = os.fstat(handle)
        ours = stat.S_ISREG(file.st_mode) and file.st_uid == os.geteuid()
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            ours = False
        yield ours and os.fstat(handle).st_nlink > 0
    finally:
        os.close(handle)
