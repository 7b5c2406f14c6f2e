"""Whatever happens to exports on their way, no one is told that books agree which do not.

Small books are exported, one file is damaged at a random place (tests/damage), and the folder is reconciled. The law:

1. The run ends with a result, or refuses (exit status 2); it never ends otherwise.
2. A refusal names a file that was damaged and, where one row was, that row.
3. Books in agreement: the totals are those of the sound exports as of the day that the result names, or the result is
   "not reconciled". An account may be compared in the sum of its type alone, where a finding says that entries cannot
   be told apart; it then shows no figure of its own.
4. Books with a difference: the result is never "reconciled".
5. Where only the dress changed (encoding, delimiter, order, pages, archives), the totals and the verdict stay, and it
   is not refused; but for two kinds of which only a person can tell what they are for.

Totals are the cells of the matrix and the two sides of every account. So a damage may be harmless, may be refused, or
may show as a difference; what it cannot do is change the figures and leave the verdict "reconciled".

INVRECON_EXAMPLES=50 damages fifty exports in each way.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from random import Random

import pytest

import invrecon
from sample_data.make.layouts.writing import Habits
from tests.damage import DAMAGES, DOUBTFUL, DRESS
from tests.damage.handed_over import AS_OF, DRESSES, HandedOver, Place, handed_over
from tests.damage.outcome import Totals, outcome, totals

EXAMPLES = int(os.environ.get("INVRECON_EXAMPLES", "0")) or 1

Damage = Callable[[HandedOver, Random], Place]


@cache
def sound(in_agreement: bool, as_of: date) -> tuple[bool, Totals]:
    """The verdict and the totals of the undamaged exports as of a day."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "exports"
        handed_over(DRESSES[0], in_agreement=in_agreement).write(folder)
        result = invrecon.reconcile(folder, as_of=as_of)
    return result.reconciled, totals(result)


@pytest.mark.parametrize("in_agreement", [True, False])
@pytest.mark.parametrize("dress", DRESSES, ids=["ISO", "continental", "American", "workbooks"])
def test_the_sound_exports_are_of_the_day_of_their_trial_balance(
    dress: tuple[Habits, bool, str], in_agreement: bool, tmp_path: Path
) -> None:
    handed_over(dress, in_agreement=in_agreement).write(tmp_path / "exports")
    result = invrecon.reconcile(tmp_path / "exports")
    assert result.as_of == AS_OF
    assert (result.reconciled, totals(result)) == (in_agreement, sound(in_agreement, AS_OF)[1])
    assert result.errors == ()


@pytest.mark.parametrize("number", range(EXAMPLES))
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_exports_never_reconcile_with_other_totals(damage: Damage, number: int, tmp_path: Path) -> None:
    rng = Random(f"{damage.__name__} {number}")
    in_agreement = Random(f"books {damage.__name__} {number}").random() < 2 / 3
    handed = handed_over(rng.choice(DRESSES), in_agreement=in_agreement)
    place = damage(handed, rng)
    handed.write(tmp_path / "exports")
    result, refused = outcome(tmp_path / "exports")
    if damage in DRESS:
        assert not refused
    if not result:
        names_the_place(refused, place)
        return
    if damage in (*DRESS, *DOUBTFUL):
        assert result.as_of == AS_OF
        assert (result.reconciled, totals(result)) == (in_agreement, sound(in_agreement, AS_OF)[1])
    if result.reconciled:
        assert in_agreement
        accounts, cells = totals(result)
        right_accounts, right_cells = sound(True, result.as_of)[1]
        assert cells == right_cells
        assert told_apart(accounts, result) == told_apart(right_accounts, result)


def told_apart(accounts: list[tuple[str, Decimal | None, Decimal | None]], result: invrecon.Reconciliation) -> object:
    """The accounts that have a figure of their own in the result; a finding says why others have none."""
    in_sum = {line.account_no for line in result.account_lines if line.subledger is None}
    assert not in_sum or "account-undecided" in {finding.id for finding in result.findings}
    return [line for line in accounts if line[0] not in in_sum]


def names_the_place(message: str, place: Place) -> None:
    """A refusal names a file that was damaged, and the row."""
    if place.files:
        assert any(file in message for file in place.files), message
    if place.row:
        assert re.search(rf"\brow {place.row}\b", message), message
