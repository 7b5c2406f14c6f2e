"""The SQL engines of a run: embedded DuckDB, or one beyond this machine that is handed the same statements."""

from invrecon.engine.embedded import AMOUNT, Embedded, quoted
from invrecon.engine.protocol import Engine

__all__ = ["AMOUNT", "Embedded", "Engine", "quoted"]
