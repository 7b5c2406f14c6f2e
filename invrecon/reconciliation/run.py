"""A finished run: the reconciliation, and the tables that it was made from, for as long as they are there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from invrecon.ledger.decision import Decision
from invrecon.ledger.load import Ledger
from invrecon.reconciliation.result import Reconciliation
from invrecon.settings import Settings


@dataclass(frozen=True)
class Run:
    """What a report needs that shows more than the reconciliation: the entries behind it, and how it was set up.

    The tables of `ledger` can be asked until the run is closed. `settings` are complete; `decisions` tells which of
    them nobody stated, and why they are what they are.
    """

    ledger: Ledger
    reconciliation: Reconciliation
    settings: Settings
    decisions: tuple[Decision, ...]

    @property
    def files(self) -> tuple[Path, ...]:
        """The files that were read, where they lie; files in an archive by a path that does not exist."""
        named = [path for paths in self.settings.inputs.values() for path in paths]
        return tuple(named or [self.settings.folder / file.file for file in self.ledger.inputs])
