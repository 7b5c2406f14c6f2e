"""What Excel can hold: of an amount every digit, or the amount is no number there."""

from __future__ import annotations

from decimal import Decimal

import pytest

from invrecon.reports.excel import is_exact


@pytest.mark.parametrize(
    "amount", ["0", "0.00", "-0.05", "123456789012345", "1234567890123.45", "1000000000000000000.00", "1E+27"]
)
def test_fifteen_digits_are_kept_whatever_zeros_stand_around_them(amount: str) -> None:
    assert is_exact(Decimal(amount))


@pytest.mark.parametrize(
    "amount", ["1234567890123456", "-12345678901234.56", "1000000000000000.1", "1000000000000000000000000000.01"]
)
def test_more_digits_are_lost_and_so_is_a_cent_beside_many_zeros(amount: str) -> None:
    assert not is_exact(Decimal(amount))
