"""PostgreSQL, say a copy of the ERP's own database, as the engine of a run: `engine = "postgres"`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from invrecon.engine.postgres.target import PostgresTarget


def open_target(options: Mapping[str, Any]) -> PostgresTarget:
    """A session on the server that `[postgres]` names.

    Raises:
        InputError: the extra is missing, a password stands in the toml, or the server cannot be reached or used.
    """
    from invrecon.engine.postgres.connection import connect

    connection = connect(options)
    from invrecon.engine.postgres.target import PostgresTarget

    return PostgresTarget(connection, str(options.get("schema", "public")))
