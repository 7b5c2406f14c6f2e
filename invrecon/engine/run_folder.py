"""The folder for a run's intermediate files, in the system's temporary folder: gone when the run ends.

A run that is killed cannot remove its folder; the next one does. A folder is a dead run's if nobody holds the file
`held` in it; it has the name of this machine and belongs to this user.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from invrecon.errors import InputError, Problem
from invrecon.holding import hold, mark, taken_over
from invrecon.interruption import undisturbed, undone_by

_HELD = "held"
_ATTEMPTS = 10
_VARIABLES = ("TMPDIR", "TEMP", "TMP")  # those by which Python finds the temporary folder, in its order


@contextmanager
def run_folder() -> Iterator[Path]:
    """A new folder for intermediate files; those of runs that were killed are removed first.

    Raises:
        InputError: the temporary folder cannot be written to.
    """
    place = temporary_folder()
    _remove_abandoned(place)
    folder = _RunFolder(place)
    with undone_by(folder.remove):
        try:
            yield folder.path
        finally:
            folder.remove()


def temporary_folder() -> Path:
    """Where intermediate files lie: what TMPDIR names, even if it cannot be used, else what the system offers.

    Raises:
        InputError: the system offers none.
    """
    named = next((os.environ[name] for name in _VARIABLES if os.environ.get(name)), None)
    try:
        return Path(named or tempfile.gettempdir()).absolute()
    except FileNotFoundError as error:
        raise _unusable(Path(tempfile.gettempprefix()), "no temporary folder can be written to") from error


class _RunFolder:
    """A folder with the file that is held; it goes at the latest when the interpreter ends."""

    def __init__(self, place: Path) -> None:
        with undisturbed():
            try:
                self.path, handle = _made(place)
            except OSError as error:
                why = f"the temporary folder cannot be written to ({error.strerror})"
                raise _unusable(place, why) from error
            self.remove = weakref.finalize(self, _remove_held, self.path, handle)


def _made(place: Path) -> tuple[Path, int]:
    """A new folder and the handle of the file in it that is held."""
    for _ in range(_ATTEMPTS):
        folder = Path(tempfile.mkdtemp(prefix=mark(), dir=place))
        with suppress(FileNotFoundError):  # another run took it for a dead one's, between two calls
            handle = os.open(folder / _HELD, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
            if hold(handle):
                return folder, handle
            os.close(handle)
    raise OSError(0, "other programs remove what is made there")


def _remove_held(folder: Path, handle: int) -> None:
    with undisturbed():
        _empty(folder)
        os.close(handle)
        _remove(folder)


def _remove_abandoned(place: Path) -> None:
    """Remove the folders of runs that were killed: this user's, made on this machine; links are not followed."""
    with suppress(OSError), os.scandir(place) as entries:
        for entry in entries:
            if not entry.name.startswith(mark()) or not entry.is_dir(follow_symlinks=False):
                continue
            folder = Path(entry.path)
            if hasattr(os, "geteuid") and entry.stat(follow_symlinks=False).st_uid != os.geteuid():
                continue
            with suppress(OSError):
                folder.rmdir()  # of a run that was killed before it had put anything into it
            with taken_over(folder / _HELD) as dead:
                if dead:
                    _empty(folder)
                    _remove(folder)


def _empty(folder: Path) -> None:
    """Remove all but the file that is held: should this be cut short, that file lets another run go on with it."""
    with suppress(OSError):
        for path in folder.iterdir():
            if path.name == _HELD:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _remove(folder: Path) -> None:
    with suppress(OSError):
        (folder / _HELD).unlink(missing_ok=True)
        folder.rmdir()


def _unusable(place: Path, found: str) -> InputError:
    return InputError(
        Problem(
            file=str(place),
            found=found,
            expected="a folder with room for intermediate files",
            action="Make room there, or set TMPDIR to another folder.",
        )
    )
