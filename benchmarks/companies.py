"""Scaled companies for measuring, made once and kept in a folder of the user's cache."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

_HERE = Path(__file__).parent
_MAKERS = (_HERE / "company.py", *sorted((_HERE.parent / "sample_data" / "make").rglob("*.py")))
_BYTES = {"csv": 735, "parquet": 30}  # for each value entry, with the G/L entries that belong to it
_SPILL = 400  # and what the engine may put on the disk while it works, for each value entry


class NoRoom(Exception):  # noqa: N818
    """The disk has too little room for the company."""


def company(value_entries: int, ending: str = "csv") -> Path:
    """The folder of a company of about so many value entries, its ledgers as `csv` or `parquet`.

    Raises:
        NoRoom: the disk is too full to make it, or to reconcile it.
    """
    folder = cache() / f"{value_entries}-{ending}-{_makers()}"
    needed = value_entries * (_SPILL + (0 if folder.exists() else _BYTES[ending]))
    if (free := shutil.disk_usage(cache()).free) < needed:
        room = f"{cache()} has {free / 1e9:.0f} GB of room"
        raise NoRoom(f"{room}; {value_entries:,} value entries need {needed / 1e9:.0f} GB.")
    if not folder.exists():
        unfinished = folder.with_name(f"{folder.name}.{os.getpid()}")
        # In a process of its own: this one stays small, as the memory of those it starts begins with its own.
        command = [sys.executable, "-m", "benchmarks.company", str(unfinished), "--value-entries", str(value_entries)]
        form = ["--parquet"] if ending == "parquet" else []
        subprocess.run([*command, *form], check=True, stdout=subprocess.DEVNULL, cwd=_HERE.parent)
        unfinished.rename(folder)
    return folder


def forget(folder: Path) -> None:
    """Remove a company that is too large to be kept."""
    shutil.rmtree(folder)


def room(value_entries: int, endings: Iterable[str]) -> int:
    """Bytes of disk that measuring a company of so many value entries takes, its ledgers in these forms."""
    return value_entries * (sum(_BYTES[ending] for ending in endings) + _SPILL)


def cache() -> Path:
    """Where the companies lie: INVRECON_BENCH, else the user's cache."""
    folder = Path(os.environ.get("INVRECON_BENCH") or Path.home() / ".cache" / "invrecon-bench")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _makers() -> str:
    """Eight digits that change with the code that makes a company."""
    digest = hashlib.sha256()
    for path in _MAKERS:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
