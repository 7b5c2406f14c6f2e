"""How a figure is dressed: what its cell is called in the style."""

from __future__ import annotations

_LONG = 24


def kind(shown: str) -> str:
    """The classes of an amount that is shown so: `negative`, `zero`, and `long` where paper may have to break it."""
    classes = ["negative"] if shown.startswith("(") else ["zero"] if shown == "-" else []
    return " ".join(["amount", *classes, *(["long"] if len(shown) > _LONG else [])])
