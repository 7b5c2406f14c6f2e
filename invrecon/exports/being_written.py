"""A report that is being written into the folder of exports: `invrecon reconcile october > october/recon.txt`."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_STANDARD_STREAMS = (1, 2)


def is_being_written(path: Path) -> bool:
    """Whether standard output or standard error goes into this very file, which the shell has emptied for it."""
    for stream in _STANDARD_STREAMS:
        try:
            written = os.fstat(stream)
            if stat.S_ISREG(written.st_mode) and os.path.samestat(written, path.stat()):
                return True
        except OSError:
            continue  # there is no such stream
    return False
