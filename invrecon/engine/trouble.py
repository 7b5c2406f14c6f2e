"""What a large company, a small machine or a signal can make of a statement, said as what it is."""

from __future__ import annotations

import os
from errno import EDQUOT, EFBIG, EMFILE, ENFILE, ENOSPC
from pathlib import Path

from invrecon.engine.run_folder import temporary_folder
from invrecon.errors import NotPrintedError, Problem, ShortageError

_NO_ROOM = (ENOSPC, EDQUOT, EFBIG)
_TOO_MANY_FILES = (EMFILE, ENFILE)
_DISK_LIMIT = "max_temp_directory_size"


def told(error: BaseException, folder: Path, memory_limit: int) -> BaseException | None:
    """The error to raise instead: a KeyboardInterrupt or a ShortageError; None where it is a mistake of ours.

    `folder` is that of the intermediate files, `memory_limit` the bytes that were allowed, 0 where nobody said.
    """
    import duckdb

    text = str(error)
    # Ctrl-C in the middle of a statement ends as an error of the engine's own.
    if isinstance(error, (RuntimeError, duckdb.InterruptException)) and "interrupted" in text.lower():
        return KeyboardInterrupt()
    if isinstance(error, (duckdb.OutOfMemoryException, duckdb.IOException)):
        if _DISK_LIMIT in text or any(os.strerror(number) in text for number in _NO_ROOM):
            return ShortageError(_no_room(folder.parent))
        if any(os.strerror(number) in text for number in _TOO_MANY_FILES):
            return ShortageError(_too_many_files())
    if isinstance(error, (duckdb.OutOfMemoryException, MemoryError)):
        return ShortageError(_no_memory(memory_limit))
    return None


def unfinished(error: BaseException) -> ShortageError | None:
    """What else a large file or a small machine can bring about in a run; None for a mistake of ours."""
    import duckdb

    if isinstance(error, OSError) and not isinstance(error, NotPrintedError):
        return shortage(error)
    if not isinstance(error, (duckdb.IOException, duckdb.OutOfRangeException)):
        return None
    found = f"the engine could not finish ({str(error).splitlines()[0]})"
    return ShortageError(Problem(found=found, action="Free memory and disk space, or export a shorter period."))


def shortage(error: MemoryError | OSError) -> ShortageError | None:
    """What the system refused to Python itself: memory, room for intermediate files, further open files; else None."""
    if isinstance(error, MemoryError):
        return ShortageError(_no_memory(0))
    if error.errno in _TOO_MANY_FILES:
        return ShortageError(_too_many_files())
    return ShortageError(_no_room(temporary_folder())) if error.errno in _NO_ROOM else None


def _no_room(folder: Path) -> Problem:
    """There is no room left in the folder for intermediate files."""
    return Problem(
        file=str(folder),
        found="there is no room left for intermediate files",
        expected="about as much free disk space as the exports take",
        action="Make room there, set TMPDIR to a folder with more, or allow more with --memory-limit.",
    )


def _too_many_files() -> Problem:
    """The system does not let the program open another file."""
    return Problem(
        found=f"no further file can be opened ({os.strerror(EMFILE).lower()})",
        expected="a system that lets a program have 256 files open at once",
        action="Raise the limit (ulimit -n 1024) and run again.",
    )


def _no_memory(limit: int) -> Problem:
    """Memory does not do; `limit` is what was allowed, in bytes, 0 where nobody said."""
    allowed = f"the memory limit of {limit / 1e6:,.0f} MB" if limit else "the machine's memory"
    return Problem(
        found=f"{allowed} does not do for these exports, although all that can goes to disk",
        expected="500 MB for a million entries",
        action="Allow more with --memory-limit, end other programs, or export a shorter period.",
    )
