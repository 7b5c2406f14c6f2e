"""Tables that lie where the engine of the run is: named in the toml, recognised by their columns, never read here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from invrecon.engine import Engine
from invrecon.errors import Problem
from invrecon.exports.captions import Header
from invrecon.exports.plain_file import PlainFile
from invrecon.exports.source import Source
from invrecon.toml_file import REFERENCE


class ReferredTable:
    """A table of the engine. Its columns are its header, `types` are theirs: words of DuckDB, else of the engine."""

    sheet = ""
    sha256 = ""
    typed = True
    form = "table"
    remarks: tuple[str, ...] = ()

    def __init__(self, known_as: str, types: Mapping[str, str]) -> None:
        """Statements name it `known_as`, and its columns c0, c1, ..."""
        self.known_as = known_as
        self.types = types

    def previews(self) -> dict[str, list[list[str]]]:
        """The column names as a header row."""
        return {"": [list(self.types)]}

    def plain(self, _: Header, __: str) -> PlainFile | None:
        """It is no file."""
        return None

    def load(self, engine: Engine, table: str, _: Header, __: str) -> list[Problem]:
        """It is loaded where it lies (ledger/referred.py)."""
        raise NotImplementedError


def refer(engine: Engine, name: str, role: str) -> tuple[Source, list[ReferredTable]]:
    """The table of a role, as the engine describes it.

    Raises:
        InputError: the engine has no such table, or none at all.
    """
    reference = f"{REFERENCE}{name}"
    known_as = reference.lower()  # names in statements are of no case
    return Source(Path(reference), reference, role), [ReferredTable(known_as, engine.refer(name, known_as))]
