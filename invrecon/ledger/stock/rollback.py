"""Whether a valuation can be led back to the cut-off at all (facts/sage-inventory-groups.md 3.2, 6.7; S13)."""

from __future__ import annotations

from invrecon.errors import InputError, Problem
from invrecon.ledger.load import Ledger
from invrecon.settings import Settings


def check_rollback(ledger: Ledger, settings: Settings) -> None:
    """A valuation that was printed after the cut-off needs the movements between the two.

    Raises:
        InputError: there are no movements.
    """
    if ledger.has("value_entry") or not ledger.has("stock_valuation"):
        return
    day = ledger.engine.value("SELECT last_day FROM valuation_day")
    if day > settings.cut_off:
        raise InputError(
            Problem(
                found=f"the Inventory Valuation shows what was on hand on {day}, and there are no movements to lead "
                f"back to {settings.cut_off}",
                expected="the Inventory Movements, or a valuation that was printed at the cut-off",
                action=f"Add the movements, or reconcile as of the day of the valuation: --as-of {day}.",
            )
        )
