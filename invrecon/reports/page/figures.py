"""How a figure is dressed: what its cell is called in the style, and whether a difference stands out."""

from __future__ import annotations

from decimal import Decimal

_LONG = 24


def kind(shown: str) -> str:
    """The classes of an amount that is shown so: `negative`, `zero`, and `long` where paper may have to break it."""
    classes = ["negative"] if shown.startswith("(") else ["zero"] if shown == "-" else []
    return " ".join(["amount", *classes, *(["long"] if len(shown) > _LONG else [])])


def beyond(amount: Decimal | None, tolerance: Decimal) -> bool:
    """Whether a difference is larger than the tolerance."""
    return amount is not None and abs(amount) > tolerance
