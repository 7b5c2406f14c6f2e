"""Whatever happens to exports on their way, no one is told that books agree which do not.

Small books are exported, one file is damaged at a random place (tests/damage), and the folder is reconciled. The law:

1. The run ends with a result, or refuses (exit status 2); it never ends otherwise.
2. A refusal names a file that was damaged and, where one row was, that row.
3. Books in agreement: the totals are those of the sound exports as of the day that the result names, or the result is
   "not reconciled".
4. Books with a difference: the result is never "reconciled".
5. Where only the dress changed (encoding, delimiter, order, pages, archives), the totals and the verdict stay.

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
from functools import cache
from pathlib import Path
from random import Random

import pytest

import invrecon
from tests.damage import DAMAGES, DRESS
from tests.damage.handed_over import AS_OF, HandedOver, Place, handed_over
from tests.damage.outcome import Totals, outcome, totals

EXAMPLES = int(os.environ.get("INVRECON_EXAMPLES", "0")) or 2

Damage = Callable[[HandedOver, Random], Place]


@cache
def sound(in_agreement: bool, as_of: date) -> tuple[bool, Totals]:
    """The verdict and the totals of the undamaged exports as of a day."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "exports"
        handed_over(Random(0), in_agreement=in_agreement).write(folder)
        result = invrecon.reconcile(folder, as_of=as_of)
    return result.reconciled, totals(result)


@pytest.mark.parametrize("in_agreement", [True, False])
def test_the_sound_exports_are_of_the_day_of_their_trial_balance(in_agreement: bool, tmp_path: Path) -> None:
    for number in range(8):
        handed_over(Random(number), in_agreement=in_agreement).write(tmp_path / f"{number}")
        result = invrecon.reconcile(tmp_path / f"{number}")
        assert result.as_of == AS_OF
        assert (result.reconciled, totals(result)) == (in_agreement, sound(in_agreement, AS_OF)[1])
        assert not [finding for finding in result.findings if finding.severity == "error"]


@pytest.mark.parametrize("number", range(EXAMPLES))
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damaged_exports_never_reconcile_with_other_totals(damage: Damage, number: int, tmp_path: Path) -> None:
    rng, in_agreement = Random(f"{damage.__name__} {number}"), number % 2 == 0
    handed = handed_over(rng, in_agreement=in_agreement)
    place = damage(handed, rng)
    handed.write(tmp_path / "exports")
    result, refused = outcome(tmp_path / "exports")
    if damage in DRESS:
        assert not refused
    if not result:
        names_the_place(refused, place)
        return
    if damage in DRESS:
        assert result.as_of == AS_OF
        assert (result.reconciled, totals(result)) == (in_agreement, sound(in_agreement, AS_OF)[1])
    if result.reconciled:
        assert (in_agreement, totals(result)) == sound(True, result.as_of)


def names_the_place(message: str, place: Place) -> None:
    """A refusal names a file that was damaged, and the row."""
    if place.files:
        assert any(file in message for file in place.files), message
    if place.row:
        assert re.search(rf"\brow {place.row}\b", message), message
