"""The SQL engines of a run: embedded DuckDB, or one beyond this machine that is handed the same statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from invrecon.engine.embedded import AMOUNT, Embedded, quoted
from invrecon.engine.protocol import Engine

__all__ = ["AMOUNT", "EMBEDDED", "ENGINES", "Embedded", "Engine", "open_engine", "quoted"]

EMBEDDED = "duckdb"

# Every engine by the name that `engine` and --engine give it, with the package whose open_target() opens it.
ENGINES: Mapping[str, str] = {
    EMBEDDED: "",
    "postgres": "invrecon.engine.postgres",
    "spark": "invrecon.engine.spark",
}


def open_engine(name: str, options: Mapping[str, Any], memory_limit: int = 0) -> Engine:
    """The engine of a run; `options` are what the toml says of it, `memory_limit` is in bytes, 0 where none is set.

    Raises:
        InputError: the engine is not installed, or cannot be reached.
    """
    if not ENGINES[name]:
        return Embedded(memory_limit)
    from importlib import import_module

    target = import_module(ENGINES[name]).open_target(options)
    from invrecon.engine.remote.remote_engine import RemoteEngine

    return RemoteEngine(target, lambda: Embedded(memory_limit))
