"""What a workbook of Excel can hold, whether it is ours or a company's own that is filled."""

from __future__ import annotations

from decimal import Decimal

DIGITS = 15
"""Significant digits that a number of a workbook keeps; of more, it loses the last."""

ROWS = 1_048_576
"""Rows of a sheet."""

LONGEST_TEXT = 32_767
"""Signs that a cell takes."""


def is_exact(value: object) -> bool:
    """Whether a workbook can hold the value as a number without losing a digit: all but long amounts."""
    if not isinstance(value, Decimal):
        return True
    digits = value.as_tuple().digits
    return len(digits) <= DIGITS or len("".join(map(str, digits)).strip("0")) <= DIGITS
