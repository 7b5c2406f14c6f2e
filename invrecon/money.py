"""Exact amounts as people read and write them."""

from __future__ import annotations

from decimal import Context, Decimal

# ISO 4217 minor units where they are not two; amounts are never shown with fewer than two decimals.
_MINOR_UNITS = {"BHD": 3, "CLF": 4, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "UYW": 4}

ZERO = Decimal(0)

EVERY_DIGIT = Context(prec=100)
"""For arithmetic whose amounts may have more digits than a Decimal keeps by itself."""


def decimals_of(currency: str) -> int:
    """Decimals that an amount in this currency is written with: the currency's own, and at least two."""
    return max(2, _MINOR_UNITS.get(currency.upper(), 2))


def exact(amount: Decimal, decimals: int = 2) -> str:
    """The amount as plain text with at least `decimals` decimals; more where the amount has more. Never rounds."""
    digits = max(decimals, -int(amount.normalize(EVERY_DIGIT).as_tuple().exponent))
    text = f"{amount:.{digits}f}"
    return text.lstrip("-") if Decimal(text) == 0 else text


def tidy(amount: Decimal) -> Decimal:
    """The same amount without superfluous zeros: two decimals, more where the amount has more."""
    return Decimal(exact(amount))


def accounting(amount: Decimal | None, decimals: int = 2) -> str:
    """The amount as accountants print it: 1,234.56, negative in parentheses, zero as a dash, unknown as blank."""
    if amount is None:
        return ""
    if amount == 0:
        return "-"
    text = exact(amount.copy_abs(), decimals)
    whole, _, fraction = text.partition(".")
    text = f"{int(whole):,}.{fraction}"
    return f"({text})" if amount < 0 else text


def signed(amount: Decimal, decimals: int = 2) -> str:
    """The amount inside a sentence: 1,234.56 or -1,234.56, zero as 0.00."""
    text = exact(amount, decimals)
    whole, _, fraction = text.lstrip("-").partition(".")
    return f"{'-' if text.startswith('-') else ''}{int(whole):,}.{fraction}"
