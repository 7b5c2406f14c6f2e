"""The SQL engine of a run: embedded DuckDB."""

from invrecon.engine.embedded import AMOUNT, Engine, quoted

__all__ = ["AMOUNT", "Engine", "quoted"]
