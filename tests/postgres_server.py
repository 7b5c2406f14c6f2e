"""A PostgreSQL server for tests: made in a folder of its own, reached through a socket there, and gone afterwards."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

_SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c shared_buffers=32MB -c max_connections=20"


def _program(name: str) -> str | None:
    """Debian keeps the server's programs out of the way."""
    installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return shutil.which(name) or (str(installed[-1]) if installed else None)


def _as_nobody_special() -> dict[str, Any]:
    """The server refuses to run as root."""
    return {"user": "nobody", "group": "nogroup", "extra_groups": []} if os.geteuid() == 0 else {}


@contextmanager
def server() -> Iterator[str]:
    """A running server, as libpq is told of it: its socket, and a superuser."""
    pytest.importorskip("psycopg", reason="needs psycopg: pip install 'invrecon[postgres]'")
    initdb, control = _program("initdb"), _program("pg_ctl")
    if not (initdb and control):
        pytest.skip("needs a PostgreSQL server: initdb and pg_ctl")
    who = _as_nobody_special()
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # the name of a socket may not be long
    if who:
        shutil.chown(folder, "nobody", "nogroup")
    data = folder / "data"

    def call(*arguments: object) -> None:
        subprocess.run([*map(str, arguments)], check=True, cwd=folder, stdout=subprocess.DEVNULL, timeout=120, **who)

    try:
        call(initdb, "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        call(control, "-D", data, "-o", f"{_SETTINGS} -k {folder}", "-l", folder / "log", "-w", "start")
        try:
            yield f"host={folder} user=postgres dbname=postgres"
        finally:
            call(control, "-D", data, "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
