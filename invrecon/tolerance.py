"""The largest difference per account that still counts as reconciled, as people write it: 0, 0.05."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from invrecon.errors import InputError, Problem


def exact_tolerance(value: object, file: str = "") -> Decimal:
    """The tolerance as an exact amount of zero or more.

    Raises:
        InputError: it is none.
    """
    try:
        amount = Decimal(str(value))
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise InputError(Problem(file=file, found=f'the tolerance is "{value}"', expected='an amount such as "0.05"'))
    return amount
