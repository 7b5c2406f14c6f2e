"""How long work tells where it is, to whoever wants to know."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[str, int, int | None], None]
"""Called before each part of the work: what is done now, how many parts are finished, and of how many (None: unknown).

progress("Reading gl-entries.xlsx", 3, 10)
"""


def untold(step: str, done: int, total: int | None) -> None:
    """Progress that nobody wants to know."""
